"""Where an arrow starts: the baseline as a point's source measured it; and the size of a variant."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.comparability import Reading, overstated
from livingsurvey.derive.efficiency import worse_end
from livingsurvey.derive.figures import TradeMark
from livingsurvey.derive.words import mark, with_unit
from livingsurvey.model import Edge, Method, OperatingPoint, Quantity
from livingsurvey.view import View


def size_of(method: Method, point: OperatingPoint) -> tuple[Quantity, OperatingPoint] | None:
    """The whole model's parameters, of this point or another of its variant, and where they stand.

    Else the size of the model that bears the work's name, where the work states one size only.
    """
    same = [point, *(p for p in method.operating_points if p.model == point.model and not p.superseded_by)]
    if only_size(method):
        same += [p for p in method.operating_points if p.stage == "model" and p.model == method.name]
    for candidate in same:
        quantity = candidate.values.get("params_b")
        if quantity is not None and quantity.scope is None:
            return quantity, candidate
    return None


def only_size(method: Method) -> Quantity | None:
    """The size of a work that states one size only: then whoever names the work means this one."""
    stated = [p.values["params_b"] for p in method.operating_points if "params_b" in p.values]
    whole = {(q.low, q.high): q for q in stated if q.scope is None}
    return next(iter(whole.values())) if len(whole) == 1 else None


def starts(view: View, success: Reading, cost: Reading) -> Iterator[TradeMark | str]:
    """The baselines of a point with the same two values: a mark, or the key of the baseline's own point.

    Both values come from one place. A baseline without an entry, or in a setting said to be another, is
    none.
    """
    for edge in success.point.versus:
        base = view.survey.methods.get(edge.baseline or "")
        if base is None or base.removed or edge.same_setting is False:
            continue
        found = _as_measured(view, base, edge, success, cost)
        if found is not None:
            yield found
        elif edge.point is not None:
            yield f"{base.slug}/{edge.point}"


def _as_measured(view: View, base: Method, edge: Edge, success: Reading, cost: Reading) -> TradeMark | None:
    """The baseline as the point's own source prints it, if it prints both."""
    before, spent = edge.baseline_values.get("success_pct"), edge.baseline_values.get(cost.metric.id)
    if spent is None and cost.metric.id == "params_b":
        spent = only_size(base)
    if before is None or spent is None or spent.scope != cost.quantity.scope:
        return None
    if overstated(before, success.metric) or overstated(spent, cost.metric):
        return None
    return TradeMark(
        method=base,
        point=success.point,
        x=worse_end(spent, cost.metric),
        y=before.low,
        x_text=with_unit(spent, cost.metric),
        y_text=with_unit(before, success.metric),
        mark=mark(success.point, success.source),
        pillar="foundational" if base.kind == "foundational" else view.rows.headline(base).pillar,
        note=f"the baseline of {success.method.name}, as measured there",
        stated_by=success.method,
    )
