"""The program in one function: data and templates in, a whole site out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.cff import NAME, read_citation
from livingsurvey.charts.card_svg import Faces
from livingsurvey.charts.typeface import read_typeface
from livingsurvey.contribute.forms import forms
from livingsurvey.export.api import api_files
from livingsurvey.export.beside import method_files
from livingsurvey.export.citation import credit_line
from livingsurvey.export.compare import compare_files
from livingsurvey.export.explorer import explorer_file
from livingsurvey.history.gitlog import NO_LOG, GitLog, git_log
from livingsurvey.history.months import history
from livingsurvey.model import Survey
from livingsurvey.pages import all_pages
from livingsurvey.pages.cards import cards
from livingsurvey.pages.moved import documents
from livingsurvey.pages.plain import texts
from livingsurvey.pages.snapshots import snapshot_list, versions_file
from livingsurvey.pages.timeline import figure_file
from livingsurvey.pages.updates import feeds
from livingsurvey.paint import paint
from livingsurvey.problem import SurveyError
from livingsurvey.publish.permalinks import published
from livingsurvey.reader import examine
from livingsurvey.render import RenderedPage, Renderer
from livingsurvey.vendor import card_fonts
from livingsurvey.view import SiteInfo, View

__all__ = ["Site", "build", "git_log"]


@dataclass(frozen=True)
class Site:
    """Everything that is generated: page bodies, and files below the site's root."""

    survey: Survey
    pages: tuple[RenderedPage, ...]
    files: tuple[tuple[str, bytes], ...]


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for garbage meanwhile: a build makes a million objects and drops none of them."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _silent(_: str) -> None:
    """Tell nobody."""


@_without_collection()
def build(
    data: Path,
    templates: Path,
    info: SiteInfo,
    log: GitLog = NO_LOG,
    say: Callable[[str], object] = _silent,
) -> Site:
    """Load, check, derive, render, export. Raises SurveyError with every problem found.

    CITATION.cff and permalinks.txt lie beside the templates: they are the project's, not the survey's.
    `log` is what git knows of `data`; what is not committed is in the survey and not in its history. `say`
    is told before work that takes long. Cards need their font and painter, else VendorError says so.
    """
    survey, problems = examine(data)
    citation, more = read_citation(templates.parent / NAME)
    if problems or more:
        raise SurveyError([*problems, *more])
    view = View(survey, info, citation, history(log, data, survey), tuple(forms(templates)))
    shared = {"view": view, "info": info, "words": view.words, "credit": credit_line(view)}
    renderer = Renderer(templates, shared)
    pages = tuple(renderer.render(all_pages(view)))
    files = (
        *api_files(view),
        explorer_file(view),
        figure_file(view),
        *compare_files(view),
        *method_files(view),
        *renderer.texts((*texts(view), *feeds(view))),
        *renderer.documents(documents(view, published(templates.parent), (p.url for p in pages))),
        *(_cards(view, renderer, templates.parent, say) if info.cards else ()),
        *([] if info.snapshot else [*renderer.documents([snapshot_list(citation.title)]), versions_file()]),
    )
    return Site(survey, pages, files)


def _cards(
    view: View, renderer: Renderer, root: Path, say: Callable[[str], object]
) -> Iterator[tuple[str, bytes]]:
    """A picture for each method, painted once for all builds below `root`."""
    fonts = card_fonts(root)
    drawings = renderer.texts(cards(view, Faces(*map(read_typeface, fonts))))
    return paint(drawings, fonts, root / ".cache" / "cards", say)
