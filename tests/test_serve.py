"""While serving, only what an edit changes is written, and the site is the one that a whole build makes."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from support import ENVIRONMENT, INFO, ROOT, Tree, built, make_root

LONG_HENCE = 4_000_000_000
SERVE_URL = "http://localhost:8000/"
EVERY_TIME = {"404.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"}


@dataclass(frozen=True)
class Served:
    """A project as `mkdocs serve --dirty` builds it: a first build and, after each edit, another."""

    root: Path
    site: Path

    def build(self) -> set[str]:
        """Build once more; the files that were written, apart from those that always are."""
        for path in self.files():
            os.utime(self.site / path, (LONG_HENCE, LONG_HENCE))
        config = load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))
        build(config, serve_url=SERVE_URL, dirty=True)
        return {p for p in self.files() if (self.site / p).stat().st_mtime != LONG_HENCE} - EVERY_TIME

    def files(self) -> set[str]:
        """Every file of the site."""
        return {p.relative_to(self.site).as_posix() for p in self.site.rglob("*") if p.is_file()}

    def text(self, path: str) -> str:
        """A file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    def pages(self) -> set[str]:
        """Every page that the theme dresses."""
        found = {p for p in self.files() - EVERY_TIME if p.endswith(".html")}
        return {p for p in found if "md-container" in self.text(p)}

    def own(self, folder: str) -> Path:
        """A linked folder of the project, made a copy that a test may change."""
        (self.root / folder).unlink()
        shutil.copytree(ROOT / folder, self.root / folder)
        return self.root / folder


@pytest.fixture
def served(tree: Tree, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Served:
    """A project that is about to be served."""
    for name, value in {**ENVIRONMENT, "SITE_URL": INFO.site_url}.items():
        monkeypatch.setenv(name, value)
    root = make_root(tree.data.parent, tree.data)
    config = load_config(str(root / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=True)
    return Served(root, tmp_path / "served")


def contents(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def rename(tree: Tree) -> None:
    tree.edit("methods/twin.yaml", "name: Twin", "name: Renamed")


def test_an_edit_writes_what_it_changes_and_the_site_is_as_a_build_makes_it(
    served: Served, tree: Tree, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert "methods/twin/index.html" in served.build()
    rename(tree)
    (tree.data / "methods" / "silentvla.yaml").touch()
    written = served.build()
    assert "Renamed" in served.text("methods/twin/index.html")
    assert {"methods/twin/index.html", "api/v1/methods/twin.json", "methods/index.html"} <= written
    assert not written & {"methods/silentvla/index.html", "methods/silentvla.bib", "assets/css/site.css"}
    assert contents(served.site) == contents(built(served.root, tmp_path / "built"))
    assert "dirty" not in caplog.text


def test_an_entry_that_is_gone_leaves_no_page(served: Served, tree: Tree) -> None:
    served.build()
    tree.path("methods/silentvla.yaml").rename(tree.path("methods/guestvla.yaml"))
    served.build()
    assert "methods/guestvla/index.html" in served.files()
    assert not {p for p in served.files() if "silentvla" in p}
    assert "silentvla" not in served.text("search/search_index.json") + served.text("sitemap.xml")


def test_bad_data_leave_every_page_as_it_is(served: Served, tree: Tree) -> None:
    served.build()
    before = contents(served.site)
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    assert served.build() == set()
    assert contents(served.site) == before


@pytest.mark.parametrize("file", ["templates/theme/main.html", "mkdocs.yml"])
def test_what_stands_around_every_page_is_written_anew_on_all(served: Served, file: str) -> None:
    path = served.own("templates").parent / file
    served.build()
    path.write_text(
        path.read_text().replace("a living survey", "edited").replace("<title>", "<title>edited ")
    )
    assert served.build() >= served.pages()
    assert {p for p in served.pages() if "edited" not in served.text(p)} == set()


def test_a_new_commit_is_named_on_every_page(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    served.build()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "4071000000")
    assert served.build() >= served.pages()


def test_a_stylesheet_is_taken_over_also_if_it_is_older(served: Served) -> None:
    sheet = served.own("docs") / "assets" / "css" / "site.css"
    served.build()
    sheet.write_text("/* other */")
    os.utime(sheet, (1, 1))
    assert served.build() == {"assets/css/site.css"}
    assert served.text("assets/css/site.css") == "/* other */"


def test_a_page_of_markdown_is_found_once_and_named_on_every_page(served: Served) -> None:
    page = served.own("docs") / "guide.md"
    page.write_text("# First words\n")
    config = served.root / "mkdocs.yml"
    config.write_text(config.read_text().replace("  - Methods: ", "  - guide.md\n  - Methods: "))
    served.build()
    assert served.build() == {"guide/index.html"}
    docs = json.loads(served.text("search/search_index.json"))["docs"]
    assert [d["title"] for d in docs].count("First words") == 1
    page.write_text("# Other words\n")
    assert served.build() >= served.pages()
    assert "Other words" in served.text("methods/twin/index.html")


def test_after_a_build_that_failed_everything_is_written(served: Served) -> None:
    served.build()
    before = contents(served.site)
    (served.site / "404.html").unlink()
    (served.site / "404.html").mkdir()
    with pytest.raises(IsADirectoryError):
        served.build()
    assert served.build() >= served.pages()
    assert contents(served.site) == before
