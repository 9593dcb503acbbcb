"""Asking other hosts: pauses, patience, bounds, and what cannot be asked at all."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hosts import GARBAGE, SILENT, Hosts, Said, hosts

from livingsurvey.hosts.web import LONGEST_WAIT, Asker, PrivateAddressError, connect_public


@pytest.fixture
def host() -> Iterator[Hosts]:
    with hosts() as here:
        yield here


def test_a_question_names_its_asker_and_reads_no_more_than_it_may(host: Hosts) -> None:
    host.say("/a", Said(body=b"123456789"))
    reply = host.asker().ask("GET", "https://one.example/a?q=x y", limit=4)
    assert (reply.status, reply.body) == (200, b"12345")
    assert host.agents == {"tester/1"}
    assert host.paths("GET") == ["/a?q=x%20y"]


def test_one_host_is_asked_with_pauses_and_two_hosts_without(host: Hosts) -> None:
    asker = host.asker(pause=2.0)
    for url in ("https://one.example/", "https://two.example/", "https://one.example/b"):
        asker.ask("HEAD", url)
    assert host.slept == [2.0]


def test_arxiv_is_asked_more_slowly_as_it_wants(host: Hosts) -> None:
    asker = host.asker()
    for url in ("https://arxiv.org/abs/1", "https://arxiv.org/abs/2", "https://export.arxiv.org/api"):
        asker.ask("HEAD", url)
    assert host.slept == [3.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_host_is_asked_again_later_each_time(host: Hosts, status: int) -> None:
    host.say("/", status, status, 200)
    assert host.asker(pause=1.0).ask("HEAD", "https://one.example/").status == 200
    assert host.slept == [1.0, 2.0]


def test_a_busy_host_says_when_it_wants_to_be_asked_again(host: Hosts) -> None:
    host.say("/", Said(429, headers=(("Retry-After", "17"),)), 200)
    assert host.asker().ask("HEAD", "https://one.example/").status == 200
    assert host.slept == [17.0]


def test_a_host_may_name_the_time_as_a_date(host: Hosts) -> None:
    when = datetime.now(UTC) + timedelta(seconds=60)
    host.say("/", Said(503, headers=(("Retry-After", format_datetime(when, usegmt=True)),)), 200)
    assert host.asker().ask("HEAD", "https://one.example/").status == 200
    assert [0 < seconds <= 60 for seconds in host.slept] == [True]


@pytest.mark.parametrize("stated", ["-5", "soon", "٣", "", "Mon, 99 Foo 2099 00:00:00 GMT"])
def test_a_time_that_cannot_be_read_is_our_own_pause(host: Hosts, stated: str) -> None:
    header = stated.encode("utf-8").decode("latin-1")
    host.say("/", Said(429, headers=(("Retry-After", header),)), 200)
    assert host.asker(pause=1.5).ask("HEAD", "https://one.example/").status == 200
    assert host.slept == [1.5]


def test_a_host_that_wants_a_long_rest_is_not_waited_for(host: Hosts) -> None:
    host.say("/", Said(429, headers=(("Retry-After", f"{LONGEST_WAIT + 1:.0f}"),)))
    assert host.asker().ask("HEAD", "https://one.example/").status == 429
    assert (len(host.asked), host.slept) == (1, [])


def test_patience_has_an_end(host: Hosts) -> None:
    host.say("/", 500)
    assert host.asker(tries=3).ask("HEAD", "https://one.example/").status == 500
    assert len(host.asked) == 3


def test_silence_and_garbage_are_told_apart(host: Hosts) -> None:
    host.say("/silent", SILENT).say("/garbage", GARBAGE)
    asker = host.asker(timeout=0.2, tries=1)
    silent, garbage = (asker.ask("HEAD", f"https://one.example/{p}") for p in ("silent", "garbage"))
    assert (silent.status, silent.why) == (0, "does not answer within 0.2 s")
    assert garbage.status == 0
    assert garbage.why.startswith("breaks off (")
    assert silent.reached
    assert garbage.reached


def test_an_unknown_name_and_a_closed_door_are_not_reached() -> None:
    def no_name(*_: object) -> http.client.HTTPConnection:
        raise socket.gaierror(-2, "Name or service not known")

    def closed(*_: object) -> http.client.HTTPConnection:
        raise ConnectionRefusedError(111, "Connection refused")

    for connect, why in (
        (no_name, "has no host: the name is not known"),
        (closed, "cannot be reached (Conn"),
    ):
        reply = Asker(connect=connect, sleep=lambda _: None).ask("HEAD", "https://one.example/")
        assert not reply.reached
        assert reply.why.startswith(why)


@pytest.mark.parametrize(
    "url",
    [
        "https://",
        "https://[::1",
        "https://one.example:port/",
        "ftp://one.example/",
        "https://on\x00e.example/",
        "https://" + "a" * 70 + ".example/",
    ],
)
def test_what_is_no_address_is_not_asked(host: Hosts, url: str) -> None:
    assert host.asker().ask("HEAD", url).why == "is not an address"
    assert host.asked == []


def test_a_private_network_is_not_looked_into(host: Hosts) -> None:
    with pytest.raises(PrivateAddressError):
        connect_public("http", "127.0.0.1", host.port, 5.0)
    reply = Asker(sleep=lambda _: None).ask("HEAD", f"http://127.0.0.1:{host.port}/")
    assert reply.why == "lies in a private network"
    assert host.asked == []
