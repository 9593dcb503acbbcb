"""Roofline normalisation: a time measured on one device, as an interval of times on another.

A call that waits for memory takes t x (bandwidth there / bandwidth here); one that waits for arithmetic
t x (dense FP16 rate there / here), where "there" is the device it was measured on (Williams, Waterman and
Patterson 2009: attainable rate = min(peak arithmetic, intensity x bandwidth)). The truth of a call that is
bound by the device and uses both alike lies between. Estimates are never measurements and stand apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from livingsurvey.model import Hardware, Method, OperatingPoint, Quantity
from livingsurvey.view import View

TARGET = "nvidia-a100-80gb"
"""The default target; of the devices whose id begins so, the first with all figures is taken."""
FEWEST_METHODS = 8
"""Below so many independent pairs, that is methods, no distribution is made and estimates are untested."""
WORST_FACTOR = 2.0
"""Estimates do not cross to or from edge devices where a pair of such devices was missed by more."""
_SIXTEEN_BIT = ("fp16", "bf16")
_OF_CALLS = ("latency_ms", "calls_hz")
_TIMES = (*_OF_CALLS, "time_to_first_action_ms")
_ALIKE = (
    "base_model", "accelerators", "runtime", "precision", "batch", "chunk", "execution_horizon",
    "execution", "steps", "cameras", "resolution", "timing_scope",
)  # fmt: skip
"""Settings in which two points of a pair may not differ. Unstated in both is alike only in one set-up."""


@dataclass(frozen=True)
class Timed:
    """A point with a device and a call of `low` to `high` ms; or `why_not` it can be carried over."""

    method: Method
    point: OperatingPoint
    source: Hardware
    low: float
    high: float
    assumed: tuple[str, ...]
    why_not: str = ""

    @property
    def url(self) -> str:
        """Where the point stands."""
        return f"methods/{self.method.slug}/#{self.point.id}"


@dataclass(frozen=True)
class Estimate:
    """Between `low` and `high` ms a call on the target, from one point measured elsewhere."""

    of: Timed
    target: Hardware
    low: float
    high: float


@dataclass(frozen=True)
class Pair:
    """One configuration on two devices: predicted from the first for the second, and measured there."""

    estimate: Estimate
    there: Timed

    @property
    def slug(self) -> str:
        """The method."""
        return self.there.method.slug

    @property
    def factor(self) -> float:
        """How far the measured time lies outside the interval; 1 = inside. The same in both directions."""
        measured = self.there.low
        return max(self.estimate.low / measured, measured / self.estimate.high, 1.0)

    @property
    def crosses(self) -> bool:
        """Whether one of the devices is an edge device and the other is not."""
        return _crosses(self.estimate.of.source, self.estimate.target)


@dataclass(frozen=True)
class BackTest:
    """Every pair of a survey. Nothing is fitted, so a method's own pairs never shape its prediction."""

    pairs: tuple[Pair, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        """Independent pairs: one for each method, however many it has."""
        return tuple(sorted({p.slug for p in self.pairs}))

    @property
    def errors(self) -> tuple[float, ...]:
        """The worst factor of each method, smallest first."""
        return tuple(sorted(max(p.factor for p in self.pairs if p.slug == slug) for slug in self.methods))

    @property
    def tested(self) -> bool:
        """Whether there are enough independent pairs to speak of a distribution."""
        return len(self.methods) >= FEWEST_METHODS

    def crossing(self, left_out: str) -> float | None:
        """The worst factor between edge devices and others in all methods but one; None without a pair."""
        factors = [p.factor for p in self.pairs if p.crosses and p.slug != left_out]
        return max(factors, default=None)


@dataclass(frozen=True)
class Roofline:
    """Estimates for one survey, with the back-test that says what they are worth."""

    test: BackTest
    timed: tuple[Timed, ...]

    def onto(
        self, target: Hardware, measured: Collection[str]
    ) -> tuple[list[Estimate], list[tuple[str, int]]]:
        """One estimate for each method timed elsewhere and not measured here; else why not, counted.

        The headline is tried first, then the points in their order.
        """
        found: dict[str, Estimate | str] = {}
        for one in self.timed if not lacking(target) else ():
            slug = one.method.slug
            if slug in measured or isinstance(found.get(slug), Estimate):
                continue
            carried = self._carried(one, target)
            if isinstance(carried, Estimate) or slug not in found:
                found[slug] = carried
        estimates = [e for e in found.values() if isinstance(e, Estimate)]
        estimates.sort(key=lambda e: (e.of.method.name.casefold(), e.of.method.slug))
        reasons = Counter(e for e in found.values() if isinstance(e, str))
        return estimates, sorted(reasons.items(), key=lambda item: (-item[1], item[0]))

    def _carried(self, one: Timed, target: Hardware) -> Estimate | str:
        """An estimate, unless it crosses between edge devices and others without a test that bears it."""
        if one.why_not or not _crosses(one.source, target):
            return estimate(one, target)
        worst = self.test.crossing(one.method.slug)
        if worst is None:
            return "from or to an edge device: untested, no pair of such devices is known"
        if worst > WORST_FACTOR:
            return f"from or to an edge device: such a pair was missed by a factor of {worst:.2g}"
        return estimate(one, target)


def roofline(view: View) -> Roofline:
    """Finds the timed points with a known device, and tests the estimate on every pair."""
    timed = [
        found
        for m in view.methods
        for p in sorted(m.operating_points, key=lambda p: p.id != m.headline)
        if (found := _timed(view, m, p))
    ]
    return Roofline(BackTest(tuple(_pairs(timed))), tuple(timed))


def default_target(view: View) -> Hardware | None:
    """The A100 with 80 GB: an entry with all figures if there is one, else the one that has not all."""
    known = [d for d in view.survey.hardware.values() if d.id.startswith(TARGET)]
    return next((d for d in known if not lacking(d)), known[0] if known else None)


def lacking(device: Hardware) -> str:
    """Which of a device's two figures is missing, in words; empty if none is."""
    figures = (("memory bandwidth", device.bandwidth_gb_s), ("dense FP16 rate", device.fp16_tflops))
    missing = [name for name, figure in figures if not figure]
    return f"{' and '.join(missing)} of {device.name} not known" if missing else ""


def estimate(one: Timed, target: Hardware) -> Estimate | str:
    """The interval of ms a call on the target, or in words why there is none."""
    source = one.source
    if one.why_not:
        return one.why_not
    if source.id == target.id:
        return "measured on this device"
    if missing := lacking(target):
        return missing
    memory = one.point.values.get("memory_gb")
    if memory and memory.scope is None and target.memory_gb and memory.low > target.memory_gb:
        return "needs more memory than the device has"
    ratios = (
        (source.bandwidth_gb_s or 0) / (target.bandwidth_gb_s or 1),
        (source.fp16_tflops or 0) / (target.fp16_tflops or 1),
    )
    return Estimate(one, target, one.low * min(ratios), one.high * max(ratios))


def _timed(view: View, method: Method, point: OperatingPoint) -> Timed | None:
    """What can be carried of a measured point that names a device of the survey and states a time."""
    source = view.survey.hardware.get(point.setting.hardware or "")
    measured = point.stage == "inference" and not point.superseded_by and point.measured_by != "estimate"
    if source is None or not measured or not any(m in point.values for m in _TIMES):
        return None
    span = _milliseconds(point)
    low, high = span or (0.0, 0.0)
    why_not = _unfit(view, point, span is not None) or lacking(source)
    return Timed(method, point, source, low, high, tuple(_assumed(point)), why_not)


def _unfit(view: View, point: OperatingPoint, has_time: bool) -> str:
    """Why a point cannot be carried to any device; empty if it can."""
    setting = point.setting
    if not has_time:
        stated = any(m in point.values for m in _OF_CALLS)
        return "only a hedged time stated, such as “up to”" if stated else "no time of a call stated"
    if setting.accelerators and setting.accelerators.high > 1:
        return "measured on several devices together"
    if setting.timing_scope in ("end-to-end", "with-network"):
        return "the clock covers more than the model"
    if setting.timing_scope not in (None, "model"):
        return "the clock covers a part of the model"
    if setting.precision and setting.precision not in _SIXTEEN_BIT:
        return f"runs in {view.words.term('precision', setting.precision)}; rates of devices are of FP16"
    return ""


def _assumed(point: OperatingPoint) -> Iterator[str]:
    """What an estimate takes for granted because the source does not state it."""
    if point.setting.precision is None:
        yield "16 bit"
    if point.setting.timing_scope is None:
        yield "the clock covers the model and no more"


def _milliseconds(point: OperatingPoint) -> tuple[float, float] | None:
    """Shortest and longest time of a call in ms; None where only a hedge is stated."""
    latency, calls = (point.values.get(m) for m in _OF_CALLS)
    if latency and _plain(latency):
        return latency.low, latency.high
    if calls and _plain(calls):
        return 1000 / calls.high, 1000 / calls.low
    return None


def _plain(quantity: Quantity) -> bool:
    return quantity.scope is None and quantity.qualifier in (None, "about") and quantity.low > 0


def _pairs(timed: Sequence[Timed]) -> Iterator[Pair]:
    """Points of one method, source, model and setting on two devices with known figures."""
    by_method: dict[str, list[Timed]] = defaultdict(list)
    for one in timed:
        if not one.why_not and one.low == one.high:
            by_method[one.method.slug].append(one)
    for group in by_method.values():
        for a, b in combinations(sorted(group, key=lambda t: t.point.id), 2):
            if a.source.id != b.source.id and _alike(a.point, b.point):
                predicted = estimate(a, b.source)
                if isinstance(predicted, Estimate):
                    yield Pair(predicted, b)


def _alike(a: OperatingPoint, b: OperatingPoint) -> bool:
    """One source, model and setting but for the device. What neither states is alike in one set-up only."""
    same = (a.source.cite, a.source.version, a.model) == (b.source.cite, b.source.version, b.model)
    metrics = all((m in a.values) == (m in b.values) for m in _OF_CALLS)
    settings = all(getattr(a.setting, k) == getattr(b.setting, k) for k in _ALIKE)
    one_setup = a.setup is not None and a.setup == b.setup
    stated = a.setting.timing_scope is not None and a.setting.precision is not None
    return same and metrics and settings and (one_setup or stated)


def _crosses(a: Hardware, b: Hardware) -> bool:
    return (a.hardware_class == "edge") != (b.hardware_class == "edge")


def middle(errors: Sequence[float]) -> float:
    """The median of sorted errors."""
    half = len(errors) // 2
    return errors[half] if len(errors) % 2 else (errors[half - 1] + errors[half]) / 2
