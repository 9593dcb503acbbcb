"""What commits did to the data, from git: which file was other after which commit, and its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.history.revisions import git, is_shallow

_FOLDER = "data/"
_HERE = ("-c", "protocol.allow=never")  # a partial clone would fetch what it lacks, file by file
_LOG = ("log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-show-signature", "-z")
NO_GIT = "It was built outside of a git clone."
SHALLOW = "It was built from a shallow clone, which lacks earlier commits."
NOT_KEPT = "No commit of this clone holds the data."
INCOMPLETE = "It was built from a partial clone, which lacks earlier versions of files."


@dataclass(frozen=True)
class Touch:
    """What one commit did to one file: when it landed, in seconds since 1970; blobs before and after.

    `path` lies below data/, such as `methods/openvla.yaml`.
    """

    when: int
    path: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class GitLog:
    """Every touch, oldest first, and the blobs' contents; or a sentence on why this is `missing`."""

    touches: tuple[Touch, ...] = ()
    root: Path | None = None
    missing: str = ""

    def contents(self, blobs: Iterable[str]) -> Mapping[str, bytes] | None:
        """The content of each blob by its id; None where one is not in this clone."""
        asked = sorted(set(blobs))
        if self.root is None or not asked:
            return {}
        lines = "".join(f"{blob}\n" for blob in asked)
        answer = git(self.root, *_HERE, "cat-file", "--batch", given=lines.encode())
        return None if answer is None else _batch(answer, len(asked))


NO_LOG = GitLog(missing=NO_GIT)


def git_log(root: Path) -> GitLog:
    """What the commits on the first line of parents did to data/, by the day each landed.

    The committer's date is when a commit took its place on the line; the author's may be months earlier.
    """
    shallow = is_shallow(root)
    if shallow is not False:
        return GitLog(missing=NO_GIT if shallow is None else SHALLOW)
    answer = git(root, *_HERE, *_LOG, "--format=%ct", "HEAD", "--", _FOLDER)
    touches = tuple(_touches(answer.decode("utf-8", "replace")))[::-1] if answer else ()
    return GitLog(touches, root) if touches else GitLog(missing=NOT_KEPT)


def _touches(log: str) -> Iterator[Touch]:
    """Newest first. Between NULs: a commit's time, then `:mode mode old new status` and path by turns."""
    when = 0
    fields = iter(log.split("\0"))
    for field in fields:
        if field.strip().isdigit():
            when = int(field)
        elif field.lstrip().startswith(":"):
            old, new = (None if set(blob) == {"0"} else blob for blob in field.split()[2:4])
            path = next(fields)
            if path.startswith(_FOLDER):
                yield Touch(when, path.removeprefix(_FOLDER), old, new)


def _batch(answer: bytes, asked: int) -> dict[str, bytes] | None:
    """The blobs of `cat-file --batch`: a line `id blob size`, that many bytes, a line end."""
    found: dict[str, bytes] = {}
    at = 0
    for _ in range(asked):
        end = answer.index(b"\n", at)
        words = answer[at:end].split()
        if len(words) != 3:
            return None
        at = end + 1 + int(words[2])
        found[words[0].decode()] = answer[end + 1 : at]
        at += 1
    return found
