"""The explorer's columns, its rows of points, and the file that it loads."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from livingsurvey.derive.explorer import COLUMNS, cells, first_cell, newest_first, point_rows
from livingsurvey.derive.facets import method_tokens, point_tokens
from livingsurvey.export.explorer import explorer_file
from livingsurvey.model import Quantity
from livingsurvey.view import View


@pytest.fixture(scope="module")
def file(view: View) -> dict[str, Any]:
    """The file, read as the browser reads it."""
    path, content = explorer_file(view)
    assert path == "methods/explorer.json"
    found: dict[str, Any] = json.loads(content)
    return found


def test_the_headline_stands_first_and_superseded_points_nowhere(view: View) -> None:
    for method in view.methods:
        points = [p for _, p in point_rows(view, method) if p is not None]
        assert [p.id for p in points if p.superseded_by] == []
        assert {p.id for p in points} == {p.id for p in method.operating_points if not p.superseded_by}
        if method.headline:
            assert points[0].id == method.headline


def test_a_method_without_points_has_one_row_without_numbers(view: View) -> None:
    ((row, point),) = point_rows(view, view.survey.methods["silentvla"])
    assert point is None
    assert all(first_cell(row, c).sort is None for c in COLUMNS if c.numeric)


def test_every_rate_of_a_point_is_a_cell_of_the_rate_column(view: View) -> None:
    rate = next(c for c in COLUMNS if c.id == "rate")
    several = {
        (m.slug, p.id): [c.note for c in cells(row, rate)]
        for m in view.methods
        for row, p in point_rows(view, m)
        if p and len({"calls_hz", "actions_hz", "control_hz"} & set(p.values)) > 1
    }
    assert several
    assert all(len(notes) == len(set(notes)) > 1 for notes in several.values())


def test_works_come_newest_first_and_within_a_month_by_name(view: View) -> None:
    found = newest_first(view)
    assert {m.slug for m in found} == {m.slug for m in view.methods}
    assert len(found) == len(view.methods)
    for a, b in pairwise(found):
        assert a.month > b.month or (a.month == b.month and a.name.casefold() <= b.name.casefold())


def test_the_file_holds_every_work_and_its_points_with_their_tokens(
    view: View, file: dict[str, Any]
) -> None:
    assert [m[0] for m in file["methods"]] == [m.slug for m in newest_first(view)]
    for stated, method in zip(file["methods"], newest_first(view), strict=True):
        assert {file["tokens"][t] for t in stated[7]} == set(method_tokens(view, method))
        points = {p.id: p for p in method.operating_points if not p.superseded_by}
        assert {p[0] for p in stated[8]} - {""} == set(points)
        for point in stated[8]:
            if point[0]:
                assert {file["tokens"][t] for t in point[5]} == set(point_tokens(view, points[point[0]]))


def test_the_file_holds_every_cell_with_its_note_and_sort_key(view: View, file: dict[str, Any]) -> None:
    for stated, method in zip(file["methods"], newest_first(view), strict=True):
        for point, (row, _) in zip(stated[8], point_rows(view, method), strict=True):
            expected = [(i, c) for i, col in enumerate(COLUMNS) if col.numeric for c in cells(row, col)]
            assert len(point[6]) == len(expected)
            for found, (column, cell) in zip(point[6], expected, strict=True):
                _, text, note, key, derived, anchor = (*found, *["", "", "", "", "", ""][len(found) :])
                assert (found[0], text) == (column, cell.text)
                assert file["words"][note or 0] == cell.note
                assert bool(derived) == cell.derived
                assert (anchor or row.point_id) == cell.anchor
                if key is not None:
                    assert (float(text) if key == "" else key) == cell.sort


def success_of(view: View, metric: str, value: float) -> list[Any]:
    """The cell of success, where the headline of a work states one number alone."""
    method = view.survey.methods["crispvla"]
    point = method.point("bf16")
    assert point is not None
    scored = point.model_copy(update={"values": {metric: Quantity(value=value)}})
    changed = method.model_copy(update={"operating_points": (scored,)})
    survey = replace(view.survey, methods={**view.survey.methods, "crispvla": changed})
    file = json.loads(explorer_file(View(survey, view.info))[1])
    (stated,) = (m for m in file["methods"] if m[0] == "crispvla")
    success = next(i for i, c in enumerate(COLUMNS) if c.id == "success")
    (cell,) = (c for c in stated[8][0][6] if c[0] == success)
    found: list[Any] = cell
    return found


def test_a_score_that_is_no_percentage_neither_sorts_among_them_nor_meets_a_range(view: View) -> None:
    cell = success_of(view, "avg_len", 3.9)
    assert (cell[1], cell[3]) == ("3.9", None)


def test_a_success_of_zero_has_its_sort_key(view: View) -> None:
    cell = success_of(view, "success_pct", 0)
    assert (cell[1], cell[3]) == ("0 %", 0)
