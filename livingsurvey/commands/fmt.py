"""`livingsurvey fmt`: entries and bibliography in house form, with the smallest change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from livingsurvey.fmt import formatted, house_files
from livingsurvey.problem import render
from livingsurvey.replace import replace_files


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say which files are not in house form.")
@click.pass_obj
def command(root: Path, paths: tuple[Path, ...], check: bool) -> None:
    """Bring entries, lists and bibliography into house form; with PATHs, only these."""
    files = _wanted(root, paths)
    with click.progressbar(
        files, label="formatting", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        results = [formatted(path, root / "data") for path in bar]
    problems = [p for result in results for p in result.problems]
    changed = [result for result in results if result.changed]
    if check:
        problems += [result.problem() for result in changed]
    else:
        replace_files({result.path: result.new for result in changed})
        for result in changed:
            click.echo(result.name)
    if problems:
        click.echo(render(problems, "text"))
    done = "would change" if check else "changed"
    click.echo(f"{len(results)} file(s), {len(changed)} {done}", err=True)
    if problems:
        raise SystemExit(1)


def _wanted(root: Path, paths: tuple[Path, ...]) -> list[Path]:
    files = house_files(root / "data")
    if not files:
        raise click.UsageError(f"there are no entries in {root / 'data'}")
    for path in paths:
        if not any(_concerns(f, path) for f in files):
            raise click.UsageError(f"{path} has no house form, nor holds a file that has one")
    return [f for f in files if not paths or any(_concerns(f, p) for p in paths)]


def _concerns(file: Path, path: Path) -> bool:
    place, wanted = file.resolve(), path.resolve()
    return place == wanted or wanted in place.parents
