"""The ticked boxes of the triage issue -> a draft of each work to add, and one list of those left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from livingsurvey.contribute.entry import known_work
from livingsurvey.contribute.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.contribute.grant.trial import tried
from livingsurvey.contribute.grant.work import add_work
from livingsurvey.contribute.intake import Request
from livingsurvey.hosts.arxiv import ArxivDownError, ArxivError, Work
from livingsurvey.watch.boxes import Box, boxes

_LONGEST_WHY, _LONGEST_TITLE = 600, 120
_NAME = "screening.yaml"


def grant_ticks(request: Request, desk: Desk) -> list[Outcome]:
    """What comes of each ticked work, and one outcome for all that are left out. Nothing ticked: nothing.

    A work to add has a pull request of its own, since people go on with it; reasons share one, and a file.
    """
    ticked = [box for box in boxes(request.answers["body"]) if box.ticked]
    wanted = {box.eprint for box in ticked if not known_work(desk.survey, box.eprint)}
    asked = sorted(wanted - {row.eprint for row in desk.survey.screening if row.eprint})
    try:
        works = {work.eprint: work for work in (desk.lookup(asked) if asked else ())}
    except ArxivDownError as error:
        return [Outcome("later", form="triage", notes=(str(error),))]
    except ArxivError as error:
        return [Outcome("refused", form="triage", notes=(str(error),))]
    desk = replace(desk, lookup=lambda eprints: [works[e] for e in eprints if e in works])
    outcomes = list(_sorted_out({(b.what, b.eprint): b for b in ticked}, request, desk))
    if left_out := {o.work: o.notes[0] for o in outcomes if o.state == "left-out"}:
        rows = "".join(_row(works[eprint], why, desk.today) for eprint, why in left_out.items())
        listed = tuple(f"{eprint} {works[eprint].title}: {why}" for eprint, why in left_out.items())
        files = {_NAME: f"{desk.text(_NAME).rstrip()}\n{rows}"}
        together = tried(desk.data, lambda: Outcome("left-out", files=files, notes=listed))
        outcomes = [*(o for o in outcomes if o.state != "left-out"), together]
    return [replace(outcome, form="triage") for outcome in outcomes]


def _sorted_out(ticked: dict[tuple[str, str], Box], request: Request, desk: Desk) -> Iterator[Outcome]:
    for (what, eprint), box in ticked.items():
        if ("not this" if what == "add" else "add", eprint) in ticked:
            if what == "add":
                yield Outcome("refused", work=eprint, notes=("Both boxes are ticked: untick one.",))
        elif what == "add":
            asked = Request("add", {"work": eprint, "name": box.said}, request.login)
            yield replace(tried(desk.data, partial(_draft, asked, desk), draft=True), work=eprint)
        else:
            yield replace(tried(desk.data, partial(_left_out, box, desk)), work=eprint)


def _draft(asked: Request, desk: Desk) -> Outcome:
    outcome = add_work(asked, desk)
    return replace(outcome, state="drafted") if outcome.files else outcome


def _left_out(box: Box, desk: Desk) -> Outcome:
    """The reason, if it can be entered."""
    if known := known_work(desk.survey, box.eprint):
        return Outcome("exists", known)
    if any(row.eprint == box.eprint for row in desk.survey.screening):
        return Outcome("screened")
    if not box.said:
        raise RefusalError("Why not? Write the reason behind the colon of “not this”; the tick may stay.")
    if len(box.said) > _LONGEST_WHY:
        raise RefusalError(f"The reason has {len(box.said):,} characters: say it in {_LONGEST_WHY}.")
    desk.work(box.eprint)
    return Outcome("left-out", notes=(box.said,))


def _row(work: Work, why: str, today: str) -> str:
    """A row as the file's others are written; JSON's strings are YAML's."""
    title = work.title if len(work.title) <= _LONGEST_TITLE else f"{work.title[: _LONGEST_TITLE - 1]}…"
    row = {"title": title, "eprint": work.eprint, "date": today, "why": why}
    return "- " + "  ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}\n" for k, v in row.items())
