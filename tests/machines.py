"""Small surveys of measured points: methods by name, each with points on devices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from support import INFO, invented

from livingsurvey.model import Hardware, Method, OperatingPoint
from livingsurvey.view import View


def point(name: str, values: Mapping[str, Any], setting: Mapping[str, Any], **more: Any) -> OperatingPoint:
    """An inference point read in one table, unless `more` says otherwise."""
    return OperatingPoint.model_validate(
        {
            "id": name,
            "model": "M",
            "stage": "inference",
            "setting": setting,
            "values": values,
            "source": {
                "cite": "doe2095basevla",
                "where": "Table 1",
                "read": "primary",
                "seen": {"what": "paper", "date": "2099-01-01"},
            },
            "measured_by": "authors",
            **more,
        }
    )


def method(slug: str, *points: OperatingPoint, headline: str | None = None) -> Method:
    """A method with these points."""
    return Method(
        slug=slug,
        name=slug.capitalize(),
        kind="efficient",
        domains=("manipulation",),
        cite="doe2095basevla",
        released="2099-01",
        headline=headline,
        operating_points=points,
    )


def device(name: str, **figures: Any) -> Hardware:
    """A device; `hardware_class` goes by the name that the file has for it."""
    kind = figures.pop("hardware_class", "desktop")
    return Hardware.model_validate({"id": name, "name": name, "vendor": "V", "class": kind, **figures})


def fleet_of(methods: list[Method], devices: list[Hardware]) -> View:
    """The invented survey's words with these methods and devices instead of its own."""
    survey = replace(
        invented(),
        methods={m.slug: m for m in methods},
        hardware={d.id: d for d in devices},
    )
    return View(survey, INFO)
