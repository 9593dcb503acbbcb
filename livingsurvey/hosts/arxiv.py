"""arXiv's Atom API: questions and answers. An answer is believed in nothing but its text.

`ARXIV_URL` names another host for tests. arXiv asks for three seconds between requests.
"""

from __future__ import annotations

import re
import time
import unicodedata
import xml.etree.ElementTree as ET  # a feed with a document type, which entities need, is refused
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from livingsurvey.hosts.web import Asker, connect_for, host

BATCH = 100
_PAUSE = 3.0
_MAX_BYTES = 8_000_000
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_ACCEPTED = re.compile(
    r"(?i:\b(?:accepted|to appear|will appear|published|presented)\b)"
    r"|\b[A-Z][A-Za-z]*[A-Z]\w*[ -]?'?(?:20)?[0-9]{2}\b"  # ICRA 2026, CoRL'25
)
_PENDING = re.compile(r"\b(submitted|under review|in submission|preprint)\b", re.IGNORECASE)
_ID = re.compile(r"/abs/([0-9]{4}\.[0-9]{4,5})v([0-9]{1,3})$")


class ArxivError(Exception):
    """arXiv could not be asked, or knows no such work; says what happened."""


class ArxivDownError(ArxivError):
    """arXiv did not answer, or not with a feed: nothing is wrong with the question."""

    def __init__(self, why: str) -> None:
        super().__init__(f"arXiv cannot be asked now: {why}")


@dataclass(frozen=True)
class Work:
    """A work as arXiv lists its newest version; `day` is that of the first, `YYYY-MM-DD`."""

    eprint: str
    version: int
    title: str
    authors: tuple[str, ...] = ()
    abstract: str = ""
    comment: str = ""
    journal: str = ""
    doi: str = ""
    day: str = ""

    @property
    def month(self) -> str:
        """Month of the first version, `YYYY-MM`, which the id states."""
        return f"20{self.eprint[:2]}-{self.eprint[2:4]}"

    @property
    def accepted(self) -> str:
        """The remark that names a venue: the journal, or a comment that says accepted or `ICRA 2026`."""
        accepted = _ACCEPTED.search(self.comment) and not _PENDING.search(self.comment)
        return self.journal or (self.comment if accepted else "")

    @property
    def withdrawn(self) -> bool:
        """Whether its authors took it back."""
        return "withdrawn" in f"{self.comment} {self.abstract[:200]}".casefold()


def letters(title: str) -> str:
    """The letters and digits of a title, by which two of them are compared."""
    return "".join(c for c in unicodedata.normalize("NFKC", title).casefold() if c.isalnum())


def asker(agent: str, timeout: float = 20.0, sleep: Callable[[float], None] = time.sleep) -> Asker:
    """Who asks arXiv. `timeout` in seconds."""
    return Asker(agent, pause=_PAUSE, timeout=timeout, connect=connect_for(_host()), sleep=sleep)


def search(query: str, newest: int) -> str:
    """The address that lists the newest works a query finds. Raises ArxivError."""
    words = {"search_query": query, "start": 0, "max_results": newest}
    return _address({**words, "sortBy": "submittedDate", "sortOrder": "descending"})


def listing(eprints: Sequence[str]) -> list[str]:
    """The addresses that list known works, a hundred each. Raises ArxivError."""
    batches = [eprints[n : n + BATCH] for n in range(0, len(eprints), BATCH)]
    return [_address({"id_list": ",".join(batch), "max_results": BATCH}) for batch in batches]


def ask(who: Asker, url: str) -> list[Work]:
    """The works that arXiv lists; busy and failing servers are asked again. Raises ArxivError."""
    reply = who.ask("GET", url, _MAX_BYTES)
    if reply.status == 0:
        raise ArxivDownError(f"it {reply.why}")
    if reply.status != 200:
        said = f"it answers {reply.status}"
        raise ArxivDownError(said) if reply.passing else ArxivError(f"arXiv refuses the question: {said}")
    if len(reply.body) > _MAX_BYTES:
        raise ArxivDownError("its answer is too long")
    return list(_works(reply.body))


def _host() -> str:
    try:
        return host("ARXIV_URL", "https://export.arxiv.org")
    except ValueError as error:
        raise ArxivError(str(error)) from None


def _address(words: dict[str, object]) -> str:
    return f"{_host()}/api/query?{urlencode(words, safe=',')}"


def _works(body: bytes) -> Iterator[Work]:
    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text.upper():
            raise ArxivDownError("its answer has a document type")
        feed = ET.fromstring(text)  # noqa: S314 - no document type, no entities
    except (ValueError, ET.ParseError):
        raise ArxivDownError("its answer is not a feed") from None
    if feed.tag != f"{_ATOM}feed":
        raise ArxivDownError("its answer is not a feed")
    for entry in feed.findall(f"{_ATOM}entry"):
        found = _ID.search(_text(entry, f"{_ATOM}id"))
        if found and (title := _text(entry, f"{_ATOM}title")):
            names = (_text(author, f"{_ATOM}name") for author in entry.findall(f"{_ATOM}author"))
            yield Work(
                found[1],
                int(found[2]),
                title,
                tuple(name for name in names if name),
                abstract=_text(entry, f"{_ATOM}summary"),
                comment=_text(entry, f"{_ARXIV}comment"),
                journal=_text(entry, f"{_ARXIV}journal_ref"),
                doi=_text(entry, f"{_ARXIV}doi"),
                day=_text(entry, f"{_ATOM}published")[:10],
            )


def _text(entry: ET.Element, name: str) -> str:
    """One line of printable text."""
    text = entry.findtext(name, "")
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
