"""The shapes of files that are not the survey's own: the index, and references in CSL-JSON."""

from __future__ import annotations

from pydantic import BaseModel, Field, RootModel

from livingsurvey.export.api.row import maybe, said
from livingsurvey.export.api.shapes import Address, Version


class Licence(BaseModel):
    """SPDX ids."""

    data: str = said("of data and texts")
    code: str = said("of the program that makes the site")


class File(BaseModel):
    """One file of the API."""

    path: str = said("its name below this folder")
    url: Address = said("its address")
    title: str = said("what it holds, in one line")
    media_type: str = said("how it is written, such as text/csv")
    bytes: int = said("its size before compression")
    sha256: str = said("checksum of its bytes, SHA-256 in hexadecimal")
    schema_url: Address | None = Field(None, alias="schema", description="JSON Schema of it")


class Index(BaseModel):
    """`index.json`: what there is, which state of the data it shows, and every file."""

    version: Version
    commit: str = said("short hash of the commit; empty outside of git")
    date: str = said("day of the commit, YYYY-MM-DD; empty where unknown")
    licence: Licence = said("what may be done with data and code")
    counts: dict[str, int] = said("how much of each the survey holds")
    links: dict[str, str] = said(
        "addresses; `{slug}` stands for a method's slug, `{name}` for a schema's name"
    )
    files: list[File] = said("every file but this one and those of single methods")


class CslName(BaseModel):
    """A person, or the name of a collective."""

    family: str | None = maybe("family name")
    given: str | None = maybe("given names")
    literal: str | None = maybe("a name that has no parts")


class CslDate(BaseModel):
    """A date in parts: the year."""

    date_parts: list[list[int]] = Field(
        alias="date-parts", description="one date, as a list that holds its year"
    )


class CslItem(BaseModel):
    """A document in CSL-JSON 1.0.2."""

    id: str = said("key, as in references.bib")
    type: str = said("`article` for a preprint, `webpage` for what only has an address")
    title: str = said("its title, with the capitals of its authors")
    author: list[CslName] = said("its authors, in its order")
    issued: CslDate = said("when it was published")
    URL: Address = said("where it can be read")
    DOI: str | None = maybe("without https://doi.org/")
    publisher: str | None = maybe("arXiv, for a preprint")
    number: str | None = maybe("arXiv id, for a preprint")


class CslItems(RootModel[list[CslItem]]):
    """`references.json`: every cited document, sorted by key."""
