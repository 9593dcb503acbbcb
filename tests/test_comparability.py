"""Which numbers may be compared: every level, every reason against, and what holds of any two readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from comparisons import CASES, FULL, SPEED, TEST, ratio, reading
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.derive.comparability import (
    LABELS,
    Level,
    Reading,
    Verdict,
    compare,
    overstated,
    readings,
)
from livingsurvey.derive.meetings import strongest
from livingsurvey.model import Edge, Survey
from livingsurvey.view import View


@pytest.mark.parametrize(("a", "b", "level", "words"), CASES.values(), ids=list(CASES))
def test_two_readings_stand_on_one_level(a: Reading, b: Reading, level: Level, words: str) -> None:
    assert compare(a, b).level is level
    assert compare(a, b).words == words


@pytest.mark.parametrize(
    ("metric", "value", "qualifier", "found"),
    [
        ("success_pct", 5, None, False),
        ("success_pct", 5, "about", False),
        ("success_pct", 5, "up-to", True),
        ("success_pct", 5, "less-than", True),
        ("success_pct", 5, "more-than", False),
        ("success_pct", 5, "at-least", False),
        ("latency_ms", 5, "up-to", False),
        ("latency_ms", 5, "less-than", False),
        ("latency_ms", 5, "more-than", True),
        ("latency_ms", 5, "at-least", True),
        ("success_delta_pp", -1, "less-than", False),
        ("success_delta_pp", -1, "more-than", True),
        ("success_delta_pp", 0, "less-than", True),
    ],
)
def test_a_best_case_is_a_bound_on_the_better_side(
    metric: str, value: float, qualifier: str | None, *, found: bool
) -> None:
    one = reading(metric, quantity={"value": value, "qualifier": qualifier})
    assert overstated(one.quantity, one.metric) is found


def test_every_level_has_its_label_and_a_case() -> None:
    assert [level.label for level in Level] == list(LABELS.values())
    assert {level for _, _, level, _ in CASES.values()} == set(Level)


def test_a_value_with_its_own_source_leaves_its_table() -> None:
    a, b = reading(setup="t"), reading(setup="t")
    elsewhere = a.source.model_copy(update={"cite": "roe2099n"})
    b = replace(b, quantity=b.quantity.model_copy(update={"source": elsewhere}))
    assert compare(a, a).level is Level.SAME_SETUP
    assert compare(a, b).level is Level.BESIDE


def test_a_class_holds_exactly_the_values_that_state_the_same() -> None:
    a, b = reading(setting=FULL), reading(setting=FULL, cite="roe2099n")
    assert a.class_key() == b.class_key() == ("latency_ms", "examplechip-9", "bf16", "model")
    assert reading(setting=FULL | {"precision": "int8"}).class_key() != a.class_key()
    assert reading().class_key() is None
    assert reading(setting=FULL, superseded=True).class_key() is None


def test_every_value_of_a_method_is_read_once(survey: Survey) -> None:
    found = readings(survey.methods["crispvla"], survey.metrics)
    assert len(found) == 2 + 3 + 3 + 4 + 1 + 1 + 3
    assert [r.metric.id for r in found if r.edge] == [
        "speedup_x",
        "speedup_x",
        "flops_fraction_pct",
        "success_delta_pp",
    ]


def test_three_precisions_of_one_table_may_be_compared(survey: Survey) -> None:
    found = [r for r in readings(survey.methods["crispvla"], survey.metrics) if r.metric.id == "latency_ms"]
    assert [r.point.id for r in found] == ["bf16", "int8", "w4a16"]
    assert {compare(a, b).level for a in found for b in found} == {Level.SAME_SETUP}


SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        "hardware": st.sampled_from(["examplechip-9", "pocketchip"]),
        "precision": st.sampled_from(["bf16", "int8"]),
        "timing_scope": st.sampled_from(["model", "end-to-end"]),
        "chunk": st.sampled_from([1, 8]),
        "benchmark": st.sampled_from(["blockworld", "kitchenchain", ["blockworld", "kitchenchain"]]),
        "split": st.sampled_from(["long", "short"]),
        "base_model": st.sampled_from(["basevla", "crispvla"]),
    },
)
QUANTITIES = st.fixed_dictionaries(
    {"value": st.sampled_from([1, 2])},
    optional={
        "scope": st.sampled_from(["llm", "vision"]),
        "of": st.sampled_from(["latency_ms", "calls_hz", "unclear"]),
        "qualifier": st.sampled_from(["up-to", "about"]),
    },
)
EDGES = st.fixed_dictionaries(
    {},
    optional={"baseline": st.sampled_from(["basevla", "crispvla"]), "same_setting": st.booleans()},
)
COMMON = {
    "setup": st.sampled_from([None, "t", "u"]),
    "cite": st.sampled_from(["doe2099m", "roe2099n"]),
    "version": st.sampled_from([None, "v1"]),
    "quantity": QUANTITIES,
    "superseded": st.booleans(),
}
MEASURED = st.builds(
    reading,
    st.sampled_from(["latency_ms", "success_pct", "params_b", "flops_g", "memory_gb", "episodes"]),
    SETTINGS,
    **COMMON,
)
COMPARED = st.builds(
    reading,
    st.sampled_from(["speedup_x", "flops_fraction_pct", "success_gain_pct"]),
    SETTINGS,
    edge=EDGES,
    **COMMON,
)
READINGS = MEASURED | COMPARED


@given(READINGS, READINGS)
def test_to_compare_is_symmetric(a: Reading, b: Reading) -> None:
    assert compare(a, b) == compare(b, a)


@given(READINGS, READINGS)
def test_nothing_is_closer_to_a_reading_than_itself(a: Reading, b: Reading) -> None:
    assert compare(a, a).level <= compare(a, b).level
    assert compare(a, a).differing == ()


@given(READINGS)
def test_what_can_be_ranked_compares_with_itself(a: Reading) -> None:
    if a.class_key() is not None:
        assert compare(a, a).level < Level.BESIDE


@given(READINGS, READINGS)
def test_one_class_is_comparable_throughout(a: Reading, b: Reading) -> None:
    if a.class_key() is not None and a.class_key() == b.class_key():
        assert compare(a, b).level < Level.BESIDE


@given(READINGS, READINGS)
def test_who_may_not_compare_is_told_why(a: Reading, b: Reading) -> None:
    verdict = compare(a, b)
    refused = verdict.level is Level.BESIDE
    assert refused == verdict.words.startswith("not comparable: ")
    reasons = bool(verdict.missing or verdict.differing)
    fair = a.rankable and b.rankable
    assert not refused or reasons or not fair or a.edge is not None


def test_a_verdict_that_gives_no_reason_is_about_ranking() -> None:
    assert Verdict(Level.BESIDE).words == "not comparable: never ranked"


def test_an_edge_that_compares_nothing_is_no_edge() -> None:
    with pytest.raises(ValueError, match="compares nothing"):
        Edge.model_validate({"baseline": "basevla"})


def pairwise(found: list[Reading]) -> list[tuple[Level, bool]]:
    """What `strongest` says, from `compare` over all pairs of two points."""
    told = []
    for a in found:
        met = [(compare(a, b).level, b) for b in found if b.point is not a.point]
        across = any(level < Level.BESIDE and b.method.slug != a.method.slug for level, b in met)
        told.append((min((level for level, _ in met), default=Level.BESIDE), across))
    return told


def by_metric(found: Iterable[Reading]) -> dict[str, list[Reading]]:
    groups: dict[str, list[Reading]] = {}
    for one in found:
        groups.setdefault(one.metric.id, []).append(one)
    return groups


def of(one: Reading, slug: str) -> Reading:
    """The same reading in the entry of another work."""
    return replace(one, method=one.method.model_copy(update={"slug": slug}))


def test_the_strongest_level_of_every_value_is_that_of_its_pairs(view: View) -> None:
    groups = by_metric(view.readings)
    for found in groups.values():
        assert strongest(found) == pairwise(found)
    told = {level for found in groups.values() for level, _ in strongest(found)}
    assert told >= {Level.SAME_SETUP, Level.STATED_EQUAL, Level.HARDWARE_FREE, Level.BESIDE}


TABLE, OTHER_CHIP = FULL | {"chunk": 1}, FULL | {"hardware": "pocketchip"}
ALONE = (Level.BESIDE, False)
GROUPS = {
    "nothing": ([], []),
    "one alone": ([reading(setting=FULL, setup="t")], [ALONE]),
    "one table": ([reading(setup="t"), reading(setup="t")], [(Level.SAME_SETUP, False)] * 2),
    "one table of two entries": (
        [reading(setup="t"), of(reading(setup="t"), "n")],
        [(Level.SAME_SETUP, True)] * 2,
    ),
    "one table, one of three on another device": (
        [reading(setting=FULL, setup="t"), reading(setting=TABLE, setup="t"), reading(setting=OTHER_CHIP, setup="t")],
        [(Level.SAME_SETUP, False)] * 2 + [ALONE],
    ),
    "one table, another entry's value on another device": (
        [
            reading(setting=FULL, setup="t"),
            reading(setting=TABLE, setup="t"),
            of(reading(setting=OTHER_CHIP, setup="t"), "n"),
        ],
        [(Level.SAME_SETUP, False)] * 2 + [ALONE],
    ),
    "one table, and another work that states the same": (
        [
            reading(setting=FULL, setup="t"),
            reading(setting=TABLE, setup="t"),
            of(reading(setting=FULL, cite="roe2099n"), "n"),
        ],
        [(Level.SAME_SETUP, True)] * 2 + [(Level.STATED_EQUAL, True)],
    ),
    "a superseded value of one table": (
        [reading(setup="t"), reading(setup="t", superseded=True)],
        [ALONE] * 2,
    ),
    "sizes, one of a part": (
        [reading("params_b"), of(reading("params_b"), "n"), reading("params_b", quantity={"value": 1, "scope": "llm"})],
        [(Level.HARDWARE_FREE, True)] * 2 + [ALONE],
    ),
    "sizes of one table and one elsewhere": (
        [reading("params_b", setup="t"), reading("params_b", setup="t"), reading("params_b")],
        [(Level.SAME_SETUP, False)] * 2 + [(Level.HARDWARE_FREE, False)],
    ),
    "speed-ups over one baseline, and a best case": (
        [ratio(), of(ratio(), "n"), ratio(quantity={"value": 9, "of": "latency_ms", "qualifier": "up-to"})],
        [(Level.SAME_BASELINE, True)] * 2 + [ALONE],
    ),
    "speed-ups of everything stated, and one over the same baseline": (
        [
            ratio(setting={"base_model": "basevla", "benchmark": "blockworld"}),
            ratio(setting={"base_model": "basevla", "benchmark": "blockworld"}),
            of(ratio(), "n"),
        ],
        [(Level.STATED_EQUAL, True)] * 2 + [(Level.SAME_BASELINE, True)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("found", "told"), GROUPS.values(), ids=list(GROUPS))
def test_the_strongest_level_of_a_group(found: list[Reading], told: list[tuple[Level, bool]]) -> None:
    assert strongest(found) == told == pairwise(found)


@pytest.mark.parametrize("one", [reading(setting=FULL, setup="t"), reading("params_b"), ratio()])
def test_two_values_of_one_point_do_not_meet(one: Reading) -> None:
    assert strongest([one, replace(one, quantity=one.quantity.model_copy())]) == [ALONE] * 2


@given(st.data(), st.sampled_from([MEASURED, COMPARED]))
def test_the_strongest_level_is_that_of_all_pairs(
    data: st.DataObject, kind: st.SearchStrategy[Reading]
) -> None:
    works = st.builds(of, kind, st.sampled_from(["m", "n"]))
    drawn = data.draw(st.lists(works, min_size=2, max_size=12))
    twins = [replace(one, quantity=one.quantity.model_copy()) for one in drawn[:2]]
    for found in by_metric([*drawn, *twins]).values():
        assert strongest(found) == pairwise(found)


@given(st.data(), st.sampled_from(["latency_ms", "params_b", "speedup_x"]))
def test_the_strongest_level_is_that_of_all_pairs_where_much_is_shared(
    data: st.DataObject, metric: str
) -> None:
    little = st.sampled_from([{}, FULL, OTHER_CHIP])
    setups = st.sampled_from([None, "t"])
    if metric == "speedup_x":
        quantities = st.sampled_from([SPEED, SPEED | {"qualifier": "up-to"}, SPEED | {"scope": "llm"}])
        kind = st.builds(
            reading,
            st.just(metric),
            st.sampled_from([{}, {"base_model": "basevla", "benchmark": "blockworld"}]),
            setup=setups,
            quantity=quantities,
            edge=EDGES,
        )
    else:
        scoped = st.sampled_from([1, {"value": 1, "scope": "llm"}])
        kind = st.builds(
            reading, st.just(metric), little, setup=setups, quantity=scoped, superseded=st.booleans()
        )
    found = data.draw(st.lists(st.builds(of, kind, st.sampled_from(["m", "n"])), min_size=2, max_size=8))
    assert strongest(found) == pairwise(found)


def test_what_a_source_tells_apart_is_not_stated_equal() -> None:
    """OpenVLA-OFT with two cameras beside OpenVLA with one: the source itself says that settings differ."""
    plain, told = reading("success_pct", TEST), reading("success_pct", TEST)
    edge = Edge.model_validate(
        {"baseline": "other", "baseline_values": {"success_pct": 50}, "same_setting": False}
    )
    told = replace(told, point=told.point.model_copy(update={"id": "q", "versus": (edge,)}))
    other = replace(plain, method=plain.method.model_copy(update={"slug": "other"}))
    third = replace(
        plain,
        method=plain.method.model_copy(update={"slug": "third"}),
        point=plain.point.model_copy(update={"id": "r"}),
    )
    for a, b in ((told, other), (other, told)):
        assert compare(a, b).words == "not comparable: other setting (as the source says)"
    assert compare(told, third).level is Level.STATED_EQUAL
    assert strongest([told, other]) == [(Level.BESIDE, False)] * 2
    assert [level for level, _ in strongest([told, other, third])] == [Level.STATED_EQUAL] * 3
