"""Rules of arithmetic: numbers of one source that determine each other agree, or a note says why not."""

from __future__ import annotations

from support import Case, Tree, judged

from livingsurvey.check import arithmetic as rules
from livingsurvey.load import load

CONTESTED = "methods/contestedvla.yaml"
POCKET = "methods/pocketvla.yaml"
PRINTED = "methods/printedvla.yaml"
RETRAIN = "methods/retrain.yaml"
LATENCY = "values: {latency_ms: 77.7}"
GAIN = "speed_gain_pct: {value: 12.5, of: latency_ms}"
CUT = "values: {latency_reduction_pct: 77.7}"
BASE = "baseline_values: {latency_ms: 444.4}\n        values: "
SLOWER = (
    "data/methods/contestedvla.yaml:17:32: operating_points.0.values.calls_hz: "
    "is 77.7 Hz, but a call every 77.7 ms is 12.87 Hz; check both, or say in `note` why they differ"
)
EDGE = "data/methods/printedvla.yaml:32:47: operating_points.1.versus.0.values"
ENDS = "check by / to / faster and both ends, or say in `note` why they differ"
FORMS = "check by / to / faster, or say in `note` why they differ"
CASES = [
    Case(
        rules.latency_and_call_rate_agree,
        CONTESTED,
        LATENCY,
        "values: {latency_ms: 77.7, calls_hz: 77.7}",
        SLOWER,
    ),
    Case(
        rules.latency_and_call_rate_agree, CONTESTED, LATENCY, "values: {calls_hz: 12.9, latency_ms: 77.7}"
    ),
    Case(rules.latency_and_call_rate_agree, CONTESTED, LATENCY, "values: {calls_hz: 13, latency_ms: 77.7}"),
    Case(
        rules.latency_and_call_rate_agree,
        CONTESTED,
        LATENCY,
        "note: Calls overlap.\n    values: {latency_ms: 77.7, calls_hz: 77.7}",
    ),
    Case(
        rules.latency_and_call_rate_agree,
        CONTESTED,
        LATENCY,
        "values: {calls_hz: {value: 77.7, note: Calls overlap.}, latency_ms: 77.7}",
    ),
    Case(
        rules.latency_and_call_rate_agree,
        CONTESTED,
        LATENCY,
        "values: {calls_hz: {value: 77.7, qualifier: up-to}, latency_ms: 77.7}",
    ),
    Case(
        rules.latency_and_call_rate_agree,
        CONTESTED,
        LATENCY,
        "values: {latency_ms: {value: 77.7, scope: llm}, calls_hz: 7.77}",
    ),
    Case(
        rules.actions_are_chunk_times_calls,
        PRINTED,
        "actions_hz: 84",
        "actions_hz: 42",
        "data/methods/printedvla.yaml:29:99: operating_points.1.values.actions_hz: "
        "is 42 Hz, but chunk x calls is 8 x 10.5 Hz; "
        "check the chunk and which rate is which, or say in `note` why they differ",
    ),
    Case(
        rules.actions_are_chunk_times_calls,
        PRINTED,
        "chunk: 8",
        "chunk: 16, execution_horizon: 4",
        "data/methods/printedvla.yaml:29:99: operating_points.1.values.actions_hz: "
        "is 84 Hz, but chunk x calls is 16 x 10.5 Hz or 4 x 10.5 Hz; "
        "check the chunk and which rate is which, or say in `note` why they differ",
    ),
    Case(rules.actions_are_chunk_times_calls, PRINTED, "chunk: 8", "chunk: 16, execution_horizon: 8"),
    Case(rules.actions_are_chunk_times_calls, PRINTED, "chunk: 8", "chunk: {value: 9, qualifier: about}"),
    Case(
        rules.actions_are_chunk_times_calls,
        PRINTED,
        "actions_hz: 84",
        "actions_hz: {value: 99, qualifier: about}",
    ),
    Case(
        rules.ratios_are_quotients,
        POCKET,
        GAIN,
        "speedup_x: {value: 12.5, of: latency_ms}",
        "data/methods/pocketvla.yaml:24:18: operating_points.0.versus.0.values.speedup_x: "
        f"is 12.5, but its two ends make 1.06; {ENDS}",
    ),
    Case(rules.ratios_are_quotients, POCKET, GAIN, "speedup_x: {value: 1.125, of: latency_ms}"),
    Case(rules.ratios_are_quotients, POCKET, GAIN, "speedup_x: {value: 9, of: unclear}"),
    Case(
        rules.ratios_are_quotients,
        POCKET,
        GAIN,
        "speedup_x: {value: 9, of: latency_ms, qualifier: up-to}",
    ),
    Case(
        rules.ratios_are_quotients,
        PRINTED,
        CUT,
        BASE + "{latency_reduction_pct: 21.2}",
        "data/methods/printedvla.yaml:33:18: operating_points.1.versus.0.values.latency_reduction_pct: "
        f"is 21.2, but its two ends make 78.8; {ENDS}",
    ),
    Case(rules.ratios_are_quotients, PRINTED, CUT, BASE + "{latency_reduction_pct: 78.8}"),
    Case(
        rules.ratios_are_quotients,
        PRINTED,
        CUT,
        "note: Over two runs.\n        " + BASE + "{latency_reduction_pct: 21.2}",
    ),
    Case(
        rules.ratios_are_quotients,
        RETRAIN,
        "success_delta_pp: 77.7",
        "success_delta_pp: 87.5",
        "data/methods/retrain.yaml:23:18: operating_points.0.versus.0.values.success_delta_pp: "
        f"is 87.5, but its two ends make 77.7; {ENDS}",
    ),
    Case(rules.ratios_are_quotients, RETRAIN, "success_delta_pp: 77.7", "success_delta_pp: 78"),
    Case(
        rules.ratios_are_quotients,
        RETRAIN,
        "success_relative_pct: 700",
        "success_relative_pct: 77.7",
        "data/methods/retrain.yaml:23:42: operating_points.0.versus.0.values.success_relative_pct: "
        f"is 77.7, but its two ends make 700; {ENDS}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {latency_reduction_pct: 77.7, speedup_x: {value: 77.7, of: latency_ms}}",
        f"{EDGE}.speedup_x: is 77.7x, but latency_reduction_pct says 4.48x; {FORMS}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {flops_fraction_pct: 66.6666, speed_gain_pct: {value: 66.6, of: flops_g}}",
        f"{EDGE}.speed_gain_pct: is 1.67x, but flops_fraction_pct says 1.5x; {FORMS}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {speedup_x: {value: 4.5, of: latency_ms}, latency_reduction_pct: 77.7}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {flops_fraction_pct: [25, 50], speedup_x: {min: 2, max: 4, of: flops_g}}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {latency_reduction_pct: 99, speedup_x: {value: 77.7, of: latency_ms}}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {speedup_x: {value: 77.7, of: unclear}, speed_gain_pct: {value: 77.7, of: unclear}}",
    ),
    Case(
        rules.forms_of_one_change_agree,
        PRINTED,
        CUT,
        "values: {speedup_x: {value: 9, of: latency_ms, qualifier: up-to}, latency_reduction_pct: 77.7}",
    ),
]


@judged(CASES)
def test_arithmetic(case: Case, tree: Tree) -> None:
    assert case.judge(tree) == case.verdict


def test_a_time_of_zero_is_left_to_the_range_of_its_metric(tree: Tree) -> None:
    survey, _ = load(tree.edit(CONTESTED, LATENCY, "values: {calls_hz: 13, latency_ms: 0}").data)
    assert list(rules.latency_and_call_rate_agree(survey)) == []
