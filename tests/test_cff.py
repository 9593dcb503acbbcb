"""CITATION.cff is the one place of authorship: valid in its format, and read with a place for every mistake."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from support import ROOT, Tree

from livingsurvey.cff import read_citation
from livingsurvey.model import Person
from livingsurvey.problem import SurveyError
from livingsurvey.site import build
from livingsurvey.view import SiteInfo

FILE = ROOT / "CITATION.cff"
SCHEMA = ROOT / "tests/citation-file-format-1.2.0.json"
"""By Druskat and others, CC BY 4.0, unchanged: what cffconvert holds a file to, which no lock can hold beside ours."""


def spoilt(tmp_path: Path, old: str, new: str) -> list[str]:
    text = FILE.read_text("utf-8")
    assert text.count(old) == 1
    path = tmp_path / "CITATION.cff"
    path.write_text(text.replace(old, new), "utf-8")
    return [p.text() for p in read_citation(path)[1]]


def broken(text: str) -> list[str]:
    """What the schema of the format says of a file; dates are texts in it, as cffconvert reads them."""
    stated = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [
        e.message for e in jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).iter_errors(stated)
    ]


def test_the_file_is_valid_by_the_schema_of_its_format() -> None:
    assert broken(FILE.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cff-version: 1.2.0", "cff-version: 9"),
        ("\nauthors:", "\nauthor:"),
        ('url: "https', 'url: "gopher'),
    ],
)
def test_the_schema_finds_a_mistake(old: str, new: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    assert broken(text.replace(old, new, 1))


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
