"""The API in OpenAPI 3.1: one path for each resource, every shape as a component."""

from __future__ import annotations

from collections.abc import Mapping

from livingsurvey.export.api.base import VERSION, Json, home, root
from livingsurvey.export.api.catalogue import RESOURCES, Resource
from livingsurvey.model.base import ID_PATTERN
from livingsurvey.view import View

_SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "description": "id of the method, or one that it had before",
    "schema": {"type": "string", "pattern": ID_PATTERN},
}


def openapi(view: View, known: Mapping[str, Json]) -> Json:
    """The whole description with the schemas that `components` made; it needs no other file."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "A living survey of efficient vision-language-action models",
            "summary": "A static, read-only API: every method, every number with its source.",
            "description": "Within version 1 fields, files and words of vocabularies are only added.",
            "version": f"{VERSION}.0.0",
            "license": {"name": "Creative Commons Attribution 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": home(view).rstrip("/")}],
        "externalDocs": {"url": f"{root(view)}data/", "description": "Guide and examples"},
        "paths": {f"/{r.name}": _path(r) for r in RESOURCES},
        "components": {"schemas": known},
    }


def _path(resource: Resource) -> Json:
    one = "{slug}" in resource.name
    schema = {"$ref": f"#/components/schemas/{resource.shape.__name__}"} if resource.shape else _TEXT
    found = {"description": "The file", "content": {resource.media_type: {"schema": schema}}}
    get: Json = {
        "operationId": resource.id,
        "summary": resource.title[0].upper() + resource.title[1:],
        "responses": {"200": found, **({"404": {"description": "No such method"}} if one else {})},
    }
    return {"get": get, **({"parameters": [_SLUG]} if one else {})}


_TEXT = {"type": "string"}
