"""GitHub's issue forms, made of `templates/forms/` with choices from the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from livingsurvey.contribute.forms import templates_of
from livingsurvey.model import Survey
from livingsurvey.problem import Problem
from livingsurvey.writing.yamlwrite import in_lines

FOLDER = ".github/ISSUE_TEMPLATE"
_HEAD = "# Made by `livingsurvey forms` of templates/forms/ and data/: edit those.\n"


def form_files(survey: Survey, templates: Path) -> Iterator[tuple[str, str]]:
    """Each file of `.github/ISSUE_TEMPLATE/` with its text."""
    for name, data in templates_of(templates):
        yield name, _HEAD + in_lines(_filled(data, survey))


def stale_files(root: Path, survey: Survey) -> list[Problem]:
    """Forms of a repository that are not as the data would make them."""
    wanted = dict(form_files(survey, root / "templates"))
    folder = root / FOLDER
    present = (
        {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.yml")} if folder.is_dir() else {}
    )
    stale = [name for name in sorted({*wanted, *present}) if wanted.get(name) != present.get(name)]
    return [Problem(f"{FOLDER}/{n}", 1, 1, "", "is stale", "run `livingsurvey forms`") for n in stale]


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
