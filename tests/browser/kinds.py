"""One page of each kind, found in a built site."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

NOT_FOUND = "not found"

KINDS = (
    "home", "methods", "all methods", "method with many points", "method without points", "taxonomy",
    "scheme", "node", "tables", "times and rates", "branch table", "timeline", "hardware list", "device",
    "benchmark list", "benchmark", "trade-offs", "compare", "pair", "coverage", "reporting", "disagreements", "crosswalk", "surveys", "data", "methodology", "updates", "cite", "contribute",
    NOT_FOUND,
)  # fmt: skip
TOMBSTONE = "tombstone"
"""Only the invented survey is sure to hold a removed entry."""


def status(kind: str) -> int:
    """What the server answers for the page of a kind."""
    return 404 if kind == NOT_FOUND else 200


@cache
def address(site: Path, kind: str) -> str:
    """Where the page of a kind lies below the site's root: of several, the longest one."""
    fixed = {
        "home": "",
        "methods": "methods/",
        "all methods": "methods/all/",
        "taxonomy": "taxonomy/",
        "scheme": "taxonomy/evla/",
        "tables": "tables/",
        "times and rates": "tables/efficiency/",
        "timeline": "timeline/",
        "hardware list": "hardware/",
        "benchmark list": "benchmarks/",
        "trade-offs": "tradeoffs/",
        "compare": "compare/",
        "coverage": "coverage/",
        "reporting": "reporting/",
        "disagreements": "disagreements/",
        "crosswalk": "taxonomy/crosswalk/",
        "surveys": "surveys/",
        "data": "data/",
        "methodology": "methodology/",
        "updates": "updates/",
        "cite": "cite/",
        "contribute": "contribute/",
        NOT_FOUND: "methods/no-such-method/",
        TOMBSTONE: "methods/gonevla/",
    }
    if kind in fixed:
        return fixed[kind]
    if kind == "method without points":
        return f"methods/{_silent(site)}/"
    folders = {
        "method with many points": "methods",
        "node": "taxonomy/evla",
        "branch table": "tables",
        "device": "hardware",
        "benchmark": "benchmarks",
        "pair": "compare",
    }
    return _longest(site, folders[kind])


def methods(site: Path) -> list[dict[str, object]]:
    """The methods of the site, as its API states them."""
    stated = json.loads((site / "api/v1/methods.json").read_text("utf-8"))
    found: list[dict[str, object]] = stated["methods"]
    return found


def _silent(site: Path) -> object:
    return next(m["slug"] for m in methods(site) if not m["operating_points"])


def _longest(site: Path, folder: str) -> str:
    general = {"methods/", "methods/all/", "tables/", "tables/efficiency/", "hardware/", "benchmarks/"}
    pages = {
        f"{page.parent.relative_to(site).as_posix()}/": page.stat().st_size
        for page in (site / folder).rglob("index.html")
    }
    own = {url: size for url, size in pages.items() if url not in general and url != f"{folder}/"}
    return max(own, key=lambda url: (own[url], url))
