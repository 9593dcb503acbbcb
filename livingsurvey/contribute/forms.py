"""The issue forms of `templates/forms/`, as their answers are read.

A choice reads `Label (id)`, so that an answer leads back to its id whatever the label says later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from livingsurvey.model import Form
from livingsurvey.problem import SurveyError
from livingsurvey.yamlfile import read_yaml

_CHOICE = re.compile(r"\(([a-z0-9/_-]+)\)$")


def forms(templates: Path) -> list[Form]:
    """The forms that an issue may have been made with. Raises SurveyError."""
    found = []
    for name, data in templates_of(templates):
        asked = [element for element in data.get("body", ()) if "id" in element]
        fields = {element["attributes"]["label"]: element["id"] for element in asked}
        required = frozenset(e["attributes"]["label"] for e in asked if "validations" in e)
        if fields:
            form_id = name.removesuffix(".yml")
            found.append(Form(form_id, fields, data["name"], data["description"], required))
    return found


def chosen(answer: str) -> list[str]:
    """The ids in the answer to a dropdown, which joins several choices with commas."""
    parts = (part.strip() for part in answer.split(", "))
    return [found[1] if (found := _CHOICE.search(part)) else part for part in parts if part]


def templates_of(templates: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each file of `templates/forms/`: its name, and its data. Raises SurveyError."""
    for path in sorted((templates / "forms").glob("*.yml")):
        file, problems = read_yaml(path, f"templates/forms/{path.name}")
        if file is None:
            raise SurveyError(problems)
        yield path.name, file.data
