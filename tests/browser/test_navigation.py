"""Ways through the site: home, search, themes, keyboard, filter, copying, a wrong address, print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import OpenPage
from kinds import methods
from playwright.sync_api import Page, expect

REPOSITORY = "https://example.org/repository"


class TestHome:
    def test_a_bottleneck_leads_to_a_node_with_as_many_works_as_it_counts(
        self, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url)
        entry = page.locator("section[aria-labelledby=bottleneck] li li").first
        name, count = entry.get_by_role("link").inner_text(), entry.locator(".ls-count").inner_text()
        entry.get_by_role("link").click()
        page.wait_for_url(f"{site_url}taxonomy/evla/**")
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
        expect(page.locator("#methods tbody tr")).to_have_count(int(count))

    @pytest.mark.parametrize(
        ("way", "address"),
        [("By taxonomy", "taxonomy/"), ("By number", "tables/"), ("By time", "timeline/")],
    )
    def test_a_way_in_leads_where_it_says(
        self, way: str, address: str, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url)
        page.get_by_role("heading", name=way).get_by_role("link").click()
        page.wait_for_url(site_url + address)

    def test_it_shows_in_one_screen_how_much_it_holds_and_three_ways_in(
        self, real_site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(real_site_url)
        facts = page.locator(".ls-facts").first
        expect(facts).to_have_text(re.compile(r"\d+ works · [\d\u202f]+ sourced numbers"))
        for place in (
            facts,
            *(page.get_by_role("heading", name=n) for n in ("My model is", "By taxonomy", "By number")),
        ):
            expect(place).to_be_in_viewport()


class TestSearch:
    @pytest.mark.parametrize(
        ("words", "slug"),
        [
            ("CVLA-X", "crispvla"),
            ("Pocket", "pocketvla"),
            ("9708.00012", "retrain"),
            ("dualmind", "dualmind"),
        ],
        ids=["alias", "title word", "arXiv id", "name"],
    )
    def test_the_first_result_opens_the_method(
        self, words: str, slug: str, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url + "tables/")
        page.keyboard.press("/")
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
        page.keyboard.type(words)
        first = page.locator(".md-search-result__link").first
        expect(first).to_have_attribute("href", re.compile(f"methods/{slug}/"))
        first.click()
        page.wait_for_url(re.compile(f"{re.escape(site_url)}methods/{slug}/.*"))

    def test_a_technique_is_found_in_british_spelling(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "tables/")
        page.keyboard.press("/")
        page.keyboard.type("quantisation")
        first = page.locator(".md-search-result__link").first
        expect(first).to_have_attribute("href", re.compile("/quantization/"))

    @pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
    def test_the_field_on_the_home_page_opens_the_search(
        self, phone: bool, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url, phone=phone)
        page.locator("label.ls-search").click()
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
        page.keyboard.type("crispvla")
        expect(page.locator(".md-search-result__link").first).to_be_in_viewport()

    def test_enter_opens_the_first_result(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url)
        page.keyboard.press("/")
        page.keyboard.type("crispvla")
        page.locator(".md-search-result__link").first.wait_for()
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(f"{re.escape(site_url)}methods/crispvla/.*"))


class TestReading:
    def test_the_theme_can_be_switched_and_is_remembered(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url, fresh=True)
        body = page.locator("body")
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        page.get_by_title("Switch to dark").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        expect(body).to_have_css("background-color", "rgb(21, 27, 33)")
        page.goto(site_url + "methods/")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")

    def test_the_first_tab_stop_skips_to_the_content(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        expect(skip).to_be_focused()
        expect(skip).to_be_visible()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.md-content') !== null")

    def test_whatever_has_the_focus_shows_it(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/")
        page.locator("#filter").focus()
        for _ in range(16):
            page.keyboard.press("Tab")
            assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")

    def test_a_row_is_marked_when_its_address_is_opened(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/#int8")
        expect(page.locator("tr#int8")).to_be_in_viewport()
        expect(page.locator("tr#int8")).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")

    def test_a_former_point_id_still_leads_to_its_row(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/basevla/#long")
        expect(page.locator("tr#blockworld")).to_be_in_viewport()


class TestMethodPage:
    def test_the_button_copies_the_bibtex(self, site_url: str, site_dir: Path, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/", fresh=True)
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        button = page.locator("[data-copy=bibtex]")
        button.click()
        expect(button).to_have_text("Copied")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == (site_dir / "methods/crispvla/crispvla.bib").read_text("utf-8").strip()

    def test_without_scripts_the_bibtex_is_a_file(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/", scripts=False)
        expect(page.locator("[data-copy=bibtex]")).to_be_hidden()
        expect(page.get_by_role("link", name="crispvla.bib")).to_be_visible()

    def test_the_pencil_opens_the_yaml_file(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/")
        source = f"{REPOSITORY}/edit/main/data/methods/crispvla.yaml"
        for name in ("Edit this page", "Edit the file"):
            address = page.get_by_role("link", name=name).evaluate("(link) => link.href")
            assert address == source, name


class TestWrongAddress:
    def test_it_offers_the_nearest_method(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvl/", status=404)
        page.locator("#nearest").get_by_role("link", name="crispvla").click()
        page.wait_for_url(site_url + "methods/crispvla/")

    def test_it_looks_and_leads_as_every_other_page_does(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "no/such/folder/", status=404)
        expect(page.locator("body")).to_have_css("color", "rgb(27, 37, 48)")
        expect(page.locator("#nearest")).to_be_empty()
        page.locator("main").get_by_role("link", name="All methods").click()
        page.wait_for_url(site_url + "methods/")

    def test_an_address_that_cannot_be_decoded_is_no_error(
        self, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url + "methods/%E0%A4%A/", status=404)
        expect(page.get_by_role("heading", level=1)).to_have_text("Not found")


class TestPrint:
    def test_every_row_is_printed_and_nothing_that_is_only_for_the_screen(
        self, site_url: str, site_dir: Path, open_page: OpenPage
    ) -> None:
        page = open_page(site_url + "methods/", theme="dark", fresh=True)
        page.emulate_media(media="print")
        for frame in (".md-header", ".md-tabs", ".md-footer", ".ls-filter"):
            expect(page.locator(frame)).to_be_hidden()
        expect(page.locator("#methods tbody tr:visible")).to_have_count(len(methods(site_dir)))
        expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
        expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")

    def test_the_address_of_a_source_is_printed(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "methods/crispvla/", fresh=True)
        page.emulate_media(media="print")
        printed = page.locator(".ls-source a").first.evaluate(
            "(a) => getComputedStyle(a, '::after').content"
        )
        assert "https://arxiv.org/abs/9603.00011" in printed


FOCUS_SHOWS = """() => {
  const style = getComputedStyle(document.activeElement);
  return document.activeElement === document.body
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
}"""


def test_a_phone_has_the_navigation_in_a_drawer(site_url: str, open_page: OpenPage) -> None:
    page: Page = open_page(site_url, phone=True)
    page.locator("label.md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Timeline").click()
    page.wait_for_url(site_url + "timeline/")
