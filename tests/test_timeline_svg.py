"""The timeline's rows and places: lineage, sums by year, and a picture in which nothing covers another thing."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import INFO, ROOT

from livingsurvey.charts.timeline_svg import (
    GLYPH_WIDTH,
    MINI,
    LandmarkLabel,
    TimelinePicture,
    picture,
)
from livingsurvey.derive.timeline import LANES, Entry, by_year, entries
from livingsurvey.load import load
from livingsurvey.view import View

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def found(view: View) -> tuple[Entry, ...]:
    return entries(view)


@pytest.fixture(scope="module")
def real() -> tuple[Entry, ...]:
    """The works of the real survey."""
    survey, _ = load(ROOT / "data")
    return entries(View(survey, INFO))


def test_a_work_builds_on_what_its_entry_says_where_that_is_on_the_timeline(
    found: tuple[Entry, ...], view: View
) -> None:
    on_it = {e.slug for e in found}
    for entry in found:
        said = view.survey.methods[entry.slug].builds_on
        assert entry.builds_on == tuple(b for b in said if b in on_it)
    assert {e.slug for e in found if "basevla" in e.builds_on} >= {"crispvla"}


def test_years_are_newest_first_with_their_works_and_the_sum_by_their_end(found: tuple[Entry, ...]) -> None:
    years = by_year(found)
    assert [y.year for y in years] == ["2098", "2097", "2096", "2095"]
    assert [{lane: len(y.lanes[lane]) for lane in LANES} for y in years] == [
        {"efficient": 4, "foundational": 0},
        {"efficient": 4, "foundational": 0},
        {"efficient": 3, "foundational": 1},
        {"efficient": 0, "foundational": 1},
    ]
    assert [dict(y.so_far) for y in years] == [
        {"efficient": 11, "foundational": 2},
        {"efficient": 7, "foundational": 2},
        {"efficient": 3, "foundational": 2},
        {"efficient": 0, "foundational": 1},
    ]


def test_the_lines_of_sums_rise_a_step_at_each_month_with_works(found: tuple[Entry, ...]) -> None:
    drawn = picture(found)
    for line in drawn.sums:
        mine = [e for e in found if e.lane == line.lane]
        heights = [float(y) for y in re.findall(r"V([\d.]+)", line.path)]
        assert line.total == len(mine)
        assert len(heights) == len({e.month for e in mine})
        assert heights == sorted(heights, reverse=True)
        assert heights[-1] == pytest.approx(drawn.base - len(mine) * drawn.unit, abs=0.06)
    assert abs(drawn.sums[0].y - drawn.sums[1].y) >= 14


def test_the_small_picture_holds_the_same_works_and_only_marks(found: tuple[Entry, ...]) -> None:
    small = picture(found, MINI)
    assert [d.entry for d in small.dots] == list(found)
    assert (small.labels, small.sums) == ((), ())
    assert small.width < picture(found).width


def _label_box(label: LandmarkLabel) -> Box:
    left = label.x - 5
    return left, label.y - 10, left + len(label.text) * GLYPH_WIDTH, label.y + 3


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _covered(drawn: TimelinePicture) -> list[str]:
    """What lies on something else: marks and labels on each other, and the line to one label on another."""
    dots = {d.entry.slug: (d.x - 4.8, d.y - 4.8, d.x + 4.8, d.y + 4.8) for d in drawn.dots}
    labels = {label.slug: _label_box(label) for label in drawn.labels}
    lines = {
        label.slug: (
            label.x,
            min(label.line_from, label.line_to),
            label.x,
            max(label.line_from, label.line_to),
        )
        for label in drawn.labels
    }
    column = {d.entry.slug: (d.entry.lane, d.x) for d in drawn.dots}
    return [
        *(f"marks {a}, {b}" for a, b in combinations(dots, 2) if _meet(dots[a], dots[b])),
        *(f"labels {a}, {b}" for a, b in combinations(labels, 2) if _meet(labels[a], labels[b])),
        *(f"label {a} on mark {b}" for a in labels for b in dots if _meet(labels[a], dots[b])),
        *(
            f"line to {a} on label {b}"
            for a in lines
            for b in labels
            if column[a] != column[b] and _meet(lines[a], labels[b])
        ),
    ]


def _sticking_out(drawn: TimelinePicture) -> list[str]:
    return [
        *(
            d.entry.slug
            for d in drawn.dots
            if not (5 < d.x < drawn.width - 5 and 5 < d.y < drawn.height - 5)
        ),
        *(la.slug for la in drawn.labels if _label_box(la)[1] < 0 or _label_box(la)[3] > drawn.height),
        *(f"sum {s.lane}" for s in drawn.sums if s.x + 5 * GLYPH_WIDTH > drawn.width),
    ]


def test_in_the_picture_of_the_real_survey_nothing_covers_another_thing_or_sticks_out(
    real: tuple[Entry, ...],
) -> None:
    assert len(real) >= 290
    drawn = picture(real)
    assert _covered(drawn) == []
    assert _sticking_out(drawn) == []
    assert [la.slug for la in drawn.labels if _label_box(la)[2] > drawn.width] == []


MONTHS = st.tuples(st.integers(2094, 2098), st.integers(1, 12))
ENTRIES = st.lists(st.tuples(MONTHS, st.sampled_from(LANES), st.booleans()), min_size=1, max_size=40)


@given(ENTRIES)
def test_whatever_the_months_nothing_covers_another_thing_or_sticks_out(
    rows: list[tuple[tuple[int, int], str, bool]],
) -> None:
    ranks: dict[tuple[object, str], int] = {}
    found = []
    for number, ((year, month), lane, landmark) in enumerate(sorted(rows)):
        when = f"{year}-{month:02}"
        rank = ranks[when, lane] = ranks.get((when, lane), -1) + 1
        found.append(
            Entry(f"s{number}", f"Name {number}", "T", when, lane, "training", rank, landmark=landmark)
        )
    drawn = picture(found)
    assert _covered(drawn) == []
    assert _sticking_out(drawn) == []
    assert {label.slug for label in drawn.labels} == {e.slug for e in found if e.landmark}
