"""JSON Schema 2020-12 of what people write in `data/`, closed lists written in, for editors to complete."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from livingsurvey.export.api import shapes
from livingsurvey.export.api.base import Json
from livingsurvey.export.api.input_words import closed_lists, enum, meaning
from livingsurvey.export.api.schema import DIALECT, Plain
from livingsurvey.model import (
    Benchmark,
    Component,
    Exemption,
    Hardware,
    Method,
    Metric,
    RelatedSurvey,
    Screened,
    Survey,
    Taxonomy,
    Vocabulary,
)
from livingsurvey.model.outside import AllowedLink, Watch

FILES: Mapping[str, tuple[str, Any]] = {
    "methods": ("data/methods/<slug>.yaml", Method),
    "taxonomies": ("data/taxonomies/<scheme>.yaml", Taxonomy),
    "metrics": ("data/metrics.yaml", list[Metric]),
    "vocabulary": ("data/vocabulary.yaml", Vocabulary),
    "hardware": ("data/hardware.yaml", list[Hardware]),
    "benchmarks": ("data/benchmarks.yaml", list[Benchmark]),
    "components": ("data/components.yaml", list[Component]),
    "surveys": ("data/surveys.yaml", list[RelatedSurvey]),
    "screening": ("data/screening.yaml", list[Screened]),
    "exceptions": ("data/exceptions.yaml", list[Exemption]),
    "watch": ("data/watch.yaml", Watch),
    "links-allow": ("data/links-allow.yaml", list[AllowedLink]),
}
"""Name of the schema -> the files that it describes, and their type."""

_FROM_THE_FILE = {"Method": "slug", "Taxonomy": "id"}
"""Fields that the name of the file states."""

_RULES: Mapping[str, Json] = {
    "Place": {"dependentRequired": {"by": ["why"]}},
    "Edge": {"dependentRequired": {"point": ["baseline"]}},
    "AllowedLink": {"oneOf": [{"required": ["url"]}, {"required": ["host"]}]},
    "OperatingPoint": {"anyOf": [{"required": ["values"]}, {"required": ["versus"]}]},
    "Source": {
        "if": {"properties": {"read": {"const": "primary"}}},
        "then": {"required": ["seen"]},
        "else": {"required": ["via"]},
    },
}
"""What the validators of a record ask for beyond its fields."""


_MAY_BE_NULL = {"Hardware"}
"""Records that say where a figure was not found. Elsewhere a field without a value is one being typed."""

_SHOWN_AS = {"Quantity": "Value", "Edge": "Versus"}
"""Records that the API calls otherwise: what it says of a field is true of the field in the file."""


def input_schemas(survey: Survey, home: str) -> Iterator[tuple[str, Json]]:
    """Name and schema of each kind of file in data/."""
    lists = closed_lists(survey)
    for name, (files, _) in FILES.items():
        schema = json.loads(_shape(name))
        records = schema.get("$defs", {})
        whole = records | {schema["title"]: schema} if "title" in schema else records
        for record, found in whole.items():
            _close(record, found, lists.get(record, {}))
        if "Quantity" in records:
            records["Values"] = _values(survey)
            records["Quantity"].update(_quantity(records["Quantity"]))
            setting = records["Setting"]["properties"]
            one, several = lists["Setting"]["benchmark"], setting["benchmark"]
            setting["benchmark"] = {"anyOf": [one, several], "description": several["description"]}
            told = schema["properties"]["taxonomy"]["description"]
            schema["properties"]["taxonomy"] = _places(survey, records["Place"]) | {"description": told}
        address = f"{home}schema/data-{name}.json"
        yield f"data-{name}", {**schema, "$schema": DIALECT, "$id": address, "title": files}


@cache
def _shape(name: str) -> str:
    """What its records ask for, as text: every survey's lists are written into a copy."""
    return json.dumps(TypeAdapter(FILES[name][1]).json_schema(schema_generator=Plain))


def _close(record: str, schema: Json, lists: Mapping[str, Json]) -> None:
    """Write closed lists, what a validator adds, and what the fields mean into the schema of a record."""
    fields = schema.get("properties", {})
    shape = getattr(shapes, _SHOWN_AS.get(record, record), None)
    for field, found in fields.items():
        stated = found if record in _MAY_BE_NULL else _stated(found)
        fields[field] = _narrowed(stated, lists[field]) if field in lists else stated
        if field in ("values", "baseline_values"):
            fields[field] = {"$ref": "#/$defs/Values"}
        told = shape.model_fields.get(field) if shape else None
        if meaning := (told and told.description) or found.get("description"):
            fields[field]["description"] = meaning
    if stem := _FROM_THE_FILE.get(record):
        del fields[stem]
        schema["required"].remove(stem)
    schema.update(_RULES.get(record, {}))


def _stated(schema: Json) -> Json:
    """The schema of a field that says something: no null, and no default to write down."""
    found = {key: value for key, value in schema.items() if key != "default"}
    forms = [form for form in found.pop("anyOf", []) if form != {"type": "null"}]
    return {**found, **forms[0]} if len(forms) == 1 else {**found, **({"anyOf": forms} if forms else {})}


def _narrowed(schema: Json, closed: Json) -> Json:
    """The schema with every string in it confined."""
    if schema.get("type") == "string":
        return dict(closed)
    if "anyOf" in schema:
        return {**schema, "anyOf": [_narrowed(s, closed) for s in schema["anyOf"]]}
    return {**schema, "items": _narrowed(schema["items"], closed)} if "items" in schema else schema


def _values(survey: Survey) -> Json:
    """Numbers by metric, each with what the metric means."""
    metrics = {
        name: {"$ref": "#/$defs/Quantity", "description": meaning(metric)}
        for name, metric in survey.metrics.items()
    }
    return {"type": "object", "properties": metrics, **_CLOSED}


_CLOSED = {"additionalProperties": False}


def _quantity(schema: Json) -> Json:
    """A plain number, `[smallest, largest]`, or an object with a value or both ends of a range."""
    whole = {key: schema.pop(key) for key in ("type", "properties", "additionalProperties")}
    forms = [{"required": ["value"]}, {"required": ["min", "max"]}]
    ends = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    return {"anyOf": [{"type": "number"}, ends, {**whole, "oneOf": forms}]}


def _places(survey: Survey, place: Json) -> Json:
    """Places by scheme: a node's path, or an object that may say that the place is ours."""

    def places(nodes: Json) -> Json:
        fields = {**place["properties"], "node": nodes}
        return {"type": "array", "items": {"anyOf": [nodes, {**place, "properties": fields}]}}

    schemes = {
        t.id: places(enum({path: node.title.en for path, node in t.walk()}))
        for t in survey.taxonomies.values()
    }
    return {"type": "object", "properties": schemes, **_CLOSED}
