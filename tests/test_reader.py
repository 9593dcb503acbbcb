"""The survey for programs: one import, one call, typed records or every reason why not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from support import INVENTED, Tree

from livingsurvey import load_survey
from livingsurvey.model import Survey
from livingsurvey.problem import SurveyError


def test_a_data_folder_becomes_a_survey() -> None:
    survey = load_survey(str(INVENTED))
    assert isinstance(survey, Survey)
    point = survey.methods["crispvla"].point("bf16")
    assert point is not None
    assert point.values["success_pct"].value == 77.7


def test_nothing_in_it_can_be_changed() -> None:
    method = load_survey(INVENTED).methods["crispvla"]
    with pytest.raises(ValueError, match="frozen"):
        method.name = "other"


def test_bad_data_raises_every_problem_at_once(tree: Tree) -> None:
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    tree.edit("hardware.yaml", "tdp_w: 11", "tdp_w: -11")
    with pytest.raises(SurveyError) as failure:
        load_survey(tree.data)
    assert [p.file for p in failure.value.problems] == ["data/hardware.yaml", "data/methods/twin.yaml"]
    assert "unknown kind eficient" in str(failure.value)


def test_a_folder_that_is_not_there_is_a_problem_and_no_traceback_of_the_file_system(tree: Tree) -> None:
    with pytest.raises(SurveyError):
        load_survey(tree.data / "nowhere")


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, livingsurvey; print([m for m in ('pydantic', 'yaml', 'jinja2') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
