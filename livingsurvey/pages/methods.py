"""The explorer, the plain list, and a page for every method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from textwrap import shorten

from livingsurvey.derive.badge import badge
from livingsurvey.derive.compare import natural_pairs
from livingsurvey.derive.efficiency import EfficiencyRow, technique_of
from livingsurvey.derive.explorer import COLUMNS, WINDOW, first_cell, newest_first, point_rows
from livingsurvey.derive.facets import facets
from livingsurvey.derive.points import PointTable, point_tables
from livingsurvey.derive.updates import updates
from livingsurvey.derive.words import Mark
from livingsurvey.export.bibtex import bibtex
from livingsurvey.export.citation import accepted_at, apa, ieee
from livingsurvey.export.metadata import article, highwire
from livingsurvey.model import Method
from livingsurvey.pages.cards import card_of
from livingsurvey.render import Heading, Page, PageMeta
from livingsurvey.view import View

_FORMS = (
    ("bib", "application/x-bibtex"),
    ("ris", "application/x-research-info-systems"),
    ("json", "application/json"),
    ("md", "text/markdown"),
)


@dataclass(frozen=True)
class PlaceLine:
    """One place of a method: the chain of titles from the root, each with its address."""

    scheme: str
    chain: tuple[tuple[str, str], ...]
    pillar: str
    ours: str


def pages(view: View) -> Iterator[Page]:
    """`/methods/`, `/methods/all/`, `/methods/<slug>/`."""
    yield _explorer(view)
    yield Page(
        "methods/all/",
        "All methods, one line each",
        "pages/all_methods.html",
        {"methods": view.methods, "references": view.survey.references},
        f"Every one of the {len(view.methods)} methods of the survey on one plain line.",
    )
    ready = {(m.slug, base.slug) for m, base in view.once(natural_pairs)}
    for method in view.survey.methods.values():
        yield _page(view, method, ready)


def _explorer(view: View) -> Page:
    total = len(view.methods)
    blank = EfficiencyRow("", "–", "", "", "", "", "", "", mark=Mark("primary", ""))
    return Page(
        "methods/",
        "Methods",
        "pages/explorer.html",
        {
            "rows": [next(point_rows(view, m))[0] for m in newest_first(view)[:WINDOW]],
            "blank": blank,
            "total": total,
            "window": WINDOW,
            "columns": COLUMNS,
            "first_cell": first_cell,
            "with_numbers": sum(1 for m in view.methods if m.operating_points),
            "facets": facets(view),
            "newest": max((e.when for m in updates(view) for e in m.added), default=""),
        },
        f"All {total} methods of the survey with their numbers: search, filter, sort, download.",
    )


def _page(view: View, method: Method, ready: set[tuple[str, str]]) -> Page:
    reference = view.survey.references[method.cite]
    accepted = accepted_at(method)
    tables = view.once(point_tables, method)
    headings = [Heading(f"points-{t.stage}", f"Numbers: {t.label.lower()}") for t in tables]
    summary = method.summary.en or f"{method.name}: {reference.title}."
    return Page(
        url=f"methods/{method.slug}/",
        title=method.name,
        template="pages/method.html",
        context={
            "method": method,
            "reference": reference,
            "places": _places(view, method),
            "bases": [view.survey.methods[b] for b in method.builds_on if b in view.survey.methods],
            "derived": view.built_on_by.get(method.slug, ()),
            "namesakes": [(view.survey.methods[s], why) for s, why in method.distinct_from.items()],
            "components": _components(view, method),
            "kind": view.words.term("kind", method.kind),
            "domains": [view.words.term("domain", d) for d in method.domains],
            "venue_url": _venue_url(view, method),
            "tables": tables,
            "beside": _beside(view, method, ready),
            "neighbours": _neighbours(view, method),
            "technique": technique_of(view.survey, method)[0],
            "bibtex": bibtex(reference, accepted).strip(),
            "apa": apa(reference, accepted),
            "ieee": ieee(reference, accepted),
            "sources": _sources(view, tables),
            "badge": badge(method),
            "confirm_url": view.info.form_url("confirm", method=method.slug),
            "source_path": f"data/methods/{method.slug}.yaml",
        },
        description=shorten(summary, 200, placeholder=" …"),
        source=f"data/methods/{method.slug}.yaml",
        keywords=_keywords(view, method),
        headings=(*headings, Heading("related", "Related work"), Heading("cite", "Cite")),
        meta=_meta(view, method),
    )


def _meta(view: View, method: Method) -> PageMeta:
    reference = view.survey.references[method.cite]
    return PageMeta(
        tags=tuple(highwire(reference, method.released)),
        things=(article(view, method, reference),),
        alternates=tuple((form, f"{method.slug}.{ending}") for ending, form in _FORMS),
        card=card_of(view, method),
        kind="article",
        modified=view.history.last(method.slug),
    )


def _sources(view: View, tables: Iterable[PointTable]) -> list[tuple[str, str]]:
    """Every document that the rows are credited to, cited once."""
    keys = dict.fromkeys(row.credit.key for table in tables for row in table.rows)
    return [(key, apa(view.survey.references[key])) for key in keys if key in view.survey.references]


def _keywords(view: View, method: Method) -> str:
    """What a search should find beside the name: kept short, a thousand of these travel at once."""
    reference = view.survey.references[method.cite]
    first = reference.authors[0].family if reference.authors else ""
    technique = technique_of(view.survey, method)[0]
    return " · ".join(
        filter(None, [*method.aliases, reference.title, first, technique, reference.eprint or ""])
    )


def _places(view: View, method: Method) -> list[PlaceLine]:
    lines = []
    for scheme, places in method.taxonomy.items():
        taxonomy = view.survey.taxonomies[scheme]
        for place in places:
            parts = place.node.split("/")
            paths = ["/".join(parts[:n]) for n in range(1, len(parts) + 1)]
            chain = tuple((view.survey.nodes[scheme, p].title.en, f"taxonomy/{scheme}/{p}/") for p in paths)
            pillar = parts[0] if scheme == "evla" else ""
            lines.append(PlaceLine(taxonomy.short, chain, pillar, place.why or "" if place.by else ""))
    return lines


def _components(view: View, method: Method) -> list[tuple[str, list[str]]]:
    """Each slot that holds something, with the names of what it holds."""
    known = view.survey.components
    slots = ((slot, getattr(method.components, slot)) for slot in ("vision", "language", "action"))
    filled = ((slot, [known[c].name for c in ids if c in known]) for slot, ids in slots)
    return [(slot, names) for slot, names in filled if names]


def _venue_url(view: View, method: Method) -> str:
    if method.venue is None:
        return ""
    source = method.venue.source
    return source if source.startswith("https://") else view.survey.references[source].link


def _beside(view: View, method: Method, ready: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the method builds on, as far as it has numbers, and where the two are compared."""
    bases = [view.survey.methods[b] for b in method.builds_on if b in view.headlines]
    return [
        (
            b.name,
            f"compare/{method.slug}/{b.slug}/"
            if (method.slug, b.slug) in ready
            else f"compare/?m={method.slug},{b.slug}&ref={b.slug}",
        )
        for b in bases
        if b.operating_points
    ]


def _neighbours(view: View, method: Method) -> list[EfficiencyRow]:
    places = method.taxonomy.get("evla", ())
    if not places:
        return []
    near = view.by_node.get(("evla", places[0].node), ())
    return [view.headlines[m.slug] for m in near[:11] if m.slug != method.slug][:10]
