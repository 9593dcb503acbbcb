"""What lies beside the page of a method: its BibTeX, RIS and JSON."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.export.api import method_text
from livingsurvey.export.bibtex import bibtex
from livingsurvey.export.citation import accepted_at, ris
from livingsurvey.view import View


def method_files(view: View) -> Iterator[tuple[str, bytes]]:
    """`methods/<slug>/<slug>.bib`, `.ris`, `.json`, under former slugs too; also of removed entries."""
    for method in view.survey.methods.values():
        reference = view.survey.references[method.cite]
        accepted = accepted_at(method)
        forms = {
            "bib": bibtex(reference, accepted),
            "ris": ris(reference, accepted),
            "json": f"{view.once(method_text, method)}\n",
        }
        for slug in (method.slug, *method.former_ids):
            for ending, content in forms.items():
                yield f"methods/{slug}/{slug}.{ending}", content.encode()
