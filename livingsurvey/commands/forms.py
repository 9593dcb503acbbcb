"""`livingsurvey forms`: GitHub's issue forms, made of the vocabularies."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.contribute.formfiles import FOLDER, form_files, stale_files
from livingsurvey.model import Survey
from livingsurvey.problem import Problem, SurveyError, render
from livingsurvey.reader import examine


@click.command("forms")
@click.option("--check", is_flag=True, help="Write nothing; say which forms are stale.")
@in_repository
def command(root: Path, check: bool) -> None:
    """Write .github/ISSUE_TEMPLATE/*.yml from templates/forms/ and the lists in data/."""
    survey, problems = examine(root / "data")
    try:
        if not problems:
            problems = stale_files(root, survey) if check else _written(root, survey)
    except SurveyError as error:
        problems = list(error.problems)
    if problems:
        click.echo(render(problems, "text"))
        raise SystemExit(1)


def _written(root: Path, survey: Survey) -> list[Problem]:
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = dict(form_files(survey, root / "templates"))
    for path in sorted(folder.glob("*.yml")):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    click.echo(f"{len(wanted)} files written to {FOLDER}")
    return []
