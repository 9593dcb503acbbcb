"""What changed, month by month, as rows with links to what is still there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from livingsurvey.derive.list_updates import ListLine, list_lines
from livingsurvey.model.history import Month
from livingsurvey.view import View

Json = Mapping[str, Any]
Kind = Literal["added", "changed", "removed", "renamed"]
_State = tuple[str | None, str | None]
"""A number as text, and where it was read."""
_NOTHING: _State = (None, None)
_TOLD: tuple[Kind, ...] = ("added", "changed", "removed", "renamed")


@dataclass(frozen=True)
class NumberChange:
    """One number before and after, as text with its unit; None where it did not stand.

    `source` begins with a key of the bibliography; `cited` is the same with the document's short name.
    """

    point: str
    url: str
    metric: str
    label: str
    role: str
    old: str | None
    new: str | None
    old_source: str | None
    source: str | None
    old_cited: str
    cited: str


@dataclass(frozen=True)
class EntryChange:
    """What a month did to one entry. `url` lies below the root, empty where the entry has no page now.

    `first` and `last`: times of the month's first and last commit that touched it; `points`, `numbers`: how
    many an entry came or went with; `was`: its former slug.
    """

    kind: Kind
    month: str
    slug: str
    name: str
    url: str
    first: str
    last: str
    summary: str = ""
    points: int = 0
    numbers: int = 0
    was: str = ""
    changes: tuple[NumberChange, ...] = ()

    @property
    def when(self) -> str:
        """The time that a reader is told: words that are mended later do not add an entry again."""
        return self.first if self.kind == "added" else self.last

    @property
    def changed(self) -> tuple[NumberChange, ...]:
        """Numbers that stood before and stand now with another value or source."""
        return tuple(n for n in self.changes if n.old is not None and n.new is not None)

    @property
    def entered(self) -> tuple[NumberChange, ...]:
        """Numbers that are new."""
        return tuple(n for n in self.changes if n.old is None)

    @property
    def dropped(self) -> tuple[NumberChange, ...]:
        """Numbers that are gone."""
        return tuple(n for n in self.changes if n.new is None)


@dataclass(frozen=True)
class MonthChange:
    """One month: entries by what happened to them.

    `edited`: only words, places or settings changed; `unread`: slugs, with the page there is now;
    `lists`: what happened to devices, benchmarks, metrics, nodes, cited documents; `list_ids`: by file.
    """

    id: str
    title: str
    added: tuple[EntryChange, ...]
    changed: tuple[EntryChange, ...]
    removed: tuple[EntryChange, ...]
    renamed: tuple[EntryChange, ...]
    edited: tuple[EntryChange, ...]
    unread: tuple[tuple[str, str], ...]
    lists: tuple[ListLine, ...] = ()
    list_ids: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)

    @property
    def told(self) -> tuple[EntryChange, ...]:
        """Everything that is told entry by entry."""
        return (*self.added, *self.changed, *self.removed, *self.renamed)

    @property
    def short(self) -> str:
        """`3 entries added, 12 numbers changed`; numbers are those of entries that stood already."""
        counts = (
            (len(self.added), "entry added", "entries added"),
            (sum(len(e.changed) for e in self.changed), "number changed", "numbers changed"),
            (sum(len(e.entered) for e in self.changed), "number entered", "numbers entered"),
            (sum(len(e.dropped) for e in self.changed), "number dropped", "numbers dropped"),
            (len(self.removed), "entry removed", "entries removed"),
            (len(self.renamed), "entry renamed", "entries renamed"),
        )
        words = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
        return ", ".join(words) or (
            "words, places or settings only" if self.edited or self.unread else "lists only"
        )


def updates(view: View) -> tuple[MonthChange, ...]:
    """The months with changes, newest first."""
    return view.once(_updates)


def _updates(view: View) -> tuple[MonthChange, ...]:
    return tuple(_month(view, month) for month in view.history.months)


def _month(view: View, month: Month) -> MonthChange:
    found = {kind: sorted(month.changes[kind], key=_by_name) for kind in _TOLD}
    entries = [_changed(view, month, e) for e in found["changed"]]
    year, number = map(int, month.month.split("-"))
    return MonthChange(
        month.month,
        f"{date(year, number, 1):%B} {year}",
        tuple(_whole(view, month, e, "added") for e in found["added"]),
        tuple(e for e in entries if e.changes),
        tuple(_whole(view, month, e, "removed") for e in found["removed"]),
        tuple(_whole(view, month, e, "renamed") for e in found["renamed"]),
        tuple(e for e in entries if not e.changes),
        tuple((slug, _page(view, slug)) for slug in month.unread),
        list_lines(view, month),
        month.lists,
    )


def _by_name(entry: Json) -> tuple[str, str]:
    return entry["name"].casefold(), entry["slug"]


def _whole(view: View, month: Month, entry: Json, kind: Kind) -> EntryChange:
    slug = entry["slug"]
    present = view.survey.methods.get(slug)
    return EntryChange(
        kind,
        month.month,
        slug,
        entry["name"],
        _page(view, slug),
        *month.times[slug],
        summary=(present.summary.en or "") if present and kind == "added" and not present.removed else "",
        points=entry["points"],
        numbers=entry["numbers"],
        was=entry.get("from", ""),
    )


def _changed(view: View, month: Month, entry: Json) -> EntryChange:
    slug = entry["slug"]
    numbers = tuple(_numbers(view, entry))
    return EntryChange(
        "changed", month.month, slug, entry["name"], _page(view, slug), *month.times[slug], changes=numbers
    )


def _numbers(view: View, entry: Json) -> Iterator[NumberChange]:
    slug = entry["slug"]
    for number in entry["numbers"]:
        old, new = ((number[value], number[at]) for value, at in (("old", "old_source"), ("new", "source")))
        yield _number(view, slug, number["point"], number, old, new)
    for point in entry["points_added"]:
        for number in point["numbers"]:
            yield _number(view, slug, point["id"], number, _NOTHING, (number["value"], number["source"]))
    for point in entry["points_removed"]:
        for number in point["numbers"]:
            yield _number(view, slug, point["id"], number, (number["value"], number["source"]), _NOTHING)


def _number(view: View, slug: str, point: str, number: Json, old: _State, new: _State) -> NumberChange:
    names = (number["metric"], number["label"], number["role"])
    cited = (_cited(view, old[1]), _cited(view, new[1]))
    return NumberChange(point, _point(view, slug, point), *names, old[0], new[0], old[1], new[1], *cited)


def _cited(view: View, source: str | None) -> str:
    """`Doe 2096 v1, Table 2` for `doe2096crispvla v1, Table 2`, where the document is still cited."""
    key = re.match("[a-z0-9]*", source or "")
    reference = view.survey.references.get(key[0]) if key else None
    return (source or "").replace(reference.key, reference.short, 1) if reference else source or ""


def _page(view: View, slug: str) -> str:
    """The present page of what went by this slug; empty where there is none."""
    here = slug if slug in view.survey.methods else view.once(_by_former_id).get(slug)
    return f"methods/{here}/" if here else ""


def _point(view: View, slug: str, point_id: str) -> str:
    """The present anchor of a point, else the page of its entry."""
    page = _page(view, slug)
    method = view.survey.methods.get(page.removeprefix("methods/").rstrip("/"))
    if method and any(point_id in (p.id, *p.former_ids) for p in method.operating_points):
        return f"{page}#{point_id}"
    return page


def _by_former_id(view: View) -> Mapping[str, str]:
    return {former: slug for slug, m in view.survey.methods.items() for former in m.former_ids}
