"""What is known of the addresses -> problems at the places where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from livingsurvey.links.allow import AllowList
from livingsurvey.links.cache import Known
from livingsurvey.links.gather import Link
from livingsurvey.problem import Problem


def broken(
    links: Iterable[Link], known: Mapping[str, Known], allowed: AllowList, today: date
) -> Iterator[Problem]:
    """Links that do not answer and are not excused, then excuses that are stale."""
    found = list(links)
    for link in found:
        state = known.get(link.url)
        if state and state.wrong and not allowed.covers(link.url):
            remedy = f"mend it; the archive may have https://web.archive.org/web/{link.url}"
            yield link.problem(f"{state.wrong} (since {state.since})", remedy)
    yield from allowed.stale((link.url for link in found), known, today)


def moved(links: Iterable[Link], known: Mapping[str, Known]) -> Iterator[Problem]:
    """Links that have moved for good: they answer still."""
    for link in links:
        state = known.get(link.url)
        if state and state.moved and not state.wrong:
            yield link.problem("has moved for good", f"write {state.moved}")
