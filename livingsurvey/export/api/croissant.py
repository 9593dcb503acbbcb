"""Croissant 1.0, for data set search engines and machine-learning loaders: the CSV, column by column."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from livingsurvey.export.api.base import Json, home, root
from livingsurvey.export.api.datapackage import TABLE, fields
from livingsurvey.export.bibtex import bibtex
from livingsurvey.view import View

_TYPES = {"string": "sc:Text", "number": "sc:Float", "integer": "sc:Integer", "boolean": "sc:Boolean"}
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        word: f"cr:{word}"
        for word in (
            *("citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty"),
            *("fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField"),
            *("path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate"),
            *("separator", "source", "subField", "transform"),
        )
    },
}
"""The context that the specification prescribes."""


def croissant(view: View, files: Mapping[str, bytes]) -> Json:
    """One file and one record set: a record is a row of the CSV."""
    survey = view.survey
    leading = survey.taxonomies.get("evla")
    cited = {"citeAs": bibtex(survey.references[leading.cite])} if leading else {}
    dated = {"version": view.info.date.replace("-", "."), "datePublished": view.info.date}
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "efficient-vla-living-survey",
        "description": "Every number of a living survey of efficient vision-language-action models, each "
        "with its setting, its baseline and its source.",
        "url": root(view),
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "creator": {"@type": "sc:Organization", "name": "contributors to the living survey"},
        "isLiveDataset": not view.info.snapshot,
        **cited,
        **(dated if view.info.date else {}),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": TABLE,
                "name": TABLE,
                "contentUrl": home(view) + TABLE,
                "encodingFormat": "text/csv",
                "contentSize": f"{len(files[TABLE])} B",
                "sha256": hashlib.sha256(files[TABLE]).hexdigest(),
            }
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": "values",
                "name": "values",
                "field": [_field(f) for f in fields()],
            }
        ],
    }


def _field(field: Json) -> Json:
    return {
        "@type": "cr:Field",
        "@id": f"values/{field['name']}",
        "name": field["name"],
        "description": field["description"],
        "dataType": _TYPES[field["type"]],
        "source": {"fileObject": {"@id": TABLE}, "extract": {"column": field["name"]}},
    }
