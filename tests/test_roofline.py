"""Roofline estimates: an interval between two ratios, why there is none, and what a back-test says of it."""

from __future__ import annotations

import re
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import device, fleet_of, method, point
from support import ROOT

from livingsurvey.derive.roofline import (
    BackTest,
    Estimate,
    default_target,
    lacking,
    middle,
    roofline,
)
from livingsurvey.model import Hardware, Method
from livingsurvey.pages import about, hardware
from livingsurvey.render import Renderer
from livingsurvey.view import View

HERE = device("here", bandwidth_gb_s=1000, fp16_tflops=100, memory_gb=24)
THERE = device("there", bandwidth_gb_s=2000, fp16_tflops=400, memory_gb=16)
EDGE = device("edge", hardware_class="edge", bandwidth_gb_s=200, fp16_tflops=10)
BLANK = device("blank", memory_gb=8)
HALF = device("half", bandwidth_gb_s=500)
DEVICES = [HERE, THERE, EDGE, BLANK, HALF]
PLAIN = {"hardware": "here", "precision": "bf16", "timing_scope": "model"}


def view_of(*methods: Method) -> View:
    """A survey of these methods on the five devices."""
    return fleet_of(list(methods), DEVICES)


def onto(target: Hardware, *methods: Method, measured: tuple[str, ...] = ()) -> tuple[Any, Any]:
    """The only estimate or None, and the reasons counted."""
    estimates, why_not = roofline(view_of(*methods)).onto(target, measured)
    assert len(estimates) < 2
    return (estimates[0] if estimates else None), dict(why_not)


def pair(slug: str, first: float, second: float, there: str = "there", **setting: Any) -> Method:
    """A method measured on `here` and on another device."""
    one = PLAIN | setting
    return method(
        slug,
        point("a", {"latency_ms": first}, one),
        point("b", {"latency_ms": second}, one | {"hardware": there}),
    )


def test_an_estimate_lies_between_the_two_ratios() -> None:
    found, why_not = onto(THERE, method("m", point("a", {"latency_ms": 100}, PLAIN)))
    assert (found.low, found.high) == (25, 50)
    assert found.of.assumed == ()
    assert why_not == {}


def test_a_rate_of_calls_is_a_time() -> None:
    found, _ = onto(THERE, method("m", point("a", {"calls_hz": 10}, PLAIN)))
    assert (found.low, found.high) == (25, 50)


def test_a_range_of_times_widens_the_interval() -> None:
    found, _ = onto(THERE, method("m", point("a", {"latency_ms": {"min": 100, "max": 200}}, PLAIN)))
    assert (found.low, found.high) == (25, 100)


@given(
    time=st.floats(1, 1e4),
    bandwidth=st.floats(10, 1e4),
    rate=st.floats(1, 1e4),
)
def test_a_device_that_is_better_in_both_is_never_estimated_slower(
    time: float, bandwidth: float, rate: float
) -> None:
    better = device("better", bandwidth_gb_s=bandwidth * 1.5, fp16_tflops=rate * 3)
    base = device("base", bandwidth_gb_s=bandwidth, fp16_tflops=rate)
    timed = method("m", point("a", {"latency_ms": time}, PLAIN | {"hardware": "base"}))
    (found,), _ = roofline(fleet_of([timed], [base, better])).onto(better, ())
    assert 0 < found.low <= found.high < time
    assert found.low == pytest.approx(time / 3)
    assert found.high == pytest.approx(time / 1.5)


def test_what_is_taken_for_granted_is_said() -> None:
    found, _ = onto(THERE, method("m", point("a", {"latency_ms": 100}, {"hardware": "here"})))
    assert found.of.assumed == ("16 bit", "the clock covers the model and no more")


WHY_NOT: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    ({"time_to_first_action_ms": 9}, {}, "no time of a call stated"),
    (
        {"latency_ms": {"value": 9, "qualifier": "up-to"}},
        {},
        "only a hedged time stated, such as “up to”",
    ),
    ({"latency_ms": 9}, {"accelerators": 2}, "measured on several devices together"),
    ({"latency_ms": 9}, {"timing_scope": "end-to-end"}, "the clock covers more than the model"),
    ({"latency_ms": 9}, {"timing_scope": "with-network"}, "the clock covers more than the model"),
    ({"latency_ms": 9}, {"timing_scope": "vision"}, "the clock covers a part of the model"),
    ({"latency_ms": 9}, {"timing_scope": "system-1"}, "the clock covers a part of the model"),
    ({"latency_ms": 9}, {"precision": "int8"}, "runs in INT8; rates of devices are of FP16"),
    ({"latency_ms": 9, "memory_gb": 17}, {}, "needs more memory than the device has"),
    ({"latency_ms": 9}, {"hardware": "there"}, "measured on this device"),
    ({"latency_ms": 9}, {"hardware": "half"}, "dense FP16 rate of half not known"),
    ({"latency_ms": 9}, {"hardware": "blank"}, "memory bandwidth and dense FP16 rate of blank not known"),
]


