"""Methods side by side: which point stands for each, and one table of facts, numbers and settings.

The browser makes the same table of any selection (docs/assets/js/compare/); tests hold the two equal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from livingsurvey.derive.column import FACTS, SETTINGS, Choice, Column, Entry, Item
from livingsurvey.derive.comparability import Level, Reading, Verdict, compare
from livingsurvey.derive.words import number
from livingsurvey.model import Method, Metric
from livingsurvey.view import View

MOST_PAIRS = 100
"""Pairs that have a page of their own: it bounds the build."""

NONE_STATED = "not stated"
APART = "not comparable: "
_OUTCOMES = ("avg_len", "score")
_BINARY = 1e-9
"""So much may a difference of printed numbers be off in binary: 97.4 - 97.1 is above 0.3."""
_THREE_DIGITS = Context(prec=3, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """One line of a cell. `level` is 1 to 5, as a class of the verdict; 0 where nothing is compared."""

    item: Item
    verdict: str = ""
    level: int = 0


@dataclass(frozen=True)
class Row:
    """One fact, setting or metric of all columns; an empty cell is a blank."""

    label: str
    unit: str
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True)
class Section:
    """Rows of one sort. `blank` is what an empty cell prints."""

    title: str
    blank: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Comparison:
    """A table: the reference is the first column."""

    heads: tuple[tuple[str, str], ...]
    caption: str
    sections: tuple[Section, ...]


def measured(metric: Metric) -> bool:
    """Whether a value counts when a point is chosen: a fact of the weights says nothing of a run."""
    return metric.stage != "model"


def best(entry: Entry, others: Sequence[Entry]) -> tuple[Verdict, Entry] | None:
    """The verdict of a value against the one of another point that it meets best, and that value."""
    found = [
        (compare(entry.reading, o.reading), o)
        for o in others
        if o.reading.metric.id == entry.reading.metric.id
    ]
    return min(found, key=lambda f: (f[0].level, len(f[0].missing) + len(f[0].differing)), default=None)


Score = tuple[int, ...]


def score(point: Choice, reference: Choice) -> Score:
    """How many metrics of a point compare with the reference's, then how many on each level.

    The strongest level comes first. Last, whether both ran one base model: a technique on the model that it
    stands beside goes before the same technique on another.
    """
    levels: dict[str, Level] = {}
    for entry in point.entries:
        found = best(entry, reference.entries) if measured(entry.metric) else None
        if found and found[0].level is not Level.BESIDE:
            levels[entry.metric.id] = min(levels.get(entry.metric.id, Level.BESIDE), found[0].level)
    on = [sum(1 for v in levels.values() if v is level) for level in Level if level is not Level.BESIDE]
    return (len(levels), *on, int(bool(levels) and reference.base == point.base))


def natural_pairs(view: View) -> list[tuple[Method, Method]]:
    """Each method and what it builds on, where measurements of the two compare, by name.

    Of more than MOST_PAIRS those with the most metrics that compare, then the newest: the others are
    made in the browser.
    """
    found: dict[str, dict[str, list[Reading]]] = {m.slug: defaultdict(list) for m in view.methods}
    for reading in view.readings:
        if measured(reading.metric) and reading.rankable:
            found[reading.method.slug][reading.metric.id].append(reading)
    shared = {
        (m.slug, base): sum(
            _meet(own, found[base].get(metric, ())) for metric, own in found[m.slug].items()
        )
        for m in view.methods
        for base in m.builds_on
        if base in found
    }
    methods = view.survey.methods
    best = sorted(filter(shared.get, shared), key=lambda p: (shared[p], methods[p[0]].month), reverse=True)
    kept = set(best[:MOST_PAIRS])
    return [(methods[slug], methods[base]) for slug, base in shared if (slug, base) in kept]


def _meet(some: Iterable[Reading], others: Sequence[Reading]) -> bool:
    return any(compare(a, b).level is not Level.BESIDE for a in some for b in others)


def choose(columns: Sequence[Column]) -> list[Choice | None]:
    """The point of each column, the first being the reference: what compares best, else the headline."""
    reference, *others = columns

    def total(candidate: Choice) -> Score:
        scores = [max((score(p, candidate) for p in o.points), default=()) for o in others]
        return tuple(sum(parts) for parts in zip(*filter(None, scores), strict=True))

    if not reference.points:
        return [next(iter(c.in_order), None) for c in columns]
    first = max(reference.in_order, key=total)
    return [first, *(max(o.in_order, key=lambda p: score(p, first), default=None) for o in others)]


def comparison(columns: Sequence[Column], order: Sequence[Metric]) -> Comparison:
    """The table of some methods, the first being the reference; `order` is that of all metrics."""
    points = choose(columns)
    numbers = tuple(_numbers(metric, points) for metric in order)
    none = Item("none entered yet")
    titles = Row("Operating point", "", tuple((Line(p.title if p else none),) for p in points))
    sources = Row("Source", "", tuple((Line(p.source),) if p else () for p in points))
    return Comparison(
        heads=tuple((c.slug, c.name) for c in columns),
        caption=_caption([c.name for c in columns], numbers),
        sections=(
            Section("Work", "–", _texts(FACTS, [c.facts for c in columns])),
            Section("Numbers", "–", (titles, *filter(_holds, (sources, *numbers)))),
            Section("Setting", NONE_STATED, _texts(SETTINGS, [p.settings if p else {} for p in points])),
        ),
    )


def _caption(names: Sequence[str], numbers: Sequence[Row]) -> str:
    """How many values may be compared, and what keeps the others apart."""
    if len(names) == 1:
        return f"{names[0]} alone."
    compared = [line for row in numbers for cell in row.cells for line in cell if line.level]
    apart = [line.verdict for line in compared if line.level == Level.BESIDE]
    reasons = Counter(r for words in apart for r in words.removeprefix(APART).split(", "))
    said = ", ".join(f"{words} ({n})" for words, n in reasons.most_common())
    return (
        f"Reference: {names[0]}. Numbers beside one of its own: {len(compared)}, "
        f"of which comparable: {len(compared) - len(apart)}.{said and f' In the way: {said}.'}"
    )


def _texts(labels: Sequence[str], columns: Sequence[dict[str, str]]) -> tuple[Row, ...]:
    rows = (
        Row(label, "", tuple((Line(Item(c[label])),) if label in c else () for c in columns))
        for label in labels
    )
    return tuple(filter(_holds, rows))


def _holds(row: Row) -> bool:
    return any(row.cells)


def _numbers(metric: Metric, points: Sequence[Choice | None]) -> Row:
    cells = [[e for e in p.entries if e.metric.id == metric.id] if p else [] for p in points]
    reference, *others = cells
    return Row(
        metric.label,
        metric.unit,
        (
            tuple(Line(e.item) for e in reference),
            *(tuple(_line(e, reference) for e in cell) for cell in others),
        ),
    )


def _line(entry: Entry, reference: Sequence[Entry]) -> Line:
    found = best(entry, reference)
    if found is None:
        return Line(entry.item)
    verdict, met = found
    words = verdict.words
    if verdict.level is not Level.BESIDE and (how := change(entry, met)):
        words += f": {how}"
    return Line(entry.item, words, int(verdict.level))


def by_difference(metric: Metric) -> bool:
    """Whether two values of a metric are set beside each other by their difference, not their ratio."""
    return metric.unit in ("%", "pp") or metric.id in _OUTCOMES


def change(entry: Entry, reference: Entry) -> str:
    """A value against the reference's in words, where both are exact; empty where that says nothing."""
    metric = entry.metric
    a, b = entry.reading.quantity.exact, reference.reading.quantity.exact
    if a is None or b is None:
        return ""
    size = abs(Decimal(a - b)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if a == b or (by_difference(metric) and not size):
        return "equal"
    if by_difference(metric):
        points = " points" if metric.unit else ""
        said = f"{'+' if a > b else '−'}{number(float(size))}{points}"
    elif a > 0 and b > 0:
        said = f"{number(float(_THREE_DIGITS.create_decimal(Decimal(a / b))))}× the reference’s"
    else:
        return ""
    spread = (entry.reading.quantity.plus_minus or 0) + (reference.reading.quantity.plus_minus or 0)
    if spread and abs(a - b) - spread < _BINARY:
        return f"{said}, within the stated spread"
    if metric.better == "none":
        return said
    return f"{said}, {'better' if (a > b) == (metric.better == 'higher') else 'worse'}"
