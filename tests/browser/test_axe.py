"""axe-core finds nothing wrong on a page of any kind: light, dark, and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import OpenPage, Theme
from kinds import KINDS, address, status
from playwright.sync_api import Page

LOOKS: list[tuple[Theme, bool]] = [("light", False), ("dark", False), ("light", True)]

COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""What dark can break that light does not: the page is the same but for its colours."""

SHORTEN = """() => document.querySelectorAll("tbody, .ls-lines, .ls-lanes ol").forEach(
  (list) => [...list.children].slice(8).forEach((item) => item.remove()))"""
"""Of long tables and lists the first items are judged: one template made them all, and each takes its time."""


@pytest.mark.parametrize(("theme", "phone"), LOOKS, ids=["light", "dark", "phone"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_the_real_survey_breaks_no_rule_of_axe(
    kind: str, theme: Theme, phone: bool, real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    url = real_site_url + address(real_site_dir, kind)
    page = open_page(url, theme=theme, phone=phone, status=status(kind))
    page.evaluate(SHORTEN)
    assert _violations(page, COLOUR_RULES if theme == "dark" else ()) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["gonevla", "retrain", "pocketvla", "dualmind", "contestedvla"])
def test_the_page_of_an_odd_entry_breaks_no_rule_of_axe(
    slug: str, theme: Theme, site_url: str, open_page: OpenPage
) -> None:
    """Removed; a superseded number; an estimate and an entry of our own; a third party; a dispute."""
    assert _violations(open_page(f"{site_url}methods/{slug}/", theme=theme)) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_search_dialog_with_results_breaks_no_rule_of_axe(
    theme: Theme, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url, theme=theme)
    page.keyboard.press("/")
    page.keyboard.type("crispvla")
    page.locator(".md-search-result__link").first.wait_for()
    assert _violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_interactive_figure_breaks_no_rule_of_axe(
    theme: Theme, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "timeline/", theme=theme)
    page.get_by_role("button", name="Interactive figure").click()
    page.locator("#timeline-plot .points path").first.wait_for()
    assert _violations(page) == []


@pytest.mark.parametrize(("theme", "phone"), LOOKS, ids=["light", "dark", "phone"])
def test_the_explorer_in_use_breaks_no_rule_of_axe(
    theme: Theme, phone: bool, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(
        site_url + "methods/?words=bf16&kind=efficient&latency=..500&sort=latency",
        theme=theme,
        phone=phone,
    )
    page.locator(".ls-filter summary", has_text="Filters").click()
    for facet in ("Technique", "Device", "Benchmark"):
        page.locator(f".ls-filter summary:text-matches('^{facet}')").click()
    page.locator(".ls-filter summary", has_text="Order").click()
    page.get_by_role("group", name="Filters in force").get_by_role("button").first.wait_for()
    page.get_by_role("group", name="Filters of that name").get_by_role("button").first.wait_for()
    assert _violations(page) == []


@pytest.mark.parametrize(("theme", "phone"), LOOKS, ids=["light", "dark", "phone"])
def test_a_number_with_its_story_open_breaks_no_rule_of_axe(
    theme: Theme, phone: bool, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/", theme=theme, phone=phone)
    page.locator("#methods tr[data-slug=crispvla] .ls-story-link").click()
    page.get_by_role("button", name="Cite this number").click()
    page.locator("dialog [role=status]").filter(has_text="operating point").wait_for()
    assert _violations(page) == []


def _violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Each broken rule, of all or of some, with the elements that break it."""
    only = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [
        f"{rule['id']}: {' '.join(node['target'])}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"][:5]
    ]
