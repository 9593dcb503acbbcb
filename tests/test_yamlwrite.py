"""YAML out: house order, comments kept, equal data; and new entries that read as what was meant."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest
from entries import ENTRIES, POINTS, TEXTS, untidy
from hypothesis import given, settings
from hypothesis import strategies as st

from livingsurvey.writing.houseorder import in_order
from livingsurvey.writing.yamlwrite import arrange, put, written
from livingsurvey.yamlfile import parse_yaml


def read(text: str) -> Any:
    file, problems = parse_yaml(text, "x.yaml")
    assert problems == []
    assert file is not None
    return file.data


def arranged(text: str) -> str:
    new, problems = arrange(text, "x.yaml")
    assert [p.text() for p in problems] == []
    return new


def comments(text: str) -> Counter[str]:
    return Counter(re.findall("# +above|#  and above|# beside", text))


def all_in_order(data: Any, loc: tuple[str | int, ...] = ()) -> bool:
    if isinstance(data, dict):
        return in_order(data, loc) == list(data) and all(
            all_in_order(v, (*loc, k)) for k, v in data.items()
        )
    return not isinstance(data, list) or all(all_in_order(v, (*loc, i)) for i, v in enumerate(data))


@settings(max_examples=40)
@given(ENTRIES)
def test_a_new_entry_reads_as_what_was_written_and_stands_in_house_form(entry: dict[str, Any]) -> None:
    text = written(entry)
    assert read(text) == entry
    assert all_in_order(read(text))
    assert arranged(text) == text


@settings(max_examples=40)
@given(st.data())
def test_an_untidy_entry_keeps_its_values_and_comments_and_comes_into_order(data: st.DataObject) -> None:
    entry = data.draw(ENTRIES)
    text = "\n".join(data.draw(untidy(entry))) + "\n"
    assert read(text) == entry
    new = arranged(text)
    assert read(new) == entry
    assert all_in_order(read(new))
    assert comments(new) == comments(text)
    assert arranged(new) == new


@settings(max_examples=40)
@given(ENTRIES, POINTS, TEXTS)
def test_a_point_put_into_an_entry_is_the_only_change(
    entry: dict[str, Any], point: dict[str, Any], note: str
) -> None:
    points = entry.get("operating_points", [])
    if not points:
        entry.pop("operating_points", None)
    loc = ("operating_points", len(points))
    text = put(written(entry), "x.yaml", [(loc, point)])
    assert read(text) == {**entry, "operating_points": [*points, point]}
    text = put(text, "x.yaml", [((*loc, "note"), note)])
    assert read(text)["operating_points"][-1] == {**point, "note": note}
    assert arranged(text) == text


def test_a_field_takes_the_comments_above_it_along() -> None:
    text = """\
# of the file
name: A  # beside the name
# of the domains
domains: [a]

# of the kind
# twice
kind: b   # beside the kind
"""
    assert (
        arranged(text)
        == """\
# of the file
name: A  # beside the name

# of the kind
# twice
kind: b   # beside the kind
# of the domains
domains: [a]
"""
    )


def test_points_move_their_fields_below_the_dash_and_keep_the_lines_between_them() -> None:
    text = """\
name: A
operating_points:

  - stage: model
    # which one
    id: size
    values: {params_b: 1.0}  # as printed

  - {stage: model, id: two, values: {params_b: 2}}
  # the end
"""
    assert (
        arranged(text)
        == """\
name: A
operating_points:

    # which one
  - id: size
    stage: model
    values: {params_b: 1.0}  # as printed

  - {id: two, stage: model, values: {params_b: 2}}
  # the end
"""
    )


def test_points_in_one_line_get_lines_of_their_own_where_no_comment_stands_between() -> None:
    text = "name: A\noperating_points: [{stage: model, id: two, values: {params_b: 2}}]\n"
    house = "name: A\noperating_points:\n  - id: two\n    stage: model\n    values: {params_b: 2}\n"
    assert arranged(text) == house


def test_text_in_lines_that_looks_like_a_comment_stays_text() -> None:
    text = "name: A\ndomains: [a]\nsummary:\n  zh: |\n    b\n    # not a comment\n  en: |\n    a\n\n\nkind: b\n"
    new = arranged(text)
    assert read(new) == read(text)
    assert list(read(new)) == ["name", "kind", "domains", "summary"]
    assert list(read(new)["summary"]) == ["en", "zh"]


def test_an_unknown_field_stays_behind_its_neighbour() -> None:
    assert list(read(arranged("kind: a\nkindd: b\nname: c\n"))) == ["name", "kind", "kindd"]


def test_the_order_inside_a_setting_is_the_authors_own() -> None:
    text = "operating_points:\n  - id: a\n    setting: {chunk: 1, benchmark: libero}\n"
    assert arranged(text) == text


@pytest.mark.parametrize(
    "text", ["a: [", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "", "- {b: 1, a: 2}\n", "text\n"]
)
def test_what_is_no_entry_stays_as_it_is(text: str) -> None:
    assert arrange(text, "x.yaml")[0] == text


@pytest.mark.parametrize(
    ("text", "loc"),
    [("a: [", ("b",)), ("a: 1\n", ("a", "b")), ("a: [1]\n", ("a", 3, "b")), ("a: 1\n", ("b", 1, "c"))],
)
def test_a_place_that_does_not_exist_is_refused(text: str, loc: tuple[str | int, ...]) -> None:
    with pytest.raises(ValueError, match=r"x\.yaml|no place"):
        put(text, "x.yaml", [(loc, "c")])


def test_long_prose_is_folded_and_short_maps_stay_on_one_line() -> None:
    text = written(
        {"name": "A", "summary": {"en": "many words " * 15 + "end"}, "links": {"code": "https://a.org"}}
    )
    assert text.startswith("name: A\nsummary:\n  en: >-\n    many words")
    assert text.endswith('\nlinks: {code: "https://a.org"}\n')
    assert max(map(len, text.splitlines())) <= 120
