"""GitHub's issue event -> answers of one form. What stands in it is text of strangers, never a program."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from livingsurvey.model import Form

MAX_BODY = 65_536
TRIAGE = "triage"
"""The label of the watcher's issue; what is ticked there is worked out like a form of that name."""

_BOT = "github-actions[bot]"
_NOTHING = "_No response_"
_LOGIN = re.compile(r"[A-Za-z0-9-]{1,39}(\[bot\])?")
_ISSUE = re.compile(r"https://[A-Za-z0-9._/-]{3,200}/issues/[0-9]{1,10}")
_HEADING = re.compile(r"^### (.*)$", re.MULTILINE)


class IntakeError(Exception):
    """The event holds no filled form; says what to mend."""


class NoFormError(IntakeError):
    """The issue is not about a form at all: nobody waits for an answer of ours."""


@dataclass(frozen=True)
class Request:
    """What somebody asks for: a form, its answers by field id, who asks, and the issue's address."""

    form: str
    answers: Mapping[str, str] = field(default_factory=dict)
    login: str = ""
    url: str = ""


def read_event(text: str, forms: Sequence[Form]) -> Request:
    """The request in GitHub's `issues` event. Raises IntakeError."""
    try:
        issue = json.loads(text)["issue"]
        body, login = issue["body"] or "", str(issue["user"]["login"])
        url, labels = str(issue["html_url"]), [label["name"] for label in issue["labels"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise IntakeError("this is not GitHub's event of an issue") from None
    if not isinstance(body, str) or len(body) > MAX_BODY:
        raise IntakeError("the issue is too long to be a form")
    if login == _BOT and TRIAGE in labels:
        return Request(TRIAGE, {"body": cleaned(body)})
    form, answers = _answers(cleaned(body), forms)
    return Request(
        form, answers, login if _LOGIN.fullmatch(login) else "", url if _ISSUE.fullmatch(url) else ""
    )


def cleaned(text: str) -> str:
    """The text with Unix line ends and without characters that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(c for c in text if c.isprintable() or c == "\n")


def _answers(body: str, forms: Sequence[Form]) -> tuple[str, dict[str, str]]:
    """Which form it is, and its answers: the form all of whose labels stand as headings, each once."""
    headings = list(_HEADING.finditer(body))
    written = [m[1].strip() for m in headings]
    form = next((f for f in forms if set(f.fields) <= set(written)), None)
    if form is None:
        if not any(2 * len(set(f.fields) & set(written)) > len(f.fields) for f in forms):
            raise NoFormError("the issue was not made with one of the forms")
        raise IntakeError("a heading of the form was changed or is missing: keep the form's own headings")
    marks = [m for m in headings if m[1].strip() in form.fields]
    names = [m[1].strip() for m in marks]
    if names != list(form.fields):
        twice = next((n for n in names if names.count(n) > 1), names[0])
        raise IntakeError(f"the heading “{twice}” stands twice or elsewhere: keep the form's own headings")
    ends = [m.start() for m in marks[1:]] + [len(body)]
    found = {}
    for mark, name, end in zip(marks, names, ends, strict=True):
        answer = body[mark.end() : end].strip()
        found[form.fields[name]] = "" if answer == _NOTHING else answer
    return form.id, found
