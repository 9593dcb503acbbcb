"""What was handed over: outcomes, two texts each, and files that they may change. All else is refused."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ALLOWED = re.compile(r"data/(methods/[a-z0-9]+(-[a-z0-9]+)*\.yaml|references\.bib|screening\.yaml)")
TRIAGE = "triage"
BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")
_TEXTS = {"outcome.json", "reply.md", "pull.md", "patch.md"}
_MAX_BYTES = 8_000_000
_LONGEST = 60_000
_MOST_PARTS = 200
_WORK = re.compile(r"([0-9]{4}\.[0-9]{4,5})?")
_ID = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*)?")
_COMMIT = re.compile("[0-9a-f]{0,64}")
_MOST = 50
_LOGIN = re.compile(r"[A-Za-z0-9-]{1,39}(\[bot\])?")


class HandedError(Exception):
    """What was handed over, or the event, is not what this program makes."""


@dataclass(frozen=True)
class Handed:
    """`files` are bytes by path below the repository; `base` is the commit that they were made from.

    `work` is the arXiv id of a work that was ticked in the triage issue.
    """

    state: str
    slug: str
    form: str
    base: str
    reply: str
    pull: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    work: str = ""


@dataclass(frozen=True)
class House:
    """Files of a pull request in house form; `head` is the commit that they were read from."""

    head: str
    reply: str
    patch: str
    files: Mapping[str, bytes]


@dataclass(frozen=True)
class Issue:
    """The issue of an event, as far as it is needed here.

    `login` asks: who made the issue, or who changed the watcher's, which is `triage`. Empty: nobody.
    """

    number: int
    action: str
    login: str = ""
    account: int = 0
    triage: bool = False

    def branch(self, handed: Handed) -> str:
        """The one branch of this issue, or of a work that was ticked in it."""
        return f"form/{handed.work or self.number}"


def read_issue(event: Path) -> Issue:
    """The issue of GitHub's event. Raises HandedError."""
    try:
        data = json.loads(event.read_text(encoding="utf-8"))
        issue, action = data["issue"], data["action"]
        triage = issue["user"]["login"] == BOT[0] and TRIAGE in [label["name"] for label in issue["labels"]]
        number, who = issue["number"], data["sender"] if triage else issue["user"]
        login, account = who["login"], who["id"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise HandedError("this is not GitHub's event of an issue") from None
    if type(number) is not int or number < 1:
        raise HandedError("the issue has no number")
    real = type(account) is int and account > 0 and isinstance(login, str) and _LOGIN.fullmatch(login)
    return Issue(number, str(action), login if real else "", account if real else 0, triage)


def read_parts(folder: Path) -> list[Handed]:
    """The outcome of a form, or each of those of the triage issue. Raises HandedError."""
    if (folder / "outcome.json").exists():
        return [read_handed(folder)]
    parts = sorted(folder.iterdir())
    if len(parts) > _MOST_PARTS:
        raise HandedError("too much was handed over")
    return [read_handed(part) for part in parts]


def read_handed(folder: Path) -> Handed:
    """What lies in a folder, if it is no more than a form or a tick may ask for. Raises HandedError."""
    asked = {"state": _ID, "slug": _ID, "form": _ID, "base": _COMMIT, "work": _WORK}
    (state, slug, form, base, work), texts, files = _handed(folder, asked)
    entry = {f"data/methods/{slug}.yaml", "data/references.bib"}
    if work and form != TRIAGE:
        raise HandedError("a form names no work")
    if set(files) - (entry if work or form != TRIAGE else {"data/screening.yaml"}):
        raise HandedError("a form changes one entry and the bibliography, or a tick one list, no more")
    reply, pull = (texts[name][:_LONGEST] for name in ("reply.md", "pull.md"))
    return Handed(state, slug, form, base, reply, pull, files, work)


def read_house(folder: Path) -> House:
    """What `livingsurvey fmt --of … --into …` left in a folder. Raises HandedError."""
    (head,), texts, files = _handed(folder, {"head": _COMMIT})
    if len(files) > _MOST:
        raise HandedError("too many files were handed over")
    return House(head, texts["reply.md"][:_LONGEST], texts["patch.md"][:_LONGEST], files)


def _handed(
    folder: Path, asked: Mapping[str, re.Pattern[str]]
) -> tuple[list[str], dict[str, str], dict[str, bytes]]:
    """What the outcome says to each word `asked`, the texts, and the other files by path."""
    found = dict(_files(folder))
    if sum(map(len, found.values())) > _MAX_BYTES:
        raise HandedError("too much was handed over")
    try:
        texts = {name: found.get(name, b"").decode("utf-8") for name in _TEXTS}
        said = json.loads(texts["outcome.json"])
        words = [said[name] for name in asked]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise HandedError("the outcome cannot be read") from None
    for text, shape in zip(words, asked.values(), strict=True):
        if not isinstance(text, str) or not shape.fullmatch(text):
            raise HandedError("the outcome holds what is no id")
    return words, texts, {name: found[name] for name in sorted(found) if name not in _TEXTS}


def _files(folder: Path) -> list[tuple[str, bytes]]:
    """Every file below a folder by its path; links and what is not allowed are refused."""
    found = []
    for here, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(here, name)
            inside = path.relative_to(folder).as_posix()
            if path.is_symlink() or not (path.is_dir() or path.is_file()):
                raise HandedError(f"{inside!a} is neither a file nor a folder")
            if path.is_file():
                if inside not in _TEXTS and not ALLOWED.fullmatch(inside):
                    raise HandedError(f"{inside!a} is not a file that a form may change")
                found.append((inside, _text(path, inside)))
    return found


def _text(path: Path, name: str) -> bytes:
    with path.open("rb") as file:
        raw = file.read(_MAX_BYTES + 1)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        raise HandedError(f"{name!a} is not UTF-8") from None
    if b"\0" in raw:
        raise HandedError(f"{name!a} holds a null byte")
    return raw
