"""Works that may belong here, best first, each with the reasons for its points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from livingsurvey.hosts.arxiv import Work, letters
from livingsurvey.model import Survey
from livingsurvey.model.outside import Watch, WatchRule


@dataclass(frozen=True)
class Candidate:
    """A work with its points and what each was given for."""

    work: Work
    points: int
    reasons: tuple[str, ...]


def candidates(works: Iterable[Work], survey: Survey, watch: Watch) -> list[Candidate]:
    """What is neither entered nor screened nor withdrawn and earns enough; then the newest first."""
    known = _Known(survey)
    rated = [rate(work, watch.rules) for work in works if not work.withdrawn and not known.holds(work)]
    enough = {c.work.eprint: c for c in rated if c.points >= watch.at_least}
    newest = sorted(enough.values(), key=lambda c: c.work.eprint, reverse=True)
    return sorted(newest, key=lambda c: -c.points)


def undecided(eprints: Iterable[str], survey: Survey) -> set[str]:
    """Those that are neither entered nor screened."""
    return set(eprints) - _Known(survey).eprints


def rate(work: Work, rules: Iterable[WatchRule]) -> Candidate:
    """The points that the rules give a work."""
    reasons, points = [], 0
    for rule in rules:
        found = next(((word, where) for word in rule.words for where in _places(rule, word, work)), None)
        if found:
            points += rule.points
            reasons.append(f"“{found[0]}” in the {found[1]} {rule.points:+}")
    return Candidate(work, points, tuple(reasons))


def _places(rule: WatchRule, word: str, work: Work) -> list[str]:
    texts = {"title": work.title, "abstract": work.abstract}
    looked_at = texts if rule.where == "either" else {rule.where: texts[rule.where]}
    start = "" if word.startswith("*") else r"(?<!\w)"
    wanted = re.compile(start + re.escape(word.removeprefix("*")), re.IGNORECASE)
    return [name for name, text in looked_at.items() if wanted.search(text)]


class _Known:
    """What has been decided, by arXiv id and by the letters of the title."""

    def __init__(self, survey: Survey) -> None:
        references, screening = survey.references.values(), survey.screening
        self.eprints = {*(r.eprint for r in references), *(s.eprint for s in screening)}
        self.titles = {letters(t) for t in (*(r.title for r in references), *(s.title for s in screening))}

    def holds(self, work: Work) -> bool:
        return work.eprint in self.eprints or letters(work.title) in self.titles
