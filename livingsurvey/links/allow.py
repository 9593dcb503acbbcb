"""`data/links-allow.yaml`: links excused from answering. An entry without effect is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from livingsurvey.links.cache import Known
from livingsurvey.model.outside import AllowedLink
from livingsurvey.problem import Problem, SurveyError
from livingsurvey.shape import shape
from livingsurvey.yamlfile import YamlFile, read_yaml

NAME = "links-allow.yaml"


@dataclass(frozen=True)
class AllowList:
    """The entries with their file; both empty where there is no file."""

    file: YamlFile | None
    entries: tuple[AllowedLink, ...]

    def covers(self, url: str) -> bool:
        """Whether an address is excused."""
        return any(_covers(entry, url) for entry in self.entries)

    def stale(self, urls: Iterable[str], known: Mapping[str, Known], today: date) -> Iterator[Problem]:
        """Entries that ran out, cover nothing, or whose every link answers."""
        every = tuple(urls)
        for index, entry in enumerate(self.entries):
            covered = [url for url in every if _covers(entry, url)]
            wrong = ""
            if entry.until < today.isoformat():
                wrong = f"ran out on {entry.until}"
            elif not covered:
                wrong = "covers no link of the data"
            elif all(url in known and not known[url].wrong for url in covered):
                wrong = "is no longer needed: every link it covers answers"
            if wrong and self.file:
                yield self.file.problem((index,), wrong, "remove it, or say anew why and until when")


def read_allow_list(data: Path) -> AllowList:
    """The list of a data folder. Raises SurveyError with all its problems."""
    path = data / NAME
    if not path.exists():
        return AllowList(None, ())
    file, problems = read_yaml(path, f"{data.name}/{NAME}")
    if file is None:
        raise SurveyError(problems)
    if not isinstance(file.data, list):
        raise SurveyError([file.problem((), "must be a list", "begin each item with a dash")])
    rows = [shape(AllowedLink, file, (index,)) for index in range(len(file.data))]
    if problems := [p for row in rows if isinstance(row, list) for p in row]:
        raise SurveyError(problems)
    return AllowList(file, tuple(row for row in rows if isinstance(row, AllowedLink)))


def _covers(entry: AllowedLink, url: str) -> bool:
    return url == entry.url or (entry.host is not None and urlsplit(url).hostname == entry.host)
