"""Old addresses in a browser: they lead on, with scripts and without, and say so to whoever stays."""

from __future__ import annotations

import pytest
from conftest import OpenPage
from playwright.sync_api import expect

OLD, NEW = "methods/base-vla-1/", "methods/basevla/"


@pytest.mark.parametrize("scripts", [True, False])
def test_an_old_address_leads_to_the_page_of_today(
    site_url: str, open_page: OpenPage, scripts: bool
) -> None:
    page = open_page(site_url + OLD, scripts=scripts, fresh=True)
    page.wait_for_url(site_url + NEW)
    expect(page.get_by_role("heading", level=1)).to_have_text("BaseVLA")


def test_the_row_that_was_asked_for_travels_along(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{OLD}#blockworld", fresh=True)
    page.wait_for_url(f"{site_url}{NEW}#blockworld")
    expect(page.locator("tr:target")).to_have_count(1)
