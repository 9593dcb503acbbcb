"""Reading YAML: numbers only where they are plain, a place for every value, nothing guessed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey import yamlfile
from livingsurvey.yamlfile import MAX_BYTES, MAX_SAME, parse_yaml, read_text, read_yaml


def value_of(scalar: str) -> Any:
    file, problems = parse_yaml(f"key: {scalar}\n", "x.yaml")
    assert problems == []
    assert file is not None
    return file.data["key"]


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("1", 1),
        ("-1", -1),
        ("+1.5", 1.5),
        ("0", 0),
        ("0.50", 0.5),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"1.5"', "1.5"),
        ("'true'", "true"),
    ],
)
def test_plain_decimals_true_false_and_null_are_what_they_look_like(scalar: str, value: object) -> None:
    assert value_of(scalar) == value
    assert type(value_of(scalar)) is type(value)


@pytest.mark.parametrize(
    "scalar",
    [
        "no",
        "yes",
        "on",
        "off",
        "No",
        "TRUE",
        "True",
        "False",
        "Null",
        "NULL",
        "n",
        "y",
        "1e3",
        "1E3",
        "1.5e-3",
        "1_000",
        "1:30",
        "01:30:00",
        ".nan",
        ".inf",
        "-.inf",
        ".5",
        "5.",
        "007",
        "0x10",
        "0o7",
        "0b1",
        "2025-02-01",
        "2025-02-01T10:00:00Z",
        "2510.24795v2",
        "1,5",
        "=",
        "<<",
    ],
)
def test_everything_else_stays_the_text_that_was_written(scalar: str) -> None:
    assert value_of(scalar) == scalar


def test_a_number_too_long_to_be_one_stays_text() -> None:
    assert value_of("9" * 5000) == "9" * 5000


def test_a_key_stays_text_whatever_it_looks_like() -> None:
    file, _ = parse_yaml("on: 1\nno: 2\n2025: 3\n~: 4\n", "x.yaml")
    assert file is not None
    assert file.data == {"on": 1, "no": 2, "2025": 3, "~": 4}


def test_every_value_has_the_line_and_column_of_its_key() -> None:
    file, _ = parse_yaml("a:\n  b: [1, {c: 2}]\n", "x.yaml")
    assert file is not None
    assert file.locate(("a",)) == (1, 1)
    assert file.locate(("a", "b")) == (2, 3)
    assert file.locate(("a", "b", 0)) == (2, 7)
    assert file.locate(("a", "b", 1, "c")) == (2, 11)


def test_what_is_missing_is_placed_at_what_should_hold_it() -> None:
    file, _ = parse_yaml("a:\n  b: 1\n", "x.yaml")
    assert file is not None
    assert file.locate(("a", "missing", 3, "deeper")) == (1, 1)
    assert file.problem(("a", "missing"), "is missing", "add it").text() == (
        "x.yaml:1:1: a.missing: is missing; add it"
    )


def test_a_key_cannot_break_a_message_into_two_lines() -> None:
    file, problems = parse_yaml('"a\\n::error::b": 1\n"a\\n::error::b": 2\n', "x.yaml")
    assert file is None
    assert [p.text() for p in problems] == [
        "x.yaml:2:1: a\\n::error::b: stands twice (first in line 1); keep one of the two"
    ]


def test_a_missing_file_is_a_problem_and_no_traceback(tmp_path: Path) -> None:
    assert read_yaml(tmp_path / "x.yaml", "x.yaml")[1][0].text() == (
        "x.yaml:0:0: cannot be read: No such file or directory; restore the file and the right to read it"
    )


def test_a_folder_in_place_of_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").mkdir()
    assert "is a link or a folder" in read_yaml(tmp_path / "x.yaml", "x.yaml")[1][0].text()


def test_the_limit_of_size_is_exact(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert read_text(path, "x.yaml")[1] == []
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert [p.message for p in read_text(path, "x.yaml")[1]] == [
        "is 512,001 bytes long, above the limit of 512,000"
    ]


def test_no_more_problems_of_one_kind_are_reported_than_anyone_reads(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("<<<<<<< a\n" * (MAX_SAME + 1))
    assert len(read_text(path, "x.yaml")[1]) == MAX_SAME


@pytest.mark.parametrize(
    "text",
    [
        "a: [" + "[" * 5000,
        "- " * 5000,
        "? " * 5000,
        "\n" * 500_000,
        "\n".join(" " * i + "a:" for i in range(900)),
    ],
    ids=["brackets", "dashes", "questions", "newlines", "indentation"],
)
def test_hostile_nesting_is_one_problem_and_no_crash(text: str) -> None:
    file, problems = parse_yaml(text, "x.yaml")
    assert file is None
    assert len(problems) == 1


def test_problems_are_told_again_whatever_a_caller_did_with_them() -> None:
    text = "a: 1\na: 2\n"
    parse_yaml(text, "x.yaml")[1].clear()
    assert len(parse_yaml(text, "x.yaml")[1]) == 1


def test_the_pure_python_loader_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 2.5, no, ~, true]\nb:\n  c: 2025-02-01\n"

    class Pure(yaml.SafeLoader):
        yaml_implicit_resolvers = yamlfile._Loader.yaml_implicit_resolvers

    fast, _ = parse_yaml(text, "x.yaml")
    monkeypatch.setattr(yamlfile, "_Loader", Pure)
    yamlfile._parsed.cache_clear()
    assert parse_yaml(text, "x.yaml")[0] == fast


class QuotingDumper(yaml.SafeDumper):
    """Writes text in quotes and numbers plain, each value where it stands."""

    def ignore_aliases(self, data: object) -> bool:
        return True


QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)
WORDS = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=40)
DECIMALS = st.decimals(-10000, 10000, allow_nan=False, places=3).map(float)
SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | DECIMALS | WORDS


def _nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)


@given(st.recursive(SCALARS, _nested, max_leaves=12))
def test_what_is_written_with_quoted_text_is_read_back_unchanged(value: object) -> None:
    file, problems = parse_yaml(
        yaml.dump({"key": value}, Dumper=QuotingDumper, allow_unicode=True), "x.yaml"
    )
    assert problems == []
    assert file is not None
    assert file.data == {"key": value}


@given(st.text(max_size=200))
def test_no_text_at_all_makes_the_reader_fail(text: str) -> None:
    file, problems = parse_yaml(text, "x.yaml")
    assert (file is None) == bool(problems)
