"""The branch of an issue: from the commit that its files were made from, and never over others' work."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from livingsurvey.formbranch.handed import BOT, Handed, HandedError, Issue

_FORM = re.compile(r"refs/remotes/origin/(form/([1-9][0-9]{0,9}|[0-9]{4}\.[0-9]{4,5}))")
_TIMEOUT = 120


def refresh(root: Path) -> None:
    """Know origin's main and its branches of forms as they are now."""
    branches = [f"+refs/heads/{b}:refs/remotes/origin/{b}" for b in ("main", "form/*")]
    _git(root, "fetch", "--quiet", "--prune", "origin", *branches)


def others_with(root: Path, issue: Issue, handed: Handed) -> Iterator[str]:
    """Other branches that add the same entry, or a work with the same arXiv id."""
    entry = f"data/methods/{handed.slug}.yaml"
    marks = {f"diff --git a/{entry} b/{entry}\nnew file", *_new_works(root, handed)}
    refs = _git(root, "for-each-ref", "--format=%(refname)", "refs/remotes/origin/form/").split()
    for branch in (found[1] for ref in refs if (found := _FORM.fullmatch(ref))):
        if branch != issue.branch(handed):
            diff = _git(root, "diff", f"origin/main...origin/{branch}", "--", "data")
            if any(mark in diff for mark in marks):
                yield branch


def put_on_branch(root: Path, issue: Issue, handed: Handed) -> str:
    """Commit the files and push them: `pushed`, `same`, or `theirs`, if others have worked on it since."""
    branch = issue.branch(handed)
    remote = _git(root, "for-each-ref", "--format=%(objectname)", f"refs/remotes/origin/{branch}")
    if remote and set(_git(root, "log", "--format=%ce", f"origin/main..{remote}").split()) - {BOT[1]}:
        return "theirs"
    _committed(root, issue, handed)
    if remote and _tree(root, "HEAD") == _tree(root, remote):
        return "same"
    lease = f"--force-with-lease=refs/heads/{branch}:{remote}"
    _git(root, "push", "--quiet", lease, "origin", f"HEAD:refs/heads/{branch}")
    return "pushed"


def title(issue: Issue, handed: Handed) -> str:
    """One line that names the entry: the commit's and the pull request's."""
    verb = "Add" if handed.state in ("added", "drafted") else "Change"
    return f"{verb} {handed.slug or 'what is left out'} (#{issue.number})"


def _committed(root: Path, issue: Issue, handed: Handed) -> None:
    base = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{handed.base}^{{commit}}")
    _git(root, "merge-base", "--is-ancestor", base, "origin/main")
    _git(root, "checkout", "--quiet", "--force", "-B", issue.branch(handed), base)
    for name, raw in handed.files.items():
        (root / name).write_bytes(raw)
    _git(root, "add", "--", *handed.files)
    message = title(issue, handed)
    if issue.login:
        mail = f"{issue.account}+{issue.login}@users.noreply.github.com"
        message += f"\n\nCo-authored-by: {issue.login} <{mail}>"
    name, email = BOT
    _git(root, "-c", f"user.name={name}", "-c", f"user.email={email}", "commit", "--quiet", "-m", message)


def _new_works(root: Path, handed: Handed) -> set[str]:
    """Lines `+  eprint = {…},` that a diff shows of works that the bibliography of main does not hold."""
    stated = r"^  eprint = \{[0-9.]+\},$"
    known = set(re.findall(stated, _git(root, "show", "origin/main:data/references.bib"), re.MULTILINE))
    here = handed.files.get("data/references.bib", b"").decode("utf-8")
    return {f"+{line}" for line in re.findall(stated, here, re.MULTILINE) if line not in known}


def _tree(root: Path, commit: str) -> str:
    return _git(root, "rev-parse", f"{commit}^{{tree}}")


def _git(root: Path, *words: str) -> str:
    """What git says. Raises HandedError where it fails."""
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, capture_output=True, check=False, timeout=_TIMEOUT)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise HandedError(f"git {words[0]} failed: {said[:500]}")
    return done.stdout.decode("utf-8", "replace").strip()
