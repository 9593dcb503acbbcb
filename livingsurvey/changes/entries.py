"""One entry before and after: fields, places in taxonomies, points, numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from livingsurvey.changes.records import field_changes, renames
from livingsurvey.derive.words import with_unit
from livingsurvey.model import Method, OperatingPoint, Quantity, Source
from livingsurvey.view import View

Json = dict[str, Any]
_ELSEWHERE = {"slug", "operating_points", "taxonomy"}


def changed_entry(old: View, new: View, before: Method, after: Method) -> Json | None:
    """What differs in one entry, or None. A number is found again by point, role and metric."""
    points_before = {p.id: p for p in before.operating_points}
    points_after = {p.id: p for p in after.operating_points}
    renamed = renames(points_before, points_after)
    kept = {i: i for i in points_after if i in points_before} | {to: was for was, to in renamed.items()}
    pairs = [(points_before[was], points_after[to]) for to, was in kept.items()]
    changes: Json = {
        "fields": field_changes(*(m.model_dump(exclude=_ELSEWHERE) for m in (before, after))),
        "taxonomy": _moves(before, after),
        "points_added": [_point(new, p) for i, p in points_after.items() if i not in kept],
        "points_removed": [_point(old, p) for i, p in points_before.items() if i not in kept.values()],
        "points_renamed": [{"from": was, "to": to} for was, to in renamed.items()],
        "points_changed": [{"id": q.id, "fields": f} for p, q in pairs if (f := _point_fields(p, q))],
        "numbers": [n for p, q in pairs for n in _number_changes(old, new, p, q)],
    }
    if not any(changes.values()):
        return None
    return {"slug": after.slug, "name": after.name, **changes}


def _moves(before: Method, after: Method) -> list[Json]:
    moves = []
    for scheme in sorted({*before.taxonomy, *after.taxonomy}):
        old, new = ([p.node for p in m.taxonomy.get(scheme, ())] for m in (before, after))
        words = ([p.model_dump() for p in m.taxonomy.get(scheme, ())] for m in (before, after))
        if len({str(w) for w in words}) > 1:
            moves.append(
                {
                    "scheme": scheme,
                    "added": [n for n in new if n not in old],
                    "removed": [n for n in old if n not in new],
                }
            )
    return moves


def _point(view: View, point: OperatingPoint) -> Json:
    numbers = [
        {
            "metric": metric,
            "label": view.survey.metrics[metric].label,
            "role": role,
            "value": value,
            "source": source,
        }
        for (role, metric), (value, source) in _numbers(view, point, _roles(point)).items()
        if metric in view.survey.metrics
    ]
    return {"id": point.id, "model": point.model, "standing": point.standing, "numbers": numbers}


def _point_fields(before: OperatingPoint, after: OperatingPoint) -> list[Json]:
    """Fields of a point but for its numbers; what is said about an edge counts as a field of it."""
    roles = _shared_roles(before, after)
    return field_changes(*(_without_numbers(*pair) for pair in zip((before, after), roles, strict=True)))


def _without_numbers(point: OperatingPoint, roles: list[str]) -> Json:
    stated = point.model_dump(exclude={"id", "values", "versus"})
    for role, edge in zip(roles, point.versus, strict=True):
        stated[role] = edge.model_dump(exclude={"values", "baseline_values"})
    return stated


def _number_changes(old: View, new: View, before: OperatingPoint, after: OperatingPoint) -> Iterator[Json]:
    roles = _shared_roles(before, after)
    was, now = _numbers(old, before, roles[0]), _numbers(new, after, roles[1])
    for role, metric in dict.fromkeys((*was, *now)):
        pair = was.get((role, metric)), now.get((role, metric))
        if pair[0] != pair[1]:
            known = new.survey.metrics.get(metric) or old.survey.metrics.get(metric)
            yield {
                "point": after.id,
                "metric": metric,
                "label": known.label if known else metric,
                "role": role,
                "old": pair[0][0] if pair[0] else None,
                "new": pair[1][0] if pair[1] else None,
                "old_source": pair[0][1] if pair[0] else None,
                "source": pair[1][1] if pair[1] else None,
            }


def _numbers(view: View, point: OperatingPoint, roles: list[str]) -> dict[tuple[str, str], tuple[str, str]]:
    """Every number of a point, as text with its unit and where it was read."""
    found = {("", m): _said(view, m, q, point) for m, q in point.values.items()}
    for role, edge in zip(roles, point.versus, strict=True):
        found |= {(role, m): _said(view, m, q, point) for m, q in edge.values.items()}
        found |= {
            (f"{role}, baseline", m): _said(view, m, q, point) for m, q in edge.baseline_values.items()
        }
    return found


def _shared_roles(before: OperatingPoint, after: OperatingPoint) -> tuple[list[str], list[str]]:
    """The edges' names; where there are as many as before, each goes by its present name in both."""
    roles = _roles(after)
    return (roles if len(before.versus) == len(roles) else _roles(before)), roles


def _roles(point: OperatingPoint) -> list[str]:
    """`versus openvla`, numbered where a point meets one baseline twice."""
    names = [e.baseline or e.baseline_text or "unnamed" for e in point.versus]
    return [
        f"versus {n}" + (f" ({names[:i].count(n) + 1})" if names.count(n) > 1 else "")
        for i, n in enumerate(names)
    ]


def _said(view: View, metric_id: str, quantity: Quantity, point: OperatingPoint) -> tuple[str, str]:
    metric = view.survey.metrics.get(metric_id)
    extra = quantity.model_dump(
        exclude_none=True, include={"plus_minus", "of", "scope", "basis", "printed", "note"}
    )
    value = with_unit(quantity, metric) if metric else str(quantity.low)
    words = [value, *(f"{key.replace('_', ' ')}: {text}" for key, text in extra.items())]
    return ", ".join(words), _place(quantity.source or point.source)


def _place(source: Source) -> str:
    version = f" {source.version}" if source.version else ""
    return f"{source.cite}{version}, {source.where}"
