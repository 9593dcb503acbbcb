"""The operating points of one method as tables: one a stage, with what they share lifted out."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.derive.credits import Credit, credit
from livingsurvey.derive.words import SETTING_LABELS, TIMED, UNNAMED, Mark, amount, inside, mark, with_unit
from livingsurvey.model import Edge, Method, OperatingPoint, Quantity, Source
from livingsurvey.view import View

_STAGES = ("inference", "model", "training", "data")


@dataclass(frozen=True)
class Column:
    """One metric as a column."""

    id: str
    label: str
    unit: str
    definition: str


@dataclass(frozen=True)
class ValueCell:
    """One value with its caveats in words and its standing."""

    text: str
    note: str
    mark: Mark
    source: SourceLine | None


@dataclass(frozen=True)
class SourceLine:
    """Where a number was read, in words, and the address of the document."""

    short: str
    version: str
    where: str
    url: str
    seen: str
    via: str
    via_url: str


@dataclass(frozen=True)
class EdgeLine:
    """One comparison with a baseline, in words. `values`: what each is, and its cell, with its unit;
    `baseline_values`: what each is, the number with its unit, and its caveats.
    """

    baseline: str
    baseline_url: str
    values: tuple[tuple[str, ValueCell], ...]
    baseline_values: tuple[tuple[str, str, str], ...]
    same_setting: str
    note: str


@dataclass(frozen=True)
class PointRow:
    """One operating point as a row."""

    id: str
    former_ids: tuple[str, ...]
    model: str
    varied: tuple[tuple[str, str], ...]
    stated: tuple[tuple[str, str], ...]
    not_stated: str
    cells: tuple[ValueCell | None, ...]
    edges: tuple[EdgeLine, ...]
    source: SourceLine
    mark: Mark
    note: str
    superseded_by: str
    headline: bool
    credit: Credit


@dataclass(frozen=True)
class PointTable:
    """All points of one stage. `shared` holds what every row states alike."""

    stage: str
    label: str
    definition: str
    shared: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    rows: tuple[PointRow, ...]


def point_tables(view: View, method: Method) -> tuple[PointTable, ...]:
    """The tables of a method's page, inference first."""
    stages = [*_STAGES, *sorted({p.stage for p in method.operating_points} - set(_STAGES))]
    tables = []
    for stage in stages:
        points = [p for p in method.operating_points if p.stage == stage]
        if points:
            tables.append(_table(view, method, stage, points))
    return tuple(tables)


def _table(view: View, method: Method, stage: str, points: list[OperatingPoint]) -> PointTable:
    stated = [view.words.stated(p) for p in points]
    shared = {k: v for k, v in stated[0].items() if all(s.get(k) == v for s in stated)}
    if len(points) == 1:
        shared = {}
    order = list(view.survey.metrics)
    used = sorted({m for p in points for m in p.values}, key=order.index)
    term = view.survey.vocabulary.terms("stage").get(stage)
    return PointTable(
        stage=stage,
        label=term.label if term else stage,
        definition=term.definition if term else "",
        shared=tuple(shared.items()),
        columns=tuple(_column(view, m) for m in used),
        rows=tuple(_row(view, method, p, s, shared, used) for p, s in zip(points, stated, strict=True)),
    )


def _column(view: View, metric_id: str) -> Column:
    metric = view.survey.metrics[metric_id]
    return Column(metric_id, metric.label, metric.unit, metric.definition)


def _row(
    view: View,
    method: Method,
    point: OperatingPoint,
    stated: dict[str, str],
    shared: dict[str, str],
    used: list[str],
) -> PointRow:
    missing = [SETTING_LABELS[k] for k in TIMED if getattr(point.setting, k) is None]
    timed = any(m.endswith(("_hz", "_ms")) for m in point.values)
    return PointRow(
        id=point.id,
        former_ids=point.former_ids,
        model=point.model,
        varied=tuple((k, v) for k, v in stated.items() if k not in shared),
        stated=tuple(stated.items()),
        not_stated=", ".join(missing) if timed else "",
        cells=tuple(_value(view, point, point.values.get(m)) for m in used),
        edges=tuple(_edge(view, point, e) for e in point.versus),
        source=source_line(view, point.source),
        mark=mark(point, point.source),
        note=point.note or "",
        superseded_by=point.superseded_by or "",
        headline=point.id == method.headline,
        credit=credit(view.survey, point),
    )


def _value(view: View, point: OperatingPoint, quantity: Quantity | None) -> ValueCell | None:
    if quantity is None:
        return None
    return _cell(view, point, quantity, amount(quantity))


def _cell(view: View, point: OperatingPoint, quantity: Quantity, text: str) -> ValueCell:
    """A value in the words given, with how it stands and, where it has one, its own source."""
    return ValueCell(
        text=text,
        note=caveats(view, quantity),
        mark=mark(point, quantity.source or point.source),
        source=source_line(view, quantity.source) if quantity.source else None,
    )


def caveats(view: View, quantity: Quantity) -> str:
    """What a value covers and how it came about, in words; empty for a plain measurement of the whole."""
    said = [view.words.term("scope", quantity.scope)] if quantity.scope else []
    said += ["calculated by the source"] if quantity.basis == "calculated" else []
    said += [f"printed “{quantity.printed}”"] if quantity.printed else []
    said += [quantity.note] if quantity.note else []
    return "; ".join(said)


def _edge(view: View, point: OperatingPoint, edge: Edge) -> EdgeLine:
    metrics = view.survey.metrics
    base = view.survey.methods.get(edge.baseline or "")
    same = {True: "same setting", False: "settings differ", None: ""}[edge.same_setting]
    values = []
    for metric_id, quantity in edge.values.items():
        metric = metrics[metric_id]
        of = metrics.get(quantity.of or "")
        what = f" ({inside(of.label)})" if of else " (of what, unclear)" if quantity.of else ""
        values.append((metric.label + what, _cell(view, point, quantity, with_unit(quantity, metric))))
    baseline_values = {**_point_values(base, edge.point), **edge.baseline_values}
    return EdgeLine(
        baseline=view.words.baseline(edge) or UNNAMED,
        baseline_url=f"methods/{base.slug}/#{edge.point or ''}".rstrip("#") if base else "",
        values=tuple(values),
        baseline_values=tuple(
            (inside(metrics[m].label), with_unit(q, metrics[m]), caveats(view, q))
            for m, q in baseline_values.items()
        ),
        same_setting=same,
        note=edge.note or "",
    )


def _point_values(base: Method | None, point_id: str | None) -> dict[str, Quantity]:
    point = base.point(point_id) if base and point_id else None
    return point.values if point else {}


def source_line(view: View, source: Source) -> SourceLine:
    """A source in words."""
    reference = view.survey.references.get(source.cite)
    via = view.survey.references.get(source.via.cite) if source.via else None
    seen = inside(view.words.term("seen", source.seen.what)) if source.seen else ""
    return SourceLine(
        short=reference.short if reference else source.cite,
        version=source.version or "",
        where=source.where,
        url=source.url or (reference.link if reference else ""),
        seen=f"{seen} read {source.seen.date}" if source.seen else "",
        via=f"{via.short}, {source.via.where}" if via and source.via else "",
        via_url=(source.via.url or via.link) if via and source.via else "",
    )
