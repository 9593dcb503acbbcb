"""Whom to cite for the survey itself, as CITATION.cff states it."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model.reference import Person, Reference


@dataclass(frozen=True)
class Citation:
    """Title and authors of this site, and the paper it grew from. `note` says which list of authors."""

    title: str
    authors: tuple[Person, ...]
    licences: tuple[str, ...]
    paper: Reference
    note: str = ""


UNKNOWN = Citation("", (), (), Reference("", "misc", "", (), 0))
"""A survey without CITATION.cff: nobody is named."""
