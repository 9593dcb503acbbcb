"""What is known of each address from earlier runs: a JSON file with dates."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from livingsurvey.links.judge import Verdict

FRESH_DAYS = 30


@dataclass(frozen=True)
class Known:
    """The last verdict on an address; `since`: the day it was first found wrong. Days are `YYYY-MM-DD`."""

    checked: str
    wrong: str = ""
    moved: str = ""
    since: str = ""

    def fresh(self, today: date) -> bool:
        """Whether it need not be asked again: it answered, not long ago."""
        return not self.wrong and (today - date.fromisoformat(self.checked)).days < FRESH_DAYS


def read_cache(path: Path) -> dict[str, Known]:
    """What the file holds; nothing where there is none, or one that cannot be read."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
        known = {url: Known(**row) for url, row in found["links"].items()}
        for row in known.values():
            date.fromisoformat(row.checked)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return known


def updated(known: Mapping[str, Known], verdicts: Iterable[Verdict], today: date) -> dict[str, Known]:
    """What is known after a run."""
    day = today.isoformat()
    found = dict(known)
    for v in verdicts:
        before = known.get(v.url)
        since = (before.since if before else "") or day
        found[v.url] = Known(day, v.wrong, v.moved, since if v.wrong else "")
    return found


def write_cache(path: Path, known: Mapping[str, Known]) -> None:
    """Write the file in one step."""
    rows = {url: {k: v for k, v in asdict(known[url]).items() if v} for url in sorted(known)}
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    text = json.dumps({"version": 1, "links": rows}, indent=1, ensure_ascii=False)
    beside.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    beside.replace(path)
