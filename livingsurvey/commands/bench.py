"""`livingsurvey bench`: what a survey of N methods costs to build, beside the engine's floor."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from livingsurvey.bench.compare import compare
from livingsurvey.bench.explorer import NoBrowserError, explorer_times
from livingsurvey.bench.measure import BuildError
from livingsurvey.bench.report import report


@click.command("bench")
@click.option(
    "--methods",
    type=click.IntRange(1, 20_000),
    multiple=True,
    default=(250,),
    help="How many, 250 by default; may be given several times.",
)
@click.option(
    "--keep",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep data and sites in this new folder.",
)
@click.option("--browser", is_flag=True, help="Use the explorer in the browser that CHROMIUM names, too.")
@click.pass_obj
def command(root: Path, methods: tuple[int, ...], keep: Path | None, browser: bool) -> None:
    """Invent a survey of N methods, build it in a folder of its own, and print what that took."""
    if keep is not None and keep.exists():
        raise click.UsageError(f"{keep} exists already")
    with tempfile.TemporaryDirectory(prefix="livingsurvey-bench-") as temporary:
        for count in methods:
            folder = (keep or Path(temporary)) / str(count)
            progress = _Progress(count)
            try:
                found = compare(root, folder, count, progress)
                times = explorer_times(folder / "survey", os.environ.get("CHROMIUM")) if browser else None
            except BuildError as error:
                raise click.ClickException(f"the build failed:\n{error}") from None
            except NoBrowserError as error:
                raise click.ClickException(str(error)) from None
            finally:
                progress.end()
            click.echo(report(found, times) + "\n")


class _Progress:
    """One line on a terminal's error output that says what is being built and for how long."""

    def __init__(self, methods: int) -> None:
        self.methods = methods
        self.shown = sys.stderr.isatty()

    def __call__(self, what: str, seconds: float) -> None:
        self._show(f"{self.methods:,} methods: building the {what}, {seconds:.0f} s")

    def end(self) -> None:
        """Take the line away."""
        self._show("")

    def _show(self, text: str) -> None:
        if self.shown:
            click.echo(f"\r\033[K{text}", nl=False, err=True)
