"""Which tables and fronts show other works than before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from livingsurvey.derive.costs import success_against_cost
from livingsurvey.derive.tables import branch_rows, branches_of, printed_rows, source_rows, timed_rows
from livingsurvey.derive.tradeoffs import relative_tradeoff
from livingsurvey.view import View

Json = dict[str, Any]


def changed_views(old: View, new: View, renamed: Mapping[str, str]) -> list[Json]:
    """Each front and table that works joined or left; an entry that was renamed has done neither."""
    before, after = _works(old), _works(new)
    found = []
    for view in dict.fromkeys((*before, *after)):
        was = {renamed.get(slug, slug) for slug in before.get(view, ())}
        now = set(after.get(view, ()))
        if was != now:
            kind, name = view
            found.append(
                {"kind": kind, "view": name, "joined": sorted(now - was), "left": sorted(was - now)}
            )
    return found


def _works(view: View) -> dict[tuple[str, str], list[str]]:
    """The slugs of the works that each front and table shows."""
    trades = [relative_tradeoff(view), *success_against_cost(view)]
    works = {
        ("front", f"{trade.title}, {figure.class_words}"): [m.method.slug for m in figure.front]
        for trade in trades
        for figure in trade.figures
        if figure.classes == 1
    }
    works["table", "Table I, as printed"] = [row.slug for row in printed_rows(view)]
    works["table", "Table I, as its sources say"] = [row.slug for row in source_rows(view)]
    works["table", "Every stated time or rate"] = [row.slug for row in timed_rows(view)]
    for name, path in branches_of(view.survey):
        works["table", name] = [row.row.slug for row in branch_rows(view, path)]
    return works
