"""A filled confirmation form: what authors say of their numbers, and what a maintainer has to check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support import ROOT, Tree
from test_add import HOSTILE, issue, read, run, state

from livingsurvey.contribute.forms import forms
from livingsurvey.contribute.grant import CHANGES

URL = "https://github.com/o/r/issues/14"
DISPUTE = {"All numbers and settings are right (confirm)": "Some are wrong or missing (dispute)"}
NONE = "### What is wrong or missing\n\n_No response_"


def disputed(said: str) -> dict[str, str]:
    return {**DISPUTE, NONE: f"### What is wrong or missing\n\n{said}"}


def handed(root: Path, edit: dict[str, str] | None = None) -> str:
    """The text of the pull request."""
    issue(root, "confirm", "--into", str(root / "form"), edit=edit)
    return (root / "form/pull.md").read_text("utf-8")


def test_every_form_has_its_own_way() -> None:
    assert {form.id for form in forms(ROOT / "templates")} == {*CHANGES, "add", "suggest"}


def test_a_confirmation_marks_what_the_authors_measured(root: Path, tree: Tree) -> None:
    result = issue(root, "confirm")
    assert (result.exit_code, tree.messages()) == (0, [])
    entry = read(tree, "methods/crispvla.yaml")
    assert entry["confirmed"] == {"by": "Jane Doe", "date": entry["confirmed"]["date"], "url": URL}
    assert {p["standing"] for p in entry["operating_points"]} == {"author-confirmed"}
    assert "No program can tell who is an author" in result.stdout
    assert "Nothing to do" in issue(root, "confirm").stdout


def test_it_changes_nothing_else(root: Path, tree: Tree) -> None:
    before = read(tree, "methods/crispvla.yaml")
    issue(root, "confirm")
    after = read(tree, "methods/crispvla.yaml")
    after.pop("confirmed")
    for point in after["operating_points"]:
        point.pop("standing")
    assert after == before


@pytest.mark.parametrize(
    ("slug", "standing"),
    [
        ("pocketvla", ["author-confirmed"] * 3 + [None]),  # the last is our estimate
        ("contestedvla", ["disputed"] * 2),
    ],
)
def test_disputed_numbers_and_those_of_others_stay(
    root: Path,
    tree: Tree,
    slug: str,
    standing: list[str | None],
) -> None:
    result = issue(root, "confirm", edit={"crispvla\n": f"{slug}\n"})
    assert (result.exit_code, tree.messages()) == (0, [])
    entry = read(tree, f"methods/{slug}.yaml")
    assert [p.get("standing") for p in entry["operating_points"]] == standing
    assert ("stay disputed" in result.stdout) is (slug == "contestedvla")


def test_a_dispute_marks_the_rows_it_names_and_takes_nothing_away(root: Path, tree: Tree) -> None:
    before = read(tree, "methods/crispvla.yaml")
    said = f"- #bf16: 99.9 ms, Table 9\n{URL}/#int8 is of another run\nTraining cost is missing\n#nosuch: 1"
    result = issue(root, "confirm", edit=disputed(said))
    assert (result.exit_code, tree.messages()) == (0, [])
    after = read(tree, "methods/crispvla.yaml")
    assert "confirmed" not in after
    for old, new in zip(before["operating_points"], after["operating_points"], strict=True):
        if old["id"] in ("bf16", "int8"):
            assert new.pop("standing") == "disputed"
            note = new.pop("note")
            assert note.startswith(old.pop("note", "Disputed by its authors on "))
            assert note.endswith(URL)
        assert new == old
    assert "Training cost is missing" in result.stdout
    assert "nothing is taken away" in result.stdout
    assert "Nothing to do" in issue(root, "confirm", edit=disputed("#bf16: 99.9 ms")).stdout


def test_a_dispute_that_names_no_row_is_noted(root: Path, tree: Tree) -> None:
    before = state(tree)
    result = issue(root, "confirm", edit=disputed("You forgot our training cost."))
    assert (result.exit_code, state(tree)) == (0, before)
    assert "- You forgot our training cost." in result.stdout


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (DISPUTE, "Say what is wrong"),
        ({"All numbers and settings are right (confirm)": "_No response_"}, "Choose the verdict"),
        ({"Jane Doe": "_No response_"}, "Give your name"),
        ({"Jane Doe": "J" * 200}, "longer than 120"),
        ({"https://example.org/crispvla/authors": "javascript:alert(1)"}, "Give the https address"),
        ({"https://example.org/crispvla/authors": "https://a.example/> [x](https://b)"}, "Give the https"),
        ({"crispvla\n": "nobody\n"}, "no such method"),
        ({"crispvla\n": "silentvla\n"}, "holds no number"),
        ({"crispvla\n": "gonevla\n"}, "holds no number"),
    ],
)
def test_what_is_missing_is_said(
    root: Path,
    tree: Tree,
    edit: dict[str, str],
    says: str,
) -> None:
    before = state(tree)
    result = issue(root, "confirm", edit=edit)
    assert (result.exit_code, state(tree)) == (1, before)
    assert says in result.stdout


def test_the_pull_request_says_what_to_look_at(root: Path) -> None:
    text = handed(root)
    assert "- [ ] <https://example.org/crispvla/authors> is a page of the work or of its author" in text
    assert "names the GitHub account `octo-reader`" in text
    assert text.count("“Jane Doe” is one of the authors\n") == 1
    assert "is one of the authors; the reference here names nobody so" in handed(
        root, {"Jane Doe": "Eve Nobody"}
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_change_the_name_alone(root: Path, tree: Tree, text: str) -> None:
    before = read(tree, "methods/crispvla.yaml")
    result = issue(root, "confirm", edit={"Jane Doe": f"Jane {text}"})
    if result.exit_code:
        assert read(tree, "methods/crispvla.yaml") == before
        return
    after = read(tree, "methods/crispvla.yaml")
    assert after.pop("confirmed")["by"].startswith("Jane")
    assert [p.pop("standing") for p in after["operating_points"]] == ["author-confirmed"] * 5
    assert after == before
    assert tree.messages() == []


def test_an_issue_without_an_address_cannot_be_linked_to(root: Path, tree: Tree) -> None:
    event = json.loads((ROOT / "tests/events/confirm.json").read_text("utf-8"))
    event["issue"]["html_url"] = "javascript:alert(1)"
    before = state(tree)
    (root / "event.json").write_text(json.dumps(event), "utf-8")
    assert run(root, "--from-issue", str(root / "event.json")).exit_code == 1
    assert state(tree) == before
