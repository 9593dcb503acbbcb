"""Git repositories whose data/ is the invented survey with a past: commits at fixed times."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from support import INVENTED, Tree, make_root

LONG_AGO = "2000-01-01"
"""When every change was written; it landed later."""


class Repository(Tree):
    """A root with data/ under version control. Edits are committed by `commit`."""

    @property
    def root(self) -> Path:
        """The folder that the program is run in."""
        return self.data.parent

    def git(self, *words: str, day: str = LONG_AGO) -> str:
        """What git answers in this repository on a day."""
        seconds = int(datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC).timestamp())
        names = {
            f"GIT_{who}_{what}": "a@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        }
        dates = {"GIT_AUTHOR_DATE": f"{LONG_AGO}T00:00:00Z", "GIT_COMMITTER_DATE": f"@{seconds} +0900"}
        return subprocess.run(
            ["git", "-C", str(self.root), *words],
            env={**os.environ, **names, **dates, "GIT_CONFIG_GLOBAL": os.devnull},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def commit(self, day: str) -> Repository:
        """Commit the data as it stands, at noon of a day in UTC."""
        self.git("add", "data")
        self.git("commit", "-qm", "data", day=day)
        return self


def new_repository(folder: Path, data: Path = INVENTED) -> Repository:
    """A repository on its first branch, with a survey that is not committed yet."""
    shutil.copytree(data, folder / "data")
    repository = Repository(make_root(folder, folder / "data") / "data")
    repository.git("init", "-q", "-b", "main")
    return repository


def with_past(folder: Path, data: Path = INVENTED) -> Repository:
    """A repository in which January 2099 brought most entries and February changed some.

    In February CrispVLA's latency became 111.1 ms from 121.1, its point int8 came and a point old-one went;
    SilentVLA came, GoneVLA was removed, PocketVLA had been called coatvla, Twin had another summary; and
    AskVLA's former text is none that the program reads.
    """
    repository = new_repository(folder, data)
    now = {p: p.read_bytes() for p in sorted((repository.data / "methods").iterdir())}
    with _entry(repository, "crispvla") as crisp:
        points = {p["id"]: p for p in crisp["operating_points"]}
        points["bf16"]["values"]["latency_ms"] = 121.1
        points["int8"]["id"] = "old-one"
    with _entry(repository, "gonevla") as gone:
        del gone["removed"]
    with _entry(repository, "twin") as twin:
        twin["summary"]["en"] = "Other words."
    repository.write("methods/askvla.yaml", "kind: [\n")
    (repository.data / "methods/silentvla.yaml").unlink()
    (repository.data / "methods/pocketvla.yaml").rename(repository.data / "methods/coatvla.yaml")
    repository.commit("2099-01-10")
    (repository.data / "methods/coatvla.yaml").unlink()
    for path, content in now.items():
        path.write_bytes(content)
    with _entry(repository, "pocketvla") as pocket:
        pocket["former_ids"] = ["coatvla"]
    return repository.commit("2099-02-20")


@contextmanager
def _entry(tree: Tree, slug: str) -> Iterator[dict[str, Any]]:
    """An entry as data, written back when it was changed."""
    entry = yaml.safe_load(tree.read(f"methods/{slug}.yaml"))
    yield entry
    tree.write(f"methods/{slug}.yaml", yaml.safe_dump(entry, allow_unicode=True, sort_keys=False))
