"""The version of the data's format: a whole number in `data/VERSION`. Without it, data are of version 1."""

from __future__ import annotations

import re
from pathlib import Path

from livingsurvey.problem import Problem, shown
from livingsurvey.yamlfile import read_text

NAME = "VERSION"
CURRENT = 2
"""The version that this program reads: the number of the newest migration."""

_LIMIT = 100
_MIGRATE = "run `livingsurvey migrate`"


def version_problems(data: Path) -> list[Problem]:
    """Nothing where this program reads the folder's version; else the one thing to do about it."""
    version, problems = read_version(data)
    if version is None or version == CURRENT:
        return problems
    name, reads = f"{data.name}/{NAME}", f"this program reads version {CURRENT}"
    if not (data / NAME).exists():
        return [Problem(name, 0, 0, "", f"is missing, as it is in version 1; {reads}", _MIGRATE)]
    if version < CURRENT:
        return [Problem(name, 1, 1, "", f"is {version}; {reads}", _MIGRATE)]
    said = f"is {version}; {reads}: it is older than its data"
    return [Problem(name, 1, 1, "", said, "update the program")]


def read_version(data: Path) -> tuple[int | None, list[Problem]]:
    """The version of a data folder, or what is wrong with the file that states it."""
    path, name = data / NAME, f"{data.name}/{NAME}"
    if not path.exists():
        return 1, []
    text, problems = read_text(path, name, _LIMIT)
    if text is None or problems:
        return None, problems
    if not re.fullmatch(r"[1-9][0-9]{0,5}\n?", text):
        said = f"must be a whole number, got {shown(text.strip()) or 'nothing'}"
        return None, [Problem(name, 1, 1, "", said, "restore the number that the data had")]
    return int(text), []
