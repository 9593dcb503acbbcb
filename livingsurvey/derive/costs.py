"""Success against what it costs: on one split of one benchmark, in one class of comparison.

Success and cost come from one operating point; only a size, a fact of the weights, may stand at another
point of the same variant (decision 005).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from livingsurvey.derive.classes import class_words
from livingsurvey.derive.comparability import KEY_WORDS, Level, Reading
from livingsurvey.derive.efficiency import worse_end
from livingsurvey.derive.figures import (
    MOST_ALONE,
    Alone,
    Better,
    Figure,
    TradeMark,
    Tradeoff,
    counted,
    id_of,
    with_front,
)
from livingsurvey.derive.pairs import Group, Pair, cost_label, cost_of, groups_of
from livingsurvey.derive.words import inside, mark, with_unit
from livingsurvey.model import Metric
from livingsurvey.view import View

AXES = (
    "params_b", "visual_tokens", "token_retention_pct", "flops_g", "latency_ms",
    "calls_hz", "actions_hz", "control_hz", "memory_gb", "weights_gb",
)  # fmt: skip
"""What success may cost, each metric an axis of its own: rates of different kinds are never mixed."""


@dataclass(frozen=True)
class _Draft:
    """A trade-off before anything of it is put into words."""

    metric: Metric
    on: str
    readings: Sequence[Reading]
    pairs: Sequence[Pair]
    groups: Sequence[Group]
    left: Counter[str]

    @property
    def id(self) -> str:
        return f"{self.metric.id}.{self.on.replace('/', '.')}"

    @cached_property
    def drawn(self) -> list[Group]:
        """What may be drawn, fullest first."""
        return sorted((g for g in self.groups if g.is_drawn), key=_by_fullness)


def _by_fullness(group: Group) -> tuple[int, int]:
    return -group.works, -group.values


def _fullest_first(draft: _Draft) -> tuple[tuple[int, int], str]:
    return (_by_fullness(draft.drawn[0]) if draft.drawn else (0, 0)), draft.id


def success_against_cost(view: View, most: int | None = None) -> list[Tradeoff]:
    """Every split against every cost that some work states with it: cost by cost, fullest first.

    With `most`, the fullest figures that together hold so many marks are drawn, and the others counted.
    """
    splits: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for benchmark in view.survey.benchmarks.values():
        for reading in view.results.get(benchmark.id, ()):
            split = reading.point.setting.split
            if reading.metric.id == "success_pct" and split and reading.class_key() is not None:
                splits[benchmark.id, split].append(reading)
    drafts: list[_Draft] = []
    for metric in filter(None, map(view.survey.metrics.get, AXES)):
        tried = (_draft(view, metric, f"{b}/{s}", readings) for (b, s), readings in splits.items())
        drafts += sorted(filter(None, tried), key=_fullest_first)
    room = _with_room([g for d in drafts for g in d.drawn], most)
    return [_tradeoff(view, draft, room) for draft in drafts]


def _with_room(groups: Sequence[Group], most: int | None) -> set[int]:
    """The groups that are drawn, by identity."""
    kept = set()
    for group in sorted(groups, key=_by_fullness):
        if most is None or group.values <= most:
            kept.add(id(group))
            most = None if most is None else most - group.values
    return kept


def _draft(view: View, metric: Metric, on: str, readings: Sequence[Reading]) -> _Draft | None:
    left: Counter[str] = Counter()
    pairs: list[Pair] = []
    name = inside(cost_label(metric))
    for success in readings:
        cost = cost_of(success, metric, name)
        if isinstance(cost, str):
            left[cost] += 1
        else:
            pairs.append(Pair(success, cost))
    return _Draft(metric, on, readings, pairs, groups_of(view, pairs), left) if pairs else None


def _tradeoff(view: View, draft: _Draft, room: set[int]) -> Tradeoff:
    metric, pairs = draft.metric, draft.pairs
    placed = {p.key for g in draft.groups for p in g.pairs}
    shown = {p.key for g in draft.drawn for p in g.pairs}
    left = draft.left + Counter(_not_comparable(p.cost) for p in pairs if p.key not in placed)
    left.update({"alone in its class": len(placed - shown)} if placed - shown else {})
    alone = _alone(draft.groups, shown)
    test, label = view.words.test(draft.readings[0].point), cost_label(metric)
    trade = Tradeoff(
        id=draft.id,
        on=draft.on,
        on_label=test,
        x=metric.id,
        x_label=label,
        x_name=inside(label),
        title=f"{test}: success against {inside(label)}",
        y_name="success",
        works=len({p.success.method.slug for p in pairs}),
        works_known=len({r.method.slug for r in draft.readings}),
        left_out=counted(left),
        alone=tuple(_said(view, group, new) for group, new in alone[:MOST_ALONE]),
        alone_more=max(0, len(alone) - MOST_ALONE),
        undrawn=sum(id(g) not in room for g in draft.drawn),
    )
    figures = [_figure(view, trade, metric, g, len(shown)) for g in draft.drawn if id(g) in room]
    return replace(trade, figures=tuple(_with_own_ids(figures)))


def _with_own_ids(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Two parts of one set-up would share an id: the second is told apart."""
    seen: Counter[str] = Counter()
    for one in figures:
        seen[one.class_id] += 1
        more = f"-{seen[one.class_id]}" if seen[one.class_id] > 1 else ""
        yield replace(one, id=one.id + more, class_id=one.class_id + more)


