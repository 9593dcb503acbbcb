"""What lies beside the page of a method: its BibTeX, RIS and JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from livingsurvey.export.api import method_json
from livingsurvey.export.bibtex import bibtex
from livingsurvey.export.citation import accepted_at, ris
from livingsurvey.view import View


def method_files(view: View) -> Iterator[tuple[str, bytes]]:
    """`methods/<slug>/<slug>.bib`, `.ris`, `.json`; also of entries that were removed."""
    for method in view.survey.methods.values():
        reference = view.survey.references[method.cite]
        accepted = accepted_at(method)
        stem = f"methods/{method.slug}/{method.slug}"
        yield f"{stem}.bib", bibtex(reference, accepted).encode()
        yield f"{stem}.ris", ris(reference, accepted).encode()
        text = json.dumps(method_json(view, method), ensure_ascii=False, separators=(",", ":"))
        yield f"{stem}.json", f"{text}\n".encode()
