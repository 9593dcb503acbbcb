"""The page of contributing: every form with what it asks, and links to the rules instead of their words."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from support import INFO, INVENTED, ROOT

from livingsurvey.contribute.forms import forms
from livingsurvey.pages import contribute
from livingsurvey.site import Site, build
from livingsurvey.view import View

DOCUMENT = f"{INFO.repo_url}/blob/main/"


@pytest.fixture(scope="module")
def site() -> Site:
    return build(INVENTED, ROOT / "templates", INFO)


@pytest.fixture(scope="module")
def page(site: Site) -> str:
    (found,) = [p.html for p in site.pages if p.url == "contribute/"]
    return found


def words(text: str) -> list[str]:
    """The words that a reader of HTML or Markdown sees, without case or marks."""
    text = re.sub(r"<[^>]*>|\]\([^)]*\)", " ", text)
    return re.findall(r"[a-z0-9]+", html.unescape(text).lower())


def test_every_form_is_there_with_what_it_asks_and_what_it_leaves_open(page: str) -> None:
    (table,) = re.findall(r"forms-caption.*?</table>", page, re.DOTALL)[-1:]
    rows = [html.unescape(row) for row in re.findall(r"<tr><th scope=.row.*?</tr>", table, re.DOTALL)]
    known = forms(ROOT / "templates")
    assert len(rows) == len(known) > 5
    for row, form in zip(rows, known, strict=True):
        assert f'href="{INFO.form_url(form.id)}"' in row
        cells = [re.sub("<[^>]*>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        assert cells[:2] == [form.name, form.description]
        assert cells[2].split("; ") == [*form.asked]
        assert cells[3].split("; ") == ([*form.optional] or ["–"])
        assert {*form.asked, *form.optional} == {*form.fields}


def test_the_three_ways_lead_to_the_form_the_editor_and_the_terminal(page: str) -> None:
    (table,) = re.findall(r"<caption id=.ways-caption.*?</table>", page, re.DOTALL)
    ways = re.findall(r'data-l="Way"><a href="([^"]*)"', table)
    assert ways == [
        INFO.form_url("add"),
        f"{INFO.repo_url}/new/main/data/methods",
        f"{DOCUMENT}CONTRIBUTING.md",
    ]


def test_every_document_and_file_that_is_linked_to_exists(page: str) -> None:
    linked = re.findall(rf'href="{INFO.repo_url}/(?:blob|edit|new)/main/([^"#]*)', page)
    assert len(linked) > 5
    assert [name for name in linked if not (ROOT / name).exists()] == []
    anchors = re.findall(r'CONTRIBUTING\.md#([^"]*)"', page)
    titles = re.findall(r"^## (.*)$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    assert {*anchors} <= {re.sub(r"[^\w -]", "", t).lower().replace(" ", "-") for t in titles}


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "GOVERNANCE.md"])
def test_no_sentence_stands_twice(page: str, name: str) -> None:
    for form in forms(ROOT / "templates"):
        page = page.replace(html.escape("; ".join(form.asked)), ";")  # made of the form, not written here
    here, there = words(page), " ".join(words((ROOT / name).read_text("utf-8")))
    runs = {" ".join(here[i : i + 8]) for i in range(len(here) - 7)}
    assert [run for run in runs if f" {run} " in there] == []


def test_a_survey_without_entries_shows_no_badge(site: Site) -> None:
    empty = View(replace(site.survey, methods={}), INFO, forms=tuple(forms(ROOT / "templates")))
    (page,) = contribute.pages(empty)
    assert page.context["badge"] is None


def test_every_way_into_the_site_names_the_page(site: Site) -> None:
    (home,) = [p.html for p in site.pages if p.url == ""]
    assert 'href="contribute/"' in home
    assert b"/contribute/)" in dict(site.files)["llms.txt"]
    assert "'contribute/' | url" in (ROOT / "templates/theme/partials/copyright.html").read_text("utf-8")
