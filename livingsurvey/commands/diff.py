"""`livingsurvey diff A B`: what changed in the survey between two folders or git revisions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from livingsurvey.changes import compare, is_empty
from livingsurvey.history.revisions import RevisionError, data_of
from livingsurvey.migrations.run import up_to_date
from livingsurvey.reader import examine
from livingsurvey.render import render_text
from livingsurvey.siteinfo import site_info
from livingsurvey.view import View

_LONGEST = 60_000


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text")
@click.pass_obj
def command(root: Path, before: str, after: str, form: str) -> None:
    """Say what differs from A to B: data folders, or revisions of this repository such as main."""
    try:
        with data_of(root, before) as old, data_of(root, after) as new:
            rows = differences(root, (before, old), (after, new))
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    if form == "json":
        found = {"from": before, "to": after, **rows["changes"]}
        click.echo(json.dumps(found, indent=2, ensure_ascii=False))
        return
    name = "changes.md" if form == "markdown" else "changes.txt"
    click.echo(_bounded(render_text(root / "templates", name, rows)), nl=False)


def differences(root: Path, before: tuple[str, Path], after: tuple[str, Path]) -> dict[str, Any]:
    """What templates/changes.* print of two data folders, each with the name it is spoken of by.

    A folder of an older version is compared as it would read today.
    """
    with up_to_date(before[1]) as old, up_to_date(after[1]) as new:
        surveys, problems = zip(*map(examine, (old, new)), strict=True)
    sides = zip((before[0], after[0]), problems, strict=True)
    unsound = [f"{name} has {len(found)} problem(s)" for name, found in sides if found]
    info = site_info(root)
    changes = compare(View(surveys[0], info), View(surveys[1], info), sound=not unsound)
    lists = [("references.bib", changes["references"]), *((row["file"], row) for row in changes["lists"])]
    return {"changes": changes, "lists": lists, "empty": is_empty(changes), "unsound": unsound}


def _bounded(text: str) -> str:
    """What fits into one comment on GitHub, which takes 65,536 characters."""
    if len(text) <= _LONGEST:
        return text
    kept = text[:_LONGEST].rpartition("\n")[0]
    lines = text.count("\n", len(kept)) - 1
    return f"{kept}\n\n… and {lines:,} more lines: run `livingsurvey diff` to see them.\n"
