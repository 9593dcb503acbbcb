"""The survey for programs: `from livingsurvey import load_survey`."""

from __future__ import annotations

from pathlib import Path

from livingsurvey.check import check
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.problem import Problem, SurveyError
from livingsurvey.version import version_problems


def load_survey(data: str | Path) -> Survey:
    """The survey in a `data/` folder: frozen, typed, checked; raises SurveyError with all problems."""
    survey, problems = examine(Path(data))
    if problems:
        raise SurveyError(problems)
    return survey


def examine(data: Path) -> tuple[Survey, list[Problem]]:
    """The survey, and every problem of reading and of the rules, sorted by place."""
    survey, problems = load(data)
    if version_problems(data):
        return survey, problems
    return survey, sorted({*problems, *check(survey, whole=not problems)})
