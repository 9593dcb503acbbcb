"""A frozen edition of the site: finished with archive and checksums, published once, never changed."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from livingsurvey.publish.branch import Branch
from livingsurvey.view import SiteInfo

BRANCH = "gh-pages"
FOLDER = "v"
VERSIONS = f"{FOLDER}/versions.json"
CHANGES = "CHANGES.md"
SUMS = "SHA256SUMS"
LICENCES = ("LICENSE", "LICENSE-DATA", "CITATION.cff")
Snapshot = dict[str, Any]

_NAME = re.compile(r"(19|20)[0-9]{2}\.(0[1-9]|1[0-2])")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, and the oldest that a zip can say."""


class SnapshotError(Exception):
    """The snapshot cannot be published, or was changed after it was; the message says what to do."""


def name_of(day: str) -> str:
    """`2099.01` for the day `2099-01-31`."""
    return day[:7].replace("-", ".")


def check_name(name: str) -> str:
    """The name, if it is a year and a month. Raises SnapshotError."""
    if not _NAME.fullmatch(name):
        raise SnapshotError(f"{name!r} is no name of a snapshot; write year and month, such as 2099.01")
    return name


def archive_name(name: str) -> str:
    """What the data archive of a snapshot is called."""
    return f"data-{name}.zip"


def published(branch: Branch) -> list[Snapshot]:
    """Every snapshot of the branch, newest first."""
    found = branch.read(VERSIONS)
    return list(json.loads(found)["snapshots"]) if found else []


def before(snapshots: Iterable[Snapshot], name: str) -> Snapshot | None:
    """The newest snapshot older than `name`."""
    return next((s for s in snapshots if s["name"] < name), None)


def finish(site: Path, name: str, changes: str, sources: Iterable[tuple[str, bytes]]) -> None:
    """Add the changelog, the data archive (`sources` and api/), and last the checksums of every file."""
    (site / CHANGES).write_text(changes, encoding="utf-8", newline="\n")
    api = (
        (p.relative_to(site).as_posix(), p.read_bytes()) for p in (site / "api").rglob("*") if p.is_file()
    )
    members = {**dict(sources), **dict(api), CHANGES: changes.encode()}
    (site / archive_name(name)).write_bytes(_zip(members))
    files = sorted(p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    sums = (f"{hashlib.sha256((site / f).read_bytes()).hexdigest()}  {f}\n" for f in files if f != SUMS)
    (site / SUMS).write_text("".join(sums), encoding="utf-8", newline="\n")


def _zip(members: dict[str, bytes]) -> bytes:
    """An archive that depends on nothing but its members: sorted, without dates, owners or modes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(members):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[path])
    return target.getvalue()


def publish(
    branch: Branch, site: Path, info: SiteInfo, listed: Callable[[list[Snapshot]], Mapping[str, bytes]]
) -> Snapshot | None:
    """Commit a finished snapshot with the new list; None where the same bytes are already there.

    `listed` makes the files of the list. Raises SnapshotError where the name is taken by other bytes.
    """
    path = f"{FOLDER}/{info.snapshot}"
    tree, there = branch.store(site), branch.tree(path)
    if there == tree:
        return None
    if there is not None:
        raise SnapshotError(
            f"{info.snapshot} is published already, with other content; a snapshot never changes: "
            "choose another month"
        )
    files = [p for p in site.rglob("*") if p.is_file()]
    new: Snapshot = {
        "name": info.snapshot,
        "path": f"{path}/",
        "date": info.date,
        "commit": info.commit,
        "tree": tree,
        "files": len(files),
        "bytes": sum(p.stat().st_size for p in files),
        "archive": archive_name(info.snapshot),
    }
    every = sorted([*published(branch), new], key=lambda s: str(s["name"]), reverse=True)
    branch.commit(f"Snapshot {info.snapshot}", (path, tree), {".nojekyll": b"", **listed(every)})
    return new


def restore(branch: Branch, site: Path) -> list[Snapshot]:
    """Put every snapshot and their list into a built living site. SnapshotError if one was changed."""
    found = published(branch)
    changed = [s["name"] for s in found if branch.tree(s["path"].rstrip("/")) != s["tree"]]
    if changed:
        raise SnapshotError(
            f"changed after it was published: {', '.join(changed)}; bring the branch {branch.name} back to "
            "the commit before"
        )
    if found:
        branch.extract(FOLDER, site)
    return found
