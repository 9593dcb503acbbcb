"""What authors say of the numbers of their work. That they are its authors, a maintainer has to see."""

from __future__ import annotations

import re
from typing import Any

from livingsurvey.contribute.entry import first, one_line, whole
from livingsurvey.contribute.grant.outcome import Claim, Desk, Outcome, RefusalError
from livingsurvey.contribute.intake import Request
from livingsurvey.model import Method
from livingsurvey.writing.yamlwrite import put
from livingsurvey.yamlfile import Loc

Changes = list[tuple[Loc, Any]]
_ADDRESS = re.compile(r"https://[^\s<>\"'`\\]{1,490}")
_ROW = re.compile(r"[-*•\s]*(?:\S*#)?([a-z0-9]+(?:-[a-z0-9]+)*)")


def author_word(request: Request, desk: Desk, method: Method) -> Outcome:
    """The entry with its numbers confirmed, or the rows that were named disputed. Nothing is taken away."""
    answers = request.answers
    verdict = first(answers.get("verdict", ""))
    claim = _claim(request, desk, method)
    if method.removed or not method.operating_points:
        raise RefusalError("The entry holds no number.")
    if verdict == "confirm":
        state, changes, notes = "confirmed", *_confirmed(request, desk, method, claim)
    elif verdict == "dispute":
        state, changes, notes = "disputed", *_disputed(request, desk, method)
    else:
        raise RefusalError("Choose the verdict.")
    if not changes:
        return Outcome("noted" if notes else "unchanged", method.slug, notes=notes)
    name = f"methods/{method.slug}.yaml"
    files = {name: put(desk.text(name), name, changes)}
    return Outcome(state, method.slug, files=files, notes=notes, claim=claim)


def _claim(request: Request, desk: Desk, method: Method) -> Claim:
    author = one_line(request.answers.get("author", ""))
    proof = whole(request.answers.get("proof", ""))
    if not author:
        raise RefusalError("Give your name as it stands in the list of authors.")
    if not _ADDRESS.fullmatch(proof):
        raise RefusalError(
            "Give the https address of a page of the work, or of yours, that names this account."
        )
    names = {person.full.casefold() for person in desk.survey.references[method.cite].authors}
    return Claim(author, request.login, proof, author.casefold() in names)


def _confirmed(
    request: Request, desk: Desk, method: Method, claim: Claim
) -> tuple[Changes, tuple[str, ...]]:
    """Every number that the authors measured stands confirmed; what is disputed stays so."""
    points = list(enumerate(method.operating_points))
    changes: Changes = [
        (("operating_points", i, "standing"), "author-confirmed")
        for i, p in points
        if p.standing == "unreviewed" and p.measured_by == "authors"
    ]
    if not changes and method.confirmed:
        return [], ()
    said = {"by": claim.author, "date": desk.today, "url": request.url}
    disputed = ", ".join(p.id for _, p in points if p.standing == "disputed")
    notes = (f"These rows stay disputed, since sources disagree: {disputed}",) if disputed else ()
    return [*changes, (("confirmed",), said)], notes


def _disputed(request: Request, desk: Desk, method: Method) -> tuple[Changes, tuple[str, ...]]:
    """The rows named at the start of a line are marked, with a link to the issue; other lines are notes."""
    lines = [line for text in request.answers.get("changes", "").split("\n") if (line := one_line(text))]
    if not lines:
        raise RefusalError("Say what is wrong: one line a number, the row's address after # first.")
    named = {_named(line) for line in lines}
    changes: Changes = []
    for index, point in enumerate(method.operating_points):
        if point.id in named and request.url not in (point.note or ""):
            note = f"{point.note or ''} Disputed by its authors on {desk.today}: {request.url}".strip()
            changes += [
                (("operating_points", index, "standing"), "disputed"),
                (("operating_points", index, "note"), note),
            ]
    rows = {p.id for p in method.operating_points}
    return changes, tuple(line for line in lines if changes or _named(line) not in rows)


def _named(line: str) -> str:
    found = _ROW.match(line)
    return found[1] if found else ""
