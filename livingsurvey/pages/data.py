"""The page of the data: files, what may change in them, examples, and the reference made from OpenAPI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from livingsurvey.export.api import FOLDER, api_files
from livingsurvey.export.api.input_schema import FILES
from livingsurvey.render import Heading, Page
from livingsurvey.view import View
from livingsurvey.writing.schemaline import schema_line

Part = tuple[str, str]
"""Some words of a type, and the object that they name, if any."""

_FIRST = ("Method", "OperatingPoint", "Setting", "Value", "Versus", "Source")
_WORDS = {"string": "text", "number": "number", "integer": "whole number", "boolean": "true or false"}
_EXAMPLES = (
    ("pandas", "Python with pandas", "The ten best means over LIBERO's four suites, each with its source."),
    (
        "duckdb",
        "DuckDB",
        "How many works state a time or a rate, and how many of them what it takes to compare it.",
    ),
    ("jq", "jq", "Memory that was read in the work itself, as a table for the shell."),
    (
        "reader",
        "The typed Python reader",
        "In a clone of the repository, after pip install of it; every record is typed and frozen.",
    ),
)


@dataclass(frozen=True)
class FileLine:
    """One file: its path below the root, what it holds, its size in words, and its schema's path."""

    name: str
    path: str
    title: str
    size: str
    schema: str


@dataclass(frozen=True)
class FieldLine:
    """One field of an object; `always` where it is never left out."""

    name: str
    kind: tuple[Part, ...]
    always: bool
    meaning: str


@dataclass(frozen=True)
class ObjectLine:
    """One object of the API with its fields; one without fields is another by a second name."""

    name: str
    meaning: str
    kind: tuple[Part, ...]
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True)
class PathLine:
    """One resource: its path, what it answers, as which media type and object."""

    path: str
    summary: str
    media_type: str
    kind: tuple[Part, ...]


def pages(view: View) -> Iterator[Page]:
    """`/data/`."""
    files = dict(api_files(view))
    index, openapi = (json.loads(files[f"{FOLDER}{name}.json"]) for name in ("index", "openapi"))
    schemas: dict[str, Any] = openapi["components"]["schemas"]
    objects = [_object(name, schemas[name]) for name in sorted(schemas, key=_order)]
    listed = [_file(f) for f in index["files"]]
    yield Page(
        "data/",
        "Data and API",
        "pages/data.html",
        {
            "api": openapi["servers"][0]["url"] + "/",
            "index_size": _size(len(files[FOLDER + "index.json"])),
            "files": [f for f in listed if "/schema/" not in f.path],
            "schema_line": schema_line("methods/slug.yaml").strip(),
            "inputs": [(FILES[n][0], f"{FOLDER}schema/data-{n}.json") for n in FILES],
            "methods": len(view.methods),
            "example_slug": view.methods[0].slug if view.methods else "",
            "counts": index["counts"],
            "date": index["date"],
            "examples": _EXAMPLES,
            "columns": next(o for o in objects if o.name == "Row").fields,
            "paths": [_path(path, item["get"]) for path, item in openapi["paths"].items()],
            "objects": [o for o in objects if o.name != "Row"],
        },
        "Every number of the survey as CSV and JSON, free to use: files, examples, what each field means.",
        keywords="data API CSV JSON download schema OpenAPI pandas DuckDB jq BibTeX licence",
        headings=(
            Heading("files", "Files"),
            Heading("examples", "Examples"),
            Heading("rules", "What may change"),
            Heading("columns", "Columns of the CSV"),
            Heading("reference", "API reference"),
            Heading("inputs", "Schemas for editors"),
        ),
    )


def _order(name: str) -> tuple[int, str]:
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), name)


def _file(stated: dict[str, Any]) -> FileLine:
    schema = stated.get("schema", "")
    return FileLine(
        name=stated["path"],
        path=FOLDER + stated["path"],
        title=stated["title"],
        size=_size(stated["bytes"]),
        schema=FOLDER + "schema/" + schema.rpartition("/")[2] if schema else "",
    )


def _size(count: int) -> str:
    """Bytes in words: `40 kB`, `1.4 MB`."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def _path(path: str, get: dict[str, Any]) -> PathLine:
    ((media_type, content),) = get["responses"]["200"]["content"].items()
    return PathLine(path, get["summary"], media_type, tuple(_kind(content["schema"])))


def _object(name: str, schema: dict[str, Any]) -> ObjectLine:
    required = schema.get("required", ())
    fields = tuple(
        FieldLine(field, tuple(_kind(found)), field in required, _said(found))
        for field, found in schema.get("properties", {}).items()
    )
    return ObjectLine(name, _said(schema), () if fields else tuple(_kind(schema)), fields)


def _said(schema: dict[str, Any]) -> str:
    return str(schema.get("description", "")).replace("`", "")


def _kind(schema: dict[str, Any]) -> Iterator[Part]:
    """The type of a schema in words; the names of other objects stand by themselves."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield name, name
    elif "anyOf" in schema:
        for number, form in enumerate(schema["anyOf"]):
            yield from [(" or ", "")] if number else []
            yield from _kind(form)
    elif "enum" in schema or "const" in schema:
        yield ", ".join(str(w) for w in schema.get("enum", [schema.get("const")])), ""
    elif schema.get("type") == "array":
        yield "list of ", ""
        yield from _kind(schema["items"]) if "items" in schema else [("numbers", "")]
    elif schema.get("type") == "object":
        inside = [schema.get("additionalProperties"), *schema.get("patternProperties", {}).values()]
        found = next((s for s in inside if isinstance(s, dict)), None)
        yield "map of ", ""
        yield from _kind(found) if found else [("anything", "")]
    else:
        kind = schema.get("type", "")
        yield ("null" if kind == "null" else _WORDS.get(kind, kind)), ""
