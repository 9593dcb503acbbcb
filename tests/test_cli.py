"""The command line: exit 0 fine, 1 problems found, 2 misuse; never a traceback for bad data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import ROOT, Tree

from livingsurvey import __version__
from livingsurvey.cli import COMMANDS, main


@pytest.fixture
def spoilt(root: Path, tree: Tree) -> Path:
    """A root with three problems in two files."""
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    tree.edit("methods/twin.yaml", "builds_on: [crispvla]", "builds_on: [crispvlaa]")
    tree.edit("hardware.yaml", "tdp_w: 11", "tdp_w: -11")
    return root


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *words], catch_exceptions=False)


DEVICE = "data/hardware.yaml:24:3: 2.tdp_w: must be above 0, got -11; remove what the vendor does not state"
KIND = "data/methods/twin.yaml:3:1: kind: unknown kind eficient; did you mean efficient?"
BASE = "data/methods/twin.yaml:10:13: builds_on.0: unknown method crispvlaa; did you mean crispvla?"


def test_every_module_of_commands_is_a_command_and_help_names_it(root: Path) -> None:
    files = (ROOT / "livingsurvey" / "commands").glob("*.py")
    assert sorted(COMMANDS) == sorted(p.stem for p in files if "\ndef command(" in p.read_text("utf-8"))
    listed = run(root, "--help").stdout.partition("Commands:")[2]
    assert [
        line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "
    ] == [*COMMANDS]


@pytest.mark.parametrize("name", ["check", "fmt", "stats"])
def test_a_command_that_makes_no_page_does_not_wait_for_the_program_that_does(name: str) -> None:
    program = f"import sys; from livingsurvey.cli import main; main.get_command(None, '{name}'); print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert f"livingsurvey.commands.{name}" in modules.stdout.split()
    assert "livingsurvey.pages" not in modules.stdout.split()


def test_good_data_says_so_and_ends_with_0(root: Path) -> None:
    result = run(root, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "15 methods, no problems\n")


def test_bad_data_prints_every_problem_and_ends_with_1(spoilt: Path) -> None:
    result = run(spoilt, "check")
    assert result.exit_code == 1
    assert result.stdout == f"{DEVICE}\n{KIND}\n{BASE}\n"
    assert result.stderr == "3 problem(s) in 2 file(s)\n"


def test_json_is_a_list_that_a_program_can_read(spoilt: Path) -> None:
    result = run(spoilt, "check", "--format", "json")
    assert result.exit_code == 1
    assert [(p["file"], p["line"], p["field"]) for p in json.loads(result.stdout)] == [
        ("data/hardware.yaml", 24, "2.tdp_w"),
        ("data/methods/twin.yaml", 3, "kind"),
        ("data/methods/twin.yaml", 10, "builds_on.0"),
    ]


def test_json_of_good_data_is_an_empty_list(root: Path) -> None:
    result = run(root, "check", "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_github_marks_the_lines_of_the_change(spoilt: Path) -> None:
    result = run(spoilt, "check", "--format", "github")
    assert result.exit_code == 1
    assert result.stdout.splitlines()[1] == (
        "::error file=data/methods/twin.yaml,line=3,col=1::kind: unknown kind eficient; did you mean efficient?"
    )


def test_github_marks_cannot_be_forged_by_data(root: Path, tree: Tree) -> None:
    tree.append("methods/twin.yaml", '"x\\n::stop-commands::t": 100%\n')
    for form in ("github", "text"):
        lines = run(root, "check", "--format", form).stdout.splitlines()
        assert len(lines) == 1
        assert "::stop-commands::" in lines[0]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/hardware.yaml", [DEVICE]),
        ("data/methods", [KIND, BASE]),
        ("data/methods/twin.yaml", [KIND, BASE]),
        ("data/methods/basevla.yaml", []),
        ("data", [DEVICE, KIND, BASE]),
        (".", [DEVICE, KIND, BASE]),
    ],
)
def test_with_paths_only_their_problems_are_told(path: str, said: list[str], spoilt: Path) -> None:
    result = run(spoilt, "check", str(spoilt / path))
    assert result.stdout.splitlines() == said
    assert result.exit_code == bool(said)


def test_several_paths_are_told_together(spoilt: Path) -> None:
    result = run(
        spoilt, "check", str(spoilt / "data/hardware.yaml"), str(spoilt / "data/methods/basevla.yaml")
    )
    assert result.stdout.splitlines() == [DEVICE]


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (["nonsense"], "No such command"),
        (["check", "--format", "xml"], "is not one of"),
        (["check", "--nonsense"], "No such option"),
        (["check", "no/such/file.yaml"], "there is no file or folder no/such/file.yaml"),
        (["materialise"], "Missing argument"),
        (["export"], "Missing argument"),
        (["bench", "--methods", "0"], "is not in the range"),
    ],
)
def test_misuse_ends_with_2_and_says_what_is_wrong(words: list[str], cause: str, root: Path) -> None:
    result = run(root, *words)
    assert result.exit_code == 2
    assert cause in result.stderr


def test_a_root_that_is_none_is_misuse(tmp_path: Path) -> None:
    assert run(tmp_path / "absent", "check").exit_code == 2
    result = run(tmp_path, "check")
    assert result.exit_code == 2
    assert "there is no folder data/" in result.stderr


def test_help_and_version_are_fine(root: Path) -> None:
    assert run(root, "--help").exit_code == 0
    assert __version__ in run(root, "--version").stdout
    listed = run(root, "--help").stdout
    assert all(word in listed for word in ("check", "stats", "export", "materialise"))


def test_stats_count_the_survey(root: Path) -> None:
    result = run(root, "stats")
    counts = {line[:46].strip(): line[46:].strip() for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert (counts["entered"], counts["Operating points"]) == ("14", "28")
    assert counts["read in the work itself"] == "26"
    assert counts["taken over from another document"] == "2"
    assert "problem" not in result.stdout


def test_stats_of_a_broken_survey_are_no_traceback(root: Path, tree: Tree) -> None:
    tree.write("vocabulary.yaml", "")
    tree.write("references.bib", "@misc{")
    result = run(root, "stats")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "2 problem(s) while reading: run `livingsurvey check`"


def test_export_writes_the_api_and_the_bibliographies(root: Path, tmp_path: Path) -> None:
    result = run(root, "export", str(tmp_path / "out"))
    assert result.exit_code == 0
    assert json.loads((tmp_path / "out/api/v1/methods.json").read_text())["count"] == 14
    assert (tmp_path / "out/methods/basevla/basevla.bib").is_file()


def test_materialise_writes_every_page_and_asset(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run(root, "materialise", str(out))
    assert result.exit_code == 0
    page = (out / "methods/crispvla/index.md").read_text(encoding="utf-8")
    assert page.startswith('---\n{"title": "CrispVLA"')
    assert "<h1>CrispVLA</h1>" in page
    assert (out / "index.md").is_file()
    assert (out / "assets/css/site.css").is_file()
    assert (out / "api/v1/index.json").is_file()


def test_materialise_does_not_write_over_anything(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "kept.txt").write_text("kept")
    result = run(root, "materialise", str(out))
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert [p.name for p in out.iterdir()] == ["kept.txt"]


@pytest.mark.parametrize("command", ["export", "materialise"])
def test_bad_data_writes_nothing_at_all(command: str, spoilt: Path, tmp_path: Path) -> None:
    result = run(spoilt, command, str(tmp_path / "out"))
    assert result.exit_code == 1
    assert result.output.splitlines() == [DEVICE, KIND, BASE]
    assert not (tmp_path / "out").exists()


def test_the_program_also_runs_as_a_module(spoilt: Path) -> None:
    command = [sys.executable, "-m", "livingsurvey", "--root", str(spoilt), "check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout.splitlines()) == (1, [DEVICE, KIND, BASE])
    assert "Traceback" not in result.stderr


NEEDS_DATA = ("add 9703.01234", "check", "confirm x", "export out", "fmt", "forms", "links", "materialise out",
              "migrate", "stats", "watch")  # fmt: skip


@pytest.mark.parametrize("words", NEEDS_DATA, ids=str)
def test_elsewhere_a_command_says_where_it_works(tmp_path: Path, words: str) -> None:
    result = run(tmp_path, *words.split())
    assert (result.exit_code, result.stdout, list(tmp_path.iterdir())) == (2, "", [])
    assert f"there is no folder data/ in {tmp_path}: run this in a clone of the repository" in result.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_given_anywhere(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, name, "--help").exit_code == 0


def test_what_the_system_refuses_is_one_line(root: Path) -> None:
    (root / "file").write_text("")
    result = run(root, "export", str(root / "file" / "below"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"Error: {root / 'file' / 'below' / 'api' / 'v1'}: Not a directory; mend that, and run this again\n"
    )


def test_a_full_disk_is_one_line_and_a_closed_pipe_is_none(root: Path) -> None:
    command = f"{sys.executable} -m livingsurvey --root {root} stats"
    full = subprocess.run(
        ["bash", "-c", f"{command} > /dev/full"], capture_output=True, text=True, check=False
    )
    assert full.returncode == 2
    assert full.stderr == "Error: No space left on device; mend that, and run this again\n"
    closed = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1"], capture_output=True, text=True, check=False
    )
    assert closed.stderr == ""
