"""`livingsurvey migrate`, and what the program says of data in another version than its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import INVENTED, ROOT, Tree, make_root

from livingsurvey.cli import main
from livingsurvey.migrations import MIGRATIONS, Files, Migration
from livingsurvey.migrations.base import each
from livingsurvey.migrations.run import carry_out, plan
from livingsurvey.problem import SurveyError
from livingsurvey.version import CURRENT
from livingsurvey.writing.schemaline import schema_line

SURVEYS = pytest.mark.parametrize("data", [INVENTED, ROOT / "data"], ids=["invented", "real"])
EVERY = pytest.mark.parametrize("migration", MIGRATIONS, ids=lambda m: str(m.number))


@pytest.fixture
def old(tree: Tree) -> Tree:
    """Data of version 1: before there was a file that says so."""
    tree.path("VERSION").unlink()
    return tree


def run(tree: Tree, *words: str) -> Result:
    root = tree.data.parent
    if not (root / "templates").exists():
        make_root(root, tree.data)
    return CliRunner().invoke(main, ["--root", str(root), *words], catch_exceptions=False)


def state(tree: Tree) -> dict[str, bytes]:
    return {str(p.relative_to(tree.data)): p.read_bytes() for p in tree.data.rglob("*") if p.is_file()}


def texts(data: Path) -> Files:
    return {
        p.relative_to(data).as_posix(): p.read_text("utf-8")
        for p in data.rglob("*")
        if p.suffix in (".yaml", ".bib", ".md")
    }


def test_migrations_are_numbered_without_gaps_up_to_the_version_that_is_read() -> None:
    assert [m.number for m in MIGRATIONS] == list(range(2, CURRENT + 1))
    assert all(m.does.endswith(".") for m in MIGRATIONS)
    modules = sorted((ROOT / "livingsurvey/migrations").glob("m*.py"))
    assert [int(p.name[1:5]) for p in modules] == [m.number for m in MIGRATIONS]


@EVERY
@SURVEYS
def test_a_migration_leaves_alone_what_is_in_the_new_form_already(migration: Migration, data: Path) -> None:
    once = migration.change(texts(data))
    assert migration.change(once) == once


@SURVEYS
def test_the_survey_is_of_the_version_that_is_read(data: Path) -> None:
    assert (data / "VERSION").read_text("utf-8") == f"{CURRENT}\n"


def test_the_schema_line_comes_first_in_every_yaml_file_and_nothing_else_changes(old: Tree) -> None:
    before = texts(old.data)
    assert run(old, "migrate").exit_code == 0
    after = texts(old.data)
    for path, text in before.items():
        assert after[path] == (schema_line(path) + text if path.endswith(".yaml") else text)
    assert after["methods/twin.yaml"].startswith(
        "# yaml-language-server: $schema=https://evla-survey.github.io/api/v1/schema/data-methods.json\n# One of"
    )
    assert old.read("VERSION") == f"{CURRENT}\n"
    assert old.problems() == []


def test_migrating_twice_changes_nothing(old: Tree) -> None:
    run(old, "migrate")
    before = state(old)
    again = run(old, "migrate")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == f"version {CURRENT}; 0 file(s) changed\n"
    assert state(old) == before


def test_a_dry_run_says_what_would_change_and_writes_nothing(old: Tree) -> None:
    before = state(old)
    tried = run(old, "migrate", "--dry-run")
    assert state(old) == before
    lines = tried.stdout.splitlines()
    assert lines[0] == "version 2: " + MIGRATIONS[0].does
    assert "data/methods/twin.yaml: +1 -0" in lines
    assert lines[-1] == "data/VERSION: +1 -0"
    assert run(old, "migrate").stdout == tried.stdout


def test_every_reason_is_given_at_once_and_nothing_is_written(old: Tree) -> None:
    old.write("methods/twin.yaml", b"name: \xff\n")
    old.write("hardware.yaml", "<<<<<<< ours\n[]\n")
    before = state(old)
    result = run(old, "migrate")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "data/hardware.yaml:1:1: is a merge-conflict marker; keep one side, delete the marker",
        "data/methods/twin.yaml:1:7: is not UTF-8 text; save the file as UTF-8",
    ]
    assert result.stderr == "nothing was changed\n"
    assert state(old) == before


def test_a_file_that_is_no_yaml_stops_the_migration(old: Tree) -> None:
    old.write("methods/twin.yaml", "name: [\n")
    before = state(old)
    result = run(old, "migrate")
    assert result.exit_code == 1
    assert result.stdout.startswith("data/methods/twin.yaml:")
    assert state(old) == before


def refusing(path: str, text: str) -> str:
    if path in ("methods/crispvla.yaml", "methods/twin.yaml"):
        raise ValueError("it states two names")
    return text + "# changed\n"


def test_a_migration_that_fails_late_leaves_no_trace_of_those_before(old: Tree) -> None:
    last = Migration(CURRENT + 1, "Fails.", lambda files: each(files, "methods/*", refusing))
    before = state(old)
    with pytest.raises(SurveyError) as caught:
        plan(old.data, (*MIGRATIONS, last))
    assert [p.text() for p in caught.value.problems] == [
        f"data/methods/{slug}.yaml:0:0: cannot be migrated: it states two names; mend it by hand"
        for slug in ("crispvla", "twin")
    ]
    assert state(old) == before


def test_a_migration_may_rename_files(old: Tree) -> None:
    def renamed(files: Files) -> Files:
        return {p.replace("/twin.", "/double."): text for p, text in files.items()}

    planned = plan(old.data, (Migration(2, "Renames.", renamed),))
    assert (planned.written, planned.removed) == (["methods/double.yaml", "VERSION"], ["methods/twin.yaml"])
    text = old.read("methods/twin.yaml")
    carry_out(old.data, planned)
    assert old.read("methods/double.yaml") == text
    assert not (old.data / "methods/twin.yaml").exists()


def test_a_place_that_cannot_be_written_leaves_every_file_as_it_was(
    old: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Path.write_text

    def full(path: Path, *words: object, **named: object) -> int:
        if path.name == ".VERSION.new":
            raise OSError(28, "No space left on device")
        return written(path, *words, **named)  # type: ignore[arg-type]

    before = state(old)
    monkeypatch.setattr(Path, "write_text", full)
    make_root(old.data.parent, old.data)
    result = run(old, "migrate")
    assert result.exit_code == 1
    assert result.stdout.startswith("data:0:0: cannot be written: No space left on device;")
    assert state(old) == before


READS = f"this program reads version {CURRENT}"
SAYS = [
    (None, f"data/VERSION:0:0: is missing, as it is in version 1; {READS}; run `livingsurvey migrate`"),
    ("1\n", f"data/VERSION:1:1: is 1; {READS}; run `livingsurvey migrate`"),
    ("3\n", f"data/VERSION:1:1: is 3; {READS}: it is older than its data; update the program"),
    ("", 'data/VERSION:1:1: must be a whole number, got nothing; restore the number that the data had'),
    ("two\n", "data/VERSION:1:1: must be a whole number, got two; restore the number that the data had"),
    ("2.0\n", "data/VERSION:1:1: must be a whole number, got 2.0; restore the number that the data had"),
    ("0\n", "data/VERSION:1:1: must be a whole number, got 0; restore the number that the data had"),
    ("<<<<<<< a\n", "data/VERSION:1:1: is a merge-conflict marker; keep one side, delete the marker"),
    ("2\r\n", "data/VERSION:1:2: has Windows line ends (CRLF); save with Unix line ends (LF)"),
]  # fmt: skip


@pytest.mark.parametrize(("version", "says"), SAYS, ids=[repr(v) for v, _ in SAYS])
def test_of_another_version_one_sentence_is_said_and_no_rule_is_applied(
    version: str | None, says: str, tree: Tree
) -> None:
    tree.edit("methods/twin.yaml", "kind: efficient", "sort: efficient")  # as another version may have it
    tree.edit("hardware.yaml", "tdp_w: 11", "tdp_w: -11")
    if version is None:
        tree.path("VERSION").unlink()
    else:
        tree.write("VERSION", version)
    assert tree.messages() == [says]
    checked = run(tree, "check")
    assert (checked.exit_code, checked.stdout) == (1, says + "\n")
    added = run(tree, "add", "2501.09747", "--offline")
    assert (added.exit_code, added.stderr) == (1, f"Error: {says}\n")


@pytest.mark.parametrize("version", ["3\n", "two\n"])
def test_what_cannot_be_migrated_is_left_alone(version: str, tree: Tree) -> None:
    tree.write("VERSION", version)
    before = state(tree)
    result = run(tree, "migrate")
    assert (result.exit_code, result.stdout.splitlines()) == (1, tree.messages())
    assert state(tree) == before


def test_a_root_without_data_is_misuse(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["--root", str(tmp_path), "migrate"]).exit_code == 2


def test_an_older_state_is_compared_as_it_would_read_today(old: Tree, tmp_path: Path) -> None:
    before = Tree(tmp_path / "before" / "data")
    for name, content in state(old).items():
        before.write(name, content)
    run(old, "migrate")
    old.edit("methods/basevla.yaml", "name: BaseVLA\n", "name: BaseVLA 2\n")
    result = run(old, "diff", str(before.data), str(old.data))
    assert "problem" not in result.stdout
    assert "BaseVLA 2" in result.stdout
    assert not (before.data / "VERSION").exists()
