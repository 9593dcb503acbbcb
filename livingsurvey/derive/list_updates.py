"""What a month did to the lists, as words: devices, benchmarks, metrics, nodes, cited documents …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from livingsurvey.model.history import Month
from livingsurvey.view import View

Verb = Literal["added", "changed", "removed"]
VERBS: tuple[Verb, ...] = ("added", "changed", "removed")
NAMED = 6
"""More than that are counted only."""

_WORDS = {
    "hardware": ("device", "devices"),
    "benchmarks": ("benchmark", "benchmarks"),
    "metrics": ("metric", "metrics"),
    "components": ("component", "components"),
    "references": ("cited document", "cited documents"),
    "screening": ("screened work", "screened works"),
    "surveys": ("related survey", "related surveys"),
}


@dataclass(frozen=True)
class ListLine:
    """`3 devices added`, with name and page of each where they are few; the page may be empty."""

    says: str
    items: tuple[tuple[str, str], ...]


def list_lines(view: View, month: Month) -> tuple[ListLine, ...]:
    """One line for each list and verb."""
    return tuple(_lines(view, month))


def _lines(view: View, month: Month) -> Iterator[ListLine]:
    for path, changes in month.lists.items():
        name = list_name(path)
        one, many = _words(view, name)
        for verb in VERBS:
            ids = changes[verb]
            if ids:
                items = tuple(_item(view, name, i) for i in ids) if len(ids) <= NAMED else ()
                yield ListLine(f"{len(ids):,} {one if len(ids) == 1 else many} {verb}", items)


def list_name(path: str) -> str:
    """`hardware` for `hardware.yaml`, `taxonomies/evla` for `taxonomies/evla.yaml`."""
    return path.rpartition(".")[0]


def _words(view: View, name: str) -> tuple[str, str]:
    if name in _WORDS:
        return _WORDS[name]
    scheme = name.removeprefix("taxonomies/")
    taxonomy = view.survey.taxonomies.get(scheme)
    of = f"of “{taxonomy.short if taxonomy else scheme}”"
    return f"category {of}", f"categories {of}"


def _item(view: View, name: str, key: str) -> tuple[str, str]:
    """What the reader is told of an id, and its present page."""
    survey = view.survey
    if name == "hardware" and key in survey.hardware:
        return survey.hardware[key].name, f"hardware/{key}/"
    if name == "benchmarks" and key in survey.benchmarks:
        return survey.benchmarks[key].name, f"benchmarks/{key}/"
    if name == "metrics" and key in survey.metrics:
        return survey.metrics[key].label, ""
    if name == "components" and key in survey.components:
        return survey.components[key].name, ""
    if name == "references" and key in survey.references:
        return survey.references[key].short, ""
    scheme = name.removeprefix("taxonomies/")
    if (scheme, key) in survey.nodes:
        return survey.nodes[scheme, key].title.en, f"taxonomy/{scheme}/{key}/"
    return key, ""
