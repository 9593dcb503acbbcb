"""Every cited document: `references.bib`, and CSL-JSON as reference managers read it."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.export.api.base import FOLDER, Json, dump
from livingsurvey.export.bibtex import bibtex
from livingsurvey.model import Person, Reference
from livingsurvey.view import View

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "incollection": "chapter",
    "book": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "software": "software",
    "online": "webpage",
}


def reference_files(view: View) -> Iterator[tuple[str, bytes]]:
    """Both files, sorted by key."""
    found = sorted(view.survey.references.values(), key=lambda r: r.key)
    yield FOLDER + "references.bib", "\n".join(bibtex(r) for r in found).encode()
    yield FOLDER + "references.json", dump([csl_json(r) for r in found])


def csl_json(reference: Reference) -> Json:
    """One reference in the Citation Style Language's JSON, version 1.0.2: a preprint is an `article`."""
    authors = [_name(p) for p in reference.authors]
    item: Json = {
        "id": reference.key,
        "type": _TYPES.get(reference.kind, "article" if reference.eprint else "webpage"),
        "title": reference.title,
        "author": [*authors, {"literal": "others"}] if reference.others else authors,
        "issued": {"date-parts": [[reference.year]]},
        "URL": reference.link,
    }
    if reference.doi:
        item["DOI"] = reference.doi
    if reference.eprint:
        item |= {"publisher": "arXiv", "number": f"arXiv:{reference.eprint}"}
    return item


def _name(person: Person) -> Json:
    return {"family": person.family, "given": person.given} if person.given else {"literal": person.family}
