"""Trees and nodes with their counts, and the bottleneck map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from livingsurvey.model import Method, Node, Taxonomy
from livingsurvey.view import View

_TECHNIQUE = 2  # slashes in the path of a technique: pillar/branch/technique
PILLARS = frozenset({"model-design", "training", "data-collection"})  # those that have a colour and a mark


@dataclass(frozen=True)
class Branch:
    """A node as a tree shows it: address, title, count of works at or below it, works at it, children."""

    url: str
    path: str
    title: str
    count: int
    pillar: str
    works: tuple[Method, ...]
    children: tuple[Branch, ...]


@dataclass(frozen=True)
class YearCount:
    """Works of one year; `share` of the largest year, from 0 to 1."""

    year: int
    count: int
    share: float


@dataclass(frozen=True)
class Bottleneck:
    """One complaint about VLAs, and the works at nodes that relieve it."""

    id: str
    label: str
    count: int
    nodes: tuple[Branch, ...]


def tree(view: View, taxonomy: Taxonomy) -> tuple[Branch, ...]:
    """The whole tree of one scheme with counts."""
    return tuple(branch(view, taxonomy, node, node.id) for node in taxonomy.nodes)


def branch(view: View, taxonomy: Taxonomy, node: Node, path: str) -> Branch:
    """One node and everything below it."""
    pillar = path.split("/")[0] if taxonomy.id == "evla" else ""
    below = view.by_node.get((taxonomy.id, path), ())
    return Branch(
        url=f"taxonomy/{taxonomy.id}/{path}/",
        path=path,
        title=node.title.en,
        count=len(below),
        pillar=pillar if pillar in PILLARS else "",
        works=tuple(m for m in below[::-1] if any(p.node == path for p in m.taxonomy[taxonomy.id])),
        children=tuple(branch(view, taxonomy, child, f"{path}/{child.id}") for child in node.children),
    )


def per_year(methods: tuple[Method, ...]) -> tuple[YearCount, ...]:
    """Works per year without gaps, from the first to the last."""
    counts = Counter(m.year for m in methods)
    if not counts:
        return ()
    largest = max(counts.values())
    years = range(min(counts), max(counts) + 1)
    return tuple(YearCount(y, counts[y], counts[y] / largest) for y in years)


def bottlenecks(view: View) -> tuple[Bottleneck, ...]:
    """Works at evla nodes that relieve each bottleneck; a work counts once for each."""
    found = []
    taxonomy = view.survey.taxonomies["evla"]
    relieves = view.survey.vocabulary.root.get("relieves")
    for term in relieves.terms if relieves else ():
        leaves = [(p, n) for p, n in taxonomy.walk() if term.id in n.relieves]
        paths = {p for p, _ in leaves}
        slugs = {
            m.slug
            for m in view.methods
            if m.kind == "efficient" and any(p.node in paths for p in m.taxonomy.get("evla", ()))
        }
        parents = {path.rpartition("/")[0] for path in paths if path.count("/") == _TECHNIQUE}
        top = [
            branch(view, taxonomy, n, p)
            for p, n in leaves
            if p.count("/") == _TECHNIQUE or (p.count("/") < _TECHNIQUE and "/" in p and p not in parents)
        ]
        found.append(Bottleneck(term.id, term.label, len(slugs), tuple(top)))
    return tuple(found)
