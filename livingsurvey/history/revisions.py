"""The data of a folder or of a git revision of this repository, as a folder."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TIMEOUT = 60


class RevisionError(Exception):
    """What was named is neither a data folder nor a revision that this clone holds."""


@contextmanager
def data_of(root: Path, name: str) -> Iterator[Path]:
    """The data folder that `name` stands for: a path, else a revision, which is unpacked meanwhile."""
    for folder in (Path(name), Path(name) / "data"):
        if (folder / "methods").is_dir():
            yield folder
            return
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if commit is None:
        raise RevisionError(_unknown(root, name))
    archive = git(root, "archive", "--format=tar", commit.decode().strip(), "data")
    if archive is None:
        raise RevisionError(f"{name} has no folder data/")
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(temporary, filter="data")
        yield Path(temporary) / "data"


def _unknown(root: Path, name: str) -> str:
    shallow = is_shallow(root)
    if shallow is None:
        return f"there is no data folder {name}, and {root} is not a git repository"
    if shallow:
        remedy = "run `git fetch --unshallow`, or check out with fetch-depth 0"
        return f"this clone is shallow and lacks {name}: {remedy}"
    return f"{name} is neither a data folder nor a revision of this repository"


def is_shallow(root: Path) -> bool | None:
    """Whether this clone lacks the beginning of its history; None outside of git."""
    answer = git(root, "rev-parse", "--is-shallow-repository")
    return None if answer is None else answer.strip() == b"true"


def git(root: Path, *words: str, given: bytes = b"") -> bytes | None:
    """What git answers to words and what is `given` on its input, or None where it fails."""
    try:
        return subprocess.run(
            ["git", "-C", str(root), *words],
            input=given,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
