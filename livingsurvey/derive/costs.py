"""Success against what it costs: on one split of one benchmark, in one class of comparison.

Success and cost come from one operating point; only a size, a fact of the weights, may stand at another
point of the same variant (decision 005).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from livingsurvey.derive.classes import Class, class_words, classes
from livingsurvey.derive.comparability import KEY_WORDS, Level, Reading
from livingsurvey.derive.efficiency import RATES, worse_end
from livingsurvey.derive.figures import Alone, Figure, TradeMark, Tradeoff, counted, id_of, with_front
from livingsurvey.derive.starts import size_of, starts
from livingsurvey.derive.words import inside, mark, with_unit
from livingsurvey.model import Metric, Quantity
from livingsurvey.view import View

AXES = (
    "params_b", "visual_tokens", "token_retention_pct", "flops_g", "latency_ms",
    "calls_hz", "actions_hz", "control_hz", "memory_gb", "weights_gb",
)  # fmt: skip
"""What success may cost, each metric an axis of its own: rates of different kinds are never mixed."""


@dataclass(frozen=True)
class _Pair:
    """What one point reaches and what it costs."""

    success: Reading
    cost: Reading


@dataclass(frozen=True)
class _Group:
    """The pairs of one class as marks, with the baselines that stand in it."""

    found: Class
    marks: tuple[TradeMark, ...]
    baselines: tuple[TradeMark, ...]

    @property
    def works(self) -> int:
        return len({m.method.slug for m in self.marks})

    @property
    def is_drawn(self) -> bool:
        """From two works on; of one work's points, where they and two works' values make three."""
        named = {m.method.slug for m in (*self.marks, *self.baselines)}
        return self.works > 1 or (len(named) > 1 and len(self.marks) + len(self.baselines) > 2)


def success_against_cost(view: View) -> list[Tradeoff]:
    """Every split against every cost that some work states with it: cost by cost, fullest first."""
    splits: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for benchmark in view.survey.benchmarks.values():
        for reading in view.results.get(benchmark.id, ()):
            split = reading.point.setting.split
            if reading.metric.id == "success_pct" and split and reading.class_key() is not None:
                splits[benchmark.id, split].append(reading)
    found: list[Tradeoff] = []
    for metric in filter(None, map(view.survey.metrics.get, AXES)):
        tried = (_tradeoff(view, metric, f"{b}/{s}", readings) for (b, s), readings in splits.items())
        found += sorted(filter(None, tried), key=lambda t: (-max_works(t), -t.works, t.id))
    return found


def max_works(trade: Tradeoff) -> int:
    """How many works stand in the fullest figure; 0 where nothing is drawn."""
    return max((f.works + f.baselines for f in trade.figures), default=0)


def _tradeoff(view: View, metric: Metric, on: str, readings: Sequence[Reading]) -> Tradeoff | None:
    left: Counter[str] = Counter()
    pairs: list[_Pair] = []
    for success in readings:
        cost = _cost(success, metric)
        if isinstance(cost, str):
            left[cost] += 1
        else:
            pairs.append(_Pair(success, cost))
    if not pairs:
        return None
    groups = _groups(view, pairs)
    drawn = [g for g in groups if g.is_drawn]
    placed = {m.key for g in groups for m in g.marks}
    shown = {m.key for g in drawn for m in g.marks}
    left.update(_not_comparable(p.cost) for p in pairs if _key(p.success) not in placed)
    left.update({"alone in its class": len(placed - shown)} if placed - shown else {})
    test = view.words.test(readings[0].point)
    trade = Tradeoff(
        id=f"{metric.id}.{on.replace('/', '.')}",
        on=on,
        on_label=test,
        x=metric.id,
        x_label=_label(metric),
        x_name=inside(_label(metric)),
        title=f"{test}: success against {inside(_label(metric))}",
        y_name="success",
        works=len({p.success.method.slug for p in pairs}),
        works_known=len({r.method.slug for r in readings}),
        left_out=counted(left),
        alone=tuple(_alone(view, groups, shown)),
    )
    figures = [_figure(view, trade, metric, group, len(shown)) for group in drawn]
    fullest = sorted(figures, key=lambda f: (-f.works - f.baselines, -f.works, -len(f.marks), f.class_id))
    return replace(trade, figures=tuple(_with_own_ids(fullest)))


def _with_own_ids(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Two parts of one set-up would share an id: the second is told apart."""
    seen: Counter[str] = Counter()
    for one in figures:
        seen[one.class_id] += 1
        more = f"-{seen[one.class_id]}" if seen[one.class_id] > 1 else ""
        yield replace(one, id=one.id + more, class_id=one.class_id + more)


def _label(metric: Metric) -> str:
    return f"Rate of {inside(metric.label)}" if metric.id in RATES else metric.label


