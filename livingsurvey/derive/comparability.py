"""Which numbers may be compared, and how strongly. Every view asks here; none decides for itself.

Two readings of one metric stand, in falling strength, on one of five levels:

1. same set-up: one source, version and set-up, so that everything unstated is shared;
2. stated equal: every key of the metric's `comparable_on` is stated by both, and equal;
3. same baseline: two ratios of one quantity and scope, each against its own run of one baseline;
4. hardware-free: sizes and counts of equal scope, true on any machine;
5. beside: not comparable; the missing or differing keys say why.

Decision 002 says which stated differences level 1 tolerates.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from livingsurvey.model import Edge, Method, Metric, OperatingPoint, Quantity, Source

_HARDWARE_FREE = {
    "params_b",
    "backbone_params_b",
    "action_head_params_b",
    "active_params_b",
    "layers",
    "visual_tokens",
    "token_retention_pct",
    "flops_g",
    "trainable_params_b",
}
TREATMENT = ("precision", "chunk", "base_model", "batch", "dataset")
"""What may differ within one set-up: decision 002."""
_WHOLE = "whole model"
KEY_WORDS = {
    "hardware": "hardware",
    "precision": "precision",
    "timing_scope": "timing scope",
    "chunk": "chunk length",
    "benchmark": "benchmark",
    "split": "split",
    "base_model": "base model",
    "baseline": "baseline",
    "scope": "scope",
    "of": "quantity of the speed-up",
    "robot": "robot",
    "dataset": "data set",
    "accelerators": "number of accelerators",
    "batch": "batch size",
}


class Level(IntEnum):
    """How strongly two values may be compared; smaller is stronger."""

    SAME_SETUP = 1
    STATED_EQUAL = 2
    SAME_BASELINE = 3
    HARDWARE_FREE = 4
    BESIDE = 5

    @property
    def label(self) -> str:
        """The level in words."""
        return LABELS[self]


LABELS = {
    Level.SAME_SETUP: "same set-up",
    Level.STATED_EQUAL: "stated equal",
    Level.SAME_BASELINE: "same baseline",
    Level.HARDWARE_FREE: "hardware-free",
    Level.BESIDE: "beside, not comparable",
}


@dataclass(frozen=True)
class Reading:
    """One value in its full context: whose, under which setting, against which baseline."""

    method: Method
    point: OperatingPoint
    metric: Metric
    quantity: Quantity
    edge: Edge | None = None

    @property
    def source(self) -> Source:
        """The value's own source, else its point's."""
        return self.quantity.source or self.point.source

    def key(self, name: str) -> object | None:
        """What the source states for one comparison key; None = not stated."""
        if name == "scope":
            return self.quantity.scope or _WHOLE
        if name == "of":
            return None if self.quantity.of in (None, "unclear") else self.quantity.of
        if name == "baseline":
            return self.edge.baseline if self.edge else None
        value = getattr(self.point.setting, name)
        return (value.low, value.high) if isinstance(value, Quantity) else value

    def missing(self) -> tuple[str, ...]:
        """Keys that the source does not state and a comparison would need."""
        return tuple(k for k in self.metric.comparable_on if self.key(k) is None)

    @property
    def rankable(self) -> bool:
        """False for what is never ranked: pooled benchmarks, unclear percentages, superseded claims."""
        return (
            self.metric.better != "none"
            and not self.point.setting.pooled
            and self.point.superseded_by is None
        )

    @property
    def hardware_free(self) -> bool:
        """True for a size or a count, which no device changes."""
        return self.metric.id in _HARDWARE_FREE

    def class_key(self) -> tuple[object, ...] | None:
        """The class in which this value may be ranked by stated equality, or None."""
        if not self.rankable or self.missing():
            return None
        return (self.metric.id, *(self.key(k) for k in self.metric.comparable_on))


@dataclass(frozen=True)
class Verdict:
    """A level, and for level 5 the keys that are missing or differ."""

    level: Level
    missing: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The verdict as a reader sees it."""
        if self.level is not Level.BESIDE:
            return self.level.label
        reasons = [f"other {KEY_WORDS.get(k, k)}" for k in self.differing]
        reasons += [f"{KEY_WORDS.get(k, k)} not stated" for k in self.missing]
        return "not comparable: " + (", ".join(reasons) or "never ranked")