def _not_comparable(cost: Reading) -> str:
    *keys, last = (KEY_WORDS.get(k, k) for k in cost.missing())
    listed = f"{', '.join(keys)} and {last}" if keys else last
    return f"{inside(cost_label(cost.metric))} stated, but not {listed}, nor a set-up shared with others"


def _mark(view: View, pair: Pair, led: tuple[str, ...]) -> TradeMark:
    success, cost = pair.success, pair.cost
    sized = cost.metric.id == "params_b" and cost.point.model != success.point.model
    return TradeMark(
        method=success.method,
        point=success.point,
        x=worse_end(cost.quantity, cost.metric),
        y=success.quantity.low,
        x_text=with_unit(cost.quantity, cost.metric),
        y_text=with_unit(success.quantity, success.metric),
        mark=mark(success.point, success.source),
        pillar=view.rows.headline(success.method).pillar,
        note=f"size of {cost.point.model}" if sized else "",
        starts=led,
    )


def _figure(view: View, trade: Tradeoff, metric: Metric, group: Group, shown: int) -> Figure:
    first = group.found.readings[0]
    elsewhere = shown - len(group.pairs)
    marks = [_mark(view, p, led) for p, led in zip(group.pairs, group.starts, strict=True)]
    better: Better = "lower" if metric.better == "lower" else "higher"
    if group.found.level is Level.SAME_SETUP:
        class_id = id_of(first.source.cite, first.source.version, first.point.setup)
    else:
        class_id = id_of(*(str(first.key(k)) for k in metric.comparable_on))
    unit = f", {metric.unit}" if metric.unit else ""
    baselines = {m.method.slug for m in group.baselines} - {m.method.slug for m in marks}
    return Figure(
        id=f"{trade.id}.{class_id}",
        title=trade.title,
        x_label=trade.x_label + unit,
        y_label="Success, %",
        better=better,
        marks=with_front([*marks, *group.baselines], better),
        left_out=(*trade.left_out, *([("in another class", elsewhere)] if elsewhere else [])),
        works=group.works,
        works_known=trade.works_known,
        baselines=len(baselines),
        class_id=class_id,
        class_words=class_words(view, group.found),
        x_unit=metric.unit,
    )


def _alone(groups: Sequence[Group], shown: set[str]) -> list[tuple[Group, list[Pair]]]:
    """The classes of a single work with their points; a point that stands in a figure needs no sentence."""
    said: set[str] = set(shown)
    found = []
    for group in groups:
        new = [p for p in group.pairs if p.key not in said]
        said.update(p.key for p in new)
        if new:
            found.append((group, new))
    return found


def _said(view: View, group: Group, new: Sequence[Pair]) -> Alone:
    """A class of a single work in words, by its best point."""
    best = max(new, key=lambda p: (p.success.quantity.low, p.key))
    one = _mark(view, best, group.starts[group.pairs.index(best)])
    around = {p.key: _mark(view, p, ()) for p in group.pairs} | {m.key: m for m in group.baselines}
    against = "; ".join(f"{around[k].method.name} {around[k].said}" for k in one.starts)
    return Alone(one.method.name, one.url, one.said, class_words(view, group.found), len(new), against)
