"""The shape of `changes.json`."""

from __future__ import annotations

from pydantic import BaseModel

from livingsurvey.export.api.row import maybe, said
from livingsurvey.export.api.shapes import Address, Version


class ChangedValue(BaseModel):
    """A number before and after, as text with its unit; where one of both is absent, it stood only once."""

    point: str = said("id of the operating point")
    url: Address | None = maybe("its present address, or that of its entry")
    metric: str = said("id of the metric")
    role: str | None = maybe("the comparison that it belongs to; absent: the point's own number")
    before: str | None = maybe("what stood before; absent: it is new")
    after: str | None = maybe("what stands now; absent: it was dropped")
    source_before: str | None = maybe("where the former number was read")
    source: str | None = maybe("where the present number was read")


class WholeEntry(BaseModel):
    """An entry that was added, removed or renamed."""

    slug: str = said("its id at the end of the month")
    former_slug: str | None = maybe("the id that it had before")
    name: str = said("its short name")
    url: Address | None = maybe("its present page; absent: it has none")
    when: str = said("time of the commit, in UTC")
    operating_points: int = said("how many it held")
    value_count: int = said("how many numbers they held")


class ChangedEntry(BaseModel):
    """An entry whose numbers changed."""

    slug: str = said("its id at the end of the month")
    name: str = said("its short name")
    url: Address | None = maybe("its present page; absent: it has none")
    when: str = said("time of the last commit of the month that touched it, in UTC")
    values: list[ChangedValue] = said("its numbers that are other than before")


class ListChange(BaseModel):
    """Ids that a month added to a list, changed in it or took from it."""

    added: list[str] = said("ids that are new")
    removed: list[str] = said("ids that are gone")
    changed: list[str] = said("ids whose record is other than it was, or that have a new id")


class MonthOfChanges(BaseModel):
    """The last state of a month beside the last one before it."""

    month: str = said("YYYY-MM, in UTC")
    added: list[WholeEntry] = said("entries that are new")
    changed: list[ChangedEntry] = said("entries with other numbers than before")
    removed: list[WholeEntry] = said("entries that were taken down")
    renamed: list[WholeEntry] = said("entries that have another slug")
    edited: list[str] = said("slugs of entries of which only words, places or settings changed")
    unread: list[str] = said(
        "slugs of changed entries whose earlier state was not compared: its form is past"
    )
    lists: dict[str, ListChange] = said(
        "what happened to the lists: hardware, benchmarks, metrics, components, references, screening, "
        "surveys, taxonomies/<scheme>; one that did not change is not named"
    )


class Changes(BaseModel):
    """`changes.json`: what changed, newest month first, as far as the commits tell it."""

    version: Version
    available: bool = said("false where the site was built without the history of its data")
    missing: str | None = maybe("why there is none")
    months: list[MonthOfChanges] = said("months in which something changed, newest first")
