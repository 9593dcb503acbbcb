"""Will it run on mine? Every method, for one device: direct evidence, or unknown and why.

A point is set against a wanted rate in actions per second and a limit in GB. Nothing is compared between
works: each stands against the reader's own numbers, in the order of the alphabet within a verdict.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from livingsurvey.derive.evidence import Bounds, Evidence, evidence
from livingsurvey.model import Hardware
from livingsurvey.view import View

WANTED_HZ = 20.0
"""The rate that is asked for unless the reader says another."""
BAND_HZ = (20.0, 50.0)
LINE_B = 3.0
BAND_SOURCE = "mindflow2026efficientvlasurvey"
"""Where the band and the line of about 3B parameters are read: a reading note of the survey."""


class Rate(IntEnum):
    """A point against the wanted rate, the most helpful first."""

    REACHES = 0
    AT_BEST = 1
    OPEN = 2
    BELOW = 3


class Memory(IntEnum):
    """A point against the memory limit, the most helpful first."""

    FITS = 0
    AT_BEST = 1
    OPEN = 2
    ABOVE = 3


RATE_VERDICTS = ("reaches it", "reaches it at best", "cannot be told", "stays below")
MEMORY_VERDICTS = ("fits", "fits at best", "cannot be told", "does not fit")
ELSEWHERE = "measured on other devices only"
NO_DEVICE = "no point that states a time, a rate or memory states its hardware"
NEITHER_HERE = "measured on this device, but neither a time, a rate nor memory"
NOTHING = "no time, rate or memory of a running model stated"


@dataclass(frozen=True)
class Row:
    """One point with its verdicts; of the points of a method the one that helps most `stands` for it.

    `order` is its place where verdicts are equal.
    """

    evidence: Evidence
    rate: Rate
    memory: Memory
    order: int
    stands: bool = False


@dataclass(frozen=True)
class Answer:
    """All methods for one device, one wanted rate (Hz) and one limit (GB; None = none)."""

    device: Hardware
    wanted: float
    limit: float | None
    rows: tuple[Row, ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def standing(self) -> tuple[Row, ...]:
        """One row for each method with direct evidence."""
        return tuple(r for r in self.rows if r.stands)

    @property
    def rates(self) -> tuple[int, ...]:
        """How many methods have each verdict on the rate."""
        return tuple(sum(r.rate is v for r in self.standing) for v in Rate)

    @property
    def memories(self) -> tuple[int, ...]:
        """The verdicts on memory of the methods that reach the rate."""
        reaching = [r for r in self.standing if r.rate is Rate.REACHES]
        return tuple(sum(r.memory is v for r in reaching) for v in Memory)


def against_rate(bounds: Bounds, wanted: float) -> Rate:
    """Reaches it if at least so much is known; a best case only reaches it at best."""
    if bounds.low >= wanted:
        return Rate.REACHES
    if bounds.best is not None and bounds.best >= wanted:
        return Rate.AT_BEST
    return Rate.BELOW if bounds.high < wanted else Rate.OPEN


def against_memory(bounds: Bounds, limit: float | None) -> Memory:
    """Fits if surely no more is needed; does not fit if surely more is."""
    if limit is None:
        return Memory.OPEN
    if bounds.high <= limit:
        return Memory.FITS
    if bounds.low > limit:
        return Memory.ABOVE
    return Memory.AT_BEST if bounds.best is not None else Memory.OPEN


@dataclass(frozen=True)
class Fleet:
    """The evidence of a survey by device, and why each method has none elsewhere."""

    view: View
    found: Mapping[str, Mapping[str, tuple[Evidence, ...]]]
    named: Mapping[str, frozenset[str]]
    standing: Mapping[str, str]
    _counts: Counter[str] = field(repr=False, compare=False)

    def answer(self, device: Hardware, wanted: float = WANTED_HZ, limit: float | None = None) -> Answer:
        """What is known of a device at a wanted rate and within a limit."""
        points = [e for group in self.found.get(device.id, {}).values() for e in group]
        rows = [
            Row(e, against_rate(e.rate, wanted), against_memory(e.memory, limit), order)
            for order, e in enumerate(sorted(points, key=_order))
        ]
        return Answer(device, wanted, limit, tuple(_standing(rows)), self._unknown(device))

    def _unknown(self, device: Hardware) -> tuple[tuple[str, int], ...]:
        here = self.found.get(device.id, {})
        silent = self.named.get(device.id, frozenset()) - set(here)
        counts = self._counts.copy()
        counts.subtract(self.standing[slug] for slug in {*here, *silent})
        counts[NEITHER_HERE] = len(silent)
        order = (NEITHER_HERE, ELSEWHERE, NO_DEVICE, NOTHING)
        return tuple((reason, counts[reason]) for reason in order if counts[reason])


def fleet(view: View) -> Fleet:
    """Reads every point once."""
    found: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    named: dict[str, set[str]] = defaultdict(set)
    standing: dict[str, str] = {}
    for method in view.methods:
        standing[method.slug] = NOTHING
        for point in method.operating_points:
            device = point.setting.hardware
            if device and point.stage == "inference" and not point.superseded_by:
                named[device].add(method.slug)
            one = evidence(view.words, method, point)
            if one and device:
                found[device][method.slug].append(one)
                standing[method.slug] = ELSEWHERE
            elif one and standing[method.slug] == NOTHING:
                standing[method.slug] = NO_DEVICE
    return Fleet(
        view,
        {d: {s: tuple(group) for s, group in by.items()} for d, by in found.items()},
        {d: frozenset(slugs) for d, slugs in named.items()},
        standing,
        Counter(standing.values()),
    )


def _standing(rows: Sequence[Row]) -> Iterator[Row]:
    """By verdict. One point must meet rate and memory together; the first of a method stands for it."""
    seen = set()
    for row in sorted(rows, key=lambda r: (r.rate, r.memory, r.order)):
        slug = row.evidence.method.slug
        yield replace(row, stands=slug not in seen)
        seen.add(slug)


def _order(one: Evidence) -> tuple[str, str, bool, float, str]:
    """By name; of one method a whole model before system 1 alone, then the higher rate."""
    alone = one.point.setting.timing_scope == "system-1"
    rate = one.rate.low or one.at or 0.0
    return one.method.name.casefold(), one.method.slug, alone, -rate, one.point.id


def finite(value: float | None) -> float | None:
    """A bound as an attribute of the page; None where there is none."""
    return None if value is None or math.isinf(value) else round(value, 6)
