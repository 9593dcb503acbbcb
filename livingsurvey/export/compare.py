"""What the comparison loads: the words of all verdicts once, and each chosen method as a column."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from livingsurvey.derive.column import FACTS, SETTINGS, Choice, Column, Entry, Item, column
from livingsurvey.derive.comparability import KEY_WORDS, LABELS, TREATMENT
from livingsurvey.derive.compare import by_difference, measured
from livingsurvey.view import View

WORDS = "compare/words.json"


def compare_files(view: View) -> Iterator[tuple[str, bytes]]:
    """`compare/words.json` and `compare/data/<slug>.json` of every living method."""
    yield WORDS, _dump(_words(view))
    for method in view.methods:
        yield f"compare/data/{method.slug}.json", _dump(_column(column(view, method)))


def _dump(data: Any) -> bytes:
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _words(view: View) -> dict[str, Any]:
    return {
        "levels": [LABELS[level] for level in sorted(LABELS)],
        "keys": KEY_WORDS,
        "treatment": TREATMENT,
        "facts": FACTS,
        "settings": SETTINGS,
        "metrics": {
            m.id: {
                "label": m.label,
                "unit": m.unit,
                "better": m.better,
                "keys": m.comparable_on,
                "measured": measured(m),
                "difference": by_difference(m),
            }
            for m in view.survey.metrics.values()
        },
        "former": {old: m.slug for m in view.methods for old in m.former_ids},
    }


def _column(shown: Column) -> dict[str, Any]:
    return {
        "slug": shown.slug,
        "name": shown.name,
        "facts": shown.facts,
        "points": [_point(p) for p in shown.points],
    }


def _point(point: Choice) -> dict[str, Any]:
    return {
        "id": point.id,
        "former": point.former_ids,
        "label": point.label,
        "headline": point.headline,
        "base": point.base,
        "title": _item(point.title),
        "settings": point.settings,
        "source": _item(point.source),
        "entries": [_entry(e) for e in point.entries],
    }


def _item(item: Item) -> dict[str, Any]:
    """An item without what it does not have; `mark` is its icon and its words."""
    mark = [item.mark.icon, item.mark.words] if item.mark else None
    said = {"text": item.text, "note": item.note, "mark": mark, "href": item.href}
    return {k: v for k, v in said.items() if v}


def _entry(entry: Entry) -> dict[str, Any]:
    quantity = entry.reading.quantity
    return {
        "metric": entry.metric.id,
        "item": _item(entry.item),
        "exact": quantity.exact,
        "spread": quantity.plus_minus or 0,
        **vars(entry.keys),
    }
