"""Methods as rows of one operating point each: what the explorer and the tables show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from livingsurvey.derive.words import Mark, Words, amount, inside, mark, number, with_unit
from livingsurvey.model import Method, Metric, OperatingPoint, Quantity, Survey

RATES = ("calls_hz", "actions_hz", "control_hz", "reported_hz")
RATE_WORDS = {
    "calls_hz": "model calls",
    "actions_hz": "actions",
    "control_hz": "control",
    "reported_hz": "of what, not said",
}
_TIMES = ("latency_ms", "time_to_first_action_ms")
_OUTCOMES = ("success_pct", "avg_len", "score")
_SPEEDUPS = ("speedup_x", "speed_gain_pct", "latency_reduction_pct")
_CHANGES = ("success_delta_pp", "success_relative_pct", "success_gain_pct", "success_retention_pct")
_COSTS = ("memory_gb", "flops_g", "visual_tokens", "gpu_hours")
_PARTS = {"vision", "llm", "action-head", "denoising"}
_SYSTEMS = {"system-1", "system-2"}
_CHANGE_WORDS = {
    "success_delta_pp": "",
    "success_relative_pct": "relative",
    "success_gain_pct": "points or relative, not said",
    "success_retention_pct": "of the baseline's success kept",
}


@dataclass(frozen=True)
class Cell:
    """One number in a table. `sort` is None for a blank, which sorts last both ways."""

    text: str
    sort: float | None
    note: str = ""
    mark: Mark | None = None
    anchor: str = ""
    derived: bool = False


BLANK = Cell("–", None)


@dataclass(frozen=True)
class EfficiencyRow:
    """A method, and the cells of the one operating point that stands for it here."""

    slug: str
    name: str
    kind: str
    month: str
    technique: str
    pillar: str
    point_id: str
    model: str
    cells: Mapping[str, Cell] = field(default_factory=dict)
    tested_on: str = ""
    timing: str = ""
    setting: str = ""
    source: str = ""
    mark: Mark | None = None

    def cell(self, name: str) -> Cell:
        """A cell by column, blank if the point does not state it."""
        return self.cells.get(name, BLANK)


@dataclass(frozen=True)
class RowMaker:
    """Makes rows for one survey."""

    survey: Survey
    _made: dict[tuple[str, str], EfficiencyRow] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def words(self) -> Words:
        """What ids are called in this survey."""
        return Words(self.survey)

    def headline(self, method: Method) -> EfficiencyRow:
        """The method with its headline point, or with no numbers if it has none."""
        return self.row(method, method.point(method.headline))

    def row(self, method: Method, point: OperatingPoint | None) -> EfficiencyRow:
        """The method with one of its points. Every number of the row comes from that point.

        Many pages show one row, so each is made once.
        """
        key = (method.slug, point.id if point else "")
        if key not in self._made:
            self._made[key] = self._row(method, point)
        return self._made[key]

    def _row(self, method: Method, point: OperatingPoint | None) -> EfficiencyRow:
        technique, pillar = technique_of(self.survey, method)
        words = self.words
        cells = self._cells(method, point) if point else self._sizes(method, None)
        reference = self.survey.references.get(point.source.cite) if point else None
        return EfficiencyRow(
            slug=method.slug,
            name=method.name,
            kind=method.kind,
            month=method.month,
            technique=technique,
            pillar=pillar,
            point_id=point.id if point else "",
            model=point.model if point else "",
            cells=cells,
            tested_on=words.test(point) if point else "",
            timing=words.timing(point) if point else "",
            setting=_setting(words, point) if point else "",
            source=f"{reference.short}, {point.source.where}" if reference and point else "",
            mark=mark(point, point.source) if point else None,
        )

    def _cells(self, method: Method, point: OperatingPoint) -> dict[str, Cell]:
        cells = self._sizes(method, point)
        for column, metrics in (("latency", _TIMES), ("rate", RATES), ("success", _OUTCOMES)):
            metric_id = next((m for m in metrics if m in point.values), None)
            if metric_id:
                cells[column] = self._cell(point, metric_id, point.values[metric_id])
        for metric_id in (*RATES, *_COSTS):
            if metric_id in point.values:
                cells[metric_id] = self._cell(point, metric_id, point.values[metric_id])
        if "success" in cells:
            cells["success"] = self._outcome(point)
        for column, metrics in (("speedup", _SPEEDUPS), ("change", _CHANGES)):
            cell = self._edge_cell(point, metrics)
            if cell:
                cells[column] = cell
        self._add_derived_rate(point, cells)
        return cells

    def _outcome(self, point: OperatingPoint) -> Cell:
        """Success with its unit, and what it was tested on."""
        metric_id = next(m for m in _OUTCOMES if m in point.values)
        metric, quantity = self.survey.metrics[metric_id], point.values[metric_id]
        cell = self._cell(point, metric_id, quantity)
        note = self.words.test(point) or "tasks not stated"
        if metric_id != "success_pct":
            note = f"{inside(metric.label)}, {note}"
        return Cell(with_unit(quantity, metric), cell.sort, note, cell.mark, cell.anchor)

    def _sizes(self, method: Method, point: OperatingPoint | None) -> dict[str, Cell]:
        """Parameters are a fact of the weights: they may stand beside a point, naming their variant.

        A variant takes no other's size where the method states several (decision 005).
        """
        if point and "params_b" in point.values:
            return {"params": self._cell(point, "params_b", point.values["params_b"])}
        stated = [p for p in method.operating_points if "params_b" in p.values and not p.superseded_by]
        sized = [p for p in stated if p.values["params_b"].scope is None]
        same = [p for p in sized if point and p.model == point.model]
        if not same and len({(p.values["params_b"].low, p.values["params_b"].high) for p in sized}) == 1:
            same = sized
        if not same:
            return {}
        cell = self._cell(same[0], "params_b", same[0].values["params_b"])
        return {"params": _noted(cell, same[0].model)}

    def _cell(self, point: OperatingPoint, metric_id: str, quantity: Quantity) -> Cell:
        metric = self.survey.metrics[metric_id]
        note = RATE_WORDS.get(metric_id, "")
        if metric_id == "time_to_first_action_ms":
            note = "to first action"
        if quantity.scope:
            note = self.words.term("scope", quantity.scope)
        return Cell(
            text=amount(quantity),
            sort=worse_end(quantity, metric),
            note=note,
            mark=mark(point, quantity.source or point.source),
            anchor=point.id,
        )

    def _edge_cell(self, point: OperatingPoint, metrics: tuple[str, ...]) -> Cell | None:
        found = [(m, e, e.values[m]) for e in point.versus for m in metrics if m in e.values]
        if not found:
            return None
        metric_id, edge, quantity = found[0]
        metric = self.survey.metrics[metric_id]
        text = with_unit(quantity, metric)
        return Cell(
            text=_sign(metric, quantity) + text,
            sort=as_ratio(quantity, metric),
            note=", ".join(filter(None, [self._form(metric, quantity), self.words.against(edge)])),
            mark=mark(point, quantity.source or point.source),
            anchor=point.id,
        )

    def _form(self, metric: Metric, quantity: Quantity) -> str:
        """Which comparison a ratio is, and of what."""
        if metric.id in _CHANGE_WORDS:
            return _CHANGE_WORDS[metric.id]
        if quantity.of is None:
            return inside(metric.label)
        of = self.survey.metrics.get(quantity.of)
        what = inside(of.label) if of else "of what, unclear"
        return what if metric.form == "x" else f"{inside(metric.label)}, {what}"

    def _add_derived_rate(self, point: OperatingPoint, cells: dict[str, Cell]) -> None:
        """calls per second = 1000 / latency in ms, where one latency of a whole call stands alone.

        What is not known of the latency, the rate says.
        """
        latency, scope = point.values.get("latency_ms"), point.setting.timing_scope
        if "rate" in cells or latency is None or not latency.exact or scope in _PARTS:
            return
        calls = 1000 / latency.exact
        system = scope in _SYSTEMS and inside(self.words.term("timing_scope", scope))
        what = f"calls of {system}" if system else "model calls"
        note = f"{what}, derived from {'latency' if latency.plus_minus is None else 'mean latency'}"
        if scope is None:
            note += ", timing scope not stated"
        text = number(float(f"{calls:.3g}"))
        cells["rate"] = cells["calls_hz"] = Cell(text, calls, note, anchor=point.id, derived=True)


def worse_end(quantity: Quantity, metric: Metric) -> float:
    """The end of a range on which a table sorts: the worse one."""
    return quantity.high if metric.better == "lower" else quantity.low


def as_ratio(quantity: Quantity, metric: Metric) -> float:
    """A speed comparison as a factor, so that forms sort together; other forms as printed.

    n % faster = 1 + n/100; by n % less time = 1 / (1 - n/100).
    """
    value = quantity.low
    if metric.id == "speed_gain_pct":
        return 1 + value / 100
    if metric.id == "latency_reduction_pct" and value < 100:
        return 1 / (1 - value / 100)
    return value


def technique_of(survey: Survey, method: Method) -> tuple[str, str]:
    """Title of the first place in the main taxonomy and the pillar it belongs to."""
    places = method.taxonomy.get("evla", ())
    if not places:
        return "", "foundational" if method.kind == "foundational" else ""
    node = survey.nodes[("evla", places[0].node)]
    return node.title.en, places[0].node.split("/")[0]


def _setting(words: Words, point: OperatingPoint) -> str:
    """The timing where a point states a time, a rate or a device; else nothing that would mislead."""
    timed = any(m.endswith(("_ms", "_hz")) for m in point.values)
    stated = point.setting.hardware or point.setting.hardware_text
    return words.timing(point) if timed or stated else ""


def _sign(metric: Metric, quantity: Quantity) -> str:
    """`+` for a gain that the source prints as a bare size; a cut keeps none, its note says "cut by"."""
    if quantity.qualifier or quantity.low <= 0:
        return ""
    return {"gain": "+", "pp": "+"}.get(metric.form, "")


def _noted(cell: Cell, note: str) -> Cell:
    return Cell(cell.text, cell.sort, note, cell.mark, cell.anchor, cell.derived)
