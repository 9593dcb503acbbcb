"""`python -m livingsurvey.formbranch.house FOLDER`: files of a pull request in house form, onto its branch.

Where the branch lies in another repository, the answer is what to apply there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from livingsurvey.formbranch.github import GitHub, GitHubError
from livingsurvey.formbranch.handed import HandedError, House, Issue, read_house, read_issue

_DONE = """
That is {commit}. GitHub starts no checks after such a commit: close and reopen the pull request for them.
"""
_MOVED = """
But the branch has moved on meanwhile, so nothing was changed there: write `/fmt` once more.
"""


def main() -> None:
    """Commit or answer what was handed over; exit 0 if GitHub shows it, 1 with the reason."""
    env = os.environ
    try:
        issue, house = read_issue(Path(env["GITHUB_EVENT_PATH"])), read_house(Path(sys.argv[1]))
        hub = GitHub(env["GITHUB_API_URL"], env["GITHUB_REPOSITORY"], env["GH_TOKEN"])
        hub.answer(issue.number, house.reply + _done(issue, house, hub))
    except (HandedError, GitHubError) as error:
        sys.exit(str(error))


def _done(issue: Issue, house: House, hub: GitHub) -> str:
    """The end of the answer: what became of the files."""
    if not house.files:
        return ""
    head = hub.head(issue.number)
    if not head.ours:
        return house.patch
    if head.sha != house.head:
        return _MOVED
    commit = hub.commit(head, f"House form (#{issue.number})", house.files)
    return _DONE.format(commit=commit) if commit else _MOVED


if __name__ == "__main__":
    main()
