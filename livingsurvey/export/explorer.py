"""What the explorer loads on first use: every row that a filter may choose, and what filters look at.

Words and tokens stand once, in lists, and are named by their place there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from livingsurvey.derive.efficiency import Cell, EfficiencyRow
from livingsurvey.derive.explorer import COLUMNS, cells, newest_first, point_rows
from livingsurvey.derive.facets import method_tokens, point_tokens, search_text
from livingsurvey.model import Method, OperatingPoint
from livingsurvey.view import View

PATH = "methods/explorer.json"
_UNRANKED = ("avg_len", "score")
_LEFT_OUT = (None, None, 0, "", 0, "")
"""What stands for nothing at each place of a cell. A sort key of 0 is a key."""


class _List:
    """Texts by number, in the order of their first use."""

    def __init__(self, *first: str) -> None:
        self.numbers = {text: n for n, text in enumerate(first)}

    def __call__(self, text: str) -> int:
        return self.numbers.setdefault(text, len(self.numbers))

    def all(self, texts: Iterable[str]) -> list[int]:
        return [self(text) for text in texts]


def explorer_file(view: View) -> tuple[str, bytes]:
    """`{words, tokens, methods}`, as docs/assets/js/explorer/data.js reads them.

    A method: slug, name, month, technique and pillar (words), cite key, search text, tokens, points.
    A point: id, model, setting, standing in words, its icon (words), tokens, cells.
    A cell: column, text, note (word), sort key, derived, point that it comes from. What is missing at
    the end is empty; a sort key left out is the text as a number; null sorts last and meets no range.
    """
    words, tokens = _List(""), _List()
    methods = [_method(view, method, words, tokens) for method in newest_first(view)]
    found = {"words": list(words.numbers), "tokens": list(tokens.numbers), "methods": methods}
    return PATH, (json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _method(view: View, method: Method, words: _List, tokens: _List) -> list[Any]:
    rows = list(point_rows(view, method))
    first = rows[0][0]
    return [
        method.slug,
        method.name,
        method.month,
        words(first.technique or ("foundational" if method.kind == "foundational" else "application")),
        words(first.pillar),
        method.cite,
        search_text(view, method),
        tokens.all(method_tokens(view, method)),
        [_point(view, row, point, words, tokens) for row, point in rows],
    ]


def _point(
    view: View, row: EfficiencyRow, point: OperatingPoint | None, words: _List, tokens: _List
) -> list[Any]:
    if point is None:
        return ["", 0, 0, 0, 0, [], _cells(row, None, words)]
    return [
        point.id,
        words("" if row.model == row.name else row.model),
        words(row.setting),
        words(row.mark.words if row.mark else ""),
        words(row.mark.icon if row.mark else ""),
        tokens.all(point_tokens(view, point)),
        _cells(row, point, words),
    ]


def _cells(row: EfficiencyRow, point: OperatingPoint | None, words: _List) -> list[list[Any]]:
    unranked = point is not None and any(m in point.values for m in _UNRANKED)
    return [
        _cell(number, cell, row, words, unranked=unranked and column.id == "success")
        for number, column in enumerate(COLUMNS)
        if column.numeric
        for cell in cells(row, column)
    ]


def _cell(column: int, cell: Cell, row: EfficiencyRow, words: _List, *, unranked: bool) -> list[Any]:
    """A score that is no percentage keeps its text, but neither sorts among them nor meets a range."""
    key = None if unranked else cell.sort if str(cell.sort).removesuffix(".0") != cell.text else ""
    elsewhere = cell.anchor if cell.anchor != row.point_id else ""
    found = [column, cell.text, words(cell.note), key, int(cell.derived), elsewhere]
    while len(found) > 2 and found[-1] == _LEFT_OUT[len(found) - 1]:
        found.pop()
    return found
