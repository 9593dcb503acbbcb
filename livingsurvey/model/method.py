"""A method: one work, where it belongs, and its operating points."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from livingsurvey.model.base import (
    CiteKey,
    Day,
    Id,
    Ids,
    Label,
    Labels,
    Links,
    Month,
    NodeId,
    Record,
    Summary,
    Term,
    Text,
    Url,
)
from livingsurvey.model.point import OperatingPoint


class Venue(Record):
    """Where a work was accepted, and the list or page that says so."""

    name: Label = Field(description="short name of the conference or journal")
    year: Annotated[int, Field(ge=1950, le=2100)] = Field(description="year of the venue")
    source: CiteKey | Url = Field(
        description="key in references.bib, or address, of what says that it was accepted"
    )


class Place(Record):
    """A place in a taxonomy. Without `by`, the list files it there; with `by: us`, we do."""

    node: NodeId
    by: Term | None = None
    why: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, data: Any) -> Any:
        return {"node": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _ours_has_a_reason(self) -> Place:
        if self.by is not None and self.why is None:
            raise ValueError("is a place of our own without a reason; add `why`")
        return self


class Checked(Record):
    """Somebody other than who entered it compared the entry with its sources."""

    by: Label = Field(description="who")
    date: Day = Field(description="the day, YYYY-MM-DD")
    what: Label = Field(description="what was compared")


class Components(Record):
    """The parts of the model that the work names."""

    vision: Ids = Field((), description="ids of vision encoders")
    language: Ids = Field((), description="ids of language or vision-language backbones")
    action: Ids = Field((), description="ids of action decoders")


class Removed(Record):
    """Why an entry was taken down; its page stays as a tombstone."""

    date: Day = Field(description="the day, YYYY-MM-DD")
    why: Text = Field(description="the reason")


class Confirmed(Record):
    """The authors confirmed the entry."""

    by: Label = Field(description="which author")
    date: Day = Field(description="the day, YYYY-MM-DD")
    url: Url = Field(description="where they said so")


class Method(Record):
    """One entry. `slug` is the file's stem, not a field of the file."""

    slug: Id
    name: Label
    aliases: Labels = ()
    former_ids: Ids = ()
    kind: Term
    domains: Annotated[tuple[Term, ...], Field(min_length=1, max_length=10)]
    cite: CiteKey
    released: Month
    announced: Month | None = None
    venue: Venue | None = None
    venue_note: Text | None = None
    summary: Summary = Field(default_factory=Summary)
    taxonomy: dict[Id, Annotated[tuple[Place, ...], Field(max_length=30)]] = Field(default_factory=dict)
    builds_on: Ids = ()
    components: Components = Field(default_factory=Components)
    links: Links = Field(default_factory=Links)
    distinct_from: dict[Id, Text] = Field(default_factory=dict)
    headline: Id | None = None
    checked: Annotated[tuple[Checked, ...], Field(max_length=50)] = ()
    contributors: Labels = ()
    operating_points: Annotated[tuple[OperatingPoint, ...], Field(max_length=200)] = ()
    removed: Removed | None = None
    confirmed: Confirmed | None = None

    @property
    def month(self) -> str:
        """Month of the first public version, `YYYY-MM`."""
        return self.released[:7]

    @property
    def year(self) -> int:
        """Year of the first public version."""
        return int(self.released[:4])

    @property
    def numbers(self) -> int:
        """How many values the entry holds, those of its comparisons included; settings do not count."""
        return sum(
            len(p.values) + sum(len(e.values) + len(e.baseline_values) for e in p.versus)
            for p in self.operating_points
        )

    def point(self, point_id: str | None) -> OperatingPoint | None:
        """The operating point of that id, or None."""
        return next((p for p in self.operating_points if p.id == point_id), None)
