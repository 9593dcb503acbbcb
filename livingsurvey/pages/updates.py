"""What changed: the page by month, and Atom feeds of all entries and of each part of the taxonomy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from livingsurvey.derive.updates import EntryChange, updates
from livingsurvey.export.citation import named
from livingsurvey.render import Heading, Page, PlainText
from livingsurvey.view import View

FEED_MONTHS = 2
"""A feed holds its newest months with changes, whole."""
ATOM = "application/atom+xml"
_NEVER = "1970-01-01"


@dataclass(frozen=True)
class Feed:
    """One feed: its path below the root, what it covers, and the slugs it is of; None for all."""

    path: str
    title: str
    slugs: frozenset[str] | None = None


def pages(view: View) -> Iterator[Page]:
    """`/updates/`."""
    months = updates(view)
    yield Page(
        "updates/",
        "What changed",
        "pages/updates.html",
        {"months": months, "missing": view.history.missing, "feeds": feed_list(view)},
        "Month by month: entries that were added, numbers that were changed, and what was removed.",
        keywords="updates changes changelog history new entries feed Atom RSS",
        headings=tuple(Heading(m.id, m.title) for m in months),
    )


def feed_list(view: View) -> tuple[Feed, ...]:
    """The feed of everything, then one for each pillar and each branch of it."""
    taxonomy = view.survey.taxonomies.get("evla")
    nodes = taxonomy.walk() if taxonomy else ()
    return (
        Feed("feed.xml", "All entries"),
        *(
            Feed(
                feed_path(path),
                node.title.en,
                frozenset(m.slug for m in view.by_node.get(("evla", path), ())),
            )
            for path, node in nodes
            if has_feed("evla", path)
        ),
    )


def has_feed(scheme: str, path: str) -> bool:
    """Whether a node has a feed of its own: the survey's pillars and the level below."""
    return scheme == "evla" and path.count("/") < 2


def feed_path(path: str) -> str:
    """Where the feed of a node lies below the root."""
    return f"feed/{path}.xml"


def feeds(view: View) -> Iterator[PlainText]:
    """Every feed, in Atom, under its former paths too."""
    root = view.info.site_url.rstrip("/") + "/"
    address = urlsplit(root)
    authors = [p.full for p in named(view.citation)] or [address.hostname or root]
    former = _former(view)
    for feed in feed_list(view):
        entries = _newest(view, feed)
        rows = {
            "feed": feed,
            "root": root,
            "tag": f"tag:{address.hostname},",
            "folder": address.path,
            "survey": view.citation.title,
            "authors": authors,
            "entries": entries,
            "updated": max((e.when for e in entries), default=f"{view.info.date or _NEVER}T00:00:00Z"),
            "missing": view.history.missing,
        }
        for path in (feed.path, *former[feed.path]):
            yield PlainText(path, "texts/feed.xml", rows)


def _former(view: View) -> Mapping[str, list[str]]:
    """The paths that feeds had before nodes were renamed; a node moved too deep has its branch's feed."""
    found: dict[str, list[str]] = defaultdict(list)
    taxonomy = view.survey.taxonomies.get("evla")
    for old, path in taxonomy.former_paths().items() if taxonomy else ():
        if has_feed("evla", old):
            found[feed_path("/".join(path.split("/")[:2]))].append(feed_path(old))
    return found


def _newest(view: View, feed: Feed) -> list[EntryChange]:
    """What a feed holds, newest first."""
    by_month = ([e for e in m.told if feed.slugs is None or e.slug in feed.slugs] for m in updates(view))
    found = [e for entries in islice(filter(None, by_month), FEED_MONTHS) for e in entries]
    return sorted(sorted(found, key=lambda e: (e.slug, e.kind)), key=lambda e: e.when, reverse=True)
