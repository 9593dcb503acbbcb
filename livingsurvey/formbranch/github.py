"""GitHub's REST API, as far as one issue and its pull request need it."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from livingsurvey.formbranch.handed import BOT

_MARK = "<!-- livingsurvey: the answer to a form -->"
_PAGES = 20


class GitHubError(Exception):
    """GitHub refuses; `status` is what it answers, 0 if it does not answer."""

    def __init__(self, status: int, said: str) -> None:
        self.status = status
        super().__init__(f"GitHub answers {status}: {said}")


@dataclass(frozen=True)
class Head:
    """The branch of a pull request and its newest commit; `ours` where we may add a commit to it."""

    branch: str
    sha: str
    ours: bool


class GitHub:
    """One repository, `owner/name`, with a token that may write to it."""

    def __init__(self, url: str, repository: str, token: str) -> None:
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise GitHubError(0, "its address must be an https address")
        self._base = f"{url}/repos/{repository}"
        self._repository = repository
        self._owner = repository.partition("/")[0]
        self._token = token

    def may_write(self, login: str) -> bool:
        """Whether somebody may write to the repository."""
        if not login:
            return False
        try:
            found = self._call("GET", f"/collaborators/{urllib.parse.quote(login, safe='')}/permission")
        except GitHubError as error:
            if error.status != 404:
                raise
            return False
        return found["permission"] in ("admin", "write")

    def pull(self, branch: str) -> tuple[int, bool] | None:
        """The newest pull request of a branch, and whether it is open."""
        found = self._pulls(branch, "all")
        return (int(found[0]["number"]), found[0]["state"] == "open") if found else None

    def open_pull(self, branch: str) -> int | None:
        """The number of the open pull request of a branch."""
        found = self._pulls(branch, "open")
        return int(found[0]["number"]) if found else None

    def _pulls(self, branch: str, state: str) -> Any:
        head = urllib.parse.quote(f"{self._owner}:{branch}", safe="")
        return self._call("GET", f"/pulls?state={state}&head={head}")

    def put_pull(self, branch: str, title: str, body: str, draft: bool = False) -> int:
        """Open the branch's pull request, or bring the open one up to date; its number."""
        number = self.open_pull(branch)
        if number is None:
            asked = {"head": branch, "base": "main", "title": title, "body": body, "draft": draft}
            return int(self._call("POST", "/pulls", asked)["number"])
        self._call("PATCH", f"/pulls/{number}", {"title": title, "body": body})
        return number

    def head(self, number: int) -> Head:
        """Where a pull request comes from; a fork that is gone has no repository."""
        found = self._call("GET", f"/pulls/{number}")
        head, default = found["head"], found["base"]["repo"]["default_branch"]
        here = (head["repo"] or {}).get("full_name") == self._repository
        return Head(str(head["ref"]), str(head["sha"]), here and head["ref"] != default)

    def commit(self, head: Head, message: str, files: Mapping[str, bytes]) -> str | None:
        """Put a commit with these files on top of a branch; its id, or None if the branch has moved on.

        Nothing is fetched or checked out.
        """
        entries = [
            {"path": name, "mode": "100644", "type": "blob", "content": raw.decode("utf-8")}
            for name, raw in files.items()
        ]
        base = self._call("GET", f"/git/commits/{head.sha}")["tree"]["sha"]
        tree = self._call("POST", "/git/trees", {"base_tree": base, "tree": entries})["sha"]
        author = dict(zip(("name", "email"), BOT, strict=True))
        made = {"message": message, "tree": tree, "parents": [head.sha], "author": author}
        commit = str(self._call("POST", "/git/commits", made)["sha"])
        branch = urllib.parse.quote(head.branch)
        try:
            self._call("PATCH", f"/git/refs/heads/{branch}", {"sha": commit, "force": False})
        except GitHubError as error:
            if error.status != 422:
                raise
            return None
        return commit

    def label(self, number: int, name: str) -> None:
        """Add a label."""
        self._call("POST", f"/issues/{number}/labels", {"labels": [name]})

    def unlabel(self, number: int, name: str) -> None:
        """Take a label away, if it is there."""
        try:
            self._call("DELETE", f"/issues/{number}/labels/{urllib.parse.quote(name, safe='')}")
        except GitHubError as error:
            if error.status != 404:
                raise

    def answer(self, number: int, text: str) -> None:
        """Write the one answer below an issue, or bring it up to date. Others' comments are left alone."""
        body = {"body": f"{_MARK}\n{text}"}
        for page in range(1, _PAGES + 1):
            found = self._call("GET", f"/issues/{number}/comments?per_page=100&page={page}")
            for comment in found:
                if comment["user"]["login"] == BOT[0] and str(comment["body"]).startswith(_MARK):
                    if comment["body"] != body["body"]:
                        self._call("PATCH", f"/issues/comments/{int(comment['id'])}", body)
                    return
            if len(found) < 100:
                break
        self._call("POST", f"/issues/{number}/comments", body)

    def _call(self, method: str, path: str, body: Any = None) -> Any:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, headers, method=method)  # noqa: S310 - checked above
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - checked above
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            said = error.read(500).decode("utf-8", "replace")
            error.close()
            raise GitHubError(error.code, ascii(said)) from None
        except (OSError, ValueError) as error:
            raise GitHubError(0, ascii(error)) from None
