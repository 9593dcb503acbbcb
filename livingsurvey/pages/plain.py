"""Texts for programs: robots.txt, llms.txt; beside the page of every entry its Markdown, and its badge."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.badge import badge
from livingsurvey.derive.points import point_tables
from livingsurvey.export.citation import accepted_at, apa, credit_line
from livingsurvey.render import PlainText
from livingsurvey.view import View


def texts(view: View) -> Iterator[PlainText]:
    """Every text with its rows."""
    root = view.info.site_url.rstrip("/") + "/"
    yield PlainText("robots.txt", "texts/robots.txt", {"root": root})
    counts = {"methods": len(view.methods), "numbers": view.sourced_numbers}
    example = view.methods[0].slug if view.methods else ""
    paper = apa(view.citation.paper)
    yield PlainText(
        "llms.txt",
        "texts/llms.txt",
        {"root": root, "citation": view.citation, "counts": counts, "example": example, "paper": paper},
    )
    for method in view.survey.methods.values():
        reference = view.survey.references[method.cite]
        rows = {
            "method": method,
            "root": root,
            "kind": view.words.term("kind", method.kind),
            "work": apa(reference, accepted_at(method)),
            "tables": view.once(point_tables, method),
            "credit": credit_line(view),
        }
        for slug in (method.slug, *method.former_ids):
            yield PlainText(f"methods/{slug}/badge.svg", "texts/badge.svg", {"badge": badge(method)})
            yield PlainText(f"methods/{slug}/{slug}.md", "texts/method.md", rows)
