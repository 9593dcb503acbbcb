"""`livingsurvey permalinks SITE_DIR`: no address that was ever published is lost."""

from __future__ import annotations

from pathlib import Path

import click

from livingsurvey.problem import render
from livingsurvey.publish.permalinks import NAME, addresses, lost, published


@click.command("permalinks")
@click.argument("site_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--add", is_flag=True, help=f"Add the addresses of the site to {NAME}; none is taken away.")
@click.option("--format", "form", type=click.Choice(["text", "github", "json"]), default="text")
@click.pass_obj
def command(root: Path, site_dir: Path, add: bool, form: str) -> None:
    """Check that the built site in SITE_DIR answers every address of permalinks.txt."""
    here, listed = addresses(site_dir), published(root)
    if "/" not in here:
        raise click.UsageError(f"there is no site in {site_dir}")
    new = sorted(set(here) - set(listed))
    if add and new:
        text = "".join(f"{address}\n" for address in sorted({*listed, *new}))
        (root / NAME).write_text(text, encoding="utf-8", newline="\n")
        listed = published(root)
    problems = lost(site_dir, listed)
    if problems or form == "json":
        click.echo(render(problems, form))
    state = "added" if add else "not listed"
    said = f"{len(listed):,} addresses, {len(problems):,} lost, {len(new):,} {state}"
    click.echo(said, err=True)
    if problems:
        raise SystemExit(1)
