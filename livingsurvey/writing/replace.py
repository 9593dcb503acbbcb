"""Files replaced whole: none is ever half written, and of many either all or none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def replace_files(texts: Mapping[Path, str]) -> None:
    """Write each text beside its place, then put all of them there, in the order given.

    Raises OSError where one cannot be written; nothing is replaced then.
    """
    ready: dict[Path, Path] = {}
    try:
        for given, text in texts.items():
            path = given.resolve()
            path.parent.mkdir(parents=True, exist_ok=True)
            ready[path] = path.with_name(f".{path.name}.new")
            ready[path].write_text(text, encoding="utf-8", newline="\n")
            if path.exists():
                ready[path].chmod(path.stat().st_mode)
        for path, beside in ready.items():
            beside.replace(path)
    finally:
        for beside in ready.values():
            beside.unlink(missing_ok=True)
