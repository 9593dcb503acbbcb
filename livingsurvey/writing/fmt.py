"""House form of what people write: fields in house order, the bibliography by key, a line for editors.

The smallest change that brings a file there; a file that cannot be read stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livingsurvey.bibfile import MAX_BYTES, arrange_bib
from livingsurvey.problem import Problem
from livingsurvey.writing.schemaline import with_schema_line
from livingsurvey.writing.yamlwrite import arrange
from livingsurvey.yamlfile import line_problems, parse_yaml, read_text

_REMEDY = "run `livingsurvey fmt`, or write /fmt below the pull request"
BIBLIOGRAPHY = "references.bib"


@dataclass(frozen=True)
class Formatted:
    """A file as it stands and as it should; `problems` say why it could not be formatted."""

    path: Path
    name: str
    text: str
    new: str
    problems: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the file is not in house form."""
        return self.new != self.text

    def problem(self) -> Problem:
        """The first line that would change."""
        old, new = self.text.splitlines(), self.new.splitlines()
        same = (i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
        line = next(same, min(len(old), len(new)))
        return Problem(self.name, line + 1, 1, "", "is not in house form from here on", _REMEDY)


def house_files(data: Path) -> list[Path]:
    """The files that have a house form: every YAML file, and the bibliography."""
    found = (p for p in (*data.rglob("*.yaml"), data / BIBLIOGRAPHY) if p.is_file())
    return sorted(p for p in found if not p.name.startswith("."))


def formatted(path: Path, data: Path) -> Formatted:
    """One file of a data folder in house form; nothing is written."""
    inside = path.relative_to(data).as_posix()
    name = f"{data.name}/{inside}"
    raw, problems = read_text(path, name, MAX_BYTES)
    if raw is None:
        return Formatted(path, name, "", "", tuple(problems))
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    if problems := line_problems(text, name):
        return Formatted(path, name, raw, raw, tuple(problems))
    new, problems = _arranged(text, name, inside)
    return Formatted(path, name, raw, raw if problems else new, tuple(problems))


def _arranged(text: str, name: str, inside: str) -> tuple[str, list[Problem]]:
    """Lists keep the order that people gave them: theirs is a line for editors, no more."""
    if inside.endswith(".bib"):
        return arrange_bib(text, name)
    new = with_schema_line(text, inside)
    return arrange(new, name) if inside.startswith("methods/") else (new, parse_yaml(new, name)[1])
