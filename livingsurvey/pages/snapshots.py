"""The list of frozen snapshots, as a page and for programs. A build knows of none; publishing writes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from livingsurvey.render import Page

VERSIONS = "v/versions.json"


def snapshot_list(title: str, snapshots: Iterable[Mapping[str, Any]] = ()) -> Page:
    """`/v/`, newest snapshot first. `snapshots`: the entries of `v/versions.json`."""
    return Page(
        "v/",
        "Frozen snapshots",
        "documents/snapshots.html",
        {"survey_title": title, "snapshots": list(snapshots)},
        f"Every frozen snapshot of “{title}”, complete and unchanged for good.",
    )


def versions_file(snapshots: Iterable[Mapping[str, Any]] = ()) -> tuple[str, bytes]:
    """`v/versions.json`, newest snapshot first: the menu of editions on every page reads it."""
    return VERSIONS, (json.dumps({"version": 1, "snapshots": list(snapshots)}, indent=2) + "\n").encode()
