"""One work, one entry: ids, names and aliases that point at exactly one thing."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from livingsurvey.check.walk import nodes, rows
from livingsurvey.model import Benchmark, Hardware, Survey
from livingsurvey.problem import Problem, shown
from livingsurvey.yamlfile import Loc, YamlFile


def one_entry_per_work(survey: Survey) -> Iterator[Problem]:
    """No two entries share their defining work, nor two works an arXiv id."""
    first_by_cite: dict[str, str] = {}
    first_by_eprint: dict[str, str] = {}
    for slug, method in survey.methods.items():
        if other := first_by_cite.get(method.cite):
            yield survey.method_file(slug).problem(
                ("cite",), f"{method.cite} is already the work of {other}", "keep one entry per work"
            )
        first_by_cite.setdefault(method.cite, slug)
        reference = survey.references.get(method.cite)
        if reference is None or reference.eprint is None:
            continue
        other = first_by_eprint.get(reference.eprint)
        if other and survey.methods[other].cite != method.cite:
            message = f"arXiv {reference.eprint} is already claimed by {other}"
            yield survey.method_file(slug).problem(("cite",), message, "keep one entry per work")
        first_by_eprint.setdefault(reference.eprint, slug)


def names_are_told_apart(survey: Survey) -> Iterator[Problem]:
    """Equal or nearly equal names of two entries are allowed only where one says `distinct_from`."""
    holders: dict[str, list[tuple[str, Loc]]] = defaultdict(list)
    for slug, method in survey.methods.items():
        holders[_folded(method.name)].append((slug, ("name",)))
        for index, alias in enumerate(method.aliases):
            holders[_folded(alias)].append((slug, ("aliases", index)))
    for uses in holders.values():
        for slug, loc in uses:
            for other in {s for s, _ in uses if s < slug}:
                pair = survey.methods[slug], survey.methods[other]
                if other in pair[0].distinct_from or slug in pair[1].distinct_from:
                    continue
                yield survey.method_file(slug).problem(
                    loc,
                    f"is also a name of {other}, or nearly",
                    f"say how they differ in `distinct_from: {{{other}: …}}`",
                )


def aliases_add_something(survey: Survey) -> Iterator[Problem]:
    """An alias that repeats the name, or another alias, is noise."""
    for slug, method in survey.methods.items():
        seen = {method.name}
        for index, alias in enumerate(method.aliases):
            if alias in seen:
                yield survey.method_file(slug).problem(
                    ("aliases", index), f"{shown(alias)} stands twice", "remove it"
                )
            seen.add(alias)


def former_ids_are_free(survey: Survey) -> Iterator[Problem]:
    """A former id redirects: it may be neither a living id nor the former id of two entries."""
    first: dict[str, str] = {}
    for slug, method in survey.methods.items():
        for index, former in enumerate(method.former_ids):
            taken = former if former in survey.slugs else first.get(former)
            if taken:
                yield survey.method_file(slug).problem(
                    ("former_ids", index), f"{former} belongs to {taken}", "choose one owner"
                )
            first.setdefault(former, slug)


def former_ids_of_lists_are_free(survey: Survey) -> Iterator[Problem]:
    """So do those of devices, benchmarks and nodes: one owner each."""
    lists: tuple[tuple[str, Mapping[str, Hardware | Benchmark]], ...] = (
        ("hardware.yaml", survey.hardware),
        ("benchmarks.yaml", survey.benchmarks),
    )
    for name, records in lists:
        yield from _owned(
            [(file, loc, r.id, r.former_ids) for file, loc, r in rows(survey, name, records.values())]
        )
    for taxonomy in survey.taxonomies.values():
        yield from _owned(
            [(f, loc, path, node.former_ids) for f, loc, path, node in nodes(survey, taxonomy)]
        )


def _owned(records: list[tuple[YamlFile, Loc, str, tuple[str, ...]]]) -> Iterator[Problem]:
    owners = {name: name for _, _, name, _ in records}
    for file, loc, name, former_ids in records:
        for index, former in enumerate(former_ids):
            if former in owners:
                yield file.problem(
                    (*loc, "former_ids", index), f"{former} belongs to {owners[former]}", "choose one owner"
                )
            owners.setdefault(former, name)


def point_ids_are_unique(survey: Survey) -> Iterator[Problem]:
    """Within an entry, a point's id and former ids are its address."""
    for slug, method in survey.methods.items():
        seen: set[str] = set()
        for index, point in enumerate(method.operating_points):
            for former, name in enumerate((point.id, *point.former_ids)):
                if name in seen:
                    loc: Loc = ("operating_points", index, "id")
                    loc = loc if former == 0 else ("operating_points", index, "former_ids", former - 1)
                    yield survey.method_file(slug).problem(
                        loc, f"{name} is the id of another point", "choose another id"
                    )
                seen.add(name)


def pointers_stay_inside(survey: Survey) -> Iterator[Problem]:
    """`headline` and `superseded_by` name points of the same entry; a superseded one is no headline."""
    for slug, method in survey.methods.items():
        file, ids = survey.method_file(slug), {p.id for p in method.operating_points}
        if method.headline is None and any(p.stage == "inference" for p in method.operating_points):
            yield file.problem(
                ("headline",),
                "is missing, though there are inference points",
                "name the point that stands for the method",
            )
        if method.headline is not None and method.headline not in ids:
            yield file.problem(("headline",), f"no point {method.headline} in this file", _listed(ids))
        for index, point in enumerate(method.operating_points):
            newer = point.superseded_by
            loc: Loc = ("operating_points", index, "superseded_by")
            if newer is not None and (newer not in ids or newer == point.id):
                yield file.problem(loc, f"no other point {newer} in this file", _listed(ids))
            if newer is not None and method.headline == point.id:
                yield file.problem(("headline",), "is superseded", f"use {newer}")


def _folded(name: str) -> str:
    """The letters and digits of a name: FUTURE-VLA and FutureVLA, dVLA and D-VLA are nearly equal."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if c.isalnum())


def _listed(ids: set[str]) -> str:
    return "there are: " + shown(", ".join(sorted(ids)), 120) if ids else "there are none"


RULES = (
    one_entry_per_work,
    names_are_told_apart,
    aliases_add_something,
    former_ids_are_free,
    former_ids_of_lists_are_free,
    point_ids_are_unique,
    pointers_stay_inside,
)
