"""The survey's tables: Table I as printed, as its sources say, extended; and one per branch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from livingsurvey.derive.efficiency import RATES, EfficiencyRow
from livingsurvey.derive.words import Mark, inside, mark, with_unit
from livingsurvey.model import Method, OperatingPoint, Quantity, Survey
from livingsurvey.view import View

TABLE_ONE = "table-1"
BRANCHES = (
    ("architecture", "model-design/architecture"),
    ("compression", "model-design/compression"),
    ("pre-training", "training/pre-training"),
    ("post-training", "training/post-training"),
    ("data-collection", "data-collection"),
)
"""The tables by name, each with its node; their addresses stay when a node is renamed."""

_TIMED = {"latency_ms", "time_to_first_action_ms", *RATES}


@dataclass(frozen=True)
class PrintedRow:
    """A row of the survey's Table I, each cell as the survey prints it."""

    slug: str
    model: str
    anchor: str
    params: str
    latency: str
    rate: str
    sort: tuple[float | None, float | None, float | None]
    note: str
    mark: Mark


@dataclass(frozen=True)
class BranchRow:
    """A method in the table of one branch: its places there, and what its numbers say."""

    row: EfficiencyRow
    techniques: tuple[str, ...]
    base: str
    cost: tuple[tuple[str, str], ...]


def branches_of(survey: Survey) -> list[tuple[str, str]]:
    """The branches that the survey has, each with the path that its node has today."""
    if "evla" not in survey.taxonomies:
        return []
    former = survey.taxonomies["evla"].former_paths()
    now = ((name, former.get(path, path)) for name, path in BRANCHES)
    return [(name, path) for name, path in now if ("evla", path) in survey.nodes]


def printed_rows(view: View) -> list[PrintedRow]:
    """Table I as the survey prints it, largest model first, as there.

    A cell such as "20/50" is two points; they share one printed row and both their cautions.
    """
    rows: dict[tuple[str, ...], PrintedRow] = {}
    for method, point in _table_one(view):
        row = _printed_row(view, method, point)
        first = rows.setdefault((row.slug, row.params, row.latency, row.rate), row)
        if first is not row:
            rows[row.slug, row.params, row.latency, row.rate] = replace(
                first, note=f"{first.note} {row.note}".strip()
            )
    return sorted(rows.values(), key=lambda r: -(r.sort[0] or 0))


def _printed_row(view: View, method: Method, point: OperatingPoint) -> PrintedRow:
    values = point.values
    rate = next((m for m in RATES if m in values), "")
    cells = [(m, values.get(m)) for m in ("params_b", "latency_ms", rate)]
    params, latency, frequency = (_printed(view, m, q) for m, q in cells)
    return PrintedRow(
        slug=method.slug,
        model=point.model,
        anchor=point.id,
        params=params,
        latency=latency,
        rate=frequency,
        sort=(_sort(view, *cells[0]), _sort(view, *cells[1]), _sort(view, *cells[2])),
        note=point.note or "",
        mark=mark(point, point.source),
    )


def source_rows(view: View) -> list[EfficiencyRow]:
    """The same methods, as the documents that measured them say."""
    slugs = list(dict.fromkeys(m.slug for m, _ in _table_one(view)))
    methods = [view.survey.methods[s] for s in slugs]
    return [row for m in methods for row in _timed_rows(view, m)]


def timed_rows(view: View) -> list[EfficiencyRow]:
    """Every operating point of every method that states a time or a rate, Table I left out."""
    return [row for m in view.methods for row in _timed_rows(view, m)]


def branch_rows(view: View, path: str) -> list[BranchRow]:
    """The methods of one branch of the main taxonomy, newest first."""
    return [_branch_row(view, m, path) for m in view.by_node.get(("evla", path), ())]


def _table_one(view: View) -> Iterable[tuple[Method, OperatingPoint]]:
    return ((m, p) for m in view.methods for p in m.operating_points if _is_table_one(view, p))


def _is_table_one(view: View, point: OperatingPoint) -> bool:
    return point.setup == TABLE_ONE and point.source.cite == view.survey.taxonomies["evla"].cite


def _timed_rows(view: View, method: Method) -> list[EfficiencyRow]:
    return [
        view.rows.row(method, p)
        for p in method.operating_points
        if not _TIMED.isdisjoint(p.values) and p.superseded_by is None and not _is_table_one(view, p)
    ]


def _branch_row(view: View, method: Method, path: str) -> BranchRow:
    places = [p.node for p in method.taxonomy["evla"] if p.node == path or p.node.startswith(path + "/")]
    cost = None if path.startswith("model-design") else _cost_point(method)
    return BranchRow(
        row=view.rows.row(method, cost) if cost else view.headlines[method.slug],
        techniques=tuple(view.survey.nodes["evla", p].title.en for p in places),
        base=", ".join(view.survey.methods[b].name for b in method.builds_on if b in view.survey.methods),
        cost=_costs(view, cost) if cost else (),
    )


def _cost_point(method: Method) -> OperatingPoint | None:
    """The first point that states what training or data took; the row then shows this point alone."""
    stages = ("training", "data")
    return next((p for p in method.operating_points if p.stage in stages and not p.superseded_by), None)


def _costs(view: View, point: OperatingPoint) -> tuple[tuple[str, str], ...]:
    """What training or data took or saved, from one point; success has columns of its own."""
    own = [(m, q, "") for m, q in point.values.items()]
    ratios = [(m, q, f", {view.words.against(e)}") for e in point.versus for m, q in e.values.items()]
    stated = [(view.survey.metrics[m], q, over) for m, q, over in (*own, *ratios)]
    return tuple(
        (inside(metric.label), with_unit(quantity, metric) + over)
        for metric, quantity, over in stated
        if metric.quantity != "success"
    )


def _printed(view: View, metric_id: str, quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    if quantity.printed:
        return quantity.printed
    metric = view.survey.metrics[metric_id]
    return with_unit(quantity, metric).removesuffix(metric.unit).strip()


def _sort(view: View, metric_id: str, quantity: Quantity | None) -> float | None:
    if quantity is None:
        return None
    return quantity.high if view.survey.metrics[metric_id].better == "lower" else quantity.low
