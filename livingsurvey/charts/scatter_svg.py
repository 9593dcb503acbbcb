"""A trade-off as coordinates: marks, arrows, the front as steps, ticks, and names where they fit."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from livingsurvey.charts.timeline_svg import MARKS
from livingsurvey.derive.figures import Figure, TradeMark
from livingsurvey.derive.words import number

WIDTH, HEIGHT = 820.0, 440.0
LEFT, RIGHT, TOP, BOTTOM = 52.0, 110.0, 30.0, 44.0
MARK, OUTLINED = 6.0, 9.0
"""Half the side of the square that a mark takes up: a plain one, and one with the outline of the front."""
UNDERLINED = 12.0
"""How far below its centre a mark reaches whose setting is not stated."""
_GLYPH, _LINE, _LONGEST = 6.6, 13.0, 22
_NAMES, _FAR, _MOST_TICKS = 80, 160.0, 12

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Spot:
    """One mark of the figure at its place."""

    trade: TradeMark
    label: str
    x: float
    y: float
    shape: str

    @property
    def box(self) -> Box:
        """What the mark covers, a line under it included."""
        half = OUTLINED if self.trade.on_front else MARK
        below = UNDERLINED if self.trade.unsaid else half
        return self.x - half, self.y - half, self.x + half, self.y + below


@dataclass(frozen=True)
class Name:
    """A label beside a mark; `quiet` on a baseline."""

    text: str
    x: float
    y: float
    anchor: str
    quiet: bool = False

    @property
    def box(self) -> Box:
        """What the label covers, by the width of an average letter."""
        width = len(self.text) * _GLYPH
        left = self.x if self.anchor == "start" else self.x - width
        return left, self.y - _LINE + 2, left + width, self.y + 3


@dataclass(frozen=True)
class Arrow:
    """A line from a baseline to what is compared with it, clear of both marks, and the strokes of its head.

    `ends` are both ends in the units of the axes: x, y, x, y.
    """

    line: str
    head: str
    ends: str


@dataclass(frozen=True)
class AxisTick:
    """A value of an axis at its place."""

    at: float
    label: str


@dataclass(frozen=True)
class Scatter:
    """Everything that the template draws, in user units."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    spots: tuple[Spot, ...]
    names: tuple[Name, ...]
    arrows: tuple[Arrow, ...]
    front: str
    x_ticks: tuple[AxisTick, ...]
    y_ticks: tuple[AxisTick, ...]


def scatter(figure: Figure) -> Scatter:
    """Lay out a figure that has marks."""
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    (x_low, x_high), x_values = _axis([m.x for m in figure.marks], figure.x_log)
    (y_low, y_high), y_values = _axis([m.y for m in figure.marks], log=False)

    def place_x(value: float) -> float:
        low, high, at = (math.log(v) if figure.x_log else v for v in (x_low, x_high, value))
        return LEFT + (right - LEFT) * (at - low) / (high - low)

    def place_y(value: float) -> float:
        return bottom - (bottom - TOP) * (value - y_low) / (y_high - y_low)

    spots = tuple(
        Spot(m, figure.label(m), place_x(m.x), place_y(m.y), MARKS.get(m.pillar, "diamond"))
        for m in figure.marks
    )
    leading = [s for s in spots if s.trade.on_front and figure.classes == 1]
    return Scatter(
        WIDTH,
        HEIGHT,
        LEFT,
        right,
        TOP,
        bottom,
        spots,
        tuple(_names(spots)),
        _arrows(figure, spots),
        _steps(leading, figure.better),
        tuple(AxisTick(place_x(v), number(v)) for v in x_values),
        tuple(AxisTick(place_y(v), number(v)) for v in y_values),
    )


def _axis(values: Sequence[float], log: bool) -> tuple[tuple[float, float], list[float]]:
    """Both ends of an axis with room around the values, and where its ticks stand."""
    low, high = min(values), max(values)
    if log:
        ends = low / 1.35, high * 1.35
        return ends, _log_ticks(*ends)
    step = _step(max(high - low, 0.5) / 5)
    first, last = math.floor(low / step), math.ceil(high / step + 0.01)
    if low / step - first < 0.15 and low != 0:
        first -= 1
    ends = first * step, last * step
    return ends, [round(i * step, 9) for i in range(first, last + 1)]


def _step(raw: float) -> float:
    """The least of 1, 2 or 5 times a power of ten that is not below `raw`."""
    power = 10.0 ** math.floor(math.log10(raw))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= raw * 0.999)


