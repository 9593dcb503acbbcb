"""The data files that a pull request changes, as bytes out of git: no checkout, regular files, bounded."""

from __future__ import annotations

import re
from pathlib import Path

from livingsurvey.history.revisions import RevisionError, git

ALLOWED = re.compile(r"data/(methods/[a-z0-9]+(-[a-z0-9]+)*\.yaml|references\.bib)")
_REGULAR = "100644"
_MOST = 50
_MAX_BYTES = 8_000_000


def contributed(root: Path, revision: str) -> tuple[str, dict[str, bytes]]:
    """The commit that `revision` names, and what entries and bibliography are there that it changed.

    That is, since it left the commit that is checked out. Raises RevisionError where it is more than a
    person changes at once.
    """
    head = _said(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    diff = (
        "diff",
        "--raw",
        "-z",
        "--no-abbrev",
        "--no-renames",
        "--diff-filter=AM",
        f"HEAD...{head.strip()}",
    )
    fields = iter(_said(root, *diff, "--", "data/methods", "data/references.bib").split("\0"))
    blobs = {}
    for field in fields:
        if field:
            _, mode, _, blob, _ = field.split()
            name = next(fields)
            if mode == _REGULAR and ALLOWED.fullmatch(name):
                blobs[name] = blob
    sizes = [int(_said(root, "cat-file", "-s", blob)) for blob in list(blobs.values())[: _MOST + 1]]
    if len(blobs) > _MOST or sum(sizes) > _MAX_BYTES:
        raise RevisionError(f"{revision} changes more than {_MOST} files or {_MAX_BYTES:,} bytes of data")
    return head.strip(), {name: git(root, "cat-file", "blob", blob) or b"" for name, blob in blobs.items()}


def _said(root: Path, *words: str) -> str:
    answer = git(root, *words)
    if answer is None:
        raise RevisionError(f"git {words[0]} failed: is the revision in this clone, with its history?")
    return answer.decode("utf-8", "replace")
