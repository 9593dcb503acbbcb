"""Asks other hosts politely: one question at a time per host, with pauses and bounded patience."""

from __future__ import annotations

import http.client
import ipaddress
import os
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, quote, urlsplit

from livingsurvey.problem import shown

AGENT = "livingsurvey/1"
LONGEST_WAIT = 120.0
"""Seconds: a host that asks for more is asked again another day."""

PAUSES = {"arxiv.org": 3.0, "export.arxiv.org": 3.0}
"""Seconds between questions, of hosts that ask for more than a second."""

_BUSY = {429, 500, 502, 503, 504}
_KEPT = "/%:=&?~+!$,;'@()*[]|"
_HERE = "http://127.0.0.1:"
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?", re.IGNORECASE)


@dataclass(frozen=True)
class Reply:
    """What a host answered. Status 0: nothing; then `why` says so.

    `reached`: the host was there at all. `passing`: the same question may soon be answered otherwise.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    why: str = ""
    reached: bool = True
    passing: bool = False


Connect = Callable[[str, str, int | None, float], http.client.HTTPConnection]


class PrivateAddressError(OSError):
    """A link of the data leads into a private network, which nobody asks us to look into."""


def connect_public(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    """A connection to a host of the public internet. Raises OSError."""
    connection = connect_any(scheme, host, port, timeout)
    if not ipaddress.ip_address(connection.sock.getpeername()[0].partition("%")[0]).is_global:
        connection.close()
        raise PrivateAddressError("lies in a private network")
    return connection


def connect_any(scheme: str, host: str, port: int | None, timeout: float) -> http.client.HTTPConnection:
    """A connection to any host. Raises OSError."""
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=timeout, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=timeout)  # type: ignore[assignment]
    connection.connect()
    return connection


def host(variable: str, default: str) -> str:
    """The address of a host, or the one that the environment names for tests. Raises ValueError."""
    base = os.environ.get(variable, default).rstrip("/")
    if not base.startswith(("https://", _HERE)):
        raise ValueError(f"{variable} must be an https address")
    return base


def connect_for(base: str) -> Connect:
    """How a host is reached: one on this machine only if the environment named it."""
    return connect_any if base.startswith(_HERE) else connect_public


@dataclass(frozen=True)
class Asker:
    """Asks hosts. `pause` and `timeout` in seconds; tests bring their own clock, sleep and connections."""

    agent: str = AGENT
    pause: float = 1.0
    timeout: float = 20.0
    tries: int = 3
    connect: Connect = connect_public
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _locks: dict[str, threading.Lock] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def ask(self, method: str, url: str, limit: int = 0) -> Reply:
        """The reply to HEAD or GET with at most `limit` + 1 bytes of body. Redirects are not followed."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").encode("idna").decode(), parts.port
        except ValueError:  # UnicodeError is one
            host, port = "", None
        if not _HOST.fullmatch(host) or parts.scheme not in ("http", "https"):
            return Reply(0, why="is not an address")
        with self._locks.setdefault(host, threading.Lock()):
            return self._patiently(method, parts, host, port, limit)

    def _patiently(self, method: str, parts: SplitResult, host: str, port: int | None, limit: int) -> Reply:
        pause = max(self.pause, PAUSES.get(host, 0.0))
        for attempt in range(self.tries):
            if (wait := self._next.get(host, 0.0) - self.clock()) > 0:
                self.sleep(wait)
            reply = self._once(method, parts, host, port, limit)
            later = _retry_after(reply.headers.get("retry-after", "")) or pause * 2**attempt
            self._next[host] = self.clock() + (min(later, LONGEST_WAIT) if reply.passing else pause)
            if attempt + 1 == self.tries or not reply.passing or later > LONGEST_WAIT:
                break
        return reply

    def _once(self, method: str, parts: SplitResult, host: str, port: int | None, limit: int) -> Reply:
        target = quote(parts.path or "/", safe=_KEPT) + (
            f"?{quote(parts.query, safe=_KEPT)}" if parts.query else ""
        )
        try:
            connection = self.connect(parts.scheme, host, port, self.timeout)
        except ssl.SSLError as error:
            return Reply(0, why=f"has no valid certificate ({shown(error.reason or str(error))})")
        except PrivateAddressError as error:
            return Reply(0, why=str(error))
        except socket.gaierror:
            return Reply(0, why="has no host: the name is not known", reached=False)
        except OSError as error:
            return Reply(0, why=f"cannot be reached ({_said(error)})", reached=False, passing=True)
        try:
            connection.request(method, target, headers={"User-Agent": self.agent, "Accept": "*/*"})
            answer = connection.getresponse()
            headers = {name.lower(): value for name, value in answer.getheaders()}
            body = answer.read(limit + 1) if limit else b""
            return Reply(answer.status, headers, body, passing=answer.status in _BUSY)
        except TimeoutError:
            return Reply(0, why=f"does not answer within {self.timeout:g} s", passing=True)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return Reply(0, why=f"breaks off ({_said(error)})", passing=True)
        finally:
            connection.close()


def _retry_after(text: str) -> float | None:
    """Seconds of a Retry-After header, which states seconds or a date."""
    if text.isascii() and text.isdigit() and len(text) < 9:
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max((when - datetime.now(UTC)).total_seconds(), 0.0) or None


def _said(error: Exception) -> str:
    return shown(getattr(error, "strerror", None) or str(error) or type(error).__name__)
