"""Other hosts as they answer, faults included: one small server on a real socket that stands for all of them."""

from __future__ import annotations

import http.client
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from livingsurvey.hosts.web import Asker

SILENT = 0
GARBAGE = -1
"""Statuses of our own: says nothing until the asker is gone; says what is not HTTP."""


@dataclass(frozen=True)
class Said:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Hosts:
    """Answers by path, each a list whose last is repeated; what is not listed answers 200. Keeps what was asked."""

    port: int = 0
    answers: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(lambda: [Said()]))
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    slept: list[float] = field(default_factory=list)
    now: float = 1000.0

    def say(self, path: str, *said: Said | int) -> Hosts:
        self.answers[path] = [Said(s) if isinstance(s, int) else s for s in said]
        return self

    def sleep(self, seconds: float) -> None:
        """Time passes without waiting."""
        self.slept.append(seconds)
        self.now += seconds

    def connect(
        self, scheme: str, host: str, port: int | None, timeout: float
    ) -> http.client.HTTPConnection:
        """A connection to this server, whatever the host."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.connect()
        return connection

    def asker(self, agent: str = "tester/1", **more: float) -> Asker:
        return Asker(agent, connect=self.connect, clock=lambda: self.now, sleep=self.sleep, **more)  # type: ignore[arg-type]

    def paths(self, method: str = "") -> list[str]:
        return [path for kind, _, path in self.asked if method in kind]


@contextmanager
def hosts() -> Iterator[Hosts]:
    """The server while it runs."""
    here = Hosts()
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            here.asked.append((self.command, self.headers["Host"], self.path))
            here.agents.add(self.headers["User-Agent"])
            waiting = here.answers[self.path.partition("?")[0]]
            said = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if said.status == SILENT:
                over.wait(30)
            elif said.status == GARBAGE:
                self.wfile.write(b"\x00\xff nothing that anybody speaks\r\n\r\n")
            else:
                self.send_response(said.status)
                for name, value in (("Content-Length", str(len(said.body))), *said.headers):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body if self.command == "GET" else b"")

        do_GET = do_HEAD = answer  # noqa: N815 - as http.server calls them

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    here.port = server.server_port
    try:
        yield here
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()
