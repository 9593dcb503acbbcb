"""A new entry and its reference, of what arXiv lists and what a person knows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from livingsurvey.contribute.forms import chosen
from livingsurvey.hosts.arxiv import Work, letters
from livingsurvey.hosts.venues import Answer
from livingsurvey.model import Survey

_ARXIV = re.compile(
    r"(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    r"([0-9]{4}\.[0-9]{4,5})(?:v[0-9]{1,3})?(?:\.pdf)?/?",
    re.IGNORECASE,
)
_LATEX = str.maketrans({c: "\\" + c for c in "&%#_"} | {"{": "", "}": "", "\\": "", "~": " ", "^": ""})


def arxiv_id(text: str) -> str | None:
    """The arXiv id in an answer that is nothing but an id or an address at arXiv."""
    found = _ARXIV.fullmatch(text.strip())
    return found[1] if found else None


def short_name(work: Work, stated: str) -> str:
    """The name that was given, else the title before its colon, if that is short."""
    head = work.title.partition(":")[0].strip()
    return stated or (head if ":" in work.title and len(head) <= 40 else "")


def slug_of(name: str, taken: Iterable[str], year: str) -> str:
    """An id made of a name: lower-case words joined by hyphens. Empty where nothing is left of it."""
    words = "-".join(re.findall(r"[a-z0-9]+", _ascii(name).lower()))[:60].strip("-")
    return f"{words}-{year}" if words in set(taken) and words else words


def key_of(work: Work, slug: str, taken: Iterable[str]) -> str:
    """A free key `familyYYYYword`."""
    family = re.sub(r"[^a-z]", "", _ascii(work.authors[0].split()[-1]).lower()) or "anon"
    key = f"{family}{work.month[:4]}{slug.replace('-', '') or 'work'}"[:70]
    known = set(taken)
    return next(k for k in (key, *(f"{key}{n}" for n in range(2, 1000))) if k not in known)


def bibtex_of(work: Work, key: str) -> str:
    """The reference as BibTeX; TeX's own characters are plain text."""
    authors = " and ".join(_name(author) for author in work.authors)
    fields = {"author": authors, "title": _tex(work.title), "year": work.month[:4], "eprint": work.eprint}
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}  archiveprefix = {{arXiv}},\n}}\n"


def new_entry(work: Work, name: str, key: str, answers: Mapping[str, str], login: str) -> dict[str, Any]:
    """The entry as plain data, without points."""
    why = one_line(answers.get("why", ""))
    nodes = chosen(answers.get("places", ""))
    links = {k: v for k in ("project", "code") if (v := whole(answers.get(k, "")))}
    return {
        "name": name,
        "aliases": [],
        "former_ids": [],
        "kind": first(answers.get("kind", "")),
        "domains": chosen(answers.get("domains", "")),
        "cite": key,
        "released": work.month,
        "summary": {"en": one_line(answers.get("summary", ""))},
        "taxonomy": {"evla": [{"node": n, "by": "us", "why": why} for n in nodes]},
        "builds_on": [],
        "components": {},
        "links": links,
        "checked": [],
        "contributors": [login] if login else [],
        "operating_points": [],
    }


def stated(answer: Answer) -> dict[str, Any]:
    """The fields of an entry that say where a work was accepted; none where nothing was found."""
    venue = {"venue": asdict(answer.venue)} if answer.venue else {}
    return venue | ({"venue_note": answer.note} if answer.note else {})


def known_work(survey: Survey, work_id: str, title: str = "") -> str | None:
    """The slug of the entry that is this work already, by arXiv id or by title."""
    for slug, method in survey.methods.items():
        reference = survey.references.get(method.cite)
        if reference and (
            reference.eprint == work_id or (title and letters(reference.title) == letters(title))
        ):
            return slug
    return None


def first(answer: str) -> str:
    """The id in the answer to a dropdown with one choice, or nothing."""
    return next(iter(chosen(answer)), "")


def one_line(text: str) -> str:
    """Whitespace collapsed."""
    return " ".join(text.split())


def whole(address: str) -> str:
    """An address on one line; where its scheme was left out, it is https."""
    line = one_line(address)
    return f"https://{line}" if re.match(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/|$)", line, re.IGNORECASE) else line


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _tex(text: str) -> str:
    return one_line(text.translate(_LATEX).replace("$", ""))


def _name(author: str) -> str:
    """`Family, Given` of a name as it is read; a collective or a single word in braces."""
    given, _, family = _tex(author).replace(",", " ").strip().rpartition(" ")
    collective = not given or re.search(r"\b(team|group|consortium|collaboration)\b", author, re.IGNORECASE)
    return f"{{{one_line(_tex(author))}}}" if collective else f"{family}, {one_line(given)}"
