"""What the survey holds and what it lacks: per part of each taxonomy, per setting, per metric."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from livingsurvey.derive.comparability import Level, Reading
from livingsurvey.derive.meetings import strongest
from livingsurvey.model import Method, OperatingPoint
from livingsurvey.view import View

CHECKLIST = (
    "benchmark", "split", "eval_trials", "hardware", "runtime", "precision",
    "batch", "chunk", "steps", "timing_scope", "execution", "cameras",
)  # fmt: skip
"""The settings without which a time or a success rate cannot be compared: see /reporting/."""

_LEVELS = (Level.SAME_SETUP, Level.STATED_EQUAL, Level.SAME_BASELINE, Level.HARDWARE_FREE)


@dataclass(frozen=True)
class Figure:
    """One count of the survey; `depth` indents what is a part of the line above."""

    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True)
class Part:
    """The entries of one part of a taxonomy, and of how many of them more is known."""

    label: str
    url: str
    entered: int
    placed_by_us: int
    numbered: int
    timed_on: int
    primary: int
    checked: int


@dataclass(frozen=True)
class Stated:
    """How many settings of the checklist a work states for what it measured."""

    method: Method
    stated: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Comparable:
    """The figures of one metric by the strongest level on which another figure stands beside each."""

    metric: str
    label: str
    figures: int
    levels: tuple[int, ...]
    alone: int
    across_works: int


def figures(view: View) -> list[Figure]:
    """The counts of the whole survey."""
    kinds = Counter(m.kind for m in view.methods)
    efficient = [m for m in view.methods if m.kind == "efficient"]
    points = [p for m in view.methods for p in m.operating_points]
    primary = sum(p.source.read == "primary" for p in points)
    known = len(view.methods) + len(view.survey.screening) + len(view.survey.surveys)
    return [
        Figure("Works known", known),
        Figure("entered", len(view.methods), 1),
        *(Figure(view.words.term("kind", kind), count, 2) for kind, count in sorted(kinds.items())),
        Figure("looked at and left out", len(view.survey.screening), 1),
        Figure("related surveys", len(view.survey.surveys), 1),
        Figure("Entries with numbers", sum(map(_numbered, view.methods))),
        Figure("of efficient ones", sum(map(_numbered, efficient)), 1),
        Figure("that name a device", sum(map(_names_device, view.methods)), 1),
        Figure("with a point read in the work itself", sum(map(_primary, view.methods)), 1),
        Figure(
            "Entries checked, or found without a figure",
            sum(bool(m.checked) for m in view.methods),
        ),
        Figure("Operating points", len(points)),
        Figure("read in the work itself", primary, 1),
        Figure("taken over from another document", len(points) - primary, 1),
        Figure("Values, each with its source", view.sourced_numbers),
        Figure("Documents cited", len(view.survey.references)),
    ]


def parts(view: View) -> list[tuple[str, list[Part]]]:
    """Per taxonomy, its parts at the first level, each counted at or below it."""
    found = []
    for scheme, taxonomy in view.survey.taxonomies.items():
        lines = [
            _part(
                node.title.en,
                f"taxonomy/{scheme}/{node.id}/",
                view.by_node.get((scheme, node.id), ()),
                scheme,
            )
            for node in taxonomy.nodes
        ]
        filed = [m for m in view.methods if m.taxonomy.get(scheme)]
        lines.append(_part("All parts, each work once", f"taxonomy/{scheme}/", filed, scheme))
        found.append((taxonomy.title.en, lines))
    return found


def _part(label: str, url: str, methods: Iterable[Method], scheme: str) -> Part:
    listed = list(methods)

    def count(test: Callable[[Method], bool]) -> int:
        return sum(map(test, listed))

    return Part(
        label,
        url,
        len(listed),
        count(lambda m: all(p.by == "us" for p in m.taxonomy[scheme])),
        count(_numbered),
        count(_names_device),
        count(_primary),
        count(lambda m: bool(m.checked)),
    )


def stated(view: View) -> list[Stated]:
    """For each method that measured something while it ran, which settings it states; fullest first."""
    found = []
    for method in view.methods:
        measured = [p for p in method.operating_points if p.stage == "inference" and not p.superseded_by]
        if measured:
            there = {key for key in CHECKLIST if any(_states(p, key) for p in measured)}
            found.append(
                Stated(
                    method,
                    tuple(k for k in CHECKLIST if k in there),
                    tuple(k for k in CHECKLIST if k not in there),
                )
            )
    return sorted(found, key=lambda s: (-len(s.stated), s.method.name.casefold(), s.method.slug))


def share_stating(found: list[Stated]) -> Mapping[str, int]:
    """For each setting of the checklist, how many of the works state it."""
    counts = Counter(key for s in found for key in s.stated)
    return {key: counts[key] for key in CHECKLIST}


def oldest_unchecked(view: View) -> list[Method]:
    """Entries with numbers that nobody but who entered them has checked, oldest first."""
    return sorted(
        (m for m in view.methods if m.operating_points and not m.checked), key=lambda m: (m.month, m.slug)
    )


def comparable(view: View) -> list[Comparable]:
    """Per metric: each figure once, at the strongest level on which it meets one of another point."""
    by_metric: dict[str, list[Reading]] = defaultdict(list)
    for reading in view.readings:
        by_metric[reading.metric.id].append(reading)
    found = []
    for metric_id, readings in by_metric.items():
        found_levels = strongest(readings)
        metric = view.survey.metrics[metric_id]
        counts = Counter(level for level, _ in found_levels)
        found.append(
            Comparable(
                metric_id,
                metric.label,
                len(readings),
                tuple(counts[level] for level in _LEVELS),
                counts[Level.BESIDE],
                sum(other for _, other in found_levels),
            )
        )
    return sorted(found, key=lambda c: (-c.figures, c.metric))


def _numbered(method: Method) -> bool:
    return bool(method.operating_points)


def _primary(method: Method) -> bool:
    return any(p.source.read == "primary" for p in method.operating_points)


def _names_device(method: Method) -> bool:
    return any(p.setting.hardware for p in method.operating_points)


def _states(point: OperatingPoint, key: str) -> bool:
    if key == "hardware":
        return bool(point.setting.hardware or point.setting.hardware_text)
    return getattr(point.setting, key) is not None
