"""The program in one function: data and templates in, a whole site out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.bibfile import bibtex
from livingsurvey.check import check
from livingsurvey.export.api import api_files
from livingsurvey.export.explorer import explorer_file
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.pages import all_pages
from livingsurvey.pages.timeline import figure_file
from livingsurvey.problem import Problem, SurveyError
from livingsurvey.render import RenderedPage, Renderer
from livingsurvey.view import SiteInfo, View


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


@_without_collection()
def build(data: Path, templates: Path, info: SiteInfo) -> Site:
    """Load, check, derive, render, export. Raises SurveyError with every problem found."""
    survey, problems = examine(data)
    if problems:
        raise SurveyError(problems)
    view = View(survey, info)
    renderer = Renderer(templates, {"view": view, "info": info, "words": view.words})
    pages = tuple(renderer.render(all_pages(view)))
    files = (*api_files(view), explorer_file(view), figure_file(view), *_bibliographies(view))
    return Site(survey, pages, files)


def examine(data: Path) -> tuple[Survey, list[Problem]]:
    """The survey, and every problem of reading and of the rules, sorted by place."""
    survey, problems = load(data)
    return survey, sorted({*problems, *check(survey, whole=not problems)})


def _bibliographies(view: View) -> list[tuple[str, bytes]]:
    """The BibTeX of each work, beside its page."""
    references = view.survey.references
    return [
        (f"methods/{m.slug}/{m.slug}.bib", bibtex(references[m.cite]).encode())
        for m in view.survey.methods.values()
    ]
