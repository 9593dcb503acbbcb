"""`livingsurvey snapshot`: frozen editions of the site, on a branch of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import click

from livingsurvey.cff import NAME as CITATION
from livingsurvey.cff import read_citation
from livingsurvey.commands.diff import differences
from livingsurvey.export.zenodo import ZENODO, zenodo_json
from livingsurvey.pages.snapshots import snapshot_list, versions_file
from livingsurvey.problem import SurveyError, render
from livingsurvey.publish import snapshot
from livingsurvey.publish.branch import Branch, GitError
from livingsurvey.publish.linkcheck import check_links
from livingsurvey.publish.snapshot import BRANCH, Snapshot, SnapshotError
from livingsurvey.render import Renderer, render_text
from livingsurvey.siteinfo import site_info
from livingsurvey.view import SiteInfo

HOST_LIMIT = 1_000_000_000
"""Bytes of a site that GitHub Pages publishes."""


@click.group("snapshot")
def command() -> None:
    """Publish frozen editions of the site, and keep them beside the living one."""


@command.command("publish")
@click.option("--name", default="", help="Year and month, such as 2099.01; else those of the commit.")
@click.option("--branch", "branch_name", default=BRANCH, show_default=True)
@click.pass_obj
def publish(root: Path, name: str, branch_name: str) -> None:
    """Build the committed state of the site, frozen, and commit it below v/ of the local branch."""
    branch = Branch(root, branch_name)
    try:
        _is_committed(root)
        today = site_info(root)
        info = _frozen(today, snapshot.check_name(name or snapshot.name_of(today.date)))
        with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
            site = Path(temporary) / "site"
            _build(root, info, site)
            changes = _changes(root, branch, info)
            snapshot.finish(site, info.snapshot, changes, _sources(root))
            new = snapshot.publish(branch, site, info, lambda found: _list(root, found))
    except (SnapshotError, GitError, SurveyError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    if new is None:
        click.echo(f"{info.snapshot} is published already, byte for byte the same")
        return
    click.echo(
        f"{new['path']}: {new['files']:,} files, {new['bytes']:,} bytes, on the branch {branch_name}"
    )
    click.echo(f"make it public: git push origin {branch_name}")


@command.command("restore")
@click.argument("site_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--branch", "branch_name", default=BRANCH, show_default=True)
@click.pass_obj
def restore(root: Path, site_dir: Path, branch_name: str) -> None:
    """Put every snapshot of the branch into the built living site in SITE_DIR, as it was published."""
    try:
        found = snapshot.restore(Branch(root, branch_name), site_dir)
    except (SnapshotError, GitError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from None
    frozen = sum(s["bytes"] for s in found)
    whole = sum(p.stat().st_size for p in site_dir.rglob("*") if p.is_file())
    shares = f"{frozen:,} bytes; the whole site {whole:,} of the {HOST_LIMIT:,} that the host takes"
    click.echo(f"{len(found)} snapshot(s), {shares}")
    if whole > 0.8 * HOST_LIMIT:
        click.echo("the host is nearly full: docs/decisions/013-frozen-snapshots.md has a plan", err=True)


@command.command("zenodo")
@click.pass_obj
def zenodo(root: Path) -> None:
    """Write .zenodo.json from CITATION.cff: what a release on GitHub tells Zenodo."""
    citation, problems = read_citation(root / CITATION)
    if problems:
        click.echo(render(problems, "text"))
        raise SystemExit(1)
    (root / ZENODO).write_text(zenodo_json(citation), encoding="utf-8", newline="\n")


def _git(root: Path, *words: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise SnapshotError(f"{root} is no git repository that can be read: {error}") from None


def _is_committed(root: Path) -> None:
    changed = _git(root, "status", "--porcelain", "--untracked-files=no").decode().split("\n")[0]
    if changed or _git(root, "ls-files", "--others", "--exclude-standard", "data"):
        raise SnapshotError(f"a snapshot is of a commit; commit first: {changed or 'new files in data/'}")


def _frozen(info: SiteInfo, name: str) -> SiteInfo:
    return replace(info, site_url=f"{info.living_url}v/{name}/", snapshot=name)


def _build(root: Path, info: SiteInfo, site: Path) -> None:
    """The frozen edition, dated by its commit, with every link checked: it cannot be mended later."""
    environment = {
        **os.environ,
        "SITE_URL": info.living_url,
        "SNAPSHOT": info.snapshot,
        "SOURCE_DATE_EPOCH": _git(root, "log", "-1", "--format=%ct").decode().strip(),
    }
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    run = subprocess.run(build, cwd=root, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SnapshotError(f"the site was not built:\n{run.stdout}{run.stderr}".strip())
    problems = check_links(site, urlsplit(info.site_url).path).problems
    if problems:
        raise SnapshotError(render(problems, "text"))


def _sources(root: Path) -> Iterator[tuple[str, bytes]]:
    """The data as it is committed, and what may be done with it."""
    for name in _git(root, "ls-files", "-z", "data", *snapshot.LICENCES).decode().split("\0"):
        if name:
            yield name, (root / name).read_bytes()


def _changes(root: Path, branch: Branch, info: SiteInfo) -> str:
    """What changed since the snapshot before, whose data lie in its archive: no history is needed."""
    last = snapshot.before(snapshot.published(branch), info.snapshot)
    if last is None:
        return f"# {info.snapshot}\n\nThe first snapshot: data of {info.date}.\n"
    archive = branch.read(f"{last['path']}{last['archive']}")
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        zipfile.ZipFile(io.BytesIO(archive or b"")).extractall(temporary)
        sides = (last["name"], Path(temporary) / "data"), (info.snapshot, root / "data")
        text = render_text(root / "templates", "changes.md", differences(root, *sides))
    return f"# {info.snapshot}, since {last['name']}\n\n{text}"


def _list(root: Path, found: list[Snapshot]) -> dict[str, bytes]:
    """All snapshots, as a page and for programs."""
    title = read_citation(root / CITATION)[0].title
    pages = Renderer(root / "templates", {}).documents([snapshot_list(title, found)])
    return dict([*pages, versions_file(found)])
