"""Methods side by side: the point that stands for each, the words of each verdict, what the browser is given."""

from __future__ import annotations

import json
from typing import Any

import pytest
from comparisons import CASES, FULL, TEST, ratio, reading
from support import INFO, Tree

from livingsurvey.derive.column import Choice, Column, Entry, Item, column
from livingsurvey.derive.comparability import Reading, compare, keys
from livingsurvey.derive.compare import Comparison, Line, change, choose, comparison, natural_pairs, score
from livingsurvey.export.compare import compare_files
from livingsurvey.pages import compare as compare_pages
from livingsurvey.view import View


def columns(view: View, *slugs: str) -> list[Column]:
    return [column(view, view.survey.methods[slug]) for slug in slugs]


def chosen(view: View, *slugs: str) -> list[str | None]:
    return [p and p.id for p in choose(columns(view, *slugs))]


def table(view: View, *slugs: str) -> Comparison:
    return comparison(columns(view, *slugs), list(view.survey.metrics.values()))


def cell(shown: Comparison, label: str, place: int) -> tuple[Line, ...]:
    (row,) = [r for s in shown.sections for r in s.rows if r.label == label]
    return row.cells[place]


def labels(shown: Comparison, title: str) -> list[str]:
    (section,) = [s for s in shown.sections if s.title == title]
    return [r.label for r in section.rows]


def entry(found: Reading) -> Entry:
    return Entry(found, Item("1"), keys(found))


def test_all_numbers_of_a_column_come_from_one_point_but_sizes_that_name_their_variant(view: View) -> None:
    for method in view.methods:
        for point in column(view, method).points:
            for value in point.entries:
                if value.reading.point.id != point.id:
                    assert value.metric.id.endswith("params_b")
                    assert value.item.note.startswith(f"of {value.reading.point.model}")
                    assert value.item.href == f"methods/{method.slug}/#{value.reading.point.id}"


def test_a_superseded_claim_stands_for_nothing(view: View) -> None:
    assert [p.id for p in columns(view, "retrain")[0].points] == [
        "one-demonstration",
        "compute",
        "abstract-v2",
    ]


def test_the_headline_stands_for_a_method_where_nothing_compares(view: View) -> None:
    assert chosen(view, "crispvla", "retrain") == ["bf16", "one-demonstration"]
    assert chosen(view, "dualmind") == ["fast"]


def test_a_point_that_compares_goes_before_the_headline(tree: Tree) -> None:
    view = tree.edit("methods/crispvla.yaml", "headline: bf16", "headline: abstract").view()
    assert chosen(view, "basevla", "crispvla") == ["blockworld", "bf16"]
    assert chosen(view, "gathervla", "crispvla")[1] == "abstract"


def test_a_reference_takes_the_point_that_most_compares(tree: Tree) -> None:
    tree.edit("methods/basevla.yaml", "headline: blockworld", "headline: size")
    assert chosen(tree.view(), "basevla", "crispvla") == ["blockworld", "bf16"]


def choice(*found: Reading, base: str = "m") -> Choice:
    """A point that may stand for its method, as far as points are scored."""
    return Choice("p", (), "", False, base, Item(""), {}, Item(""), tuple(map(entry, found)))


def test_more_metrics_that_compare_count_before_stronger_levels_and_these_before_the_base() -> None:
    setup, stated, other = (
        reading(setting=FULL, setup="t"),
        reading(setting=FULL, cite="roe2099n"),
        reading("success_pct", TEST),
    )
    reference = choice(setup, other, reading("params_b"))
    two, one, weaker = choice(stated, other), choice(setup), choice(stated)
    elsewhere, nothing = choice(stated, base="b"), choice(reading("params_b"))
    scores = [score(c, reference) for c in (two, one, weaker, elsewhere, nothing)]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 5


def test_of_equals_the_one_run_on_the_reference_stands(tree: Tree) -> None:
    text = tree.read("methods/contestedvla.yaml")
    assert "base_model" not in text
    first = text.split("operating_points:\n")[1].split("  - id: ")[1]
    name = first.split("\n")[0]
    again = first.replace(name, "on-the-base", 1).replace("setting: {", "setting: {base_model: basevla, ")
    view = tree.append("methods/contestedvla.yaml", f"  - id: {again}").view()
    assert chosen(view, "basevla", "contestedvla")[1] == "on-the-base"


