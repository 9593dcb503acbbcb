"""The lists and the bibliography as commits had them: which ids a month added, removed and changed.

Only ids are told, so a former text need not follow the present form of a record, and none is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from livingsurvey.yamlfile import MAX_BYTES, parse_yaml

Ids = Mapping[str, list[str]]
"""`added`, `removed` and `changed`, each with ids."""

_BIBLIOGRAPHY = "references.bib"
_ROWS = {
    f"{name}.yaml" for name in ("benchmarks", "components", "hardware", "metrics", "screening", "surveys")
}
_TREES = "taxonomies/"
_ENTRY = re.compile(r"^@\w+\{([^,\s]+),")


def is_list(path: str) -> bool:
    """Whether a file below data/ is a list that is told."""
    return path == _BIBLIOGRAPHY or path in _ROWS or path.startswith(_TREES)


def list_changes(path: str, old: bytes, new: bytes) -> Ids | None:
    """What differs between two texts of a list; None where one is no list, or nothing differs."""
    before, after = _records(path, old), _records(path, new)
    if before is None or after is None:
        return None
    renamed = {
        former: name
        for name, record in after.items()
        for former in _former(record)
        if former in before and former not in after and name not in before
    }
    both = before.keys() & after.keys()
    found = {
        "added": sorted(after.keys() - before.keys() - set(renamed.values())),
        "removed": sorted(before.keys() - after.keys() - renamed.keys()),
        "changed": sorted({k for k in both if before[k] != after[k]} | set(renamed.values())),
    }
    return found if any(found.values()) else None


def _former(record: Any) -> list[str]:
    return list(record.get("former_ids") or ()) if isinstance(record, dict) else []


@lru_cache(maxsize=1024)
def _records(path: str, raw: bytes) -> Mapping[str, Any] | None:
    """What stands in a list, by id: keys of the bibliography, paths of nodes. No text is an empty list."""
    text = raw.decode("utf-8", "replace")
    if path == _BIBLIOGRAPHY:
        entries = re.split(r"^(?=@)", text, flags=re.MULTILINE)
        return {found[1]: entry.strip() for entry in entries if (found := _ENTRY.match(entry))}
    if not text or len(raw) > MAX_BYTES:
        return None if text else {}
    file, _ = parse_yaml(text, path)
    try:
        return (
            dict(_nodes(file.data["nodes"]) if path.startswith(_TREES) else _rows(file.data))
            if file
            else None
        )
    except (AttributeError, KeyError, TypeError):
        return None


def _rows(rows: Any) -> Iterator[tuple[str, Any]]:
    for row in rows:
        yield str(row.get("id") or row.get("eprint") or row["title"]), row


def _nodes(nodes: Any, above: str = "") -> Iterator[tuple[str, Any]]:
    for node in nodes:
        path = f"{above}{node['id']}"
        yield path, {key: value for key, value in node.items() if key != "children"}
        yield from _nodes(node.get("children") or (), f"{path}/")
