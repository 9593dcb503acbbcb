"""A Frictionless data package (version 2): the CSV with the type and meaning of every column."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from livingsurvey.export.api.base import Json, home, root
from livingsurvey.export.api.row import Row
from livingsurvey.view import View

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TABLE = "operating-points.csv"
_TYPES = (("bool", "boolean"), ("float", "number"), ("int", "integer"))


def datapackage(view: View, files: Mapping[str, bytes]) -> Json:
    """One resource, the CSV, and where the rest is described."""
    content = files[TABLE]
    package: Json = {
        "$schema": PROFILE,
        "name": "efficient-vla-living-survey",
        "title": "Efficient vision-language-action models: a living survey",
        "description": "Every number of the survey with its setting, its baseline and its source.",
        "homepage": root(view),
        "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
        "sources": [{"title": "Data files", "path": view.info.repo_url}],
        "contributors": [{"title": "contributors to the living survey", "path": root(view)}],
        "resources": [
            {
                "name": "operating-points",
                "type": "table",
                "title": "Every value of every operating point",
                "path": TABLE,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
                "schema": {"fields": fields(), "missingValues": [""]},
                "dialect": {"lineTerminator": "\n"},
            }
        ],
    }
    return package | ({"version": view.info.date} if view.info.date else {}) | {"id": home(view)}


def fields() -> list[Json]:
    """Every column with its type and meaning."""
    return [
        {"name": name, "type": _type(str(field.annotation)), "description": field.description}
        | ({"constraints": {"required": True}} if field.is_required() and name != "unit" else {})
        for name, field in Row.model_fields.items()
    ]


def _type(annotation: str) -> str:
    return next((named for word, named in _TYPES if word in annotation), "string")
