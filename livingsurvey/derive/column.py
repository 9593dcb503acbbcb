"""A method as a column of a comparison: its facts, and its operating points with every value in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from livingsurvey.derive.comparability import Keys, Reading, keys, readings
from livingsurvey.derive.efficiency import technique_of
from livingsurvey.derive.points import caveats, source_line
from livingsurvey.derive.words import SETTING_LABELS, Mark, amount, inside, mark
from livingsurvey.model import Method, Metric, OperatingPoint
from livingsurvey.view import View

FACTS = ("Kind", "Month", "Venue", "Technique", "Builds on", "Components", "Public")
"""What is said of the work itself, in this order."""

STAGE = "Stage"
SETTINGS = (STAGE, *(label[:1].upper() + label[1:] for label in SETTING_LABELS.values()))
"""What is said of a measurement, in this order."""

SIZES = ("params_b", "backbone_params_b", "action_head_params_b", "active_params_b")
"""Facts of the weights: they may stand beside a point that does not state them, naming their variant."""


@dataclass(frozen=True)
class Item:
    """One line of a cell: a value or a fact, its caveats, and its address below the root or elsewhere."""

    text: str
    note: str = ""
    mark: Mark | None = None
    href: str = ""


@dataclass(frozen=True)
class Entry:
    """One value of a point, as it is printed and as it is compared."""

    reading: Reading
    item: Item
    keys: Keys

    @property
    def metric(self) -> Metric:
        """What the value is of."""
        return self.reading.metric


@dataclass(frozen=True)
class Choice:
    """One operating point that may stand for its method: all numbers of a column come from one.

    `base` is the slug of the model that was run: its stated base model, else the method itself.
    """

    id: str
    former_ids: tuple[str, ...]
    label: str
    headline: bool
    base: str
    title: Item
    settings: dict[str, str]
    source: Item
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Column:
    """A method with what may be compared of it; superseded points are left out."""

    slug: str
    name: str
    facts: dict[str, str]
    points: tuple[Choice, ...] = field(default=())

    @property
    def in_order(self) -> tuple[Choice, ...]:
        """The points, the headline first, else as the entry has them."""
        return tuple(sorted(self.points, key=lambda p: not p.headline))


def column(view: View, method: Method) -> Column:
    """A method as a column."""
    points = [p for p in method.operating_points if not p.superseded_by]
    found: dict[str, list[Reading]] = {p.id: [] for p in method.operating_points}
    for reading in readings(method, view.survey.metrics):
        found[reading.point.id].append(reading)
    sizes = [r for p in points for r in found[p.id] if r.metric.id in SIZES and r.edge is None]
    return Column(
        slug=method.slug,
        name=method.name,
        facts=_facts(view, method),
        points=tuple(_choice(view, method, p, found[p.id], sizes) for p in points),
    )


def _facts(view: View, method: Method) -> dict[str, str]:
    survey, words, links = view.survey, view.words, method.links
    bases = [survey.methods[b].name for b in method.builds_on if b in survey.methods]
    parts = [c for slot in ("vision", "language", "action") for c in getattr(method.components, slot)]
    open_parts = [n for n in ("code", "weights", "data") if getattr(links, n)]
    said = (
        words.term("kind", method.kind),
        method.month,
        f"{method.venue.name} {method.venue.year}" if method.venue else "",
        technique_of(survey, method)[0],
        ", ".join(bases),
        ", ".join(survey.components[c].name for c in parts if c in survey.components),
        ", ".join(open_parts),
    )
    return {label: text for label, text in zip(FACTS, said, strict=True) if text}


def _choice(
    view: View, method: Method, point: OperatingPoint, own: list[Reading], sizes: list[Reading]
) -> Choice:
    stage = view.words.term("stage", point.stage)
    source = source_line(view, point.source)
    where = f"{source.short} {source.version}".rstrip() + f", {source.where}"
    headline = point.id == method.headline
    entries = [*_beside(view, point, own, sizes), *(_entry(view, r) for r in own)]
    return Choice(
        id=point.id,
        former_ids=point.former_ids,
        label=f"{point.id}: {point.model}, {view.words.test(point) or inside(stage)}",
        headline=headline,
        base=point.setting.base_model or method.slug,
        title=Item(
            point.model, f"{point.id}, headline" if headline else point.id, None, _address(method, point)
        ),
        settings={STAGE: stage, **{k[:1].upper() + k[1:]: v for k, v in view.words.stated(point).items()}},
        source=Item(
            where, f"via {source.via}" if source.via else "", mark(point, point.source), source.url
        ),
        entries=tuple(entries),
    )


def _address(method: Method, point: OperatingPoint) -> str:
    return f"methods/{method.slug}/#{point.id}"


def _beside(view: View, point: OperatingPoint, own: list[Reading], sizes: list[Reading]) -> Iterator[Entry]:
    """Sizes that the point does not state, of its variant if that is known, else of another."""
    stated = {r.metric.id for r in own}
    for metric_id in SIZES:
        known = [r for r in sizes if r.metric.id == metric_id] if metric_id not in stated else []
        if known:
            yield _entry(view, min(known, key=lambda r: r.point.model != point.model), beside=True)


def _entry(view: View, reading: Reading, *, beside: bool = False) -> Entry:
    quantity, point = reading.quantity, reading.point
    said = [f"of {point.model}"] if beside else []
    said += _against(view, reading)
    said += [caveats(view, quantity)]
    if quantity.source:
        source = source_line(view, quantity.source)
        said += [f"from {source.short}, {source.where}"]
    return Entry(
        reading=reading,
        item=Item(
            amount(quantity),
            "; ".join(filter(None, said)),
            mark(point, reading.source),
            _address(reading.method, point) if beside else "",
        ),
        keys=keys(reading),
    )


def _against(view: View, reading: Reading) -> list[str]:
    """What a ratio is of and over what, in words."""
    edge, quantity = reading.edge, reading.quantity
    if edge is None:
        return []
    of = view.survey.metrics.get(quantity.of or "")
    said = [inside(of.label)] if of else ["of what, unclear"] if quantity.of else []
    said.append(view.words.against(edge))
    return [*said, "settings differ"] if edge.same_setting is False else said
