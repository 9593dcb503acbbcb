"""Where documents differ about one method: same metric and test, different values, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.derive.words import SETTING_LABELS, Mark, mark, number, with_unit
from livingsurvey.model import Edge, Method, Metric, OperatingPoint, Quantity, Source
from livingsurvey.view import View

SHARED = ("environment", "benchmark", "split", "tasks", "robot", "hardware", "hardware_text")
"""What a point's setting says of its baseline, too."""


@dataclass(frozen=True)
class Claim:
    """One value that a document states for a method, with where and under which setting."""

    text: str
    low: float
    model: str
    setting: tuple[str, ...]
    source: Source
    mark: Mark
    url: str
    said_by: str
    standing: str


@dataclass(frozen=True)
class Disagreement:
    """Claims about one method, metric and test whose values differ."""

    id: str
    method: Method
    metric: Metric
    test: str
    claims: tuple[Claim, ...]
    spread: str
    resolved: bool


@dataclass(frozen=True)
class _Said:
    """A value and the document that states it; with an edge, as that edge's baseline."""

    method: Method
    point: OperatingPoint
    quantity: Quantity
    document: object
    edge: Edge | None = None


def disagreements(view: View) -> list[Disagreement]:
    """Every group of claims from at least two documents, or versions of one, that differ in value.

    Open ones first, then those where an older version was superseded; by name within.
    """
    groups: dict[tuple[str, str, tuple[object, ...]], list[_Said]] = defaultdict(list)
    for slug, metric_id, key, said in _all_said(view):
        groups[slug, metric_id, key].append(said)
    found = []
    for (slug, metric_id, key), members in groups.items():
        values, documents = {s.quantity.low for s in members}, {s.document for s in members}
        if len(values) > 1 and len(documents) > 1:
            metric = view.survey.metrics[metric_id]
            told = [_claim(view, said, metric) for said in reversed(members)]
            once = {(c.low, c.said_by, c.model, c.source.cite): c for c in told}
            claims = sorted(once.values(), key=lambda c: (c.low, c.said_by))
            found.append(_disagreement(view, slug, metric_id, key, claims))
    return sorted(found, key=lambda d: (d.resolved, d.method.name.casefold(), d.metric.label, d.test))


def _disagreement(
    view: View, slug: str, metric_id: str, key: tuple[object, ...], claims: list[Claim]
) -> Disagreement:
    metric = view.survey.metrics[metric_id]
    low, high = min(c.low for c in claims), max(c.low for c in claims)
    current = [c for c in claims if c.standing != "superseded"]
    unit = f" {metric.unit}" if metric.unit else ""
    name = " ".join(str(part) for part in (slug, metric_id, *key) if part).casefold()
    return Disagreement(
        id="-".join("".join(c if c.isalnum() else " " for c in name).split()),
        method=view.survey.methods[slug],
        metric=metric,
        test=str(key[0] or ""),
        claims=tuple(claims),
        spread=f"{number(low)} to {number(high)}{unit}",
        resolved=len({c.low for c in current}) < 2,
    )


def _all_said(view: View) -> Iterator[tuple[str, str, tuple[object, ...], _Said]]:
    """Method, metric, what must be equal, and what is said: own values, and values as a baseline."""
    for method in view.methods:
        marked = _marked(view, method)
        for point in method.operating_points:
            test = view.words.test(point)
            for metric_id, quantity in point.values.items():
                metric = view.survey.metrics.get(metric_id)
                if metric and (metric_id, test) in marked:
                    yield method.slug, metric_id, (test,), _Said(method, point, quantity, point.id)
                elif metric := _told(view, metric_id, point, quantity):
                    key = (*_test(view, point, metric), point.model if metric.stage == "model" else "")
                    yield method.slug, metric_id, key, _said(method, point, quantity)
            for edge in point.versus:
                for metric_id, quantity in edge.baseline_values.items():
                    metric = _told(view, metric_id, point, quantity)
                    base = edge.baseline or ""
                    if metric is None or metric.stage == "model" or base not in view.survey.methods:
                        continue
                    if "hardware" in metric.comparable_on and not edge.same_setting:
                        continue  # the baseline may have run in another precision or chunk
                    key = (*_test(view, point, metric), "")
                    yield base, metric_id, key, _said(method, point, quantity, edge)


def _marked(view: View, method: Method) -> set[tuple[str, str]]:
    """Metric and test of the values that an entry itself marks as disputed."""
    disputed = [p for p in method.operating_points if p.standing == "disputed"]
    return {(metric_id, view.words.test(p)) for p in disputed for metric_id in p.values}


def _told(view: View, metric_id: str, point: OperatingPoint, quantity: Quantity) -> Metric | None:
    """The metric, where values of it can be set side by side: a whole, on one stated test or device."""
    metric = view.survey.metrics.get(metric_id)
    if metric is None or quantity.scope or quantity.qualifier or point.setting.pooled:
        return None
    if "benchmark" in metric.comparable_on and not (point.setting.benchmark and point.setting.split):
        return None
    if "hardware" in metric.comparable_on and not point.setting.hardware:
        return None
    return metric if metric.stage in ("model", "inference", "any") else None


def _test(view: View, point: OperatingPoint, metric: Metric) -> tuple[object, ...]:
    """What two claims must share: the benchmark and split, the device, or nothing (a size)."""
    setting, words = point.setting, view.words
    if "benchmark" in metric.comparable_on:
        return (words.test(point), point.stage)
    if "hardware" in metric.comparable_on:
        device = words.setting("hardware", setting.hardware)
        scope = words.term("timing_scope", setting.timing_scope) if setting.timing_scope else ""
        where = [device, scope, words.test(point)]
        return (", ".join(w for w in where if w), setting.precision, setting.chunk and setting.chunk.low)
    return ("", point.stage, words.test(point), setting.hardware)


def _said(method: Method, point: OperatingPoint, quantity: Quantity, edge: Edge | None = None) -> _Said:
    source = quantity.source or point.source
    return _Said(method, point, quantity, (source.cite, source.version), edge)


def _claim(view: View, said: _Said, metric: Metric) -> Claim:
    method, point, quantity, edge = said.method, said.point, said.quantity, said.edge
    source = quantity.source or point.source
    stated = view.words.stated(point)
    if edge is not None:
        labels = {SETTING_LABELS[k] for k in SHARED}
        stated = {k: v for k, v in stated.items() if k in labels}
    return Claim(
        text=with_unit(quantity, metric),
        low=quantity.low,
        model=point.model if edge is None else edge.baseline_text or "as a baseline",
        setting=tuple(f"{k}: {v}" for k, v in stated.items() if k not in ("benchmark", "split")),
        source=source,
        mark=mark(point, source),
        url=f"methods/{method.slug}/#{point.id}",
        said_by=f"{method.name}'s source" if edge is None else f"as baseline of {method.name}",
        standing="superseded" if point.superseded_by else point.standing,
    )
