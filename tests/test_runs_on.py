"""Will it run on mine: what a point shows of a rate and of memory, and which method stands in which group."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import device, fleet_of, method, point
from support import invented

from livingsurvey.charts.rate_strip import strip
from livingsurvey.derive.evidence import Bounds, Evidence, evidence
from livingsurvey.derive.runs_on import (
    ELSEWHERE,
    NEITHER_HERE,
    NO_DEVICE,
    NOTHING,
    Memory,
    Rate,
    against_memory,
    against_rate,
    fleet,
)
from livingsurvey.derive.words import Words
from livingsurvey.model import OperatingPoint
from livingsurvey.pages.hardware import pages
from livingsurvey.view import View

WORDS = Words(invented())


def shown(values: dict[str, Any], setting: dict[str, Any] | None = None, **more: Any) -> Evidence:
    """What one point shows."""
    found = evidence(WORDS, method("m"), point("p", values, setting or {}, **more))
    assert found is not None
    return found


RATES: list[tuple[str, dict[str, Any], dict[str, Any], Rate, str]] = [
    ("control reaches", {"control_hz": 20}, {}, Rate.REACHES, "drives the robot at 20 Hz"),
    ("control stays below", {"control_hz": 19.9}, {}, Rate.BELOW, "drives the robot at 19.9 Hz"),
    ("actions reach", {"actions_hz": 84}, {"chunk": 8}, Rate.REACHES, "gives 84 actions a second"),
    ("actions stay below", {"actions_hz": 3}, {}, Rate.BELOW, "gives 3 actions a second"),
    (
        "stated actions come before derived ones",
        {"actions_hz": 19, "latency_ms": 10},
        {"chunk": 8},
        Rate.BELOW,
        "gives 19 actions a second",
    ),
    (
        "calls times the chunk are actions",
        {"calls_hz": 5},
        {"chunk": 4},
        Rate.REACHES,
        "5 calls a second of 4 actions: 20 actions a second, derived",
    ),
    (
        "calls of an unstated chunk reach",
        {"calls_hz": 25},
        {},
        Rate.REACHES,
        "25 calls a second, chunk not stated: 25 actions a second or more, derived",
    ),
    (
        "calls of an unstated chunk never stay below",
        {"calls_hz": 5},
        {},
        Rate.OPEN,
        "5 calls a second, chunk not stated: 5 actions a second or more, derived",
    ),
    (
        "a chunk that is a range is not exact",
        {"calls_hz": 5},
        {"chunk": {"min": 4, "max": 8}},
        Rate.OPEN,
        "5 calls a second, chunk not stated: 5 actions a second or more, derived",
    ),
    (
        "a time is a call",
        {"latency_ms": 50},
        {"chunk": 1, "timing_scope": "model"},
        Rate.REACHES,
        "50 ms a call of one action: 20 actions a second, derived",
    ),
    (
        "of a chunk only what is executed surely counts",
        {"latency_ms": 1000},
        {"chunk": 50, "execution_horizon": 7},
        Rate.OPEN,
        "1\u202f000 ms a call of 50 actions, 7 of them executed: 7 to 50 actions a second, derived",
    ),
    (
        "what is executed is known without the chunk",
        {"latency_ms": 100},
        {"execution_horizon": 2},
        Rate.REACHES,
        "100 ms a call, 2 actions executed of each: 20 actions a second or more, derived",
    ),
    (
        "a range on both sides cannot be told",
        {"control_hz": {"min": 10, "max": 30}},
        {},
        Rate.OPEN,
        "drives the robot at 10–30 Hz",
    ),
    (
        "a range that ends at the rate does not stay below it",
        {"control_hz": {"min": 10, "max": 20}},
        {},
        Rate.OPEN,
        "drives the robot at 10–20 Hz",
    ),
    (
        "a range of times is a range of rates",
        {"latency_ms": {"min": 40, "max": 80}},
        {"chunk": 1},
        Rate.OPEN,
        "40–80 ms a call of one action: 12.5 to 25 actions a second, derived",
    ),
    (
        "up to reaches at best",
        {"control_hz": {"value": 30, "qualifier": "up-to"}},
        {},
        Rate.AT_BEST,
        "drives the robot at up to 30 Hz",
    ),
    (
        "up to stays below",
        {"actions_hz": {"value": 10, "qualifier": "up-to"}},
        {},
        Rate.BELOW,
        "gives up to 10 actions a second",
    ),
    (
        "up to, of an unstated chunk, reaches at best",
        {"calls_hz": {"value": 30, "qualifier": "up-to"}},
        {},
        Rate.AT_BEST,
        "up to 30 calls a second, chunk not stated: 30 actions a second at best, derived",
    ),
    (
        "the best case of a time is the shortest",
        {"latency_ms": {"value": 40, "qualifier": "up-to"}},
        {"chunk": 1},
        Rate.AT_BEST,
        "up to 40 ms a call of one action: 25 actions a second at best, derived",
    ),
    (
        "less than a time is more than a rate",
        {"latency_ms": {"value": 50, "qualifier": "less-than"}},
        {"chunk": 1},
        Rate.REACHES,
        "< 50 ms a call of one action: 20 actions a second or more, derived",
    ),
    (
        "a time or longer is at most a rate",
        {"latency_ms": {"value": 100, "qualifier": "at-least"}},
        {"chunk": 1},
        Rate.BELOW,
        "≥ 100 ms a call of one action: at most 10 actions a second, derived",
    ),
    (
        "a time or longer of an unstated chunk bounds nothing",
        {"latency_ms": {"value": 100, "qualifier": "at-least"}},
        {},
        Rate.OPEN,
        "≥ 100 ms a call, chunk not stated: which bounds no rate of actions",
    ),
    (
        "at least a rate reaches",
        {"control_hz": {"value": 20, "qualifier": "at-least"}},
        {},
        Rate.REACHES,
        "drives the robot at ≥ 20 Hz",
    ),
    (
        "at least too little cannot be told",
        {"control_hz": {"value": 10, "qualifier": "more-than"}},
        {},
        Rate.OPEN,
        "drives the robot at > 10 Hz",
    ),
    (
        "less than a rate cannot reach it",
        {"control_hz": {"value": 15, "qualifier": "less-than"}},
        {},
        Rate.BELOW,
        "drives the robot at < 15 Hz",
    ),
    ("a bare Hz cannot be told", {"reported_hz": 99}, {}, Rate.OPEN, "99 Hz, of what, not said"),
    (
        "a time to the first action bounds nothing",
        {"time_to_first_action_ms": 10},
        {},
        Rate.OPEN,
        "10 ms to the first action, which bounds no rate",
    ),
    ("memory alone says no rate", {"memory_gb": 9}, {}, Rate.OPEN, "states no time and no rate"),
    (
        "control stands beside a bare Hz",
        {"reported_hz": 10, "control_hz": 30},
        {},
        Rate.REACHES,
        "drives the robot at 30 Hz; 10 Hz, of what, not said",
    ),
    *(
        (
            f"{scope} never counts",
            {"latency_ms": 5, "calls_hz": 200},
            {"timing_scope": scope, "chunk": 10},
            Rate.OPEN,
            f"200 Hz, {label} alone; 5 ms, {label} alone",
        )
        for scope, label in (
            ("vision", "vision encoder"),
            ("llm", "language model"),
            ("action-head", "action head"),
            ("denoising", "denoising"),
            ("system-2", "system 2"),
        )
    ),
    (
        "several devices together do not reach for one",
        {"control_hz": 30},
        {"accelerators": 2},
        Rate.OPEN,
        "drives the robot at 30 Hz",
    ),
    (
        "what several devices do not reach, one does not",
        {"control_hz": 10},
        {"accelerators": 2},
        Rate.BELOW,
        "drives the robot at 10 Hz",
    ),
    (
        "a batch says nothing about one robot",
        {"actions_hz": 10},
        {"batch": 8},
        Rate.OPEN,
        "gives 10 actions a second",
    ),
]


@pytest.mark.parametrize(
    ("values", "setting", "verdict", "says"), [r[1:] for r in RATES], ids=[r[0] for r in RATES]
)
def test_a_point_against_20_hz(
    values: dict[str, Any], setting: dict[str, Any], verdict: Rate, says: str
) -> None:
    one = shown(values, setting)
    assert one.says == says
    assert against_rate(one.rate, 20) is verdict


@pytest.mark.parametrize(
    ("values", "setting", "by"),
    [
        ({"control_hz": 30, "actions_hz": 20}, {}, "control rate, stated"),
        ({"control_hz": 10, "actions_hz": 20}, {}, "actions, stated"),
        ({"calls_hz": 5}, {"chunk": 4}, "calls × chunk, derived"),
        ({"latency_ms": 50}, {"chunk": 4}, "calls × chunk, derived"),
        ({"latency_ms": 50}, {"execution_horizon": 4}, "calls × actions executed, derived"),
        ({"calls_hz": 5}, {}, "calls alone, derived"),
        ({"calls_hz": 5}, {"timing_scope": "vision"}, ""),
        ({"reported_hz": 5}, {}, ""),
    ],
)
def test_a_point_names_what_its_verdict_rests_on(
    values: dict[str, Any], setting: dict[str, Any], by: str
) -> None:
    assert shown(values, setting).by == by


CAUTIONS: list[tuple[dict[str, Any], dict[str, Any], tuple[str, ...]]] = [
    ({"control_hz": 30}, {}, ()),
    ({"latency_ms": 9}, {"chunk": 4}, ("timing scope not stated", "whether the robot waits is not stated")),
    ({"latency_ms": 9}, {"chunk": 1, "timing_scope": "model"}, ()),
    (
        {"calls_hz": 9},
        {"chunk": 4, "timing_scope": "model", "execution": "synchronous"},
        ("the robot waits while the model computes",),
    ),
    ({"calls_hz": 9}, {"chunk": 4, "timing_scope": "model", "execution": "asynchronous"}, ()),
    (
        {"control_hz": 333},
        {"timing_scope": "system-1"},
        ("of system 1 alone, the fast policy of two systems",),
    ),
    ({"actions_hz": 9}, {"timing_scope": "with-network"}, ("with the way to a server and back",)),
    (
        {"actions_hz": 9},
        {"accelerators": 2, "batch": 3},
        ("on 2 accelerators together", "in batches of 3"),
    ),
    ({"reported_hz": {"value": 9, "basis": "calculated"}}, {}, ("calculated by its source",)),
]


@pytest.mark.parametrize(("values", "setting", "cautions"), CAUTIONS)
def test_what_makes_a_point_say_less_is_said(
    values: dict[str, Any], setting: dict[str, Any], cautions: tuple[str, ...]
) -> None:
    assert shown(values, setting).cautions == cautions


MEMORIES: list[tuple[str, dict[str, Any], Memory, str]] = [
    ("within the limit", {"memory_gb": 16}, Memory.FITS, "16 GB"),
    ("above the limit", {"memory_gb": 16.1}, Memory.ABOVE, "16.1 GB"),
    ("a range across the limit", {"memory_gb": {"min": 10, "max": 20}}, Memory.OPEN, "10–20 GB"),
    (
        "the best case fits at best",
        {"memory_gb": {"value": 9, "qualifier": "up-to"}},
        Memory.AT_BEST,
        "up to 9 GB",
    ),
    (
        "even the best case is too much",
        {"memory_gb": {"value": 20, "qualifier": "up-to"}},
        Memory.ABOVE,
        "up to 20 GB",
    ),
    ("at least so much", {"memory_gb": {"value": 9, "qualifier": "at-least"}}, Memory.OPEN, "≥ 9 GB"),
    ("less than the limit", {"memory_gb": {"value": 16, "qualifier": "less-than"}}, Memory.FITS, "< 16 GB"),
    ("weights are the least that is needed", {"weights_gb": 9}, Memory.OPEN, "weights alone 9 GB"),
    ("weights above the limit", {"weights_gb": 17}, Memory.ABOVE, "weights alone 17 GB"),
    (
        "a part of the model",
        {"memory_gb": {"value": 2, "scope": "kv-cache"}, "calls_hz": 1},
        Memory.OPEN,
        "not stated",
    ),
    ("nothing stated", {"calls_hz": 1}, Memory.OPEN, "not stated"),
]


@pytest.mark.parametrize(
    ("values", "verdict", "says"), [m[1:] for m in MEMORIES], ids=[m[0] for m in MEMORIES]
)
def test_a_point_against_16_gb(values: dict[str, Any], verdict: Memory, says: str) -> None:
    one = shown(values)
    assert one.memory_says == says
    assert against_memory(one.memory, 16) is verdict
    assert against_memory(one.memory, None) is Memory.OPEN


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ({"success_pct": 50}, {}),
        ({"memory_gb": {"value": 2, "scope": "kv-cache"}}, {}),
        ({"calls_hz": 9}, {"measured_by": "estimate"}),
        ({"calls_hz": 9}, {"superseded_by": "q"}),
        ({"weights_gb": 9}, {"stage": "model"}),
    ],
)
def test_what_is_no_measurement_of_a_running_model_is_no_evidence(
    values: dict[str, Any], more: dict[str, Any]
) -> None:
    assert evidence(WORDS, method("m"), point("p", values, {}, **more)) is None


@given(
    low=st.floats(0, 1e4),
    extra=st.floats(0, 1e4) | st.just(math.inf),
    wanted=st.floats(0.1, 1e4),
    more=st.floats(0, 1e4),
)
def test_a_higher_rate_is_never_reached_where_a_lower_one_is_not(
    low: float, extra: float, wanted: float, more: float
) -> None:
    bounds = Bounds(low, low + extra)
    if against_rate(bounds, wanted + more) is Rate.REACHES:
        assert against_rate(bounds, wanted) is Rate.REACHES
    if against_rate(bounds, wanted) is Rate.BELOW:
        assert against_rate(bounds, wanted + more) is Rate.BELOW


@pytest.fixture(scope="module")
def several() -> View:
    """A method for each reason, on two devices."""
    mine, other = {"hardware": "mine"}, {"hardware": "other"}
    return fleet_of(
        [
            method(
                "reaching",
                point("slow", {"control_hz": 5, "memory_gb": 4}, mine),
                point("fast", {"control_hz": 50, "memory_gb": 40}, mine),
                point("faster", {"control_hz": 60}, {**mine, "timing_scope": "system-1"}),
            ),
            method("slow", point("a", {"actions_hz": 5}, mine)),
            method("unsaid", point("a", {"reported_hz": 50}, mine)),
            method("scored", point("a", {"success_pct": 50}, mine), point("b", {"calls_hz": 5}, other)),
            method("elsewhere", point("a", {"calls_hz": 50}, other)),
            method("nowhere", point("a", {"calls_hz": 50}, {"hardware_text": "mine"})),
            method("silent", point("a", {"success_pct": 50}, {})),
        ],
        [device("mine", memory_gb=24), device("other"), device("idle")],
    )


def test_every_method_stands_in_one_group(several: View) -> None:
    found = fleet(several)
    answer = found.answer(several.survey.hardware["mine"])
    assert [(r.evidence.method.slug, r.rate) for r in answer.standing] == [
        ("reaching", Rate.REACHES),
        ("unsaid", Rate.OPEN),
        ("slow", Rate.BELOW),
    ]
    assert answer.rates == (1, 0, 1, 1)
    assert dict(answer.unknown) == {NEITHER_HERE: 1, ELSEWHERE: 1, NO_DEVICE: 1, NOTHING: 1}
    idle = found.answer(several.survey.hardware["idle"])
    assert idle.rows == ()
    assert dict(idle.unknown) == {ELSEWHERE: 5, NO_DEVICE: 1, NOTHING: 1}


def test_the_groups_of_every_device_hold_every_method_of_the_invented_survey(view: View) -> None:
    found = fleet(view)
    for machine in view.survey.hardware.values():
        answer = found.answer(machine)
        assert len(answer.standing) + sum(n for _, n in answer.unknown) == len(view.methods)
        assert sum(answer.rates) == len(answer.standing)


@pytest.mark.parametrize(
    ("wanted", "limit", "stands", "rate", "memory"),
    [
        (20, None, "fast", Rate.REACHES, Memory.OPEN),
        (20, 24, "faster", Rate.REACHES, Memory.OPEN),
        (55, 24, "faster", Rate.REACHES, Memory.OPEN),
        (20, 48, "fast", Rate.REACHES, Memory.FITS),
        (5, 24, "slow", Rate.REACHES, Memory.FITS),
        (99, 48, "fast", Rate.BELOW, Memory.FITS),
    ],
)
def test_one_point_stands_for_a_method_and_meets_rate_and_memory_together(
    several: View, wanted: float, limit: float | None, stands: str, rate: Rate, memory: Memory
) -> None:
    answer = fleet(several).answer(several.survey.hardware["mine"], wanted, limit)
    (row,) = [r for r in answer.standing if r.evidence.method.slug == "reaching"]
    assert (row.rate, row.memory) == (rate, memory)
    assert row.evidence.point.id == stands


def test_of_equal_verdicts_a_whole_model_stands_before_system_1_then_the_higher_rate() -> None:
    mine = {"hardware": "mine"}
    points = [
        point("a", {"control_hz": 30}, mine),
        point("b", {"control_hz": 60}, {**mine, "timing_scope": "system-1"}),
        point("c", {"control_hz": 40}, mine),
    ]
    answer = fleet(fleet_of([method("m", *points)], [device("mine")])).answer(device("mine"))
    assert [(r.evidence.point.id, r.stands) for r in answer.rows] == [
        ("c", True),
        ("a", False),
        ("b", False),
    ]


def test_memory_is_counted_of_what_reaches_the_rate(several: View) -> None:
    mine = several.survey.hardware["mine"]
    assert fleet(several).answer(mine, 20, 48).memories == (1, 0, 0, 0)
    assert fleet(several).answer(mine, 99, 48).memories == (0, 0, 0, 0)


def test_the_strip_has_a_line_a_method_and_all_marks_within_its_axes(several: View) -> None:
    answer = fleet(several).answer(several.survey.hardware["mine"], 20, None)
    picture = strip(answer, {("slow", "a"): 3.0, ("unsaid", "a"): None})
    assert picture is not None
    standing = [line for line in picture.lines if line.stands]
    assert [line.evidence.method.slug for line in standing] == ["reaching", "slow", "unsaid"]
    assert len({line.y for line in standing}) == 3
    assert [line.words for line in standing] == ["50 Hz", "5 Hz", "50 Hz, of what, not said"]
    marks = [line.at for line in picture.lines if line.at is not None]
    assert all(picture.rate.left <= at <= picture.rate.right for at in marks)
    assert [line.size for line in standing] == [None, picture.size_line, None]
    assert picture.band[0] == picture.wanted < picture.band[1]


@pytest.mark.parametrize(
    ("values", "setting", "words"),
    [
        ({"reported_hz": {"value": 10, "qualifier": "up-to"}}, {}, "up to 10 Hz, of what, not said"),
        ({"reported_hz": {"value": 10, "qualifier": "more-than"}}, {}, "> 10 Hz, of what, not said"),
        ({"reported_hz": {"value": 10, "qualifier": "about"}, "control_hz": 30}, {}, "30 Hz"),
        ({"reported_hz": 30, "control_hz": {"value": 30, "qualifier": "about"}}, {}, "≈ 30 Hz"),
        ({"reported_hz": {"value": 6.6, "qualifier": "about"}, "latency_ms": 150}, {}, "6.67 Hz or more"),
        ({"latency_ms": {"value": 50, "qualifier": "about"}}, {"chunk": 1}, "≈ 20 Hz"),
        ({"control_hz": {"value": 30, "qualifier": "up-to"}}, {}, "30 Hz at best"),
        ({"control_hz": {"value": 30, "qualifier": "at-least"}}, {}, "30 Hz or more"),
    ],
)
def test_a_mark_has_the_qualifier_of_the_value_that_it_draws(
    values: dict[str, Any], setting: dict[str, Any], words: str
) -> None:
    found = fleet_of([method("m", point("p", values, {"hardware": "mine", **setting}))], [device("mine")])
    picture = strip(fleet(found).answer(found.survey.hardware["mine"], 20, None), {})
    assert picture is not None
    assert [line.words for line in picture.lines] == [words]


def test_the_strip_draws_no_size_of_another_variant() -> None:
    def size(name: str, model: str, billions: float) -> OperatingPoint:
        return point(name, {"params_b": billions}, {}, model=model, stage="model")

    found = fleet_of(
        [
            method(
                "m",
                size("large", "M-Large", 3),
                size("small", "M-Small", 0.3),
                point("a", {"control_hz": 30}, {"hardware": "mine"}, model="M-Tiny"),
                point("b", {"control_hz": 20}, {"hardware": "mine"}, model="M-Small"),
            )
        ],
        [device("mine")],
    )
    page = next(p for p in pages(found) if p.url == "hardware/mine/")
    sizes = {line.evidence.point.id: line.size for line in page.context["strip"].lines}
    assert sizes["a"] is None
    assert sizes["b"] == page.context["strip"].size.at(0.3)


def test_a_device_without_evidence_has_no_strip(several: View) -> None:
    assert strip(fleet(several).answer(several.survey.hardware["idle"]), {}) is None
