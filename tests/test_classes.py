"""Classes: inside one any two readings may be compared, and nothing that may be compared is torn apart."""

from __future__ import annotations

from comparisons import FULL, reading
from hypothesis import given
from hypothesis import strategies as st
from test_comparability import MEASURED

from livingsurvey.derive.classes import class_words, classes
from livingsurvey.derive.comparability import Level, Reading, compare
from livingsurvey.view import View


def of_one_metric(found: list[Reading]) -> list[Reading]:
    return [r for r in found if r.metric.id == found[0].metric.id]


@given(st.lists(MEASURED, min_size=1, max_size=8).map(of_one_metric))
def test_any_two_of_a_class_compare_on_its_level_or_closer(found: list[Reading]) -> None:
    for one in classes(found):
        assert {compare(a, b).level <= one.level for a in one.readings for b in one.readings} == {True}


@given(st.lists(MEASURED, min_size=2, max_size=8).map(of_one_metric))
def test_what_states_the_same_or_is_free_of_hardware_shares_a_class(found: list[Reading]) -> None:
    together = [{id(r) for r in one.readings} for one in classes(found)]
    for a in found:
        for b in found:
            if compare(a, b).level in (Level.STATED_EQUAL, Level.HARDWARE_FREE):
                assert any({id(a), id(b)} <= members for members in together)


def test_a_table_over_two_devices_is_two_classes() -> None:
    rows = [reading(setting={"hardware": h}, setup="t") for h in ("examplechip-9", "pocketchip")]
    rows.append(reading(setting={"hardware": "pocketchip", "precision": "int8"}, setup="t"))
    assert [[r.point.setting.hardware for r in c.readings] for c in classes(rows)] == [
        ["examplechip-9"],
        ["pocketchip", "pocketchip"],
    ]


def test_an_unstated_device_does_not_join_two_devices() -> None:
    hardware: list[dict[str, str]] = [{"hardware": "examplechip-9"}, {}, {"hardware": "pocketchip"}]
    rows = [reading(setting=h, setup="t") for h in hardware]
    assert [len(c.readings) for c in classes(rows)] == [2, 1]


def test_a_class_says_its_level_and_what_is_shared(view: View) -> None:
    stated = classes([reading(setting=FULL)])
    whole = classes([reading("flops_g")])
    part = classes([reading("flops_g", quantity={"value": 1, "scope": "llm"})])
    table = classes([reading(setup="t")])
    rate = classes([reading("actions_hz", setting={**FULL, "chunk": 8})])
    assert [class_words(view, c) for c in (*stated, *whole, *part, *table, *rate)] == [
        "stated equal: Examplechip 9, BF16, Whole model",
        "hardware-free: whole model",
        "hardware-free: Language model only",
        "same set-up: doe2099m, Table 1",
        "stated equal: Examplechip 9, BF16, Whole model, chunk 8",
    ]


def test_what_states_too_little_is_in_no_class() -> None:
    assert classes([reading(), reading(setting=FULL, superseded=True)]) == []
