"""The timeline: picture, figure and list hold the same works at the same months."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from livingsurvey.charts.timeline_plotly import figure
from livingsurvey.charts.timeline_svg import picture
from livingsurvey.derive.timeline import LANES, Entry, entries
from livingsurvey.pages import timeline
from livingsurvey.view import View


@pytest.fixture(scope="module")
def found(view: View) -> tuple[Entry, ...]:
    return entries(view)


def parsed(found: tuple[Entry, ...]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(figure(found, "../"))
    return result


def test_both_lanes_are_on_it_by_month_and_nothing_else(found: tuple[Entry, ...]) -> None:
    assert [e.month for e in found] == sorted(e.month for e in found)
    assert sorted((e.month, e.slug) for e in found) == [
        ("2095-01", "basevla"),
        ("2096-03", "crispvla"),
        ("2096-03", "thriftvla"),
        ("2096-05", "dualmind"),
        ("2096-10", "printedvla"),
        ("2097-02", "askvla"),
        ("2097-02", "gathervla"),
        ("2097-08", "retrain"),
        ("2097-11", "contestedvla"),
        ("2098-01", "pocketvla"),
        ("2098-01", "silentvla"),
        ("2098-04", "twin"),
        ("2098-04", "twin-weights"),
    ]
    assert {e.slug for e in found if e.lane == "foundational"} == {"basevla", "dualmind"}


def test_works_of_one_month_and_lane_are_stacked(found: tuple[Entry, ...]) -> None:
    stacks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for entry in found:
        stacks[entry.lane, entry.month].append(entry.rank)
    assert all(ranks == list(range(len(ranks))) for ranks in stacks.values())
    assert stacks["efficient", "2096-03"] == [0, 1]


def test_landmarks_are_what_most_entries_build_on(found: tuple[Entry, ...]) -> None:
    assert {e.slug for e in found if e.landmark} == {"basevla", "crispvla", "printedvla"}


def test_picture_figure_and_list_hold_the_same_points(found: tuple[Entry, ...], view: View) -> None:
    drawn = [(d.entry.slug, d.entry.month, d.entry.lane) for d in picture(found).dots]
    plotted = [
        (point[2], x[:7], lane)
        for trace, lane in zip(parsed(found)["data"], LANES, strict=True)
        for point, x in zip(trace["customdata"], trace["x"], strict=True)
    ]
    (page,) = timeline.pages(view)
    listed = [
        (e.slug, e.month, lane) for y in page.context["years"] for lane in LANES for e in y.lanes[lane]
    ]
    assert (
        sorted(drawn)
        == sorted(plotted)
        == sorted(listed)
        == sorted((e.slug, e.month, e.lane) for e in found)
    )


def test_figure_and_picture_put_each_work_on_the_same_side(found: tuple[Entry, ...]) -> None:
    drawn = picture(found)
    above = {d.entry.slug for d in drawn.dots if d.y < drawn.axis}
    plotted = {
        p[2] for t in parsed(found)["data"] for p, y in zip(t["customdata"], t["y"], strict=True) if y > 0
    }
    assert above == plotted == {e.slug for e in found if e.lane == "efficient"}


def test_the_figure_names_work_and_month_and_leads_to_the_method(found: tuple[Entry, ...]) -> None:
    efficient, foundational = parsed(found)["data"]
    assert foundational["text"] == ["BaseVLA", "DualMind"]
    assert foundational["customdata"][1][0] == "../methods/dualmind/"
    assert "%{x|%Y-%m}" in efficient["hovertemplate"]


def test_picture_and_figure_mark_each_pillar_with_the_same_shape(found: tuple[Entry, ...]) -> None:
    drawn = {d.entry.slug: d.mark for d in picture(found).dots}
    plotted = {
        p[2]: symbol.removesuffix("-up")
        for t in parsed(found)["data"]
        for p, symbol in zip(t["customdata"], t["marker"]["symbol"], strict=True)
    }
    assert drawn == plotted
    assert set(drawn.values()) == {"circle", "square", "triangle", "diamond"}


def test_the_figure_leaves_colours_to_the_style_sheet(found: tuple[Entry, ...]) -> None:
    assert all("color" not in t["marker"] for t in parsed(found)["data"])


def test_names_bring_no_markup_into_the_figure(found: tuple[Entry, ...]) -> None:
    efficient = parsed(found)["data"][0]
    (name,) = [t for t in efficient["text"] if "R&" in t]
    assert "<" not in name
    assert "&lt;VLA&gt;" in name


def test_the_same_entries_give_the_same_figure(found: tuple[Entry, ...]) -> None:
    assert figure(found, "../") == figure(found, "../")


def test_no_work_at_all_is_an_empty_picture() -> None:
    assert picture(()).dots == ()
    assert json.loads(figure((), ""))["data"][0]["x"] == []
