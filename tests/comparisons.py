"""Pairs of readings, the level on which they may be compared, and the words that a reader sees."""

from __future__ import annotations

from typing import Any

from support import invented

from livingsurvey.derive.comparability import Level, Reading
from livingsurvey.model import Method, OperatingPoint, Quantity

METRICS = invented().metrics
BASE = Method(
    slug="m", name="M", kind="efficient", domains=("manipulation",), cite="doe2099m", released="2099-01"
)
FULL = {"hardware": "examplechip-9", "precision": "bf16", "timing_scope": "model"}
TEST = {"benchmark": "blockworld", "split": "long"}
EDGE = {"baseline": "basevla"}
SPEED = {"value": 2, "of": "latency_ms"}


def reading(
    metric: str = "latency_ms",
    setting: dict[str, Any] | None = None,
    *,
    setup: str | None = None,
    cite: str = "doe2099m",
    version: str | None = "v1",
    quantity: Any = 1,
    edge: dict[str, Any] | None = None,
    superseded: bool = False,
) -> Reading:
    """A value in its context; `edge` makes it a ratio."""
    values = {metric: quantity}
    point = OperatingPoint.model_validate(
        {
            "id": "p",
            "model": "M",
            "stage": "inference",
            "setup": setup,
            "setting": setting or {},
            "values": {} if edge else values,
            "versus": [{**edge, "values": values}] if edge else [],
            "source": {
                "cite": cite,
                "version": version,
                "where": "Table 1",
                "read": "primary",
                "seen": {"what": "paper", "date": "2099-01-01"},
            },
            "measured_by": "authors",
            "superseded_by": "q" if superseded else None,
        }
    )
    only = point.versus[0] if point.versus else None
    return Reading(BASE, point, METRICS[metric], Quantity.model_validate(quantity), only)


def ratio(
    metric: str = "speedup_x", quantity: Any = None, setting: dict[str, Any] | None = None, **edge: Any
) -> Reading:
    """A ratio against a baseline, `basevla` unless said otherwise."""
    return reading(metric, setting, quantity=quantity or SPEED, edge=EDGE | edge)


