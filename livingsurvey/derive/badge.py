"""The badge of a method: how many numbers the survey holds of it, and who has looked at them."""

from __future__ import annotations

from dataclasses import dataclass

from livingsurvey.model import Method

LABEL = "Efficient VLA survey"
_NARROW = "fijlrt, "
_LETTERS, _PADDING = (4.0, 6.9), 12
"""Pixels: a narrow and any other letter of 11 px, and the room around a text, which is drawn to fit."""


@dataclass(frozen=True)
class Badge:
    """Two fields side by side; lengths in pixels. `state` names the second one's colour."""

    message: str
    state: str
    label: str = LABEL

    @property
    def text(self) -> str:
        """What the badge says, as a sentence for who does not see it."""
        return f"{self.label}: {self.message}"

    @property
    def label_width(self) -> int:
        """Width of the first field."""
        return _width(self.label)

    @property
    def message_width(self) -> int:
        """Width of the second field."""
        return _width(self.message)

    @property
    def width(self) -> int:
        """Width of both."""
        return self.label_width + self.message_width


def badge(method: Method) -> Badge:
    """The badge of a method: removed, without numbers, disputed, confirmed, checked or unreviewed."""
    count = method.numbers
    if method.removed:
        return Badge("entry removed", "unreviewed")
    if not count:
        return Badge("no number yet", "unreviewed")
    return Badge(f"{count} number{'s' if count > 1 else ''}, {_state(method)}", _state(method))


def _state(method: Method) -> str:
    standings = {p.standing for p in method.operating_points}
    if "disputed" in standings:
        return "disputed"
    if method.confirmed or standings == {"author-confirmed"}:
        return "confirmed"
    return "checked" if method.checked else "unreviewed"


def _width(text: str) -> int:
    return round(sum(_LETTERS[letter not in _NARROW] for letter in text)) + _PADDING
