"""Every public address that was ever published still answers: permalinks.txt against a built site.

An address is the home page (`/`), a page (`methods/x/`), a row of one (`methods/x/#p`), or a file
(`api/v1/methods/x.json`). It answers where the site has its file; a row, where its page, or the page that
this one moved to, has the anchor.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import normpath

from livingsurvey.problem import Problem

NAME = "permalinks.txt"
_PRIVATE = re.compile(
    r"assets/|search/|v/|404\.html$|sitemap\.xml|compare/(data/|words\.json$)|methods/explorer\.json$"
    r"|timeline/figure\.json$|methods/[^/]+/card\.png$"
)
"""What belongs to the pages that load it or name it for previews, what engines write, and snapshots, which
never change anyway."""

_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"?#]*)')
_METHODS = "api/v1/methods"


def published(root: Path) -> tuple[str, ...]:
    """The addresses of permalinks.txt; none where there is no such file."""
    path = root / NAME
    return tuple(path.read_text("utf-8").split()) if path.is_file() else ()


def addresses(site: Path) -> list[str]:
    """Every public address of a built site, sorted."""
    files = (p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file())
    public = (name.removesuffix("index.html") or "/" for name in files if not _PRIVATE.match(name))
    return sorted({*public, *_rows(site)})


def _rows(site: Path) -> Iterator[str]:
    """The address of every operating point, under its former ids too."""
    for path in (site / _METHODS).glob("*.json"):
        method = json.loads(path.read_text("utf-8"))
        if method["slug"] == path.stem:
            for point in method.get("operating_points", ()):
                for name in (point["id"], *point["former_ids"]):
                    yield f"methods/{path.stem}/#{name}"


def lost(site: Path, listed: Iterable[str]) -> list[Problem]:
    """Every listed address that the site no longer answers, and what to do about it."""
    built = _Built(site)
    return [
        Problem(NAME, line, 1, "", f"{address} would vanish", _remedy(address))
        for line, address in enumerate(listed, 1)
        if not built.answers(address)
    ]


class _Built:
    """A built site, each page read at most once."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.texts: dict[str, str] = {}

    def answers(self, address: str) -> bool:
        """Whether a reader of the address finds what it was published for."""
        path, _, anchor = address.lstrip("/").partition("#")
        if not anchor:
            is_page = path.endswith("/") or not path
            return (self.site / path / "index.html" if is_page else self.site / path).is_file()
        page = self._page(path)
        if way := _REFRESH.search(page):
            path = normpath(f"{path}{way[1]}") + "/"
            page = self._page(path)
        return f'id="{anchor}"' in page or self._removed(path)

    def _page(self, path: str) -> str:
        if path not in self.texts:
            file = self.site / path / "index.html"
            self.texts[path] = file.read_text("utf-8") if file.is_file() else ""
        return self.texts[path]

    def _removed(self, path: str) -> bool:
        """Whether the page is a tombstone, which says why its rows are gone."""
        record = self.site / _METHODS / f"{path.strip('/').rpartition('/')[2]}.json"
        return record.is_file() and "removed" in json.loads(record.read_text("utf-8"))


def _remedy(address: str) -> str:
    """How an address is kept, by its kind."""
    path, _, anchor = address.partition("#")
    parts = path.removeprefix("api/v1/").split("/")
    name = parts[1].removesuffix(".json") if len(parts) > 1 else ""
    if anchor:
        return (
            f"list {anchor} in `former_ids` of the point that stands for it, or keep the point and say "
            "`superseded_by`"
        )
    if parts[0] == "methods" and name:
        return f"list {name} in `former_ids` of the entry that it became, or restore it and say `removed:`"
    if parts[0] == "taxonomy" and len(parts) > 3:
        return f"list {'/'.join(parts[2:-1])} in `former_ids` of the node that it became"
    if parts[0] in ("hardware", "benchmarks") and name:
        return f"list {name} in `former_ids` of its successor in data/{parts[0]}.yaml"
    if path.startswith("api/"):
        return "restore the file: within a version of the API files are only added"
    return "restore the page, or let its address lead to where its content is now"
