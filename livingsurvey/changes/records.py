"""Two maps of records side by side: what came, what went, what is other than it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

Json = dict[str, Any]


class _Renamable(Protocol):
    @property
    def former_ids(self) -> tuple[str, ...]: ...


def renames(before: Mapping[str, _Renamable], after: Mapping[str, _Renamable]) -> dict[str, str]:
    """Former id -> present id of what says so itself and stands under its new id only."""
    return {
        former: name
        for name, record in after.items()
        for former in record.former_ids
        if name not in before and former in before and former not in after
    }


def record_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Json:
    """Ids that were added, removed and changed, the last with their fields."""
    both = sorted(before.keys() & after.keys())
    changed = [{"id": k, "fields": fields} for k in both if (fields := field_changes(before[k], after[k]))]
    return {
        "added": sorted(after.keys() - before.keys()),
        "removed": sorted(before.keys() - after.keys()),
        "changed": changed,
    }


def field_changes(before: Any, after: Any) -> list[Json]:
    """Each field whose value differs, by its path; a field that is absent is None."""
    old, new = dict(_leaves(before)), dict(_leaves(after))
    return [
        {"field": path, "old": old.get(path), "new": new.get(path)}
        for path in dict.fromkeys((*old, *new))
        if old.get(path) != new.get(path)
    ]


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Fields of nested maps by dotted path; lists are values. Empty and unstated are alike."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif value not in (None, (), [], ""):
        yield path, list(value) if isinstance(value, tuple) else value
