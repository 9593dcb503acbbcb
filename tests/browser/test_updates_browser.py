"""What changed, in a browser, of a survey with a past: the page, a hostile past, and who comes back to the explorer."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from conftest import OpenPage, Theme
from histories import with_past
from hostile import SEEN, spoil, with_markup
from playwright.sync_api import Page, expect
from support import INVENTED, built, serve
from test_axe import _violations
from test_layout import _stays_inside


@pytest.fixture(scope="module")
def past_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the invented survey's site with a past."""
    folder = tmp_path_factory.mktemp("past")
    with serve(built(with_past(folder / "root").root, folder / "site"), "/survey/") as url:
        yield url


@pytest.fixture(scope="module")
def hostile_past_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The same with an attack in every text, past and present."""
    folder = tmp_path_factory.mktemp("hostile-past")
    data = spoil(INVENTED, folder / "data", with_markup)
    with serve(built(with_past(folder / "root", data).root, folder / "site"), "/survey/") as url:
        yield url


@pytest.mark.parametrize(("theme", "phone"), [("light", False), ("dark", False), ("light", True)])
def test_the_page_of_changes_breaks_no_rule_of_axe_and_fits(
    theme: Theme, phone: bool, past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site + "updates/", theme=theme, phone=phone)
    assert page.locator("h2").all_inner_texts() == ["February 2099", "January 2099"]
    assert _violations(page) == []
    _stays_inside(page)


def test_a_hostile_past_is_text(hostile_past_site: str, open_page: OpenPage) -> None:
    page = open_page(hostile_past_site + "updates/", scripts=False, phone=True)
    expect(page.locator(".ls-month").first).to_contain_text(SEEN)
    assert page.locator(".injected").count() == 0
    _stays_inside(page)


def test_every_page_leads_to_the_feed_and_no_page_asks_for_a_sitemap(
    past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site, fresh=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(past_site + "taxonomy/evla/training/", wait_until="networkidle")
    found = page.locator("link[type='application/atom+xml']").evaluate_all("all => all.map((l) => l.href)")
    assert found == [past_site + "feed.xml", past_site + "feed/training.xml"]
    for address in found:
        assert page.request.get(address).status == 200
    assert [a for a in asked if "sitemap" in a or "feed" in a] == []


def test_who_comes_for_the_first_time_is_told_nothing_and_asks_for_nothing(
    past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site + "methods/", fresh=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    expect(page.locator("#since")).to_be_hidden()
    assert [a for a in asked if "changes.json" in a] == []
    kept = json.loads(page.evaluate("localStorage.getItem('livingsurvey-visit')"))
    assert kept["seen"] == "2099-02-20T12:00:00Z"


@pytest.mark.parametrize("phone", [False, True])
def test_who_comes_back_is_told_what_is_new_as_long_as_the_tab_is_open(
    phone: bool, past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site + "methods/", fresh=True, phone=phone)
    _visited(page, "2099-02-01", "2099-01-10T12:00:00Z")
    for _ in range(2):
        page.reload()
        expect(page.locator("#since")).to_have_text("1 entry is new since your visit on 2099-02-01")
    assert _violations(page) == []
    page.locator("#since").click()
    expect(page.locator("h1")).to_have_text("What changed")


def test_a_reader_of_an_older_edition_has_still_seen_the_newest(
    past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site + "methods/", fresh=True)
    _visited(page, "2099-05-01", "2099-04-30T12:00:00Z")
    page.reload(wait_until="networkidle")
    expect(page.locator("#since")).to_be_hidden()
    assert (
        json.loads(page.evaluate("localStorage.getItem('livingsurvey-visit')"))["seen"]
        == "2099-04-30T12:00:00Z"
    )


@pytest.mark.parametrize("kept", ["nonsense", "null", '{"seen": 7}', "[]"])
def test_what_another_program_left_in_its_place_is_passed_over(
    kept: str, past_site: str, open_page: OpenPage
) -> None:
    page = open_page(past_site + "methods/", fresh=True)
    page.evaluate(
        "(kept) => { sessionStorage.clear(); localStorage.setItem('livingsurvey-visit', kept); }", kept
    )
    page.reload(wait_until="networkidle")
    expect(page.locator("#since")).to_be_hidden()


def _visited(page: Page, day: str, seen: str) -> None:
    """A visit in the past, of another tab."""
    page.evaluate(
        "(kept) => { sessionStorage.clear(); localStorage.setItem('livingsurvey-visit', JSON.stringify(kept)); }",
        {"on": day, "seen": seen},
    )
