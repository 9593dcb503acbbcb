"""The timeline as coordinates: dots stacked by month, efficient works up, foundational ones down.

Beneath them the sums so far, one line a lane, over the same months.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from livingsurvey.derive.timeline import LANES, Entry

MARKS = {
    "model-design": "circle",
    "training": "square",
    "data-collection": "triangle",
    "foundational": "diamond",
}
STEP = 20.0
PITCH = 11.0
MARGIN = 24.0
LABEL_HEIGHT = 14.0
CLEAR = PITCH * 1.6
GLYPH_WIDTH = 6.6
SUMS_HEIGHT = 54.0


@dataclass(frozen=True)
class Frame:
    """The room of a picture: user units a month and right of the last; what is drawn beside the dots."""

    step: float = STEP
    right: float = 84.0
    labels: bool = True
    sums: bool = True


FULL = Frame()
MINI = Frame(step=13.0, right=MARGIN, labels=False, sums=False)


@dataclass(frozen=True)
class Dot:
    """One work: where, with which mark."""

    entry: Entry
    x: float
    y: float
    mark: str


@dataclass(frozen=True)
class LandmarkLabel:
    """The name of a landmark beyond the end of its stack, with a line from its dot to the name."""

    slug: str
    text: str
    x: float
    y: float
    line_from: float
    line_to: float


@dataclass(frozen=True)
class Tick:
    """The first month of a year on the axis."""

    x: float
    label: str


@dataclass(frozen=True)
class SumLine:
    """How many works of a lane there were by each month: a path of steps, and the total at its end."""

    lane: str
    path: str
    x: float
    y: float
    total: int


@dataclass(frozen=True)
class TimelinePicture:
    """Everything the SVG template draws, in user units.

    `pitch` is the distance of two works of a month; sums are 0 at `base`, one work is `unit` high.
    """

    width: float
    height: float
    axis: float
    dots: tuple[Dot, ...]
    labels: tuple[LandmarkLabel, ...]
    ticks: tuple[Tick, ...]
    sums: tuple[SumLine, ...] = ()
    base: float = 0.0
    unit: float = 0.0
    pitch: float = PITCH


def picture(entries: Sequence[Entry], frame: Frame = FULL) -> TimelinePicture:
    """Lay out the timeline; an empty survey gives an empty picture."""
    if not entries:
        return TimelinePicture(2 * MARGIN, 2 * MARGIN, MARGIN, (), (), ())
    first, last = entries[0].index, entries[-1].index
    up, down = (_place_labels(entries, lane, first) if frame.labels else {} for lane in LANES)
    head = max([_depth(entries, "efficient") * PITCH + CLEAR, *(y + LABEL_HEIGHT for y in up.values())])
    foot = max(
        [_depth(entries, "foundational") * PITCH + CLEAR, *(y + LABEL_HEIGHT for y in down.values())]
    )
    axis = head + PITCH
    dots = tuple(_dot(e, first, axis, frame.step) for e in entries)
    base = axis + foot + PITCH + (SUMS_HEIGHT if frame.sums else 0)
    unit = SUMS_HEIGHT / max(Counter(e.lane for e in entries).values())
    return TimelinePicture(
        width=(last - first) * frame.step + MARGIN + frame.right,
        height=base + (LABEL_HEIGHT / 2 if frame.sums else 0),
        axis=axis,
        dots=dots,
        labels=tuple(_labels(dots, up | down, axis)),
        ticks=tuple(_ticks(first, last, frame.step)),
        sums=tuple(_sums(dots, base, unit)) if frame.sums else (),
        base=base,
        unit=unit,
    )


def _depth(entries: Sequence[Entry], lane: str) -> int:
    return max((e.rank + 1 for e in entries if e.lane == lane), default=0)


def _dot(entry: Entry, first: int, axis: float, step: float) -> Dot:
    side = -1 if entry.lane == "efficient" else 1
    x = MARGIN + (entry.index - first) * step
    return Dot(entry, x, axis + side * (CLEAR + entry.rank * PITCH), MARKS.get(entry.pillar, "circle"))


def _place_labels(entries: Sequence[Entry], lane: str, first: int) -> dict[str, float]:
    """Distance from the axis of each landmark's label: clear of every stack, label and line it would cover.

    The newest are placed first: the line to a label meets only labels of works before its own.
    """
    heights: dict[int, float] = {}
    for entry in entries:
        if entry.lane == lane:
            heights[entry.index] = CLEAR + entry.rank * PITCH + PITCH
    placed: list[tuple[float, float, float]] = []
    distances: dict[str, float] = {}
    for entry in (e for e in reversed(entries) if e.lane == lane and e.landmark):
        left = MARGIN + (entry.index - first) * STEP - 6
        right = left + len(entry.name) * GLYPH_WIDTH + 14
        covered = [h for i, h in heights.items() if left < MARGIN + (i - first) * STEP + 5 < right + 5]
        distance = max(covered, default=CLEAR) + 4
        lines = [d for start, _, d in placed if left < start + 6 < right and start != left]
        distance = max([distance, *(d + LABEL_HEIGHT for d in lines)])
        while any(
            start < right and left < end and abs(d - distance) < LABEL_HEIGHT for start, end, d in placed
        ):
            distance += 2
        placed.append((left, right, distance))
        distances[entry.slug] = distance
    return distances


def _labels(dots: Sequence[Dot], distances: Mapping[str, float], axis: float) -> list[LandmarkLabel]:
    labels = []
    for dot in dots:
        entry = dot.entry
        if entry.slug not in distances:
            continue
        side = -1 if entry.lane == "efficient" else 1
        y = axis + side * distances[entry.slug] + (0 if side < 0 else LABEL_HEIGHT / 2)
        end = y + 3 if side < 0 else y - LABEL_HEIGHT / 2
        labels.append(LandmarkLabel(entry.slug, entry.name, dot.x, y, dot.y + side * 5, end))
    return labels


def _ticks(first: int, last: int, step: float) -> list[Tick]:
    years = range(first // 12, last // 12 + 1)
    return [Tick(MARGIN + max(0, y * 12 - first) * step, str(y)) for y in years]


def _sums(dots: Sequence[Dot], base: float, unit: float) -> list[SumLine]:
    """One line a lane as far as the last month of either; the totals at their ends do not overlap."""
    start, end = dots[0].x, dots[-1].x
    lines: list[SumLine] = []
    for lane in LANES:
        at: Counter[float] = Counter(d.x for d in dots if d.entry.lane == lane)
        path, total = f"M{start:g} {base:.1f}", 0
        for x, count in sorted(at.items()):
            total += count
            path += f"H{x:g}V{base - total * unit:.1f}"
        lines.append(SumLine(lane, f"{path}H{end:g}", end + 8, base - total * unit + 4, total))
    low, high = sorted(lines, key=lambda line: line.total)
    gap = max(0.0, LABEL_HEIGHT - (low.y - high.y))
    return [SumLine(s.lane, s.path, s.x, s.y - (gap if s is high else 0), s.total) for s in lines]
