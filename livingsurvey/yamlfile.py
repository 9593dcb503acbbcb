"""YAML in, with the line and column of every value, and nothing guessed about types.

YAML 1.1 would read `no` as false, `2510.10` as 2510.1 and `1:30` as 90. Here a plain scalar is a
number only in ordinary decimal notation; everything else stays text. Anchors, aliases, merge keys
and tags are refused: an entry says what it says in one place.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from livingsurvey.problem import Problem, shown

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # pragma: no cover - PyYAML built without libyaml
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

MAX_BYTES = 512_000
MAX_DEPTH = 20
MAX_SAME = 100  # problems of one kind that are reported of one file
Loc = tuple[str | int, ...]

_CONFLICT = re.compile(r"^(<{7}( |\r?$)|={7}\r?$|>{7}( |\r?$)|\|{7}( |\r?$))", re.MULTILINE)
_BRACKET = re.compile(r"[\[\]{}]")
_MANY_DASHES = re.compile(r"^ *(?:[-?] +){50}", re.MULTILINE)
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_PREFIX = "tag:yaml.org,2002:"
_PLAIN_TAGS = {_PREFIX + t for t in ("str", "int", "float", "bool", "null", "map", "seq")}


class _Loader(_BaseLoader):
    """A safe loader that knows decimal numbers, true, false and null, and nothing else.

    The parser asks it for the tag of every node; PyYAML's answer also looks at the path, which costs.
    """

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node that states none; `implicit` says whether a scalar stands without quotes."""
        if kind is not yaml.ScalarNode:
            return _PREFIX + ("map" if kind is yaml.MappingNode else "seq")
        resolvers = self.yaml_implicit_resolvers.get(value[:1], ()) if implicit[0] else ()
        return next((tag for tag, pattern in resolvers if pattern.match(value)), _PREFIX + "str")

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        """Tags do not depend on the path."""

    def ascend_resolver(self) -> None:
        """Tags do not depend on the path."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", "tf"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("float", r"^[-+]?(?:0|[1-9][0-9]*)\.[0-9]+$", "-+0123456789"),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(_PREFIX + _tag, re.compile(_pattern), list(_first))


@dataclass(frozen=True)
class YamlFile:
    """A parsed file: plain data, and where each part of it stands (1-based line, column)."""

    name: str
    data: Any
    marks: Mapping[Loc, tuple[int, int]]

    def locate(self, loc: Loc) -> tuple[int, int]:
        """Line and column of the value at `loc`, or of its nearest existing ancestor."""
        while loc not in self.marks and loc:
            loc = loc[:-1]
        return self.marks.get(loc, (1, 1))

    def problem(self, loc: Loc, message: str, remedy: str = "") -> Problem:
        """A problem at the value at `loc`."""
        return Problem(self.name, *self.locate(loc), _field(loc), message, remedy)


def read_yaml(path: Path, name: str) -> tuple[YamlFile | None, list[Problem]]:
    """Read one file; `name` is what messages call it. A file with problems yields no data."""
    text, problems = read_text(path, name)
    if text is None or problems:
        return None, problems
    return parse_yaml(text, name)


def read_text(path: Path, name: str, limit: int = MAX_BYTES) -> tuple[str | None, list[Problem]]:
    """The text of a hand-written file: UTF-8, no byte order mark, Unix line ends, bounded size, no link."""
    try:
        found = path.lstat()
        size, regular = found.st_size, stat.S_ISREG(found.st_mode)
        raw = path.read_bytes() if size <= limit and regular else b""
    except OSError as error:
        cause = f"cannot be read: {error.strerror}"
        return None, [Problem(name, 0, 0, "", cause, "restore the file and the right to read it")]
    if not regular:
        return None, [Problem(name, 0, 0, "", "is a link or a folder", "put the file itself there")]
    if size > limit:
        message = f"is {size:,} bytes long, above the limit of {limit:,}"
        return None, [Problem(name, 0, 0, "", message, "split it or remove what is not data")]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        return None, [Problem(name, line, column, "", "is not UTF-8 text", "save the file as UTF-8")]
    return text, line_problems(text, name)


def line_problems(text: str, name: str) -> list[Problem]:
    """What the lines of a hand-written file may not hold: CRLF, conflict markers, unseen characters."""
    problems = []

    def add(offset: int, message: str, remedy: str) -> None:
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        problems.append(Problem(name, line, column, "", message, remedy))

    if text.startswith("\ufeff"):
        add(0, "begins with a byte order mark", "save as UTF-8 without BOM")
    if "\r" in text:
        add(text.index("\r"), "has Windows line ends (CRLF)", "save with Unix line ends (LF)")
    for match in islice(_CONFLICT.finditer(text), MAX_SAME):
        add(match.start(), "is a merge-conflict marker", "keep one side, delete the marker")
    for match in islice(_UNSEEN.finditer(text, int(text.startswith("\ufeff"))), MAX_SAME):
        add(match.start(), f"holds the unseen character U+{ord(match[0]):04X}", "remove it")
    return problems


def parse_yaml(text: str, name: str) -> tuple[YamlFile | None, list[Problem]]:
    """Parse text that `read_text` accepted. It is parsed once, so nobody may change what a file holds."""
    file, problems = _parsed(text, name)
    return file, list(problems)


@lru_cache(maxsize=4096)
def _parsed(text: str, name: str) -> tuple[YamlFile | None, Sequence[Problem]]:
    if too_deep := _nesting_problem(text, name):
        return None, [too_deep]
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        return None, [_syntax_problem(error, text, name)]
    finally:
        loader.dispose()
    if node is None:
        return None, [Problem(name, 1, 1, "", "is empty", "write the entry, or delete the file")]
    reader = _NodeReader(name)
    data = reader.value(node, ())
    if reader.problems:
        return None, reader.problems
    return YamlFile(name, data, reader.marks), []


class _NodeReader:
    """Turns a node tree into plain data, noting the place of each value."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Loc, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()
        self._key: yaml.Node | None = None

    def value(self, node: yaml.Node, loc: Loc) -> Any:
        self.marks[loc] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if self._refused(node, loc):
            return None
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*loc, i)) for i, child in enumerate(node.value)]
        return _scalar(node.tag, str(node.value))

    def _refused(self, node: yaml.Node, loc: Loc) -> bool:
        if id(node) in self._seen:  # the composer hands out one node for anchor and alias
            self._add(self._key or node, loc, "is an alias of another value", "write the value out")
            return True
        self._seen.add(id(node))
        if node.tag not in _PLAIN_TAGS:
            self._add(node, loc, f"has the tag {shown(node.tag)}", "remove the tag")
            return True
        if len(loc) > MAX_DEPTH:
            self._add(node, loc, f"is nested more than {MAX_DEPTH} levels deep", "flatten it")
            return True
        return False

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self._add(key_node, loc, "has a key that is not text", "use a plain word as key")
                continue
            key = str(key_node.value)
            child = (*loc, key)
            if key in result:
                first = self.marks[child][0]
                self._add(key_node, child, f"stands twice (first in line {first})", "keep one of the two")
                continue
            self._key = key_node
            result[key] = self.value(value_node, child)
            self.marks[child] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        return result

    def _add(self, node: yaml.Node, loc: Loc, message: str, remedy: str) -> None:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.problems.append(Problem(self.name, line, column, _field(loc), message, remedy))