def test_a_method_without_points_is_a_column_of_facts(view: View) -> None:
    shown = table(view, "twin", "dualmind")
    assert choose(columns(view, "twin", "silentvla")) == [None, None]
    assert [line.item.text for line in cell(shown, "Operating point", 0)] == ["none entered yet"]
    assert cell(shown, "Source", 0) == ()
    assert cell(shown, "Control", 0) == ()
    assert [line.level for line in cell(shown, "Control", 1)] == [0]


def test_every_verdict_is_in_words_and_the_reference_has_none(view: View) -> None:
    shown = table(view, "basevla", "crispvla", "printedvla")
    assert [line.verdict for line in cell(shown, "Memory", 1)] == ["stated equal: equal"]
    assert [line.verdict for line in cell(shown, "Latency", 1)] == ["not comparable: other timing scope"]
    assert [line.verdict for line in cell(shown, "Latency", 2)] == ["stated equal"]
    assert [line.verdict for line in cell(shown, "Model calls", 2)] == [
        "stated equal: 4.67× the reference’s, better"
    ]
    first = [line for s in shown.sections for r in s.rows for line in r.cells[0]]
    assert {line.verdict for line in first} == {""}


def test_the_caption_counts_what_is_left_apart_and_why(view: View) -> None:
    assert table(view, "basevla", "crispvla").caption == (
        "Reference: BaseVLA. Numbers beside one of its own: 4, of which comparable: 2. "
        "In the way: other timing scope (1), other split (1)."
    )
    assert table(view, "twin", "dualmind").caption.endswith(
        "Numbers beside one of its own: 0, of which comparable: 0."
    )


def test_one_column_is_compared_with_nothing(view: View) -> None:
    assert table(view, "crispvla").caption == "CrispVLA alone."


def test_a_row_without_a_value_is_left_out_and_a_blank_says_what_it_is(view: View) -> None:
    shown = table(view, "basevla", "crispvla")
    assert "Accelerators" not in labels(shown, "Setting")
    assert "Actions" not in labels(shown, "Numbers")
    assert cell(shown, "Batch", 1) == ()
    assert {s.title: s.blank for s in shown.sections} == {
        "Work": "–",
        "Numbers": "–",
        "Setting": "not stated",
    }


def test_a_value_tells_its_scope_its_baseline_and_its_own_source(view: View) -> None:
    notes = {
        (p.id, e.metric.id): e.item.note
        for c in columns(view, "crispvla", "retrain", "pocketvla")
        for p in c.points
        for e in p.entries
    }
    assert notes["bf16", "speedup_x"] == "latency; against BaseVLA"
    assert notes["abstract", "speedup_x"] == "of what, unclear; against the same model uncompressed"
    assert notes["abstract", "flops_fraction_pct"] == "against the same model uncompressed; Language model"
    assert (
        notes["w4a16", "weights_gb"]
        == "With its tables.; from Example List Authors 2098, README, Model zoo"
    )
    assert notes["compute", "training_speedup_x"].endswith("against BaseVLA; settings differ")
    assert notes["ours", "memory_gb"] == "KV cache"


@pytest.mark.parametrize(
    ("metric", "a", "b", "said"),
    [
        ("latency_ms", 25, 100, "0.25× the reference’s, better"),
        ("latency_ms", 100, 25, "4× the reference’s, worse"),
        ("latency_ms", 2, 3, "0.667× the reference’s, better"),
        ("flops_g", 9999999, 3, "3\u202f330\u202f000× the reference’s, worse"),
        ("calls_hz", 20, 10, "2× the reference’s, better"),
        ("latency_ms", 7, 7, "equal"),
        ("success_pct", 97.1, 76.5, "+20.6 points, better"),
        ("success_pct", 70, 77.7, "−7.7 points, worse"),
        ("success_pct", 70.001, 70, "equal"),
        ("avg_len", 4.3, 4.43, "−0.13, worse"),
        (
            "success_pct",
            {"value": 77, "plus_minus": 1},
            {"value": 78, "plus_minus": 0.5},
            "−1 points, within the stated spread",
        ),
        ("success_pct", {"value": 70, "plus_minus": 1}, 78, "−8 points, worse"),
        (
            "success_pct",
            {"value": 97.4, "plus_minus": 0.3},
            97.1,
            "+0.3 points, within the stated spread",
        ),
        ("success_pct", [70, 80], 75, ""),
        ("latency_ms", {"value": 7, "qualifier": "about"}, 14, ""),
        ("latency_ms", 0, 14, ""),
        ("episodes", 30, 10, "3× the reference’s"),
    ],
)
def test_a_change_is_said_in_words_where_both_values_are_exact(
    metric: str, a: Any, b: Any, said: str
) -> None:
    one, other = (entry(reading(metric, FULL | TEST, quantity=q)) for q in (a, b))
    assert change(one, other) == said


