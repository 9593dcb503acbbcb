"""Addresses that were published once and lead elsewhere now: former ids, and pairs no longer compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from livingsurvey.derive.compare import natural_pairs
from livingsurvey.view import View


@dataclass(frozen=True)
class Moved:
    """A page's old and new address below the root, and what the page is called."""

    old: str
    new: str
    title: str


def moved(view: View, published: Iterable[str] = ()) -> Iterator[Moved]:
    """Every old address, once. `published`: addresses of the past, of which pairs are looked at."""
    survey = view.survey
    for folder, records in (
        ("methods", {m.slug: m for m in survey.methods.values()}),
        ("hardware", survey.hardware),
        ("benchmarks", survey.benchmarks),
    ):
        for name, record in records.items():
            for former in record.former_ids:
                yield Moved(f"{folder}/{former}/", f"{folder}/{name}/", record.name)
    for taxonomy in survey.taxonomies.values():
        for old, path in taxonomy.former_paths().items():
            start = f"taxonomy/{taxonomy.id}"
            yield Moved(f"{start}/{old}/", f"{start}/{path}/", survey.nodes[taxonomy.id, path].title.en)
    yield from _pairs(view, published)


def _pairs(view: View, published: Iterable[str]) -> Iterator[Moved]:
    """Pairs under former slugs, and published ones whose numbers no longer compare."""
    ready = {(m.slug, base.slug) for m, base in view.once(natural_pairs)}
    names = {m.slug: (m.slug, *m.former_ids) for m in view.survey.methods.values()}
    now = {name: slug for slug, known in names.items() for name in known}
    old = {(a, b) for pair in ready for a in names[pair[0]] for b in names[pair[1]]}
    parts = [address.split("/") for address in published if address.startswith("compare/")]
    old |= {(p[1], p[2]) for p in parts if len(p) == 4 and p[3] == ""}
    for first, second in sorted(old - ready):
        if first in now and second in now:
            yield Moved(f"compare/{first}/{second}/", *_comparison(view, ready, now[first], now[second]))


def _comparison(view: View, ready: set[tuple[str, str]], first: str, second: str) -> tuple[str, str]:
    """Where two methods are compared now; the tombstone, where one of them was removed."""
    methods = view.survey.methods
    for slug in (first, second):
        if methods[slug].removed:
            return f"methods/{slug}/", methods[slug].name
    title = f"{methods[first].name} and {methods[second].name}"
    if (first, second) in ready:
        return f"compare/{first}/{second}/", title
    return f"compare/?m={first},{second}&ref={second}", title