CASES = {
    "one table, nothing stated": (
        reading(setup="t"),
        reading(setup="t"),
        Level.SAME_SETUP,
        "same set-up",
    ),
    "one table, three precisions are what is compared": (
        reading(setting=FULL, setup="t"),
        reading(setting=FULL | {"precision": "int8"}, setup="t"),
        Level.SAME_SETUP,
        "same set-up",
    ),
    "one table, two chunk lengths": (
        reading("actions_hz", FULL | {"chunk": 1}, setup="t"),
        reading("actions_hz", FULL | {"chunk": 8}, setup="t"),
        Level.SAME_SETUP,
        "same set-up",
    ),
    "one table, two devices": (
        reading(setting=FULL, setup="t"),
        reading(setting=FULL | {"hardware": "pocketchip"}, setup="t"),
        Level.BESIDE,
        "not comparable: other hardware",
    ),
    "one table, two splits": (
        reading("success_pct", TEST, setup="t"),
        reading("success_pct", TEST | {"split": "short"}, setup="t"),
        Level.BESIDE,
        "not comparable: other split",
    ),
    "two tables of one source": (
        reading(setup="t"),
        reading(setup="u"),
        Level.BESIDE,
        "not comparable: hardware not stated, precision not stated, timing scope not stated",
    ),
    "equal names of tables in two sources": (
        reading(setup="t"),
        reading(setup="t", cite="roe2099n"),
        Level.BESIDE,
        "not comparable: hardware not stated, precision not stated, timing scope not stated",
    ),
    "one table in two versions of a source": (
        reading(setup="t"),
        reading(setup="t", version="v2"),
        Level.BESIDE,
        "not comparable: hardware not stated, precision not stated, timing scope not stated",
    ),
    "no set-up named": (
        reading(),
        reading(),
        Level.BESIDE,
        "not comparable: hardware not stated, precision not stated, timing scope not stated",
    ),
    "all keys stated and equal": (
        reading(setting=FULL),
        reading(setting=FULL, cite="roe2099n"),
        Level.STATED_EQUAL,
        "stated equal",
    ),
    "one key stated by one alone": (
        reading(setting=FULL),
        reading(setting={k: v for k, v in FULL.items() if k != "precision"}),
        Level.BESIDE,
        "not comparable: precision not stated",
    ),
    "one key missing, one other": (
        reading(setting=FULL),
        reading(setting={"hardware": "pocketchip", "timing_scope": "model"}),
        Level.BESIDE,
        "not comparable: other hardware, precision not stated",
    ),
    "two timing scopes, as of two systems": (
        reading("calls_hz", FULL | {"timing_scope": "system-1"}),
        reading("calls_hz", FULL | {"timing_scope": "system-2"}),
        Level.BESIDE,
        "not comparable: other timing scope",
    ),
    "actions per second without the chunk": (
        reading("actions_hz", FULL),
        reading("actions_hz", FULL),
        Level.BESIDE,
        "not comparable: chunk length not stated",
    ),
    "success on one split": (
        reading("success_pct", TEST),
        reading("success_pct", TEST | {"robot": "other"}),
        Level.STATED_EQUAL,
        "stated equal",
    ),
    "success without the split": (
        reading("success_pct", {"benchmark": "blockworld"}),
        reading("success_pct", TEST),
        Level.BESIDE,
        "not comparable: split not stated",
    ),
    "a pool of benchmarks": (
        reading("success_pct", {"benchmark": ["blockworld", "kitchenchain"]}, setup="t"),
        reading("success_pct", {"benchmark": ["blockworld", "kitchenchain"]}, setup="t"),
        Level.BESIDE,
        "not comparable: split not stated",
    ),
    "memory of one precision": (
        reading("memory_gb", {"precision": "bf16"}),
        reading("memory_gb", {"precision": "bf16", "hardware": "pocketchip"}),
        Level.STATED_EQUAL,
        "stated equal",
    ),
    "memory of a part and of the whole": (
        reading("memory_gb", {"precision": "bf16"}),
        reading("memory_gb", {"precision": "bf16"}, quantity={"value": 1, "scope": "kv-cache"}),
        Level.BESIDE,
        "not comparable: other scope",
    ),
    "a superseded claim": (
        reading(setting=FULL),
        reading(setting=FULL, superseded=True),
        Level.BESIDE,
        "not comparable: never ranked",
    ),
    "a count that is neither good nor bad": (
        reading("episodes", {"dataset": "d"}),
        reading("episodes", {"dataset": "d"}),
        Level.BESIDE,
        "not comparable: never ranked",
    ),
    "percent of which nobody said whether points": (
        ratio("success_gain_pct", 1),
        ratio("success_gain_pct", 1),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated",
    ),
    "parameters": (
        reading("params_b"),
        reading("params_b", {"hardware": "pocketchip"}),
        Level.HARDWARE_FREE,
        "hardware-free",
    ),
    "FLOPs of one part": (
        reading("flops_g", quantity={"value": 1, "scope": "llm"}),
        reading("flops_g", quantity={"value": 2, "scope": "llm"}),
        Level.HARDWARE_FREE,
        "hardware-free",
    ),
    "FLOPs of a part and of the whole": (
        reading("flops_g", quantity={"value": 1, "scope": "llm"}),
        reading("flops_g"),
        Level.BESIDE,
        "not comparable: other scope",
    ),
    "parameters of one table": (
        reading("params_b", setup="t"),
        reading("params_b", setup="t"),
        Level.SAME_SETUP,
        "same set-up",
    ),
    "two speed-ups over one baseline": (
        ratio(),
        ratio(quantity={"value": 3, "of": "latency_ms"}),
        Level.SAME_BASELINE,
        "same baseline",
    ),
    "two speed-ups with everything stated": (
        ratio(setting={"base_model": "basevla", "benchmark": "blockworld"}),
        ratio(setting={"base_model": "basevla", "benchmark": "blockworld"}),
        Level.STATED_EQUAL,
        "stated equal",
    ),
    "speed-ups of two quantities": (
        ratio(),
        ratio(quantity={"value": 3, "of": "calls_hz"}),
        Level.BESIDE,
        "not comparable: other quantity of the speed-up, base model not stated, benchmark not stated",
    ),
    "speed-ups over two baselines": (
        ratio(),
        ratio(baseline="crispvla"),
        Level.BESIDE,
        "not comparable: other baseline, base model not stated, benchmark not stated",
    ),
    "a speed-up over nobody in particular": (
        ratio(),
        reading("speedup_x", quantity=SPEED, edge={"baseline_text": "the best before"}),
        Level.BESIDE,
        "not comparable: baseline not stated, base model not stated, benchmark not stated",
    ),
    "a best case": (
        ratio(),
        ratio(quantity={"value": 9, "of": "latency_ms", "qualifier": "up-to"}),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated",
    ),
    "a speed-up of what, unclear": (
        ratio(),
        ratio(quantity={"value": 9, "of": "unclear"}),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated, quantity of the speed-up not stated",
    ),
    "two unclear speed-ups are not one quantity": (
        ratio(quantity={"value": 9, "of": "unclear"}),
        ratio(quantity={"value": 9, "of": "unclear"}),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated, quantity of the speed-up not stated",
    ),
    "two training speed-ups, neither of which says of what": (
        ratio("training_speedup_x", 2),
        ratio("training_speedup_x", 3),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated, quantity of the speed-up not stated",
    ),
    "a baseline run in another setting": (
        ratio(),
        ratio(same_setting=False),
        Level.BESIDE,
        "not comparable: base model not stated, benchmark not stated",
    ),
    "a baseline of which nobody said in which setting": (
        ratio(same_setting=True),
        ratio(),
        Level.SAME_BASELINE,
        "same baseline",
    ),
    "ratios of two scopes": (
        ratio("flops_fraction_pct", {"value": 50, "scope": "llm"}),
        ratio("flops_fraction_pct", 50),
        Level.BESIDE,
        "not comparable: other scope, base model not stated, benchmark not stated",
    ),
    "two metrics": (
        reading("latency_ms", FULL),
        reading("calls_hz", FULL),
        Level.BESIDE,
        "not comparable: other metric",
    ),
}
