"""What comes of a request, and what it takes to work one out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from livingsurvey.hosts.arxiv import ArxivDownError, ArxivError, Work
from livingsurvey.hosts.venues import Answer
from livingsurvey.model import Survey
from livingsurvey.problem import Problem

Lookup = Callable[[Sequence[str]], Sequence[Work]]
"""arXiv ids -> the works that arXiv lists of them."""


class RefusalError(Exception):
    """The request cannot be granted as it stands; says what to mend."""


@dataclass(frozen=True)
class Desk:
    """What a request is worked out with. `today` is the day on which a source was opened, `YYYY-MM-DD`."""

    data: Path
    survey: Survey
    lookup: Lookup
    today: str
    venue: Callable[[Work], Answer] = lambda _: Answer()

    def text(self, name: str) -> str:
        """A file of the data as it stands."""
        return (self.data / name).read_text(encoding="utf-8")

    def work(self, eprint: str) -> Work:
        """The work of an arXiv id. Raises ArxivError."""
        work = next((w for w in self.lookup([eprint]) if w.eprint == eprint), None)
        if work is None:
            raise ArxivError(f"arXiv knows no work {eprint}: check the id")
        if not work.authors:
            raise ArxivDownError("its answer names no author")
        return work


@dataclass(frozen=True)
class Claim:
    """Who says to be an author, and where that may be seen. `listed`: the reference names such a one."""

    author: str
    login: str
    proof: str
    listed: bool


@dataclass(frozen=True)
class Outcome:
    """What comes of a request. `files` are texts by path below data/; `slug` is the entry concerned.

    `work` is the arXiv id of a work that was ticked in the triage issue.
    """

    state: str
    slug: str = ""
    form: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    claim: Claim | None = None
    work: str = ""
