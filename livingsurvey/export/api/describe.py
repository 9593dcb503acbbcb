"""The files that describe the others: JSON Schemas, OpenAPI, Frictionless, Croissant, and the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from livingsurvey.export.api.base import FOLDER, LICENCE, VERSION, Json, dump, home, root
from livingsurvey.export.api.catalogue import BY_NAME, RESOURCES
from livingsurvey.export.api.croissant import croissant
from livingsurvey.export.api.datapackage import datapackage
from livingsurvey.export.api.input_schema import FILES, input_schemas
from livingsurvey.export.api.openapi import openapi
from livingsurvey.export.api.schema import components, outward
from livingsurvey.view import View

_DESCRIBING = {
    "openapi.json": "the API in OpenAPI 3.1",
    "datapackage.json": "the CSV in a Frictionless data package",
    "croissant.json": "the CSV in Croissant, for data set search and loaders",
    **{f"schema/data-{name}.json": f"JSON Schema of {files}" for name, (files, _) in FILES.items()},
    **{str(r.schema): f"JSON Schema of {r.name}" for r in RESOURCES if r.schema},
}


def described(view: View, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What describes the given files of the API, by name below its folder."""
    known = components(tuple(r.shape for r in RESOURCES if r.shape))
    found = {
        **{
            str(r.schema): outward(r.shape.__name__, known, home(view) + str(r.schema))
            for r in RESOURCES
            if r.shape
        },
        **{f"schema/{name}.json": schema for name, schema in input_schemas(view.survey, home(view))},
        "openapi.json": openapi(view, known),
        "datapackage.json": datapackage(view, files),
        "croissant.json": croissant(view, files),
    }
    written = {name: dump(content) for name, content in found.items()}
    index = _index(view, {**files, **written})
    for name, content in {**written, "index.json": dump(index)}.items():
        yield FOLDER + name, content


def title(name: str) -> str | None:
    """What a file holds, in one line; None for the file of a single method."""
    return BY_NAME[name].title if name in BY_NAME else _DESCRIBING.get(name)


def _index(view: View, files: Mapping[str, bytes]) -> Json:
    survey, api = view.survey, home(view)
    return {
        "version": VERSION,
        "commit": view.info.commit,
        "date": view.info.date,
        "licence": LICENCE,
        "counts": {
            "methods": len(view.methods),
            "operating_points": sum(len(m.operating_points) for m in view.methods),
            "values": view.sourced_numbers,
            "references": len(survey.references),
            "taxonomies": len(survey.taxonomies),
            "hardware": len(survey.hardware),
            "benchmarks": len(survey.benchmarks),
            "metrics": len(survey.metrics),
        },
        "links": {
            "site": root(view),
            "repository": view.info.repo_url,
            **{r.id: api + r.name for r in RESOURCES},
            "openapi": f"{api}openapi.json",
            "datapackage": f"{api}datapackage.json",
            "croissant": f"{api}croissant.json",
            "schemas": f"{api}schema/{{name}}.json",  # a folder has no page
        },
        "files": [_file(api, name, content) for name, content in sorted(files.items()) if title(name)],
    }


def _file(api: str, name: str, content: bytes) -> Json:
    resource = BY_NAME.get(name)
    stated: Json = {
        "path": name,
        "url": api + name,
        "title": title(name),
        "media_type": resource.media_type if resource else "application/json",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return {**stated, "schema": api + resource.schema} if resource and resource.schema else stated
