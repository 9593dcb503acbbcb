"""Citing: what the buttons copy, the line of a number, and the same without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import Page, expect
from support import ROOT, invented

from livingsurvey.cff import read_citation
from livingsurvey.export.citation import number_line
from livingsurvey.view import SiteInfo, View

METHOD = "methods/crispvla/"


def copied(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def allowed(page: Page) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return page


@pytest.mark.parametrize(
    ("label", "begins"),
    [
        ("BibTeX", "@misc{doe2096crispvla,"),
        ("APA", "Doe, J., & Low, K. (2096)."),
        ("IEEE", "J. Doe and K. Low, “"),
    ],
)
def test_a_work_is_copied_in_the_style_of_its_button(
    label: str, begins: str, site_url: str, open_page: OpenPage
) -> None:
    page = allowed(open_page(site_url + METHOD, fresh=True))
    page.get_by_role("button", name=f"Copy {label}").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert copied(page).startswith(begins)


def test_the_files_beside_a_page_can_be_fetched(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + METHOD)
    for name in ("crispvla.bib", "crispvla.ris", "crispvla.json", "crispvla.md"):
        page.get_by_role("link", name=name, exact=True).wait_for()
        assert page.request.get(site_url + METHOD + name).ok


def test_the_line_of_a_row_is_the_one_the_program_writes(
    site_dir: Path, site_url: str, open_page: OpenPage
) -> None:
    survey = invented()
    info = SiteInfo("https://example.org/survey/", "", date="2099-01-01")
    view = View(survey, info, read_citation(ROOT / "CITATION.cff")[0])
    method = survey.methods["crispvla"]
    page = open_page(site_url + METHOD)
    for point in method.operating_points:
        page.get_by_role("button", name=f"Cite {point.id}", exact=True).click()
        dialog = page.get_by_role("dialog", name="Cite this number")
        expect(dialog).to_be_visible()
        expect(page.locator("#cite_text")).to_have_text(number_line(view, method, point))
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()


def test_the_line_of_a_row_is_copied_and_focus_returns(site_url: str, open_page: OpenPage) -> None:
    page = allowed(open_page(site_url + METHOD, fresh=True))
    button = page.get_by_role("button", name="Cite bf16", exact=True)
    button.click()
    dialog = page.get_by_role("dialog", name="Cite this number")
    dialog.get_by_role("button", name="Copy").click()
    expect(dialog.get_by_role("button", name="Copied")).to_be_visible()
    assert "#bf16" in copied(page)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()


def test_each_table_is_cited_by_an_address_that_leads_to_it(site_url: str, open_page: OpenPage) -> None:
    page = allowed(open_page(site_url + "tables/efficiency/", fresh=True))
    buttons = page.locator(".ls-citethis button")
    expect(buttons).to_have_count(3)
    for text in page.locator(".ls-citethis span").all_text_contents():
        found = re.search(r"/tables/efficiency/#([a-z-]+)$", text)
        assert found is not None
        assert page.locator(f"#{found[1]}").count() == 1
    buttons.first.click()
    assert copied(page).endswith("/tables/efficiency/#as-printed")


@pytest.mark.parametrize("address", ["tables/compression/", "tradeoffs/", "timeline/"])
def test_a_figure_or_table_says_how_it_is_cited(address: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + address)
    expect(page.locator(".ls-citethis span")).to_contain_text(f"https://example.org/survey/{address}")


def test_the_page_on_citing_copies_paper_and_site(site_url: str, open_page: OpenPage) -> None:
    page = allowed(open_page(site_url + "cite/", fresh=True))
    page.locator("[data-copy=paper_bibtex]").click()
    assert "eprint = {2510.24795}" in copied(page)
    page.locator("[data-copy=site_apa]").click()
    assert copied(page).startswith("Contributors to the living survey (2099).")


def test_without_scripts_no_button_stands_that_does_nothing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + METHOD, scripts=False)
    for button in page.locator(".ls-copy").all():
        expect(button).to_be_hidden()
    expect(page.get_by_text("Cite a number")).to_be_visible()
    page.goto(site_url + "cite/")
    expect(page.locator("#number_example")).to_contain_text("operating point")


def test_the_foot_of_every_page_leads_to_citing(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "timeline/")
    page.locator("footer").get_by_role("link", name="Cite").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cite")


def test_beside_the_line_a_row_leads_to_the_form_that_mends_it(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + METHOD)
    fix = page.get_by_role("link", name="Fix this").get_attribute("href") or ""
    page.get_by_role("button", name="Cite int8").click()
    address = page.get_by_role("link", name="mistake of this row").get_attribute("href") or ""
    assert address.startswith(f"{fix}&point=int8&note=Stated+now")
