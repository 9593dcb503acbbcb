"""A frozen page says so to every reader, and the list of snapshots needs no script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import FROZEN as NAME
from conftest import OpenPage, Pages, Theme
from playwright.sync_api import Locator, Page, expect
from support import INFO, ROOT, invented, serve

from livingsurvey.cff import read_citation
from livingsurvey.export.citation import number_line
from livingsurvey.pages.snapshots import snapshot_list, versions_file
from livingsurvey.render import Renderer
from livingsurvey.view import SiteInfo, View

LATER = "2099.04"
SNAPSHOTS = [
    {"name": name, "date": "2099-01-31", "commit": "0123456789ab", "bytes": 1234567, "archive": "data.zip"}
    for name in (LATER, NAME)
]
LOOKS: list[tuple[Theme, bool]] = [("light", False), ("dark", False), ("light", True)]


@pytest.fixture(scope="module")
def frozen_url(frozen_dir: Path) -> Iterator[str]:
    """A frozen edition below the list of two; ends in `v/`."""
    folder = frozen_dir.parent.parent
    pages = Renderer(ROOT / "templates", {}).documents([snapshot_list("Invented", SNAPSHOTS)])
    for path, content in [*pages, versions_file(SNAPSHOTS)]:
        (folder / path).write_bytes(content)
    for kept in (LATER, f"{LATER}/cite"):  # a later edition of two pages
        (folder / "v" / kept).mkdir()
        (folder / "v" / kept / "index.html").write_text(
            f"<link rel=icon href=/v/{NAME}/assets/favicon.svg>"
        )
    (folder / "404.html").write_bytes((frozen_dir / "404.html").read_bytes())
    (folder / "assets").symlink_to(folder / "v" / NAME / "assets")
    with serve(folder) as url:
        yield f"{url}v/"


@pytest.mark.parametrize(("theme", "phone"), LOOKS, ids=["light", "dark", "phone"])
@pytest.mark.parametrize("path", ["", f"{NAME}/methods/crispvla/", f"{NAME}/cite/"])
def test_frozen_pages_and_their_list_break_no_rule_of_axe(
    path: str, theme: Theme, phone: bool, frozen_url: str, open_page: OpenPage
) -> None:
    page = open_page(frozen_url + path, theme=theme, phone=phone)
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html']}" for v in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_banner_leads_to_the_same_living_page(
    scripts: bool, frozen_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{frozen_url}{NAME}/methods/crispvla/", scripts=scripts)
    banner = page.locator(".md-banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text(f"Frozen snapshot of {NAME}")
    living = banner.get_by_role("link", name="The living page")
    expect(living).to_have_attribute("href", f"{INFO.site_url}methods/crispvla/")


def test_the_list_leads_to_each_snapshot_without_a_script(frozen_url: str, open_page: OpenPage) -> None:
    page = open_page(frozen_url, scripts=False)
    expect(page.get_by_role("listitem")).to_have_count(3)
    page.get_by_role("link", name=NAME).click()
    page.wait_for_url(f"{frozen_url}{NAME}/")
    expect(page.locator(".ls-frozen")).to_be_visible()


def menu(page: Page) -> Locator:
    """The menu of editions, opened."""
    found = page.locator("#editions")
    found.locator("summary").click()
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_frozen_page_names_the_snapshots_published_after_it(
    theme: Theme, frozen_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{frozen_url}{NAME}/cite/", theme=theme, phone=True)
    editions = menu(page)
    links = editions.get_by_role("link")
    expect(links).to_have_text(["living", LATER, NAME, "all, with archives and checksums"])
    expect(editions.locator("[aria-current]")).to_have_text(NAME)
    assert all(box is not None and box["height"] >= 24 for box in (a.bounding_box() for a in links.all()))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.locator("#editions summary")).to_have_text(f"Edition: {NAME}, frozen")


def test_the_menu_leads_to_the_same_page_and_row_of_another_edition(
    frozen_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{frozen_url}{NAME}/cite/")
    links = menu(page).get_by_role("link")
    expect(links).to_have_count(4)
    page.evaluate("history.replaceState(null, '', '?m=a#number')")
    links.nth(1).click()
    page.wait_for_url(f"{frozen_url}{LATER}/cite/?m=a#number")


def test_the_menu_leads_to_the_front_page_of_an_edition_that_lacks_the_page_and_says_so(
    frozen_url: str, open_page: OpenPage, pages: Pages
) -> None:
    pages.guard.allowed += ("status of 404",)
    page = open_page(f"{frozen_url}{NAME}/methods/crispvla/#bf16")
    links = menu(page).get_by_role("link")
    expect(links).to_have_text(["living", f"{LATER}, front page", NAME, "all, with archives and checksums"])
    links.nth(1).click()
    page.wait_for_url(f"{frozen_url}{LATER}/")


def test_a_number_of_a_snapshot_is_cited_by_its_address_in_the_snapshot(
    frozen_url: str, open_page: OpenPage
) -> None:
    survey, root = invented(), f"{INFO.site_url}v/{NAME}/"
    citation = read_citation(ROOT / "CITATION.cff")[0]
    view = View(survey, SiteInfo(root, "", date="2099-01-01", snapshot=NAME), citation)
    method = survey.methods["crispvla"]
    page = open_page(f"{frozen_url}{NAME}/methods/crispvla/")
    for point in method.operating_points:
        line = number_line(view, method, point)
        assert f" {root}methods/crispvla/#{point.id}. " in line
        assert f", frozen snapshot {NAME}, " in line
        page.get_by_role("button", name=f"Cite {point.id}", exact=True).click()
        expect(page.locator("#cite_text")).to_have_text(line)
        page.keyboard.press("Escape")


def test_no_edition_is_asked_for_before_the_menu_is_opened(frozen_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{frozen_url}{NAME}/cite/")
    page.wait_for_load_state("networkidle")
    asked = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    assert [name for name in asked if "versions.json" in name or f"/v/{LATER}/" in name] == []


def test_the_row_that_was_asked_for_goes_along_to_the_living_page(
    frozen_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{frozen_url}{NAME}/cite/#number")
    for link in (page.locator(".ls-frozen a").first, menu(page).get_by_role("link").first):
        link.focus()
        expect(link).to_have_attribute("href", f"{INFO.site_url}cite/#number")


def test_without_scripts_the_menu_leads_to_the_living_page_and_the_list(
    frozen_url: str, open_page: OpenPage
) -> None:
    links = menu(open_page(f"{frozen_url}{NAME}/cite/", scripts=False)).get_by_role("link")
    expect(links).to_have_text(["living", "all, with archives and checksums"])
    expect(links.first).to_have_attribute("href", f"{INFO.site_url}cite/")


def test_before_the_first_snapshot_the_menu_names_the_living_edition_alone(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "cite/")
    with page.expect_response("**/v/versions.json") as answer:
        editions = menu(page)
    assert answer.value.ok
    expect(editions.get_by_role("link")).to_have_text(["living", "all, with archives and checksums"])
    expect(editions.locator("summary")).to_have_text("Edition: living")
