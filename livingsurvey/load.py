"""`data/` -> Survey. Reading never stops at the first mistake: every file is read, every problem kept."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from livingsurvey.bibfile import read_bib
from livingsurvey.model import (
    Benchmark,
    Component,
    Exemption,
    Hardware,
    Listed,
    Method,
    Metric,
    Reference,
    RelatedSurvey,
    Screened,
    Survey,
    Taxonomy,
    Vocabulary,
)
from livingsurvey.model.base import ID_PATTERN
from livingsurvey.problem import Problem
from livingsurvey.shape import Model, shape
from livingsurvey.version import version_problems
from livingsurvey.yamlfile import Loc, YamlFile, read_text, read_yaml


def load(data: Path) -> tuple[Survey, list[Problem]]:
    """Read the whole survey; the survey holds what could be read, the list what could not.

    Of data in another version, that is the one problem: they are not judged by the rules of this one.
    """
    reader = _Reader(data)
    survey = Survey(
        vocabulary=reader.vocabulary(),
        metrics=reader.by_id("metrics.yaml", Metric),
        hardware=reader.by_id("hardware.yaml", Hardware),
        benchmarks=reader.by_id("benchmarks.yaml", Benchmark),
        components=reader.by_id("components.yaml", Component),
        surveys=tuple(reader.rows("surveys.yaml", RelatedSurvey)),
        screening=tuple(reader.rows("screening.yaml", Screened)),
        exceptions=tuple(reader.rows("exceptions.yaml", Exemption)),
        taxonomies=reader.taxonomies(),
        references=reader.references(),
        methods=reader.methods(),
        texts=reader.texts(),
        slugs=frozenset(p.stem for p in (data / "methods").glob("*.yaml")),
        lists=reader.lists,
        files=reader.files,
    )
    return survey, version_problems(data) or sorted(reader.problems)


class _Reader:
    """Collects files and problems while the parts of a survey are read."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.files: dict[str, YamlFile] = {}
        self.lists: dict[str, Listed] = {}
        self.problems: list[Problem] = []

    def vocabulary(self) -> Vocabulary:
        file = self._open("vocabulary.yaml")
        found = self._shape(Vocabulary, file) if file else None
        if found is None:
            return Vocabulary(root={})
        self.lists["vocabulary.yaml"] = Listed(frozenset(found.root))
        return found

    def by_id(self, name: str, model: type[Model]) -> dict[str, Model]:
        result: dict[str, Model] = {}
        for row in self.rows(name, model):
            result[row.id] = row  # type: ignore[attr-defined]
        return result

    def rows(self, name: str, model: type[Model]) -> list[Model]:
        """The rows of a list file that could be read; of two with one id, the first."""
        file = self._open(name)
        if file is None:
            return []
        if not isinstance(file.data, list):
            self.problems.append(file.problem((), "must be a list", "begin each item with a dash"))
            return []
        found: dict[int, Model] = {}
        ids: set[str] = set()
        for index, data in enumerate(file.data):
            row = self._shape(model, file, (index,))
            name_of_row = str(data.get("id", "")) if isinstance(data, dict) else ""
            if name_of_row and name_of_row in ids:
                message = f"{name_of_row} stands twice"
                self.problems.append(file.problem((index, "id"), message, "keep one of the two"))
            elif row is not None:
                found[index] = row
            ids.add(name_of_row)
        self.lists[name] = Listed(frozenset(ids), tuple(found))
        return list(found.values())

    def taxonomies(self) -> dict[str, Taxonomy]:
        result = {}
        paths = self._entries("taxonomies", ".yaml")
        for path in paths:
            file = self._open(f"taxonomies/{path.name}")
            if file and (taxonomy := self._shape(Taxonomy, file, id=path.stem)):
                result[path.stem] = taxonomy
        self.lists["taxonomies"] = Listed(frozenset(p.stem for p in paths))
        return result

    def methods(self) -> dict[str, Method]:
        result = {}
        for path in self._entries("methods", ".yaml"):
            name = f"methods/{path.name}"
            if not re.fullmatch(ID_PATTERN, path.stem):
                words = "file name must be lower-case words joined by hyphens"
                self.problems.append(Problem(self._shown(name), 0, 0, "", words, "rename the file"))
                continue
            file = self._open(name)
            if file and (method := self._shape(Method, file, slug=path.stem)):
                result[path.stem] = method
        return result

    def references(self) -> dict[str, Reference]:
        references, keys, problems = read_bib(self.data / "references.bib", self._shown("references.bib"))
        self.problems += problems
        if keys is not None:
            self.lists["references.bib"] = Listed(keys)
        return references

    def texts(self) -> dict[str, str]:
        result = {}
        for path in sorted((self.data / "text").rglob("*.md")):
            key = path.relative_to(self.data / "text").with_suffix("").as_posix()
            text, problems = read_text(path, self._shown(f"text/{key}.md"))
            self.problems += problems
            if text is not None and not problems:
                result[key] = text
        return result

    def _entries(self, folder: str, suffix: str) -> list[Path]:
        """The files of a folder; one with another ending would be passed over in silence."""
        found = sorted(p for p in (self.data / folder).glob("*") if not p.name.startswith("."))
        for path in found:
            if path.suffix != suffix:
                words = f"is not read: it does not end in {suffix}"
                name = self._shown(f"{folder}/{path.name}")
                self.problems.append(Problem(name, 0, 0, "", words, "rename the file or remove it"))
        return [p for p in found if p.suffix == suffix]

    def _open(self, name: str) -> YamlFile | None:
        file, problems = read_yaml(self.data / name, self._shown(name))
        self.problems += problems
        if file is not None:
            self.files[name] = file
        return file

    def _shape(self, model: type[Model], file: YamlFile, loc: Loc = (), **extra: Any) -> Model | None:
        result = shape(model, file, loc, **extra)
        if isinstance(result, list):
            self.problems += result
            return None
        return result

    def _shown(self, name: str) -> str:
        """The path that messages print: the data folder's own name, then the file."""
        return f"{self.data.name}/{name}"