def compare(a: Reading, b: Reading) -> Verdict:
    """The strongest level on which two readings may be compared."""
    if a.metric.id != b.metric.id:
        return Verdict(Level.BESIDE, differing=("metric",))
    keys = a.metric.comparable_on
    missing = tuple(k for k in keys if a.key(k) is None or b.key(k) is None)
    differing = tuple(k for k in keys if k not in missing and a.key(k) != b.key(k))
    if not (a.rankable and b.rankable):
        return Verdict(Level.BESIDE, missing, differing)
    if _same_setup(a, b) and not set(differing) - set(TREATMENT):
        return Verdict(Level.SAME_SETUP)
    if a.metric.id in _HARDWARE_FREE:
        free = a.key("scope") == b.key("scope")
        return Verdict(Level.HARDWARE_FREE) if free else Verdict(Level.BESIDE, (), ("scope",))
    if not missing and not differing:
        return Verdict(Level.STATED_EQUAL)
    if _same_baseline(a, b):
        return Verdict(Level.SAME_BASELINE)
    return Verdict(Level.BESIDE, missing, differing)


def _same_setup(a: Reading, b: Reading) -> bool:
    return (
        a.point.setup is not None
        and a.point.setup == b.point.setup
        and a.source.cite == b.source.cite
        and a.source.version == b.source.version
    )


def _same_baseline(a: Reading, b: Reading) -> bool:
    return (
        _fair_ratio(a) and _fair_ratio(b) and all(a.key(k) == b.key(k) for k in ("baseline", "scope", "of"))
    )


def _fair_ratio(reading: Reading) -> bool:
    """A ratio against a named baseline, of a stated quantity, not a best case, not across settings."""
    edge = reading.edge
    return (
        edge is not None
        and edge.baseline is not None
        and edge.same_setting is not False
        and reading.quantity.qualifier != "up-to"
        and reading.quantity.of != "unclear"
    )


@dataclass(frozen=True)
class Keys:
    """All that `compare` looks at, as text that is equal where it finds equal; None never meets anything.

    `stated` are the metric's `comparable_on`, one by one; `setup`, `free` and `ratio` are what two readings
    share on levels 1, 4 and 3.
    """

    ranked: bool
    stated: tuple[str | None, ...]
    setup: str | None
    free: str | None
    ratio: str | None


def keys(reading: Reading) -> Keys:
    """The comparison keys of a reading, for programs that compare any two by plain equality."""
    source, scope = reading.source, reading.key("scope")
    of_setup = (reading.point.setup, source.cite, source.version)
    return Keys(
        ranked=reading.rankable,
        stated=tuple(
            None if (v := reading.key(k)) is None else _text(v) for k in reading.metric.comparable_on
        ),
        setup=_text(of_setup) if reading.point.setup is not None else None,
        free=_text(scope) if reading.metric.id in _HARDWARE_FREE else None,
        ratio=_text((reading.key("baseline"), scope, reading.key("of"))) if _fair_ratio(reading) else None,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
        for index in members if several_points else ():
            best[index] = min(best[index], level)
            across[index] |= several_methods
    return list(zip(best, across, strict=True))


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
    if reading.metric.id in _HARDWARE_FREE:
        yield Level.HARDWARE_FREE, scope
        return
    if (key := reading.class_key()) is not None:
        yield Level.STATED_EQUAL, key
    if _fair_ratio(reading):
        yield Level.SAME_BASELINE, (reading.key("baseline"), scope, reading.key("of"))


def readings(method: Method, metrics: dict[str, Metric] | object) -> list[Reading]:
    """Every value of a method, edges included, with its context."""
    found = []
    for point in method.operating_points:
        for metric_id, quantity in point.values.items():
            found.append(Reading(method, point, metrics[metric_id], quantity))  # type: ignore[index]
        for edge in point.versus:
            for metric_id, quantity in edge.values.items():
                found.append(Reading(method, point, metrics[metric_id], quantity, edge))  # type: ignore[index]
    return found
