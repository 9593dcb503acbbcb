"""A request -> the files that grant it, and the answer in plain words. Nothing is written here."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from livingsurvey.arxiv import ArxivDownError, ArxivError, Work
from livingsurvey.bibfile import arrange_bib
from livingsurvey.entry import (
    arxiv_id,
    bibtex_of,
    first,
    key_of,
    known_work,
    new_entry,
    one_line,
    short_name,
    slug_of,
    whole,
)
from livingsurvey.forms import chosen
from livingsurvey.intake import Request
from livingsurvey.model import Links, Method, Survey
from livingsurvey.problem import Problem
from livingsurvey.schemaline import with_schema_line
from livingsurvey.site import examine
from livingsurvey.yamlwrite import put, written

Lookup = Callable[[str], Work]
_NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,9})?")
_RANGE = re.compile(rf"({_NUMBER.pattern})\s*[-–—]\s*({_NUMBER.pattern})")  # a dash of any length


@dataclass(frozen=True)
class Outcome:
    """What comes of a request. `files` are texts by path below data/; `slug` is the entry concerned."""

    state: str
    slug: str = ""
    form: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class RefusalError(Exception):
    """The request cannot be granted as it stands; says what to mend."""


def grant(request: Request, data: Path, survey: Survey, lookup: Lookup, today: str) -> Outcome:
    """Work out one request. `today` is the day on which a source was opened, `YYYY-MM-DD`."""
    return replace(_worked_out(request, data, survey, lookup, today), form=request.form)


def _worked_out(request: Request, data: Path, survey: Survey, lookup: Lookup, today: str) -> Outcome:
    try:
        if request.form == "add":
            outcome = _add(request, data, survey, lookup)
        elif request.form == "suggest":
            return Outcome("suggested", notes=(request.answers.get("name", ""),))
        else:
            method = survey.methods.get(request.answers.get("method", ""))
            if method is None:
                raise RefusalError("There is no such method: copy the last part of its page's address.")
            outcome = _change(request, data, survey, method, today)
    except ArxivDownError as error:
        return Outcome("later", notes=(str(error),))
    except (RefusalError, ArxivError, ValueError) as error:
        return Outcome("refused", notes=(str(error),))
    problems = _new_problems(data, outcome.files)
    if problems:
        return Outcome("refused", outcome.slug, problems=problems)
    return outcome


def _add(request: Request, data: Path, survey: Survey, lookup: Lookup) -> Outcome:
    answers = request.answers
    eprint = arxiv_id(answers.get("work", ""))
    if eprint is None:
        raise RefusalError("This is not an arXiv id or address. A maintainer enters other works.")
    if known := known_work(survey, eprint):
        return Outcome("exists", known)
    for left_out in survey.screening:
        if left_out.eprint == eprint:
            return Outcome("screened", notes=(left_out.title, left_out.why))
    work = lookup(eprint)
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
    path, entry = f"methods/{slug}.yaml", new_entry(work, name, key, answers, request.login)
    files = {path: with_schema_line(written(entry), path)}
    if reference is None:
        before = (data / "references.bib").read_text(encoding="utf-8")
        bibliography, problems = arrange_bib(f"{before}\n{bibtex_of(work, key)}", "references.bib")
        if problems:
            raise RefusalError(f"The reference cannot be written: {problems[0].message}.")
        files["references.bib"] = bibliography
    notes = [f"arXiv lists version {work.version} of “{work.title}”."]
    if numbers := answers.get("numbers", ""):
        notes.append(f"Numbers for a maintainer to enter: {one_line(numbers)}")
    return Outcome("added", slug, files=files, notes=tuple(notes))


def _change(request: Request, data: Path, survey: Survey, method: Method, today: str) -> Outcome:
    name = f"methods/{method.slug}.yaml"
    text = (data / name).read_text(encoding="utf-8")
    answers = request.answers
    if request.form == "place":
        places = method.taxonomy.get("evla", ())
        wanted = [n for n in chosen(answers.get("places", "")) if n not in [p.node for p in places]]
        for index, node in enumerate(wanted, len(places)):
            place = {"node": node, "by": "us", "why": one_line(answers.get("why", ""))}
            text = put(text, name, ("taxonomy", "evla", index), place)
        if not wanted:
            return Outcome("unchanged", method.slug)
    elif request.form == "link":
        link, address = one_line(answers.get("link", "")), whole(answers.get("address", ""))
        if link not in Links.model_fields:
            raise RefusalError("Choose which link it is.")
        if getattr(method.links, link) == address:
            return Outcome("unchanged", method.slug)
        text = put(text, name, ("links", link), address)
    else:
        text = _with_number(text, name, answers, survey, method, today)
    return Outcome("changed", method.slug, files={name: text})


def _with_number(
    text: str, name: str, answers: Mapping[str, str], survey: Survey, method: Method, today: str
) -> str:
    metric = first(answers.get("metric", ""))
    known = survey.metrics.get(metric)
    if known is None or known.stage == "edge":
        raise RefusalError("A ratio or a difference needs its baseline: a maintainer enters it.")
    value = _quantity(answers)
    source = {
        "cite": method.cite,
        "version": one_line(answers.get("version", "")),
        "where": one_line(answers.get("where", "")),
        "read": "primary",
        "seen": {"what": first(answers.get("seen", "")), "date": today},
    }
    source = {k: v for k, v in source.items() if v}
    stated = answers.get("point", "").strip().lstrip("#")
    if stated:
        index = next((i for i, p in enumerate(method.operating_points) if p.id == stated), None)
        if index is None:
            raise RefusalError("The method has no such operating point: copy it from its address, after #.")
        quantity = value if isinstance(value, dict) else {"value": value}
        return put(
            text, name, ("operating_points", index, "values", metric), {**quantity, "source": source}
        )
    count = len(method.operating_points)
    point = _new_point(answers, metric, value, source, method)
    text = put(text, name, ("operating_points", count), point)
    if method.headline is None and point["stage"] == "inference":
        text = put(text, name, ("headline",), point["id"])
    return text


def _new_point(
    answers: Mapping[str, str], metric: str, value: Any, source: Mapping[str, Any], method: Method
) -> dict[str, Any]:
    """A point of its own, with the setting that was stated and no more."""
    lists = {k: chosen(answers.get(k, "")) for k in ("benchmark", "hardware", "precision", "timing_scope")}
    setting: dict[str, Any] = {k: v[0] for k, v in lists.items() if v}
    if chunk := answers.get("chunk", ""):
        if not chunk.isdecimal() or not chunk.isascii():
            raise RefusalError("Actions per call must be a whole number.")
        setting["chunk"] = int(chunk[:6])
    taken = {p.id for p in method.operating_points}
    name = slug_of(f"{metric} {answers.get('where', '')}", (), "")
    point = {
        "id": next(n for n in (name, *(f"{name}-{i}" for i in range(2, 1000))) if n not in taken),
        "model": one_line(answers.get("model", "")) or method.name,
        "stage": first(answers.get("stage", "")) or "inference",
        "setting": setting,
        "values": {metric: value},
        "source": source,
        "measured_by": "authors",
        "note": one_line(answers.get("note", "")),
    }
    return {k: v for k, v in point.items() if v}


def _quantity(answers: Mapping[str, str]) -> Any:
    """The number as the entry states it: plain, a range, or hedged."""
    text = answers.get("value", "").strip().replace(",", "")
    hedge = chosen(answers.get("qualifier", ""))
    if found := _RANGE.fullmatch(text):
        value: dict[str, Any] = {"min": _plain(found[1]), "max": _plain(found[2])}
    elif _NUMBER.fullmatch(text):
        value = {"value": _plain(text)}
    else:
        raise RefusalError("The value must be a number such as 12.5 or a range such as 10-20, no unit.")
    if hedge:
        value["qualifier"] = hedge[0]
    return value["value"] if list(value) == ["value"] else value


def _plain(digits: str) -> float | int:
    return float(digits) if "." in digits else int(digits)


def _new_problems(data: Path, files: Mapping[str, str]) -> tuple[Problem, ...]:
    """What the checks say of the data with these files, beyond what they said before."""
    if not files:
        return ()
    with tempfile.TemporaryDirectory(prefix="livingsurvey-") as temporary:
        copy = Path(shutil.copytree(data, Path(temporary) / data.name))
        for name, text in files.items():
            (copy / name).write_text(text, encoding="utf-8", newline="\n")
        after = examine(copy)[1]
    before = {(p.file, p.field, p.message) for p in examine(data)[1]} if after else ()
    return tuple(p for p in after if (p.file, p.field, p.message) not in before)
