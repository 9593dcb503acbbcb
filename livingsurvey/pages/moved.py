"""Old addresses: whole documents of a few lines that lead to where their content is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from livingsurvey.derive.moved import moved
from livingsurvey.render import Page
from livingsurvey.view import View


def documents(view: View, published: Iterable[str], taken: Iterable[str]) -> Iterator[Page]:
    """A redirect at every old address that no page of today has `taken`."""
    living = set(taken)
    for way in moved(view, published):
        if way.old not in living:
            yield Page(
                way.old,
                way.title,
                "documents/moved.html",
                {"new": way.new, "canonical": view.info.canonical(way.new)},
                f"{way.title} has moved.",
            )
