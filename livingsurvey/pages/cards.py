"""The cards: one picture for each living method, as drawings to be painted."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.charts.card_svg import Faces, drawing
from livingsurvey.derive.card import card
from livingsurvey.model import Method
from livingsurvey.render import PlainText
from livingsurvey.view import View


def cards(view: View, faces: Faces) -> Iterator[PlainText]:
    """Every card as an SVG, beside the page that it is of."""
    for method in view.methods:
        rows = {"card": drawing(card(view, method), faces)}
        yield PlainText(f"methods/{method.slug}/card.svg", "texts/card.svg", rows)


def card_of(view: View, method: Method) -> str:
    """The address of a method's card; empty where it has none, and its page shows the site's."""
    return f"methods/{method.slug}/card.png" if view.info.cards and not method.removed else ""
