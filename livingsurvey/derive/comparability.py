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
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from livingsurvey.model import Edge, Method, Metric, OperatingPoint, Quantity, Source

HARDWARE_FREE = {
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
    "setting": "setting (as the source says)",
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

    @cached_property
    def stated(self) -> tuple[object | None, ...]:
        """What the source states for each key that the metric is compared on."""
        return tuple(self.key(k) for k in self.metric.comparable_on)

    def missing(self) -> tuple[str, ...]:
        """Keys that the source does not state and a comparison would need."""
        return tuple(
            k for k, said in zip(self.metric.comparable_on, self.stated, strict=True) if said is None
        )

    @property
    def own(self) -> str:
        """The point by which others may name this value: `slug/point`."""
        return f"{self.method.slug}/{self.point.id}"

    @property
    def apart(self) -> tuple[str, ...]:
        """Points, or whole methods, from which the source tells this point's setting apart."""
        edges = (e for e in self.point.versus if e.baseline and e.same_setting is False)
        return tuple(f"{e.baseline}/{e.point}" if e.point else str(e.baseline) for e in edges)

    @cached_property
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
        return self.metric.id in HARDWARE_FREE

    def class_key(self) -> tuple[object, ...] | None:
        """The class in which this value may be ranked by stated equality, or None."""
        if not self.rankable or self.missing():
            return None
        return (self.metric.id, *self.stated)


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
    stated = tuple(zip(a.metric.comparable_on, a.stated, b.stated, strict=True))
    missing = tuple(key for key, x, y in stated if x is None or y is None)
    differing = tuple(key for key, x, y in stated if x is not None and y is not None and x != y)
    if not (a.rankable and b.rankable):
        return Verdict(Level.BESIDE, missing, differing)
    if _same_setup(a, b) and not set(differing) - set(TREATMENT):
        return Verdict(Level.SAME_SETUP)
    if a.metric.id in HARDWARE_FREE:
        free = a.key("scope") == b.key("scope")
        return Verdict(Level.HARDWARE_FREE) if free else Verdict(Level.BESIDE, (), ("scope",))
    if not missing and not differing:
        if told_apart(a, b):
            return Verdict(Level.BESIDE, differing=("setting",))
        return Verdict(Level.STATED_EQUAL)
    if _same_baseline(a, b):
        return Verdict(Level.SAME_BASELINE)
    return Verdict(Level.BESIDE, missing, differing)


def told_apart(a: Reading, b: Reading) -> bool:
    """Whether the source of one says that its comparison with the other is not of one setting."""
    return any(x.own in y.apart or x.method.slug in y.apart for x, y in ((a, b), (b, a)))


def _same_setup(a: Reading, b: Reading) -> bool:
    return (
        a.point.setup is not None
        and a.point.setup == b.point.setup
        and a.source.cite == b.source.cite
        and a.source.version == b.source.version
    )


def _same_baseline(a: Reading, b: Reading) -> bool:
    return (
        fair_ratio(a) and fair_ratio(b) and all(a.key(k) == b.key(k) for k in ("baseline", "scope", "of"))
    )


def fair_ratio(reading: Reading) -> bool:
    """A ratio against a named baseline, of a stated quantity, not a best case, not across settings."""
    edge = reading.edge
    return (
        edge is not None
        and edge.baseline is not None
        and edge.same_setting is not False
        and reading.quantity.qualifier != "up-to"
        and ("of" not in reading.metric.comparable_on or reading.key("of") is not None)
    )


def overstated(quantity: Quantity, metric: Metric) -> bool:
    """Whether a value is a best case: a bound that the truth lies on the worse side of.

    `up to` is one where more is better; a latency of up to 60 ms is a worst case. A qualifier is of the
    size as printed: `-1, more-than` is a drop of more than 1.
    """
    larger_is_better = (metric.better == "lower") == (quantity.low < 0)
    return quantity.qualifier in (("up-to", "less-than") if larger_is_better else ("at-least", "more-than"))


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
    own: str
    apart: tuple[str, ...]


def keys(reading: Reading) -> Keys:
    """The comparison keys of a reading, for programs that compare any two by plain equality."""
    source, scope = reading.source, reading.key("scope")
    of_setup = (reading.point.setup, source.cite, source.version)
    return Keys(
        ranked=reading.rankable,
        stated=tuple(None if said is None else _text(said) for said in reading.stated),
        setup=_text(of_setup) if reading.point.setup is not None else None,
        free=_text(scope) if reading.metric.id in HARDWARE_FREE else None,
        ratio=_text((reading.key("baseline"), scope, reading.key("of"))) if fair_ratio(reading) else None,
        own=reading.own,
        apart=reading.apart,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


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
