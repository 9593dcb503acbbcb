"""Trade-offs: marks are single points, fronts stay inside a class, and what is left out is counted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from comparisons import EDGE, METRICS, reading
from support import Tree

from livingsurvey.charts.scatter_svg import LEFT, scatter
from livingsurvey.derive.comparability import Level, compare
from livingsurvey.derive.costs import success_against_cost
from livingsurvey.derive.figures import Figure, Tradeoff
from livingsurvey.derive.ratios import as_speedup
from livingsurvey.derive.tradeoffs import relative_front, relative_tradeoff
from livingsurvey.view import View

SOURCE = "{cite: doe2095basevla, where: Table 9, read: primary, seen: {what: paper, date: '2099-01-01'}}"


def entry(name: str, points: Sequence[str]) -> str:
    """An entry of the invented survey with these operating points."""
    return (
        f"name: {name}\nkind: foundational\ndomains: [manipulation]\ncite: doe2099{name.lower()}\n"
        f'released: "2099-01"\nsummary: {{en: Made for this test.}}\n'
        "headline: a\noperating_points:\n" + "".join(points)
    )


def add(tree: Tree, name: str, points: Sequence[str]) -> None:
    """Add an entry and its reference."""
    bib = f"@misc{{doe2099{name.lower()},\n  author = {{Doe, Jo}},\n  title = {{{name}}},\n  year = {{2099}},\n"
    tree.append("references.bib", bib + f"  url = {{https://example.org/{name}}},\n}}\n")
    tree.write(f"methods/{name.lower()}.yaml", entry(name, points))


def sped(point: str, edge: str, values: str = "") -> str:
    """An inference point that is compared with a baseline."""
    return (
        f"  - id: {point}\n    model: M\n    stage: inference\n{values}"
        f"    versus:\n      - {edge}\n    source: {SOURCE}\n    measured_by: authors\n"
    )


def added(tree: Tree, *names: str) -> tuple[Figure, list[tuple[str, float, float, bool]]]:
    """The relative figure, and the marks of these entries in it."""
    figure = relative_front(tree.view())
    marks = [(m.method.slug, m.x, m.y, m.on_front) for m in figure.marks if m.method.slug in names]
    return figure, marks


def test_a_change_is_stated_or_made_of_its_two_ends(tree: Tree) -> None:
    stated = "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms}, success_delta_pp: -1}}"
    ends = "{baseline: basevla, baseline_values: {success_pct: 80}, values: {speedup_x: {value: 3, of: latency_ms}}}"
    add(tree, "Alpha", [sped("a", stated)])
    add(tree, "Beta", [sped("a", ends, "    values: {success_pct: 77.5}\n")])
    figure, marks = added(tree, "alpha", "beta")
    assert [(slug, x, y) for slug, x, y, _ in marks] == [("alpha", 2, -1), ("beta", 3, -2.5)]
    assert [m.y_text for m in figure.marks if m.method.slug == "beta"] == ["−2.5 pp, from both ends"]


@pytest.mark.parametrize(
    ("change", "said"), [("1.5", "+1.5 pp"), ("0", "0 pp"), ("{value: 2, qualifier: about}", "≈ 2 pp")]
)
def test_a_gain_has_its_sign(tree: Tree, change: str, said: str) -> None:
    values = f"{{speedup_x: {{value: 2, of: latency_ms}}, success_delta_pp: {change}}}"
    add(tree, "Alpha", [sped("a", f"{{baseline: basevla, values: {values}}}")])
    figure, _ = added(tree, "alpha")
    assert [m.y_text for m in figure.marks if m.method.slug == "alpha"] == [said]


@pytest.mark.parametrize(
    ("edge", "reason"),
    [
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms, qualifier: up-to}}}",
            "“up to”",
        ),
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: unclear}, success_delta_pp: 1}}",
            "not clear of which quantity",
        ),
        (
            "{values: {speedup_x: {value: 2, of: latency_ms}, success_delta_pp: 1}}",
            "baseline not named, or without an entry",
        ),
        (
            "{baseline: basevla, same_setting: false, values: {speedup_x: {value: 2, of: latency_ms}}}",
            "another setting than its baseline",
        ),
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms}}}",
            "no change in success stated for the same point",
        ),
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms, qualifier: less-than}, success_delta_pp: 1}}",
            "“less than”",
        ),
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms}, success_delta_pp: {value: 1, qualifier: up-to}}}",
            "change in success as a best case",
        ),
        (
            "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms}, success_delta_pp: {value: -1, qualifier: more-than}}}",
            "change in success as a best case",
        ),
    ],
)
def test_what_may_not_stand_there_is_counted_with_its_reason(tree: Tree, edge: str, reason: str) -> None:
    before = dict(relative_front(tree.view()).left_out)
    add(tree, "Alpha", [sped("a", edge)])
    figure, marks = added(tree, "alpha")
    assert marks == []
    assert dict(figure.left_out) == before | {reason: before.get(reason, 0) + 1}


def test_benchmarks_averaged_into_one_number_are_not_ranked(tree: Tree) -> None:
    edge = "{baseline: basevla, values: {speedup_x: {value: 2, of: latency_ms}, success_delta_pp: 1}}"
    reason = "several benchmarks averaged"
    before = dict(relative_front(tree.view()).left_out).get(reason, 0)
    add(tree, "Alpha", [sped("a", edge, "    setting: {benchmark: [blockworld, kitchenchain]}\n")])
    figure, marks = added(tree, "alpha")
    assert marks == []
    assert dict(figure.left_out)[reason] == before + 1


def test_a_ratio_of_a_part_is_not_of_all_that_the_clock_covers(tree: Tree) -> None:
    speed = "speedup_x: {value: 2, of: latency_ms, scope: llm}"
    edge = f"{{baseline: basevla, values: {{{speed}, success_delta_pp: 1}}}}"
    add(tree, "Alpha", [sped("a", edge, "    setting: {timing_scope: end-to-end}\n")])
    add(tree, "Beta", [sped("a", edge, "    setting: {timing_scope: llm}\n")])
    marks = [m for m in relative_front(tree.view()).marks if m.method.slug in ("alpha", "beta")]
    assert {(m.class_id, m.note) for m in marks} == {
        ("latency-ms-llm-basevla", "latency, language model, against BaseVLA")
    }


def test_equal_works_share_the_front_and_a_work_s_equal_points_stand_once(tree: Tree) -> None:
    for name in ("Wa", "Wb"):
        add(tree, name, [timed(p, "{success_pct: 90, latency_ms: 50}") for p in ("a", "b")])
    add(tree, "Wc", [timed("a", "{success_pct: 90, latency_ms: 60}")])
    (figure,) = short(tree, "latency_ms").figures
    assert [m.key for m in figure.front] == ["wa/a", "wb/a"]


def test_a_front_stays_inside_one_quantity_and_baseline(tree: Tree) -> None:
    def edge(of: str, speed: int, change: int) -> str:
        return f"{{baseline: twin, values: {{speedup_x: {{value: {speed}, of: {of}}}, success_delta_pp: {change}}}}}"

    add(tree, "Alpha", [sped("a", edge("latency_ms", 2, 1)), sped("b", edge("latency_ms", 2, 0))])
    add(tree, "Beta", [sped("a", edge("latency_ms", 3, -1))])
    add(tree, "Gamma", [sped("a", edge("calls_hz", 9, 9))])
    part = "    setting: {timing_scope: action-head}\n"
    add(tree, "Delta", [sped("a", edge("latency_ms", 40, 5), part)])
    figure, marks = added(tree, "alpha", "beta", "gamma", "delta")
    assert marks == [
        ("alpha", 2, 0, False),
        ("alpha", 2, 1, True),
        ("beta", 3, -1, True),
        ("gamma", 9, 9, False),
        ("delta", 40, 5, False),
    ]
    assert figure.classes > 1
    assert scatter(figure).front == ""


def costs(tree: Tree, metric: str, on: str = "blockworld/long") -> Tradeoff:
    """Success on a split against one cost."""
    (found,) = [t for t in success_against_cost(tree.view()) if (t.on, t.x) == (on, metric)]
    return found


def sized(name: str, size: float, success: float, tested: str = "") -> list[str]:
    """Two points, of one variant unless another is `tested`: a size, and success on the invented benchmark."""
    common = f"    source: {SOURCE}\n    measured_by: authors\n"
    setting = "    setting: {benchmark: blockworld, split: long}\n"
    return [
        f"  - id: size\n    model: {name}\n    stage: model\n    values: {{params_b: {size}}}\n{common}",
        f"  - id: a\n    model: {tested or name}\n    stage: inference\n{setting}"
        f"    values: {{success_pct: {success}}}\n{common}",
    ]


def test_the_size_front_holds_what_nothing_smaller_beats(tree: Tree) -> None:
    works = {"Wa": (0.5, 80), "Wb": (1, 90), "Wc": (2, 85), "Wd": (2, 90), "We": (7, 99)}
    for name, (size, success) in works.items():
        add(tree, name, sized(name, size, success))
    figure = costs(tree, "params_b").figures[0]
    leading = {m.method.slug for m in figure.front}
    assert leading & {"wa", "wb", "wc", "wd", "we"} >= {"we"}
    assert not leading & {"wc", "wd"}
    picture = scatter(figure)
    assert picture.front.startswith("M")
    assert all(LEFT <= s.x <= picture.right and picture.top <= s.y <= picture.bottom for s in picture.spots)
    xs = [s.x for s in picture.spots]
    assert xs == sorted(xs)


def test_the_one_size_of_a_work_s_own_model_is_that_of_its_variants(tree: Tree) -> None:
    for name in ("Wa", "Wb", "Wc", "Wd"):
        add(tree, name, sized(name, 1, 90))
    add(tree, "We", sized("We", 2, 95, "We fine-tuned"))
    two = sized("Wf", 2, 96)[0].replace("id: size", "id: long").replace("model: Wf", "model: Wf-Long")
    add(tree, "Wf", [*sized("Wf", 3, 97, "Wf-Long fine-tuned"), two])
    figure = costs(tree, "params_b").figures[0]
    assert {m.method.slug: m.remark for m in figure.marks if m.method.slug in ("we", "wf")} == {
        "we": "size of We"
    }


def test_a_superseded_size_is_not_the_variant_s(tree: Tree) -> None:
    for name in ("Wa", "Wb", "Wc", "Wd"):
        add(tree, name, sized(name, 1, 90))
    old, tested = sized("We", 2, 95)
    old = old.replace("id: size", "id: old").replace(
        "    measured_by", "    superseded_by: size\n    measured_by"
    )
    add(tree, "We", [old, sized("We", 3, 95)[0], tested])
    figure = costs(tree, "params_b").figures[0]
    assert [m.x for m in figure.marks if m.method.slug == "we"] == [3]


def test_a_size_of_another_variant_is_not_taken(tree: Tree) -> None:
    for name in ("Wa", "Wb", "Wc", "Wd", "We"):
        add(tree, name, sized(name, 1, 90))
    other = [
        p.replace("model: Wf\n    stage: model", "model: Wf-7B\n    stage: model")
        for p in sized("Wf", 7, 99)
    ]
    add(tree, "Wf", other)
    figure = costs(tree, "params_b").figures[0]
    assert "wf" not in {m.method.slug for m in figure.marks}
    assert dict(figure.left_out)["no size of this variant stated"] >= 1


SHARED = (
    "{benchmark: blockworld, split: short, hardware: examplechip-9, precision: bf16, timing_scope: model}"
)
TESTED = "{benchmark: blockworld, split: short}"


def timed(point: str, values: str, setting: str = SHARED, setup: str = "", edge: str = "") -> str:
    """An inference point with its values, and perhaps a set-up and a comparison."""
    return (
        f"  - id: {point}\n    model: M\n    stage: inference\n"
        + (f"    setup: {setup}\n" if setup else "")
        + f"    setting: {setting}\n    values: {values}\n"
        + (f"    versus:\n      - {edge}\n" if edge else "")
        + f"    source: {SOURCE}\n    measured_by: authors\n"
    )


def short(tree: Tree, metric: str) -> Tradeoff:
    return costs(tree, metric, "blockworld/short")


def places(figure: Figure) -> list[tuple[str, float, float, bool]]:
    return [(m.method.slug, m.x, m.y, m.on_front) for m in figure.marks]


def test_times_compare_where_all_keys_are_stated_and_equal(tree: Tree) -> None:
    add(tree, "Wa", [timed("a", "{success_pct: 90, latency_ms: 50}")])
    add(tree, "Wb", [timed("a", "{success_pct: 95, latency_ms: 80}")])
    add(tree, "Wc", [timed("a", "{success_pct: 80, latency_ms: 60}")])
    add(tree, "Wd", [timed("a", "{success_pct: 99, latency_ms: 9}", SHARED.replace("bf16", "int8"))])
    add(tree, "We", [timed("a", "{success_pct: 99, latency_ms: 9}", TESTED)])
    found = short(tree, "latency_ms")
    (figure,) = found.figures
    assert places(figure) == [("wa", 50, 90, True), ("wc", 60, 80, False), ("wb", 80, 95, True)]
    assert figure.class_words == "stated equal: Examplechip 9, BF16, Whole model"
    assert figure.class_id == "examplechip-9-bf16-model"
    assert (figure.works, found.works, found.works_known) == (3, 5, 5)
    assert dict(figure.left_out) == {
        "alone in its class": 1,
        "latency stated, but not hardware, precision and timing scope, nor a set-up shared with others": 1,
    }
    (alone,) = found.alone
    assert (alone.name, alone.said, alone.points) == ("Wd", "99 % at 9 ms", 1)
    assert found.alone_more == 0


def test_a_work_alone_in_its_class_is_said_by_its_best_point(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    points = [
        timed(p, f"{{success_pct: {y}, latency_ms: 50}}") for p, y in (("a", 90), ("b", 95), ("c", 80))
    ]
    add(tree, "Wa", points)
    add(tree, "Wb", [timed("a", "{success_pct: 99, latency_ms: 9}", SHARED.replace("bf16", "int8"))])
    monkeypatch.setattr("livingsurvey.derive.costs.MOST_ALONE", 1)
    found = short(tree, "latency_ms")
    assert [(a.name, a.said, a.points) for a in found.alone] == [("Wa", "95 % at 50 ms", 3)]
    assert found.alone_more == 1


def test_points_of_one_table_compare_though_it_states_little(tree: Tree) -> None:
    edge = "{baseline: basevla, baseline_values: {success_pct: 70, latency_ms: 200}}"
    rows = [timed(p, f"{{success_pct: {y}, latency_ms: {x}}}", TESTED, "t", edge) for p, x, y in
            (("a", 50, 75), ("b", 40, 60))]  # fmt: skip
    add(tree, "Wa", rows)
    (figure,) = short(tree, "latency_ms").figures
    assert figure.class_words.startswith("same set-up: ")
    assert figure.class_id == "doe2095basevla-t"
    assert places(figure) == [("wa", 40, 60, True), ("wa", 50, 75, True), ("basevla", 200, 70, False)]
    assert (figure.works, figure.baselines) == (1, 1)
    assert [s.said for s in figure.starts(figure.marks[0])] == ["70 % at 200 ms"]
    assert figure.marks[2].url == "methods/wa/#a"


def test_an_arrow_leads_to_what_costs_no_more(tree: Tree) -> None:
    edge = "{baseline: basevla, baseline_values: {success_pct: 70, latency_ms: 200}}"
    rows = [timed(p, f"{{success_pct: 75, latency_ms: {x}}}", TESTED, "t", edge) for p, x in
            (("a", 50), ("b", 200), ("c", 300))]  # fmt: skip
    add(tree, "Wa", rows)
    (figure,) = short(tree, "latency_ms").figures
    own = {m.point.id: m for m in figure.marks if m.stated_by is None}
    assert {p: len(figure.starts(m)) for p, m in own.items()} == {"a": 1, "b": 1, "c": 0}
    assert all(m.starts for m in own.values())


def test_several_points_of_a_work_are_called_by_their_variants(tree: Tree) -> None:
    rows = [timed(p, "{success_pct: 75, latency_ms: 9}") for p in ("a", "b")]
    add(tree, "Wa", [rows[0].replace("model: M", "model: Wa small"), rows[1]])
    add(tree, "Wb", [timed("a", "{success_pct: 75, latency_ms: 9}")])
    (figure,) = short(tree, "latency_ms").figures
    assert {(m.method.name, figure.label(m)) for m in figure.marks} == {
        ("Wa", "Wa small"),
        ("Wa", "M"),
        ("Wb", "Wb"),
    }


def test_a_baseline_that_is_better_keeps_a_work_off_the_front(tree: Tree) -> None:
    edge = "{baseline: basevla, baseline_values: {success_pct: 90, latency_ms: 30}}"
    rows = [
        timed(p, f"{{success_pct: {y}, latency_ms: 50}}", TESTED, "t", edge)
        for p, y in (("a", 75), ("b", 80))
    ]
    add(tree, "Wa", rows)
    (figure,) = short(tree, "latency_ms").figures
    assert [m.method.slug for m in figure.front] == ["basevla"]


@pytest.mark.parametrize(
    "edge",
    [
        "{baseline: basevla, same_setting: false, baseline_values: {success_pct: 70, latency_ms: 200}}",
        "{baseline_text: our base, baseline_values: {success_pct: 70, latency_ms: 200}}",
        "{baseline: basevla, baseline_values: {success_pct: 70}}",
        "{baseline: basevla, point: blockworld}",
        "{baseline: basevla, baseline_values: {success_pct: {value: 70, qualifier: less-than}, latency_ms: 200}}",
    ],
    ids=["another setting", "no entry", "one end", "a point of another class", "a best case"],
)
def test_an_arrow_needs_both_ends_in_one_class(tree: Tree, edge: str) -> None:
    add(tree, "Wa", [timed("a", "{success_pct: 75, latency_ms: 50}", TESTED, "t", edge)])
    found = short(tree, "latency_ms")
    assert found.figures == ()
    assert [a.against for a in found.alone] == [""]


def test_what_is_printed_of_a_baseline_joins_its_table_and_no_wider_class(tree: Tree) -> None:
    edge = "{baseline: basevla, baseline_values: {success_pct: 70, memory_gb: 20}}"
    add(tree, "Wa", [timed("a", "{success_pct: 75, memory_gb: 5}", edge=edge)])
    add(tree, "Wb", [timed("a", "{success_pct: 76, memory_gb: 6}")])
    (figure,) = short(tree, "memory_gb").figures
    assert {m.method.slug for m in figure.marks} == {"wa", "wb"}
    assert all(m.starts == () for m in figure.marks)


def test_a_baseline_with_its_own_point_in_the_class_is_that_mark(tree: Tree) -> None:
    add(tree, "Wa", [timed("a", "{success_pct: 75, flops_g: 500}", TESTED)])
    own = timed("a", "{success_pct: 74, flops_g: 200}", TESTED, edge="{baseline: wa, point: a}")
    printed = "{baseline: wa, baseline_values: {success_pct: 75, flops_g: 500}}"
    add(tree, "Wb", [own])
    add(tree, "Wc", [timed("a", "{success_pct: 73, flops_g: 300}", TESTED, edge=printed)])
    (figure,) = short(tree, "flops_g").figures
    assert [(m.method.slug, m.starts) for m in figure.marks] == [
        ("wb", ("wa/a",)),
        ("wc", ("wa/a",)),
        ("wa", ()),
    ]
    assert figure.baselines == 0


def test_counts_compare_at_equal_scope_only(tree: Tree) -> None:
    for name, flops in (("Wa", "100"), ("Wb", "200"), ("Wc", "{value: 50, scope: llm}")):
        add(tree, name, [timed("a", f"{{success_pct: 75, flops_g: {flops}}}", TESTED)])
    found = short(tree, "flops_g")
    assert [[m.method.slug for m in f.marks] for f in found.figures] == [["wa", "wb"]]
    assert [(a.name, a.class_words) for a in found.alone] == [("Wc", "hardware-free: Language model only")]


def test_rates_of_two_kinds_are_never_mixed(tree: Tree) -> None:
    add(tree, "Wa", [timed("a", "{success_pct: 75, calls_hz: 10}")])
    add(tree, "Wb", [timed("a", "{success_pct: 75, calls_hz: 12}")])
    add(tree, "Wc", [timed("a", "{success_pct: 75, control_hz: 500}")])
    found = short(tree, "calls_hz")
    assert [m.method.slug for m in found.figures[0].marks] == ["wa", "wb"]
    assert found.figures[0].better == "higher"
    assert dict(found.left_out) == {"a rate of another kind, or not said of what": 1}


def test_success_and_cost_come_from_one_point(tree: Tree) -> None:
    apart = [timed("a", "{success_pct: 99}"), timed("b", "{latency_ms: 1}")]
    add(tree, "Wa", apart)
    add(tree, "Wb", [timed("a", "{success_pct: 75, latency_ms: 50}")])
    add(tree, "Wc", [timed("a", "{success_pct: 76, latency_ms: 60}")])
    add(tree, "Wd", [timed("a", "{success_pct: 76}")])
    add(tree, "We", [timed("a", "{success_pct: 76, latency_ms: {value: 3, qualifier: at-least}}")])
    found = short(tree, "latency_ms")
    assert [m.method.slug for m in found.figures[0].marks] == ["wb", "wc"]
    assert dict(found.left_out) == {
        "latency stated only for another point of the work": 1,
        "no latency stated": 1,
        "latency as a best case": 1,
    }


def test_every_mark_is_one_point_and_every_point_is_counted(view: View) -> None:
    for found in success_against_cost(view):
        benchmark, split = found.on.split("/")
        results = [
            r
            for r in view.results[benchmark]
            if r.point.setting.split == split and r.metric.id == "success_pct" and r.class_key()
        ]
        drawn = {m.key for f in found.figures for m in f.marks if m.stated_by is None}
        assert sum(n for _, n in found.left_out) + len(drawn) == len(results)
        for one in (m for f in found.figures for m in f.marks if m.stated_by is None):
            success = one.point.values["success_pct"]
            assert one.y == success.low
            if found.x != "params_b":
                assert one.x in (one.point.values[found.x].low, one.point.values[found.x].high)


def test_a_page_without_room_draws_the_fullest_and_counts_the_rest(tree: Tree) -> None:
    for name in ("Wa", "Wb", "Wc"):
        add(tree, name, [timed("a", "{success_pct: 75, latency_ms: 9}")])
    for name in ("Wd", "We"):
        add(tree, name, [timed("a", "{success_pct: 75, latency_ms: 9}", SHARED.replace("bf16", "int8"))])
    view = tree.view()
    for most, drawn in ((None, [3, 2]), (3, [3]), (0, [])):
        (found,) = [
            t for t in success_against_cost(view, most) if (t.on, t.x) == ("blockworld/short", "latency_ms")
        ]
        assert [f.works for f in found.figures] == drawn
        assert found.undrawn == 2 - len(drawn)
        assert (found.alone, found.left_out) == ((), ())


def test_every_trade_off_and_figure_has_its_own_address(view: View) -> None:
    trades = [relative_tradeoff(view), *success_against_cost(view)]
    ids = [t.id for t in trades] + [f.id for t in trades for f in t.figures]
    assert len(ids) == len(set(ids))
    assert len({(t.on, t.x) for t in trades}) == len(trades)


def speed(values: str) -> list[str]:
    return [sped("a", f"{{baseline: twin, values: {{{values}, success_delta_pp: -1}}}}")]


def test_one_quantity_in_three_forms_is_one_class(tree: Tree) -> None:
    add(tree, "Wa", speed("speedup_x: {value: 3, of: latency_ms}"))
    add(tree, "Wb", speed("speed_gain_pct: {value: 50, of: latency_ms}"))
    add(tree, "Wc", speed("latency_reduction_pct: {value: 30, qualifier: about}"))
    add(tree, "Wd", speed("speed_gain_pct: {value: 50, of: actions_hz}"))
    figure, marks = added(tree, "wa", "wb", "wc", "wd")
    assert [(slug, x, front) for slug, x, _, front in marks] == [
        ("wc", 1.43, False),
        ("wb", 1.5, False),
        ("wd", 1.5, False),
        ("wa", 3, True),
    ]
    assert {m.method.slug: m.x_text for m in figure.marks if m.method.slug in ("wa", "wb", "wc")} == {
        "wa": "3×",
        "wb": "1.5×, converted from faster by 50 %",
        "wc": "≈ 1.43×, converted from latency cut by ≈ 30 %",
    }
    found = relative_tradeoff(tree.view())
    assert [(f.class_id, f.classes) for f in found.figures if f.class_id != "all"] == [
        ("latency-ms-twin", 1)
    ]
    assert "wd" in {a.url.split("/")[1] for a in found.alone}
    assert found.alone_more == 0


def test_two_forms_of_one_comparison_are_one_mark(tree: Tree) -> None:
    add(tree, "Wa", speed("speedup_x: {value: 3, of: latency_ms}, latency_reduction_pct: 67"))
    assert [m[:2] for m in added(tree, "wa")[1]] == [("wa", 3)]


LATENCY = {"of": "latency_ms"}


@pytest.mark.parametrize(
    ("metric", "quantity", "factor"),
    [
        ("speed_gain_pct", {"value": 50, **LATENCY}, 1.5),
        ("speed_gain_pct", {"value": -20, **LATENCY}, 0.8),
        ("latency_reduction_pct", 75, 4),
        ("latency_reduction_pct", {"value": 30, "qualifier": "at-least"}, 1.43),
        ("latency_reduction_pct", 100, None),
        ("latency_reduction_pct", {"value": -1, "qualifier": "less-than"}, None),
        ("speed_gain_pct", {"value": -100, **LATENCY}, None),
        ("success_delta_pp", 3, None),
    ],
)
def test_a_percentage_becomes_a_factor(metric: str, quantity: object, factor: float | None) -> None:
    printed = reading(metric, quantity=quantity, edge=EDGE)
    converted = as_speedup(printed, METRICS["speedup_x"])
    assert (converted.quantity.value if converted else None) == factor
    if converted:
        assert converted.quantity.of == "latency_ms"
        assert converted.quantity.qualifier == printed.quantity.qualifier


def test_both_ends_of_a_range_are_converted() -> None:
    printed = reading("latency_reduction_pct", quantity={"min": 50, "max": 75}, edge=EDGE)
    converted = as_speedup(printed, METRICS["speedup_x"])
    assert converted is not None
    assert (converted.quantity.low, converted.quantity.high) == (2, 4)


def test_converted_forms_compare_as_factors_do() -> None:
    three = [
        reading("speedup_x", quantity={"value": 3, **LATENCY}, edge=EDGE),
        reading("speed_gain_pct", quantity={"value": 50, **LATENCY}, edge=EDGE, cite="roe2099n"),
        reading("latency_reduction_pct", quantity=30, edge=EDGE, cite="poe2099o"),
    ]
    factors = [as_speedup(r, METRICS["speedup_x"]) for r in three]
    other = as_speedup(
        reading("speed_gain_pct", quantity={"value": 50, "of": "actions_hz"}, edge=EDGE),
        METRICS["speedup_x"],
    )
    assert other is not None
    for a in factors:
        assert a is not None
        assert {compare(a, b).level for b in factors if b and b is not a} == {Level.SAME_BASELINE}
        assert compare(a, other).level is Level.BESIDE


@pytest.mark.parametrize(("said", "unsaid"), [("", True), ("same_setting: true, ", False)])
def test_a_mark_says_where_the_setting_of_its_baseline_is_not_stated(
    tree: Tree, said: str, unsaid: bool
) -> None:
    before = relative_front(tree.view()).unsaid
    values = "{speedup_x: {value: 2, of: latency_ms}, success_delta_pp: -1}"
    add(tree, "Alpha", [sped("a", f"{{baseline: basevla, {said}values: {values}}}")])
    figure, _ = added(tree, "alpha")
    (one,) = (m for m in figure.marks if m.method.slug == "alpha")
    assert (one.unsaid, "same setting not stated" in one.remark) == (unsaid, unsaid)
    assert figure.unsaid == before + unsaid
