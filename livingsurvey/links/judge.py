"""Is there something at an address? HEAD, then GET where HEAD fails; redirects are followed and told."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin

from livingsurvey.hosts.web import Asker, Reply
from livingsurvey.problem import shown

_HOPS = 6
_FOR_GOOD = {301, 308}
_ELSEWHERE = {301, 302, 303, 307, 308}


@dataclass(frozen=True)
class Verdict:
    """`wrong` is empty where the address answers; `moved`: where it has moved for good."""

    url: str
    wrong: str = ""
    moved: str = ""
    reached: bool = True


def judge(asker: Asker, url: str) -> Verdict:
    """Follow one address to its end."""
    here, moved, for_good = url, "", True
    for _ in range(_HOPS):
        reply = _asked(asker, here)
        if reply.status not in _ELSEWHERE:
            return _verdict(url, here, reply, moved)
        here = urldefrag(urljoin(here, reply.headers.get("location", ""))).url
        for_good = for_good and reply.status in _FOR_GOOD
        moved = here if for_good else moved
        if not here.startswith(("https://", "http://")):
            return Verdict(url, f"leads to what is no address: {shown(here)}")
    return Verdict(url, "is redirected without end")


def _asked(asker: Asker, url: str) -> Reply:
    reply = asker.ask("HEAD", url)
    return asker.ask("GET", url) if reply.status >= 400 and reply.status != 429 else reply


def _verdict(url: str, here: str, reply: Reply, moved: str) -> Verdict:
    if 200 <= reply.status < 300:
        return Verdict(url, moved=moved)
    wrong = f"answers {reply.status}" if reply.status else reply.why
    return Verdict(url, wrong if here == url else f"{wrong}, at {shown(here, 200)}", reached=reply.reached)
