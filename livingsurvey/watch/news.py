"""News of known works: newer versions than the one read, acceptances, withdrawals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.hosts.arxiv import Work
from livingsurvey.model import Method, Source, Survey

_VERSION = re.compile(r"v([0-9]{1,3})")


@dataclass(frozen=True)
class NewVersion:
    """A document of which a newer version stands at arXiv than any that a number was read in."""

    eprint: str
    title: str
    read: int
    newest: int
    methods: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """What arXiv says about the work that defines a method."""

    eprint: str
    method: str
    said: str


@dataclass(frozen=True)
class News:
    """All news, by arXiv id."""

    versions: tuple[NewVersion, ...]
    venues: tuple[Remark, ...]
    withdrawn: tuple[Remark, ...]


def known_eprints(survey: Survey) -> list[str]:
    """The works to ask about: those that define an entry, and those that a version was read of."""
    defining = {e for m in _living(survey) if (e := _eprint(survey, m.cite))}
    return sorted(defining | set(_read(survey)))


def news(survey: Survey, papers: Iterable[Work]) -> News:
    """What arXiv's list of known works says beyond the data."""
    found = {p.eprint: p for p in papers}
    works = [(m, p) for m in _living(survey) if (p := found.get(_eprint(survey, m.cite)))]
    works.sort(key=lambda work: (work[1].eprint, work[0].slug))
    said = [(m, p, p.accepted) for m, p in works if m.venue is None and m.venue_note is None]
    return News(
        tuple(_versions(survey, found)),
        tuple(Remark(p.eprint, m.slug, words) for m, p, words in said if words),
        tuple(Remark(p.eprint, m.slug, p.comment) for m, p in works if p.withdrawn),
    )


def _versions(survey: Survey, found: Mapping[str, Work]) -> Iterator[NewVersion]:
    for eprint, (version, slugs) in sorted(_read(survey).items()):
        if eprint in found and found[eprint].version > version:
            paper = found[eprint]
            yield NewVersion(eprint, paper.title, version, paper.version, tuple(sorted(slugs)))


def _read(survey: Survey) -> dict[str, tuple[int, set[str]]]:
    """By arXiv id: the newest version that a number was read in, and the entries that hold such numbers."""
    read: dict[str, tuple[int, set[str]]] = defaultdict(lambda: (0, set()))
    for method, point in survey.points():
        quantities = [*point.values.values(), *(q for e in point.versus for q in e.values.values())]
        for source in (point.source, *(q.source for q in quantities)):
            eprint, version = _eprint(survey, source.cite) if source else "", _version(source)
            if eprint and version and method.removed is None:
                newest, slugs = read[eprint]
                read[eprint] = max(newest, version), slugs | {method.slug}
    return read


def _version(source: Source | None) -> int:
    found = _VERSION.fullmatch(source.version or "") if source else None
    return int(found[1]) if found else 0


def _eprint(survey: Survey, key: str) -> str:
    reference = survey.references.get(key)
    return reference.eprint or "" if reference else ""


def _living(survey: Survey) -> list[Method]:
    return [m for m in survey.methods.values() if m.removed is None]
