"""A request -> the files that grant it, and the answer in plain words. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from livingsurvey.contribute.grant.author import author_word
from livingsurvey.contribute.grant.change import add_places, set_link
from livingsurvey.contribute.grant.number import put_number
from livingsurvey.contribute.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.contribute.grant.triage import grant_ticks
from livingsurvey.contribute.grant.trial import tried
from livingsurvey.contribute.grant.work import add_work
from livingsurvey.contribute.intake import TRIAGE, Request
from livingsurvey.model import Method

__all__ = ["Desk", "Outcome", "grant"]

CHANGES: dict[str, Callable[[Request, Desk, Method], Outcome]] = {
    "confirm": author_word,
    "link": set_link,
    "number": put_number,
    "place": add_places,
}
"""What each form does that is about an entry."""


def grant(request: Request, desk: Desk) -> list[Outcome]:
    """Work out a request: granted only if every check passes. A form has one outcome."""
    if request.form == TRIAGE:
        return grant_ticks(request, desk)
    outcome = tried(desk.data, lambda: _worked_out(request, desk))
    return [replace(outcome, form=request.form)]


def _worked_out(request: Request, desk: Desk) -> Outcome:
    if request.form == "add":
        return add_work(request, desk)
    if request.form == "suggest":
        return Outcome("suggested", notes=(request.answers.get("name", ""),))
    method = desk.survey.methods.get(request.answers.get("method", ""))
    if method is None:
        raise RefusalError("There is no such method: copy the last part of its page's address.")
    return CHANGES[request.form](request, desk, method)
