"""`livingsurvey check`: every problem in the data, at once."""

from __future__ import annotations

from os.path import realpath
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.problem import Problem, render
from livingsurvey.reader import examine


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@in_repository
def command(root: Path, paths: tuple[Path, ...], form: str) -> None:
    """Check the data; with PATHs, print only what concerns these files or folders."""
    data = root / "data"
    for path in paths:
        if not path.exists():
            raise click.UsageError(f"there is no file or folder {path}")
    survey, problems = examine(data)
    wanted = [p for p in problems if _concerns(p, paths, root)]
    if wanted or form == "json":
        click.echo(render(wanted, form))
    if wanted:
        files = len({p.file for p in wanted})
        click.echo(f"{len(wanted)} problem(s) in {files} file(s)", err=True)
        raise SystemExit(1)
    click.echo(f"{len(survey.methods)} methods, no problems", err=True)


def _concerns(problem: Problem, paths: tuple[Path, ...], root: Path) -> bool:
    place = Path(realpath(root / problem.file))  # of a link that leads to itself, too
    wanted = {Path(realpath(path)) for path in paths}
    return not paths or not wanted.isdisjoint({place, *place.parents})
