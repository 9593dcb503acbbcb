"""Numbers of one source that determine each other agree, or a note says why they do not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from livingsurvey.check.walk import points
from livingsurvey.model import Edge, Metric, OperatingPoint, Quantity, Survey
from livingsurvey.problem import Problem
from livingsurvey.yamlfile import Loc

_SLACK = 0.02
"""Relative tolerance beyond rounding: sources compute from figures with more places than they print."""


def latency_and_call_rate_agree(survey: Survey) -> Iterator[Problem]:
    """1000 / latency_ms = calls_hz, where one point states both of the whole."""
    for file, loc, _, point in points(survey):
        latency, calls = _whole(point, "latency_ms"), _whole(point, "calls_hz")
        if not (latency and calls) or point.note or latency.low <= 0:
            continue
        if not _meet(_inverse(latency), _ends(calls)):
            message = (
                f"is {calls.low:g} Hz, but a call every {latency.low:g} ms is {1000 / latency.low:.4g} Hz"
            )
            remedy = "check both, or say in `note` why they differ"
            yield file.problem((*loc, "values", "calls_hz"), message, remedy)


def actions_are_chunk_times_calls(survey: Survey) -> Iterator[Problem]:
    """chunk x calls_hz = actions_hz, or execution_horizon x calls_hz, where one point states all."""
    for file, loc, _, point in points(survey):
        calls, actions = _whole(point, "calls_hz"), _whole(point, "actions_hz")
        lengths = [
            q for q in (point.setting.chunk, point.setting.execution_horizon) if q and not q.qualifier
        ]
        if not (calls and actions and lengths) or point.note:
            continue
        if not any(_meet(_times(calls, length), _ends(actions)) for length in lengths):
            made = " or ".join(f"{q.low:g} x {calls.low:g} Hz" for q in lengths)
            yield file.problem(
                (*loc, "values", "actions_hz"),
                f"is {actions.low:g} Hz, but chunk x calls is {made}",
                "check the chunk and which rate is which, or say in `note` why they differ",
            )


def ratios_are_quotients(survey: Survey) -> Iterator[Problem]:
    """A ratio or difference is what its two printed ends make it: this finds "by" read as "to"."""
    for file, loc, _, point in points(survey):
        for index, edge in enumerate(point.versus):
            for metric_id, ratio in edge.values.items():
                metric = survey.metrics.get(metric_id)
                if metric is None or ratio.qualifier or point.note or edge.note or ratio.note:
                    continue
                made = _quotient(survey, point, edge, metric, ratio)
                if made is not None and not _meet(made, _ends(ratio), 0.0 if metric.form == "x" else 0.6):
                    place: Loc = (*loc, "versus", index, "values", metric_id)
                    middle = (made[0] + made[1]) / 2
                    yield file.problem(
                        place,
                        f"is {ratio.low:g}, but its two ends make {middle:.3g}",
                        "check by / to / faster and both ends, or say in `note` why they differ",
                    )


def forms_of_one_change_agree(survey: Survey) -> Iterator[Problem]:
    """ "3x fewer FLOPs" and "by 67 %" of one edge are one change; a speed-up of 50 is none of "by 50 %"."""
    for file, loc, _, point in points(survey):
        for index, edge in enumerate(point.versus):
            seen: dict[tuple[str, str | None], tuple[Metric, Quantity]] = {}
            for metric_id, ratio in edge.values.items():
                metric = survey.metrics.get(metric_id)
                if metric is None or _factor(metric, ratio.low) is None or ratio.of == "unclear":
                    continue
                if ratio.qualifier or ratio.note or edge.note or point.note:
                    continue
                key = (metric.compares or ratio.of or metric_id, ratio.scope)
                other, said = seen.setdefault(key, (metric, ratio))
                if not _meet(_factors(other, said), _factors(metric, ratio)):
                    mine, its = _factor(metric, ratio.low), _factor(other, said.low)
                    yield file.problem(
                        (*loc, "versus", index, "values", metric_id),
                        f"is {mine:.3g}x, but {other.id} says {its:.3g}x",
                        "check by / to / faster, or say in `note` why they differ",
                    )


def _factors(metric: Metric, ratio: Quantity) -> tuple[float, float]:
    """The range of factors that print like this change; "to" turns its ends around."""
    found = [factor for end in _ends(ratio) if (factor := _factor(metric, end)) is not None]
    return min(found), max(found)


def _factor(metric: Metric, value: float) -> float | None:
    """A change of a cost as "times less": x as it is, by n % = 1 / (1 - n), to n % = 1 / n."""
    if metric.form == "x":
        return value
    if metric.form == "by":
        return 1 / max(1 - value / 100, 1e-9)
    if metric.form == "to":
        return 100 / max(value, 1e-9)
    if metric.id == "speed_gain_pct":
        return 1 + value / 100
    return None


def _quotient(
    survey: Survey, point: OperatingPoint, edge: Edge, metric: Metric, ratio: Quantity
) -> tuple[float, float] | None:
    """The range of what the two ends make in the form of the metric; None where an end is not stated."""
    compared = metric.compares or ratio.of
    base_metric = survey.metrics.get(compared or "")
    own, base = point.values.get(compared or ""), _baseline(survey, edge, compared or "")
    if base_metric is None or own is None or base is None or own.qualifier or base.qualifier:
        return None
    if own.scope != ratio.scope or base.scope != ratio.scope:
        return None
    made = [_form(metric.form, base_metric.better, *ends) for ends in product(_ends(own), _ends(base))]
    found = [m for m in made if m is not None]
    return (min(found), max(found)) if found else None


def _form(form: str, better: str, own: float, base: float) -> float | None:
    """Own and baseline value in one form of comparison; a gain is positive where the work is better."""
    if form == "pp":
        return own - base
    if own <= 0 or base <= 0:
        return None
    factor = base / own if better == "lower" else own / base
    return {
        "x": factor,
        "by": 100 * (1 - own / base),
        "to": 100 * own / base,
        "gain": 100 * (factor - 1),
    }.get(form)


def _baseline(survey: Survey, edge: Edge, metric: str) -> Quantity | None:
    if metric in edge.baseline_values:
        return edge.baseline_values[metric]
    method = survey.methods.get(edge.baseline or "")
    point = method.point(edge.point) if method and edge.point else None
    return point.values.get(metric) if point else None


def _whole(point: OperatingPoint, metric: str) -> Quantity | None:
    """A point's value of the whole model, without hedge and without a note of its own."""
    found = point.values.get(metric)
    return found if found and not (found.qualifier or found.scope or found.note) else None


def _ends(quantity: Quantity) -> tuple[float, float]:
    """The range of values that print like this one: half a unit of the last place either way."""
    return quantity.low - _half_unit(quantity.low), quantity.high + _half_unit(quantity.high)


def _half_unit(value: float) -> float:
    exponent = Decimal(repr(value)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** min(int(exponent), 0)


def _inverse(latency: Quantity) -> tuple[float, float]:
    low, high = _ends(latency)
    return 1000 / high, 1000 / max(low, 1e-9)


def _times(a: Quantity, b: Quantity) -> tuple[float, float]:
    (a_low, a_high), (b_low, b_high) = _ends(a), (b.low, b.high)
    return a_low * b_low, a_high * b_high


def _meet(a: tuple[float, float], b: tuple[float, float], slack: float = 0.0) -> bool:
    """Whether two ranges touch, widened by the tolerance."""
    room = slack + _SLACK * max(abs(a[0]), abs(b[0]))
    return a[0] <= b[1] + room and b[0] <= a[1] + room


RULES = (
    latency_and_call_rate_agree,
    actions_are_chunk_times_calls,
    ratios_are_quotients,
    forms_of_one_change_agree,
)
