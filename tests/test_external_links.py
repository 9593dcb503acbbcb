"""External links: asked on real sockets, remembered with dates, excused with reasons, told by place."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hosts import GARBAGE, SILENT, Hosts, Said, hosts
from support import ROOT, Tree

from livingsurvey.cli import main
from livingsurvey.commands import links as links_command
from livingsurvey.hosts.web import Asker
from livingsurvey.links.allow import read_allow_list
from livingsurvey.links.cache import Known, read_cache
from livingsurvey.links.gather import gather
from livingsurvey.links.judge import judge
from livingsurvey.links.rounds import due

CODE = "https://example.org/crispvla"
TODAY = date(2099, 6, 15)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """Every host of the world, on a day that stands still."""
    with hosts() as here:
        monkeypatch.setattr(links_command, "asker", here.asker)
        monkeypatch.setattr(links_command, "_today", lambda: TODAY)
        yield here


def run(tree: Tree, *words: str) -> Result:
    words = ("--root", str(tree.data.parent), "links", *words)
    return CliRunner().invoke(main, words, catch_exceptions=False)


def cached(tree: Tree) -> dict[str, Any]:
    found = json.loads((tree.data.parent / ".cache/links.json").read_text("utf-8"))["links"]
    return dict(found)


def test_links_are_found_in_entries_lists_references_and_texts(tree: Tree) -> None:
    tree.append("text/inclusion.md", "\nSee (https://example.org/a_(b)), or https://example.org/c#d.\n")
    found = {(link.file, link.field): link.url for link in gather(tree.survey(), "data")}
    assert found["data/methods/crispvla.yaml", "links.code"] == CODE
    assert "https://example.org/sheets/examplechip-9" in found.values()
    assert found["data/references.bib", "doe2095basevla.eprint"] == "https://arxiv.org/abs/9501.00010"
    texts = [link for link in gather(tree.survey(), "data") if link.file == "data/text/inclusion.md"]
    assert [link.url for link in texts] == ["https://example.org/a_(b)", "https://example.org/c"]


def test_a_link_stands_at_its_line(tree: Tree) -> None:
    (link,) = [link for link in gather(tree.survey(), "data") if link.url == CODE]
    assert tree.read("methods/crispvla.yaml").splitlines()[link.line - 1].startswith("links:")


def test_a_fragment_is_not_asked_for(tree: Tree) -> None:
    urls = {link.url for link in gather(tree.survey(), "data")}
    assert "https://example.org/list" in urls
    assert not any("#" in url for url in urls)


def test_all_is_well_where_everything_answers(tree: Tree, host: Hosts) -> None:
    result = run(tree)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 problem(s)" in result.stderr
    urls = {link.url for link in gather(tree.survey(), "data")}
    assert len(host.asked) == len(urls)  # each address once, however often it stands in the data
    assert set(host.paths("HEAD")) == set(host.paths())
    assert all("https://example.org" not in agent and "(+" in agent for agent in host.agents)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (404, "answers 404"),
        (410, "answers 410"),
        (403, "answers 403"),
        (429, "answers 429"),
        (500, "answers 500"),
        (GARBAGE, "breaks off"),
    ],
)
def test_a_link_that_fails_is_told_at_its_place_with_the_archive(
    tree: Tree, host: Hosts, said: int, words: str
) -> None:
    host.say("/crispvla", said)
    result = run(tree)
    assert result.exit_code == 1
    (line,) = result.stdout.splitlines()
    assert line.startswith("data/methods/crispvla.yaml:20:")
    assert f"links.code: {CODE} {words}" in line
    assert "(since 2099-06-15)" in line
    assert line.endswith(f"https://web.archive.org/web/{CODE}")


def test_a_silent_host_is_a_problem_and_holds_up_nobody_for_ever(host: Hosts) -> None:
    host.say("/quiet", SILENT)
    verdict = judge(host.asker(timeout=0.2, tries=1), "https://example.org/quiet")
    assert verdict.wrong == "does not answer within 0.2 s"


def test_what_refuses_head_is_asked_with_get(host: Hosts) -> None:
    host.say("/get", 405, 200)
    assert judge(host.asker(), "https://example.org/get").wrong == ""
    assert [kind for kind, _, _ in host.asked] == ["HEAD", "GET"]


def test_a_host_that_counts_questions_is_not_asked_twice_as_many(host: Hosts) -> None:
    host.say("/", 429)
    judge(host.asker(tries=2), "https://example.org/")
    assert [kind for kind, _, _ in host.asked] == ["HEAD", "HEAD"]


def moved_to(status: int, place: str) -> Said:
    return Said(status, headers=(("Location", place),))


@pytest.mark.parametrize(
    ("status", "moved"), [(301, "https://example.org/new"), (308, "https://example.org/new"), (302, "")]
)
def test_only_a_move_for_good_is_told(host: Hosts, status: int, moved: str) -> None:
    host.say("/old", moved_to(status, "/new"))
    verdict = judge(host.asker(), "https://example.org/old")
    assert (verdict.wrong, verdict.moved) == ("", moved)


def test_a_move_for_good_is_a_note_and_no_problem(tree: Tree, host: Hosts) -> None:
    host.say("/crispvla", moved_to(301, "https://else.example/crisp"))
    result = run(tree)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "has moved for good; write https://else.example/crisp" in result.stderr


def test_a_move_to_nothing_is_a_problem(host: Hosts) -> None:
    host.say("/old", moved_to(301, "/gone")).say("/gone", 404)
    wrong = judge(host.asker(), "https://example.org/old").wrong
    assert wrong == "answers 404, at https://example.org/gone"


@pytest.mark.parametrize(
    ("place", "wrong"),
    [("/round", "is redirected without end"), ("javascript:alert(1)", "leads to what is no address")],
)
def test_redirects_end(host: Hosts, place: str, wrong: str) -> None:
    host.say("/round", moved_to(302, place))
    assert judge(host.asker(), "https://example.org/round").wrong.startswith(wrong)
    assert len(host.asked) < 10


def test_what_answered_lately_is_not_asked_again(tree: Tree, host: Hosts) -> None:
    host.say("/crispvla", 404)
    run(tree)
    before = len(host.asked)
    assert run(tree).exit_code == 1
    assert set(host.paths()[before:]) == {"/crispvla"}


def test_after_thirty_days_everything_is_asked_again() -> None:
    known = {"a": Known("2099-05-17"), "b": Known("2099-05-16")}
    assert due(["a", "b"], known, TODAY, None) == ["b"]


def test_a_limit_asks_first_what_waited_longest() -> None:
    known = {
        "a": Known("2099-05-01"),
        "b": Known("2099-04-01"),
        "d": Known("2099-06-14", wrong="answers 404"),
    }
    assert due(["a", "b", "c", "d", "c"], known, TODAY, 3) == ["c", "b", "a"]


def test_what_was_wrong_before_keeps_its_day_until_it_answers(tree: Tree, host: Hosts) -> None:
    host.say("/crispvla", 404)
    path = tree.data.parent / ".cache/links.json"
    path.parent.mkdir()
    row = {"checked": "2099-06-01", "wrong": "answers 404", "since": "2099-05-05"}
    path.write_text(json.dumps({"version": 1, "links": {CODE: row}}))
    assert "(since 2099-05-05)" in run(tree).stdout
    host.say("/crispvla", 200)
    assert run(tree).exit_code == 0
    assert cached(tree)[CODE] == {"checked": "2099-06-15"}


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"links": {"a": {"checked": "soon"}}}', '{"links": {"a": 1}}']
)
def test_a_cache_that_cannot_be_read_is_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(text)
    assert read_cache(path) == {}


def test_limit_none_at_all_tells_what_is_known(tree: Tree, host: Hosts) -> None:
    host.say("/crispvla", 404)
    assert run(tree).exit_code == 1
    before = len(host.asked)
    assert "answers 404" in run(tree, "--limit", "0").stdout
    assert len(host.asked) == before


def allow(tree: Tree, *rows: str) -> Tree:
    return tree.write("links-allow.yaml", "".join(f"- {row}\n" for row in rows))


@pytest.mark.parametrize("what", [f'url: "{CODE}"', "host: example.org"])
def test_an_excused_link_need_not_answer(tree: Tree, host: Hosts, what: str) -> None:
    host.say("/crispvla", 403)
    allow(tree, f'{{{what}, why: "refuses programs", until: "2099-12-31"}}')
    result = run(tree)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize(
    ("what", "until", "words"),
    [
        (f'url: "{CODE}"', "2099-12-31", "is no longer needed: every link it covers answers"),
        (f'url: "{CODE}"', "2099-06-14", "ran out on 2099-06-14"),
        ("host: nowhere.example", "2099-12-31", "covers no link of the data"),
    ],
)
def test_a_stale_excuse_is_a_problem(tree: Tree, host: Hosts, what: str, until: str, words: str) -> None:
    allow(tree, f'{{{what}, why: "refuses programs", until: "{until}"}}')
    result = run(tree)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"data/links-allow.yaml:1:3: 0: {words};")


def test_an_excuse_is_not_stale_while_its_links_wait_to_be_asked(tree: Tree, host: Hosts) -> None:
    allow(tree, f'{{url: "{CODE}", why: "refuses programs", until: "2099-12-31"}}')
    assert run(tree, "--limit", "0").exit_code == 0


@pytest.mark.parametrize(
    "row",
    [
        '{url: "http://example.org", why: "x", until: "2099-01-01"}',
        '{host: example.org, url: "https://example.org", why: "x", until: "2099-01-01"}',
        '{why: "x", until: "2099-01-01"}',
        '{host: example.org, why: "x"}',
        '{host: "*", why: "x", until: "2099-01-01"}',
    ],
)
def test_an_excuse_is_whole_or_the_command_says_what_is_missing(tree: Tree, host: Hosts, row: str) -> None:
    allow(tree, row)
    result = run(tree)
    assert result.exit_code == 2
    assert "data/links-allow.yaml:1" in result.stderr
    assert host.asked == []


def test_our_own_excuses_are_whole() -> None:
    assert read_allow_list(ROOT / "data").file is not None


def test_offline_says_so_judges_nothing_and_keeps_the_cache(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(*_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(links_command, "asker", lambda agent: Asker(agent, connect=nobody))  # type: ignore[arg-type]
    result = run(tree)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "offline" in result.stderr
    assert cached(tree) == {}


def test_one_lost_host_is_not_offline(tree: Tree, host: Hosts, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(scheme: str, name: str, *rest: Any) -> Any:
        if name == "example.org":
            raise socket.gaierror(-2, "Name or service not known")
        return host.connect(scheme, name, *rest)

    monkeypatch.setattr(
        links_command, "asker", lambda agent: Asker(agent, connect=connect, sleep=host.sleep)
    )
    result = run(tree)
    assert result.exit_code == 1
    assert "has no host: the name is not known" in result.stdout


def test_data_with_problems_is_checked_first(tree: Tree, host: Hosts) -> None:
    tree.append("methods/crispvla.yaml", "\nnonsense: 1\n")
    result = run(tree)
    assert (result.exit_code, host.asked) == (2, [])
    assert "livingsurvey check" in result.stderr
