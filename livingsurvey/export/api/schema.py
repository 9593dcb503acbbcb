"""JSON Schema 2020-12 of what the API gives, from its shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema

from livingsurvey.export.api.base import Json, text

_SHARED = "#/components/schemas/"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Plain(GenerateJsonSchema):
    """Pydantic's schema without titles made up from field names."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never: a field's name says as much."""
        return False


class Outward(Plain):
    """What a reader may rely on: a field not required is absent or stated, never null; more may come."""

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        """The schema of what is stated; that nothing is stated is shown by absence."""
        inner = schema["schema"]
        return self.generate_inner(inner["schema"] if inner["type"] == "nullable" else inner)

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        """An object to which later versions may add fields."""
        found = super().model_schema(schema)
        found.pop("additionalProperties", None)
        return found


@lru_cache(maxsize=1)
def components(shapes: tuple[type[BaseModel], ...]) -> Mapping[str, Json]:
    """The schemas of all shapes and what they are made of, by name, as OpenAPI refers to them."""
    _, found = models_json_schema(
        [(shape, "validation") for shape in shapes],
        ref_template=_SHARED + "{model}",
        schema_generator=Outward,
    )
    defs: Mapping[str, Json] = found["$defs"]
    return defs


def outward(name: str, known: Mapping[str, Json], address: str) -> Json:
    """The schema of one file, complete in itself, taken from the schemas of all."""
    used: Json = {}
    waiting = _named(known[name])
    while waiting:
        found = waiting.pop()
        if found not in used:
            used[found] = known[found]
            waiting |= _named(known[found])
    defs = {"$defs": dict(sorted(used.items()))} if used else {}
    whole = text({"$schema": DIALECT, "$id": address, **known[name], **defs})
    schema: Json = json.loads(whole.replace(f'"{_SHARED}', '"#/$defs/'))
    return schema


def _named(schema: Json) -> set[str]:
    return set(re.findall(rf'"{_SHARED}(\w+)"', text(schema)))