def _field(loc: Loc) -> str:
    return shown(".".join(map(str, loc)), 200)


def _scalar(tag: str, text: str) -> Any:
    kind = tag.rsplit(":", 1)[1]
    if kind == "int":
        # int() refuses absurdly long digit strings; such a "number" stays text and fails as such
        return int(text) if len(text) <= 18 else text
    if kind == "float":
        return float(text)
    if kind == "bool":
        return text == "true"
    return None if kind == "null" else text


def _nesting_problem(text: str, name: str) -> Problem | None:
    """Stop hostile nesting before the parser recurses into it."""
    if dashes := _MANY_DASHES.search(text):
        line = text.count("\n", 0, dashes.start()) + 1
        return Problem(name, line, 1, "", "opens too many lists", "flatten it")
    depth = 0
    for bracket in _BRACKET.finditer(text):
        if bracket[0] in "[{":
            depth += 1
            if depth > 10 * MAX_DEPTH:
                line = text.count("\n", 0, bracket.start()) + 1
                return Problem(name, line, 1, "", "opens too many brackets", "flatten it")
        else:
            depth = max(0, depth - 1)
    return None


def _syntax_problem(error: yaml.YAMLError, text: str, name: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    cause = str(getattr(error, "problem", None) or error).splitlines()[0]
    source = text.splitlines()[line - 1] if 0 < line <= len(text.splitlines()) else ""
    if "\t" in source[: max(column, len(source) - len(source.lstrip()))]:
        column = source.index("\t") + 1
        return Problem(name, line, column, "", "has a tab as indentation", "indent with two spaces")
    remedy = _SYNTAX_REMEDIES.get(cause, "compare indentation and quotes with a neighbouring entry")
    return Problem(name, line, column, "", f"is not valid YAML: {cause}", remedy)


_SYNTAX_REMEDIES = {
    "mapping values are not allowed in this context": "quote text that contains a colon, "
    "or indent the line like its neighbours",
    "did not find expected key": "indent the line like its neighbours, and close quotes above it",
    "found undefined tag handle": "quote text that begins with an exclamation mark",
    "found character that cannot start any token": "quote text that begins with a special character",
    "did not find expected <document start>": "keep one entry in one file",
    "but found another document": "keep one entry in one file",
    "found undefined alias": "quote text that begins with an asterisk",
    "found unexpected end of stream": "close the quote or bracket that stands open",
    "did not find expected ',' or ']'": "close the bracket, and put a comma between its items",
    "did not find expected ',' or '}'": "close the brace, and put a comma between its fields",
}