def _key(reading: Reading) -> str:
    return f"{reading.method.slug}/{reading.point.id}"


def _cost(success: Reading, metric: Metric) -> Reading | str:
    """What the point that succeeds costs, or why that is not known."""
    method, point, label = success.method, success.point, inside(_label(metric))
    if _best_case(success.quantity, success.metric):
        return "success “up to”"
    if metric.id == "params_b":
        sized = size_of(method, point)
        return Reading(method, sized[1], metric, sized[0]) if sized else "no size of this variant stated"
    quantity = point.values.get(metric.id)
    if quantity is None and metric.id in RATES and any(r in point.values for r in RATES):
        return "a rate of another kind, or not said of what"
    if quantity is None:
        elsewhere = any(metric.id in p.values for p in method.operating_points)
        return f"{label} stated only for another point of the work" if elsewhere else f"no {label} stated"
    if _best_case(quantity, metric):
        return f"{label} as a best case"
    return Reading(method, point, metric, quantity)


def _best_case(quantity: Quantity, metric: Metric) -> bool:
    """`up to` of what should be high and `at least` of what should be low."""
    return quantity.qualifier == ("at-least" if metric.better == "lower" else "up-to")


def _not_comparable(cost: Reading) -> str:
    *keys, last = (KEY_WORDS.get(k, k) for k in cost.missing())
    listed = f"{', '.join(keys)} and {last}" if keys else last
    return f"{inside(_label(cost.metric))} stated, but not {listed}, nor a set-up shared with others"


def _groups(view: View, pairs: Sequence[_Pair]) -> list[_Group]:
    of_cost = {id(p.cost): p for p in pairs}
    return [
        _group(view, found, [of_cost[id(r)] for r in found.readings])
        for found in classes([p.cost for p in pairs])
    ]


def _group(view: View, found: Class, pairs: Sequence[_Pair]) -> _Group:
    """The marks of a class, each with the baselines that belong to it.

    What a source prints of a baseline belongs to its own set-up, or is a count; that it shares a stated
    class is not known, so there only a baseline's own point counts.
    """
    plain = [_mark(view, p) for p in pairs]
    own = {m.key for m in plain}
    place = {(m.method.slug, m.x, m.y): m.key for m in reversed(plain)}
    baselines: dict[str, TradeMark] = {}
    marks = []
    for pair, one in zip(pairs, plain, strict=True):
        keys = []
        for start in starts(view, pair.success, pair.cost):
            if isinstance(start, str):
                keys += [start] if start in own else []
            elif found.level is not Level.STATED_EQUAL:
                key = place.get((start.method.slug, start.x, start.y), start.key)
                keys.append(key)
                if key == start.key:
                    baselines.setdefault(key, start)
        marks.append(replace(one, starts=tuple(k for k in dict.fromkeys(keys) if k != one.key)))
    return _Group(found, tuple(marks), tuple(baselines.values()))


def _mark(view: View, pair: _Pair) -> TradeMark:
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
    )


def _figure(view: View, trade: Tradeoff, metric: Metric, group: _Group, shown: int) -> Figure:
    first = group.found.readings[0]
    elsewhere = shown - len(group.marks)
    if group.found.level is Level.SAME_SETUP:
        class_id = id_of(first.source.cite, first.source.version, first.point.setup)
    else:
        class_id = id_of(*(str(first.key(k)) for k in metric.comparable_on))
    unit = f", {metric.unit}" if metric.unit else ""
    baselines = {m.method.slug for m in group.baselines} - {m.method.slug for m in group.marks}
    return Figure(
        id=f"{trade.id}.{class_id}",
        title=trade.title,
        x_label=trade.x_label + unit,
        y_label="Success, %",
        better="lower" if metric.better == "lower" else "higher",
        marks=with_front(
            [*group.marks, *group.baselines], "lower" if metric.better == "lower" else "higher"
        ),
        left_out=(*trade.left_out, *([("in another class", elsewhere)] if elsewhere else [])),
        works=group.works,
        works_known=trade.works_known,
        baselines=len(baselines),
        class_id=class_id,
        class_words=class_words(view, group.found),
        x_unit=metric.unit,
    )


def _alone(view: View, groups: Sequence[_Group], shown: set[str]) -> Iterator[Alone]:
    """One sentence for each class of a single work; a point that stands in a figure needs none."""
    said: set[str] = set(shown)
    for group in groups:
        new = [m for m in group.marks if m.key not in said]
        said.update(m.key for m in new)
        if new:
            best = max(new, key=lambda m: (m.y, m.key))
            around = {m.key: m for m in (*group.marks, *group.baselines)}
            against = "; ".join(f"{around[k].method.name} {around[k].said}" for k in best.starts)
            yield Alone(
                best.method.name, best.url, best.said, class_words(view, group.found), len(new), against
            )
