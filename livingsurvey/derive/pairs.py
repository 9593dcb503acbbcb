"""What a point reaches beside what it costs, and in which classes that may be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from livingsurvey.derive.classes import Class, classes
from livingsurvey.derive.comparability import Level, Reading, overstated
from livingsurvey.derive.efficiency import RATES, worse_end
from livingsurvey.derive.figures import TradeMark
from livingsurvey.derive.starts import size_of, starts
from livingsurvey.derive.words import inside
from livingsurvey.model import Metric
from livingsurvey.view import View


@dataclass(frozen=True)
class Pair:
    """What one point reaches and what it costs."""

    success: Reading
    cost: Reading

    @property
    def key(self) -> str:
        """Names the point."""
        return f"{self.success.method.slug}/{self.success.point.id}"

    @property
    def place(self) -> tuple[str, float, float]:
        """Whose point it is, and where it stands in a figure."""
        x = worse_end(self.cost.quantity, self.cost.metric)
        return self.success.method.slug, x, self.success.quantity.low


@dataclass(frozen=True)
class Group:
    """The pairs of one class, for each the keys of what it is compared with, and the printed baselines."""

    found: Class
    pairs: tuple[Pair, ...]
    starts: tuple[tuple[str, ...], ...]
    baselines: tuple[TradeMark, ...]

    @cached_property
    def works(self) -> int:
        """How many works have a point here."""
        return len({p.success.method.slug for p in self.pairs})

    @property
    def values(self) -> int:
        """How many marks a figure of it holds."""
        return len(self.pairs) + len(self.baselines)

    @cached_property
    def is_drawn(self) -> bool:
        """From two works on; of one work's points, where they and another work's values make three."""
        if self.works > 1:
            return True
        others = {m.method.slug for m in self.baselines} - {self.pairs[0].success.method.slug}
        return bool(others) and self.values > 2


def cost_label(metric: Metric) -> str:
    """What a cost is called."""
    return f"Rate of {inside(metric.label)}" if metric.id in RATES else metric.label


def cost_of(success: Reading, metric: Metric, label: str) -> Reading | str:
    """What the point that succeeds costs, or why that is not known."""
    method, point = success.method, success.point
    if overstated(success.quantity, success.metric):
        return "success as a best case"
    if metric.id == "params_b":
        sized = size_of(method, point)
        return Reading(method, sized[1], metric, sized[0]) if sized else "no size of this variant stated"
    quantity = point.values.get(metric.id)
    if quantity is None and metric.id in RATES and any(r in point.values for r in RATES):
        return "a rate of another kind, or not said of what"
    if quantity is None:
        elsewhere = any(metric.id in p.values for p in method.operating_points)
        return f"{label} stated only for another point of the work" if elsewhere else f"no {label} stated"
    if overstated(quantity, metric):
        return f"{label} as a best case"
    return Reading(method, point, metric, quantity)


def groups_of(view: View, pairs: Sequence[Pair]) -> list[Group]:
    """The classes of these pairs."""
    of_cost = {id(p.cost): p for p in pairs}
    return [
        _group(view, found, [of_cost[id(r)] for r in found.readings])
        for found in classes([p.cost for p in pairs])
    ]


def _group(view: View, found: Class, pairs: Sequence[Pair]) -> Group:
    """The pairs of a class, each with the baselines that belong to it.

    What a source prints of a baseline belongs to its own set-up, or is a count; that it shares a stated
    class is not known, so there only a baseline's own point counts.
    """
    compared = [list(starts(view, p.success, p.cost)) if p.success.point.versus else [] for p in pairs]
    if not any(compared):
        return Group(found, tuple(pairs), tuple(() for _ in pairs), ())
    own = {p.place: p.key for p in reversed(pairs)}
    keys = set(own.values()) | {p.key for p in pairs}
    baselines: dict[str, TradeMark] = {}
    led = []
    for pair, some in zip(pairs, compared, strict=True):
        ends = [s for s in some if isinstance(s, str) and s in keys]
        for start in (s for s in some if isinstance(s, TradeMark)):
            if found.level is not Level.STATED_EQUAL:
                key = own.get((start.method.slug, start.x, start.y))
                if key is None:
                    baselines.setdefault(start.key, start)
                ends.append(key or start.key)
        led.append(tuple(k for k in dict.fromkeys(ends) if k != pair.key))
    return Group(found, tuple(pairs), tuple(led), tuple(baselines.values()))
