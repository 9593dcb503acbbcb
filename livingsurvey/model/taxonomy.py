"""A taxonomy: a tree of nodes, each known everywhere by its full path."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from livingsurvey.model.base import CiteKey, Id, Label, NodeId, Record, Term, Text, Title


class Node(Record):
    """One branch. In the file `id` is a segment; its path is the segments from the root."""

    id: Id
    title: Title
    former_ids: tuple[NodeId, ...] = ()
    relieves: tuple[Term, ...] = ()
    children: tuple[Node, ...] = ()


class Taxonomy(Record):
    """One survey's way to order the field. `id` is the file's stem."""

    id: Id
    title: Title
    short: Label
    cite: CiteKey
    note: Text | None = None
    nodes: tuple[Node, ...] = Field(min_length=1)

    def walk(self) -> Iterator[tuple[str, Node]]:
        """Every node with its full path, parents before children, in file order."""
        yield from _walk(self.nodes, "")

    def former_paths(self) -> dict[str, str]:
        """Old path -> path of today. Who renames a node renames every path below it."""
        nodes = list(self.walk())
        living = {path for path, _ in nodes}
        found = {old: path for path, node in nodes for old in node.former_ids}
        for path, node in nodes:
            for old in node.former_ids:
                for below in sorted(living):
                    if below.startswith(f"{path}/"):
                        found.setdefault(old + below.removeprefix(path), below)
        return {old: found[old] for old in sorted(found.keys() - living)}


def _walk(nodes: tuple[Node, ...], prefix: str) -> Iterator[tuple[str, Node]]:
    for node in nodes:
        path = f"{prefix}/{node.id}" if prefix else node.id
        yield path, node
        yield from _walk(node.children, path)
