"""`python -m livingsurvey.formbranch FOLDER`, in a clone of the repository, as a workflow runs it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from livingsurvey.formbranch.branch import others_with, put_on_branch, refresh, title
from livingsurvey.formbranch.github import GitHub, GitHubError
from livingsurvey.formbranch.handed import TRIAGE, Handed, HandedError, Issue, read_issue, read_parts

APPROVED = "approved"
"""The label by which a maintainer approves; it does not outlive an edit of the issue, or its reopening."""

_LONGEST = 60_000
_PULLED = """
The pull request is #{pull}. Edit this issue, and it follows. In a few minutes the site is here: {run}
"""
_TICKED = """
The pull request is #{pull}.
"""
_CLOSED = """
Its pull request #{pull} was closed: open it again, or untick the box.
"""
_ELSEWHERE = """
Pull request #{there} adds the same work. What you know beyond that is welcome there.
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
_TICKED_BODY = """Ticked in #{issue}.
"""


def main() -> None:
    """Do what was handed over; exit 0 if GitHub shows it, 1 with the reason."""
    env = os.environ
    try:
        issue = read_issue(Path(env["GITHUB_EVENT_PATH"]))
        parts = read_parts(Path(sys.argv[1]))
        hub = GitHub(env["GITHUB_API_URL"], env["GITHUB_REPOSITORY"], env["GH_TOKEN"])
        if any((handed.form == TRIAGE) is not issue.triage for handed in parts):
            raise HandedError("only the watcher's issue has boxes, and it is no form")
        if issue.triage and not hub.may_write(issue.login):
            raise HandedError("who changed the issue may not write here")
        run = f"{env['GITHUB_SERVER_URL']}/{env['GITHUB_REPOSITORY']}/actions/runs/{env['GITHUB_RUN_ID']}"
        said = [handed.reply + _done(Path.cwd(), issue, handed, hub, run) for handed in parts]
        hub.answer(issue.number, "\n".join(said)[:_LONGEST])
    except (HandedError, GitHubError) as error:
        sys.exit(str(error))


def _done(root: Path, issue: Issue, handed: Handed, hub: GitHub, run: str) -> str:
    """Bring branch, pull request and labels up to date; the end of the answer."""
    branch = issue.branch(handed)
    pull = hub.open_pull(branch)
    if issue.action != "opened" and not handed.work:
        for number in filter(None, (issue.number, pull)):
            hub.unlabel(number, APPROVED)
    if not handed.files:
        return ""
    if handed.work and (there := hub.pull(branch)):  # people go on with it: it is made once
        return (_TICKED if there[1] else _CLOSED).format(pull=there[0])
    refresh(root)
    for other in others_with(root, issue, handed):
        if elsewhere := hub.open_pull(other):
            return _ELSEWHERE.format(there=elsewhere)
    if put_on_branch(root, issue, handed) == "theirs":
        return _THEIRS.format(pull=f"#{pull}" if pull else "the branch")
    body = f"{handed.pull}\n{(_TICKED_BODY if issue.triage else _BODY).format(run=run, issue=issue.number)}"
    try:
        pull = hub.put_pull(branch, title(issue, handed), body, draft=bool(handed.work))
    except GitHubError as error:
        if error.status != 403:
            raise
        return _UNOPENED.format(branch=branch)
    hub.label(pull, "add" if handed.work else handed.form)
    return (_TICKED if issue.triage else _PULLED).format(pull=pull, run=run)


if __name__ == "__main__":
    main()
