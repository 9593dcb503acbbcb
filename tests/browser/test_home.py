"""The home page: four ways in, three small charts that say in words what they show, one screen, few bytes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import Locator, Page, expect

WAYS = ("By taxonomy", "By time", "By trade-off", "By number")
TRANSFER, OWN_JS = 150_000, 5_000
"""Bytes of a first visit on the wire (contract, section 10)."""
SMALLEST_TEXT = 8.5
"""Pixels: text of a chart that is shown smaller than it was drawn."""


@pytest.fixture
def home(real_site_url: str, open_page: OpenPage) -> Page:
    """The home page of the real survey, in light."""
    return open_page(real_site_url)


def way(page: Page, name: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=name, exact=True))


@pytest.mark.parametrize(("name", "label"), [("By time", "Timeline"), ("By trade-off", "Speed-up against")])
def test_a_chart_says_in_words_what_it_shows(name: str, label: str, home: Page) -> None:
    chart = way(home, name).get_by_role("img")
    expect(chart).to_have_count(1)
    expect(chart).to_have_accessible_name(re.compile(f"^{label}"))


def test_the_trade_off_names_its_ends_and_how_many_works_it_holds(home: Page) -> None:
    section = way(home, "By trade-off")
    marks = section.locator("svg .ls-dot").count()
    expect(section.get_by_role("img")).to_have_accessible_name(
        re.compile(rf", {marks} points: from .+ to .+")
    )
    expect(section.locator("p")).to_contain_text(re.compile(rf"{marks} points of \d+ works"))
    expect(section.locator("p")).to_contain_text("no front crosses classes")
    assert section.locator(".ls-front").count() == 0


@pytest.mark.parametrize(
    ("name", "address"), [("By time", "timeline/"), ("By trade-off", "tradeoffs/#relative")]
)
def test_a_chart_leads_to_its_page(name: str, address: str, home: Page, real_site_url: str) -> None:
    way(home, name).locator("a.ls-mini").click()
    home.wait_for_url(real_site_url + address)


def test_bars_are_as_long_as_their_counts_longest_first(home: Page) -> None:
    rows = way(home, "By number").locator("tbody tr")
    counts = [int(t) for t in rows.locator(".ls-num").all_inner_texts()]
    widths = rows.locator("rect").evaluate_all("all => all.map((r) => r.getBoundingClientRect().width)")
    tracks = rows.locator("svg").evaluate_all("all => all.map((r) => r.getBoundingClientRect().width)")
    total = int(way(home, "By number").locator("thead .ls-num").inner_text().removeprefix("of "))
    assert counts == sorted(counts, reverse=True)
    assert [w / t for w, t in zip(widths, tracks, strict=True)] == pytest.approx(
        [c / total for c in counts], abs=0.01
    )


@pytest.mark.parametrize(
    "label", ["success on a test", "a speed-up", "a latency", "a rate in hertz", "memory"]
)
def test_a_bar_leads_to_exactly_the_works_it_counts(label: str, home: Page) -> None:
    row = way(home, "By number").locator("tbody tr").filter(has_text=label)
    count = int(row.locator(".ls-num").inner_text())
    row.get_by_role("link").click()
    home.wait_for_url(re.compile(r"/methods/\?states=\w+"))
    expect(home.locator("form.ls-filter [role=status]")).to_have_text(
        re.compile(rf"^{count} of \d+ methods")
    )


def test_on_a_desk_the_map_and_the_charts_fit_one_screen(home: Page) -> None:
    for name in ("My model is …", *WAYS):
        expect(home.get_by_role("heading", name=name)).to_be_in_viewport(ratio=1)
    for place in (".ls-mini svg >> nth=0", ".ls-mini svg >> nth=1", ".ls-bars"):
        expect(home.locator(place)).to_be_in_viewport(ratio=1)


def test_on_a_phone_everything_keeps_its_order_and_its_text_is_large_enough(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url, phone=True)
    tops = [
        _top(page.get_by_role("heading", name=name)) for name in ("My model is …", *WAYS, "Newest entries")
    ]
    assert tops == sorted(tops)
    sizes = page.locator(".ls-mini svg text").evaluate_all(
        """all => all.map((t) => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"""
    )
    assert sizes
    assert min(sizes) >= SMALLEST_TEXT


def test_without_scripts_the_charts_are_there(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url, scripts=False)
    for place in (".ls-mini svg >> nth=0", ".ls-mini svg >> nth=1", ".ls-bars svg >> nth=0"):
        expect(page.locator(place)).to_be_visible()


def test_a_first_visit_stays_within_its_bytes(
    real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url, fresh=True)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(real_site_url)))
    page.reload(wait_until="networkidle")
    files = {name: real_site_dir / (name or "index.html") for name in asked}
    sizes = {name: len(gzip.compress(file.read_bytes(), 6)) for name, file in files.items()}
    assert {"", "assets/css/site.css"} <= sizes.keys()
    assert sum(sizes.values()) <= TRANSFER
    assert sum(size for name, size in sizes.items() if name.startswith("assets/js/")) <= OWN_JS


def _top(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"]
