"""House order: in which order the fields of an entry stand, as the model declares them.

Lines are moved, nothing else: a field takes the comment lines above it along. The order inside
`setting`, `values` and the like is the author's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from livingsurvey.model import (
    Checked,
    Edge,
    Links,
    Method,
    OperatingPoint,
    Place,
    Provenance,
    Quantity,
    Seen,
    Source,
    Venue,
)
from livingsurvey.model.base import Record, Summary
from livingsurvey.model.method import Components
from livingsurvey.yamlfile import Loc

_FIELDS: dict[str, type[Record]] = {
    "venue": Venue,
    "summary": Summary,
    "components": Components,
    "links": Links,
    "source": Source,
    "seen": Seen,
    "via": Provenance,
}
_ITEMS: dict[str, type[Record]] = {"operating_points": OperatingPoint, "versus": Edge, "checked": Checked}
_QUANTITIES = ("values", "baseline_values")


def in_order(keys: Iterable[str], loc: Loc) -> list[str]:
    """The keys of the map at `loc` of an entry, in house order; an unknown key stays where it was."""
    order = _declared(loc)
    ranks: dict[str, int] = {}
    rank = -1
    for key in keys:
        rank = order.index(key) if key in order else rank
        ranks[key] = rank
    return sorted(ranks, key=ranks.__getitem__) if order else list(ranks)


def _declared(loc: Loc) -> list[str]:
    record = _record(loc)
    return list(record.model_fields) if record else []


def _record(loc: Loc) -> type[Record] | None:
    if not loc:
        return Method
    parent, last = str(loc[-2]) if len(loc) > 1 else "", loc[-1]
    if isinstance(last, int):
        return Place if loc[0] == "taxonomy" else _ITEMS.get(parent)
    return Quantity if parent in _QUANTITIES else _FIELDS.get(last)


@dataclass(frozen=True)
class Block:
    """A map in block style: from line `first` up to `end`, its keys with their lines; all count from 0.

    `column` is where its keys stand; the first key may follow a list's dash.
    """

    loc: Loc
    first: int
    end: int
    column: int
    keys: tuple[tuple[str, int], ...]


def reorder(lines: list[str], blocks: Sequence[Block]) -> list[str]:
    """The lines with the keys of each block in house order. Blocks come outermost first."""
    result = list(lines)
    for block in reversed(blocks):  # inner ones first: they stay within their lines
        names = [key for key, _ in block.keys]
        wanted = in_order(names, block.loc)
        if wanted != names:
            result[block.first : block.end] = _moved(result[block.first : block.end], block, wanted)
    return result


def _moved(lines: list[str], block: Block, wanted: list[str]) -> list[str]:
    starts = [line - block.first for _, line in block.keys]
    before = [i for i, line in enumerate(lines[: starts[0]]) if _is_content(line)]  # a dash by itself
    head = before[-1] + 1 if before else 0 if block.loc else starts[0]  # a file's opening stays on top
    tail = len(lines) - _trailing(lines[starts[-1] + 1 :], block.column)
    first, column = lines[starts[0]], block.column
    dashed = bool(first[:column].strip())
    if dashed:
        lines = [*lines[: starts[0]], " " * column + first[column:], *lines[starts[0] + 1 :]]
    begins = [head]
    for above, start in pairwise(starts):
        begins.append(start - _trailing(lines[above + 1 : start], column))
    spans = zip(begins, [*begins[1:], tail], strict=True)
    chunks = {key: lines[slice(*span)] for (key, _), span in zip(block.keys, spans, strict=True)}
    body = [line for key in wanted for line in chunks[key]]
    if dashed:
        at = next(i for i, line in enumerate(body) if _is_content(line))
        body[at] = first[:column] + body[at][column:]
    return [*lines[:head], *body, *lines[tail:]]


def _trailing(lines: Sequence[str], column: int) -> int:
    """How many lines at the end are blank, or comments that do not belong to the value above."""
    count = 0
    for line in reversed(lines):
        indent = len(line) - len(line.lstrip())
        if _is_content(line) or (line.strip() and indent > column):
            break
        count += 1
    return count


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")
