"""`livingsurvey confirm SLUG`: the message by which authors are asked about their numbers."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.derive.points import point_tables
from livingsurvey.problem import SurveyError, render
from livingsurvey.reader import load_survey
from livingsurvey.render import render_text
from livingsurvey.siteinfo import site_info
from livingsurvey.view import View


@click.command("confirm")
@click.argument("slug")
@in_repository
def command(root: Path, slug: str) -> None:
    """Print a message to the authors of a method, with the form that confirms or disputes its numbers."""
    try:
        survey = load_survey(root / "data")
    except SurveyError as error:
        click.echo(render(error.problems, "text"))
        raise SystemExit(1) from None
    method = survey.methods.get(slug)
    if method is None or method.removed:
        raise click.UsageError(f"there is no method {slug}: give the last part of its page's address")
    if not method.operating_points:
        raise click.UsageError(f"{slug} holds no number that its authors could confirm")
    view = View(survey, site_info(root))
    page = f"{view.info.site_url}methods/{slug}/"
    rows = {
        "method": method,
        "title": survey.references[method.cite].title,
        "count": method.numbers,
        "page": page,
        "tables": point_tables(view, method),
        "form": view.info.form_url("confirm", method=slug),
        "badge": f"[![Efficient VLA survey]({page}badge.svg)]({page})",
    }
    click.echo(render_text(root / "templates", "confirm.txt", rows), nl=False)
