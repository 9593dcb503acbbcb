"""A number of an entry: corrected where it stands, or a point of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from livingsurvey.contribute.entry import first, one_line, slug_of
from livingsurvey.contribute.forms import chosen
from livingsurvey.contribute.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.contribute.intake import Request
from livingsurvey.model import Method
from livingsurvey.writing.yamlwrite import put
from livingsurvey.yamlfile import Loc

_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
"""The comma in `1,234`. One elsewhere may be a decimal point, so such a number is asked for again."""
_WHOLE = re.compile(r"[0-9]{1,6}")
_RANGE = re.compile(rf"({_NUMBER.pattern})\s*[-–—]\s*({_NUMBER.pattern})")  # a dash of any length


def put_number(request: Request, desk: Desk, method: Method) -> Outcome:
    """The entry with one number more, or one right."""
    answers = request.answers
    metric = first(answers.get("metric", ""))
    known = desk.survey.metrics.get(metric)
    if known is None or known.stage == "edge":
        raise RefusalError("A ratio or a difference needs its baseline: a maintainer enters it.")
    changes = _changes(answers, metric, _source(answers, method, desk.today), method)
    name = f"methods/{method.slug}.yaml"
    return Outcome("changed", method.slug, files={name: put(desk.text(name), name, changes)})


def _changes(
    answers: Mapping[str, str], metric: str, source: Mapping[str, Any], method: Method
) -> list[tuple[Loc, Any]]:
    value = _quantity(answers)
    stated = answers.get("point", "").strip().lstrip("#")
    if stated:
        index = next((i for i, p in enumerate(method.operating_points) if p.id == stated), None)
        if index is None:
            raise RefusalError("The method has no such operating point: copy it from its address, after #.")
        quantity = value if isinstance(value, dict) else {"value": value}
        return [(("operating_points", index, "values", metric), {**quantity, "source": source})]
    point = _new_point(answers, metric, value, source, method)
    changes: list[tuple[Loc, Any]] = [(("operating_points", len(method.operating_points)), point)]
    if method.headline is None and point["stage"] == "inference":
        changes.append((("headline",), point["id"]))
    return changes


def _source(answers: Mapping[str, str], method: Method, today: str) -> dict[str, Any]:
    source = {
        "cite": method.cite,
        "version": one_line(answers.get("version", "")),
        "where": one_line(answers.get("where", "")),
        "read": "primary",
        "seen": {"what": first(answers.get("seen", "")), "date": today},
    }
    return {k: v for k, v in source.items() if v}


def _new_point(
    answers: Mapping[str, str], metric: str, value: Any, source: Mapping[str, Any], method: Method
) -> dict[str, Any]:
    """A point of its own, with the setting that was stated and no more."""
    lists = {k: chosen(answers.get(k, "")) for k in ("benchmark", "hardware", "precision", "timing_scope")}
    setting: dict[str, Any] = {k: v[0] for k, v in lists.items() if v}
    if chunk := answers.get("chunk", ""):
        if not _WHOLE.fullmatch(chunk):
            raise RefusalError("Actions per call must be a whole number.")
        setting["chunk"] = int(chunk)
    taken = {p.id for p in method.operating_points}
    name = slug_of(f"{metric} {answers.get('where', '')}", (), "")
    point = {
        "id": next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken),
        "model": one_line(answers.get("model", "")) or method.name,
        "stage": first(answers.get("stage", "")) or "inference",
        "setting": setting,
        "values": {metric: value},
        "source": source,
        "measured_by": "authors",
        "note": one_line(answers.get("note", "")),
    }
    return {k: v for k, v in point.items() if v}


def _quantity(answers: Mapping[str, str]) -> Any:
    """The number as the entry states it: plain, a range, or hedged."""
    text = _THOUSANDS.sub("", answers.get("value", "").strip())
    hedge = chosen(answers.get("qualifier", ""))
    if found := _RANGE.fullmatch(text):
        value: dict[str, Any] = {"min": _plain(found[1]), "max": _plain(found[2])}
    elif _NUMBER.fullmatch(text):
        value = {"value": _plain(text)}
    else:
        raise RefusalError("The value must be a number such as 12.5 or a range such as 10-20, no unit.")
    if hedge:
        value["qualifier"] = hedge[0]
    return value["value"] if list(value) == ["value"] else value


def _plain(digits: str) -> float | int:
    return float(digits) if "." in digits else int(digits)
