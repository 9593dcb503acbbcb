"""`livingsurvey export DIR`: the API with all that describes it, and what lies beside each page."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.problem import SurveyError, render
from livingsurvey.site import build, git_log
from livingsurvey.siteinfo import site_info


@click.command("export")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@in_repository
def command(root: Path, target: Path) -> None:
    """Write api/v1/ and the .bib, .ris, .json and .md of every method into TARGET."""
    try:
        site = build(root / "data", root / "templates", site_info(root), git_log(root))
    except SurveyError as error:
        click.echo(render(error.problems, "text"))
        raise SystemExit(1) from None
    for path, content in site.files:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
    click.echo(f"{len(site.files)} files written to {target}")
