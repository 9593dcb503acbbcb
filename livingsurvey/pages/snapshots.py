"""`/v/`: the list of frozen snapshots. A build knows of none; publishing writes the list with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from livingsurvey.render import Page


def snapshot_list(title: str, snapshots: Iterable[Mapping[str, Any]] = ()) -> Page:
    """The page, newest snapshot first. `snapshots`: the entries of `v/versions.json`."""
    return Page(
        "v/",
        "Frozen snapshots",
        "documents/snapshots.html",
        {"survey_title": title, "snapshots": list(snapshots)},
        f"Every frozen snapshot of “{title}”, complete and unchanged for good.",
    )
