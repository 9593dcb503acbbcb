"""`changes.json`: what changed month by month, as `/updates/` shows it."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.list_updates import list_name
from livingsurvey.derive.updates import EntryChange, NumberChange, updates
from livingsurvey.export.api.base import FOLDER, VERSION, Json, dump, root
from livingsurvey.view import View


def change_files(view: View) -> Iterator[tuple[str, bytes]]:
    """The one file. Without a history it says why, and holds no month."""
    missing = view.history.missing
    months = [
        {
            "month": m.id,
            "added": [_entry(view, e) for e in m.added],
            "changed": [_entry(view, e) for e in m.changed],
            "removed": [_entry(view, e) for e in m.removed],
            "renamed": [_entry(view, e) for e in m.renamed],
            "edited": [e.slug for e in m.edited],
            "unread": [slug for slug, _ in m.unread],
            "lists": {list_name(path): ids for path, ids in m.list_ids.items()},
        }
        for m in updates(view)
    ]
    stated: Json = {"version": VERSION, "available": not missing, "months": months}
    yield FOLDER + "changes.json", dump({**stated, **({"missing": missing} if missing else {})})


def _entry(view: View, entry: EntryChange) -> Json:
    found: Json = {
        "slug": entry.slug,
        "former_slug": entry.was,
        "name": entry.name,
        "url": root(view) + entry.url if entry.url else "",
        "when": entry.when,
    }
    if entry.kind == "changed":
        found["values"] = [_number(view, n) for n in entry.changes]
    else:
        found |= {"operating_points": entry.points, "value_count": entry.numbers}
    return {key: value for key, value in found.items() if value not in ("", None)}


def _number(view: View, number: NumberChange) -> Json:
    stated = {
        "point": number.point,
        "url": root(view) + number.url if number.url else None,
        "metric": number.metric,
        "role": number.role or None,
        "before": number.old,
        "after": number.new,
        "source_before": number.old_source,
        "source": number.source,
    }
    return {key: value for key, value in stated.items() if value is not None}
