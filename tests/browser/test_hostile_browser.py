"""An attack in every text that a contributor may write is text to the reader, wherever it is shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OpenPage
from hostile import MARKUP, SEEN
from kinds import KINDS, NOT_FOUND, TOMBSTONE, address, methods
from playwright.sync_api import Page, expect

OUR_OWN = (NOT_FOUND, "reporting", "data", "contribute")
"""Pages that show no contributed text."""


@pytest.mark.parametrize("kind", [k for k in (*KINDS, TOMBSTONE) if k not in OUR_OWN])
def test_a_page_shows_the_attack_as_text(
    kind: str, hostile_site_dir: Path, hostile_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(hostile_site_url + address(hostile_site_dir, kind))
    assert SEEN in page.locator("body").inner_text()
    _is_unharmed(page)


def test_the_attack_is_text_in_titles_and_descriptions(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "methods/crispvla/")
    assert MARKUP in page.title()
    description = page.locator("meta[name=description]").get_attribute("content")
    assert description is not None
    assert SEEN in description
    _is_unharmed(page)


def test_the_attack_is_text_in_tooltips_and_labels(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "methods/crispvla/")
    tips = page.locator("th[title]").evaluate_all("all => all.map((e) => e.title)")
    assert tips
    assert all(MARKUP in tip for tip in tips)
    page.goto(hostile_site_url + "methods/")
    labels = page.locator("[data-label], [aria-label]").evaluate_all(
        "all => all.map((e) => e.dataset.label ?? e.ariaLabel)"
    )
    assert sum(MARKUP in label for label in labels) > 1
    _is_unharmed(page)


def test_the_attack_is_text_in_rows_that_scripts_draw_and_in_a_story(
    hostile_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(hostile_site_url + "methods/?kind=efficient")
    expect(page.locator(".ls-filter [role=status]")).to_contain_text("1 filter")
    row = page.locator("#methods tbody tr[data-slug=crispvla]")
    expect(row).to_contain_text(SEEN)
    _is_unharmed(page)
    row.locator(".ls-story-link").click()
    expect(page.locator("dialog dt").first).to_be_visible()
    expect(page.locator("dialog")).to_contain_text(SEEN)
    _is_unharmed(page)


def test_the_attack_is_text_in_the_picture_of_the_timeline(
    hostile_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(hostile_site_url + "timeline/")
    titles = page.locator("#timeline-picture a title").all_text_contents()
    assert titles
    assert all(MARKUP in title for title in titles)
    assert MARKUP in page.locator("#timeline-picture .ls-label").first.text_content()
    _is_unharmed(page)


def test_the_attack_is_text_in_the_lineage_of_a_work(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "timeline/")
    page.locator("#timeline-picture a[data-slug=crispvla]").focus()
    told = page.locator("#timeline-lineage").text_content()
    assert told is not None
    assert told.count(MARKUP) >= 3
    assert {
        e.lower() for e in page.locator("#timeline-lineage *").evaluate_all("a => a.map((e) => e.tagName)")
    } == {
        "a",
        "b",
    }
    _is_unharmed(page)


def test_the_attack_is_text_in_the_figure_and_its_hover(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "timeline/")
    page.get_by_role("button", name="Interactive figure").click()
    mark = page.locator("#timeline-plot .scatterlayer .points path").first
    mark.hover(force=True)
    expect(page.locator("#timeline-plot .hoverlayer .hovertext")).to_contain_text(SEEN)
    assert page.locator("#timeline-plot .hoverlayer a").count() == 0
    _is_unharmed(page)


@pytest.mark.parametrize("words", ["crispvla", "onerror"])
def test_the_attack_is_text_in_search_results(
    words: str, hostile_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(hostile_site_url)
    page.keyboard.press("/")
    page.keyboard.type(words)
    result = page.locator(".md-search-result__item").first
    expect(result).to_contain_text(SEEN)
    _is_unharmed(page)
    result.locator("a").first.click()
    page.wait_for_url("**/?h=*")
    expect(page.locator("mark").first).to_be_visible()
    _is_unharmed(page)


def test_an_attack_typed_into_search_and_filter_is_text(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "methods/")
    longest = max(SEEN.split(), key=len) + "x"
    page.locator("#filter").fill(SEEN + "x")
    expect(page.locator(".ls-filter [role=status]")).to_contain_text(longest)
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(f"onerror {SEEN}")
    page.locator(".md-search-result__link").first.wait_for()
    _is_unharmed(page)


@pytest.mark.parametrize(
    "asked", ["methods/%3Cimg%20class=injected%20src=x%20onerror=hostile=1%3E/", "%22%3E%3Cscript%3E/"]
)
def test_an_attack_in_the_address_is_text(asked: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + asked, status=404)
    expect(page.get_by_role("heading", level=1)).to_have_text("Not found")
    _is_unharmed(page)


def test_the_api_states_the_attack_as_it_was_written(hostile_site_dir: Path) -> None:
    names = [str(m["name"]) for m in methods(hostile_site_dir)]
    assert names
    assert all(MARKUP in name for name in names)


def _is_unharmed(page: Page) -> None:
    """No element, handler or script of the attack came to life."""
    assert page.locator(".injected").count() == 0
    assert page.locator("[onerror], [onclick], [onload], [onmouseover]").count() == 0
    assert page.evaluate("typeof hostile") == "undefined"
