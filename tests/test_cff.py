"""CITATION.cff is the one place of authorship: valid by its own tool, and read with a place for every mistake."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support import ROOT, Tree

from livingsurvey.cff import read_citation
from livingsurvey.model import Person
from livingsurvey.problem import SurveyError
from livingsurvey.site import build
from livingsurvey.view import SiteInfo

FILE = ROOT / "CITATION.cff"


def spoilt(tmp_path: Path, old: str, new: str) -> list[str]:
    text = FILE.read_text("utf-8")
    assert text.count(old) == 1
    path = tmp_path / "CITATION.cff"
    path.write_text(text.replace(old, new), "utf-8")
    return [p.text() for p in read_citation(path)[1]]


@pytest.mark.skipif(
    shutil.which("cffconvert") is None,
    reason="cffconvert is not installed (it needs an older jsonschema than ours: `pipx install cffconvert`)",
)
@pytest.mark.parametrize("task", [["--validate"], ["--format", "apalike"]])
def test_cffconvert_finds_the_file_valid(task: list[str]) -> None:
    run = subprocess.run(
        ["cffconvert", *task, "--infile", str(FILE)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "valid according to schema" in run.stdout or "living survey" in run.stdout


def test_the_file_names_the_site_and_the_paper() -> None:
    citation, problems = read_citation(FILE)
    assert problems == []
    assert citation.authors == (Person("contributors to the living survey"),)
    assert citation.licences == ("CC-BY-4.0", "MIT")
    assert citation.paper.eprint == "2510.24795"
    assert len(citation.paper.authors) == 10
    assert "ten" in citation.note


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            "  year: 2025",
            '  year: "2025"',
            "CITATION.cff:12:3: preferred-citation.year: is missing, or of another type; state a whole number",
        ),
        (
            '  - name: "contributors to the living survey"',
            "  - website: https://example.org",
            "CITATION.cff:5:1: authors: is no list of authors; each author has `name`, or `family-names`"
            " and `given-names`",
        ),
        (
            "license: [CC-BY-4.0, MIT]",
            "",
            "CITATION.cff:1:1: license: is missing, or of another type; state a list",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place(old: str, new: str, says: str, tmp_path: Path) -> None:
    assert spoilt(tmp_path, old, new) == [says]


def test_a_file_that_is_no_yaml_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "CITATION.cff"
    for text in ("title: [", "- a\n", ""):
        path.write_text(text)
        assert read_citation(path)[1] != []


def test_a_site_without_the_file_is_not_built(tree: Tree) -> None:
    templates = tree.data.parent / "templates"
    templates.symlink_to(ROOT / "templates")
    with pytest.raises(SurveyError, match=r"CITATION\.cff:1:1: is missing; restore it"):
        build(tree.data, templates, SiteInfo("https://example.org/", "https://example.org/r"))
