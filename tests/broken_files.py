"""Files that cannot be read as what they are: encoding, line ends, size, YAML that is none."""

from __future__ import annotations

from broken_edits import BIB, SILENT, TWIN, B, Cases, S, Spoil, T, append, edit, write
from support import Tree

KEY = "indent the line like its neighbours, and close quotes above it"


def crlf(tree: Tree) -> Tree:
    """The whole file with Windows line ends."""
    return tree.write(SILENT, tree.read(SILENT).replace("\n", "\r\n"))


def link(target: str) -> Spoil:
    """A link in place of the file."""

    def spoil(tree: Tree) -> Tree:
        tree.path(SILENT).unlink()
        tree.path(SILENT).symlink_to(target)
        return tree

    return spoil


FILES: Cases = {
    "bad indentation of a key": (
        edit(SILENT, "kind: efficient", "  kind: efficient"),
        [
            f"{S}:3:7: is not valid YAML: mapping values are not allowed in this context; "
            "quote text that contains a colon, or indent the line like its neighbours"
        ],
    ),
    "bad indentation in a block": (
        edit(SILENT, "  evla: [data-collection]", "  evla: [data-collection]\n manipulation: [runtime]"),
        [f"{S}:10:2: is not valid YAML: did not find expected key; {KEY}"],
    ),
    "a tab": (
        edit(SILENT, "  evla: [data-collection]", "\tevla: [data-collection]"),
        [f"{S}:9:1: has a tab as indentation; indent with two spaces"],
    ),
    "a duplicate key": (
        edit(SILENT, "kind: efficient", "kind: efficient\nkind: foundational"),
        [f"{S}:4:1: kind: stands twice (first in line 3); keep one of the two"],
    ),
    "a duplicate key deep inside": (
        edit(TWIN, "split: tall,", "split: tall, split: tall,"),
        [
            f"{T}:16:49: operating_points.0.setting.split: stands twice (first in line 16); keep one of the two"
        ],
    ),
    "an unknown field": (
        edit(SILENT, "kind: efficient", "kind: efficient\ncolour: blue"),
        [f"{S}:4:1: colour: is not a known field; check the spelling, or remove it"],
    ),
    "a list where a map stands": (
        edit(TWIN, "values: {task_time_s: 12.5}", "values: [12.5]"),
        [
            f"{T}:17:5: operating_points.0.values: must be a map of fields, got [12.5]; write `field: value` lines"
        ],
    ),
    "a map where a list stands": (
        edit(SILENT, "domains: [manipulation]", "domains: {manipulation: yes}"),
        [
            f'{S}:4:1: domains: must be a list, got {{"manipulation": "yes"}}; '
            "write it as [a, b] or with a dash per line"
        ],
    ),
    "a list as a whole file": (
        write(SILENT, "- name: SilentVLA\n"),
        [f'{S}:1:1: must be a map of fields, got [{{"name": "SilentVLA"}}]; write `field: value` lines'],
    ),
    "an empty file": (write(SILENT, ""), [f"{S}:1:1: is empty; write the entry, or delete the file"]),
    "a file of comments": (
        write(SILENT, "# soon\n"),
        [f"{S}:1:1: is empty; write the entry, or delete the file"],
    ),
    "a byte order mark": (
        lambda tree: tree.write(SILENT, "\ufeff" + tree.read(SILENT)),
        [f"{S}:1:1: begins with a byte order mark; save as UTF-8 without BOM"],
    ),
    "Windows line ends": (
        crlf,
        [f"{S}:1:28: has Windows line ends (CRLF); save with Unix line ends (LF)"],
    ),
    "a merge conflict": (
        edit(
            SILENT,
            "kind: efficient",
            "<<<<<<< HEAD\nkind: efficient\n=======\nkind: foundational\n>>>>>>> branch",
        ),
        [
            f"{S}:{line}:1: is a merge-conflict marker; keep one side, delete the marker"
            for line in (3, 5, 7)
        ],
    ),
    "a merge conflict in the bibliography": (
        append(BIB, "<<<<<<< HEAD\n"),
        [f"{B}:151:1: is a merge-conflict marker; keep one side, delete the marker"],
    ),
    "another encoding": (
        write(SILENT, "name: Silent\nkind: café\n".encode("latin-1")),
        [f"{S}:2:10: is not UTF-8 text; save the file as UTF-8"],
    ),
    "a control character": (
        edit(SILENT, "Describes a", "Describes\x07 a"),
        [f"{S}:7:49: holds the unseen character U+0007; remove it"],
    ),
    "text that reads backwards": (
        edit(SILENT, "Describes a", "Describes\u202e a"),
        [f"{S}:7:49: holds the unseen character U+202E; remove it"],
    ),
    "a file of 5 MB": (
        append(SILENT, "#" + "x" * 5_000_000),
        [
            f"{S}:0:0: is 5,000,353 bytes long, above the limit of 512,000; "
            "split it or remove what is not data"
        ],
    ),
    "a bibliography of 5 MB": (
        append(BIB, "%" + "x" * 5_000_000),
        [
            f"{B}:0:0: is 5,003,380 bytes long, above the limit of 4,000,000; "
            "split it or remove what is not data"
        ],
    ),
    "an alias": (
        append(SILENT, "aliases: &a [one]\nvenue_note: *a\n"),
        [f"{S}:12:1: venue_note: is an alias of another value; write the value out"],
    ),
    "aliases of aliases": (
        write(SILENT, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
        [
            f"{S}:{line}:1: {field}: is an alias of another value; write the value out"
            for line, field in ((2, "b.0"), (2, "b.1"), (3, "c.0"), (3, "c.1"))
        ],
    ),
    "deep nesting in brackets": (
        append(SILENT, "aliases: " + "[" * 30 + "]" * 30 + "\n"),
        [f"{S}:11:30: aliases{'.0' * 20}: is nested more than 20 levels deep; flatten it"],
    ),
    "nesting beyond reason": (
        append(SILENT, "aliases: " + "[" * 100_000 + "\n"),
        [f"{S}:11:1: opens too many brackets; flatten it"],
    ),
    "a tag": (
        edit(SILENT, "name: SilentVLA", "name: !!python/name:os.system SilentVLA"),
        [f"{S}:2:7: name: has the tag tag:yaml.org,2002:python/name:os.system; remove the tag"],
    ),
    "two documents in one file": (
        append(SILENT, "---\nname: Another\n"),
        [f"{S}:11:1: is not valid YAML: but found another document; keep one entry in one file"],
    ),
    "an open quote": (
        edit(SILENT, "name: SilentVLA", 'name: "SilentVLA'),
        [f"{S}:6:12: is not valid YAML: did not find expected key; {KEY}"],
    ),
    "a link to a file elsewhere": (
        link("/etc/passwd"),
        [f"{S}:0:0: is a link or a folder; put the file itself there"],
    ),
    "a link to itself": (
        link("silentvla.yaml"),
        [f"{S}:0:0: is a link or a folder; put the file itself there"],
    ),
    "a file name with capitals": (
        write("methods/Silent_VLA.yaml", "name: A\n"),
        [
            "data/methods/Silent_VLA.yaml:0:0: file name must be lower-case words joined by hyphens; rename the file"
        ],
    ),
}
