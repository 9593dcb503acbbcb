"""Which of many readings meet which, without comparing every pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from livingsurvey.derive.comparability import HARDWARE_FREE, Level, Reading, compare, fair_ratio


def strongest(readings: Sequence[Reading]) -> list[tuple[Level, bool]]:
    """For each reading of one metric, the strongest level on which one of another point meets it.

    The second value says whether a reading of another method does, on any level but the last. The
    same answer as `compare` over all pairs, in time linear in the readings but for equal set-ups.
    """
    meetings: dict[tuple[Level, object], list[int]] = defaultdict(list)
    for index, reading in enumerate(readings):
        for place in _meeting_places(reading):
            meetings[place].append(index)
    best = [Level.BESIDE] * len(readings)
    across = [False] * len(readings)
    for (level, _), members in meetings.items():
        if level is Level.SAME_SETUP:
            _meet_in_setup(readings, members, best, across)
            continue
        several_points = len({id(readings[m].point) for m in members}) > 1
        several_methods = len({readings[m].method.slug for m in members}) > 1
        apart = {name for m in members for name in readings[m].apart}
        for index in members if several_points else ():
            own = readings[index]
            if own.apart or own.own in apart or own.method.slug in apart:
                _meet_one_by_one(readings, members, index, best, across)
            else:
                best[index] = min(best[index], level)
                across[index] |= several_methods
    return list(zip(best, across, strict=True))


def _meet_one_by_one(
    readings: Sequence[Reading], members: Sequence[int], index: int, best: list[Level], across: list[bool]
) -> None:
    """A value that a source tells apart from another meets the rest."""
    own = readings[index]
    for other in (readings[m] for m in members if readings[m].point is not own.point):
        level = compare(own, other).level
        best[index] = min(best[index], level)
        across[index] |= level is not Level.BESIDE and other.method.slug != own.method.slug


def _meet_in_setup(
    readings: Sequence[Reading], members: Sequence[int], best: list[Level], across: list[bool]
) -> None:
    """One set-up holds few readings: each meets those that `compare` lets it meet."""
    for index in members:
        own = readings[index]
        others = [readings[m] for m in members if readings[m].point is not own.point]
        met = [o for o in others if compare(own, o).level is Level.SAME_SETUP]
        if met:
            best[index] = Level.SAME_SETUP
            across[index] |= any(o.method.slug != own.method.slug for o in met)


def _meeting_places(reading: Reading) -> Iterator[tuple[Level, object]]:
    """A level and what two readings must share to be compared on it."""
    if not reading.rankable:
        return
    source, scope = reading.source, reading.key("scope")
    if reading.point.setup is not None:
        yield Level.SAME_SETUP, (source.cite, source.version, reading.point.setup)
    if reading.metric.id in HARDWARE_FREE:
        yield Level.HARDWARE_FREE, scope
        return
    if (key := reading.class_key()) is not None:
        yield Level.STATED_EQUAL, key
    if fair_ratio(reading):
        yield Level.SAME_BASELINE, (reading.key("baseline"), scope, reading.key("of"))
