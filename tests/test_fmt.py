"""`livingsurvey fmt`: house form with the smallest change, on entries and on the bibliography."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from support import INVENTED, ROOT, Tree, make_root

from livingsurvey.bibfile import arrange_bib, parse_bib
from livingsurvey.cli import main
from livingsurvey.export.api import FOLDER
from livingsurvey.export.api.input_schema import FILES
from livingsurvey.siteinfo import SITE_URL
from livingsurvey.writing.fmt import formatted, house_files
from livingsurvey.writing.schemaline import ADDRESS
from livingsurvey.writing.yamlwrite import written
from livingsurvey.yamlfile import parse_yaml


@pytest.fixture
def root(tree: Tree) -> Path:
    """A root whose files are in house form."""
    for path in house_files(tree.data):
        path.write_text(formatted(path, tree.data).new, encoding="utf-8")
    return make_root(tree.data.parent, tree.data)


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "fmt", *words], catch_exceptions=False)


def swap(tree: Tree) -> str:
    """An entry with two fields in the wrong order; its text in house form."""
    house = tree.read("methods/twin.yaml")
    line = next(line for line in house.splitlines(keepends=True) if line.startswith("kind:"))
    tree.write("methods/twin.yaml", house.replace(line, "") + line)
    return house


def entries(data: Path) -> list[Path]:
    return sorted((data / "methods").glob("*.yaml"))


def test_the_surveys_data_are_in_house_form() -> None:
    files = [formatted(p, ROOT / "data") for p in house_files(ROOT / "data")]
    assert len(files) > 250
    assert [f.problem().text() for f in files if f.changed] == []
    assert [p for f in files for p in f.problems] == []


@pytest.mark.parametrize("data", [ROOT / "data", INVENTED], ids=["real", "invented"])
def test_every_entry_written_anew_reads_as_before(data: Path) -> None:
    for path in entries(data):
        file, _ = parse_yaml(path.read_text("utf-8"), path.name)
        assert file is not None
        again, problems = parse_yaml(written(file.data), path.name)
        assert again is not None, problems
        assert again.data == file.data


def test_a_file_out_of_order_comes_into_order_and_nothing_else_changes(root: Path, tree: Tree) -> None:
    house = swap(tree)
    first = run(root)
    assert (first.exit_code, first.stdout) == (0, "data/methods/twin.yaml\n")
    assert tree.read("methods/twin.yaml") == house
    assert run(root).stdout == ""


def test_fmt_twice_changes_nothing(root: Path, tree: Tree) -> None:
    swap(tree)
    run(root)
    before = {p: p.read_bytes() for p in tree.data.rglob("*") if p.is_file()}
    second = run(root)
    assert (second.exit_code, second.stdout) == (0, "")
    assert {p: p.read_bytes() for p in tree.data.rglob("*") if p.is_file()} == before


def test_check_writes_nothing_and_names_file_and_line(root: Path, tree: Tree) -> None:
    swap(tree)
    before = tree.read("methods/twin.yaml")
    result = run(root, "--check", str(tree.data / "methods/twin.yaml"))
    assert result.exit_code == 1
    assert result.stdout.startswith("data/methods/twin.yaml:4:1: is not in house form from here on;")
    assert tree.read("methods/twin.yaml") == before


def test_paths_choose_the_files(root: Path, tree: Tree) -> None:
    swap(tree)
    assert run(root, "--check", str(tree.data / "references.bib")).exit_code == 0
    assert run(root, "--check", str(tree.data / "methods")).exit_code == 1


@pytest.mark.parametrize("path", ["nowhere.yaml", "data/VERSION"])
def test_a_path_without_a_house_form_is_misuse(root: Path, path: str) -> None:
    result = run(root, str(root / path))
    assert result.exit_code == 2
    assert "has no house form" in result.stderr


def test_a_root_without_data_is_misuse(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 2


def test_a_file_that_cannot_be_read_is_reported_and_left_alone(root: Path, tree: Tree) -> None:
    tree.write("methods/twin.yaml", "name: [\n")
    tree.write("methods/basevla.yaml", b"\xff")
    tree.write("references.bib", "@misc{a,\n")
    result = run(root)
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stdout.splitlines()] == [
        "data/methods/basevla.yaml",
        "data/methods/twin.yaml",
        "data/references.bib",
    ]
    assert tree.read("methods/twin.yaml") == "name: [\n"


def test_windows_line_ends_and_a_byte_order_mark_are_mended(root: Path, tree: Tree) -> None:
    house = tree.read("methods/twin.yaml")
    tree.write("methods/twin.yaml", ("\ufeff" + house).replace("\n", "\r\n"))
    assert tree.messages() != []
    assert run(root).exit_code == 0
    assert tree.read("methods/twin.yaml") == house


LINE = "# yaml-language-server: $schema=https://evla-survey.github.io/api/v1/schema/data-{}.json\n"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("methods/twin.yaml", "methods"),
        ("hardware.yaml", "hardware"),
        ("taxonomies/evla.yaml", "taxonomies"),
    ],
)
@pytest.mark.parametrize(
    "spoilt",
    [
        lambda text: text.partition("\n")[2],
        lambda text: text.replace("evla-survey.github.io", "example.org"),
        lambda text: text + text.partition("\n")[0] + "\n",
        lambda text: "# first\n" + text,
    ],
    ids=["missing", "foreign", "twice", "second"],
)
def test_the_line_for_editors_comes_first_and_once_and_is_ours(
    name: str, kind: str, spoilt: Callable[[str], str], root: Path, tree: Tree
) -> None:
    house = tree.read(name)
    assert house.startswith(LINE.format(kind))
    tree.write(name, spoilt(house))
    assert run(root, "--check").exit_code == 1
    assert run(root).stdout == f"data/{name}\n"
    kept = house.removeprefix(LINE.format(kind))
    first = "# first\n" if spoilt("") == "# first\n" else ""
    assert tree.read(name) == LINE.format(kind) + first + kept


def test_the_address_in_that_line_is_where_the_schemas_are_published() -> None:
    assert f"{SITE_URL}{FOLDER}schema/" == ADDRESS
    kinds = {
        p.relative_to(ROOT / "data").parts[0].removesuffix(".yaml") for p in house_files(ROOT / "data")
    }
    assert kinds - {"references.bib"} == set(FILES)


def test_a_merge_conflict_is_not_formatted_away(root: Path, tree: Tree) -> None:
    tree.append("methods/twin.yaml", "<<<<<<< ours\n")
    result = run(root)
    assert result.exit_code == 1
    assert "is a merge-conflict marker" in result.stdout


A, B, C = (f"@misc{{{k}2020b,\n  author = {{A, B}},\n  title = {{T}},\n  year = {{2020}},\n  url = {{https://x.org}},\n}}\n" for k in "abc")  # fmt: skip
TOP = "% Of the file.\n\n"


@given(st.permutations([A, "% of b\n" + B, "% of c,\n% twice\n" + C]), st.booleans())
def test_the_bibliography_is_sorted_and_comments_stay_above_their_entries(
    parts: list[str], top: bool
) -> None:
    text = (TOP if top else "") + "\n".join(parts)
    house = (TOP if top else "") + f"{A}\n% of b\n{B}\n% of c,\n% twice\n{C}"
    assert arrange_bib(text, "r.bib") == (house, [])
    assert arrange_bib(house, "r.bib") == (house, [])


def test_fields_of_the_bibliography_come_into_house_order_with_their_values() -> None:
    text = '@misc{a2020b, url="https://x.org", Year=2020,\ntitle={T {x} \\"o},author={A, B and\n C, D}}\n% the end\n'
    new, problems = arrange_bib(text, "r.bib")
    assert problems == []
    assert re.findall(r"^  ([a-z]+) = ", new, re.MULTILINE) == ["author", "title", "year", "url"]
    before, after = (parse_bib(t, "r.bib")[0]["a2020b"] for t in (text, new))
    assert (after.raw, after.authors, after.title) == (before.raw, before.authors, before.title)
    assert new.endswith("\n% the end\n")
    assert arrange_bib(new, "r.bib") == (new, [])


def test_a_macro_is_refused_not_dropped() -> None:
    text = f'@string{{x = "y"}}\n{A}'
    new, problems = arrange_bib(text, "r.bib")
    assert new == text
    assert "is a macro" in problems[0].message
