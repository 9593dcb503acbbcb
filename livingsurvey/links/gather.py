"""Every https address in `data/`, with the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag

from livingsurvey.model import Survey
from livingsurvey.problem import Problem

_ADDRESS = re.compile(r"https://[^\s<>\"'`\\]+")
_LOOSE = ".,;:!?)]}"


@dataclass(frozen=True)
class Link:
    """An address in a file; several links may share one address."""

    file: str
    line: int
    column: int
    field: str
    url: str

    def problem(self, message: str, remedy: str) -> Problem:
        """A problem at this place."""
        return Problem(self.file, self.line, self.column, self.field, f"{self.url} {message}", remedy)


def gather(survey: Survey, folder: str) -> list[Link]:
    """Links of every YAML file, text and reference, sorted by place; `folder` is the name of data/."""
    found = [*_in_yaml(survey), *_in_references(survey, folder), *_in_texts(survey, folder)]
    return sorted(found, key=lambda link: (link.file, link.line, link.column, link.field))


def _in_yaml(survey: Survey) -> Iterator[Link]:
    for file in survey.files.values():
        for loc in file.marks:
            value = file.data
            for step in loc:
                value = value[step]
            for url in _addresses(value) if isinstance(value, str) else ():
                yield Link(file.name, *file.locate(loc), ".".join(map(str, loc)), url)


def _in_references(survey: Survey, folder: str) -> Iterator[Link]:
    for key, reference in survey.references.items():
        kind = "eprint" if reference.eprint else "doi" if reference.doi else "url"
        links = [(kind, reference.link), ("url", reference.url or "")]
        for name, url in dict.fromkeys(links):
            if url.startswith("https://"):
                yield Link(
                    f"{folder}/references.bib", reference.line, 1, f"{key}.{name}", urldefrag(url).url
                )


def _in_texts(survey: Survey, folder: str) -> Iterator[Link]:
    for key, text in survey.texts.items():
        for number, line in enumerate(text.splitlines(), 1):
            for match in _ADDRESS.finditer(line):
                for url in _addresses(match[0]):
                    yield Link(f"{folder}/text/{key}.md", number, match.start() + 1, "", url)


def _addresses(text: str) -> list[str]:
    """Addresses in a text, without the sentence's own marks at their ends and without fragments."""
    return [urldefrag(_trimmed(found)).url for found in _ADDRESS.findall(text)]


def _trimmed(url: str) -> str:
    while url[-1] in _LOOSE and not (url[-1] == ")" and url.count("(") >= url.count(")")):
        url = url[:-1]
    return url
