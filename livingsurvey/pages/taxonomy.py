"""The taxonomies as trees, and a page for every node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from livingsurvey.derive.crosswalk import CROSSED
from livingsurvey.derive.taxonomy import branch, per_year, tree
from livingsurvey.model import Method, Node, Taxonomy
from livingsurvey.pages.updates import ATOM, feed_path, has_feed
from livingsurvey.prose import to_html
from livingsurvey.render import Page, PageMeta
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/taxonomy/`, `/taxonomy/<scheme>/`, `/taxonomy/<scheme>/<node…>/`."""
    taxonomies = list(view.survey.taxonomies.values())
    yield Page(
        "taxonomy/",
        "Taxonomy",
        "pages/taxonomies.html",
        {
            "taxonomies": [(t, tree(view, t), _size(view, t)) for t in taxonomies],
            "crosswalk": view.survey.taxonomies.keys() >= CROSSED,
        },
        "Three ways to order efficient vision-language-action models, each node with its methods.",
    )
    for taxonomy in taxonomies:
        yield Page(
            f"taxonomy/{taxonomy.id}/",
            taxonomy.title.en,
            "pages/taxonomy.html",
            {
                "taxonomy": taxonomy,
                "branches": tree(view, taxonomy),
                "size": _size(view, taxonomy),
                "reference": view.survey.references[taxonomy.cite],
            },
            f"The taxonomy “{taxonomy.title.en}” as a tree of links with counts.",
            source=f"data/taxonomies/{taxonomy.id}.yaml",
            keywords=taxonomy.short,
        )
        for path, node in taxonomy.walk():
            yield _node_page(view, taxonomy, path, node)


def _node_page(view: View, taxonomy: Taxonomy, path: str, node: Node) -> Page:
    methods = view.by_node.get((taxonomy.id, path), ())
    url = f"taxonomy/{taxonomy.id}/{path}/"
    parts = path.split("/")
    above = ["/".join(parts[:n]) for n in range(1, len(parts))]
    chain = [(view.survey.nodes[taxonomy.id, p].title.en, f"taxonomy/{taxonomy.id}/{p}/") for p in above]
    text = view.survey.texts.get(f"{taxonomy.id}/{path}", "")
    base = "../" * url.count("/")
    return Page(
        url,
        node.title.en,
        "pages/node.html",
        {
            "taxonomy": taxonomy,
            "node": node,
            "path": path,
            "chain": chain,
            "pillar_id": parts[0] if taxonomy.id == "evla" else "",
            "text": to_html(view.survey, text, lambda target: base + target) if text else "",
            "rows": [view.headlines[m.slug] for m in methods],
            "here": sum(1 for m in methods if any(p.node == path for p in m.taxonomy[taxonomy.id])),
            "years": per_year(methods),
            "children": branch(view, taxonomy, node, path).children,
            "relieves": [view.words.term("relieves", r) for r in node.relieves],
            "elsewhere": _elsewhere(view, taxonomy, methods),
            "text_path": f"data/text/{taxonomy.id}/{path}.md",
        },
        f"{node.title.en} in the {taxonomy.short}: {len(methods)} works, with their numbers.",
        source=f"data/taxonomies/{taxonomy.id}.yaml",
        keywords=_keywords(taxonomy, node),
        meta=PageMeta(alternates=((ATOM, base + feed_path(path)),) if has_feed(taxonomy.id, path) else ()),
    )


def _keywords(taxonomy: Taxonomy, node: Node) -> str:
    """What a search should find beside the title: its Chinese form, its British spelling."""
    title = node.title.en
    british = title.replace("ization", "isation")
    words = [taxonomy.short, node.title.zh, british if british != title else None]
    return " ".join(filter(None, words))


def _size(view: View, taxonomy: Taxonomy) -> int:
    return sum(1 for m in view.methods if m.taxonomy.get(taxonomy.id))


def _elsewhere(
    view: View, taxonomy: Taxonomy, methods: tuple[Method, ...]
) -> list[tuple[str, str, str, int]]:
    """Where the other schemes file the same works: scheme, node, address, count; most first."""
    counts: Counter[tuple[str, str]] = Counter()
    for method in methods:
        for scheme, places in method.taxonomy.items():
            if scheme != taxonomy.id:
                counts.update({(scheme, p.node) for p in places})
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [
        (
            view.survey.taxonomies[scheme].short,
            view.survey.nodes[scheme, path].title.en,
            f"taxonomy/{scheme}/{path}/",
            count,
        )
        for (scheme, path), count in ordered
    ]
