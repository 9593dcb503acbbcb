"""Every column of a table sorts, by mouse and by keyboard; what is shown decides the order.

The expected order is worked out here from what a reader sees in the cells, not from the keys in the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest
from conftest import OpenPage
from playwright.sync_api import Locator, Page, expect

Key = float | str | None


class Column(NamedTuple):
    """A column of a table on a page: how its cells read, and which of two values is the worse."""

    page: str
    table: str
    head: str
    read: Callable[[str], Key]
    worse: Callable[..., float] = max


def text(cell: str) -> Key:
    """A word as people sort it; a dash is a blank."""
    return None if cell in ("", "–") else cell.casefold()


def number(cell: str) -> Key:
    """The first number of a cell, its qualifier and spread ignored."""
    found = re.search(r"[+−-]?\d[\d\s]*(?:\.\d+)?", cell)
    return float(re.sub(r"\s", "", found[0]).replace("−", "-")) if found else None


def ends(cell: str) -> list[float]:
    """Both ends of a range, or the one number twice."""
    return [float(e) for e in re.findall(r"\d+(?:\.\d+)?", cell.split("±")[0])]


NODE = "taxonomy/evla/model-design/"
COLUMNS = {
    "text": Column(NODE, "methods", "Method", text),
    "month": Column(NODE, "methods", "Month", text),
    "technique": Column(NODE, "methods", "Technique", text),
    "class of devices": Column("hardware/", "", "Class", text),
    "latency": Column(NODE, "methods", "Latency", number, max),
    "parameters": Column(NODE, "methods", "Params", number, max),
    "outcome": Column(NODE, "methods", "Success", number, min),
    "change": Column(NODE, "methods", "Change", number, min),
    "calls": Column("tables/efficiency/", "timed", "Calls", number, min),
    "printed latency": Column("tables/efficiency/", "printed", "Latency", number, max),
    "memory of devices": Column("hardware/", "", "Memory", number, max),
    "count": Column("benchmarks/", "", "Results", number, max),
    "better": Column("methodology/", "", "Better", text),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_sorts_up_then_down_with_the_mouse(name: str, site_url: str, open_page: OpenPage) -> None:
    column = COLUMNS[name]
    page = open_page(site_url + column.page)
    _sorts_both_ways(page, column, lambda button: button.click())


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("name", ["text", "month", "latency", "calls"])
def test_a_column_sorts_up_then_down_with_the_keyboard(
    name: str, key: str, site_url: str, open_page: OpenPage
) -> None:
    column = COLUMNS[name]
    page = open_page(site_url + column.page)
    _sorts_both_ways(page, column, lambda button: _press(page, button, key))


def test_the_invented_survey_holds_a_tie_a_blank_a_range_and_a_hedge(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + NODE)
    cells = _cells(_table(page, COLUMNS["latency"]), "Latency")
    keys = [number(c) for c in cells]
    stated = [k for k in keys if k is not None]
    assert None in keys
    assert len(set(stated)) < len(stated), "two equal values"
    assert any("–" in c.strip("–") for c in cells), "a range"
    assert any(c.startswith("up to") for c in cells), "a qualifier"


def test_a_range_sorts_on_its_worse_end(site_url: str, open_page: OpenPage) -> None:
    """88.8–99.9 ms stands below 88.8 ms and above 111.1 ms, for slower is worse."""
    page = open_page(site_url + NODE)
    table = _table(page, COLUMNS["latency"])
    _button(table, "Latency").click()
    cells = [c for c in _cells(table, "Latency") if c != "–"]
    place = cells.index("88.8–99.9")
    assert cells[place - 1].endswith("88.8")
    assert cells[place + 1] == "111.1"


def test_only_the_sorted_column_says_that_it_is_sorted(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NODE)
    table = _table(page, COLUMNS["text"])
    expect(table.locator("[aria-sort]")).to_have_count(0)
    _button(table, "Month").click()
    _button(table, "Latency").click()
    expect(table.locator("[aria-sort]")).to_have_count(1)
    expect(table.locator("th[aria-sort=ascending]")).to_contain_text("Latency")


def test_a_sorted_table_keeps_every_row(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + NODE)
    table = _table(page, COLUMNS["text"])
    before = sorted(_cells(table, "Method"))
    _button(table, "Speed-up").click()
    assert sorted(_cells(table, "Method")) == before


def test_without_scripts_the_table_is_whole_and_offers_nothing_that_needs_them(
    site_url: str, open_page: OpenPage
) -> None:
    with_scripts = open_page(site_url + NODE)
    names = _cells(_table(with_scripts, COLUMNS["text"]), "Method")
    page = open_page(site_url + NODE, scripts=False)
    table = page.locator("#methods")
    expect(table.locator("tbody tr:visible")).to_have_count(len(names))
    assert table.locator("tbody th a").all_inner_texts() == names
    expect(table.locator("thead button")).to_have_count(0)
    expect(table.locator("thead th")).to_have_count(11)


def _sorts_both_ways(page: Page, column: Column, press: Callable[[Locator], None]) -> None:
    table = _table(page, column)
    head = table.locator("thead th", has_text=re.compile(f"^{column.head}"))
    button = _button(table, column.head)
    expect(head).not_to_have_attribute("aria-sort", re.compile("."))
    for way, descending in (("ascending", False), ("descending", True)):
        before = _rows(table, column)
        press(button)
        expect(head).to_have_attribute("aria-sort", way)
        assert _rows(table, column) == _ordered(before, column, descending)


def _ordered(rows: list[tuple[str, str]], column: Column, descending: bool) -> list[tuple[str, str]]:
    """The rows by key, ties as they were, blanks last both ways."""

    def key(row: tuple[str, str]) -> Key:
        read = column.read(row[1])
        return (
            float(column.worse(ends(row[1])))
            if isinstance(read, float) and len(ends(row[1])) == 2
            else read
        )

    stated = [r for r in rows if key(r) is not None]
    blank = [r for r in rows if key(r) is None]
    return sorted(stated, key=key, reverse=descending) + blank  # type: ignore[arg-type]


def _table(page: Page, column: Column) -> Locator:
    return page.locator(f"#{column.table}" if column.table else "table[data-sortable]")


def _button(table: Locator, head: str) -> Locator:
    return table.get_by_role("columnheader").get_by_role("button", name=re.compile(f"^{head}"))


def _press(page: Page, button: Locator, key: str) -> None:
    """Come by Tab, as a reader without a mouse does, and press a key."""
    for _ in range(60):
        if button.evaluate("(e) => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press(key)


def _cells(table: Locator, head: str) -> list[str]:
    """The cells of a column as a reader sees them, without the small print."""
    column = table.locator("thead th").evaluate_all(
        "(heads, head) => heads.findIndex((h) => h.textContent.trim().startsWith(head))", head
    )
    cells: list[str] = table.locator("tbody tr").evaluate_all(
        """(rows, column) => rows.map((row) => {
          const cell = row.cells[column].cloneNode(true);
          cell.querySelectorAll("small").forEach((e) => e.remove());
          return cell.textContent.trim();
        })""",
        column,
    )
    return cells


def _rows(table: Locator, column: Column) -> list[tuple[str, str]]:
    """Each row as its first cell and the cell of the column."""
    first = table.locator("thead th").first.inner_text()
    return list(zip(_cells(table, first.split()[0]), _cells(table, column.head), strict=True))
