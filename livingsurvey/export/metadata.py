"""What the head of a page says to programs: Highwire tags, Open Graph, and JSON-LD of schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.export.citation import doi_of
from livingsurvey.model import Method, Person, Reference
from livingsurvey.view import View

Tags = tuple[tuple[str, str], ...]
Thing = Mapping[str, Any]
CARD = "assets/card.png"
CARD_SIZE = (1200, 630)
DATASET = (
    "What makes vision-language-action models efficient, as data: every operating point with its setting, "
    "its values and the source that states them."
)
_LICENCES = {
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "MIT": "https://spdx.org/licenses/MIT.html",
}


def absolute(view: View, path: str) -> str:
    """The permanent address of a page or file."""
    return f"{view.info.site_url.rstrip('/')}/{path}"


def preview(view: View, url: str, title: str, description: str, kind: str, card: str = "") -> Tags:
    """Open Graph and its cousin, for whoever shows a link with a picture. `kind`: website or article.

    `card`: the page's own picture; empty where it has none and shows the site's.
    """
    width, height = map(str, CARD_SIZE)
    return (
        ("og:type", kind),
        ("og:site_name", view.citation.title),
        ("og:title", title),
        ("og:description", description),
        ("og:url", absolute(view, url)),
        ("og:image", absolute(view, card or CARD)),
        ("og:image:width", width),
        ("og:image:height", height),
        ("og:image:alt", f"{title}: {description}" if card else view.citation.title),
        ("twitter:card", "summary_large_image"),
    )


def highwire(reference: Reference, released: str) -> Iterator[tuple[str, str]]:
    """The tags that Zotero and Google Scholar read. `released`: first version, `YYYY-MM[-DD]`."""
    yield "citation_title", reference.title
    for person in reference.authors:
        yield "citation_author", f"{person.family}, {person.given}" if person.given else person.family
    yield "citation_publication_date", _published(reference, released).replace("-", "/")
    if doi := doi_of(reference):
        yield "citation_doi", doi
    if reference.eprint:
        yield "citation_arxiv_id", reference.eprint
        yield "citation_pdf_url", f"https://arxiv.org/pdf/{reference.eprint}"
        yield "z:itemType", "preprint"  # Zotero's own name; without it a preprint is kept as a web page
    yield "citation_public_url", reference.link


def article(view: View, method: Method, reference: Reference) -> Thing:
    """The work that a page is about. Its address is the work's own; our page is about it."""
    doi = doi_of(reference)
    return _stated(
        {
            "@type": "ScholarlyArticle",
            "@id": reference.link,
            "url": reference.link,
            "name": reference.title,
            "headline": reference.title,
            "author": [_creator(p) for p in reference.authors],
            "datePublished": _published(reference, method.released),
            "identifier": [f"arXiv:{reference.eprint}"] if reference.eprint else [],
            "sameAs": [f"https://doi.org/{doi}"] if doi else [],
            "subjectOf": {
                "@type": "WebPage",
                "@id": absolute(view, f"methods/{method.slug}/"),
                "name": method.name,
                "description": method.summary.en or "",
            },
        }
    )


def dataset(view: View) -> Thing:
    """The survey as a data set."""
    citation = view.citation
    return _stated(
        {
            "@type": "Dataset",
            "@id": absolute(view, "#dataset"),
            "name": citation.title,
            "description": DATASET,
            "url": absolute(view, ""),
            "creator": [_creator(p) for p in citation.authors],
            "license": [_LICENCES.get(name, name) for name in citation.licences],
            "citation": citation.paper.link,
            "dateModified": view.info.date,
            "version": view.info.commit,
            "isAccessibleForFree": True,
            "variableMeasured": [m.label for m in view.survey.metrics.values()],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "encodingFormat": "application/json",
                    "contentUrl": absolute(view, f"api/v1/{name}.json"),
                }
                for name in ("methods", "taxonomies")
            ],
        }
    )


def breadcrumbs(view: View, url: str, titles: Mapping[str, str]) -> Thing | None:
    """The way from the root to a page, through the pages that exist; nothing for the root."""
    parts = url.rstrip("/").split("/")
    above = ["", *("/".join(parts[:n]) + "/" for n in range(1, len(parts) + 1))]
    way = [step for step in above if step in titles]
    if len(way) < 2:
        return None
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": titles[step], "item": absolute(view, step)}
            for n, step in enumerate(way, 1)
        ],
    }


def _creator(person: Person) -> Thing:
    if not person.given:
        return {"@type": "Organization", "name": person.family}
    return {
        "@type": "Person",
        "name": person.full,
        "givenName": person.given,
        "familyName": person.family,
    }


def _published(reference: Reference, released: str) -> str:
    """The first version's date where it agrees with the year that the reference states, else that year."""
    return released if released.startswith(str(reference.year)) else str(reference.year)


def _stated(thing: dict[str, Any]) -> Thing:
    return {key: value for key, value in thing.items() if value not in ("", [], None)}
