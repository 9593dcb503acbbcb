"""A page that tests share keeps nothing of the test before."""

from __future__ import annotations

from conftest import Look, OpenPage, Pages
from playwright.sync_api import Page

DESK_LIGHT = Look("light", phone=False, scripts=True)


def intercepted(page: Page, pages: Pages) -> bool:
    """Whether a test before still answers what the page asks for."""
    pages.guard.allowed += ("status of 404",)
    return bool(page.evaluate("async () => (await fetch('moved.json')).status") == 204)


def test_what_a_test_answers_in_the_place_of_the_site_ends_with_it(
    site_url: str, open_page: OpenPage, pages: Pages
) -> None:
    page = open_page(site_url)
    page.route("**/moved.json", lambda route: route.fulfill(status=204))
    assert intercepted(page, pages)
    pages.put_away(page)
    page.goto(site_url)
    assert not intercepted(page, pages)
    assert page is pages.page(DESK_LIGHT)
