"""`livingsurvey links`: do the addresses in the data still answer?"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.hosts.web import AGENT, Asker
from livingsurvey.links.allow import read_allow_list
from livingsurvey.links.cache import Known, read_cache, updated, write_cache
from livingsurvey.links.gather import gather
from livingsurvey.links.report import broken, moved
from livingsurvey.links.rounds import OfflineError, Round, due
from livingsurvey.load import load
from livingsurvey.problem import SurveyError, render
from livingsurvey.siteinfo import site_info

CACHE = ".cache/links.json"


class _Offline(click.ClickException):
    """Nothing was judged: neither fine nor wrong."""

    exit_code = 2


@click.command("links")
@click.option("--cache", type=click.Path(dir_okay=False, path_type=Path), help=f"Default: {CACHE}.")
@click.option("--limit", type=click.IntRange(0), help="Ask at most so many, the longest unasked first.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@in_repository
def command(root: Path, cache: Path | None, limit: int | None, form: str) -> None:
    """Ask every https address in data/ whether it answers; what answered is not asked again for 30 days."""
    survey, unread = load(root / "data")
    try:
        allowed = read_allow_list(root / "data")
    except SurveyError as error:
        raise click.UsageError(render(error.problems, "text")) from None
    if unread:
        raise click.UsageError("the data has problems: run `livingsurvey check` first")
    links, today, path = gather(survey, "data"), _today(), cache or root / CACHE
    known = read_cache(path)
    urls = due((link.url for link in links), known, today, limit)
    known = _asked(urls, known, path, asker(f"{AGENT} (+{site_info(root).repo_url})"), today)
    problems = list(broken(links, known, allowed, today))
    if notes := list(moved(links, known)):
        click.echo(render(notes, "text"), err=True)
    if problems or form == "json":
        click.echo(render(problems, form))
    said = f"{len(urls):,} of {len({link.url for link in links}):,} addresses asked"
    click.echo(f"{said}, {len(notes):,} place(s) moved, {len(problems):,} problem(s)", err=True)
    if problems:
        raise SystemExit(1)


def asker(agent: str) -> Asker:
    """Who asks."""
    return Asker(agent)


def _today() -> date:
    return datetime.now(UTC).date()


def _asked(
    urls: list[str], known: dict[str, Known], path: Path, who: Asker, today: date
) -> dict[str, Known]:
    """What is known after asking, also written down; an interrupted round keeps what it learnt."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=len(urls), label="asking", file=sys.stderr, hidden=hidden) as bar:
        asking = Round(who, lambda verdict: bar.update(1))
        offline = False
        try:
            asking.run(urls)
        except OfflineError:
            offline = True
        finally:
            known = known if offline else updated(known, asking.verdicts, today)
            write_cache(path, known)
    if offline:
        raise _Offline("no host can be reached: this machine seems to be offline. No link was judged.")
    return known
