"""The relative front: speed-up against change in success, each point against its own run of a baseline."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from livingsurvey.derive.comparability import Reading, overstated
from livingsurvey.derive.figures import (
    MOST_ALONE,
    Alone,
    Figure,
    TradeMark,
    Tradeoff,
    counted,
    id_of,
    in_order,
    with_front,
)
from livingsurvey.derive.ratios import speedups
from livingsurvey.derive.words import inside, mark, signed, with_unit
from livingsurvey.model import Edge, OperatingPoint, Quantity
from livingsurvey.view import View


def relative_front(view: View) -> Figure:
    """Speed-up against change in success, of all classes.

    A class is one quantity of the whole or of a part, and one baseline; a class of one work has no front.
    """
    marks, left, known = [], Counter[str](), set()
    for method in view.methods:
        for point in method.operating_points:
            for printed, factor in speedups(method, point, view.survey.metrics):
                known.add(method.slug)
                found = _judged(view, printed, factor)
                if isinstance(found, TradeMark):
                    marks.append(found)
                else:
                    left[found] += 1
    by_class = _by_class(marks)
    flagged: list[TradeMark] = []
    for group in by_class.values():
        flagged += group if _works(group) == 1 else with_front(group, "higher")
    return Figure(
        id="relative",
        title="Speed-up against change in success",
        x_label="Speed-up, ×",
        y_label="Change in success, points",
        better="higher",
        marks=tuple(sorted(flagged, key=in_order)),
        left_out=counted(left),
        works=_works(marks),
        works_known=len(known),
        classes=len(by_class),
    )


def relative_tradeoff(view: View) -> Tradeoff:
    """The relative front as one of the page's choices: all classes, then each class of several works."""
    whole = relative_front(view)
    every = replace(whole, id="relative.all", class_id="all", class_words="all classes")
    figures, alone = [every] if whole.marks else [], []
    for group in sorted(_by_class(whole.marks).values(), key=lambda g: (-_works(g), g[0].class_id)):
        if _works(group) == 1:
            alone.append(_alone(group))
        elif whole.classes > 1:
            figures.append(_of_class(whole, group))
    return Tradeoff(
        id="relative",
        on="baseline",
        on_label="Its own baseline",
        x="speedup_x",
        x_label="Speed-up",
        x_name="a speed-up",
        title="Change in success against speed-up",
        y_name="change in success",
        works=whole.works,
        works_known=whole.works_known,
        left_out=whole.left_out,
        figures=tuple(figures),
        alone=tuple(alone[:MOST_ALONE]),
        alone_more=max(0, len(alone) - MOST_ALONE),
    )


def _of_class(whole: Figure, group: Sequence[TradeMark]) -> Figure:
    return replace(
        whole,
        id=f"relative.{group[0].class_id}",
        marks=tuple(group),
        works=_works(group),
        classes=1,
        class_id=group[0].class_id,
        class_words=group[0].note,
    )


def _alone(group: Sequence[TradeMark]) -> Alone:
    best = max(group, key=lambda m: (m.y, m.x))
    return Alone(best.method.name, best.url, best.said, best.note, len(group))


def _works(marks: Sequence[TradeMark]) -> int:
    return len({m.method.slug for m in marks})


def _by_class(marks: Sequence[TradeMark]) -> dict[str, list[TradeMark]]:
    found: dict[str, list[TradeMark]] = defaultdict(list)
    for one in marks:
        found[one.class_id].append(one)
    return found


def _judged(view: View, printed: Reading, factor: Reading) -> TradeMark | str:
    """The mark of a speed-up and of what it cost in success, or why it has none."""
    point, edge, quantity = factor.point, factor.edge, factor.quantity
    if edge is None:
        return "baseline not named, or without an entry"
    if reason := _unfair(factor, edge):
        return reason
    change = _change(view, factor, edge)
    if isinstance(change, str):
        return change
    text = with_unit(quantity, factor.metric)
    if factor.metric is not printed.metric:
        text += (
            f", converted from {inside(printed.metric.label)} {with_unit(printed.quantity, printed.metric)}"
        )
    return TradeMark(
        method=factor.method,
        point=point,
        x=quantity.low,
        y=change[0],
        x_text=text,
        y_text=change[1],
        mark=mark(point, factor.source),
        pillar=view.rows.headline(factor.method).pillar,
        note=_class(view, point, edge, quantity),
        class_id=id_of(quantity.of, quantity.scope or point.setting.timing_scope, edge.baseline),
        unsaid=edge.same_setting is None,
    )


def _class(view: View, point: OperatingPoint, edge: Edge, quantity: Quantity) -> str:
    """The class of a ratio in words: what was made faster, which part of it, against what.

    The part is the ratio's own; only where it names none, what the clock of the point covers.
    """
    of = view.survey.metrics.get(quantity.of or "")
    base = view.survey.methods.get(edge.baseline or "")
    scope, clock = quantity.scope, point.setting.timing_scope
    part = view.words.term("scope", scope) if scope else view.words.term("timing_scope", clock or "")
    what = ", ".join(filter(None, [inside(of.label) if of else "", inside(part)]))
    return f"{what}, against {base.name if base else ''}"


def _unfair(factor: Reading, edge: Edge) -> str:
    """Why a speed-up may not stand on the relative front; empty if it may."""
    point, quantity = factor.point, factor.quantity
    if point.superseded_by:
        return "superseded by a newer version"
    if point.setting.pooled:
        return "several benchmarks averaged"
    if overstated(quantity, factor.metric):
        return "“up to”" if quantity.qualifier == "up-to" else "“less than”"
    if quantity.of in (None, "unclear"):
        return "not clear of which quantity"
    if edge.baseline is None:
        return "baseline not named, or without an entry"
    if edge.same_setting is False:
        return "another setting than its baseline"
    return ""


def _change(view: View, factor: Reading, edge: Edge) -> tuple[float, str] | str:
    """Points of success gained or lost: as stated, else the difference of both ends; or why neither."""
    metric, none = (
        view.survey.metrics.get("success_delta_pp"),
        "no change in success stated for the same point",
    )
    stated = edge.values.get("success_delta_pp")
    if metric is None:
        return none
    if stated is not None:
        best = overstated(stated, metric)
        return "change in success as a best case" if best else (stated.low, signed(stated, metric))
    before, after = _before(view, edge), factor.point.values.get("success_pct")
    if before is None or after is None or before.exact is None or after.exact is None:
        return none
    difference = round(after.exact - before.exact, 6)
    return difference, signed(Quantity(value=difference), metric) + ", from both ends"


def _before(view: View, edge: Edge) -> Quantity | None:
    """The baseline's success as the point's source prints it, else of the baseline's own point."""
    base = view.survey.methods.get(edge.baseline or "")
    base_point = base.point(edge.point) if base and edge.point else None
    return edge.baseline_values.get("success_pct") or (
        base_point.values.get("success_pct") if base_point else None
    )
