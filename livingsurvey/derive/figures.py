"""Marks over two axes, the front among them, and what each improves on.

A mark is one operating point, or a baseline as a point's own source measured it. Nothing is combined
across points, and what a figure leaves out is counted with the reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from livingsurvey.derive.words import Mark
from livingsurvey.model import Method, OperatingPoint

Better = Literal["lower", "higher"]
LOG_FROM = 8.0
"""An axis is logarithmic where its largest value is at least so many times its smallest."""

MOST_ALONE = 12
"""So many classes of a single work are put into words, the others counted."""


@dataclass(frozen=True)
class TradeMark:
    """One point of one work: what it costs (x), what it reaches (y), each as printed and as a number.

    `stated_by` is set on a baseline that has these values in another work's table; `point` is then of that
    work. `starts` are keys of the baselines that the point is compared with in its own source. `unsaid`:
    whether its baseline ran in the same setting is not stated.
    """

    method: Method
    point: OperatingPoint
    x: float
    y: float
    x_text: str
    y_text: str
    mark: Mark
    pillar: str
    note: str = ""
    class_id: str = ""
    stated_by: Method | None = None
    starts: tuple[str, ...] = ()
    on_front: bool = False
    unsaid: bool = False

    @property
    def key(self) -> str:
        """Names the mark inside its figure."""
        if self.stated_by is not None:
            return f"{self.method.slug} {self.x:g} {self.y:g}"
        return f"{self.method.slug}/{self.point.id}"

    @property
    def url(self) -> str:
        """Where the point stands."""
        return f"methods/{(self.stated_by or self.method).slug}/#{self.point.id}"

    @property
    def said(self) -> str:
        """Both values in words."""
        return f"{self.y_text} at {self.x_text}"

    @property
    def remark(self) -> str:
        """What a reader must know beside both values."""
        return "; ".join(filter(None, [self.note, "same setting not stated" if self.unsaid else ""]))


@dataclass(frozen=True)
class Figure:
    """Marks over two axes, in one class of comparison unless `classes` is above 1.

    `works` of `works_known` have a mark; `baselines` more stand in it as others measured them. No front
    crosses from one class to another.
    """

    id: str
    title: str
    x_label: str
    y_label: str
    better: Better
    marks: tuple[TradeMark, ...]
    left_out: tuple[tuple[str, int], ...]
    works: int
    works_known: int
    classes: int = 1
    baselines: int = 0
    class_id: str = ""
    class_words: str = ""
    x_unit: str = ""

    @property
    def x_log(self) -> bool:
        """Whether the x axis is logarithmic: never for shares, nor for values that lie close together."""
        low, high = min(m.x for m in self.marks), max(m.x for m in self.marks)
        return self.x_unit != "%" and low > 0 and high / low >= LOG_FROM

    @property
    def front(self) -> tuple[TradeMark, ...]:
        """The marks of the front, in the order of x."""
        return tuple(m for m in self.marks if m.on_front)

    @property
    def unsaid(self) -> int:
        """How many marks do not say whether their baseline ran in the same setting."""
        return sum(m.unsaid for m in self.marks)

    def starts(self, mark: TradeMark) -> tuple[TradeMark, ...]:
        """The baselines from which an arrow leads to a mark: those that it costs no more than."""
        sign = 1 if self.better == "lower" else -1
        named = (self._by_key[key] for key in mark.starts if key in self._by_key)
        return tuple(sorted((m for m in named if sign * mark.x <= sign * m.x), key=in_order))

    def label(self, mark: TradeMark) -> str:
        """What a mark is called here: its work, or the variant where a work has several."""
        several = mark.stated_by is None and self._points[mark.method.slug] > 1
        return mark.point.model if several else mark.method.name

    @cached_property
    def _by_key(self) -> dict[str, TradeMark]:
        return {m.key: m for m in self.marks}

    @cached_property
    def _points(self) -> Counter[str]:
        return Counter(m.method.slug for m in self.marks if m.stated_by is None)


@dataclass(frozen=True)
class Alone:
    """A class that is counted and not drawn: one work states what it holds.

    `said` is its best point, `against` the baselines of that point as it measured them.
    """

    name: str
    url: str
    said: str
    class_words: str
    points: int
    against: str = ""


@dataclass(frozen=True)
class Tradeoff:
    """One benchmark's split against one cost: a figure for each class, fullest first, and the rest.

    `on` and `x` are what a reader chooses; `works` of `works_known` state both for one point. `undrawn`
    classes have no figure for want of room.
    """

    id: str
    on: str
    on_label: str
    x: str
    x_label: str
    x_name: str
    title: str
    y_name: str
    works: int
    works_known: int
    left_out: tuple[tuple[str, int], ...]
    figures: tuple[Figure, ...] = ()
    alone: tuple[Alone, ...] = ()
    alone_more: int = 0
    undrawn: int = 0


def with_front(marks: Sequence[TradeMark], better: Better) -> tuple[TradeMark, ...]:
    """The marks in the order of x, with those flagged that no other beats.

    One mark beats another that costs no less and reaches no more. Of equals, each work's first is flagged.
    """
    sign = 1 if better == "lower" else -1
    ordered = sorted(marks, key=lambda m: (sign * m.x, -m.y, m.stated_by is not None, m.key))
    best: TradeMark | None = None
    flagged = []
    for one in ordered:
        leads = best is None or one.y > best.y or _ties(one, best)
        best = one if leads else best
        flagged.append(replace(one, on_front=leads))
    return tuple(sorted(flagged, key=in_order))


def _ties(one: TradeMark, other: TradeMark) -> bool:
    return (one.x, one.y) == (other.x, other.y) and one.method.slug != other.method.slug


def in_order(mark: TradeMark) -> tuple[float, float, str]:
    """Sorts marks from left to right."""
    return mark.x, mark.y, mark.key


def counted(reasons: dict[str, int]) -> tuple[tuple[str, int], ...]:
    """Reasons with their counts, most frequent first."""
    return tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))


def id_of(*words: str | None) -> str:
    """Ids and terms as one id, for an address or an anchor."""
    return re.sub(r"[^a-z0-9]+", "-", "-".join(filter(None, words)).lower()).strip("-")
