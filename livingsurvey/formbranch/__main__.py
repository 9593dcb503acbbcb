"""`python -m livingsurvey.formbranch FOLDER`, in a clone of the repository, as a workflow runs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from livingsurvey.formbranch.branch import others_with, put_on_branch, refresh, title
from livingsurvey.formbranch.github import GitHub, GitHubError
from livingsurvey.formbranch.handed import Handed, HandedError, Issue, read_handed, read_issue

APPROVED = "approved"
"""The label by which a maintainer approves; it does not outlive an edit of the issue."""

_PULLED = """
The pull request is #{pull}. Edit this issue, and it follows. In a few minutes the site is here: {run}
"""
_ELSEWHERE = """
The same work was asked for in #{other}, and #{there} adds it. What you know beyond that is welcome there.
"""
_THEIRS = """
A maintainer has worked on {pull} since, so it stays as it is. They see here what you edited.
"""
_UNOPENED = """
A maintainer opens the pull request of the branch {branch}.
"""
_BODY = """Checked, and built with the site as it would be: {run}

Closes #{issue}.
"""


def main() -> None:
    """Do what was handed over; exit 0 if GitHub shows it, 1 with the reason."""
    env = os.environ
    try:
        issue = read_issue(Path(env["GITHUB_EVENT_PATH"]))
        handed = read_handed(Path(sys.argv[1]))
        hub = GitHub(env["GITHUB_API_URL"], env["GITHUB_REPOSITORY"], env["GH_TOKEN"])
        run = f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}/actions/runs/{env['GITHUB_RUN_ID']}"
        hub.answer(issue.number, handed.reply + _done(Path.cwd(), issue, handed, hub, run))
    except (HandedError, GitHubError) as error:
        sys.exit(str(error))


def _done(root: Path, issue: Issue, handed: Handed, hub: GitHub, run: str) -> str:
    """Bring branch, pull request and labels up to date; the end of the answer."""
    pull = hub.open_pull(issue.branch)
    if issue.action == "edited":
        for number in filter(None, (issue.number, pull)):
            hub.unlabel(number, APPROVED)
    if not handed.files:
        return ""
    refresh(root)
    for other in others_with(root, issue, handed):
        if there := hub.open_pull(f"form/{other}"):
            return _ELSEWHERE.format(other=other, there=there)
    if put_on_branch(root, issue, handed) == "theirs":
        return _THEIRS.format(pull=f"#{pull}" if pull else "the branch")
    body = f"{handed.pull}\n{_BODY.format(run=run, issue=issue.number)}"
    try:
        pull = hub.put_pull(issue.branch, title(issue, handed), body)
    except GitHubError as error:
        if error.status != 403:
            raise
        return _UNOPENED.format(branch=issue.branch)
    hub.label(pull, handed.form)
    return _PULLED.format(pull=pull, run=run)


if __name__ == "__main__":
    main()
