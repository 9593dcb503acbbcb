"""House form of what people write: entries in house order, the bibliography sorted by key.

The smallest change that brings a file there; a file that cannot be read stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from livingsurvey.bibfile import MAX_BYTES, arrange_bib
from livingsurvey.problem import Problem
from livingsurvey.yamlfile import line_problems, read_text
from livingsurvey.yamlwrite import arrange

_REMEDY = "run `livingsurvey fmt`"
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
    """The files that have a house form: every entry, and the bibliography."""
    bibliography = data / BIBLIOGRAPHY
    return [*sorted((data / "methods").glob("*.yaml")), *([bibliography] if bibliography.is_file() else [])]


def formatted(path: Path, name: str) -> Formatted:
    """One file in house form; nothing is written."""
    raw, problems = read_text(path, name, MAX_BYTES)
    if raw is None:
        return Formatted(path, name, "", "", tuple(problems))
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n")
    if problems := line_problems(text, name):
        return Formatted(path, name, raw, raw, tuple(problems))
    new, problems = (arrange if path.suffix == ".yaml" else arrange_bib)(text, name)
    return Formatted(path, name, raw, raw if problems else new, tuple(problems))
