"""What the picture of a method says where its page is linked: figures of one operating point, or none."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.derive.efficiency import Cell, EfficiencyRow
from livingsurvey.derive.explorer import COLUMNS, Column, first_cell
from livingsurvey.derive.words import inside
from livingsurvey.model import Method
from livingsurvey.view import View

MOST = 3
"""So many figures stand on a card."""

_ORDER = (
    "speedup", "success", "latency", "rate", "change", "memory", "params", "gpu_hours", "flops", "tokens",
)  # fmt: skip
"""Columns of the explorer, first what a work is read for."""

_ALONE = {"change": "change of success", "params": "parameters", "gpu_hours": "GPU hours of training"}
"""What is clear in a table and too short on a card."""

_COLUMNS = {column.id: column for column in COLUMNS}


@dataclass(frozen=True)
class CardFigure:
    """One number with its unit and what it is: of what, against what, on what."""

    value: str
    label: str
    note: str

    @property
    def said(self) -> str:
        """The words below the number."""
        return ": ".join(filter(None, [self.label, self.note]))


@dataclass(frozen=True)
class Card:
    """The words of a card. `numbers`: how many the survey holds, figures or not; `changed`: a day."""

    slug: str
    name: str
    month: str
    pillar: str
    branch: str
    summary: str
    figures: tuple[CardFigure, ...]
    setting: str
    numbers: int
    changed: str
    site: str


def card(view: View, method: Method) -> Card:
    """The card of a method. Its figures are of its headline point; a size may be of the weights named."""
    row = view.headlines[method.slug]
    stated = ((_COLUMNS[name], first_cell(row, _COLUMNS[name])) for name in _ORDER)
    figures = tuple(_figure(column, cell) for column, cell in stated if _stated(cell))[:MOST]
    return Card(
        slug=method.slug,
        name=method.name,
        month=method.month,
        pillar=row.pillar,
        branch=_branch(view, method, row),
        summary=method.summary.en or "",
        figures=figures,
        setting=_setting(row, figures),
        numbers=method.numbers,
        changed=view.history.last(method.slug),
        site=view.citation.title,
    )


def _stated(cell: Cell) -> bool:
    return cell.sort is not None and not cell.derived


def _figure(column: Column, cell: Cell) -> CardFigure:
    label = _ALONE.get(column.id, inside(column.label))
    return CardFigure(f"{cell.text} {column.unit}".rstrip(), label, cell.note)


def _branch(view: View, method: Method, row: EfficiencyRow) -> str:
    """Pillar and technique, or the kind of a work that stands outside of the pillars."""
    top = view.survey.nodes.get(("evla", row.pillar))
    if top is None:
        return view.words.term("kind", method.kind)
    return " · ".join(dict.fromkeys([top.title.en, row.technique]))


def _setting(row: EfficiencyRow, figures: tuple[CardFigure, ...]) -> str:
    """The point behind the figures: any caution, source, variant, test, device and timing."""
    if not figures or not row.point_id:
        return ""
    test = "" if any(row.tested_on in f.note for f in figures) else row.tested_on
    model = "" if row.model == row.name else row.model
    caution = row.mark.words.partition(",")[0] if row.mark and row.mark.icon != "primary" else ""
    return " · ".join(filter(None, [caution, row.source, model, test, row.setting]))
