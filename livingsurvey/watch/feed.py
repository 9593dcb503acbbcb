"""arXiv's Atom API: questions and answers. An answer is believed in nothing but its text."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # a feed with a document type, which entities need, is refused
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from livingsurvey.web import Asker

BASE_URL = "https://export.arxiv.org"
BATCH = 100
_MAX_BYTES = 8_000_000
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_ID = re.compile(r"/abs/([0-9]{4}\.[0-9]{4,5})v([0-9]{1,3})$")


class FeedError(Exception):
    """arXiv did not answer, or not with a feed; says what happened."""


@dataclass(frozen=True)
class Paper:
    """A work as arXiv lists its newest version; `day` is that of the first, `YYYY-MM-DD`."""

    eprint: str
    version: int
    title: str
    abstract: str = ""
    comment: str = ""
    journal: str = ""
    day: str = ""

    @property
    def withdrawn(self) -> bool:
        """Whether its authors took it back."""
        return "withdrawn" in f"{self.comment} {self.abstract[:200]}".casefold()


def questions(base: str, query: str, newest: int, eprints: Sequence[str]) -> tuple[str, list[str]]:
    """The address of the search, and those that list known works, a hundred each."""
    search = {
        "search_query": query,
        "start": 0,
        "max_results": newest,
        "sortBy": "submittedDate",
        "sortOrder": "descending",
    }
    batches = [eprints[n : n + BATCH] for n in range(0, len(eprints), BATCH)]
    known = [{"id_list": ",".join(batch), "max_results": BATCH} for batch in batches]
    return _address(base, search), [_address(base, words) for words in known]


def ask(asker: Asker, url: str) -> list[Paper]:
    """The works that arXiv lists. Raises FeedError."""
    reply = asker.ask("GET", url, _MAX_BYTES)
    if reply.status == 0:
        raise FeedError(f"it {reply.why}")
    if reply.status != 200:
        raise FeedError(f"it answers {reply.status}")
    if len(reply.body) > _MAX_BYTES:
        raise FeedError("its answer is too long")
    return list(_papers(reply.body))


def _address(base: str, words: dict[str, object]) -> str:
    return f"{base}/api/query?{urlencode(words)}"


def _papers(body: bytes) -> Iterator[Paper]:
    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text.upper():
            raise FeedError("its answer has a document type")
        feed = ET.fromstring(text)  # noqa: S314 - no document type, no entities
    except (ValueError, ET.ParseError):
        raise FeedError("its answer is not a feed") from None
    if feed.tag != f"{_ATOM}feed":
        raise FeedError("its answer is not a feed")
    for entry in feed.findall(f"{_ATOM}entry"):
        found = _ID.search(_text(entry, f"{_ATOM}id"))
        if found and (title := _text(entry, f"{_ATOM}title")):
            yield Paper(
                found[1],
                int(found[2]),
                title,
                _text(entry, f"{_ATOM}summary"),
                _text(entry, f"{_ARXIV}comment"),
                _text(entry, f"{_ARXIV}journal_ref"),
                _text(entry, f"{_ATOM}published")[:10],
            )


def _text(entry: ET.Element, name: str) -> str:
    return " ".join(entry.findtext(name, "").split())
