"""Methods and their operating points, in the words of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from livingsurvey.export.api.base import FOLDER, VERSION, Json, home, plain, root, text
from livingsurvey.model import Edge, Method, OperatingPoint, Quantity, Setting, Source
from livingsurvey.model.point import Values
from livingsurvey.view import View


def method_files(view: View) -> Iterator[tuple[str, bytes]]:
    """`methods.json`, and a file for each slug, former slug and removed entry."""
    versioned = f'{{"version":{VERSION},'
    living = sorted(view.methods, key=lambda m: m.slug)
    listed = ",".join(view.once(method_text, m) for m in living)
    yield FOLDER + "methods.json", f'{versioned}"count":{len(living)},"methods":[{listed}]}}\n'.encode()
    for method in view.survey.methods.values():
        content = f"{versioned}{view.once(method_text, method)[1:]}\n".encode()
        for slug in (method.slug, *method.former_ids):
            yield f"{FOLDER}methods/{slug}.json", content


def method_text(view: View, method: Method) -> str:
    """One method as the API states it, in one line; of a removed one, when and why it was."""
    return text(_method(view, method))


def _method(view: View, method: Method) -> Json:
    if method.removed:
        return _tombstone(view, method)
    reference = view.survey.references[method.cite]
    url = f"{root(view)}methods/{method.slug}/"
    return {
        "slug": method.slug,
        "name": method.name,
        "aliases": list(method.aliases),
        "former_ids": list(method.former_ids),
        "kind": method.kind,
        "domains": list(method.domains),
        "cite": method.cite,
        "arxiv_id": reference.eprint,
        "doi": reference.doi,
        "title": reference.title,
        "authors": [{"family": p.family, "given": p.given} for p in reference.authors],
        "year": method.year,
        "released": method.released,
        "announced": method.announced,
        "venue": method.venue.model_dump() if method.venue else None,
        "venue_note": method.venue_note,
        "url": url,
        "api_url": f"{home(view)}methods/{method.slug}.json",
        "links": method.links.model_dump(exclude_none=True),
        "taxonomy": {s: [p.node for p in places] for s, places in sorted(method.taxonomy.items())},
        "placed_by_us": _own_places(method),
        "summary": method.summary.model_dump(exclude_none=True),
        "builds_on": list(method.builds_on),
        "distinct_from": dict(sorted(method.distinct_from.items())),
        "components": {k: list(v) for k, v in method.components.model_dump().items() if v},
        "headline": method.headline,
        "checked": [c.model_dump() for c in method.checked],
        "confirmed": method.confirmed.model_dump() if method.confirmed else None,
        "contributors": list(method.contributors),
        "operating_points": [_point(view, url, p) for p in method.operating_points],
    }


def setting_json(setting: Setting) -> Json:
    """What is stated of a setting: a number, or an object where more is said of it than its value."""
    stated: Json = {}
    for key in Setting.model_fields:
        value = getattr(setting, key)
        if value is None:
            continue
        if isinstance(value, Quantity):
            said = _numbers(value)
            value = said["value"] if list(said) == ["value"] else said
        elif isinstance(value, tuple):
            value = value[0] if len(value) == 1 else list(value)
        stated[key] = value
    return stated


def _tombstone(view: View, method: Method) -> Json:
    return {
        "slug": method.slug,
        "name": method.name,
        "url": f"{root(view)}methods/{method.slug}/",
        "removed": method.removed.model_dump() if method.removed else None,
    }


def _own_places(method: Method) -> list[Json]:
    return [
        {"scheme": scheme, "node": place.node, "why": place.why}
        for scheme, places in sorted(method.taxonomy.items())
        for place in places
        if place.by
    ]


def _point(view: View, url: str, point: OperatingPoint) -> Json:
    return {
        "id": point.id,
        "former_ids": list(point.former_ids),
        "url": f"{url}#{point.id}",
        "model": point.model,
        "stage": point.stage,
        "setup": point.setup,
        "setting": setting_json(point.setting),
        "values": _values(view, point.values),
        "versus": [_edge(view, e) for e in point.versus],
        "source": _source(point.source),
        "measured_by": point.measured_by,
        "standing": point.standing,
        "superseded_by": point.superseded_by,
        "note": point.note,
    }


def _values(view: View, values: Values) -> Json:
    return {m: _quantity(view, m, values[m]) for m in sorted(values)}


def _quantity(view: View, metric_id: str, quantity: Quantity) -> Json:
    stated = _numbers(quantity)
    if quantity.source:
        stated["source"] = _source(quantity.source)
    return {**stated, "unit": view.survey.metrics[metric_id].unit}


def _numbers(quantity: Quantity) -> Json:
    dumped = quantity.model_dump(exclude_none=True, exclude={"source"})
    return {key: plain(value) for key, value in dumped.items()}


def _edge(view: View, edge: Edge) -> Json:
    stated: Mapping[str, Any] = {
        "baseline": edge.baseline,
        "baseline_text": edge.baseline_text,
        "point": edge.point,
        "baseline_values": _values(view, edge.baseline_values),
        "values": _values(view, edge.values),
        "same_setting": edge.same_setting,
        "note": edge.note,
    }
    return {k: v for k, v in stated.items() if v is not None and v != {}}


def _source(source: Source) -> Json:
    return dict(source.model_dump(exclude_none=True))