def _log_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times each power of ten, or the powers alone where these are too many."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    fine = [m * 10.0**d for d in decades for m in (1, 2, 5) if low <= m * 10.0**d <= high]
    coarse = [10.0**d for d in decades if low <= 10.0**d <= high]
    return [float(f"{t:g}") for t in (fine if len(fine) <= _MOST_TICKS else coarse)]


def _steps(front: Sequence[Spot], better_x: str) -> str:
    """The front as steps: each mark holds until a better one is reached."""
    path = ""
    for before, spot in zip([None, *front], front, strict=False):
        if before is None:
            path = f"M{spot.x:.1f} {spot.y:.1f}"
        elif better_x == "lower":
            path += f"H{spot.x:.1f}V{spot.y:.1f}"
        else:
            path += f"V{spot.y:.1f}H{spot.x:.1f}"
    return path


def _arrows(figure: Figure, spots: Sequence[Spot]) -> tuple[Arrow, ...]:
    at = {s.trade.key: s for s in spots}
    drawn = (_arrow(at[start.key], spot) for spot in spots for start in figure.starts(spot.trade))
    return tuple(a for a in drawn if a is not None)


def _arrow(start: Spot, end: Spot) -> Arrow | None:
    """From the edge of one mark to the edge of the other; None where they stand too close for it."""
    dx, dy = end.x - start.x, end.y - start.y
    length = math.hypot(dx, dy)
    gap = OUTLINED + 1 if end.trade.on_front else MARK + 1
    if length < MARK + gap + 6:
        return None
    dx, dy = dx / length, dy / length
    x, y = end.x - dx * gap, end.y - dy * gap
    line = f"M{start.x + dx * MARK:.1f} {start.y + dy * MARK:.1f}L{x:.1f} {y:.1f}"
    wings = [(x - 6 * dx + side * 3 * dy, y - 6 * dy - side * 3 * dx) for side in (1, -1)]
    head = f"M{wings[0][0]:.1f} {wings[0][1]:.1f}L{x:.1f} {y:.1f}L{wings[1][0]:.1f} {wings[1][1]:.1f}"
    ends = f"{start.trade.x:g} {start.trade.y:g} {end.trade.x:g} {end.trade.y:g}"
    return Arrow(line, head, ends)


def _names(spots: Sequence[Spot]) -> list[Name]:
    """Names of the front, then of others, where they cover neither a mark nor another name.

    A work is named again only far from its name, and no more are tried than a reader could take in.
    """
    boxes = [s.box for s in spots]
    names: list[Name] = []
    wanted = sorted(spots, key=lambda s: (not s.trade.on_front, s.trade.stated_by is not None, s.y))
    for spot in wanted[:_NAMES]:
        text = _shortened(spot.label, is_variant=spot.label != spot.trade.method.name)
        if any(n.text == text and math.dist((n.x, n.y), (spot.x, spot.y)) < _FAR for n in names):
            continue
        name = next((n for n in _places(spot, text) if _is_free(n.box, boxes)), None)
        if name is not None:
            boxes.append(name.box)
            names.append(name)
    return names


def _places(spot: Spot, text: str) -> list[Name]:
    """Where a name may stand: right, left, above, below; clear of its own mark."""
    away = (spot.box[2] - spot.box[0]) / 2 + 3
    quiet = spot.trade.stated_by is not None
    return [
        Name(text, spot.x + away, spot.y + 4, "start", quiet),
        Name(text, spot.x - away, spot.y + 4, "end", quiet),
        Name(text, spot.x, spot.y - away - 1, "start", quiet),
        Name(text, spot.x, spot.y + away + 9, "start", quiet),
        Name(text, spot.x, spot.y - away - 1, "end", quiet),
        Name(text, spot.x, spot.y + away + 9, "end", quiet),
    ]


def _is_free(box: Box, taken: Sequence[Box]) -> bool:
    inside = box[0] >= LEFT and box[2] <= WIDTH and box[1] >= 0 and box[3] <= HEIGHT - BOTTOM
    return inside and not any(overlap(box, other) for other in taken)


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes share some area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _shortened(name: str, is_variant: bool) -> str:
    """A name in a figure's length: of a variant the end, in which variants of one work differ."""
    if len(name) <= _LONGEST:
        return name
    return "…" + name[1 - _LONGEST :].lstrip() if is_variant else name[: _LONGEST - 1] + "…"