@pytest.mark.parametrize(("values", "setting", "reason"), WHY_NOT, ids=[r for *_, r in WHY_NOT])
def test_why_there_is_no_estimate(values: dict[str, Any], setting: dict[str, Any], reason: str) -> None:
    found, why_not = onto(THERE, method("m", point("a", values, PLAIN | setting)))
    assert found is None
    assert why_not == {reason: 1}


@pytest.mark.parametrize(
    ("setting", "more"),
    [
        ({"hardware": None}, {}),
        ({}, {"measured_by": "estimate"}),
        ({}, {"superseded_by": "b"}),
    ],
)
def test_what_is_not_measured_on_a_device_is_not_carried(
    setting: dict[str, Any], more: dict[str, Any]
) -> None:
    assert onto(THERE, method("m", point("a", {"latency_ms": 9}, PLAIN | setting, **more))) == (None, {})


def test_no_estimate_stands_beside_a_measurement_or_on_a_device_without_figures() -> None:
    one = method("m", point("a", {"latency_ms": 9}, PLAIN))
    assert onto(THERE, one, measured=("m",)) == (None, {})
    assert lacking(HALF) == "dense FP16 rate of half not known"
    assert onto(HALF, one) == (None, {})


def test_the_headline_is_carried_before_other_points() -> None:
    points = [point(name, {"latency_ms": ms}, PLAIN) for name, ms in (("a", 100), ("b", 200))]
    found, _ = onto(THERE, method("m", *points, headline="b"))
    assert found.of.point.id == "b"
    part = point("a", {"latency_ms": 100}, PLAIN | {"timing_scope": "llm"})
    found, why_not = onto(THERE, method("m", part, points[1], headline="a"))
    assert found.of.point.id == "b"
    assert why_not == {}


@pytest.mark.parametrize(("measured", "factor"), [(25, 1), (40, 1), (50, 1), (12.5, 2), (75, 1.5)])
def test_an_error_is_how_far_outside_the_interval(measured: float, factor: float) -> None:
    (found,) = roofline(view_of(pair("m", 100, measured))).test.pairs
    assert found.factor == pytest.approx(factor)
    backwards = method(
        "m",
        point("a", {"latency_ms": measured}, PLAIN | {"hardware": "there"}),
        point("b", {"latency_ms": 100}, PLAIN),
    )
    (found,) = roofline(view_of(backwards)).test.pairs
    assert found.factor == pytest.approx(factor)


@pytest.mark.parametrize(
    "other",
    [
        {"model": "other"},
        {"setting": PLAIN | {"hardware": "there", "precision": "fp16"}},
        {"setting": PLAIN | {"hardware": "there", "chunk": 8}},
        {"setting": PLAIN | {"hardware": "there", "cameras": 2}},
        {"setting": PLAIN | {"hardware": "there", "timing_scope": None}},
        {"setting": PLAIN},
        {"setting": PLAIN | {"hardware": "blank"}},
        {"values": {"latency_ms": {"min": 20, "max": 30}}},
        {"values": {"calls_hz": 30}},
        {"source": {"cite": "doe2096crispvla", "where": "T", "read": "secondary", "via": {"cite": "roe2098list", "where": "T"}}},
    ],
)  # fmt: skip
def test_a_pair_differs_in_nothing_but_the_device(other: dict[str, Any]) -> None:
    usual = {"values": {"latency_ms": 30}, "setting": PLAIN | {"hardware": "there"}}
    chosen = usual | other
    second = point("b", chosen.pop("values"), chosen.pop("setting"), **chosen)
    assert roofline(view_of(method("m", point("a", {"latency_ms": 100}, PLAIN), second))).test.pairs == ()


def test_what_both_leave_unstated_is_alike_only_in_one_set_up() -> None:
    def both(**more: Any) -> BackTest:
        points = [point(name, {"latency_ms": 50}, {"hardware": name}, **more) for name in ("here", "there")]
        return roofline(view_of(method("m", *points))).test

    assert both().pairs == ()
    assert len(both(setup="table-1").pairs) == 1


def test_pairs_of_one_method_are_one_independent_pair() -> None:
    settings = [PLAIN | {"cameras": n} for n in (1, 2)]
    points = [
        point(f"{device_}-{n}", {"latency_ms": ms}, setting | {"hardware": device_})
        for n, setting in enumerate(settings)
        for device_, ms in (("here", 100), ("there", 60 + 15 * n))
    ]
    test = roofline(view_of(method("m", *points))).test
    assert len(test.pairs) == 2
    assert test.methods == ("m",)
    assert test.errors == (1.5,)


