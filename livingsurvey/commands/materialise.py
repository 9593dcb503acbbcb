"""`livingsurvey materialise DIR`: the same pages as files, for an engine without hooks."""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path

import click

from livingsurvey.commands.place import in_repository
from livingsurvey.problem import SurveyError, render
from livingsurvey.render import RenderedPage
from livingsurvey.site import build, git_log
from livingsurvey.siteinfo import site_info
from livingsurvey.vendor import VendorError


@click.command("materialise")
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
@in_repository
def command(root: Path, target: Path) -> None:
    """Write every generated page and file, and docs/, into TARGET, which must be new or empty."""
    if target.exists() and any(target.iterdir()):
        raise click.UsageError(f"{target} is not empty")
    try:
        site = build(root / "data", root / "templates", site_info(root), git_log(root), _say)
    except VendorError as error:
        raise click.ClickException(str(error)) from None
    except SurveyError as error:
        click.echo(render(error.problems, "text"))
        raise SystemExit(1) from None
    shutil.copytree(root / "docs", target, dirs_exist_ok=True)
    for page in site.pages:
        _write(target / f"{page.url}index.md", _markdown(page).encode())
    files = [(path, content) for path, content in site.files if not path.endswith(".md")]
    for path, content in files:  # an engine would make pages of Markdown
        _write(target / path, content)
    click.echo(f"{len(site.pages)} pages and {len(files)} files written to {target}")


def _say(text: str) -> None:
    click.echo(text, err=True)


def _markdown(page: RenderedPage) -> str:
    """Front matter, then the body as one block of HTML that Markdown leaves alone."""
    head = {  # engines' templates print front matter unescaped
        "title": html.escape(page.title),
        "description": html.escape(page.description),
        "hide": ["navigation", "toc"],
        "head": page.meta.front(),
    }
    return f"---\n{json.dumps(head, ensure_ascii=False)}\n---\n\n{page.html}\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
