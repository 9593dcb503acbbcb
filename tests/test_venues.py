"""Venues: Crossref and OpenReview on a real socket, in the shapes of their APIs, with their faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hosts import GARBAGE, SILENT, Hosts, Said, hosts
from support import ROOT, Tree
from test_add import FEED, Host, arxiv, issue, read, run  # noqa: F401 - a fixture

from livingsurvey.hosts.arxiv import Work
from livingsurvey.hosts.venues import Answer, Venue, look_up

TITLE = "SwiftVLA: 50% of the Cost & All of the Skill"
DOI = "10.9999/ICRA99999.2098.11111111"
DOI_PATH = f"/works/{DOI.replace('/', '%2F')}"
SEARCH = "/notes/search"
CROSSREF = {
    "DOI": DOI.lower(),
    "type": "proceedings-article",
    "title": [TITLE],
    "container-title": ["2098 IEEE International Conference on Robotics and Automation (ICRA)"],
    "short-container-title": [],
    "event": {
        "name": "2098 IEEE International Conference on Robotics and Automation (ICRA)",
        "start": {"date-parts": [[2098, 5, 19]]},
        "location": "Nowhere",
    },
    "published": {"date-parts": [[2098, 5, 19]]},
}
NOTE = {
    "id": "AbCdEf0123",
    "forum": "AbCdEf0123",
    "content": {
        "title": {"value": TITLE},
        "venue": {"value": "ICLR 2098 Poster"},
        "venueid": {"value": "ICLR.cc/2098/Conference"},
    },
}


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """Crossref and OpenReview."""
    with hosts() as here:
        monkeypatch.setenv("CROSSREF_URL", f"http://127.0.0.1:{here.port}")
        monkeypatch.setenv("OPENREVIEW_URL", f"http://127.0.0.1:{here.port}")
        yield here


def says(body: Any) -> Said:
    return Said(body=json.dumps(body).encode())


def crossref(**more: Any) -> Said:
    return says({"status": "ok", "message-type": "work", "message": CROSSREF | more})


def notes(*found: Any) -> Said:
    return says({"notes": list(found), "count": 10000})


def note(**content: str) -> dict[str, Any]:
    return NOTE | {"content": NOTE["content"] | {k: {"value": v} for k, v in content.items()}}  # type: ignore[operator]


def work(**more: str) -> Work:
    return Work("9703.01234", 1, TITLE, ("A B",), **more)  # type: ignore[arg-type]


def asked(**more: str) -> Answer:
    return look_up(work(**more), "livingsurvey/1", timeout=1.0)


@pytest.mark.parametrize("comment", ["", "12 pages", "Submitted to ICLR 2098"])
def test_nobody_is_asked_about_a_work_whose_record_names_no_venue(others: Hosts, comment: str) -> None:
    assert asked(comment=comment) == Answer()
    assert others.asked == []


def test_crossref_is_asked_by_the_doi(others: Hosts) -> None:
    others.say(DOI_PATH, crossref())
    assert asked(doi=DOI).venue == Venue("ICRA", 2098, f"https://doi.org/{DOI}")
    assert others.paths() == [DOI_PATH]
    assert others.agents == {"livingsurvey/1"}


@pytest.mark.parametrize(
    ("more", "name", "year"),
    [
        ({"container-title": ["Proceedings of Things"], "type": "journal-article"}, "Proceedings of Things", 2098),
        ({"container-title": ["IEEE Robotics and Automation Letters"], "event": None}, "IEEE Robotics and Automation Letters", 2098),
        ({"container-title": [], "event": {"name": "Robotics: Science and Systems 2097"}}, "Robotics: Science and Systems", 2097),
        ({"container-title": ["Things (ABC)"], "event": {"start": {"date-parts": [[2096]]}}}, "ABC", 2096),
        ({"container-title": ["Things"], "event": {"start": {"date-parts": [[None]]}}}, "Things", 2098),
    ],
)  # fmt: skip
def test_name_and_year_are_what_crossref_prints(
    others: Hosts, more: dict[str, Any], name: str, year: int
) -> None:
    others.say(DOI_PATH, crossref(**more))
    assert asked(doi=DOI).venue == Venue(name, year, f"https://doi.org/{DOI}")


@pytest.mark.parametrize(
    "said",
    [
        crossref(type="posted-content"),
        crossref(**{"container-title": [], "event": {}}),
        crossref(**{"container-title": [7, None], "event": []}),
        crossref(**{"container-title": ["x" * 200]}),
        crossref(**{"container-title": ["Things"], "event": {}, "published": {"date-parts": [[None]]}}),
        says({"message": []}),
        says([]),
        says("ok"),
        Said(404, b"Resource not found."),
    ],
)
def test_what_is_no_venue_is_none(others: Hosts, said: Said) -> None:
    others.say(DOI_PATH, said)
    found = asked(doi=DOI)
    assert (found.venue, found.note) == (None, "")
    assert found.said.startswith("Crossref knows no venue of it")


@pytest.mark.parametrize("doi", ["10.48550/arXiv.9703.01234", "10.1/x y", "javascript:1", "10.9999/<x>"])
def test_a_doi_of_arxivs_own_or_none_at_all_is_not_asked_for(others: Hosts, doi: str) -> None:
    assert asked(doi=doi) == Answer()
    assert others.asked == []


def test_openreview_is_asked_by_the_title_where_there_is_no_doi(others: Hosts) -> None:
    others.say(SEARCH, notes(note(title="Another Work"), note(title=TITLE.upper())))
    found = asked(comment="Accepted to ICLR 2098")
    assert found.venue == Venue("ICLR", 2098, "https://openreview.net/forum?id=AbCdEf0123")
    assert found.note == ""
    (path,) = others.paths()
    assert parse_qs(urlsplit(path).query)["term"] == [TITLE]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ({"venue": "CoRL 2098", "venueid": "robot-learning.org/CoRL/2098/Conference"}, "CoRL"),
        ({"venue": "", "venueid": "robot-learning.org/CoRL/2098/Conference"}, "CoRL"),
        ({"venue": "NeurIPS 2098 spotlight", "venueid": "NeurIPS.cc/2098/Conference"}, "NeurIPS"),
        ({"venue": "The best of all", "venueid": "ICML.cc/2098/Conference"}, "ICML"),
    ],
)
def test_the_name_is_the_venues_short_one(others: Hosts, content: dict[str, str], name: str) -> None:
    others.say(SEARCH, notes(note(**content)))
    venue = asked(journal="somewhere").venue
    assert venue is not None
    assert (venue.name, venue.year) == (name, 2098)


@pytest.mark.parametrize(
    "content",
    [
        {"venue": "Submitted to ICLR 2098", "venueid": "ICLR.cc/2098/Conference/Rejected_Submission"},
        {"venue": "ICLR 2098 Conference Withdrawn Submission", "venueid": "ICLR.cc/2098/Conference/Withdrawn_Submission"},
        {"venue": "ICLR 2098 Workshop", "venueid": "ICLR.cc/2098/Workshop/Robots"},
        {"venue": "CoRR 2098", "venueid": "dblp.org/journals/CORR/2098"},
        {"venueid": "ICLR.cc/2098/Conference/Submission"},
        {"title": f"{TITLE} Again"},
        {"title": ""},
    ],
)  # fmt: skip
def test_what_was_not_accepted_or_is_another_work_does_not_count(
    others: Hosts, content: dict[str, str]
) -> None:
    others.say(SEARCH, notes(note(**content)))
    found = asked(comment="ICLR 2098")
    assert found == Answer(said="OpenReview knows no venue of it; arXiv's record says: ICLR 2098")


@pytest.mark.parametrize(
    ("comment", "contradicts"),
    [
        ("Accepted to CoRL 2098", True),
        ("ICLR 2097", True),
        ("Accepted at ICLR'98, 9 pages", False),
        ("Accepted", False),
    ],
)
def test_a_comment_that_says_otherwise_is_noted(others: Hosts, comment: str, contradicts: bool) -> None:
    others.say(SEARCH, notes(NOTE))
    found = asked(comment=comment)
    assert found.venue is not None
    assert bool(found.note) is contradicts
    assert found.note == "" or comment in found.note


def test_two_venues_are_noted_and_none_is_chosen(others: Hosts) -> None:
    other = note(venue="CoRL 2098", venueid="robot-learning.org/CoRL/2098/Conference")
    others.say(SEARCH, notes(NOTE, other, NOTE))
    found = asked(comment="Accepted")
    assert found.venue is None
    assert found.note.startswith("Listed at several venues: ICLR 2098 (https://")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Said(429, headers=(("Retry-After", "5"),)), "answers 429"),
        (Said(500), "answers 500"),
        (Said(403, b'{"name": "ChallengeRequiredError"}'), "answers 403"),
        (Said(GARBAGE), "breaks off"),
        (Said(SILENT), "does not answer within 0.2 s"),
        (Said(body=b"<html>"), "answers what cannot be read"),
        (Said(body=b"\xff"), "answers what cannot be read"),
        (Said(body=b"[" * 100_000), "answers what cannot be read"),
        (Said(body=b" " * 4_000_010), "answers what cannot be read"),
    ],
)
def test_a_fault_is_a_note_and_the_question_is_not_repeated(others: Hosts, said: Said, why: str) -> None:
    others.say(SEARCH, said).say(DOI_PATH, said)
    for more, who in (({"comment": "ICLR 2098"}, "OpenReview"), ({"doi": DOI}, "Crossref")):
        found = look_up(work(**more), "livingsurvey/1", timeout=0.2)
        assert (found.venue, found.note) == (None, "")
        assert found.said.startswith(f"{who} ")
        assert why in found.said
    assert len(others.asked) == 2


def accepted(text: str) -> str:
    assert "12 pages" in FEED
    return FEED.replace("12 pages", text)


def test_an_added_work_gets_the_venue_with_its_source(
    root: Path,
    tree: Tree,
    arxiv: Host,  # noqa: F811
    others: Hosts,
) -> None:
    arxiv.say(accepted("Accepted to CoRL 2098"))
    others.say(SEARCH, notes(NOTE))
    result = issue(root, "add")
    assert (result.exit_code, tree.messages()) == (0, [])
    entry = read(tree, "methods/swiftvla.yaml")
    assert entry["venue"] == {
        "name": "ICLR",
        "year": 2098,
        "source": "https://openreview.net/forum?id=AbCdEf0123",
    }
    assert entry["venue_note"].startswith("arXiv's comment says Accepted to CoRL 2098; https://")
    assert "Venue, to be checked: ICLR 2098" in result.stdout


def test_a_fault_of_others_never_keeps_a_work_out(
    root: Path,
    tree: Tree,
    arxiv: Host,  # noqa: F811
    others: Hosts,
) -> None:
    arxiv.say(accepted("Accepted to CoRL 2098"))
    others.say(SEARCH, 500)
    result = issue(root, "add")
    assert (result.exit_code, tree.messages()) == (0, [])
    assert tree.read("methods/swiftvla.yaml") == (ROOT / "tests/events/add.expected.yaml").read_text(
        "utf-8"
    )
    assert "OpenReview answers 500" in result.stdout


def test_a_hostile_answer_is_text(
    root: Path,
    tree: Tree,
    arxiv: Host,  # noqa: F811
    others: Hosts,
) -> None:
    arxiv.say(FEED.replace("<arxiv:comment>12 pages</arxiv:comment>", f"<arxiv:doi>{DOI}</arxiv:doi>"))
    hostile = "2098 `x` ${{ github.token }} <script> @everyone\u202e\x00\n- !!python/x [a]"
    others.say(DOI_PATH, crossref(**{"container-title": [hostile]}))
    result = issue(root, "add")
    assert (result.exit_code, tree.messages()) == (0, [])
    assert read(tree, "methods/swiftvla.yaml")["venue"]["name"].startswith(
        "`x` ${{ github.token }} <script>"
    )
    assert "<script>" not in result.stdout
    assert "@everyone" not in result.stdout


def test_offline_asks_nobody(root: Path, others: Hosts) -> None:
    run(root, "9703.01234", "--offline", "--kind", "efficient", "--domains", "manipulation", "--why", "a", "--summary", "b", "--places", "model-design/compression/quantization")  # fmt: skip
    assert others.asked == []
