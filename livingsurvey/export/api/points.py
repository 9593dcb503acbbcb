"""Every value on a line of its own: `operating-points.csv` and `.json`.

A line repeats what its point states, so that a table program needs nothing else. A text that a spreadsheet
would take for a formula gets an apostrophe in front, and so does one that begins so after apostrophes:
taking one apostrophe off what `_FORMULA` matches gives back what was entered.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from livingsurvey.export.api.base import FOLDER, Json, plain, root, text
from livingsurvey.export.api.row import COLUMNS, POINT_COLUMNS, VALUE_COLUMNS
from livingsurvey.model import Edge, Method, OperatingPoint, Quantity, Setting
from livingsurvey.model.point import Values
from livingsurvey.view import View

_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_OF_A_QUANTITY = tuple(name for name in Quantity.model_fields if name in VALUE_COLUMNS)
Line = tuple[Json, Json]
"""What the point states, shared by all its lines, and what the value states."""


def point_files(view: View) -> Iterator[tuple[str, bytes]]:
    """The lines as CSV with every column, and as JSON objects that leave out what is not stated."""
    methods = sorted(view.methods, key=lambda m: m.slug)
    found = [line for m in methods for p in _by_id(m) for line in _lines(view, m, p)]
    yield FOLDER + "operating-points.csv", _csv(found).encode()
    yield FOLDER + "operating-points.json", _json(found).encode()


def _by_id(method: Method) -> list[OperatingPoint]:
    return sorted(method.operating_points, key=lambda p: p.id)


def _csv(lines: Iterable[Line]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for point, group in groupby(lines, key=itemgetter(0)):
        shared = _cells(POINT_COLUMNS, point)
        writer.writerows(shared + _cells(VALUE_COLUMNS, value) for _, value in group)
    return out.getvalue()


def _json(lines: Iterable[Line]) -> str:
    """A list of objects; what a point states is written once and repeated as text."""
    objects = []
    for point, group in groupby(lines, key=itemgetter(0)):
        shared = text(point)[:-1]
        objects += [f"{shared},{text(value)[1:]}" for _, value in group]
    return f"[{','.join(objects)}]\n"


def _cells(columns: Iterable[str], stated: Json) -> list[Any]:
    return [_cell(stated[name]) if name in stated else "" for name in columns]


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return json.dumps(value) if isinstance(value, bool) else value


def _lines(view: View, method: Method, point: OperatingPoint) -> Iterator[Line]:
    """The lines of a point: its values, then each comparison's, then that baseline's, by metric."""
    stated = _stated(POINT_COLUMNS, _point(view, method, point))

    def lines(values: Values, role: str, against: Json) -> Iterator[Line]:
        for metric in sorted(values):
            unit = view.survey.metrics[metric].unit
            said = {"role": role, "metric": metric, "unit": unit, **against}
            said |= _quantity(values[metric]) | _source(point, values[metric])
            yield stated, _stated(VALUE_COLUMNS, said)

    yield from lines(point.values, "value", {})
    for number, edge in enumerate(point.versus, 1):
        against = {"edge": number, **_edge(edge)}
        yield from lines(edge.values, "versus", against)
        yield from lines(edge.baseline_values, "baseline", against)


def _stated(columns: Iterable[str], said: Json) -> Json:
    return {name: said[name] for name in columns if said.get(name) is not None}


def _point(view: View, method: Method, point: OperatingPoint) -> Json:
    return {
        "method": method.slug,
        "name": method.name,
        "kind": method.kind,
        "released": method.month,
        "point": point.id,
        "headline": point.id == method.headline,
        "url": f"{root(view)}methods/{method.slug}/#{point.id}",
        "model": point.model,
        "stage": point.stage,
        "setup": point.setup,
        **_setting(point.setting),
        "measured_by": point.measured_by,
        "standing": point.standing,
        "superseded_by": point.superseded_by,
        "point_note": point.note,
    }


def _setting(setting: Setting) -> Json:
    """Every key; a pooled benchmark as `a+b`, a hedged number or a range in words, in `setting_hedged`."""
    stated: Json = {}
    hedged = []
    for key in Setting.model_fields:
        value = getattr(setting, key)
        if isinstance(value, Quantity):
            if value.exact is None or value.plus_minus is not None:
                hedged.append(f"{key} {_words(value)}")
            value = plain(value.exact)
        elif isinstance(value, tuple):
            value = "+".join(value)
        stated[key] = value
    return {**stated, "setting_hedged": "; ".join(hedged) or None}


def _words(quantity: Quantity) -> str:
    said = f"{plain(quantity.low)}"
    if quantity.value is None:
        said += f" to {plain(quantity.high)}"
    if quantity.plus_minus is not None:
        said += f" ± {plain(quantity.plus_minus)}"
    return f"{quantity.qualifier} {said}" if quantity.qualifier else said


def _edge(edge: Edge) -> Json:
    return {
        "baseline": edge.baseline,
        "baseline_text": edge.baseline_text,
        "baseline_point": edge.point,
        "same_setting": edge.same_setting,
        "edge_note": edge.note,
    }


def _quantity(quantity: Quantity) -> Json:
    numbers = {key: plain(getattr(quantity, key)) for key in ("value", "min", "max", "plus_minus")}
    words = {
        key: getattr(quantity, key) for key in ("qualifier", "of", "scope", "basis", "printed", "note")
    }
    return {**numbers, **words}


def _source(point: OperatingPoint, quantity: Quantity) -> Json:
    """Where the value was read: its own source, else its point's."""
    source = quantity.source or point.source
    return {
        "cite": source.cite,
        "version": source.version,
        "where": source.where,
        "source_url": source.url,
        "read": source.read,
        "seen": source.seen.what if source.seen else None,
        "seen_date": source.seen.date if source.seen else None,
        "via": source.via.cite if source.via else None,
        "via_where": source.via.where if source.via else None,
    }
