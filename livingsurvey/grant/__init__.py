"""A request -> the files that grant it, and the answer in plain words. Nothing is written here."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from livingsurvey.arxiv import ArxivDownError, ArxivError
from livingsurvey.grant.author import author_word
from livingsurvey.grant.change import add_places, set_link
from livingsurvey.grant.number import put_number
from livingsurvey.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.grant.work import add_work
from livingsurvey.intake import Request
from livingsurvey.model import Method
from livingsurvey.problem import Problem
from livingsurvey.site import examine

__all__ = ["Desk", "Outcome", "grant"]

CHANGES: dict[str, Callable[[Request, Desk, Method], Outcome]] = {
    "confirm": author_word,
    "link": set_link,
    "number": put_number,
    "place": add_places,
}
"""What each form does that is about an entry."""


def grant(request: Request, desk: Desk) -> Outcome:
    """Work out one request: granted only if every check passes."""
    try:
        outcome = _worked_out(request, desk)
    except ArxivDownError as error:
        outcome = Outcome("later", notes=(str(error),))
    except (RefusalError, ArxivError, ValueError) as error:
        outcome = Outcome("refused", notes=(str(error),))
    if problems := _new_problems(desk.data, outcome.files):
        outcome = Outcome("refused", outcome.slug, problems=problems)
    return replace(outcome, form=request.form)


def _worked_out(request: Request, desk: Desk) -> Outcome:
    if request.form == "add":
        return add_work(request, desk)
    if request.form == "suggest":
        return Outcome("suggested", notes=(request.answers.get("name", ""),))
    method = desk.survey.methods.get(request.answers.get("method", ""))
    if method is None:
        raise RefusalError("There is no such method: copy the last part of its page's address.")
    return CHANGES[request.form](request, desk, method)


def _new_problems(data: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What the checks say of the data with these files, beyond what they said before."""
    if not files:
        return ()
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        copy = Path(shutil.copytree(data, Path(temporary) / data.name))
        for name, text in files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="\n")
        after = examine(copy)[1]
    before = {(p.file, p.field, p.message) for p in examine(data)[1]} if after else ()
    return tuple(p for p in after if (p.file, p.field, p.message) not in before)
