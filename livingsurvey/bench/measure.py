"""One build in a process of its own, and what came of it: CPU seconds, memory, bytes."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from livingsurvey.publish.linkcheck import loaded_by

_MEGABYTE = 1_000_000


class BuildError(Exception):
    """The build failed; the message is what it printed."""


@dataclass(frozen=True)
class Run:
    """What one build took. CPU is user plus system time, children included."""

    cpu_seconds: float
    peak_memory_mb: float


@dataclass(frozen=True)
class Sizes:
    """Bytes of a built site's pages and of its search index."""

    pages: int
    mean: int
    largest: int
    largest_page: str
    index: int
    index_gz: int


def run_build(root: Path, config: str, site_dir: Path, tick: Callable[[float], None]) -> Run:
    """Build one configuration of `root`; `tick` is told the seconds so far. Raises BuildError."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", config, "-d", str(site_dir)]
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=root, stdout=output, stderr=subprocess.STDOUT)
        while True:
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                break
            tick(time.monotonic() - began)
            time.sleep(0.1)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise BuildError(output.read())
    unit = 1 if sys.platform == "darwin" else 1024  # the one system that counts in bytes
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / _MEGABYTE)


def sizes(site_dir: Path) -> Sizes:
    """Measure the pages and the search index."""
    pages = {p.relative_to(site_dir).as_posix(): p.stat().st_size for p in site_dir.rglob("*.html")}
    largest = max(pages, key=lambda name: (pages[name], name))
    index = (site_dir / "search" / "search_index.json").read_bytes()
    mean = sum(pages.values()) // len(pages)
    return Sizes(len(pages), mean, pages[largest], largest, len(index), compressed(index))


def first_visit(site_dir: Path, page: str) -> tuple[int, int]:
    """Compressed bytes of a page with all that it loads, and of the project's own scripts among them."""
    loaded = {
        name: compressed((site_dir / name).read_bytes()) for name in (page, *loaded_by(site_dir, page))
    }
    own = sum(size for name, size in loaded.items() if name.startswith("assets/js/"))
    return sum(loaded.values()), own


def compressed(content: bytes) -> int:
    """Bytes after gzip at the level that servers use."""
    return len(gzip.compress(content, compresslevel=6, mtime=0))
