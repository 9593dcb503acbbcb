"""A number's story: a card with setting, baseline and source, in place; without scripts the method's page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import OpenPage
from kinds import address
from playwright.sync_api import Locator, Page, expect

ROW = "#methods tbody tr[data-slug=crispvla]"


def card(page: Page) -> None:
    """The card of CrispVLA's headline is open and whole."""
    story = page.get_by_role("dialog", name="CrispVLA")
    expect(story).to_be_visible()
    expect(story.locator("dt").filter(has_text="Source")).to_have_count(1)
    expect(story).to_contain_text("not stated:")
    expect(story.get_by_role("link", name="Permanent address")).to_have_attribute(
        "href", re.compile(r"/methods/crispvla/#\S+$")
    )
    address = story.get_by_role("link", name="mistake").get_attribute("href") or ""
    asked = parse_qs(urlsplit(address).query)
    assert (asked["template"], asked["method"]) == (["number.yml"], ["crispvla"])
    expect(story.get_by_role("link", name="Permanent address")).to_have_attribute(
        "href", re.compile(f"#{asked['point'][0]}$")
    )
    assert asked["note"][0].startswith("Stated now: ")
    assert len(asked["note"][0]) <= 200


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_press_on_a_number_opens_its_story(phone: bool, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", phone=phone)
    page.locator(f"{ROW} td[data-l^=Latency]").click()
    card(page)
    box = page.locator("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.evaluate("innerWidth")
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog")).to_be_hidden()


def test_by_keyboard_the_mark_opens_it_and_escape_leads_back(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    mark = page.locator(f"{ROW} .ls-story-link")
    mark.focus()
    page.keyboard.press("Enter")
    card(page)
    expect(page.locator("dialog").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(mark).to_be_focused()


def test_focus_shows_a_preview_that_takes_no_focus(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    mark, preview = page.locator(f"{ROW} .ls-story-link"), page.get_by_role("tooltip")
    page.locator(f"{ROW} th a").focus()
    page.keyboard.press("Tab")
    expect(preview).to_contain_text("not stated:")
    expect(preview).to_contain_text("Source")
    assert preview.locator("a, button, [id]").count() == 0
    expect(mark).to_be_focused()
    expect(mark).to_have_accessible_description(re.compile("not stated:"))
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_preview_goes_with_the_focus_and_stays_away_after_the_card(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    mark, preview = page.locator(f"{ROW} .ls-story-link"), page.get_by_role("tooltip")
    page.locator(f"{ROW} th a").focus()
    page.keyboard.press("Tab")
    expect(preview).to_be_visible()
    box, under = preview.bounding_box(), mark.bounding_box()
    assert box is not None
    assert under is not None
    assert box["y"] >= under["y"] + under["height"] or box["y"] + box["height"] <= under["y"]
    page.keyboard.press("Enter")
    card(page)
    expect(preview).to_be_hidden()
    page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    expect(preview).to_be_hidden()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(preview).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(preview).to_be_hidden()


def test_a_blank_and_a_word_open_nothing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    page.locator(f"{ROW} td[data-l=Month]").click()
    page.locator("#methods td.ls-num:has(.ls-blank)").first.click()
    expect(page.locator("dialog")).to_be_hidden()


def test_the_story_holds_what_the_methods_page_says(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    page.locator(f"{ROW} .ls-story-link").click()
    card(page)
    told = page.locator("dialog").locator("dd").all_inner_texts()
    permalink = page.get_by_role("link", name="Permanent address").get_attribute("href")
    assert permalink
    there = open_page(permalink)
    point = permalink.split("#")[1]
    there.locator(f"tr#{point} button").evaluate_all("all => all.forEach((b) => b.remove())")
    cells = there.locator(f"tr#{point} td").all_inner_texts()
    plain = [" ".join(text.split()).removesuffix(" Cite") for text in cells if text.strip() != "–"]
    assert [" ".join(text.split()) for text in told] == plain


def test_a_story_is_cited_as_the_methods_page_cites_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", fresh=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f"{ROW} .ls-story-link").click()
    card(page)
    story = page.get_by_role("dialog", name="CrispVLA")
    story.get_by_role("button", name="Cite this number").click()
    expect(story.get_by_role("status")).to_have_text(re.compile("^Copied: "))
    line = page.evaluate("navigator.clipboard.readText()")
    expect(story.get_by_role("status")).to_have_text(f"Copied: {line}")
    expect(story.get_by_role("button", name="Cite this number")).to_be_focused()
    permalink = story.get_by_role("link", name="Permanent address").get_attribute("href") or ""
    there = open_page(permalink)
    there.get_by_role("button", name=f"Cite {permalink.split('#')[1]}").click()
    expect(there.locator("#cite_text")).to_have_text(line)


@pytest.mark.parametrize("kind", ["times and rates", "node", "branch table", "benchmark", "device"])
def test_a_number_of_any_table_tells_its_story(
    kind: str, real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + address(real_site_dir, kind))
    silent = page.locator("tbody tr:not([data-point]) td.ls-num[data-s]:visible")
    assert kind == "times and rates" or silent.count() == 0
    _tells_its_own(page, page.locator("tr[data-point] td.ls-num[data-s]:visible").first)
    for mark in page.locator("tr[data-point] .ls-story-link:visible").all()[:3]:
        box = mark.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


def _tells_its_own(page: Page, number: Locator) -> None:
    """A press on a number opens the story of the point that it comes from."""
    point = number.evaluate("cell => cell.dataset.point || cell.parentElement.dataset.point")
    number.click()
    story = page.locator("dialog")
    expect(story.locator("dt").filter(has_text="Source")).to_have_count(1)
    permalink = story.get_by_role("link", name="Permanent address")
    expect(permalink).to_have_attribute("href", re.compile(f"#{point}$"))
    page.keyboard.press("Escape")


def test_a_size_beside_a_point_tells_the_story_of_the_size(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "taxonomy/evla/model-design/")
    size = page.locator("tr[data-point] td[data-point][data-l^=Params]").first
    _tells_its_own(page, size)
    size.click()
    expect(
        page.locator("dialog").locator("dt").filter(has_text=re.compile("Params|Parameters"))
    ).to_have_count(1)


def test_a_story_that_cannot_be_loaded_leads_to_the_page(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", fresh=True)
    page.route("**/methods/crispvla/", lambda route: route.fulfill(status=204, body=""))
    page.locator(f"{ROW} .ls-story-link").click()
    expect(page.locator("dialog").get_by_role("link", name="Its page has it")).to_be_visible()


def test_without_scripts_the_mark_leads_to_the_point(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", scripts=False)
    page.locator(f"{ROW} .ls-story-link").click()
    expect(page.locator("h1")).to_have_text("CrispVLA")
    assert "#" in page.url
