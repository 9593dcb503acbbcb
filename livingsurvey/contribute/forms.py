"""GitHub's issue forms, made of `templates/forms/` with choices from the vocabularies.

A choice reads `Label (id)`, so that an answer leads back to its id whatever the label says later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from livingsurvey.model import Survey
from livingsurvey.problem import Problem, SurveyError
from livingsurvey.writing.yamlwrite import in_lines
from livingsurvey.yamlfile import read_yaml

FOLDER = ".github/ISSUE_TEMPLATE"
_HEAD = "# Made by `livingsurvey forms` of templates/forms/ and data/: edit those.\n"
_CHOICE = re.compile(r"\(([a-z0-9/_-]+)\)$")


@dataclass(frozen=True)
class Form:
    """A form as its issue's body is read: field id by label, in the form's order."""

    id: str
    fields: dict[str, str]


def form_files(survey: Survey, templates: Path) -> Iterator[tuple[str, str]]:
    """Each file of `.github/ISSUE_TEMPLATE/` with its text."""
    for name, data in _templates(templates):
        yield name, _HEAD + in_lines(_filled(data, survey))


def forms(templates: Path) -> list[Form]:
    """The forms that an issue may have been made with."""
    found = []
    for name, data in _templates(templates):
        fields = {e["attributes"]["label"]: e["id"] for e in data.get("body", ()) if "id" in e}
        if fields:
            found.append(Form(name.removesuffix(".yml"), fields))
    return found


def stale_files(root: Path, survey: Survey) -> list[Problem]:
    """Forms of a repository that are not as the data would make them."""
    wanted = dict(form_files(survey, root / "templates"))
    folder = root / FOLDER
    present = (
        {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.yml")} if folder.is_dir() else {}
    )
    stale = [name for name in sorted({*wanted, *present}) if wanted.get(name) != present.get(name)]
    return [Problem(f"{FOLDER}/{n}", 1, 1, "", "is stale", "run `livingsurvey forms`") for n in stale]


def chosen(answer: str) -> list[str]:
    """The ids in the answer to a dropdown, which joins several choices with commas."""
    parts = (part.strip() for part in answer.split(", "))
    return [found[1] if (found := _CHOICE.search(part)) else part for part in parts if part]


def _templates(templates: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted((templates / "forms").glob("*.yml")):
        file, problems = read_yaml(path, f"templates/forms/{path.name}")
        if file is None:
            raise SurveyError(problems)
        yield path.name, file.data


def _filled(value: Any, survey: Survey) -> Any:
    """The form with `options: {list: name}` replaced by that list's choices."""
    if isinstance(value, list):
        return [_filled(item, survey) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _choices(survey, *next(iter(inner.items())))
        if key == "options" and isinstance(inner, dict)
        else _filled(inner, survey)
        for key, inner in value.items()
    }


def _choices(survey: Survey, source: str, name: str) -> list[str]:
    if source == "vocabulary":
        pairs = [(term.label, term.id) for term in survey.vocabulary.root[name].terms]
    elif source == "nodes":
        pairs = [(node.title.en, path) for path, node in survey.taxonomies[name].walk()]
    elif source == "metrics":
        pairs = [(_measured(m.label, m.unit), m.id) for m in survey.metrics.values()]
    else:
        pairs = [(row.name, row.id) for row in getattr(survey, source).values()]
    return [f"{label.replace(', ', ' / ')} ({name})" for label, name in pairs]


def _measured(label: str, unit: str) -> str:
    return f"{label} in {unit}" if unit and unit not in label else label
