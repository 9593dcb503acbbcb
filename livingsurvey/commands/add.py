"""`livingsurvey add`: an entry from an arXiv id, or whatever a filled issue form asks for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.contribute.entry import arxiv_id as find_id
from livingsurvey.contribute.entry import known_work
from livingsurvey.contribute.forms import forms
from livingsurvey.contribute.grant import Desk, Outcome, grant
from livingsurvey.contribute.intake import MAX_BODY, TRIAGE, IntakeError, NoFormError, Request, read_event
from livingsurvey.hosts.arxiv import ArxivDownError, Work, ask, asker, listing
from livingsurvey.hosts.venues import look_up
from livingsurvey.hosts.web import AGENT
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.render import plain, render_text
from livingsurvey.siteinfo import site_info
from livingsurvey.version import version_problems
from livingsurvey.writing.replace import replace_files

_ASKED = {
    "kind": "Kind (foundational, efficient or application)",
    "domains": "Where the robot acts (such as manipulation; several with commas)",
    "places": "Places in the taxonomy (such as model-design/compression/quantization)",
    "why": "Why these places, in one sentence",
    "summary": "Summary, one or two sentences of your own",
}
_NEXT = """
Next: add numbers, as CONTRIBUTING.md shows, if you like; `make serve` shows the page.
Then commit these files to a branch of your fork, and open a pull request."""
_GOOD = {
    "added",
    "changed",
    "confirmed",
    "disputed",
    "exists",
    "noted",
    "screened",
    "suggested",
    "unchanged",
}


@click.command("add")
@click.argument("arxiv_id", required=False)
@click.option("--from-issue", "event", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reply", type=click.Path(dir_okay=False, path_type=Path), help="Write the answer here.")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    help="Hand over: write files, answer and outcome below this folder, whatever the outcome is.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print the files that would be written.")
@click.option("--offline", is_flag=True, help="Ask nobody; a new work then cannot be added.")
@click.option("--name", help="The short name; by default the title before its colon.")
@click.option("--kind")
@click.option("--domains")
@click.option("--places")
@click.option("--why")
@click.option("--summary")
@in_repository
def command(
    root: Path,
    /,
    arxiv_id: str | None,
    event: Path | None,
    reply: Path | None,
    into: Path | None,
    dry_run: bool,
    offline: bool,
    **stated: str | None,
) -> None:
    """Add the work ARXIV_ID, asking only what it cannot know; or do what a form of an issue asks."""
    if (arxiv_id is None) == (event is None):
        raise click.UsageError("give an arXiv id, or --from-issue EVENT.json")
    outcomes = _outcomes(root, arxiv_id, event, offline, stated)
    if into:
        _hand_over(root, into, outcomes)
        return
    if len(outcomes) != 1:
        raise click.UsageError("what is ticked in a triage issue is handed over: give --into DIR")
    (outcome,) = outcomes
    names = sorted(outcome.files)
    if not dry_run:
        replace_files({root / "data" / name: outcome.files[name] for name in names})
    for name in names:
        if dry_run or event is None:
            click.echo(f"{'would write' if dry_run else 'wrote'} data/{name}", err=True)
    if dry_run:
        click.echo("".join(t for n, t in outcome.files.items() if n.startswith("methods/")), nl=False)
    rows = {"outcome": outcome, "info": site_info(root), "forum": event is not None}
    answer = render_text(root / "templates", "reply.md", rows)
    if reply:
        _write(reply, answer)
    else:
        click.echo(answer, nl=False)
    if names and event is None and not dry_run:
        click.echo(_NEXT, err=True)
    if outcome.state not in _GOOD:
        raise SystemExit(1)


def _hand_over(root: Path, into: Path, outcomes: Sequence[Outcome]) -> None:
    """What `livingsurvey.formbranch` puts on branches; of the triage issue, a folder for each of them."""
    if not outcomes or outcomes[0].state == "foreign":
        click.echo("the issue is no form, or nothing in it is ticked: nothing to do", err=True)
        return
    info = site_info(root)
    for number, outcome in enumerate(outcomes):
        here = into / f"{number:03}" if outcome.form == TRIAGE else into
        what = {key: getattr(outcome, key) for key in ("state", "slug", "form", "work")}
        rows = {"outcome": outcome, "info": info, "forum": True}
        _write(here / "outcome.json", json.dumps({**what, "base": info.commit}))
        _write(here / "reply.md", render_text(root / "templates", "reply.md", rows))
        if outcome.files:
            _write(here / "pull.md", render_text(root / "templates", "pull.md", rows))
        for name, text in outcome.files.items():
            _write(here / "data" / name, text)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _outcomes(
    root: Path, arxiv_id: str | None, event: Path | None, offline: bool, stated: Mapping[str, str | None]
) -> list[Outcome]:
    survey, _ = load(root / "data")
    for problem in version_problems(root / "data"):
        raise click.ClickException(problem.text())
    try:
        if event:
            text = event.read_bytes()[: 8 * MAX_BODY].decode("utf-8", "replace")
            request = read_event(text, forms(root / "templates"))
        else:
            eprint = find_id(str(arxiv_id))
            new = eprint is not None and known_work(survey, eprint) is None
            asked = {key: _answer(key, survey, stated.get(key)) for key in _ASKED if new}
            request = Request("add", {"work": str(arxiv_id), "name": stated.get("name") or "", **asked})
    except IntakeError as error:
        state = "foreign" if isinstance(error, NoFormError) else "refused"
        return [Outcome(state, notes=(f"{str(error)[:1].upper()}{str(error)[1:]}.",))]
    today = datetime.now(UTC).date().isoformat()
    desk = Desk(root / "data", survey, _nobody, today)
    agent = f"{AGENT} (+{site_info(root).repo_url})"
    online = replace(desk, lookup=partial(_listed, agent), venue=partial(look_up, agent=agent))
    return grant(request, desk if offline else online)


def _answer(key: str, survey: Survey, given: str | None) -> str:
    """What was given, else an answer from the terminal. Of a list, ids and labels do, and nothing else."""
    words = {
        "kind": lambda: {t.id: t.label for t in survey.vocabulary.root["kind"].terms},
        "domains": lambda: {t.id: t.label for t in survey.vocabulary.root["domain"].terms},
        "places": lambda: {path: node.title.en for path, node in survey.taxonomies["evla"].walk()},
    }.get(key)
    try:
        known = words() if words else {}
    except KeyError:
        raise click.UsageError("the data has problems: run `livingsurvey check` first") from None

    def ids(answer: str) -> str:
        return ", ".join(_known(part, known) for part in answer.split(",") if part.strip())

    if given:
        return ids(given) if known else given
    return str(click.prompt(_ASKED[key], err=True, value_proc=ids if known else None))


def _known(answer: str, known: Mapping[str, str]) -> str:
    """The id that was meant. Raises click.UsageError, with what comes near."""
    said = answer.strip().casefold()
    by_word = {word.casefold(): id_ for id_, word in known.items()} | {id_: id_ for id_ in known}
    if said not in by_word:
        near = dict.fromkeys(by_word[w] for w in get_close_matches(said, by_word, n=3, cutoff=0.4))
        raise click.UsageError(f"“{plain(answer)}” is not in the list; near: {', '.join(near or known)}")
    return by_word[said]


def _listed(agent: str, eprints: Sequence[str]) -> list[Work]:
    """The works that arXiv lists. Raises ArxivError."""
    who = asker(agent)
    return [work for address in listing(eprints) for work in ask(who, address)]


def _nobody(eprints: Sequence[str]) -> list[Work]:
    raise ArxivDownError(f"{', '.join(eprints)} was not looked up, since --offline was given")
