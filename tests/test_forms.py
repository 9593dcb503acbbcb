"""The issue forms: fresh, made of the vocabularies, and within what GitHub takes."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import yaml
from click.testing import CliRunner, Result
from support import ROOT, invented

from livingsurvey.cli import main
from livingsurvey.contribute.formfiles import FOLDER, form_files, stale_files
from livingsurvey.contribute.forms import chosen, forms
from livingsurvey.load import load
from livingsurvey.yamlfile import parse_yaml

PRESENT = sorted((ROOT / FOLDER).glob("*.yml"))
FORMS = [p for p in PRESENT if p.name != "config.yml"]
PERMITTED = {  # GitHub's syntax for its form schema, element by element; unknown keys are refused there
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
}
OPTIONS = 256
"""GitHub states no bound on choices. A list that nobody can overlook is ours, and a form's text below 64 kB."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A root with the invented data and no forms yet."""
    shutil.copytree(ROOT / "tests/data", tmp_path / "data")
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    return tmp_path


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "forms", *words], catch_exceptions=False)


def read(path: Path) -> dict[str, Any]:
    """A form as a YAML 1.1 reader such as GitHub's sees it, and as ours does: the same."""
    text = path.read_text("utf-8")
    found = yaml.safe_load(text)
    file, problems = parse_yaml(text, path.name)
    assert file is not None, problems
    assert file.data == found
    return dict(found)


def test_the_forms_of_this_repository_are_fresh() -> None:
    assert [p.text() for p in stale_files(ROOT, load(ROOT / "data")[0])] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_a_form_holds_what_github_asks_and_nothing_else(path: Path) -> None:
    form = read(path)
    assert set(form) == {"name", "description", "title", "labels", "body"}
    assert 3 < len(form["name"]) <= 60
    assert 3 < len(form["description"]) <= 200
    assert len(path.read_bytes()) < 65_536
    answered = [e for e in form["body"] if e["type"] != "markdown"]
    assert answered
    for element in form["body"]:
        assert set(element) <= {"type", "id", "attributes", "validations"}
        assert set(element["attributes"]) <= PERMITTED[element["type"]]
        assert element.get("validations", {"required": True}) == {"required": True}
    ids = [e["id"] for e in answered]
    labels = [re.sub(r"\W", "", e["attributes"]["label"]).lower() for e in answered]
    assert len(set(ids)) == len(ids) == len(set(labels))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", i) for i in ids)
    assert any(e.get("validations") for e in answered)


@pytest.mark.parametrize("path", FORMS, ids=lambda p: p.stem)
def test_choices_are_distinct_texts_that_lead_back_to_their_ids(path: Path) -> None:
    for element in read(path)["body"]:
        options = element["attributes"].get("options", [])
        assert all(isinstance(o, str) and o.casefold() != "none" for o in options)
        assert len(set(options)) == len(options) <= OPTIONS
        assert chosen(", ".join(options)) == [i for o in options for i in chosen(o)]
        assert (element["type"] == "dropdown") == bool(options)


def test_names_of_forms_are_unique() -> None:
    assert len({read(p)["name"] for p in FORMS}) == len(FORMS)


def test_ids_of_fields_stay() -> None:
    assert {form.id: " ".join(form.fields.values()) for form in forms(ROOT / "templates")} == {
        "add": "work name kind domains places why summary code project numbers",
        "confirm": "method verdict changes author proof",
        "link": "method link address",
        "number": "method point model metric value qualifier stage benchmark hardware precision timing_scope chunk version where seen note",
        "place": "method places why",
        "suggest": "what name address why",
    }


def test_every_id_of_a_list_can_be_chosen() -> None:
    number = yaml.safe_load(dict(form_files(invented(), ROOT / "templates"))["number.yml"])
    options = {e["id"]: e["attributes"]["options"] for e in number["body"] if e["type"] == "dropdown"}
    for field, listed in (("metric", invented().metrics), ("hardware", invented().hardware)):
        assert [chosen(o) for o in options[field]] == [[i] for i in listed]


def test_forms_are_written_once_and_stale_ones_are_named(root: Path) -> None:
    assert run(root, "--check").exit_code == 1
    assert run(root).exit_code == 0
    assert run(root, "--check").exit_code == 0
    folder = root / FOLDER
    (folder / "old.yml").write_text("name: old\n")
    hardware = root / "data/hardware.yaml"
    text = hardware.read_text()
    hardware.write_text(text.replace("name: ", "name: New ", 1))
    result = run(root, "--check")
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in result.stdout.splitlines()] == [
        f"{FOLDER}/number.yml",
        f"{FOLDER}/old.yml",
    ]
    assert run(root).exit_code == 0
    assert not (folder / "old.yml").exists()
    assert run(root, "--check").exit_code == 0


def test_bad_data_make_no_forms(root: Path) -> None:
    (root / "data/vocabulary.yaml").write_text("")
    assert run(root).exit_code == 1
    assert not (root / FOLDER).exists()


def test_every_link_to_a_form_names_a_form_and_fields_of_it(site_dir: Path) -> None:
    fields = {f"{form.id}.yml": set(form.fields.values()) for form in forms(ROOT / "templates")}
    opened = set()
    for page in site_dir.rglob("*.html"):
        for query in re.findall(r'href="[^"]*/issues/new\?([^"]*)"', page.read_text("utf-8")):
            answers = parse_qs(html.unescape(query), strict_parsing=True)
            (template,) = answers.pop("template")
            assert set(answers) <= fields[template]
            assert set(answers.get("method", ())) <= {page.parent.name}
            opened.add(template)
    assert opened == {*fields} - {"config.yml"}
