"""A card of 1200 x 630 pixels as coordinates: texts with place and size, none wider than its room."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from livingsurvey.charts.timeline_svg import MARKS
from livingsurvey.charts.typeface import Typeface
from livingsurvey.derive.card import Card, CardFigure

WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT = 72, 1128
ROOM = RIGHT - LEFT
GAP = 40
"""Pixels between figures."""

VALUE, NOTES = 48, (26, 24, 22)
"""Sizes of a figure and of the words below it, the largest in which all are whole."""

LEADING = 1.36
"""Distance of base lines as a share of the font's size."""


@dataclass(frozen=True)
class Line:
    """One line of text; `y` is its base line, `end` sets it flush right at `x`."""

    x: float
    y: float
    size: int
    text: str
    bold: bool = False
    quiet: bool = False
    end: bool = False


@dataclass(frozen=True)
class Drawing:
    """Everything that the template draws.

    `shape` is the pillar's mark, empty outside of the pillars; `rules` are the heights of lines across.
    """

    width: int
    height: int
    pillar: str
    shape: str
    rules: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Faces:
    """The two cuts of the font that cards are set in."""

    regular: Typeface
    bold: Typeface


def drawing(card: Card, faces: Faces) -> Drawing:
    """The card laid out. A name that the font cannot write gives way to the id, other text is left out."""
    said = _writable(card, faces)
    lines = (*_head(said, faces), *_summary(said, faces), *_numbers(said, faces), *_foot(said, faces))
    rules = (376 if said.figures else 496, 574)
    return Drawing(WIDTH, HEIGHT, said.pillar, MARKS.get(said.pillar, ""), rules, lines)


def _writable(card: Card, faces: Faces) -> Card:
    def kept(text: str, instead: str = "") -> str:
        line = " ".join(filter(None, re.split(r"[ \t\r\n]", text)))  # a number keeps its narrow blanks
        return line if faces.regular.has(line) and faces.bold.has(line) else instead

    figures = (CardFigure(kept(f.value), f.label, kept(f.note)) for f in card.figures)
    return replace(
        card,
        name=kept(card.name, card.slug),
        branch=kept(card.branch),
        summary=kept(card.summary),
        figures=tuple(f for f in figures if f.value),
        setting=kept(card.setting),
        site=kept(card.site),
    )


def _head(card: Card, faces: Faces) -> Iterator[Line]:
    """Branch and month on one line, the name below."""
    left = LEFT + 38 if card.pillar in MARKS else LEFT
    yield from _block(card.branch, faces.regular, Line(left, 80, 28, "", quiet=True), RIGHT - 150 - left)
    yield Line(RIGHT, 80, 28, card.month, quiet=True, end=True)
    yield from _block(card.name, faces.bold, Line(LEFT, 160, 76, "", bold=True), ROOM, least=46)


def _summary(card: Card, faces: Faces) -> Iterator[Line]:
    """In at most four lines; larger where no figure stands below."""
    if card.figures:
        yield from _block(card.summary, faces.regular, Line(LEFT, 216, 34, ""), ROOM, most=4, least=30)
    else:
        yield from _block(card.summary, faces.regular, Line(LEFT, 234, 42, ""), ROOM, most=5, least=30)


def _numbers(card: Card, faces: Faces) -> Iterator[Line]:
    """As many figures as can say in full what they are; under all of them the point that they are of."""
    if not card.figures:
        count = (
            f"{card.numbers} number{'s' if card.numbers > 1 else ''}, each with its setting and its source"
        )
        yield Line(LEFT, 541, 28, count if card.numbers else "No number is entered yet", quiet=True)
        return
    shown, note = _fitting(card.figures, faces)
    for n, figure in enumerate(card.figures[:shown]):
        x = round(LEFT + n * (_room(shown) + GAP), 1)
        yield from _block(figure.value, faces.bold, Line(x, 427, VALUE, "", bold=True), _room(shown))
        yield from _block(figure.said, faces.regular, replace(note, x=x), _room(shown), most=2)
    first = Line(LEFT, 558, 22, "", quiet=True)
    setting = tuple(_block(card.setting, faces.regular, first, ROOM, most=2))
    yield from (replace(line, y=round(line.y - setting[-1].y + first.y, 1)) for line in setting)


def _room(figures: int) -> float:
    """Pixels that each of some figures has side by side."""
    return (ROOM - GAP * (figures - 1)) / figures


def _fitting(figures: Sequence[CardFigure], faces: Faces) -> tuple[int, Line]:
    """How many figures fit side by side, at least one, and the first line below each.

    More figures come before larger words.
    """
    note = Line(LEFT, 460, NOTES[-1], "")
    for shown in range(len(figures), 0, -1):
        room = _room(shown)
        if any(faces.bold.width(f.value, VALUE) > room for f in figures[:shown]):
            continue
        for size in NOTES:
            if all(len(faces.regular.lines(f.said, size, room, 3)) <= 2 for f in figures[:shown]):
                return shown, replace(note, size=size)
    return 1, note


def _foot(card: Card, faces: Faces) -> Iterator[Line]:
    """The survey's name, and when the entry was last changed."""
    yield from _block(card.site, faces.regular, Line(LEFT, 607, 22, "", quiet=True), ROOM - 300)
    if card.changed:
        yield Line(RIGHT, 607, 22, f"entry of {card.changed}", quiet=True, end=True)


def _block(
    text: str, face: Typeface, first: Line, room: float, most: int = 1, least: int = 22
) -> Iterator[Line]:
    """A text in at most `most` lines from `first` on, in the largest size from `first.size` down to `least`
    in which it fits whole; else cut at the smallest.
    """
    sizes = range(first.size, least - 1, -2)
    size = next((s for s in sizes if len(face.lines(text, s, room, most + 1)) <= most), least)
    for n, line in enumerate(face.lines(text, size, room, most)):
        yield replace(first, y=round(first.y + n * size * LEADING, 1), size=size, text=line)
