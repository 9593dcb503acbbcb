"""Both sites build without a warning, and every link leads somewhere, at the root and below a path."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import OpenPage
from playwright.sync_api import expect
from support import mkdocs_build

from livingsurvey.publish.linkcheck import check_links

SITES = [
    ("site_dir", "/survey/"),
    ("root_site_dir", "/"),
    ("real_site_dir", "/survey/"),
    ("real_root_site_dir", "/"),
]


@pytest.mark.parametrize(("site", "base_path"), SITES)
def test_every_link_leads_somewhere(site: str, base_path: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(site)
    report = check_links(folder, base_path)
    assert [problem.text() for problem in report.problems] == []
    assert report.pages == len(list(folder.rglob("*.html")))
    assert report.links > 20 * report.pages


@pytest.mark.parametrize("root", ["survey_root", "real_root"])
def test_a_strict_build_prints_no_warning(
    root: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    run = mkdocs_build(request.getfixturevalue(root), tmp_path / "site")
    said = run.stdout + run.stderr
    assert run.returncode == 0, said
    assert "WARNING" not in said
    assert "ERROR" not in said


@pytest.mark.parametrize("url", ["site_url", "root_site_url"])
def test_a_reader_gets_from_page_to_page_wherever_the_site_lies(
    url: str, request: pytest.FixtureRequest, open_page: OpenPage
) -> None:
    start: str = request.getfixturevalue(url)
    page = open_page(start)
    page.get_by_role("heading", name="By taxonomy").get_by_role("link").click()
    page.locator(".ls-tree a").first.click()
    page.locator("#methods tbody th a").first.click()
    expect(page.locator("nav[aria-label=Path] [aria-current]")).to_be_visible()
    page.locator("nav[aria-label=Path]").get_by_role("link", name="Methods").click()
    page.wait_for_url(start + "methods/")
