"""`livingsurvey fmt`: data in house form, with the smallest change; also those of a pull request."""

from __future__ import annotations

import io
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.contribute.contributed import contributed
from livingsurvey.history.revisions import RevisionError
from livingsurvey.problem import render
from livingsurvey.render import render_text
from livingsurvey.writing.fmt import Formatted, formatted, house_files
from livingsurvey.writing.replace import replace_files


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; say which files are not in house form.")
@click.option("--of", "revision", help="Format instead what this revision changes; needs --into.")
@click.option(
    "--into", type=click.Path(file_okay=False, path_type=Path), help="Hand over: write below this folder."
)
@in_repository
def command(
    root: Path, paths: tuple[Path, ...], check: bool, revision: str | None, into: Path | None
) -> None:
    """Bring entries, lists and bibliography into house form; with PATHs, only these."""
    if (revision is None) != (into is None) or (into and (paths or check)):
        raise click.UsageError("give --of and --into together, and nothing else with them")
    if revision and into:
        _hand_over(root, revision, into)
        return
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


def _hand_over(root: Path, revision: str, into: Path) -> None:
    """What `livingsurvey.formbranch.house` commits or answers: the files that change, and the texts."""
    try:
        head, files = contributed(root, revision)
    except RevisionError as error:
        raise click.ClickException(str(error)) from None
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        data = Path(temporary) / "data"
        for name, raw in files.items():
            (data.parent / name).parent.mkdir(parents=True, exist_ok=True)
            (data.parent / name).write_bytes(raw)
        results = [formatted(path, data) for path in house_files(data)]
    changed = [result for result in results if result.changed]
    patch = "".join(line for result in changed for line in _patch(result))
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", patch)), default=0))
    problems = [p for result in results for p in result.problems]
    rows = {"changed": changed, "problems": problems, "patch": patch, "fence": fence}
    handed = {
        "outcome.json": json.dumps({"head": head}),
        "reply.md": render_text(root / "templates", "formatted.md", rows),
        "patch.md": render_text(root / "templates", "formatted-patch.md", rows),
        **{result.name: result.new for result in changed},
    }
    replace_files({into / name: text for name, text in handed.items()})


def _patch(result: Formatted) -> Iterator[str]:
    """What changes, as `git apply` reads it."""
    old, new = (list(io.StringIO(text, newline="\n")) for text in (result.text, result.new))
    for line in unified_diff(old, new, f"a/{result.name}", f"b/{result.name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


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
