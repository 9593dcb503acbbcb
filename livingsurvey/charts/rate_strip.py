"""Rates on one device as coordinates: one line a method, a logarithmic axis, and beside it the sizes.

Across, places are per cent of the drawing's width, so that text keeps its size on a phone; down, pixels.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from livingsurvey.derive.evidence import Evidence
from livingsurvey.derive.runs_on import BAND_HZ, LINE_B, Answer
from livingsurvey.derive.words import SIGNS, number

LEFT, RIGHT = 1.0, 64.0
SIZE_LEFT, SIZE_RIGHT = 73.0, 97.0
TOP, PITCH, FOOT = 26.0, 36.0, 24.0


@dataclass(frozen=True)
class Axis:
    """A logarithmic axis from `low` to `high`, drawn from `left` to `right` per cent."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """The place of a value; beyond an end, that end."""
        share = math.log(min(max(value, self.low), self.high) / self.low) / math.log(self.high / self.low)
        return round(self.left + (self.right - self.left) * share, 2)

    @property
    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Powers of ten with their places."""
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return tuple((self.at(10.0**n), number(10.0**n)) for n in range(first, last + 1))


@dataclass(frozen=True)
class Line:
    """A point of a method: its line, its mark, how far it surely reaches, and the size of its model."""

    evidence: Evidence
    y: float
    stands: bool
    words: str
    at: float | None
    start: float | None
    end: float | None
    size: float | None


@dataclass(frozen=True)
class Strip:
    """Everything that the template draws."""

    height: float
    rate: Axis
    size: Axis
    lines: tuple[Line, ...]
    wanted: float
    band: tuple[float, float]
    size_line: float


def strip(answer: Answer, sizes: Mapping[tuple[str, str], float | None]) -> Strip | None:
    """Lines in the order of names; `sizes` holds B of parameters by slug and point. None if empty."""
    rows = sorted(answer.rows, key=lambda r: r.order)
    if not rows:
        return None
    slugs = list(dict.fromkeys(r.evidence.method.slug for r in rows))
    rate = _axis([r.evidence.at for r in rows], 1, 100, LEFT, RIGHT)
    size = _axis(list(sizes.values()), 1, 10, SIZE_LEFT, SIZE_RIGHT)
    lines = []
    for row in rows:
        one = row.evidence
        billions = sizes.get((one.method.slug, one.point.id))
        drawn = one.shape in ("known", "least")
        lines.append(
            Line(
                one,
                TOP + PITCH * slugs.index(one.method.slug),
                row.stands,
                _words(one),
                rate.at(one.at) if one.at else None,
                rate.at(one.rate.low) if drawn else None,
                rate.at(one.rate.high) if drawn else None,
                size.at(billions) if billions else None,
            )
        )
    return Strip(
        TOP + PITCH * len(slugs) + FOOT,
        rate,
        size,
        tuple(lines),
        rate.at(answer.wanted),
        (rate.at(BAND_HZ[0]), rate.at(BAND_HZ[1])),
        size.at(LINE_B),
    )


def _axis(values: Sequence[float | None], low: float, high: float, left: float, right: float) -> Axis:
    """From and to a power of ten, around all values and at least from `low` to `high`."""
    stated = [v for v in values if v]
    first = math.floor(math.log10(min([low, *stated])))
    last = math.ceil(math.log10(max([high, *stated])))
    return Axis(10.0**first, 10.0**last, left, right)


def _words(one: Evidence) -> str:
    """The mark in a few words."""
    if one.at is None:
        return "no rate"
    # "Or more" and "at best" say what the other qualifiers would.
    printed = one.qualifier == "about" or one.shape == "unsaid"
    sign = SIGNS.get(one.qualifier or "", "") if printed else ""
    said = {"known": "", "least": " or more", "best": " at best", "unsaid": ", of what, not said"}
    return f"{sign}{number(float(f'{one.at:.3g}'))} Hz{said[one.shape]}"
