"""One quantity in three forms: `3 times faster`, `faster by 200 %`, `time cut by 67 %` (decision 009)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from livingsurvey.derive.comparability import Reading
from livingsurvey.derive.efficiency import as_ratio
from livingsurvey.model import Method, Metric, OperatingPoint, Quantity

FORMS = ("speedup_x", "speed_gain_pct", "latency_reduction_pct")


def as_speedup(reading: Reading, speedup: Metric) -> Reading | None:
    """The ratio as a factor of the quantity that it is of; itself if it is one, None if no factor follows.

    n % faster = 1 + n/100; by n % less time = 1 / (1 - n/100), to three significant digits. Both grow with
    n, so a hedge keeps its sense; one on a loss (`-1, less-than`) hedges a size and has none here.
    """
    if reading.metric.id == speedup.id:
        return reading
    quantity = reading.quantity
    if reading.metric.id not in FORMS or (quantity.qualifier and quantity.low < 0):
        return None
    ends = [_factor(end, reading.metric) for end in (quantity.low, quantity.high)]
    if None in ends:
        return None
    kept = {"qualifier": quantity.qualifier, "source": quantity.source, "scope": quantity.scope}
    form = {"value": ends[0]} if quantity.value is not None else {"min": ends[0], "max": ends[1]}
    of = quantity.of or reading.metric.compares
    return replace(reading, metric=speedup, quantity=Quantity.model_validate({**form, **kept, "of": of}))


def _factor(percent: float, metric: Metric) -> float | None:
    if metric.id == "latency_reduction_pct" and percent >= 100:
        return None
    factor = as_ratio(Quantity(value=percent), metric)
    return float(f"{factor:.3g}") if factor > 0 else None


def speedups(
    method: Method, point: OperatingPoint, metrics: Mapping[str, Metric]
) -> Iterator[tuple[Reading, Reading]]:
    """Each speed comparison of a point as printed and as a factor; of several forms of one, the first."""
    for edge in point.versus:
        seen: set[object] = set()
        for metric_id in FORMS:
            if metric_id not in edge.values:
                continue
            printed = Reading(method, point, metrics[metric_id], edge.values[metric_id], edge)
            factor = as_speedup(printed, metrics["speedup_x"])
            if factor is not None and factor.quantity.of not in seen:
                seen.add(factor.quantity.of)
                yield printed, factor
