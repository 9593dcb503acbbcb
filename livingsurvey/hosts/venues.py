"""Where a work was accepted: Crossref by its DOI, else OpenReview by its title. People check the proposal.

Each is asked once, with little patience. What they send is believed in nothing but its text; without an
answer there is no venue. `CROSSREF_URL` and `OPENREVIEW_URL` name other hosts for tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from livingsurvey.hosts.arxiv import Work, letters
from livingsurvey.hosts.web import Asker, connect_for, host

_MAX_BYTES = 4_000_000
_DOI = re.compile(r"10\.[0-9]{4,9}/[^\s\"'<>`\\]{1,200}")
_PRINTED = ("journal-article", "proceedings-article")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,15})(?:[ ']+[0-9]{2,4})?\)")
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_ACCEPTED = re.compile(r"(?:[^/]+/)*([A-Za-z0-9-]+)(?:\.[a-z]+)?/(20[0-9]{2})/Conference")
_NAMED = re.compile(r"\b([A-Z][A-Za-z]*[A-Z][A-Za-z]*)[ -]?'?(?:20)?([0-9]{2})\b")  # CoRL 2025, ICRA'26
_FORUM = re.compile(r"[A-Za-z0-9_-]{5,40}")


@dataclass(frozen=True)
class Venue:
    """Name, year, and the address that says so."""

    name: str
    year: int
    source: str


@dataclass(frozen=True)
class Answer:
    """What was found. `note` is a conflict, for the entry; `said` is for who reads the pull request."""

    venue: Venue | None = None
    note: str = ""
    said: str = ""


class _SilentError(Exception):
    """A host did not answer, or with something else; says who and what."""


def look_up(work: Work, agent: str, timeout: float = 10.0) -> Answer:
    """The venue of a work whose record at arXiv names one; of no other work anybody is asked."""
    doi = work.doi if _DOI.fullmatch(work.doi) and not work.doi.startswith("10.48550/") else ""
    if not doi and not work.accepted:
        return Answer()
    try:
        found = list(_crossref(doi, agent, timeout) if doi else _openreview(work.title, agent, timeout))
    except _SilentError as error:
        return Answer(said=f"{error}; {_hint(work)}")
    if not found:
        return Answer(said=f"{'Crossref' if doi else 'OpenReview'} knows no venue of it; {_hint(work)}")
    return _judged(found, work.accepted)


def _hint(work: Work) -> str:
    return f"arXiv's record says: {work.accepted or work.doi}"


def _judged(found: list[Venue], said: str) -> Answer:
    """One venue is proposed; what contradicts it is noted."""
    venue, *others = found
    different = [v for v in others if (v.name, v.year) != (venue.name, venue.year)]
    if different:
        listed = ", ".join(f"{v.name} {v.year} ({v.source})" for v in (venue, *different))
        return Answer(note=f"Listed at several venues: {listed}"[:600])
    named = _NAMED.search(said)
    agrees = named is None or (
        letters(named[1]) in letters(venue.name) and int(named[2]) == venue.year % 100
    )
    note = "" if agrees else f"arXiv's comment says {said}; {venue.source} says {venue.name} {venue.year}."
    return Answer(
        venue, note[:600], f"Venue, to be checked: {venue.name} {venue.year}, as {venue.source} says."
    )


def _crossref(doi: str, agent: str, timeout: float) -> Iterator[Venue]:
    base = host("CROSSREF_URL", "https://api.crossref.org")
    answer = _asked("Crossref", base, f"/works/{quote(doi, safe='')}", agent, timeout)
    work = _map(_map(answer).get("message"))
    if work.get("type") not in _PRINTED:
        return
    event = _map(work.get("event"))
    title = next(iter(_texts(work.get("container-title"))), "") or _text(event.get("name"))
    years = _YEAR.findall(title) + _dates(event.get("start")) + _dates(work.get("published"))
    short = _ACRONYM.search(title)
    name = short[1] if short else " ".join(_YEAR.sub("", title).split())
    if name and years and len(name) <= 120:
        yield Venue(name, int(years[0]), f"https://doi.org/{quote(doi, safe='/:;()-._')}")


def _openreview(title: str, agent: str, timeout: float) -> Iterator[Venue]:
    """Accepted papers of just this title. Those refused or pending have another `venueid`."""
    base = host("OPENREVIEW_URL", "https://api2.openreview.net")
    words = {
        "term": title,
        "type": "terms",
        "content": "all",
        "group": "all",
        "source": "forum",
        "limit": 25,
    }
    found = _asked("OpenReview", base, f"/notes/search?{urlencode(words)}", agent, timeout)
    notes = _map(found).get("notes")
    for note in map(_map, notes if isinstance(notes, list) else ()):
        content, forum = _map(note.get("content")), _text(note.get("forum"))
        accepted = _ACCEPTED.fullmatch(_value(content, "venueid"))
        same = letters(_value(content, "title")) == letters(title)
        if accepted and same and _FORUM.fullmatch(forum):
            lead, year = _value(content, "venue").partition(" ")[0], accepted[2]
            name = lead if f"{lead} {year}" in _value(content, "venue") else accepted[1]
            yield Venue(name[:120], int(year), f"https://openreview.net/forum?id={forum}")


def _asked(who: str, base: str, path: str, agent: str, timeout: float) -> Any:
    """The JSON that a host answers. Raises _SilentError."""
    reply = Asker(agent, timeout=timeout, tries=1, connect=connect_for(base)).ask(
        "GET", f"{base}{path}", _MAX_BYTES
    )
    if reply.status == 404:
        return {}
    if reply.status != 200:
        raise _SilentError(f"{who} {reply.why or f'answers {reply.status}'}")
    try:
        return json.loads(reply.body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise _SilentError(f"{who} answers what cannot be read") from None


def _dates(value: Any) -> list[str]:
    """The year of Crossref's `{"date-parts": [[2025, 5, 19]]}`, if it states one."""
    try:
        return _YEAR.findall(str(value["date-parts"][0][0]))
    except (LookupError, TypeError):
        return []


def _map(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [text for item in value if (text := _text(item))] if isinstance(value, list) else []


def _value(content: dict[str, Any], name: str) -> str:
    """A field of a note, `{"value": …}`."""
    return _text(_map(content.get(name)).get("value"))


def _text(value: Any) -> str:
    """One line of printable text; nothing of what is no text."""
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value[:1000]).split())
