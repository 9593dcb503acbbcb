"""A work that the survey does not hold yet -> its entry and its reference."""

from __future__ import annotations

from livingsurvey.bibfile import arrange_bib
from livingsurvey.contribute.entry import (
    arxiv_id,
    bibtex_of,
    key_of,
    known_work,
    new_entry,
    one_line,
    short_name,
    slug_of,
    stated,
)
from livingsurvey.contribute.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.contribute.intake import Request
from livingsurvey.writing.schemaline import with_schema_line
from livingsurvey.writing.yamlwrite import written


def add_work(request: Request, desk: Desk) -> Outcome:
    """The entry of an arXiv id, unless the work is here already or was left out."""
    answers, survey = request.answers, desk.survey
    eprint = arxiv_id(answers.get("work", ""))
    if eprint is None:
        raise RefusalError("This is not an arXiv id or address. A maintainer enters other works.")
    if known := known_work(survey, eprint):
        return Outcome("exists", known)
    for left_out in survey.screening:
        if left_out.eprint == eprint:
            return Outcome("screened", notes=(left_out.title, left_out.why))
    work = desk.work(eprint)
    if known := known_work(survey, eprint, work.title):
        return Outcome("exists", known)
    if work.withdrawn:
        raise RefusalError("Its authors have withdrawn this work from arXiv.")
    name = short_name(work, one_line(answers.get("name", "")))
    slug = slug_of(name, survey.slugs, work.month[:4])
    if not slug:
        raise RefusalError("Give the short name of the method, with Latin letters or digits in it.")
    reference = next((r for r in survey.references.values() if r.eprint == eprint), None)
    key = reference.key if reference else key_of(work, slug, survey.references)
    venue = desk.venue(work)
    entry = {**new_entry(work, name, key, answers, request.login), **stated(venue)}
    path = f"methods/{slug}.yaml"
    files = {path: with_schema_line(written(entry), path)}
    if reference is None:
        both = f"{desk.text('references.bib')}\n{bibtex_of(work, key)}"
        bibliography, problems = arrange_bib(both, "references.bib")
        if problems:
            raise RefusalError(f"The reference cannot be written: {problems[0].message}.")
        files["references.bib"] = bibliography
    notes = [f"arXiv lists version {work.version} of “{work.title}”."]
    notes += filter(None, (venue.said, venue.note))
    if numbers := answers.get("numbers", ""):
        notes.append(f"Numbers for a maintainer to enter: {one_line(numbers)}")
    return Outcome("added", slug, files=files, notes=tuple(notes))
