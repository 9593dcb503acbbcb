"""What one operating point shows about a robot's rate and a machine's memory: as bounds, and in words.

Rules, with their reasons on `/methodology/#runs`: a rate of control or of actions counts as it stands;
actions = chunk x calls, derived; calls of an unstated chunk are the least number of actions; a time counts
only where it is of a whole call, calls = 1000 / ms; a rate "of what, not said" and a time to the first
action bound nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from livingsurvey.derive.words import Mark, Words, amount, inside, mark, number, with_unit
from livingsurvey.model import Method, OperatingPoint, Quantity

STATING = (
    "control_hz", "actions_hz", "calls_hz", "latency_ms", "time_to_first_action_ms", "reported_hz",
    "memory_gb", "weights_gb",
)  # fmt: skip
"""Metrics of which a point must state one to be evidence: a time, a rate or memory."""
PARTS = ("vision", "llm", "action-head", "denoising", "system-2")
"""Clocks that cover a part of the model, or a planner that sets no rate of actions."""
_MORE, _LESS = ("at-least", "more-than"), "less-than"


@dataclass(frozen=True)
class Bounds:
    """Where a number lies: from `low` to `high`; `best` is a best case that a source gives, and no more."""

    low: float = 0.0
    high: float = math.inf
    best: float | None = None

    def times(self, least: float, most: float) -> Bounds:
        """These bounds, each unit of which counts `least` to `most` times."""
        best = None if self.best is None else self.best * least
        return Bounds(self.low * least, self.high * most, best)


@dataclass(frozen=True)
class Claim:
    """One stated value as a bound on the rate of actions, in words; `at` is where it is drawn, in Hz.

    `by` is what it bounds the rate by, empty if by nothing; `qualifier` is that of the value itself.
    """

    bounds: Bounds
    words: str
    at: float | None = None
    by: str = ""
    qualifier: str | None = None

    @property
    def derived(self) -> bool:
        """Whether it was computed here of calls, not stated."""
        return self.by.endswith("derived")


@dataclass(frozen=True)
class Evidence:
    """One point of one method on one device. Rates in actions per second, memory in GB."""

    method: Method
    point: OperatingPoint
    rate: Bounds
    by: str
    says: str
    cautions: tuple[str, ...]
    at: float | None
    qualifier: str | None
    memory: Bounds
    memory_says: str
    mark: Mark

    @property
    def url(self) -> str:
        """Where the point stands."""
        return f"methods/{self.method.slug}/#{self.point.id}"

    @property
    def shape(self) -> str:
        """How it is drawn: `known`, `least` (or more), `best` (case), `unsaid` (of what)."""
        if self.rate.low == 0:
            return "unsaid" if self.rate.best is None and math.isinf(self.rate.high) else "best"
        return "least" if math.isinf(self.rate.high) else "known"


def evidence(words: Words, method: Method, point: OperatingPoint) -> Evidence | None:
    """What a point shows; None where it is no measurement of a running model, or states none of these."""
    stated = [m for m in STATING if m in point.values and point.values[m].scope is None]
    if not stated or point.stage != "inference" or point.superseded_by or point.measured_by == "estimate":
        return None
    claims = [_alone(point, c) for c in _claims(words, point)]
    first = max(claims, key=lambda c: (c.bounds.low, c.bounds.best or 0), default=None)
    asides = [c for c in _asides(words, point) if first is None or c.words != first.words]
    shown = [*([first] if first else []), *asides]
    memory, memory_says = _memory(words, point)
    drawn = next((c for c in shown if c.at is not None), None)
    return Evidence(
        method,
        point,
        first.bounds if first else Bounds(),
        first.by if first else "",
        "; ".join(c.words for c in shown) or "states no time and no rate",
        tuple(_cautions(words, point, first)),
        drawn.at if drawn else None,
        drawn.qualifier if drawn else None,
        memory,
        memory_says,
        mark(point, point.values[stated[0]].source or point.source),
    )


def _claims(words: Words, point: OperatingPoint) -> Iterator[Claim]:
    """Values that bound the rate of actions, the most direct first."""
    values, part = point.values, point.setting.timing_scope in PARTS
    if control := values.get("control_hz"):
        driven = f"drives the robot at {_unit(words, 'control_hz', control)}"
        yield Claim(_rate(control), driven, control.low, "control rate, stated", control.qualifier)
    if part:
        return
    if actions := values.get("actions_hz"):
        given = f"gives {amount(actions)} actions a second"
        yield Claim(_rate(actions), given, actions.low, "actions, stated", actions.qualifier)
    elif calls := values.get("calls_hz"):
        yield _of_calls(point, calls, _rate(calls), f"{amount(calls)} calls a second")
    elif (latency := values.get("latency_ms")) and latency.low > 0:
        took = f"{_unit(words, 'latency_ms', latency)} a call"
        yield _of_calls(point, latency, _per_second(latency), took)


def _asides(words: Words, point: OperatingPoint) -> Iterator[Claim]:
    """Values that are shown and bound nothing."""
    scope = point.setting.timing_scope
    for metric_id in ("actions_hz", "calls_hz", "latency_ms"):
        if scope in PARTS and metric_id in point.values:
            value = _unit(words, metric_id, point.values[metric_id])
            yield Claim(Bounds(), f"{value}, {inside(words.term('timing_scope', scope))} alone")
    if first := point.values.get("time_to_first_action_ms"):
        text = f"{_unit(words, 'time_to_first_action_ms', first)} to the first action, which bounds no rate"
        yield Claim(Bounds(), text)
    if reported := point.values.get("reported_hz"):
        text = f"{_unit(words, 'reported_hz', reported)}, of what, not said"
        yield Claim(Bounds(), text, reported.low, qualifier=reported.qualifier)


def _of_calls(point: OperatingPoint, stated: Quantity, calls: Bounds, words: str) -> Claim:
    """Actions of so many calls, of a `stated` rate or time.

    Of a chunk only what is executed before the next call surely counts.
    """
    chunk, executed = _exact(point.setting.chunk), _exact(point.setting.execution_horizon)
    least = min((n for n in (chunk, executed) if n), default=1)
    bounds = calls.times(least, chunk or math.inf)
    if chunk == 1:
        what = " of one action"
    elif chunk:
        what = f" of {number(chunk)} actions"
        what += f", {number(executed)} of them executed" if executed and executed < chunk else ""
    else:
        what = f", {number(executed)} actions executed of each" if executed else ", chunk not stated"
    said = f"{words}{what}: {_span(bounds)}"
    times = " × chunk" if chunk else " × actions executed" if executed else " alone"
    return Claim(bounds, said, bounds.low or bounds.best, f"calls{times}, derived", stated.qualifier)


def _span(bounds: Bounds) -> str:
    """Bounds on the rate of actions in words."""
    if bounds.best is not None:
        return f"{_round(bounds.best)} actions a second at best, derived"
    if bounds.low == 0:
        most = "" if math.isinf(bounds.high) else f"at most {_round(bounds.high)} actions a second, derived"
        return most or "which bounds no rate of actions"
    if math.isinf(bounds.high):
        return f"{_round(bounds.low)} actions a second or more, derived"
    low, high = _round(bounds.low), _round(bounds.high)
    return f"{low if low == high else f'{low} to {high}'} actions a second, derived"


def _alone(point: OperatingPoint, claim: Claim) -> Claim:
    """A claim of several devices or robots at once supports nothing for one."""
    if _several(point.setting.batch):
        return replace(claim, bounds=Bounds())
    if _several(point.setting.accelerators):
        return replace(claim, bounds=Bounds(0, claim.bounds.high))
    return claim


def _cautions(words: Words, point: OperatingPoint, first: Claim | None) -> Iterator[str]:
    setting = point.setting
    if _several(setting.accelerators):
        yield f"on {amount(setting.accelerators)} accelerators together" if setting.accelerators else ""
    if _several(setting.batch):
        yield f"in batches of {amount(setting.batch)}" if setting.batch else ""
    if setting.timing_scope == "system-1":
        yield "of system 1 alone, the fast policy of two systems"
    elif setting.timing_scope == "with-network":
        yield "with the way to a server and back"
    if first and first.derived:
        if setting.timing_scope is None:
            yield "timing scope not stated"
        if setting.execution == "synchronous":
            yield "the robot waits while the model computes"
        elif setting.execution is None and _exact(setting.chunk) != 1:
            yield "whether the robot waits is not stated"
    if any(point.values[m].basis == "calculated" for m in STATING if m in point.values):
        yield "calculated by its source"


def _memory(words: Words, point: OperatingPoint) -> tuple[Bounds, str]:
    """Peak memory as bounds; weights alone are the least that is needed."""
    peak, weights = (point.values.get(m) for m in ("memory_gb", "weights_gb"))
    if peak and peak.scope is None:
        text = _unit(words, "memory_gb", peak)
        if peak.qualifier == "up-to" or peak.qualifier in _MORE:
            return Bounds(peak.low, math.inf, peak.low if peak.qualifier == "up-to" else None), text
        return Bounds(0 if peak.qualifier == _LESS else peak.low, peak.high), text
    if weights and weights.scope is None:
        least = 0 if weights.qualifier == _LESS else weights.low
        return Bounds(least), f"weights alone {_unit(words, 'weights_gb', weights)}"
    return Bounds(), "not stated"


def _rate(quantity: Quantity) -> Bounds:
    """A rate as bounds; "up to" is the best of several and supports nothing else."""
    if quantity.qualifier == "up-to":
        return Bounds(0, quantity.high, quantity.high)
    low = 0 if quantity.qualifier == _LESS else quantity.low
    return Bounds(low, math.inf if quantity.qualifier in _MORE else quantity.high)


def _per_second(quantity: Quantity) -> Bounds:
    """Calls per second of a time per call in ms: 1000 / ms. The best case is the shortest time."""
    slow, fast = 1000 / quantity.high, 1000 / quantity.low
    if quantity.qualifier == "up-to":
        return Bounds(0, fast, fast)
    low = 0 if quantity.qualifier in _MORE else slow
    return Bounds(low, math.inf if quantity.qualifier == _LESS else fast)


def _exact(quantity: Quantity | None) -> float | None:
    return quantity.exact if quantity else None


def _several(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.high > 1


def _unit(words: Words, metric_id: str, quantity: Quantity) -> str:
    return with_unit(quantity, words.survey.metrics[metric_id])


def _round(value: float) -> str:
    """A derived number to three figures."""
    return number(float(f"{value:.3g}"))
