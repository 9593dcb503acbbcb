"""`livingsurvey linkcheck SITE_DIR`: every link of a built site leads somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from livingsurvey.problem import render
from livingsurvey.publish.linkcheck import check_links
from livingsurvey.siteinfo import site_info


@click.command("linkcheck")
@click.argument("site_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--base", "base_path", help="Path below which the site is published; SITE_URL says it too.")
@click.pass_obj
def command(root: Path, site_dir: Path, base_path: str | None) -> None:
    """Follow every link of the built site in SITE_DIR, without asking any other host."""
    report = check_links(site_dir, base_path or urlsplit(site_info(root).site_url).path)
    if not report.pages:
        raise click.UsageError(f"there is no page in {site_dir}")
    if report.problems:
        click.echo(render(report.problems, "text"))
    said = f"{report.links:,} links in {report.pages:,} pages, {len(report.problems):,} broken"
    click.echo(said, err=True)
    if report.problems:
        raise SystemExit(1)
