"""The lists that methods point into: taxonomies, devices, benchmarks, metrics, components, vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from livingsurvey.export.api.base import FOLDER, VERSION, Json, dump, plain, root
from livingsurvey.model import Node, Taxonomy
from livingsurvey.model.base import Record
from livingsurvey.view import View


def list_files(view: View) -> Iterator[tuple[str, bytes]]:
    """One file for each list, its records sorted by id."""
    survey, site = view.survey, root(view)
    points = [p for m in view.methods for p in m.operating_points]
    on_device = Counter(p.setting.hardware for p in points)
    on_benchmark = Counter(b for p in points for b in set(p.setting.benchmark or ()))
    lists: Mapping[str, Iterable[Json]] = {
        "hardware": (
            {**_record(d), "url": f"{site}hardware/{d.id}/", "operating_points": on_device[d.id]}
            for d in survey.hardware.values()
        ),
        "benchmarks": (
            {**_record(b), "url": f"{site}benchmarks/{b.id}/", "operating_points": on_benchmark[b.id]}
            for b in survey.benchmarks.values()
        ),
        "metrics": (
            {**_record(m), "url": f"{site}methodology/#metric-{m.id}"} for m in survey.metrics.values()
        ),
        "components": map(_record, survey.components.values()),
    }
    for name, records in lists.items():
        found = sorted(records, key=lambda r: str(r["id"]))
        yield f"{FOLDER}{name}.json", dump({"version": VERSION, "count": len(found), name: found})
    words = {name: _record(words) for name, words in sorted(survey.vocabulary.root.items())}
    yield FOLDER + "vocabulary.json", dump({"version": VERSION, "vocabulary": words})
    trees = [_tree(view, t) for t in survey.taxonomies.values()]
    yield FOLDER + "taxonomies.json", dump({"version": VERSION, "taxonomies": trees})


def _record(record: Record) -> Json:
    """A record as it was entered; what is unknown is left out."""
    dumped = record.model_dump(by_alias=True, exclude_none=True)
    return {key: plain(value) for key, value in dumped.items()}


def _tree(view: View, taxonomy: Taxonomy) -> Json:
    return {
        "id": taxonomy.id,
        "title": taxonomy.title.model_dump(exclude_none=True),
        "cite": taxonomy.cite,
        "url": f"{root(view)}taxonomy/{taxonomy.id}/",
        "nodes": [_node(view, taxonomy, n, n.id) for n in taxonomy.nodes],
    }


def _node(view: View, taxonomy: Taxonomy, node: Node, path: str) -> Json:
    here = sorted(
        m.slug
        for m in view.by_node.get((taxonomy.id, path), ())
        if any(p.node == path for p in m.taxonomy[taxonomy.id])
    )
    return {
        "id": path,
        "title": node.title.model_dump(exclude_none=True),
        "former_ids": list(node.former_ids),
        "relieves": list(node.relieves),
        "url": f"{root(view)}taxonomy/{taxonomy.id}/{path}/",
        "methods": here,
        "children": [_node(view, taxonomy, c, f"{path}/{c.id}") for c in node.children],
    }
