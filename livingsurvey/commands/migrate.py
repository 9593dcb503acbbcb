"""`livingsurvey migrate`: data of an older version brought to the version that this program reads."""

from __future__ import annotations

from difflib import unified_diff
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.migrations.run import Plan, carry_out, plan
from livingsurvey.problem import SurveyError, render
from livingsurvey.version import CURRENT


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would change.")
@in_repository
def command(root: Path, dry_run: bool) -> None:
    """Bring data/ to the version that this program reads; all of it, or nothing."""
    data = root / "data"
    try:
        planned = plan(data)
        if not dry_run:
            carry_out(data, planned)
    except SurveyError as error:
        click.echo(render(error.problems, "text"))
        click.echo("nothing was changed", err=True)
        raise SystemExit(1) from None
    for step in planned.steps:
        click.echo(f"version {step.number}: {step.does}")
    for path in planned.written:
        click.echo(f"data/{path}: {_size(planned, path)}")
    for path in planned.removed:
        click.echo(f"data/{path}: removed")
    count = len(planned.written) + len(planned.removed)
    done = "would change" if dry_run else "changed"
    click.echo(f"version {CURRENT}; {count} file(s) {done}", err=True)


def _size(planned: Plan, path: str) -> str:
    """`+1 -0`: how many lines come and go."""
    before, after = (side.get(path, "").splitlines() for side in (planned.before, planned.after))
    signs = [line[0] for line in unified_diff(before, after, n=0, lineterm="")][2:]
    return f"+{signs.count('+')} -{signs.count('-')}"
