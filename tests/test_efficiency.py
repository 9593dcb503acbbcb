"""A row is one operating point: all its numbers come from it, and only the size of the weights may join them."""

from __future__ import annotations

from typing import Any

import pytest
from machines import method, point
from support import Tree, invented

from livingsurvey.derive.efficiency import BLANK, EfficiencyRow, RowMaker, as_ratio, technique_of, worse_end
from livingsurvey.derive.tables import branch_rows, source_rows, timed_rows
from livingsurvey.model import Method, OperatingPoint, Quantity, Survey
from livingsurvey.view import View

POINTS = [(m, p) for m, p in invented().points()]


def row(view: View, slug: str, point_id: str) -> EfficiencyRow:
    method = view.survey.methods[slug]
    return view.rows.row(method, method.point(point_id))


def texts(found: EfficiencyRow) -> dict[str, str]:
    return {name: cell.text for name, cell in found.cells.items()}


@pytest.mark.parametrize(("method", "point"), POINTS, ids=[f"{m.slug}-{p.id}" for m, p in POINTS])
def test_all_numbers_of_a_row_come_from_its_point(
    method: Method, point: OperatingPoint, view: View
) -> None:
    found = view.rows.row(method, point)
    assert found.point_id == point.id
    assert {c.anchor for name, c in found.cells.items() if name != "params"} <= {point.id}


def test_rows_of_every_view_keep_to_one_point(view: View) -> None:
    rows = [*view.headlines.values(), *timed_rows(view), *source_rows(view)]
    rows += [
        b.row for path in ("model-design", "training", "data-collection") for b in branch_rows(view, path)
    ]
    strangers = [
        (r.slug, name)
        for r in rows
        for name, c in r.cells.items()
        if name != "params" and c.anchor != r.point_id
    ]
    assert strangers == []


def test_two_points_never_fill_one_row(tree: Tree) -> None:
    text = tree.read("methods/contestedvla.yaml").replace("headline: paper", "headline: readme")
    text = text.replace("values: {latency_ms: 66.6}", "values: {memory_gb: 5}")
    text = text.replace("standing: disputed", "standing: unreviewed")
    view = tree.write("methods/contestedvla.yaml", text).view()
    assert texts(view.headlines["contestedvla"]) == {"memory_gb": "5"}


def test_the_size_of_the_weights_may_stand_beside_and_names_its_variant(view: View) -> None:
    params = row(view, "crispvla", "bf16").cell("params")
    assert (params.text, params.note, params.anchor) == ("≈ 5.55", "CrispVLA-5B", "size")


def test_the_size_in_the_point_itself_comes_first(view: View) -> None:
    assert row(view, "printedvla", "own").cell("params").text == "2.22"
    assert row(view, "printedvla", "table-1").cell("params").text == "2.2"


def test_of_several_sizes_the_one_of_the_same_model_is_taken(tree: Tree) -> None:
    size = tree.read("methods/crispvla.yaml").split("  - id: size")[1].split("  - id: bf16")[0]
    small = "  - id: small" + size.replace("CrispVLA-5B", "CrispVLA-1B").replace("5.55", "1.11")
    text = tree.read("methods/crispvla.yaml").replace("  - id: size", f"{small}  - id: size")
    view = tree.write("methods/crispvla.yaml", text).view()
    assert row(view, "crispvla", "bf16").cell("params").text == "≈ 5.55"
    assert row(view, "crispvla", "abstract").cell("params") is BLANK, "which of two sizes is not said"


def test_the_size_of_a_part_is_not_borrowed(tree: Tree) -> None:
    tree.edit(
        "methods/pocketvla.yaml",
        "memory_gb: {value: 2.2, scope: kv-cache}",
        "params_b: {value: 2.2, scope: llm}",
    )
    assert row(tree.view(), "pocketvla", "pocket").cell("params") is BLANK


