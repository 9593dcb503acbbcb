"""The invented site beside the engine's floor: the same theme and navigation over pages of one line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from livingsurvey.bench.invent import invent
from livingsurvey.bench.measure import Run, Sizes, first_visit, run_build, sizes

LINKED = ("templates", "docs", "hooks", "node_modules", "CITATION.cff")
_NAV_PAGE = re.compile(r"^ +- [^:\n]+: (\S+\.md)$", re.MULTILINE)
_FLOOR = "INHERIT: mkdocs.yml\ndocs_dir: floor\nhooks: []\nwatch: []\n"
Tick = Callable[[str, float], None]


@dataclass(frozen=True)
class Build:
    """One site. `visits`: page -> compressed bytes of a first visit, and own scripts among them."""

    run: Run
    sizes: Sizes
    visits: dict[str, tuple[int, int]]

    @property
    def pages_per_second(self) -> float:
        """Pages per second of CPU time."""
        return self.sizes.pages / self.run.cpu_seconds


@dataclass(frozen=True)
class Comparison:
    """The survey's build and the engine's floor, for one number of methods."""

    methods: int
    survey: Build
    floor: Build


def compare(root: Path, folder: Path, methods: int, tick: Tick) -> Comparison:
    """Invent a survey in `folder`, build it and its floor. `root` lends everything but the data."""
    workspace = folder / "root"
    make_root(root, workspace, methods)
    slugs = sorted(p.stem for p in (workspace / "data" / "methods").glob("*.yaml"))
    visited = ("index.html", "methods/index.html", f"methods/{slugs[0]}/index.html")
    built = []
    for name, config in (("survey", "mkdocs.yml"), ("floor", "floor.yml")):
        site = folder / name
        run = run_build(workspace, config, site, partial(tick, name))
        built.append(Build(run, sizes(site), {page: first_visit(site, page) for page in visited}))
    return Comparison(methods, *built)


def make_root(root: Path, workspace: Path, methods: int) -> None:
    """A repository with an invented survey, and beside its docs/ the floor's."""
    workspace.mkdir(parents=True)
    for name in LINKED:
        (workspace / name).symlink_to((root / name).resolve())
    shutil.copyfile(root / "mkdocs.yml", workspace / "mkdocs.yml")
    invent(root / "data", workspace / "data", methods)
    (workspace / "floor.yml").write_text(_FLOOR)
    slugs = sorted(p.stem for p in (workspace / "data" / "methods").glob("*.yaml"))
    in_nav = _NAV_PAGE.findall((workspace / "mkdocs.yml").read_text("utf-8"))
    for name in (*in_nav, *(f"methods/{slug}/index.md" for slug in slugs)):
        page = workspace / "floor" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("One line of text.\n")
    (workspace / "floor" / "assets").symlink_to((root / "docs" / "assets").resolve())
