"""What works were found to state, kind by kind: the survey in a handful of counts."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.derive.facets import STATES
from livingsurvey.model import Method
from livingsurvey.view import View

_LABELS = {
    "success": "success on a test",
    "speedup": "a speed-up",
    "latency": "a latency",
    "rate": "a rate in hertz",
    "memory": "memory",
}


@dataclass(frozen=True)
class Stating:
    """How many works state one kind of number, and the page that shows them."""

    label: str
    url: str
    count: int


def stating(view: View) -> list[Stating]:
    """Each kind with the works that state it in at least one point that is not superseded; most first.

    A kind is what the explorer's filter of the same name finds. The hardware is that of an inference point.
    """
    works = [_stated(m) for m in view.methods]
    rows = [
        Stating(
            label,
            f"methods/?states={kind}",
            sum(not stated.isdisjoint(STATES[kind][1]) for stated in works),
        )
        for kind, label in _LABELS.items()
    ]
    timed = sum(
        any(p.setting.hardware for p in m.operating_points if p.stage == "inference") for m in view.methods
    )
    rows.append(Stating("the hardware", "hardware/", timed))
    return sorted(rows, key=lambda row: -row.count)


def _stated(method: Method) -> set[str]:
    points = [p for p in method.operating_points if not p.superseded_by]
    return {v for p in points for v in p.values} | {v for p in points for e in p.versus for v in e.values}