@pytest.mark.parametrize(
    ("values", "setting", "says"),
    [
        ({"success_pct": 50}, {"hardware": "examplechip-9"}, "Examplechip 9"),
        ({"success_pct": 50}, {"hardware_text": "a chip"}, "a chip"),
        ({"success_pct": 50}, {"precision": "bf16"}, ""),
        ({"latency_ms": 50}, {"precision": "bf16"}, "hardware not stated · BF16"),
        ({"calls_hz": 50}, {}, "hardware not stated"),
    ],
)
def test_a_row_says_its_timing_where_there_is_a_time_a_rate_or_a_device(
    values: dict[str, Any], setting: dict[str, Any], says: str, survey: Survey
) -> None:
    only = point("a", values, setting)
    assert RowMaker(survey).row(method("timed", only), only).setting == says


def test_a_superseded_size_is_not_borrowed(tree: Tree) -> None:
    tree.edit("methods/pocketvla.yaml", "memory_gb: {value: 2.2, scope: kv-cache}", "params_b: 2.2")
    assert row(tree.view(), "pocketvla", "pocket").cell("params").text == "2.2"
    tree.edit(
        "methods/pocketvla.yaml",
        "measured_by: estimate",
        "measured_by: estimate\n    superseded_by: pocket",
    )
    assert row(tree.view(), "pocketvla", "pocket").cell("params") is BLANK


@pytest.mark.parametrize(
    ("slug", "point_id", "column", "text", "note"),
    [
        ("crispvla", "bf16", "latency", "111.1", ""),
        ("crispvla", "bf16", "success", "77.7 ± 1.1 %", "Blockworld Average of 2"),
        ("crispvla", "bf16", "speedup", "3.33×", "latency, against BaseVLA"),
        (
            "crispvla",
            "abstract",
            "speedup",
            "up to 4.44×",
            "of what, unclear, against the same model uncompressed",
        ),
        ("crispvla", "abstract", "change", "< −1.1 pp", "against the same model uncompressed"),
        ("crispvla", "abstract", "success", "88.8 %", "Blockworld, Kitchenchain"),
        ("dualmind", "slow", "rate", "3–4", "model calls"),
        ("dualmind", "fast", "rate", "333", "control"),
        ("dualmind", "elsewhere", "rate", "3.3", "of what, not said"),
        ("dualmind", "from-a-list", "latency", "300–333", ""),
        ("printedvla", "own", "speedup", "77.7 %", "latency cut by, against BaseVLA"),
        ("pocketvla", "pocket", "speedup", "+12.5 %", "faster by, latency, against PrintedVLA"),
        ("pocketvla", "first-action", "latency", "55.5", "to first action"),
        ("pocketvla", "chain", "success", "44.4 %", "Kitchenchain ABC to D"),
        ("askvla", "only", "latency", "up to 88.8", ""),
        (
            "retrain",
            "one-demonstration",
            "change",
            "+77.7 pp",
            "against CrispVLA, supervised on the same demonstration",
        ),
    ],
)
def test_a_cell_says_what_its_number_is_of(
    slug: str, point_id: str, column: str, text: str, note: str, view: View
) -> None:
    cell = row(view, slug, point_id).cell(column)
    assert (cell.text.replace("\u00a0", " "), cell.note) == (text, note)


def test_rates_are_kept_apart(view: View) -> None:
    found = texts(row(view, "printedvla", "own"))
    assert (found["calls_hz"], found["actions_hz"], found["control_hz"]) == ("10.5", "84", "20")
    assert "reported_hz" not in found


def test_a_rate_is_derived_from_one_exact_latency_and_says_so(view: View) -> None:
    cell = row(view, "contestedvla", "paper").cell("rate")
    assert cell.derived
    assert (cell.text, cell.note) == ("12.9", "model calls, derived from latency")
    assert cell.sort == pytest.approx(1000 / 77.7)


