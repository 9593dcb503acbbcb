"""The survey's tables: Table I as printed, as its sources say, extended, and one per branch."""

from __future__ import annotations

import pytest
from support import Tree

from livingsurvey.derive.tables import branch_rows, printed_rows, source_rows, timed_rows
from livingsurvey.view import View


def points(rows: list) -> set[str]:  # type: ignore[type-arg]
    return {f"{r.slug}/{r.point_id}" for r in rows}


def test_table_one_stands_as_the_survey_prints_it(view: View) -> None:
    (row,) = printed_rows(view)
    assert (row.slug, row.model, row.anchor) == ("printedvla", "PrintedVLA-2B", "table-1")
    assert (row.params, row.latency, row.rate) == ("2.2B", "50-66", "15-20")
    assert row.sort == (2.2, 66, 20)
    assert (row.mark.icon, row.note) == (
        "secondary",
        "The survey prints a rate that its latency does not give.",
    )


@pytest.mark.parametrize(
    ("old", "new"), [("cite: doe2098survey", "cite: low2096printed"), ("setup: table-1", "setup: table-9")]
)
def test_a_row_of_table_one_is_known_by_its_set_up_and_the_document_of_the_taxonomy(
    old: str, new: str, tree: Tree
) -> None:
    tree.edit("methods/printedvla.yaml", old, new)
    assert printed_rows(tree.view()) == []


def test_two_points_of_one_printed_row_are_one_row_with_both_cautions(tree: Tree) -> None:
    text = tree.read("methods/printedvla.yaml")
    row = text.split("operating_points:\n")[1].split("  - id: own")[0]
    again = row.replace("id: table-1", "id: table-1-second").replace("The survey prints", "Again it prints")
    view = tree.write("methods/printedvla.yaml", text.replace("  - id: own", f"{again}  - id: own")).view()
    (found,) = printed_rows(view)
    assert found.anchor == "table-1"
    assert "The survey prints" in found.note
    assert "Again it prints" in found.note


def test_the_largest_model_of_table_one_comes_first(tree: Tree) -> None:
    text = tree.read("methods/printedvla.yaml")
    row = text.split("operating_points:\n")[1].split("  - id: own")[0]
    large = row.replace("id: table-1", "id: table-1-large").replace(
        'value: 2.2, printed: "2.2B"', "value: 22"
    )
    view = tree.write("methods/printedvla.yaml", text.replace("  - id: own", f"{large}  - id: own")).view()
    assert [(r.anchor, r.params) for r in printed_rows(view)] == [
        ("table-1-large", "22"),
        ("table-1", "2.2B"),
    ]


def test_beside_it_stands_what_its_sources_say(view: View) -> None:
    assert points(source_rows(view)) == {"printedvla/own"}


def test_the_extended_table_holds_every_point_with_a_time_or_a_rate_but_the_printed_one(view: View) -> None:
    assert points(timed_rows(view)) == {
        "askvla/only",
        "basevla/blockworld",
        "contestedvla/paper",
        "contestedvla/readme",
        "crispvla/bf16",
        "crispvla/int8",
        "crispvla/w4a16",
        "dualmind/fast",
        "dualmind/slow",
        "dualmind/elsewhere",
        "dualmind/from-a-list",
        "pocketvla/pocket",
        "pocketvla/first-action",
        "printedvla/own",
    }


def test_a_superseded_time_is_in_no_table(tree: Tree) -> None:
    text = tree.read("methods/contestedvla.yaml")
    tree.write("methods/contestedvla.yaml", text + "    superseded_by: paper\n")
    assert "contestedvla/readme" not in points(timed_rows(tree.view()))


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("model-design/architecture", ["twin", "pocketvla", "contestedvla", "dualmind", "crispvla"]),
        ("model-design/compression", ["twin-weights", "askvla", "printedvla", "crispvla"]),
        ("training/pre-training", ["thriftvla"]),
        ("training/post-training", ["retrain"]),
        ("data-collection", ["silentvla", "gathervla"]),
        ("model-design/architecture/unused", []),
    ],
)
def test_a_branch_lists_its_works_newest_first(path: str, slugs: list[str], view: View) -> None:
    assert [b.row.slug for b in branch_rows(view, path)] == slugs


def test_a_branch_names_only_the_places_inside_it(view: View) -> None:
    rows = {b.row.slug: b for b in branch_rows(view, "model-design/compression")}
    assert rows["crispvla"].techniques == ("Quantization",)
    assert rows["crispvla"].base == "BaseVLA"


def test_a_superseded_claim_is_no_cost(tree: Tree) -> None:
    first = '{cite: low2097retrain, version: v2, where: "Table 3", read: primary, seen: {what: paper, date: "2099-01-01"}}\n    measured_by: authors\n'
    tree.edit("methods/retrain.yaml", first, f"{first}    superseded_by: compute\n")
    tree.edit("methods/retrain.yaml", "headline: one-demonstration", "headline: compute")
    (retrain,) = [r for r in branch_rows(tree.view(), "training/post-training") if r.row.slug == "retrain"]
    assert retrain.row.point_id == "compute"


def test_what_training_and_data_cost_comes_from_one_point(view: View) -> None:
    (retrain,) = branch_rows(view, "training/post-training")
    labels = [label.lower() for label, _ in retrain.cost]
    assert labels[:3] == ["demonstrations", "training iterations", "accelerator hours"]
    gather = {b.row.slug: b for b in branch_rows(view, "data-collection")}["gathervla"]
    assert [value for _, value in gather.cost] == [
        "≥ 9\u202f000",
        "44 h",
        "> 9×, against teleoperation",
        "< 5 %, against training on the whole of Example Set",
    ]
