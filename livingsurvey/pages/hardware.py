"""Devices: what runs on each, what was measured there, and what might be estimated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from livingsurvey.charts.rate_strip import strip
from livingsurvey.derive.efficiency import EfficiencyRow
from livingsurvey.derive.evidence import Evidence
from livingsurvey.derive.roofline import Roofline, lacking, roofline
from livingsurvey.derive.runs_on import (
    BAND_SOURCE,
    MEMORY_VERDICTS,
    RATE_VERDICTS,
    Answer,
    Fleet,
    Row,
    finite,
    fleet,
)
from livingsurvey.model import Hardware
from livingsurvey.render import Page
from livingsurvey.view import View

_CLASSES = ("edge", "laptop", "desktop", "workstation", "datacentre")
"""Classes in the order in which a robot's maker asks for them."""


@dataclass(frozen=True)
class Shown:
    """A judged point with its cells, and its bounds as attributes (None = no bound)."""

    row: Row
    cells: EfficiencyRow

    @property
    def bounds(self) -> tuple[tuple[str, float | None], ...]:
        """Name and value of each bound that the page's script judges by."""
        one: Evidence = self.row.evidence
        return tuple(
            (f"{what}-{end}", finite(value))
            for what, bounds in (("rate", one.rate), ("memory", one.memory))
            for end, value in (("low", bounds.low or None), ("high", bounds.high), ("best", bounds.best))
        )

    @property
    def size(self) -> float | None:
        """Billions of parameters of the variant that was run; a drawn mark cannot name another."""
        point, cell = self.row.evidence.point, self.cells.cell("params")
        return cell.sort if "params_b" in point.values or cell.note == point.model else None


def pages(view: View) -> Iterator[Page]:
    """`/hardware/`, `/hardware/<id>/`."""
    found, estimates = fleet(view), roofline(view)
    measured: dict[str, list[EfficiencyRow]] = defaultdict(list)
    for method in view.methods:
        for point in method.operating_points:
            if point.setting.hardware and not point.superseded_by:
                measured[point.setting.hardware].append(view.rows.row(method, point))
    devices = list(view.survey.hardware.values())
    answers = {d.id: found.answer(d, limit=d.memory_gb) for d in devices}
    yield _list(view, found, answers, {d.id: len(measured[d.id]) for d in devices})
    for device in devices:
        rows = sorted(measured[device.id], key=lambda r: (r.month, r.slug), reverse=True)
        yield _page(view, device, answers, estimates, rows)


def _list(view: View, found: Fleet, answers: Mapping[str, Answer], counts: Mapping[str, int]) -> Page:
    devices = list(view.survey.hardware.values())
    inference = [p for m in view.methods for p in m.operating_points if p.stage == "inference"]
    order = {name: place for place, name in enumerate(_CLASSES)}
    by_class: dict[str, list[Answer]] = defaultdict(list)
    for device in sorted(devices, key=lambda d: order.get(d.hardware_class or "", len(order))):
        if answers[device.id].rows:
            by_class[_class(view, device) or "class not stated"].append(answers[device.id])
    return Page(
        "hardware/",
        "Hardware",
        "pages/hardware_list.html",
        {
            "devices": [(d, _class(view, d), counts[d.id]) for d in devices],
            "unstated": sum(1 for p in inference if not p.setting.hardware),
            "inference": len(inference),
            "by_class": {
                name: sorted(group, key=lambda a: (-len(a.standing), a.device.name))
                for name, group in by_class.items()
            },
            "evident": len({slug for here in found.found.values() for slug in here}),
            "works": len(view.methods),
        },
        "Every device that a number of the survey was measured on, what runs on it at a robot's rate, and "
        "the vendor's own figures.",
    )


def _page(
    view: View,
    device: Hardware,
    answers: Mapping[str, Answer],
    estimates: Roofline,
    rows: list[EfficiencyRow],
) -> Page:
    answer = answers[device.id]
    shown = [Shown(r, view.rows.row(r.evidence.method, r.evidence.point)) for r in answer.rows]
    sizes = {(s.cells.slug, s.cells.point_id): s.size for s in shown}
    estimated, why_not = estimates.onto(device, {s.cells.slug for s in shown})
    family = [
        answers[d.id]
        for d in view.survey.hardware.values()
        if d.family and d.family == device.family and d.id != device.id
    ]
    return Page(
        f"hardware/{device.id}/",
        device.name,
        "pages/hardware.html",
        {
            "device": device,
            "device_class": _class(view, device),
            "reference": view.survey.references.get(device.source.cite) if device.source else None,
            "rows": rows,
            "family": family,
            "answer": answer,
            "shown": shown,
            "strip": strip(answer, sizes),
            "rate_verdicts": RATE_VERDICTS,
            "memory_verdicts": MEMORY_VERDICTS,
            "band_source": view.survey.references.get(BAND_SOURCE),
            "estimates": estimated,
            "why_not": why_not,
            "lacking": lacking(device),
            "tested": estimates.test.tested,
        },
        f"What runs on {device.name} at a robot's rate, who says so, and the vendor's figures: "
        f"{len(rows)} operating points measured on it.",
        source="data/hardware.yaml",
        keywords=f"{device.vendor} {device.family or ''} will it run".strip(),
    )


def _class(view: View, device: Hardware) -> str:
    return view.words.term("hardware_class", device.hardware_class) if device.hardware_class else ""
