"""What tests share: the invented survey as a tree that may be spoilt, whole builds, and a small server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from livingsurvey.check import check
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.problem import Problem
from livingsurvey.reader import examine
from livingsurvey.view import SiteInfo, View

ROOT = Path(__file__).resolve().parent.parent
INVENTED = ROOT / "tests" / "data"
LINKED = ("templates", "docs", "hooks", "node_modules", "CITATION.cff")
INFO = SiteInfo(
    "https://example.org/survey/", "https://example.org/repository", "0123456789ab", "2099-01-01"
)
ENVIRONMENT = {
    "REPO_URL": INFO.repo_url,
    "SOURCE_DATE_EPOCH": "4070908800",  # 2099-01-01
    "NO_MKDOCS_2_WARNING": "1",
    "PYTHONWARNINGS": "default",
}


@dataclass(frozen=True)
class Tree:
    """A copy of the invented survey's data/ that a test may spoil."""

    data: Path

    def path(self, name: str) -> Path:
        """A file of the tree, with its folder made."""
        path = self.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def write(self, name: str, text: str | bytes) -> Tree:
        """Write a file, as text or as raw bytes."""
        self.path(name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def read(self, name: str) -> str:
        """The text of a file."""
        return self.path(name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> Tree:
        """Replace one passage, which must stand there exactly once."""
        text = self.read(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        return self.write(name, text.replace(old, new))

    def append(self, name: str, text: str) -> Tree:
        """Add text at the end of a file."""
        return self.write(name, self.read(name) + text)

    def problems(self) -> list[Problem]:
        """Every problem, as the program finds them."""
        return examine(self.data)[1]

    def messages(self) -> list[str]:
        """Every problem, as the command line prints it."""
        return [p.text() for p in self.problems()]

    def survey(self) -> Survey:
        """The survey, which must be without problems."""
        survey, problems = examine(self.data)
        assert problems == []
        return survey

    def view(self) -> View:
        """The survey as pages ask it."""
        return View(self.survey(), INFO)


@cache
def invented() -> Survey:
    """The invented survey as it stands in tests/data."""
    survey, problems = load(INVENTED)
    assert problems == []
    return survey


def make_root(folder: Path, data: Path) -> Path:
    """A repository whose data/ is another one: everything else is linked from this one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    if not (folder / "data").exists():
        (folder / "data").symlink_to(data)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


def mkdocs_build(root: Path, out: Path, site_url: str = INFO.site_url) -> subprocess.CompletedProcess[str]:
    """`python -m mkdocs build --strict` in a root, as a user runs it."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        cwd=root,
        env={**os.environ, **ENVIRONMENT, "SITE_URL": site_url},
        capture_output=True,
        text=True,
        check=False,
    )


def built(root: Path, out: Path, site_url: str = INFO.site_url) -> Path:
    """A built site. A warning or an error of the build fails the test, with what the build said."""
    run = mkdocs_build(root, out, site_url)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


class _Server(ThreadingHTTPServer):
    """A server that says nothing when a browser hangs up."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serve(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a folder below a prefix, with its 404 page; yields the address of its root."""

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *args: object, **kwargs: object) -> None:
            super().__init__(*args, directory=str(site), **kwargs)  # type: ignore[arg-type]

        def translate_path(self, path: str) -> str:
            inside = path.startswith(prefix)
            return (
                super().translate_path("/" + path.removeprefix(prefix))
                if inside
                else str(site / "no-such-file")
            )

        def send_head(self):  # type: ignore[no-untyped-def]
            if self.path + "/" == prefix:  # as GitHub Pages does for a project's root
                self.send_response(301)
                self.send_header("Location", prefix)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return None
            return super().send_head()

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != 404:
                return super().send_error(code, message, explain)
            body = (site / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
            return None

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass(frozen=True)
class Case:
    """An edit of the invented survey, and what a rule says of it: nothing, where the edit is fine."""

    rule: Callable[[Survey], Iterator[Problem]]
    file: str
    old: str
    new: str
    says: str = ""

    @property
    def id(self) -> str:
        """The name of the test: the rule, and the edit in a few words."""
        return f"{self.rule.__name__}-{self.new[:30] or 'nothing'}"

    def judge(self, tree: Tree) -> tuple[list[str], list[str]]:
        """Make the edit; what the rule alone says of it, and what all rules say."""
        survey, problems = load(tree.edit(self.file, self.old, self.new).data)
        found = sorted({*problems, *check(survey, whole=not problems)})
        return [p.text() for p in self.rule(survey)], [p.text() for p in found]

    @property
    def verdict(self) -> tuple[list[str], list[str]]:
        """What is expected of both: the one sentence, or silence."""
        return ([self.says], [self.says]) if self.says else ([], [])


def judged(cases: list[Case]) -> pytest.MarkDecorator:
    """One test for each case."""
    return pytest.mark.parametrize("case", cases, ids=[c.id for c in cases])
