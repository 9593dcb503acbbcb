"""A trade-off as coordinates: everything stays inside, names cover nothing, axes fit their values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import invented

from livingsurvey.charts.scatter_svg import Scatter, overlap, scatter
from livingsurvey.derive.figures import Figure, TradeMark, with_front
from livingsurvey.derive.words import Mark

METHOD = invented().methods["basevla"]
POINT = METHOD.operating_points[0]


def mark(number: int, x: float, y: float, name: str = "", starts: tuple[str, ...] = ()) -> TradeMark:
    """A mark of its own work."""
    slug = f"w{number}"
    method = METHOD.model_copy(update={"slug": slug, "name": name or f"Work {number}"})
    return TradeMark(method, POINT, x, y, f"{x}", f"{y}", Mark("primary", ""), "training", starts=starts)


def figure(marks: Sequence[TradeMark], unit: str = "ms", better: str = "lower", classes: int = 1) -> Figure:
    """A figure of these marks."""
    led = with_front(marks, "higher" if better == "higher" else "lower")
    one = Figure("f", "F", "X", "Y", "lower", led, (), len(led), len(led), classes=classes, x_unit=unit)
    return replace(one, better="higher") if better == "higher" else one


def at(*places: tuple[float, float]) -> list[TradeMark]:
    return [mark(n, x, y) for n, (x, y) in enumerate(places)]


NAMES = st.text(alphabet="AbcVLA-", min_size=1, max_size=40)
MARKS = st.lists(
    st.tuples(
        st.floats(0.01, 10_000, allow_nan=False).map(lambda v: float(f"{v:.3g}")),
        st.integers(0, 1000).map(lambda v: v / 10),
        NAMES,
        st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


def drawn(rows: list[tuple[float, float, str, bool]], unit: str) -> Scatter:
    first = mark(0, *rows[0][:3])
    rest = [
        mark(n, x, y, name, (first.key,) if start else ())
        for n, (x, y, name, start) in enumerate(rows[1:], 1)
    ]
    return scatter(figure([first, *rest], unit))


@given(MARKS, st.sampled_from(["ms", "%"]))
def test_a_name_covers_no_mark_and_no_other_name(
    rows: list[tuple[float, float, str, bool]], unit: str
) -> None:
    picture = drawn(rows, unit)
    boxes = [n.box for n in picture.names]
    assert not [n for n in boxes for s in picture.spots if overlap(n, s.box)]
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]
    assert all(b[0] >= 0 and b[2] <= picture.width and b[1] >= 0 and b[3] <= picture.bottom for b in boxes)


@given(MARKS, st.sampled_from(["ms", "%"]))
def test_marks_and_ticks_stay_inside_the_axes(
    rows: list[tuple[float, float, str, bool]], unit: str
) -> None:
    picture = drawn(rows, unit)
    assert len(picture.spots) == len(rows)
    assert all(picture.left <= s.x <= picture.right for s in picture.spots)
    assert all(picture.top <= s.y <= picture.bottom for s in picture.spots)
    assert 2 <= len(picture.y_ticks) <= 12
    assert len(picture.x_ticks) <= 12
    for ticks, low, high in (
        (picture.x_ticks, picture.left, picture.right),
        (picture.y_ticks, picture.top, picture.bottom),
    ):
        assert all(low - 0.1 <= t.at <= high + 0.1 for t in ticks)
        assert len({t.label for t in ticks}) == len(ticks)


@pytest.mark.parametrize(
    ("places", "unit", "log"),
    [
        (((1, 50), (2, 60), (30, 70)), "ms", True),
        (((20, 50), (90, 60)), "ms", False),
        (((5, 50), (90, 60)), "%", False),
        (((0, 50), (90, 60)), "GB", False),
        (((7, 50),), "B", False),
    ],
    ids=["wide", "close", "share", "zero", "one"],
)
def test_an_axis_is_logarithmic_where_values_lie_far_apart(
    places: tuple[tuple[float, float], ...], unit: str, log: bool
) -> None:
    one = figure(at(*places), unit)
    assert one.x_log is log
    picture = scatter(one)
    xs = [float(t.label.replace("−", "-").replace("\u202f", "")) for t in picture.x_ticks]
    gaps = [b.at - a.at for a, b in pairwise(picture.x_ticks)]
    steps = [b - a for a, b in pairwise(xs)]
    assert xs == sorted(xs)
    if not log:
        assert max(gaps) - min(gaps) < 0.01
        assert max(steps) - min(steps) < 1e-9


def test_the_front_is_drawn_as_steps_to_the_better_side() -> None:
    places = ((10.0, 50.0), (20.0, 70.0), (30.0, 60.0))
    lower, higher = scatter(figure(at(*places))), scatter(figure(at(*places), better="higher"))
    assert [s.trade.on_front for s in lower.spots] == [True, True, False]
    assert lower.front.count("H") == lower.front.count("V") == 1
    assert lower.front.index("H") < lower.front.index("V")
    assert [s.trade.on_front for s in higher.spots] == [False, True, True]
    assert higher.front.index("V") < higher.front.index("H")
    assert scatter(figure(at(*places), classes=2)).front == ""


def test_an_arrow_leads_from_a_baseline_and_stops_short_of_both_marks() -> None:
    base = mark(0, 80, 70)
    picture = scatter(
        figure([base, mark(1, 20, 90, starts=(base.key,)), mark(2, 30, 60, starts=("none",))])
    )
    (arrow,) = picture.arrows
    assert arrow.ends == "80 70 20 90"
    start, end = ([float(v) for v in part.split()] for part in arrow.line[1:].split("L"))
    middles = {s.trade.method.slug: (s.x, s.y) for s in picture.spots}
    assert 5.9 < math.dist(start, middles["w0"]) < 12
    assert 9 < math.dist(end, middles["w1"]) < 12
    assert end[0] < start[0]


def test_no_arrow_is_drawn_between_marks_that_touch() -> None:
    base = mark(0, 80, 70)
    close = mark(1, 80, 70.1, starts=(base.key,))
    assert scatter(figure([base, close, mark(2, 20, 90)])).arrows == ()


def test_a_work_is_named_again_only_far_away() -> None:
    near = [mark(0, 20, 70, "Twice"), mark(1, 22, 71, "Twice"), mark(2, 90, 90, "Twice")]
    names = [n.text for n in scatter(figure(near)).names]
    assert names == ["Twice", "Twice"]


def test_of_a_long_variant_the_end_stays() -> None:
    point = POINT.model_copy(update={"model": "A model of some length, with 50 steps"})
    one, other = mark(0, 20, 70), mark(1, 90, 20)
    both = [replace(one, point=point), replace(other, method=one.method)]
    assert "…length, with 50 steps" in {n.text for n in scatter(figure(both)).names}


def test_a_long_name_is_cut() -> None:
    (name,) = scatter(figure([mark(0, 20, 70, "A" * 60)])).names
    assert len(name.text) == 22
    assert name.text.endswith("…")
