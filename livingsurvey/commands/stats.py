"""`livingsurvey stats`: how much the survey holds, what is missing, and an audit of its numbers."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.derive import audit
from livingsurvey.derive.coverage import figures, oldest_unchecked, parts
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.problem import render
from livingsurvey.reader import examine
from livingsurvey.siteinfo import site_info
from livingsurvey.view import View

_OLDEST = 10


@click.command("stats")
@click.option(
    "--sample", type=click.IntRange(1), help="Print so many numbers as a CSV sheet, without values."
)
@click.option("--seed", type=int, default=1, help="Which sample; the same seed draws the same numbers.")
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A filled sheet: print its errors by kind.",
)
@in_repository
def command(root: Path, sample: int | None, seed: int, compare: Path | None) -> None:
    """Count what the survey holds; or draw numbers for an audit, and compare the filled sheet."""
    if sample is not None and compare is not None:
        raise click.UsageError("--sample and --compare are two steps: give one of them")
    if sample is not None:
        _print_sheet(_sound(root), sample, seed)
    elif compare is not None:
        _print_errors(_sound(root), compare)
    else:
        survey, problems = load(root / "data")
        _print_counts(View(survey, site_info(root)))
        if problems:
            click.echo(f"\n{len(problems)} problem(s) while reading: run `livingsurvey check`")


def _sound(root: Path) -> Survey:
    """The survey without problems: an audit draws from and compares with nothing less."""
    survey, problems = examine(root / "data")
    if problems:
        click.echo(render(problems, "text"), err=True)
        raise SystemExit(1)
    return survey


def _print_counts(view: View) -> None:
    for figure in figures(view):
        click.echo(f"{'  ' * figure.depth + figure.label:<46}{figure.count:>7,}")
    columns = "".join(
        f"{word:>10}" for word in ("entered", "by us", "numbers", "device", "primary", "checked")
    )
    for title, lines in parts(view):
        click.echo(f"\n{title[:46]:<46}{columns}")
        for p in lines:
            counts = (p.entered, p.placed_by_us, p.numbered, p.timed_on, p.primary, p.checked)
            click.echo(f"  {p.label[:44]:<44}" + "".join(f"{count:>10,}" for count in counts))
    click.echo("\nunchecked, oldest first")
    for method in oldest_unchecked(view)[:_OLDEST]:
        click.echo(f"  {method.month}  {method.slug}")


def _print_sheet(survey: Survey, size: int, seed: int) -> None:
    writer = csv.DictWriter(sys.stdout, (*audit.GIVEN, *audit.KINDS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(audit.sample(survey, size, seed))


def _print_errors(survey: Survey, path: Path) -> None:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            lacking = [c for c in ("number", "value") if c not in (reader.fieldnames or ())]
            if lacking:
                raise click.ClickException(
                    f"{path}: has no column {lacking[0]}: save the sheet with commas and its first line"
                )
            sheet = list(reader)
        errors, read, unread = audit.compare(survey, sheet)
    except KeyError as error:
        raise click.ClickException(f"{path}: no number {error} in the survey: draw a new sheet") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise click.ClickException(f"{path}: is not a CSV sheet in UTF-8: {error}") from None
    for e in errors:
        click.echo(f"{e.number}: {e.kind}: entered {e.entered!r}, source says {e.found!r}")
    wrong = len({e.number for e in errors})
    share = f" ({100 * wrong / read:.1f} %)" if read else ""
    click.echo(f"{read} numbers read, {unread} not; {wrong} with an error{share}")
    for kind, count in audit.by_kind(errors):
        click.echo(f"  {kind:<12}{count:>4}")
