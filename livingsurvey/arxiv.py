"""Asks arXiv's API for one work: politely, with bounded patience, believing nothing it is sent.

`ARXIV_URL` names another host for tests. arXiv asks for three seconds between requests.
"""

from __future__ import annotations

import os
import re
import time
import xml.etree.ElementTree as ET  # a feed with a document type, which entities need, is refused
from collections.abc import Callable
from dataclasses import dataclass

from livingsurvey.web import Asker, connect_any

BASE_URL = "https://export.arxiv.org"
_AGENT = "livingsurvey/1 (https://github.com/YuZhaoshu/Efficient-VLAs-Survey)"
_ATOM = "{http://www.w3.org/2005/Atom}"
_COMMENT = "{http://arxiv.org/schemas/atom}comment"
_MAX_BYTES = 2_000_000
_PAUSE = 3.0
_VERSION = re.compile(r"/abs/([0-9]{4}\.[0-9]{4,5})v([0-9]{1,3})$")


class ArxivError(Exception):
    """arXiv could not be asked, or what it answered cannot be used; says what to do."""


class ArxivDownError(ArxivError):
    """arXiv did not answer, or not with a feed: nothing is wrong with the question."""


@dataclass(frozen=True)
class Work:
    """One work as arXiv lists its newest version; `month` is that of the first, `YYYY-MM`."""

    eprint: str
    version: int
    title: str
    authors: tuple[str, ...]
    month: str
    withdrawn: bool = False


def fetch(eprint: str, timeout: float = 20, sleep: Callable[[float], None] = time.sleep) -> Work:
    """The work of an arXiv id. Raises ArxivError."""
    base = os.environ.get("ARXIV_URL", BASE_URL).rstrip("/")
    if not base.startswith(("https://", "http://127.0.0.1:")):
        raise ArxivError("ARXIV_URL must be an https address")
    return _work(_asked(f"{base}/api/query?id_list={eprint}&max_results=1", timeout, sleep), eprint)


def _asked(url: str, timeout: float, sleep: Callable[[float], None]) -> bytes:
    """The answer's bytes; busy and failing servers are asked again, as late as they say."""
    asker = Asker(agent=_AGENT, pause=_PAUSE, timeout=timeout, connect=connect_any, sleep=sleep)
    reply = asker.ask("GET", url, limit=_MAX_BYTES)
    if not reply.status or reply.passing:
        why = reply.why or f"it answers {reply.status}"
        raise ArxivDownError(f"arXiv cannot be reached now ({why}): try again later")
    if reply.status != 200:
        raise ArxivError(f"arXiv refuses the question ({reply.status}): check the id")
    if len(reply.body) > _MAX_BYTES:
        raise ArxivDownError("arXiv's answer is too long to be one work")
    return reply.body


def _work(body: bytes, eprint: str) -> Work:
    garbled = ArxivDownError("arXiv's answer cannot be read: try again later")
    try:
        text = body.decode("utf-8")
        if "<!DOCTYPE" in text.upper():
            raise garbled
        entry = ET.fromstring(text).find(f"{_ATOM}entry")  # noqa: S314 - no document type, no entities
    except (UnicodeDecodeError, ET.ParseError, ValueError):
        raise garbled from None
    found = _VERSION.search(entry.findtext(f"{_ATOM}id", "")) if entry is not None else None
    if entry is None or found is None or found[1] != eprint:
        raise ArxivError(f"arXiv knows no work {eprint}: check the id")
    title = _line(entry.findtext(f"{_ATOM}title", ""))
    names = (_line(a.findtext(f"{_ATOM}name", "")) for a in entry.findall(f"{_ATOM}author"))
    authors = tuple(name for name in names if name)
    if not title or not authors:
        raise garbled
    said = f"{entry.findtext(_COMMENT, '')} {entry.findtext(f'{_ATOM}summary', '')[:200]}"
    withdrawn = "withdrawn" in said.casefold()
    return Work(eprint, int(found[2]), title, authors, f"20{eprint[:2]}-{eprint[2:4]}", withdrawn)


def _line(text: str) -> str:
    """One line of printable text."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
