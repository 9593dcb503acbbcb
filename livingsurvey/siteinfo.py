"""Where the site is published and which commit it shows, from the environment and git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from livingsurvey.view import SiteInfo

SITE_URL = "https://evla-survey.github.io/"
REPO_URL = "https://github.com/YuZhaoshu/Efficient-VLAs-Survey"


def site_info(root: Path, environment: Mapping[str, str] | None = None) -> SiteInfo:
    """`SITE_URL` and `REPO_URL`, else what GitHub Actions states, else the project's own.

    `SNAPSHOT` names a frozen edition, which is built for its place below the living one. `CARDS=1` paints a
    card for each method, but not in a snapshot.
    """
    env = os.environ if environment is None else environment
    repository = env.get("GITHUB_REPOSITORY", "")
    server = env.get("GITHUB_SERVER_URL", "https://github.com")
    repo_url = env.get("REPO_URL") or (f"{server}/{repository}" if repository else REPO_URL)
    site_url = (env.get("SITE_URL") or SITE_URL).rstrip("/") + "/"
    commit, date = _commit(root, env)
    snapshot = env.get("SNAPSHOT", "")
    place = f"{site_url}v/{snapshot}/" if snapshot else site_url
    cards = env.get("CARDS") == "1" and not snapshot
    return SiteInfo(place, repo_url, commit, date, snapshot, cards)


def _commit(root: Path, env: Mapping[str, str]) -> tuple[str, str]:
    """Short hash and day of the commit; `SOURCE_DATE_EPOCH` sets the day without git."""
    epoch = env.get("SOURCE_DATE_EPOCH", "")
    day = datetime.fromtimestamp(int(epoch), UTC).date().isoformat() if epoch.isdigit() else ""
    try:
        shown = subprocess.run(
            ["git", "-C", str(root), "log", "-1", "--format=%h %ct", "--abbrev=12"],
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        ).stdout.split()
    except (OSError, subprocess.SubprocessError):
        return "", day
    if len(shown) != 2:
        return "", day
    return shown[0], day or datetime.fromtimestamp(int(shown[1]), UTC).date().isoformat()
