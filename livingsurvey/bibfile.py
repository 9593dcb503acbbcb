"""BibTeX in and out: bibtexparser reads and writes, LaTeX is decoded field by field.

bibtexparser's own LaTeX middleware works on whole entries and cuts URLs at `%`; so names are split
first, then title and names are decoded, and url, doi and eprint are left as they stand.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares.names import (
    InvalidNameError,
    NameParts,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    Entry,
    Field,
    ParsingFailedBlock,
    Preamble,
    String,
)
from bibtexparser.writer import BibtexFormat
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexencode import UnicodeToLatexEncoder

from livingsurvey.model.base import EPRINT_PATTERN
from livingsurvey.model.reference import Person, Reference
from livingsurvey.problem import Problem, shown
from livingsurvey.yamlfile import read_text

KEY = re.compile(r"^[a-z]+[0-9]{4}[a-z0-9]+$")
EPRINT = re.compile(EPRINT_PATTERN)
DOI = re.compile(r"^10\.[0-9]{4,9}/[^\s<>\"'`\\]+$")
HTTPS = re.compile(r"^https://[^\s<>\"'`\\]+$")
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # we report its failures ourselves
_TO_LATEX = UnicodeToLatexEncoder(
    replacement_latex_protection="none", unknown_char_policy="keep", unknown_char_warning=False
)
_MATH = "\\ensuremath{"
MAX_BYTES = 4_000_000
_FIELD_ORDER = ("author", "title", "year", "eprint", "archiveprefix", "doi", "url")
_NEEDS_DECODING = re.compile(r"[\\{}$~]|--|``|''")
_ENTRY = re.compile(
    r"^ {0,9}@?[a-z]{1,40} {0,9}[{( ] {0,9}([a-z]{1,60}[0-9]{4}[a-z0-9]{1,60}) {0,9},", re.M | re.I
)


def read_bib(path: Path, name: str) -> tuple[dict[str, Reference], frozenset[str] | None, list[Problem]]:
    """Every reference of a .bib file by key, every key that it states, and what is wrong with the file.

    The keys are None where the file as a whole could not be read.
    """
    text, problems = read_text(path, name, MAX_BYTES)
    if text is None or problems:
        return {}, None, problems
    if not text.strip():
        return {}, None, [Problem(name, 1, 1, "", "is empty", "restore the bibliography")]
    references, problems = parse_bib(text, name)
    return references, frozenset(_ENTRY.findall(text)) | references.keys(), problems


def parse_bib(text: str, name: str) -> tuple[dict[str, Reference], list[Problem]]:
    """References and problems of BibTeX text. A broken block is a problem, never skipped silently."""
    references, problems = _parsed(text, name)
    return dict(references), list(problems)


@functools.lru_cache(maxsize=16)
def _parsed(text: str, name: str) -> tuple[Mapping[str, Reference], Sequence[Problem]]:
    library = parse_string(text)
    sheet = _Sheet(name, text.split("\n"))
    problems = [_failure(block, sheet) for block in library.failed_blocks]
    references: dict[str, Reference] = {}
    for entry in library.entries:
        reference, found = _reference(entry, sheet)
        problems += found
        if reference is not None:
            references[reference.key] = reference
    problems += _stray_text(library, sheet)
    return references, problems


def write_bib(references: Iterable[Reference]) -> str:
    """BibTeX of the references as they were written, sorted by key, fields in house order."""
    library = Library()
    for reference in sorted(references, key=lambda r: r.key):
        library.add(_entry(reference))
    form = BibtexFormat()  # type: ignore[no-untyped-call]
    form.indent, form.block_separator, form.trailing_comma = "  ", "\n", True
    return write_string(library, bibtex_format=form)


def arrange_bib(text: str, name: str) -> tuple[str, list[Problem]]:
    """The text sorted by key, fields in house order, or as it is with what is wrong.

    A comment stays above its entry; one with a blank line before the first entry stays on top.
    """
    references, problems = parse_bib(text, name)
    if problems:
        return text, problems
    opening: list[str] = []
    waiting: list[str] = []
    parts: dict[str, str] = {}
    for block in parse_string(text).blocks:
        lines = [line.rstrip() for line in (block.raw or "").splitlines()]
        if not isinstance(block, Entry):
            if isinstance(block, String | Preamble):
                words = "is a macro, which has no house form"
                return text, [
                    Problem(name, (block.start_line or 0) + 1, 1, "", words, "write its text out")
                ]
            waiting += ["", *lines] if waiting else lines
            after = (block.start_line or 0) + len(lines)
            continue
        if not parts and waiting and after < (block.start_line or 0):
            opening, waiting = waiting, []
        elif not parts and "" in waiting:
            gap = len(waiting) - waiting[::-1].index("")
            opening, waiting = waiting[: gap - 1], waiting[gap:]
        parts[block.key] = "".join(f"{line}\n" for line in waiting) + write_bib([references[block.key]])
        waiting = []
    pieces = ["\n".join(opening) + "\n"] if opening else []
    pieces += [parts[key] for key in sorted(parts)]
    pieces += ["\n".join(waiting) + "\n"] if waiting else []
    return "\n".join(pieces), []


@functools.lru_cache(maxsize=4096)
def decode(text: str) -> str:
    """LaTeX as plain Unicode text; whitespace collapsed."""
    if _NEEDS_DECODING.search(text):
        text = LatexNodes2Text(strict_latex_spaces=False, math_mode="text").latex_to_text(text)
    return " ".join(text.split())


def latex_letter(letter: str, math: bool = False) -> str:
    """One letter beyond ASCII as LaTeX in braces; itself if LaTeX has no command for it."""
    command: str = _TO_LATEX.unicode_to_latex(letter)
    if command.startswith(_MATH):
        inside = command.removeprefix(_MATH).removesuffix("}")
        return f"{{{inside}}}" if math else f"${inside}$"
    return letter if command == letter else f"{{{command}}}"


def people(author: str) -> tuple[tuple[Person, ...], bool]:
    """The authors of a BibTeX `author` field, and whether it ends in `and others`."""
    names = split_multiple_persons_names(author)
    others = bool(names) and names[-1].strip() == "others"
    return tuple(_person(n) for n in (names[:-1] if others else names)), others


def _person(name: str) -> Person:
    if name.startswith("{") and name.endswith("}"):  # a collective, not to be split
        return Person(decode(name[1:-1]))
    parts: NameParts = parse_single_name_into_parts(name, strict=True)
    family = " ".join(decode(p) for p in (*parts.von, *parts.last))
    given = " ".join(decode(p) for p in (*parts.first, *parts.jr))
    return Person(family or given, given if family else "")


@dataclass(frozen=True)
class _Sheet:
    """The text of a .bib file, to say where a problem stands."""

    name: str
    lines: list[str]

    def problem(self, start: int | None, field: str, message: str, remedy: str) -> Problem:
        """A problem in the line `start` (from 0), at the last part of `field` if it stands there."""
        text = self.lines[start or 0]
        found = re.search(rf"\b{re.escape(field.rpartition('.')[2])}\s*=", text, re.IGNORECASE)
        column = found.start() if found else len(text) - len(text.lstrip())
        return Problem(self.name, (start or 0) + 1, column + 1, shown(field), message, remedy)


def _reference(entry: Entry, sheet: _Sheet) -> tuple[Reference | None, list[Problem]]:
    fields = {f.key.lower(): str(f.value).strip() for f in entry.fields}
    starts = {f.key.lower(): f.start_line for f in entry.fields}

    def wrong(field: str, message: str, remedy: str) -> Problem:
        name = f"{entry.key}.{field}" if field else entry.key
        return sheet.problem(starts.get(field, entry.start_line), name, message, remedy)

    unclosed = [
        f.key.lower() for f in entry.fields if f.enclosing == "no-enclosing" and f.value[:1] in '{"'
    ]
    if unclosed:
        return None, [wrong(field, "swallows the next field", _COMMA) for field in unclosed]
    problems = list(_field_problems(entry.key, fields, wrong))
    title, others = "", False
    persons: tuple[Person, ...] = ()
    try:
        title = decode(fields.get("title", ""))
        persons, others = people(fields.get("author", ""))
    except InvalidNameError as error:
        cause = shown(str(getattr(error, "reason", error))).lower()
        problems.append(wrong("author", f"cannot be read as names: {cause}", _NAMES))
    except RecursionError:
        problems.append(wrong("", "is nested too deeply to be read", "remove braces that change nothing"))
    if problems:
        return None, problems
    return Reference(
        key=entry.key,
        kind=entry.entry_type,
        title=title,
        authors=persons,
        year=int(fields["year"]),
        eprint=fields.get("eprint"),
        doi=fields.get("doi"),
        url=fields.get("url"),
        others=others,
        line=(entry.start_line or 0) + 1,
        raw=tuple(sorted(fields.items(), key=_house_order)),
    ), []


_NAMES = "write `Family, Given and Family, Given`; a collective in braces"
_COMMA = "end the field with a comma"
_FORMS = (
    (
        "eprint",
        EPRINT,
        "an arXiv id with all its digits and without version, such as 2501.09740",
        "copy it from arXiv",
    ),
    ("doi", DOI, "a DOI such as 10.1000/182", "leave out https://doi.org/"),
    ("url", HTTPS, "an https address", "write https://, or leave the field out"),
    ("year", re.compile(r"^(19|20)[0-9]{2}$"), "a year such as 2025", "write four digits"),
)


def _field_problems(key: str, fields: dict[str, str], wrong: Callable[..., Problem]) -> Iterator[Problem]:
    if not KEY.match(key):
        yield wrong("", "key is not of the form familyYYYYword", "use lower-case ASCII letters and digits")
    for field in ("title", "author", "year"):
        if not fields.get(field):
            yield wrong(field, "is missing", "every reference has title, author and year")
    if not any(fields.get(f) for f in ("eprint", "doi", "url")):
        yield wrong("", "has neither eprint nor doi nor url", "say where the document can be found")
    for field, pattern, expected, remedy in _FORMS:
        if (value := fields.get(field)) and not pattern.match(value):
            yield wrong(field, f"must be {expected}, got {shown(value)}", remedy)
    for field, value in fields.items():
        if len(value) > 20_000:
            yield wrong(
                field, f"is {len(value):,} characters long, above the limit of 20,000", "shorten it"
            )


def _failure(block: ParsingFailedBlock, sheet: _Sheet) -> Problem:
    if isinstance(block, DuplicateBlockKeyBlock):
        return sheet.problem(block.start_line, block.key, "stands twice", "keep one of the two entries")
    entry = block.ignore_error_block
    if isinstance(block, DuplicateFieldKeyBlock) and isinstance(entry, Entry):
        twice = sorted(block.duplicate_keys)[0]
        start = max(f.start_line or 0 for f in entry.fields if f.key == twice)
        return sheet.problem(
            start, f"{entry.key}.{twice}", "stands twice in one entry", "keep one of the two"
        )
    cause = str(getattr(block.error, "abort_reason", "") or block.error)
    cause = shown(" ".join(cause.split()).rstrip(" ."), 120)
    remedy = "close every brace, and end fields with a comma"
    return sheet.problem(block.start_line, "", f"is not valid BibTeX: {cause}", remedy)


def _stray_text(library: Library, sheet: _Sheet) -> list[Problem]:
    remedy = "begin the entry with @type{key, and close it"
    stray = [b for b in library.comments if _is_lost_entry(b)]
    return [sheet.problem(b.start_line, "", "is text outside of any entry", remedy) for b in stray]


def _is_lost_entry(block: Block) -> bool:
    """Implicit comments are allowed as `%` lines only; other loose text is a broken entry."""
    lines = (block.raw or "").strip().splitlines()
    return any(line.strip() and not line.lstrip().startswith(("%", "@comment")) for line in lines)


def _entry(reference: Reference) -> Entry:
    return Entry(reference.kind, reference.key, [Field(key, value) for key, value in reference.raw])


def _house_order(item: tuple[str, str]) -> tuple[int, str]:
    key = item[0]
    return (_FIELD_ORDER.index(key) if key in _FIELD_ORDER else len(_FIELD_ORDER), key)
