"""Numbers, qualifiers and settings in the words that pages print."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from livingsurvey.derive.words import SETTING_LABELS, Words, amount, mark, number, with_unit
from livingsurvey.model import OperatingPoint, Quantity, Setting, Survey


def point(survey: Survey, slug: str, point_id: str) -> OperatingPoint:
    found = survey.methods[slug].point(point_id)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (7.25, "7.25"),
        (0.015, "0.015"),
        (0.0000015, "0.0000015"),
        (1234, "1\u202f234"),
        (12345678, "12\u202f345\u202f678"),
        (1234.5, "1\u202f234.5"),
        (-1.5, "−1.5"),
        (-1234, "−1\u202f234"),
        (100, "100"),
        (10.0, "10"),
        (1e15, "1\u202f000\u202f000\u202f000\u202f000\u202f000"),
    ],
)
def test_a_number_is_printed_as_plainly_as_it_can_be(value: float, text: str) -> None:
    assert number(value) == text


@given(st.decimals("-99999999", "99999999", places=3).map(float))
def test_a_printed_number_is_the_number_that_was_entered(value: float) -> None:
    printed = number(value)
    assert float("".join(c for c in printed.replace("−", "-") if not c.isspace())) == value


@given(st.decimals("0", "1", places=6).map(float))
def test_small_numbers_keep_their_digits(value: float) -> None:
    assert float(number(value)) == value


@given(st.integers(-(10**15), 10**15))
def test_whole_numbers_keep_every_digit(value: int) -> None:
    printed = number(value)
    assert int("".join(c for c in printed.replace("−", "-") if not c.isspace())) == value


@pytest.mark.parametrize(
    ("scalar", "text"),
    [
        (111.1, "111.1"),
        ({"value": 77.7, "plus_minus": 1.1}, "77.7 ± 1.1"),
        ([3, 4], "3–4"),
        ({"value": 5, "qualifier": "up-to"}, "up to 5"),
        ({"value": 5, "qualifier": "at-least"}, "≥ 5"),
        ({"value": 5, "qualifier": "about"}, "≈ 5"),
        ({"value": -1, "qualifier": "less-than"}, "< −1"),
        ({"value": 5, "qualifier": "more-than"}, "> 5"),
        ({"min": 3, "max": 4, "qualifier": "about"}, "≈ 3–4"),
    ],
)
def test_a_value_is_printed_with_its_hedge_and_spread(scalar: Any, text: str) -> None:
    assert amount(Quantity.model_validate(scalar)) == text


@pytest.mark.parametrize(
    ("metric", "text"),
    [("latency_ms", "2.5 ms"), ("speedup_x", "2.5×"), ("success_pct", "2.5 %"), ("layers", "2.5")],
)
def test_a_value_in_running_text_has_its_unit(metric: str, text: str, survey: Survey) -> None:
    assert with_unit(Quantity.model_validate(2.5), survey.metrics[metric]) == text


@pytest.mark.parametrize(
    ("slug", "point_id", "icon"),
    [
        ("crispvla", "bf16", "primary"),
        ("pocketvla", "pocket", "primary"),
        ("dualmind", "from-a-list", "secondary"),
        ("dualmind", "elsewhere", "third-party"),
        ("contestedvla", "paper", "disputed"),
        ("pocketvla", "ours", "estimate"),
        ("printedvla", "table-1", "secondary"),
    ],
)
def test_the_mark_of_a_number_says_how_it_stands(
    slug: str, point_id: str, icon: str, survey: Survey
) -> None:
    found = point(survey, slug, point_id)
    assert mark(found, found.source).icon == icon


def test_the_mark_of_a_confirmed_number_says_so(survey: Survey) -> None:
    found = point(survey, "pocketvla", "pocket")
    assert "confirmed by its authors" in mark(found, found.source).words


def test_a_setting_is_named_and_what_is_unnamed_stays_as_written(survey: Survey) -> None:
    words = Words(survey)
    assert words.stated(point(survey, "basevla", "blockworld")) == {
        "environment": "Simulation",
        "benchmark": "Blockworld",
        "split": "Long",
        "trials": "99",
        "regime": "Fine-tuned",
        "hardware": "Examplechip 9",
        "runtime": "PyTorch",
        "precision": "BF16",
        "batch": "1",
        "chunk": "1",
        "cameras": "1",
        "resolution": "222x222",
        "timing": "Whole model",
    }
    assert words.term("precision", "nowhere") == "nowhere"


def test_every_setting_key_has_its_label() -> None:
    assert set(SETTING_LABELS) == set(Setting.model_fields)


@pytest.mark.parametrize(
    ("slug", "point_id", "test", "timing"),
    [
        ("crispvla", "bf16", "Blockworld Average of 2", "Examplechip 9 · BF16 · chunk 10 · End to end"),
        ("crispvla", "abstract", "Blockworld, Kitchenchain", "hardware not stated"),
        ("dualmind", "fast", "", "two on-board low-power chips · chunk 1 · System 1"),
        ("gathervla", "collection", "three own table-top tasks", "hardware not stated"),
    ],
)
def test_test_and_timing_are_one_line_each(
    slug: str, point_id: str, test: str, timing: str, survey: Survey
) -> None:
    words, found = Words(survey), point(survey, slug, point_id)
    assert (words.test(found), words.timing(found)) == (test, timing)
