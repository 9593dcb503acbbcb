"""How to cite the survey paper, this site, a snapshot, a number, a table. Authorship is CITATION.cff's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.export.bibtex import bibtex, from_text
from livingsurvey.export.citation import apa, credit_line, ieee, named, number_line, state_title
from livingsurvey.export.metadata import dataset
from livingsurvey.model import Method, OperatingPoint, Reference
from livingsurvey.render import Heading, Page, PageMeta
from livingsurvey.view import View


@dataclass(frozen=True)
class Styles:
    """One document in three styles."""

    id: str
    bibtex: str
    apa: str
    ieee: str


def pages(view: View) -> Iterator[Page]:
    """`/cite/`."""
    citation = view.citation
    yield Page(
        "cite/",
        "Cite",
        "pages/cite.html",
        {
            "paper": _styles("paper", from_text(citation.paper)),
            "authors": len(citation.paper.authors),
            "note": citation.note,
            "site": _styles("site", _site(view)),
            "licences": citation.licences,
            "example": _example(view),
            "credit": credit_line(view),
        },
        "How to cite the survey paper, this site and its data, a snapshot, a number, a table or a figure.",
        source="CITATION.cff",
        keywords="cite citation BibTeX APA IEEE RIS reference DOI",
        headings=(
            Heading("paper", "The survey paper"),
            Heading("site", "This site"),
            Heading("snapshot", "A snapshot"),
            Heading("number", "A number"),
            Heading("table", "A table or a figure"),
            Heading("work", "A work"),
        ),
        meta=PageMeta(things=(dataset(view),)),
    )


def _styles(name: str, reference: Reference) -> Styles:
    return Styles(name, bibtex(reference).strip(), apa(reference), ieee(reference))


def _site(view: View) -> Reference:
    """This site in its present state as a document of its own, dated by its data, with its own key."""
    citation, info = view.citation, view.info
    year = int(info.date[:4]) if info.date else citation.paper.year
    key = "livingsurvey" + re.sub(r"\D", "", info.snapshot or info.date or str(year))
    site = Reference(key, "misc", state_title(view), named(citation), year, url=info.site_url)
    return from_text(site)


def _example(view: View) -> tuple[Method, OperatingPoint, str] | None:
    """The headline of the work that most entries build on, cited as the button on its row does."""
    ranked = sorted(view.methods, key=lambda m: (-len(view.built_on_by.get(m.slug, ())), m.slug))
    for method in ranked:
        if point := method.point(method.headline):
            return method, point, number_line(view, method, point)
    return None
