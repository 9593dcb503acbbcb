"""YAML out, in house order and block style, with comments kept. Reading is yamlfile's: nothing is guessed.

A text is written only if it reads as before: equal data, every comment still there.
"""

from __future__ import annotations

import copy
import io
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, SequenceNode
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString

from livingsurvey.problem import Problem
from livingsurvey.writing.houseorder import Block, in_order, reorder
from livingsurvey.yamlfile import Loc, parse_yaml

_WIDTH = 110
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ._+/()%-]*[A-Za-z0-9.)%])?")
_NOT_TEXT = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}  # to some reader or other
_BLOCKS = {"summary", "taxonomy", "operating_points", "versus"}
_REMEDY = "write each field on a line of its own, as CONTRIBUTING shows"
_COMMENT = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)


def arrange(text: str, name: str) -> tuple[str, list[Problem]]:
    """An entry's text in house order, or the text as it is and why it cannot be arranged."""
    before, problems = parse_yaml(text, name)
    if before is None:
        return text, problems
    if not isinstance(before.data, dict):
        return text, []
    why = "it cannot be read"
    try:
        moved = _moved(text)
        for new in (_spaced(moved), moved):  # the writer loses some comments: then the lines are only moved
            after, _ = parse_yaml(new, name)
            if after is None or not _same(before.data, after.data):
                why = "its values would change"
            elif len(_COMMENT.findall(text)) != len(_COMMENT.findall(new)):
                why = "a comment would be lost"
            else:
                return new, []
    except (YAMLError, ValueError, AssertionError, StopIteration) as error:
        why = type(error).__name__
    return text, [Problem(name, 1, 1, "", f"cannot be brought into house order: {why}", _REMEDY)]


def written(entry: Mapping[str, Any]) -> str:
    """A new entry as text: house order, one line for small maps, long text folded."""
    return _dumped(_styled(entry, ()))


def in_lines(data: Mapping[str, Any]) -> str:
    """Any plain data as YAML with a line for each field and item."""
    return _dumped(_lined(data))


def _lined(value: Any) -> Any:
    if isinstance(value, str):
        return LiteralScalarString(value) if "\n" in value else _text(value, ())
    if isinstance(value, Mapping):
        return CommentedMap((key, _lined(inner)) for key, inner in value.items())
    return CommentedSeq(map(_lined, value)) if isinstance(value, Sequence) else value


def put(text: str, name: str, changes: Sequence[tuple[Loc, Any]]) -> str:
    """An entry's text with a value at each place; the index after a list's last item appends to it.

    Raises ValueError where the text cannot be read or the place does not exist.
    """
    before, problems = parse_yaml(text, name)
    if before is None or problems:
        raise ValueError("\n".join(p.text() for p in problems))
    tree, wanted = _yaml().load(text), copy.deepcopy(before.data)
    for loc, value in changes:
        _put(tree, loc, _styled(value, loc))
        _put(wanted, loc, value)
    new, problems = arrange(_dumped(tree), name)
    after, _ = parse_yaml(new, name)
    if problems or after is None or not _same(wanted, after.data):
        raise ValueError(f"{name}: cannot be changed at {'.'.join(map(str, changes[0][0]))}")
    return new


def _put(tree: Any, loc: Loc, value: Any) -> None:
    *way, last = loc
    try:
        for step, following in zip(way, loc[1:], strict=True):
            if isinstance(tree, dict) and step not in tree:
                tree[step] = CommentedSeq() if isinstance(following, int) else CommentedMap()
            tree = tree[step]
        if isinstance(tree, list) and last == len(tree):
            if isinstance(tree, CommentedSeq) and isinstance(value, CommentedMap) and not tree:
                tree.fa.set_block_style()
            tree.append(value)
        else:
            tree[last] = value
    except (KeyError, IndexError, TypeError):
        raise ValueError(f"there is no place {'.'.join(map(str, loc))}") from None


def _styled(value: Any, loc: Loc) -> Any:
    """Plain data as ruamel's, with the style that house files have at `loc`."""
    if isinstance(value, str):
        return _text(value, loc)
    if isinstance(value, Mapping):
        keys = in_order(value, loc)
        tree: CommentedMap | CommentedSeq = CommentedMap(
            (key, _styled(value[key], (*loc, key))) for key in keys
        )
    elif isinstance(value, Sequence):
        tree = CommentedSeq(_styled(item, (*loc, i)) for i, item in enumerate(value))
    else:
        return value
    (tree.fa.set_block_style if _stands_in_lines(value, loc) else tree.fa.set_flow_style)()
    return tree


