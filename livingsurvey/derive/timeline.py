"""Foundational against efficient VLAs by month: the same entries for picture, figure and list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from livingsurvey.derive.efficiency import technique_of
from livingsurvey.view import View

LANES = ("efficient", "foundational")
LANDMARKS = 12


@dataclass(frozen=True)
class Entry:
    """One work on the timeline. `rank` counts the works of its lane and month from 0.

    `builds_on` are the slugs of its bases that are on the timeline, too.
    """

    slug: str
    name: str
    title: str
    month: str
    lane: str
    pillar: str
    rank: int
    landmark: bool
    builds_on: tuple[str, ...] = ()

    @property
    def index(self) -> int:
        """Months since year 0."""
        return int(self.month[:4]) * 12 + int(self.month[5:7]) - 1


@dataclass(frozen=True)
class Year:
    """The works of one year by lane, and how many there were by its end."""

    year: str
    lanes: Mapping[str, tuple[Entry, ...]]
    so_far: Mapping[str, int]


def by_year(entries: Sequence[Entry]) -> list[Year]:
    """Years with works, newest first; `entries` are in the order of their months."""
    so_far = dict.fromkeys(LANES, 0)
    years = []
    for year, group in groupby(entries, key=lambda e: e.month[:4]):
        works = list(group)
        lanes = {lane: tuple(e for e in works if e.lane == lane) for lane in LANES}
        so_far = {lane: so_far[lane] + len(lanes[lane]) for lane in LANES}
        years.append(Year(year, lanes, so_far))
    return years[::-1]


def entries(view: View) -> tuple[Entry, ...]:
    """Every work of the two lanes by month; within one, landmarks last, at the end of their stack.

    Application systems are not on it.
    """
    landmarks = _landmarks(view)
    methods = sorted(
        (m for m in view.methods if m.kind in LANES),
        key=lambda m: (m.month, m.slug in landmarks, m.name.casefold(), m.slug),
    )
    on_it = {m.slug for m in methods}
    ranks: dict[tuple[str, str], int] = defaultdict(int)
    found = []
    for method in methods:
        rank = ranks[method.kind, method.month]
        ranks[method.kind, method.month] += 1
        reference = view.survey.references[method.cite]
        pillar = technique_of(view.survey, method)[1] if method.kind == "efficient" else "foundational"
        found.append(
            Entry(
                method.slug, method.name, reference.title, method.month, method.kind,
                pillar, rank, method.slug in landmarks, tuple(b for b in method.builds_on if b in on_it),
            )
        )  # fmt: skip
    return tuple(found)


def _landmarks(view: View) -> set[str]:
    """The works that most entries build on: the ones worth a label."""
    counted = [(len(later), slug) for slug, later in view.built_on_by.items()]
    ordered = sorted(counted, key=lambda item: (-item[0], item[1]))
    return {slug for _, slug in ordered[:LANDMARKS]}