def test_below_eight_independent_pairs_nothing_is_tested() -> None:
    seven = [pair(f"m{n}", 100, 40) for n in range(7)]
    assert not roofline(view_of(*seven)).test.tested
    eight = roofline(view_of(*seven, pair("m7", 100, 100))).test
    assert eight.tested
    assert eight.errors == (1, 1, 1, 1, 1, 1, 1, 2)
    assert middle(eight.errors) == 1
    assert middle((1, 2, 4)) == 2


UNTESTED = "from or to an edge device: untested, no pair of such devices is known"


@pytest.mark.parametrize("target", [EDGE, HERE])
def test_an_estimate_does_not_cross_to_or_from_edge_devices_without_a_test(target: Hardware) -> None:
    source = "here" if target is EDGE else "edge"
    timed = method("m", point("a", {"latency_ms": 9}, PLAIN | {"hardware": source}))
    assert onto(target, timed) == (None, {UNTESTED: 1})


@pytest.mark.parametrize(("measured", "crosses"), [(600, True), (1999, True), (2001, False)])
def test_it_crosses_where_other_methods_stayed_within_twice(measured: float, crosses: bool) -> None:
    timed = method("m", point("a", {"latency_ms": 9}, PLAIN))
    tried = pair("tried", 100, measured, "edge")  # predicted: 500 to 1000
    estimates, why_not = roofline(view_of(timed, tried)).onto(EDGE, {"tried"})
    assert [e.of.method.slug for e in estimates] == (["m"] if crosses else [])
    assert dict(why_not) == (
        {} if crosses else {"from or to an edge device: such a pair was missed by a factor of 2": 1}
    )


def test_a_methods_own_pair_is_left_out_of_the_test_of_its_estimate() -> None:
    own = roofline(view_of(pair("m", 100, 600, "edge")))
    assert own.test.crossing("m") is None
    assert own.test.crossing("other") == 1
    assert own.onto(EDGE, ()) == ([], [(UNTESTED, 1)])


def test_the_default_target_is_an_a100_with_all_figures() -> None:
    bare = device("nvidia-a100-80gb", fp16_tflops=312)
    full = device("nvidia-a100-80gb-sxm", fp16_tflops=312, bandwidth_gb_s=2039)
    assert default_target(fleet_of([], [HERE])) is None
    assert default_target(fleet_of([], [bare])) == bare
    assert default_target(fleet_of([], [bare, full])) == full


def test_estimates_are_in_the_order_of_names() -> None:
    names = ["beta", "alpha", "gamma"]
    timed = [method(n, point("a", {"latency_ms": 9}, PLAIN)) for n in names]
    estimates, _ = roofline(view_of(*timed)).onto(THERE, ())
    assert [e.of.method.slug for e in estimates] == sorted(names)
    assert all(isinstance(e, Estimate) for e in estimates)


def page(view: View, family: ModuleType, url: str) -> str:
    """One page of a survey as text, whitespace as single spaces."""
    (found,) = [p for p in family.pages(view) if p.url == url]
    (rendered,) = Renderer(ROOT / "templates", {"info": view.info}).render([found])
    return " ".join(re.sub("<[^>]*>", " ", rendered.html).split())


def test_the_methodology_prints_pairs_and_no_distribution_below_eight() -> None:
    text = page(view_of(pair("m", 100, 60)), about, "methodology/")
    assert "1 pair of 1 method" in text
    assert "25–50 60 1.20" in text
    assert "Untested: 1 independent pair, 8 are needed. The 1 known pair lies up to 1.20 times" in text
    assert "median" not in text
    assert "Untested: 0 independent pairs, 8 are needed." in page(view_of(), about, "methodology/")


def test_the_methodology_prints_the_distribution_of_eight() -> None:
    pairs = [pair(f"m{n}", 100, 60) for n in range(7)]
    text = page(view_of(*pairs, pair("inside", 100, 40)), about, "methodology/")
    assert (
        "Tested on 8 methods, each by its worst pair: 1 inside the interval, median error 1.20, worst 1.20."
        in text
    )


def test_the_methodology_says_why_nothing_is_normalised() -> None:
    bare = device("nvidia-a100-80gb", fp16_tflops=312, note="Forms differ.")
    text = page(fleet_of([], [bare]), about, "methodology/")
    assert (
        "Nothing is normalised to it today: memory bandwidth of nvidia-a100-80gb not known. Forms differ."
        in text
    )


def test_a_devices_page_says_whether_its_estimates_are_tested() -> None:
    timed = method("m", point("a", {"latency_ms": 9}, PLAIN))
    assert "Estimates, not measurements: untested" in page(view_of(timed), hardware, "hardware/there/")
    pairs = [pair(f"m{n}", 100, 60) for n in range(8)]
    text = page(view_of(timed, *pairs), hardware, "hardware/there/")
    assert "Estimates, not measurements: back-tested" in text
    assert "2.25–4.5 9 here" in text
