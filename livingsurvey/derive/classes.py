"""Readings of one metric in classes: inside a class any two may be compared, across classes none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from livingsurvey.derive.comparability import Level, Reading, compare
from livingsurvey.model import Quantity
from livingsurvey.view import View


@dataclass(frozen=True)
class Class:
    """What may be compared with each other, and on which level (1, 2 or 4)."""

    level: Level
    readings: tuple[Reading, ...]


def classes(readings: Sequence[Reading]) -> list[Class]:
    """The classes of readings of one metric that are no ratios. A reading may stand in several.

    Sizes and counts of one scope are one class; a time, a rate or a memory belongs to its set-up (one
    source, version and table) and to the class of what it states, where it states all that is needed.
    """
    free: dict[object, list[Reading]] = defaultdict(list)
    setups: dict[object, list[Reading]] = defaultdict(list)
    stated: dict[object, list[Reading]] = defaultdict(list)
    for reading in (r for r in readings if r.rankable):
        if reading.hardware_free:
            free[reading.key("scope")].append(reading)
            continue
        if reading.point.setup is not None:
            setups[reading.source.cite, reading.source.version, reading.point.setup].append(reading)
        if (key := reading.class_key()) is not None:
            stated[key].append(reading)
    return [
        *(Class(Level.HARDWARE_FREE, tuple(group)) for group in free.values()),
        *(Class(Level.SAME_SETUP, part) for group in setups.values() for part in _parts(group)),
        *(Class(Level.STATED_EQUAL, tuple(group)) for group in stated.values()),
    ]


def _parts(group: Sequence[Reading]) -> Iterator[tuple[Reading, ...]]:
    """A set-up in parts of which any two members meet on level 1: a table over two devices is two."""
    parts: list[list[Reading]] = []
    for reading in group:
        fits = (p for p in parts if all(compare(reading, other).level is Level.SAME_SETUP for other in p))
        part = next(fits, None)
        if part is None:
            parts.append([reading])
        else:
            part.append(reading)
    return (tuple(p) for p in parts)


def class_words(view: View, found: Class) -> str:
    """The level of a class and what its members share, in words."""
    first = found.readings[0]
    scope = first.quantity.scope
    covers = f"{view.words.term('scope', scope)} only" if scope else "whole model"
    if found.level is Level.SAME_SETUP:
        reference = view.survey.references.get(first.source.cite)
        said = [reference.short if reference else first.source.cite, first.source.where]
        said += [covers] if scope else []
    else:
        keys = first.metric.comparable_on
        said = [_stated(view, first, key) for key in keys if key != "scope"]
        said += [covers] if "scope" in keys else []
    return f"{found.level.label}: {', '.join(said)}"


def _stated(view: View, reading: Reading, key: str) -> str:
    value = getattr(reading.point.setting, key)
    words = view.words.setting(key, value)
    return f"{key.replace('_', ' ')} {words}" if isinstance(value, Quantity) else words
