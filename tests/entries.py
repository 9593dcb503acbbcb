"""Entries as hypothesis invents them: every field that an entry may have, in any order and any style."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
CITES = st.from_regex(r"[a-z]{1,5}20[0-9]{2}[a-z]{1,5}", fullmatch=True)
DAYS = st.just("2099-01-01")
_AWKWARD = (
    "no", "on", "null", "~", "1:30", "2510.10", "007", "1e5", "0x1f", "- a", "a: b", "a # b", "#", "{a}", "[a",
    "'a", 'a"b', "*a", "&a", "!a", "%a", "@a", "`a`", "a, b", " a ", "a\nb", "a\tb", "π₀ 模型 🤖", "?", "? a", "|", ">",
    "---", "...", "=", "<<", "true", "2099-01-01", "a  b", "\\", "é" * 130, "word " * 40 + "end", "a" * 150,
)  # fmt: skip
TEXTS = st.sampled_from(_AWKWARD) | st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")), min_size=1, max_size=150
)
NUMBERS = st.integers(-999, 99999) | st.decimals(0, 9999, places=2).map(float)
QUANTITIES = NUMBERS | st.fixed_dictionaries(
    {"value": NUMBERS},
    optional={"qualifier": st.just("up-to"), "of": st.just("latency_ms"), "printed": TEXTS, "note": TEXTS},
)
VALUES = st.dictionaries(
    st.sampled_from(["latency_ms", "success_pct", "memory_gb"]), QUANTITIES, min_size=1
)
SOURCES = st.fixed_dictionaries(
    {"cite": CITES, "where": TEXTS, "read": st.just("primary")},
    optional={"version": st.just("v1"), "seen": st.fixed_dictionaries({"what": IDS, "date": DAYS})},
)
EDGES = st.fixed_dictionaries(
    {"values": VALUES}, optional={"baseline": IDS, "same_setting": st.booleans(), "note": TEXTS}
)
POINTS = st.fixed_dictionaries(
    {"id": IDS, "model": TEXTS, "stage": IDS, "values": VALUES, "source": SOURCES, "measured_by": IDS},
    optional={
        "setting": st.fixed_dictionaries({"benchmark": IDS, "chunk": NUMBERS}, optional={"tasks": TEXTS}),
        "versus": st.lists(EDGES, max_size=2),
        "note": TEXTS,
    },
)
ENTRIES = st.fixed_dictionaries(
    {"name": TEXTS, "kind": IDS, "domains": st.lists(IDS, min_size=1, max_size=3), "cite": CITES},
    optional={
        "released": st.just("2099-01"),
        "aliases": st.lists(TEXTS, max_size=3),
        "summary": st.fixed_dictionaries({"en": TEXTS}, optional={"zh": TEXTS}),
        "taxonomy": st.dictionaries(
            IDS, st.lists(IDS | st.fixed_dictionaries({"node": IDS, "by": IDS, "why": TEXTS}), max_size=2)
        ),
        "builds_on": st.lists(IDS, max_size=2),
        "links": st.fixed_dictionaries({}, optional={"code": st.just("https://example.org/a#b")}),
        "distinct_from": st.dictionaries(IDS, TEXTS, max_size=2),
        "headline": IDS,
        "operating_points": st.lists(POINTS, max_size=3),
    },
)


@st.composite
def untidy(draw: st.DrawFn, value: Any, depth: int = 0) -> list[str]:
    """Lines of YAML for plain data as somebody might write it: any order, block or flow, comments anywhere."""
    flow = depth > 0 and (not value or draw(st.booleans()))
    if not isinstance(value, dict | list) or flow:
        return [json.dumps(value, ensure_ascii=False)]
    lines = []
    names = list(value) if isinstance(value, dict) else range(len(value))
    if isinstance(value, dict):
        names = draw(st.permutations(list(names)))
    for name in names:
        inner = draw(untidy(value[name], depth + 1))
        lines += draw(st.sampled_from([[], [""], ["# above"], ["", "# above", "#  and above"]]))
        head = f"{json.dumps(name)}:" if isinstance(value, dict) else "-"
        if not isinstance(value[name], dict | list) or (len(inner) == 1 and inner[0][:1] in "{["):
            lines.append(f"{head} {inner[0]}" + draw(st.sampled_from(["", "  # beside"])))
        elif isinstance(value, dict) or inner[0].startswith(("#", "-")) or not inner[0]:
            lines += [head, *(f"  {line}".rstrip() for line in inner)]
        else:
            lines += [f"- {inner[0]}", *(f"  {line}".rstrip() for line in inner[1:])]
    return lines
