"""The figures of a comparison, each beside the floor and the budget that it is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.bench.compare import Comparison
from livingsurvey.bench.explorer import Times

FLOORS = 7
"""CPU time of a build, at most this many times the floor's in the same run: decision 006."""

VISIT_BUDGETS = {"home": (150, 5), "explorer": (200, 8), "method page": (120, 3)}
"""First visit in kB after gzip, and the part of it that is our own scripts, for 1,000 methods."""

INDEX_BUDGET = 100
"""Search index in kB after gzip, for 1,000 methods."""

PAINTED_BUDGET = 100
"""Milliseconds from a keystroke or a click on a head to the painted rows, for 1,000 methods."""

ROWS_BUDGET = 100
"""Rows of the explorer that stand in the page at once."""

BUDGETED_METHODS = 1000
"""Budgets in bytes hold up to this number of methods."""


@dataclass(frozen=True)
class Line:
    """One figure. `budget` is None where nothing was promised for this number of methods."""

    label: str
    measured: float
    floor: float | None
    budget: float | None = None
    remark: str = ""

    @property
    def over(self) -> bool:
        """True where the figure is above its budget."""
        return self.budget is not None and self.measured > self.budget

    def text(self) -> str:
        """The line as it is printed."""
        columns = "".join(f"{_figure(v):>12}" for v in (self.measured, self.floor, self.budget))
        return (
            f"{self.label:<38}{columns}{'  OVER' if self.over else ''}{self.remark and '  ' + self.remark}"
        )


def report(found: Comparison, times: Times | None = None) -> str:
    """The whole table of one comparison, and what the explorer did in a browser."""
    pages, floor_pages = found.survey.sizes.pages, found.floor.sizes.pages
    head = f"{found.methods:,} methods: {pages:,} pages; the floor has {floor_pages:,} pages of one line"
    columns = "".join(f"{word:>12}" for word in ("survey", "floor", "budget"))
    return "\n".join([head, f"{'':<38}{columns}", *(line.text() for line in lines(found, times))])


def lines(found: Comparison, times: Times | None = None) -> Iterator[Line]:
    """Every figure of a comparison."""
    yield from _built(found)
    if times is not None:
        yield from _used(times, budgeted=found.methods <= BUDGETED_METHODS)


def _used(times: Times, *, budgeted: bool) -> Iterator[Line]:
    painted = PAINTED_BUDGET if budgeted else None
    yield Line("explorer, opened with a filter, ms", times.start, None)
    yield Line("explorer, keystroke to painted, ms", times.keystroke, None, painted)
    yield Line("explorer, slowest keystroke, ms", times.slowest_keystroke, None, painted)
    yield Line("explorer, order to painted, ms", times.order, None, painted)
    yield Line("explorer, all rows of the window, ms", times.window, None)
    remark = f"{times.every_row / times.keystroke:.1f} times the keystroke"
    yield Line("the same, drawing every row, ms", times.every_row, None, remark=remark)
    yield Line("explorer, rows in the page", times.rows, None, ROWS_BUDGET)


def _built(found: Comparison) -> Iterator[Line]:
    survey, floor = found.survey, found.floor
    budgeted = found.methods <= BUDGETED_METHODS
    seconds, least = survey.run.cpu_seconds, floor.run.cpu_seconds
    yield Line(
        "build, CPU seconds",
        seconds,
        least,
        remark=f"{1000 * (seconds - least) / found.methods:.1f} ms a method above the floor",
    )
    yield Line("build, times the floor", seconds / least, 1, FLOORS)
    yield Line("pages per CPU second", survey.pages_per_second, floor.pages_per_second)
    yield Line("peak memory, MB", survey.run.peak_memory_mb, floor.run.peak_memory_mb)
    yield Line("page, mean, kB", survey.sizes.mean / 1000, floor.sizes.mean / 1000)
    remark = survey.sizes.largest_page
    yield Line("page, largest, kB", survey.sizes.largest / 1000, floor.sizes.largest / 1000, remark=remark)
    for (label, promised), page in zip(VISIT_BUDGETS.items(), survey.visits, strict=True):
        for part, words in enumerate(("first visit, kB gz", "own scripts, kB gz")):
            limit = promised[part] if budgeted else None
            measured, beside = survey.visits[page][part], floor.visits[page][part]
            yield Line(f"{label}, {words}", measured / 1000, beside / 1000, limit)
    yield Line("search index, kB", survey.sizes.index / 1000, floor.sizes.index / 1000)
    limit = INDEX_BUDGET if budgeted else None
    yield Line("search index, kB gz", survey.sizes.index_gz / 1000, floor.sizes.index_gz / 1000, limit)


def _figure(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.1f}"
