"""Whom a number is to be credited to: the document that states it, and the place in it."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model import OperatingPoint, Source, Survey


@dataclass(frozen=True)
class Credit:
    """The key of a document, what it did and where: `Measured in`, `v1, Table II; Memory: Roe 2098, §3`."""

    key: str
    verb: str
    at: str


def credit(survey: Survey, point: OperatingPoint) -> Credit:
    """The source of a point; values that have a source of their own are named with it."""
    said = _said(survey, point.source)
    if point.standing == "disputed":
        said.append("disputed")
    quantities = [*point.values.items(), *((m, q) for e in point.versus for m, q in e.values.items())]
    for metric, quantity in quantities:
        if quantity.source and quantity.source != point.source:
            where = ", ".join(_said(survey, quantity.source))
            said.append(f"{survey.metrics[metric].label}: {_short(survey, quantity.source.cite)}, {where}")
    verb = "Estimated from" if point.measured_by == "estimate" else "Measured in"
    return Credit(point.source.cite, verb, "; ".join(dict.fromkeys(said)))


def _said(survey: Survey, source: Source) -> list[str]:
    """The place in the document, and whoever it is known from."""
    via = [f"as stated in {_short(survey, source.via.cite)}, {source.via.where}"] if source.via else []
    return [", ".join(filter(None, (source.version, source.where))), *via]


def _short(survey: Survey, key: str) -> str:
    reference = survey.references.get(key)
    return reference.short if reference else key
