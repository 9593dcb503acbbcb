"""What a migration is: a number, a sentence, and a function on the texts of a data folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch

from livingsurvey.problem import Problem, SurveyError

Files = Mapping[str, str]
"""Texts by path below data/, such as `methods/openvla.yaml`; all but VERSION."""


@dataclass(frozen=True)
class Migration:
    """A step to version `number`; `does` says in one sentence what it does.

    `change` gives every file as it shall be: a path left out is removed, a new one is written. It keeps
    comments, leaves alone what is in the new form already, and raises SurveyError with all it cannot do.
    """

    number: int
    does: str
    change: Callable[[Files], Files]


def each(files: Files, pattern: str, change: Callable[[str, str], str]) -> Files:
    """The files with `change(path, text)` for every path of a pattern; its ValueError is a problem."""
    found, problems = dict(files), []
    for path in sorted(p for p in files if fnmatch(p, pattern)):
        try:
            found[path] = change(path, files[path])
        except ValueError as error:
            problems.append(
                Problem(f"data/{path}", 0, 0, "", f"cannot be migrated: {error}", "mend it by hand")
            )
    if problems:
        raise SurveyError(problems)
    return found
