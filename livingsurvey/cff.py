"""CITATION.cff in: the one place that says who made the survey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from livingsurvey.model.citation import UNKNOWN, Citation
from livingsurvey.model.reference import Person, Reference
from livingsurvey.problem import Problem
from livingsurvey.yamlfile import Loc, YamlFile, read_yaml

NAME = "CITATION.cff"
_PAPER = "preferred-citation"
_WORDS = {str: "a text", int: "a whole number", list: "a list"}


def read_citation(path: Path) -> tuple[Citation, list[Problem]]:
    """Whom to cite, and what is wrong with the file. A file with problems names nobody."""
    if not path.is_file():
        return UNKNOWN, [Problem(NAME, 1, 1, "", "is missing", "restore it: it names the authors")]
    file, problems = read_yaml(path.resolve(), NAME)
    if file is None:
        return UNKNOWN, problems
    found = list(_problems(file))
    if found:
        return UNKNOWN, found
    data, paper = file.data, file.data[_PAPER]
    licences = data["license"] if isinstance(data["license"], list) else [data["license"]]
    citation = Citation(
        title=data["title"],
        authors=_people(data["authors"]),
        licences=tuple(licences),
        paper=_reference(paper),
        note=paper.get("notes", ""),
    )
    return citation, []


def _problems(file: YamlFile) -> Iterator[Problem]:
    """What the pages need, and where it is missing. The whole format is tested by its schema."""
    data = _mapping(file.data)
    paper = _mapping(data.get(_PAPER))
    needed: list[tuple[Loc, Any, type]] = [
        (("title",), data.get("title"), str),
        (("license",), data.get("license"), str if isinstance(data.get("license"), str) else list),
        ((_PAPER, "title"), paper.get("title"), str),
        ((_PAPER, "year"), paper.get("year"), int),
        ((_PAPER, "url"), paper.get("url"), str),
    ]
    for loc, value, kind in needed:
        if not isinstance(value, kind) or not value:
            yield file.problem(loc, "is missing, or of another type", f"state {_WORDS[kind]}")
    for loc, authors in (("authors",), data.get("authors")), ((_PAPER, "authors"), paper.get("authors")):
        if not isinstance(authors, list) or not authors or not all(map(_is_author, authors)):
            remedy = "each author has `name`, or `family-names` and `given-names`"
            yield file.problem(loc, "is no list of authors", remedy)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_author(author: Any) -> bool:
    return any(isinstance(_mapping(author).get(key), str) for key in ("name", "family-names"))


def _people(authors: list[dict[str, str]]) -> tuple[Person, ...]:
    return tuple(
        Person(a["name"]) if "name" in a else Person(a["family-names"], a.get("given-names", ""))
        for a in authors
    )


def _reference(paper: dict[str, Any]) -> Reference:
    """The paper as a reference, so that it is cited as any other work is."""
    stated = [str(i.get("value", "")) for i in paper.get("identifiers", ()) if isinstance(i, dict)]
    eprints = [v.removeprefix("arXiv:") for v in stated if v.startswith("arXiv:")]
    authors = _people(paper["authors"])
    return Reference(
        key=f"{authors[0].family.lower().replace(' ', '')}{paper['year']}survey",
        kind="misc",
        title=paper["title"],
        authors=authors,
        year=paper["year"],
        eprint=eprints[0] if eprints else None,
        doi=paper.get("doi"),
        url=paper["url"],
    )
