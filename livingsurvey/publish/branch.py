"""A branch of files that no work tree holds, such as `gh-pages`: read, and added to, byte for byte.

Plumbing only: no checkout, filter or ignore list touches a file, and a half-made commit is never seen.
"""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TIMEOUT = 300


class GitError(Exception):
    """Git refused; the message is what it said."""


@dataclass(frozen=True)
class Branch:
    """A branch of the repository at `root`: the local one, or origin's where that is ahead or alone."""

    root: Path
    name: str

    def tip(self) -> str | None:
        """The newest commit; None where the branch does not exist."""
        local, remote = (self._commit(f"refs/{kind}/{self.name}") for kind in ("heads", "remotes/origin"))
        if local and remote and self._ask("merge-base", "--is-ancestor", local, remote) is not None:
            return remote
        return local or remote

    def read(self, path: str) -> bytes | None:
        """A file; None where there is none."""
        tip = self.tip()
        return self._ask("cat-file", "blob", f"{tip}:{path}") if tip else None

    def tree(self, path: str) -> str | None:
        """The hash of a folder with all that is in it; None where there is none."""
        tip = self.tip()
        found = self._ask("rev-parse", "--verify", "--quiet", f"{tip}:{path}") if tip else None
        return found.decode().strip() if found else None

    def extract(self, path: str, target: Path) -> None:
        """Write a folder of the branch, under its own path, into `target`."""
        archive = self._git("-c", "core.autocrlf=false", "archive", "--format=tar", str(self.tip()), path)
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(target, filter="data")

    def store(self, folder: Path) -> str:
        """Put a folder into the repository's store, as it is; its hash. No branch changes."""
        paths = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        listed = "".join(f"{folder / p}\n" for p in paths).encode()
        hashes = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed).split()
        lines = (f"100644 {found.decode()}\t{path}\n" for found, path in zip(hashes, paths, strict=True))
        with _index() as index:
            self._git("update-index", "--add", "--index-info", stdin="".join(lines).encode(), index=index)
            return self._git("write-tree", index=index).decode().strip()

    def commit(self, message: str, folder: tuple[str, str], files: Mapping[str, bytes]) -> str:
        """Add one new folder, (path, hash), and write `files`; the commit, now the local branch's tip."""
        tip, local = self.tip(), self._commit(f"refs/heads/{self.name}")
        with _index() as index:
            if tip:
                self._git("read-tree", tip, index=index)
            self._git("read-tree", f"--prefix={folder[0]}/", folder[1], index=index)
            for path, content in files.items():
                blob = (
                    self._git("hash-object", "-w", "--no-filters", "--stdin", stdin=content)
                    .decode()
                    .strip()
                )
                self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{path}", index=index)
            tree = self._git("write-tree", index=index).decode().strip()
        parents = ["-p", tip] if tip else []
        made = self._git("commit-tree", tree, *parents, "-m", message).decode().strip()
        self._git("update-ref", f"refs/heads/{self.name}", made, local or "0" * len(made))
        return made

    def _commit(self, ref: str) -> str | None:
        found = self._ask("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
        return found.decode().strip() if found else None

    def _ask(self, *words: str) -> bytes | None:
        """What git answers, or None where it fails."""
        try:
            return self._git(*words)
        except GitError:
            return None

    def _git(self, *words: str, stdin: bytes = b"", index: str = "") -> bytes:
        environment = {**os.environ, "GIT_INDEX_FILE": index} if index else None
        try:
            return subprocess.run(
                ["git", "-C", str(self.root), *words],
                input=stdin,
                env=environment,
                capture_output=True,
                check=True,
                timeout=_TIMEOUT,
            ).stdout
        except subprocess.CalledProcessError as error:
            raise GitError(f"git {words[0]}: {error.stderr.decode(errors='replace').strip()}") from None
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(f"git {words[0]}: {error}") from None


@contextmanager
def _index() -> Iterator[str]:
    """The name of an index file that does not exist yet, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as folder:
        yield str(Path(folder) / "index")