def test_a_ratio_meets_the_ratio_of_the_reference_that_it_compares_with_best(tree: Tree) -> None:
    speed = "values: {speedup_x: {value: 2, of: calls_hz}}"
    again = "values: {speedup_x: {value: 5, of: latency_ms}}"
    tree.edit(
        "methods/basevla.yaml",
        '    source: {cite: doe2095basevla, version: v1, where: "Table 3"',
        f"    versus: [{{baseline: crispvla, {speed}}}, {{baseline: crispvla, {again}}}]\n"
        '    source: {cite: doe2095basevla, version: v1, where: "Table 3"',
    )
    (line,) = cell(table(tree.view(), "basevla", "crispvla"), "Speed-up", 1)
    assert line.verdict.startswith("not comparable: other baseline, ")
    assert "quantity" not in line.verdict


def test_natural_pairs_are_those_of_which_a_measurement_compares(view: View) -> None:
    pairs = [(m.slug, base.slug) for m, base in natural_pairs(view)]
    assert ("crispvla", "basevla") in pairs
    assert ("retrain", "crispvla") not in pairs
    assert ("twin", "crispvla") not in pairs
    for pair in pairs:
        lines = [
            line for s in table(view, *pair[::-1]).sections for r in s.rows for c in r.cells for line in c
        ]
        assert any(0 < line.level < 5 for line in lines)


def test_a_pair_has_its_page_with_the_base_as_reference(view: View) -> None:
    pages = {p.url: p for p in compare_pages.pages(view)}
    assert pages.keys() == {
        "compare/",
        *(f"compare/{m.slug}/{base.slug}/" for m, base in natural_pairs(view)),
    }
    shown = pages["compare/crispvla/basevla/"].context["table"]
    assert shown.heads == (("basevla", "BaseVLA"), ("crispvla", "CrispVLA"))


@pytest.mark.parametrize(("a", "b", "level", "words"), CASES.values(), ids=list(CASES))
def test_the_keys_of_two_readings_are_equal_where_they_meet(
    a: Reading, b: Reading, level: int, words: str
) -> None:
    one, other = keys(a), keys(b)
    if level == 1:
        assert one.setup == other.setup is not None
    if level == 2:
        assert one.stated == other.stated
        assert None not in one.stated
    if level == 3:
        assert one.ratio == other.ratio is not None
    if level == 4:
        assert one.free == other.free is not None
    assert (one.ranked and other.ranked) or level == 5


def test_keys_are_text_that_is_equal_for_equal_numbers() -> None:
    assert keys(reading("actions_hz", FULL | {"chunk": 8})) == keys(
        reading("actions_hz", FULL | {"chunk": 8.0})
    )
    assert keys(ratio()).ratio == keys(ratio(quantity={"value": 9, "of": "latency_ms"})).ratio
    assert compare(ratio(), ratio()).words == "same baseline"


def test_every_living_method_is_a_file_and_no_other(view: View) -> None:
    files = dict(compare_files(view))
    assert files.keys() == {
        "compare/words.json",
        *(f"compare/data/{m.slug}.json" for m in view.methods),
    }
    assert "compare/data/gonevla.json" not in files
    for path, content in files.items():
        assert content.endswith(b"}\n"), path
    crisp = json.loads(files["compare/data/crispvla.json"])
    assert [p["id"] for p in crisp["points"]] == ["size", "bf16", "int8", "w4a16", "abstract"]
    words = json.loads(files["compare/words.json"])
    assert words["former"] == {old: m.slug for m in view.methods for old in m.former_ids}
    assert words["metrics"]["latency_ms"]["keys"] == ["hardware", "precision", "timing_scope"]


def test_a_columns_file_is_small(view: View) -> None:
    assert INFO.site_url not in "".join(content.decode() for _, content in compare_files(view))
    assert max(len(content) for _, content in compare_files(view)) < 30_000


def test_of_many_pairs_those_that_compare_on_most_have_a_page(
    view: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_pairs = natural_pairs(view)
    assert len(all_pairs) > 1
    monkeypatch.setattr("livingsurvey.derive.compare.MOST_PAIRS", 1)
    (kept,) = natural_pairs(view)
    assert kept in all_pairs