def _stands_in_lines(value: Any, loc: Loc) -> bool:
    """Whether a map or list gets a line for each item: the entry, its points, and what is too long."""
    if not value:
        return False
    name = loc[-1] if loc else ""
    if not loc or name in _BLOCKS or (isinstance(name, int) and loc[-2] in ("operating_points", "versus")):
        return True
    if isinstance(value, Sequence) and any(isinstance(item, Mapping) for item in value):
        return True
    return len(str(value).replace("'", "")) > _WIDTH - 2 * len(loc)


def _text(text: str, loc: Loc) -> Any:
    in_a_flow = "taxonomy" in loc or (len(loc) > 1 and loc[0] != "summary" and loc[-1] != "note")
    words = text.split(" ")
    if len(text) > _WIDTH and not in_a_flow and all(words) and text.isprintable():
        folded = FoldedScalarString(text)
        lines = textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
        ends, end = [], -1
        for line in lines[:-1]:
            end += len(line) + 1
            ends.append(end)
        folded.fold_pos = ends
        return folded
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NOT_TEXT
    return text if plain else DoubleQuotedScalarString(text)


def _moved(text: str) -> str:
    """The text with every map in house order, by moving lines and, within a line, fields."""
    nodes = _yaml().compose(text)
    lines = _flow_ordered(text, nodes).split("\n")
    return "\n".join(reorder(lines, list(_blocks(nodes, (), lines, 0, len(lines))))).strip("\n") + "\n"


def _spaced(text: str) -> str:
    """The text with the writer's indentation and spaces, each point in lines of its own."""
    tree = _yaml().load(text)
    points = tree.get("operating_points")
    if isinstance(points, CommentedSeq) and points and not _COMMENT.search(text):  # those it would misplace
        for part in (tree, points, *(p for p in points if isinstance(p, CommentedMap) and p)):
            part.fa.set_block_style()
    return _dumped(tree)


def _yaml() -> YAML:
    """A reader and writer that keeps quotes, comments and line ends where they are."""
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dumped(tree: CommentedMap) -> str:
    out = io.StringIO()
    _yaml().dump(tree, out)
    return out.getvalue().strip("\n") + "\n"


def _blocks(node: Any, loc: Loc, lines: Sequence[str], first: int, end: int) -> Iterator[Block]:
    """Every map in block style within the lines [first, end), outer ones first."""
    if not isinstance(node, MappingNode | SequenceNode) or node.flow_style or not node.value:
        return
    if isinstance(node, MappingNode):
        names: list[Any] = [key.value for key, _ in node.value]
        children = [value for _, value in node.value]
        starts = [key.start_mark.line for key, _ in node.value]
        inside = [line + 1 for line in starts]
        yield Block(loc, first, end, node.start_mark.column, tuple(zip(names, starts, strict=True)))
    else:
        names, children = list(range(len(node.value))), node.value
        marks = [child.start_mark for child in children]
        starts = inside = [_dash(lines, mark.line, mark.column) for mark in marks]
    for name, child, start, stop in zip(names, children, inside, [*starts[1:], end], strict=True):
        yield from _blocks(child, (*loc, name), lines, start, stop)


def _dash(lines: Sequence[str], line: int, column: int) -> int:
    """The line of the dash that opens an item whose value stands at line and column."""
    while line and not lines[line][:column].lstrip().startswith("-"):
        line -= 1
    return line


def _flow_ordered(text: str, node: Any, loc: Loc = (), start: int = 0, end: int | None = None) -> str:
    """The text from start to end with the keys of every flow map in house order; commas stay in place."""
    if isinstance(node, MappingNode):
        children = [(key.value, key.start_mark.index, value) for key, value in node.value]
    else:
        items = node.value if isinstance(node, SequenceNode) else ()
        children = [(index, item.start_mark.index, item) for index, item in enumerate(items)]
    pieces, between, at = {}, [], start
    for name, begin, child in children:
        stop = max(begin, child.end_mark.index)
        between.append(text[at:begin])
        pieces[name], at = _flow_ordered(text, child, (*loc, name), begin, stop), stop
    wanted = list(pieces)
    if isinstance(node, MappingNode) and node.flow_style and "#" not in "".join(between):
        wanted = in_order(wanted, loc)
    body = (gap + pieces[name] for gap, name in zip(between, wanted, strict=True))
    return "".join(body) + text[at:end]


def _same(before: Any, after: Any) -> bool:
    """Equal, and numbers also of one type: 1 is not 1.0 and not true."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(_same(v, after[k]) for k, v in before.items())
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_same, before, after))
    return type(before) is type(after) and bool(before == after)
