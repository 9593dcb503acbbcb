"""A data folder of an older version -> what it reads like in the version of this program.

Everything is worked out before anything is written.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.bibfile import MAX_BYTES
from livingsurvey.migrations import MIGRATIONS, Files, Migration
from livingsurvey.problem import Problem, SurveyError
from livingsurvey.version import CURRENT, NAME, read_version, version_problems
from livingsurvey.writing.replace import replace_files
from livingsurvey.yamlfile import parse_yaml, read_text

_SUFFIXES = {".yaml", ".bib", ".md"}


@dataclass(frozen=True)
class Plan:
    """The steps that are due, and every file before and after them, by path below data/."""

    steps: tuple[Migration, ...]
    before: Files
    after: Files

    @property
    def written(self) -> list[str]:
        """Paths that are new or read otherwise, VERSION last."""
        found = (p for p, text in self.after.items() if self.before.get(p) != text)
        return sorted(found, key=lambda path: (path == NAME, path))

    @property
    def removed(self) -> list[str]:
        """Paths that are no more."""
        return sorted(self.before.keys() - self.after.keys())


def plan(data: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> Plan:
    """What brings the folder up to date. Raises SurveyError with every reason why it cannot be done."""
    version, problems = read_version(data)
    if version is None:
        raise SurveyError(problems)
    if version > CURRENT:
        raise SurveyError(version_problems(data))
    steps = tuple(m for m in migrations if m.number > version)
    before = _files(data) if steps else {}
    after = before
    for step in steps:
        after = step.change(after)
    if steps:
        _still_reads(data, before, after)
        stated = {NAME: (data / NAME).read_text("utf-8")} if (data / NAME).exists() else {}
        before, after = {**before, **stated}, {**after, NAME: f"{steps[-1].number}\n"}
    return Plan(steps, before, after)


def carry_out(data: Path, planned: Plan) -> None:
    """Write what was planned. Raises SurveyError, with nothing written, if the folder does not take it."""
    try:
        replace_files({data / path: planned.after[path] for path in planned.written})
        for path in planned.removed:
            (data / path).unlink()
    except OSError as error:
        why, remedy = f"cannot be written: {error.strerror}", "make room, or take the right to write"
        raise SurveyError([Problem(data.name, 0, 0, "", why, remedy)]) from None


@contextmanager
def up_to_date(data: Path) -> Iterator[Path]:
    """The folder itself, or a copy in the version of this program if it is older and can be migrated."""
    try:
        planned = plan(data)
    except SurveyError:
        planned = Plan((), {}, {})
    if not planned.steps:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        copy = Path(shutil.copytree(data, Path(temporary) / data.name))
        carry_out(copy, planned)
        yield copy


def _files(data: Path) -> Files:
    """Every text that people write. Raises SurveyError with all that cannot be read."""
    found, problems = {}, []
    for path in sorted(data.rglob("*")):
        if path.suffix in _SUFFIXES and path.is_file() and not path.name.startswith("."):
            name = path.relative_to(data).as_posix()
            text, wrong = read_text(path, f"{data.name}/{name}", MAX_BYTES)
            problems += wrong
            found[name] = text or ""
    if problems:
        raise SurveyError(problems)
    return found


def _still_reads(data: Path, before: Files, after: Files) -> None:
    """Raises SurveyError where a changed file is no YAML that this program reads."""
    changed = [p for p, text in after.items() if p.endswith(".yaml") and before.get(p) != text]
    problems = [found for p in changed for found in parse_yaml(after[p], f"{data.name}/{p}")[1]]
    if problems:
        raise SurveyError(problems)
