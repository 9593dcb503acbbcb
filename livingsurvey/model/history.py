"""What changed in the survey month by month, as far as a build can know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Month:
    """The entries at the end of a month beside those before it.

    `times`: slug -> when the first and the last commit touched it, as `2026-11-21T09:02:13Z`; `changes`:
    what `changes.compare` says; `lists`: path below data/ -> the ids `added`, `removed` and `changed`;
    `unread`: entries whose former text the program cannot read any more.
    """

    month: str
    times: Mapping[str, tuple[str, str]] = field(repr=False)
    changes: Mapping[str, Any] = field(repr=False)
    lists: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict, repr=False)
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class History:
    """Months with changes, newest first; or a sentence on why none is known."""

    months: tuple[Month, ...] = ()
    missing: str = ""

    def last(self, *slugs: str) -> str:
        """The day, YYYY-MM-DD, of the newest commit that touched one of the entries; empty if not known."""
        times = (m.times[s][1] for s in slugs for m in self.months if s in m.times)
        return max(times, default="")[:10]


NO_HISTORY = History(missing="It was built outside of a git clone.")
"""Of data that nobody asked git about."""
