"""`livingsurvey watch`: what is new at arXiv, as the Markdown of one issue to triage."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.contribute.intake import cleaned
from livingsurvey.hosts.arxiv import ArxivDownError, ArxivError, Work, ask, asker, listing, search
from livingsurvey.hosts.web import AGENT, Asker
from livingsurvey.model import Survey
from livingsurvey.model.outside import Watch
from livingsurvey.problem import Problem, render
from livingsurvey.reader import examine
from livingsurvey.render import render_text
from livingsurvey.shape import shape
from livingsurvey.siteinfo import site_info
from livingsurvey.watch.boxes import boxes, carried
from livingsurvey.watch.news import known_eprints, news
from livingsurvey.watch.rank import candidates, undecided
from livingsurvey.yamlfile import read_yaml

NAME = "watch.yaml"
_LONGEST = 50_000
"""Characters: an issue of GitHub holds 65,536, and people write reasons into it."""


class _Unanswered(click.ClickException):
    """arXiv said nothing that can be used: neither fine nor wrong."""

    exit_code = 2


@click.command("watch")
@click.option("--dry-run", is_flag=True, help="Print what arXiv would be asked, and ask nothing.")
@click.option(
    "--before",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The issue as it stands: what is ticked or written there is carried over.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it there.")
@in_repository
def command(root: Path, dry_run: bool, before: Path | None, out: Path | None) -> None:
    """Ask arXiv for works by data/watch.yaml and for news of known works; print an issue to triage."""
    survey, problems = examine(root / "data")
    watch, more = read_watch(root / "data")
    if problems or watch is None:
        click.echo(render([*problems, *more], "text"))
        raise SystemExit(1)
    try:
        questions = [search(watch.query, watch.newest), *listing(known_eprints(survey))]
        if dry_run:
            click.echo("\n".join(questions))
            return
        new, listed = _answers(asker(f"{AGENT} (+{site_info(root).repo_url})", timeout=60.0), questions)
    except ArxivError as error:
        raise _Unanswered(f"{error}. Is this machine online? Nothing was written.") from None
    old = cleaned(before.read_text(encoding="utf-8", errors="replace")) if before else ""
    text = carried(_issue(root, survey, watch, (new, listed), old), old)
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
        click.echo(f"written to {out}", err=True)


def read_watch(data: Path) -> tuple[Watch | None, list[Problem]]:
    """What to look for, or the problems of the file that says it."""
    file, problems = read_yaml(data / NAME, f"{data.name}/{NAME}")
    if file is None:
        return None, problems
    found = shape(Watch, file)
    return (None, found) if isinstance(found, list) else (found, [])


def _answers(who: Asker, questions: list[str]) -> tuple[list[Work], list[Work]]:
    """What the search found, and the known works as arXiv lists them now."""
    hidden = not sys.stderr.isatty()
    answers = []
    with click.progressbar(questions, label="asking arXiv", file=sys.stderr, hidden=hidden) as bar:
        for url in bar:
            answers.append(ask(who, url))
            if not answers[0]:
                raise ArxivDownError("it lists no work at all, which cannot be")
    return answers[0], [work for answer in answers[1:] for work in answer]


def _issue(
    root: Path, survey: Survey, watch: Watch, answers: tuple[list[Work], list[Work]], old: str
) -> str:
    new, listed = answers
    found = candidates(new, survey, watch)
    ticked = {box.eprint for box in boxes(old) if box.ticked}
    rows: dict[str, Any] = {
        "day": datetime.now(UTC).date().isoformat(),
        "looked_at": len(new),
        "at_least": watch.at_least,
        "candidates": found,
        "shown": found,
        "older": sorted(undecided(ticked, survey) - {c.work.eprint for c in found}),
        "news": news(survey, listed),
    }
    while len(text := render_text(root / "templates", "triage.md", rows)) > _LONGEST and rows["shown"]:
        rows["shown"] = rows["shown"][: len(rows["shown"]) * 4 // 5]
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(chr(10))[0]}\n"
