"""The boxes of the triage issue: which are ticked, and what was written behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TICKED = re.compile(r"^ *- \[[xX]\] (.*)$", re.MULTILINE)
_BOX = re.compile(r"^( *- \[)[ xX](\] (?:add|not this) [0-9]{4}\.[0-9]{4,5}) *(?::(.*))?$")
_EMPTY = re.compile(r"^( *- \[) (\] (.*))$")
_OTHER = re.compile(r" *(?:$|[-*+#>]|[0-9]+\. )")  # a line that does not go on with the one above


@dataclass(frozen=True)
class Box:
    """`add` or `not this` of one work; `said` is a name or a reason, on one line."""

    what: str
    eprint: str
    ticked: bool
    said: str


def boxes(body: str) -> Iterator[Box]:
    """The boxes of works, in order. What stands on the lines below a box goes on with its text."""
    lines = body.splitlines()
    for index, line in enumerate(lines):
        if found := _BOX.match(line):
            said = [found[3] or ""]
            for below in lines[index + 1 :]:
                if _OTHER.match(below):
                    break
                said.append(below)
            what, _, eprint = found[2].removeprefix("] ").rpartition(" ")
            ticked = line[found.end(1)] != " "
            yield Box(what, eprint, ticked, " ".join(" ".join(said).split()))


def carried(new: str, old: str) -> str:
    """A renewed issue with the ticks, names and reasons that the old one holds for what it still lists."""
    before = {(box.what, box.eprint): box for box in boxes(old)}
    ticked = {found[1].strip() for found in _TICKED.finditer(old)}
    lines = []
    for line in new.splitlines():
        here = next(boxes(line), None)
        box = before.get((here.what, here.eprint)) if here else None
        if box:
            said = f": {box.said}" if box.said or ":" in line else ""
            line = f"{line.partition('[')[0]}[{'x' if box.ticked else ' '}] {box.what} {box.eprint}{said}"
        elif (empty := _EMPTY.match(line)) and empty[3].strip() in ticked:
            line = f"{empty[1]}x{empty[2]}"
        lines.append(line)
    return "\n".join(lines) + "\n"
