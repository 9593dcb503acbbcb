"""One round of questions: hosts side by side, each host one question at a time."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from livingsurvey.hosts.web import Asker
from livingsurvey.links.cache import Known
from livingsurvey.links.judge import Verdict, judge

_WORKERS = 8
_ENOUGH = 3


class OfflineError(Exception):
    """No host can be reached: that says nothing about the links."""


def due(urls: Iterable[str], known: Mapping[str, Known], today: date, limit: int | None) -> list[str]:
    """What to ask now: first what never was, then the longest unasked; not what answered lately."""
    waiting = [url for url in dict.fromkeys(urls) if url not in known or not known[url].fresh(today)]
    waiting.sort(key=lambda url: known[url].checked if url in known else "")
    return waiting[:limit]


@dataclass
class Round:
    """Asks addresses and keeps the verdicts, so that an interrupted round is not lost."""

    asker: Asker
    done: Callable[[Verdict], None] = lambda verdict: None
    verdicts: list[Verdict] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stop: threading.Event = field(default_factory=threading.Event)
    _reached: bool = False
    _unreached: set[str] = field(default_factory=set)

    def run(self, urls: Iterable[str]) -> list[Verdict]:
        """Ask every address. Raises OfflineError where no host is there."""
        hosts: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            hosts[host_of(url)].append(url)
        with ThreadPoolExecutor(_WORKERS) as pool:
            try:
                for _ in pool.map(self._one_host, sorted(hosts.values(), key=len, reverse=True)):
                    pass
            finally:
                self._stop.set()
        if self._unreached and not self._reached:
            raise OfflineError
        return self.verdicts

    def _one_host(self, urls: list[str]) -> None:
        for url in urls:
            if self._stop.is_set():
                return
            self._keep(judge(self.asker, url))

    def _keep(self, verdict: Verdict) -> None:
        with self._lock:
            self._reached = self._reached or verdict.reached
            if not verdict.reached:
                self._unreached.add(host_of(verdict.url))
            if not self._reached and len(self._unreached) >= _ENOUGH:
                self._stop.set()
            self.verdicts.append(verdict)
            self.done(verdict)


def host_of(url: str) -> str:
    """The host of an address, or nothing."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
