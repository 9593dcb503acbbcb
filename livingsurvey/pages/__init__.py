"""The table of contents of the site: which pages there are, in which order they are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from livingsurvey.export.metadata import breadcrumbs, preview
from livingsurvey.pages import (
    about,
    benchmarks,
    cite,
    compare,
    contribute,
    coverage,
    data,
    hardware,
    home,
    methods,
    surveys,
    tables,
    taxonomy,
    timeline,
    tradeoffs,
    updates,
)
from livingsurvey.render import Page
from livingsurvey.view import View

FAMILIES = (
    home,
    methods,
    taxonomy,
    tables,
    tradeoffs,
    compare,
    timeline,
    hardware,
    benchmarks,
    coverage,
    surveys,
    data,
    about,
    updates,
    cite,
    contribute,
)


def all_pages(view: View) -> Iterator[Page]:
    """Every generated page, one that lies above others before them: its title stands in their way to it."""
    titles: dict[str, str] = {}
    for family in FAMILIES:
        for page in family.pages(view):
            titles[page.url] = page.title
            yield _with_head(view, page, titles)


def _with_head(view: View, page: Page, titles: dict[str, str]) -> Page:
    """The page with what every page tells programs of itself."""
    title = page.title if page.url else view.citation.title
    tags = preview(view, page.url, title, page.description, page.meta.kind, page.meta.card)
    way = breadcrumbs(view, page.url, titles)
    things = (*page.meta.things, *([way] if way else ()))
    modified = page.meta.modified or view.info.date
    meta = replace(page.meta, tags=(*tags, *page.meta.tags), things=things, modified=modified)
    return replace(page, meta=meta)
