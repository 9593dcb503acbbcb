"""The explorer's columns, and every method with a row for each of its operating points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.derive.efficiency import RATES, Cell, EfficiencyRow
from livingsurvey.model import Method, OperatingPoint
from livingsurvey.view import View

WINDOW = 100
"""Rows that stand in the page at once."""


@dataclass(frozen=True)
class Column:
    """A column. `better` is the end that a first click brings up: lower, higher; text goes from a to z."""

    id: str
    label: str
    better: str
    unit: str = ""
    hint: str = ""
    shown: bool = True
    ranged: bool = False

    @property
    def numeric(self) -> bool:
        """True for a column of numbers."""
        return self.id not in _TEXTS

    @property
    def full_label(self) -> str:
        """Label and unit, as the phone's cards and downloads name it."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


_TEXTS = {"name", "month", "technique", "setting", "read"}
COLUMNS = (
    Column("name", "Method", "text"),
    Column("month", "Month", "higher"),
    Column("technique", "Technique", "text"),
    Column("params", "Params", "lower", "B", ranged=True),
    Column("latency", "Latency", "lower", "ms", "a range sorts on its worse end", ranged=True),
    Column("rate", "Rate", "higher", "Hz", "says which rate; a range sorts on its worse end", ranged=True),
    Column("speedup", "Speed-up", "higher"),
    Column("success", "Success", "higher", ranged=True),
    Column("change", "Change", "higher", "", "of success, against the baseline named"),
    Column("memory", "Memory", "lower", "GB", ranged=True),
    Column("flops", "FLOPs", "lower", "G", shown=False),
    Column("tokens", "Visual tokens", "lower", shown=False),
    Column("gpu_hours", "GPU hours", "lower", "h", "of training", shown=False),
    Column("setting", "Measured on", "text"),
    Column("read", "Read", "text"),
)
_METRICS = {
    "memory": "memory_gb",
    "flops": "flops_g",
    "tokens": "visual_tokens",
    "gpu_hours": "gpu_hours",
}


def newest_first(view: View) -> list[Method]:
    """Every work as the explorer opens: newest first, within a month by name."""
    return sorted(view.methods, key=lambda m: m.month, reverse=True)


def point_rows(view: View, method: Method) -> Iterator[tuple[EfficiencyRow, OperatingPoint | None]]:
    """The rows of a method that a filter may choose: the headline first, then as entered.

    Superseded points are left out. A method without points has one row without numbers.
    """
    head = method.point(method.headline)
    points = [p for p in method.operating_points if not p.superseded_by and p is not head]
    for point in ([head] if head or not points else []) + points:
        yield view.rows.row(method, point), point


def cells(row: EfficiencyRow, column: Column) -> Iterator[Cell]:
    """What a row holds in a column of numbers. Several rates of one point are several cells."""
    if column.id == "rate":
        stated = [row.cells[m] for m in RATES if m in row.cells]
        yield from stated or ([row.cells["rate"]] if "rate" in row.cells else [])
    else:
        name = _METRICS.get(column.id, column.id)
        if name in row.cells:
            yield row.cells[name]


def first_cell(row: EfficiencyRow, column: Column) -> Cell:
    """The cell that stands in the table, blank if the point does not state it."""
    return next(cells(row, column), row.cell(column.id))