@pytest.mark.parametrize(
    ("scope", "spread", "note"),
    [
        ("end-to-end", None, "model calls, derived from latency"),
        (None, None, "model calls, derived from latency, timing scope not stated"),
        ("model", 1.5, "model calls, derived from mean latency"),
        (None, 0.5, "model calls, derived from mean latency, timing scope not stated"),
        ("system-2", None, "calls of system 2, derived from latency"),
        ("denoising", None, None),
    ],
)
def test_a_derived_rate_says_what_is_not_known_of_its_latency(
    scope: str | None, spread: float | None, note: str | None, view: View
) -> None:
    method = view.survey.methods["contestedvla"]
    point = method.operating_points[0]
    changed = point.model_copy(
        update={
            "id": "changed",
            "setting": point.setting.model_copy(update={"timing_scope": scope}),
            "values": {"latency_ms": Quantity(value=77.7, plus_minus=spread)},
        }
    )
    cell = RowMaker(view.survey).row(method, changed).cell("rate")
    assert (cell.note, cell.derived) == ((note, True) if note else ("", False))


@pytest.mark.parametrize(
    ("slug", "point_id"),
    [("dualmind", "from-a-list"), ("askvla", "only"), ("pocketvla", "first-action"), ("printedvla", "own")],
)
def test_no_rate_is_derived_from_a_range_a_hedge_or_beside_a_stated_one(
    slug: str, point_id: str, view: View
) -> None:
    assert not any(cell.derived for cell in row(view, slug, point_id).cells.values())


def test_a_work_without_numbers_is_a_row_of_blanks(view: View) -> None:
    found = view.headlines["silentvla"]
    assert (found.cells, found.point_id, found.timing, found.mark) == ({}, "", "", None)
    assert found.cell("latency").sort is None


def test_a_row_names_its_source_and_its_test(view: View) -> None:
    found = row(view, "dualmind", "from-a-list")
    assert (found.source, found.tested_on) == ("May 2098, Table 9", "")
    assert found.mark is not None
    assert found.mark.icon == "secondary"


@pytest.mark.parametrize(
    ("slug", "technique"),
    [
        ("crispvla", ("Quantization", "model-design")),
        ("retrain", ("Reinforcement", "training")),
        ("dualmind", ("Hierarchical Systems", "model-design")),
        ("basevla", ("", "foundational")),
        ("surgeonvla", ("", "")),
    ],
)
def test_a_technique_is_the_first_place_in_the_main_taxonomy(
    slug: str, technique: tuple[str, str], survey: Survey
) -> None:
    assert technique_of(survey, survey.methods[slug]) == technique


@pytest.mark.parametrize(
    ("metric", "scalar", "end"),
    [
        ("latency_ms", [50, 66], 66),
        ("calls_hz", [3, 4], 3),
        ("success_pct", [60, 70], 60),
        ("latency_ms", {"value": 50, "qualifier": "up-to"}, 50),
        ("latency_ms", {"value": 50, "plus_minus": 9}, 50),
    ],
)
def test_a_range_sorts_on_its_worse_end_and_a_hedge_changes_nothing(
    metric: str, scalar: Any, end: float, survey: Survey
) -> None:
    assert worse_end(Quantity.model_validate(scalar), survey.metrics[metric]) == end


@pytest.mark.parametrize(
    ("metric", "value", "factor"),
    [
        ("speedup_x", 2, 2),
        ("speed_gain_pct", 100, 2),
        ("latency_reduction_pct", 50, 2),
        ("latency_reduction_pct", 75, 4),
        ("latency_reduction_pct", -100, 0.5),
        ("latency_reduction_pct", 100, 100),
        ("success_delta_pp", 3, 3),
    ],
)
def test_forms_of_one_gain_sort_as_one_factor(
    metric: str, value: float, factor: float, survey: Survey
) -> None:
    quantity = Quantity.model_validate(value)
    assert as_ratio(quantity, survey.metrics[metric]) == pytest.approx(factor)


def test_a_cell_marks_the_source_of_its_own_value(survey: Survey) -> None:
    method = survey.methods["crispvla"]
    point = method.point("w4a16")
    assert point is not None
    value = point.values["latency_ms"]
    other = point.source.model_copy(update={"read": "secondary"})
    changed = point.model_copy(
        update={"values": {**point.values, "latency_ms": value.model_copy(update={"source": other})}}
    )
    found = RowMaker(survey).row(method, changed)
    assert [found.cells[c].mark and found.cells[c].mark.icon for c in ("latency", "success")] == [
        "secondary",
        "primary",
    ]
