"""Works out a request, and says what the checks would say of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from livingsurvey.contribute.grant.outcome import Outcome, RefusalError
from livingsurvey.hosts.arxiv import ArxivDownError, ArxivError
from livingsurvey.problem import Problem
from livingsurvey.reader import examine


def tried(data: Path, work_out: Callable[[], Outcome], draft: bool = False) -> Outcome:
    """The outcome. One with problems is refused; a draft keeps its files, since people go on with it."""
    try:
        outcome = work_out()
    except ArxivDownError as error:
        return Outcome("later", notes=(str(error),))
    except (RefusalError, ArxivError, ValueError) as error:
        return Outcome("refused", notes=(str(error),))
    problems = _new_problems(data, outcome.files)
    if problems and not draft:
        return Outcome("refused", outcome.slug, problems=problems)
    return replace(outcome, problems=problems)


def _new_problems(data: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What the checks say of the data with these files, beyond what they said before."""
    if not files:
        return ()
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        copy = Path(shutil.copytree(data, Path(temporary) / data.name))
        for name, text in files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="\n")
        after = examine(copy)[1]
    before = {(p.file, p.field, p.message) for p in examine(data)[1]} if after else ()
    return tuple(p for p in after if (p.file, p.field, p.message) not in before)
