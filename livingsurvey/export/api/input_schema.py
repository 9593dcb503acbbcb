"""JSON Schema 2020-12 of what people write in `data/`, closed lists written in, for editors to complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import TypeAdapter

from livingsurvey.export.api.base import Json
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
from livingsurvey.model.base import ID_PATTERN
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

_WORDS = {
    "Method": {"kind": "kind", "domains": "domain"},
    "OperatingPoint": {"stage": "stage", "measured_by": "measured_by", "standing": "standing"},
    "Setting": {
        key: key
        for key in ("environment", "robot", "regime", "runtime", "precision", "execution", "timing_scope")
    },
    "Quantity": {"qualifier": "qualifier", "scope": "scope", "basis": "basis"},
    "Source": {"read": "read"},
    "Seen": {"what": "seen"},
    "Hardware": {"class": "hardware_class"},
    "Node": {"relieves": "relieves"},
}
"""Record and field -> the list of vocabulary.yaml that closes it."""

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


def input_schemas(survey: Survey, home: str) -> Iterator[tuple[str, Json]]:
    """Name and schema of each kind of file in data/."""
    for name, (files, kind) in FILES.items():
        schema = TypeAdapter(kind).json_schema(schema_generator=Plain)
        records = schema.get("$defs", {})
        _close(records | {schema["title"]: schema} if "title" in schema else records, survey)
        address = f"{home}schema/data-{name}.json"
        yield f"data-{name}", {**schema, "$schema": DIALECT, "$id": address, "title": files}


def _close(records: Json, survey: Survey) -> None:
    """Write the closed lists, the short forms and what a validator adds into the schemas of the records."""
    for record, schema in records.items():
        fields = schema.get("properties", {})
        for field, closed in _lists(survey).get(record, {}).items():
            fields[field] = _narrowed(fields[field], closed)
        for field in ("values", "baseline_values"):
            if field in fields:
                fields[field] = _by_metric(survey)
        if stem := _FROM_THE_FILE.get(record):
            del fields[stem]
            schema["required"].remove(stem)
        schema.update(_RULES.get(record, {}))
    if "Quantity" in records:
        records["Quantity"].update(_quantity(records["Quantity"]))
    if "Setting" in records:
        fields = records["Setting"]["properties"]
        fields["benchmark"] = {"anyOf": [{"enum": sorted(survey.benchmarks)}, fields["benchmark"]]}
    if "Place" in records:
        records["Method"]["properties"]["taxonomy"] = _places(survey, records["Place"])


def _lists(survey: Survey) -> Mapping[str, Mapping[str, Json]]:
    """Record and field -> what a word in it may be."""
    words = {
        record: {field: _enum(survey.vocabulary.labels(name)) for field, name in fields.items()}
        for record, fields in _WORDS.items()
    }
    metrics = _enum(survey.metrics)
    method = {"anyOf": [_enum(survey.methods), {"type": "string", "pattern": ID_PATTERN}]}
    slots = ("vision", "language", "action")
    words["Components"] = {
        slot: _enum(c.id for c in survey.components.values() if c.slot == slot) for slot in slots
    }
    words["Setting"] |= {
        "benchmark": _enum(survey.benchmarks),
        "split": _enum(s.id for b in survey.benchmarks.values() for s in b.splits),
        "hardware": _enum(survey.hardware),
        "base_model": method,
    }
    words["Quantity"] |= {"of": _enum([*survey.metrics, "unclear"])}
    words["Method"] |= {"builds_on": method}
    words["Edge"] = {"baseline": method}
    words["Benchmark"] = {"metric": metrics}
    words["Metric"] = {"compares": metrics}
    return words


def _enum(words: Iterable[str]) -> Json:
    return {"enum": sorted(set(words))}


def _narrowed(schema: Json, closed: Json) -> Json:
    """The schema with every string in it confined."""
    if schema.get("type") == "string":
        return closed
    if "anyOf" in schema:
        return {**schema, "anyOf": [_narrowed(s, closed) for s in schema["anyOf"]]}
    return {**schema, "items": _narrowed(schema["items"], closed)} if "items" in schema else schema


def _by_metric(survey: Survey) -> Json:
    quantity = {"$ref": "#/$defs/Quantity"}
    return {"type": "object", "properties": dict.fromkeys(survey.metrics, quantity), **_CLOSED}


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

    schemes = {t.id: places(_enum(path for path, _ in t.walk())) for t in survey.taxonomies.values()}
    return {"type": "object", "properties": schemes, **_CLOSED}
