"""The operating points of a method's page: one table a stage, every caveat in words."""

from __future__ import annotations

import pytest
from support import Tree

from livingsurvey.derive.points import PointRow, PointTable, point_tables
from livingsurvey.view import View


def tables(view: View, slug: str) -> dict[str, PointTable]:
    return {t.stage: t for t in point_tables(view, view.survey.methods[slug])}


def row(view: View, slug: str, point_id: str) -> PointRow:
    return next(
        r for t in point_tables(view, view.survey.methods[slug]) for r in t.rows if r.id == point_id
    )


def cells(view: View, slug: str, point_id: str) -> dict[str, str]:
    """Text of each value that a point states, by metric."""
    for table in point_tables(view, view.survey.methods[slug]):
        for r in table.rows:
            if r.id == point_id:
                return {c.id: v.text for c, v in zip(table.columns, r.cells, strict=True) if v}
    raise LookupError(point_id)


@pytest.mark.parametrize(
    ("slug", "stages"),
    [
        ("crispvla", ["inference", "model"]),
        ("retrain", ["training"]),
        ("gathervla", ["data"]),
        ("silentvla", []),
    ],
)
def test_there_is_one_table_a_stage_inference_first(slug: str, stages: list[str], view: View) -> None:
    assert list(tables(view, slug)) == stages


def test_every_point_of_every_method_is_a_row_once(view: View) -> None:
    for method in view.survey.methods.values():
        shown = [r.id for t in point_tables(view, method) for r in t.rows]
        assert sorted(shown) == sorted(p.id for p in method.operating_points)


def test_every_value_of_a_point_is_a_cell_of_its_row(view: View) -> None:
    for method in view.survey.methods.values():
        for point in method.operating_points:
            assert set(cells(view, method.slug, point.id)) == set(point.values)


def test_a_row_holds_the_note_of_its_point(view: View) -> None:
    assert row(view, "dualmind", "from-a-list").note == "The list inverts the rate of system 2."
    assert row(view, "crispvla", "int8").note == ""


def test_what_all_rows_state_alike_is_said_once(view: View) -> None:
    table = tables(view, "contestedvla")["inference"]
    assert dict(table.shared) == {"hardware": "Examplechip 9", "precision": "BF16", "timing": "Whole model"}
    assert all(r.varied == () for r in table.rows)
    assert tables(view, "retrain")["training"].shared == ()


def test_a_table_of_one_row_keeps_its_setting_in_the_row(view: View) -> None:
    table = tables(view, "askvla")["inference"]
    assert table.shared == ()
    assert dict(table.rows[0].varied)["tasks"] == "pick & place <fast>"


def test_what_a_time_means_little_without_is_named_where_it_is_not_stated(view: View) -> None:
    assert (
        row(view, "dualmind", "from-a-list").not_stated
        == "hardware, precision, chunk, timing, batch, runtime"
    )
    assert row(view, "printedvla", "own").not_stated == ""
    assert row(view, "twin-weights", "cups").not_stated == ""


@pytest.mark.parametrize(
    ("slug", "point_id", "metric", "note"),
    [
        ("dualmind", "from-a-list", "latency_ms", "calculated by the source; printed “300-333 ms”"),
        ("crispvla", "w4a16", "weights_gb", "With its tables."),
        ("pocketvla", "ours", "memory_gb", "KV cache"),
    ],
)
def test_caveats_stand_beside_their_value(
    slug: str, point_id: str, metric: str, note: str, view: View
) -> None:
    for table in point_tables(view, view.survey.methods[slug]):
        column = next((i for i, c in enumerate(table.columns) if c.id == metric), None)
        for r in table.rows:
            if r.id == point_id and column is not None:
                cell = r.cells[column]
                assert cell is not None
                assert cell.note == note
                return
    pytest.fail("no such cell")


def test_a_value_with_its_own_source_names_it(view: View) -> None:
    found = [c.source for c in row(view, "crispvla", "w4a16").cells if c and c.source]
    assert [(s.short, s.where, s.url, s.seen) for s in found] == [
        (
            "Example List Authors 2098",
            "README, Model zoo",
            "https://example.org/list#zoo",
            "README read 2099-02-03",
        )
    ]


def test_a_source_taken_over_names_from_where(view: View) -> None:
    source = row(view, "dualmind", "from-a-list").source
    assert (source.short, source.url) == ("May 2098", "https://arxiv.org/abs/9803.00030")
    assert (source.via, source.via_url, source.seen) == (
        "Example List Authors 2098, README",
        "https://example.org/list",
        "",
    )


def test_an_edge_shows_the_numbers_of_its_baseline(view: View) -> None:
    own, pruned = row(view, "crispvla", "bf16").edges
    assert (own.baseline, own.baseline_url, own.same_setting) == (
        "BaseVLA",
        "methods/basevla/#blockworld",
        "same setting",
    )
    assert ("latency", "444.4 ms") in [(label.lower(), text) for label, text, _ in own.baseline_values]
    assert [(label.lower(), cell.text) for label, cell in own.values] == [("speed-up (latency)", "3.33×")]
    assert (pruned.baseline, pruned.baseline_url, pruned.values) == ("BaseVLA with naive pruning", "", ())
    assert {label.lower(): text for label, text, _ in pruned.baseline_values} == {
        "success": "66.6 %",
        "latency": "222.2 ms",
    }


def test_a_baselines_number_says_what_it_covers_and_how_it_is_printed(tree: Tree) -> None:
    said = "{value: 222.2, scope: llm, printed: 0.2222 s}"
    tree.edit("methods/crispvla.yaml", "latency_ms: 222.2}", f"latency_ms: {said}}}")
    _, pruned = row(tree.view(), "crispvla", "bf16").edges
    notes = {label: note for label, _, note in pruned.baseline_values}
    assert notes == {"success": "", "latency": "Language model; printed “0.2222 s”"}


def test_a_comparison_that_was_read_elsewhere_than_its_point_stands_as_it_was_read(tree: Tree) -> None:
    taken_over = (
        "{cite: doe2096crispvla, where: p. 2, read: secondary, via: {cite: roe2098list, where: README}}"
    )
    tree.edit(
        "methods/crispvla.yaml",
        "{speedup_x: {value: 3.33, of: latency_ms}}",
        f"{{speedup_x: {{value: 3.33, of: latency_ms, source: {taken_over}}}}}",
    )
    view = tree.view()
    found = row(view, "crispvla", "bf16")
    ((_, cell),) = found.edges[0].values
    assert (found.mark.icon, cell.mark.icon) == ("primary", "secondary")
    assert cell.source is not None
    assert (cell.source.where, cell.source.via) == ("p. 2", "Example List Authors 2098, README")


def test_an_edge_of_two_settings_says_so(view: View) -> None:
    (edge,) = row(view, "retrain", "compute").edges
    assert (edge.same_setting, edge.note) == ("settings differ", "Hours of two different devices.")
    assert edge.baseline_url == "methods/basevla/"


def test_former_ids_headline_and_successor_are_kept(view: View) -> None:
    assert row(view, "basevla", "blockworld").former_ids == ("long",)
    assert row(view, "basevla", "blockworld").headline
    assert not row(view, "basevla", "size").headline
    assert row(view, "retrain", "abstract-v1").superseded_by == "abstract-v2"
