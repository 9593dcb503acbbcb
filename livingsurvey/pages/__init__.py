"""The table of contents of the site: which pages there are, in which order they are made."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.pages import (
    about,
    benchmarks,
    compare,
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
)


def all_pages(view: View) -> Iterator[Page]:
    """Every generated page."""
    for family in FAMILIES:
        yield from family.pages(view)
