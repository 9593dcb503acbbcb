"""What every page may ask: the survey, its rows, and where the site lives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from livingsurvey.derive.comparability import Reading, readings
from livingsurvey.derive.efficiency import EfficiencyRow, RowMaker
from livingsurvey.derive.words import Words
from livingsurvey.model import Form, Method, Survey
from livingsurvey.model.citation import UNKNOWN, Citation
from livingsurvey.model.history import NO_HISTORY, History

Made = TypeVar("Made")
_LONGEST_ANSWER = 200


@dataclass(frozen=True)
class SiteInfo:
    """Where the site is published and which state of the data it shows.

    A frozen snapshot has a name such as `2099.01`; it lies below the living edition, at `v/2099.01/`.
    `cards`: whether each method has a picture of its own for previews (decision 010).
    """

    site_url: str
    repo_url: str
    commit: str = ""
    date: str = ""
    snapshot: str = ""
    cards: bool = False

    @property
    def living_url(self) -> str:
        """The root of the living edition, which a snapshot leads back to; ends in a slash."""
        return self.site_url.rstrip("/").removesuffix(f"/v/{self.snapshot}") + "/"

    def canonical(self, url: str) -> str:
        """The address by which search engines shall know a page: the living one (decision 013)."""
        return self.living_url + url

    def edit_url(self, source: str) -> str:
        """Where a file of the repository is edited."""
        return f"{self.repo_url.rstrip('/')}/edit/main/{source}"

    def file_url(self, source: str) -> str:
        """Where a file of the repository is read."""
        return f"{self.repo_url.rstrip('/')}/blob/main/{source}"

    def form_url(self, form: str, **answers: str) -> str:
        """Where an issue form opens with answers filled in, each cut to one line of 200 characters."""
        lines = {field: " ".join(answer.split())[:_LONGEST_ANSWER] for field, answer in answers.items()}
        query = urlencode({"template": f"{form}.yml", **lines}, quote_via=quote, errors="replace")
        return f"{self.repo_url.rstrip('/')}/issues/new?{query}"

    def history_url(self, source: str) -> str:
        """Where the history of a file of the repository is shown."""
        return f"{self.repo_url.rstrip('/')}/commits/main/{source}"


@dataclass(frozen=True)
class View:
    """One survey with the indexes that pages share, each worked out once."""

    survey: Survey
    info: SiteInfo
    citation: Citation = UNKNOWN
    history: History = NO_HISTORY
    forms: tuple[Form, ...] = ()

    def once(self, make: Callable[..., Made], *records: object) -> Made:
        """What a function makes of this view and of records of its survey: worked out once."""
        key = (make, *map(id, records))  # the survey keeps its records: an id names one of them for good
        if key not in self._kept:
            self._kept[key] = make(self, *records)
        made: Made = self._kept[key]
        return made

    @cached_property
    def _kept(self) -> dict[tuple[object, ...], Any]:
        return {}

    @cached_property
    def rows(self) -> RowMaker:
        """Makes rows for this survey."""
        return RowMaker(self.survey)

    @property
    def words(self) -> Words:
        """What ids are called in this survey."""
        return self.rows.words

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """Living entries by name, removed ones left out."""
        living = (m for m in self.survey.methods.values() if m.removed is None)
        return tuple(sorted(living, key=lambda m: (m.name.casefold(), m.slug)))

    @cached_property
    def headlines(self) -> Mapping[str, EfficiencyRow]:
        """The headline row of every method."""
        return {m.slug: self.rows.headline(m) for m in self.methods}

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Every value of every method with its context, edges included."""
        return tuple(r for m in self.methods for r in readings(m, self.survey.metrics))

    @cached_property
    def results(self) -> Mapping[str, tuple[Reading, ...]]:
        """What was measured on each benchmark in the metric that scores it; superseded claims left out."""
        scored_by = {b.id: b.metric for b in self.survey.benchmarks.values()}
        found: dict[str, list[Reading]] = defaultdict(list)
        for reading in self.readings:
            if reading.edge is None and not reading.point.superseded_by:
                for benchmark in dict.fromkeys(reading.point.setting.benchmark or ()):
                    if scored_by.get(benchmark) == reading.metric.id:
                        found[benchmark].append(reading)
        return {benchmark: tuple(results) for benchmark, results in found.items()}

    @cached_property
    def by_node(self) -> Mapping[tuple[str, str], tuple[Method, ...]]:
        """Methods at each node or anywhere below it, by scheme and path; once each, newest first."""
        found: dict[tuple[str, str], dict[str, Method]] = defaultdict(dict)
        for method in self.methods:
            for scheme, places in method.taxonomy.items():
                for place in places:
                    parts = place.node.split("/")
                    for depth in range(1, len(parts) + 1):
                        found[scheme, "/".join(parts[:depth])][method.slug] = method
        return {
            key: tuple(sorted(ms.values(), key=lambda m: (m.month, m.slug), reverse=True))
            for key, ms in found.items()
        }

    @cached_property
    def built_on_by(self) -> Mapping[str, tuple[Method, ...]]:
        """What builds on each method, oldest first."""
        found: dict[str, list[Method]] = defaultdict(list)
        for method in sorted(self.methods, key=lambda m: (m.month, m.slug)):
            for base in method.builds_on:
                found[base].append(method)
        return {base: tuple(methods) for base, methods in found.items()}

    @cached_property
    def sourced_numbers(self) -> int:
        """How many values the survey holds, each with its source."""
        return sum(method.numbers for method in self.methods)
