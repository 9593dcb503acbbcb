"""The watcher: arXiv's feeds on real sockets with their faults, reasons for every rank, news of known works."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result
from hosts import GARBAGE, SILENT, Hosts, Said, hosts
from support import ROOT, Tree, make_root

from livingsurvey.cli import main
from livingsurvey.commands import watch as watch_command
from livingsurvey.commands.watch import read_watch
from livingsurvey.hosts.arxiv import ArxivError, Work, ask, asker
from livingsurvey.hosts.web import connect_any, connect_public
from livingsurvey.load import load
from livingsurvey.watch.rank import rate

ATOM = ROOT / "tests/atom"
RULES = """\
query: 'abs:"vision-language-action"'
newest: 50
at_least: 3
rules:
  - {words: ["*VLA"], where: title, points: 2}
  - {words: [prun, fast], where: either, points: 2}
  - {words: [survey], where: title, points: -3}
"""


def entry(eprint: str, title: str, summary: str = "Invented.", version: int = 1, more: str = "") -> str:
    text = (ATOM / "entry.xml").read_text("utf-8")
    words = {"eprint": eprint, "title": escape(title), "summary": escape(summary), "more": more}
    return text.format(version=version, **words)


def comment(text: str) -> str:
    return f"<arxiv:comment>{escape(text)}</arxiv:comment>"


def feed(*entries: str) -> bytes:
    return (ATOM / "feed.xml").read_text("utf-8").replace("{entries}", "".join(entries)).encode()


NEW = entry("9806.00001", "QuickVLA: Fast & Small")
SEARCH, KNOWN = feed(NEW), feed(entry("9501.00010", "BaseVLA"))


@pytest.fixture
def root(tree: Tree) -> Path:
    tree.write("watch.yaml", RULES)
    return make_root(tree.data.parent, tree.data)


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """arXiv, which answers the search first and then the list of known works."""
    with hosts() as here:
        monkeypatch.setenv("ARXIV_URL", f"http://127.0.0.1:{here.port}")
        monkeypatch.setattr(watch_command, "asker", lambda agent, timeout: here.asker(agent, timeout=5.0))
        answer(here, SEARCH, KNOWN)
        yield here


def answer(arxiv: Hosts, *bodies: bytes) -> None:
    arxiv.say("/api/query", *(Said(body=body) for body in bodies))


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "watch", *words], catch_exceptions=False)


def issue(root: Path, *words: str) -> str:
    result = run(root, *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_a_new_work_is_listed_with_reasons_and_boxes(root: Path, arxiv: Hosts) -> None:
    text = issue(root)
    assert (
        "**[9806.00001](https://arxiv.org/abs/9806.00001)** QuickVLA: Fast &amp; Small (2098\\-05\\-04)"
        in text
    )
    assert "4 points: “\\*VLA” in the title \\+2, “fast” in the title \\+2" in text
    assert "- [ ] add 9806.00001\n" in text
    assert "- [ ] not this 9806.00001: \n" in text
    assert "Newer versions" not in text


def test_arxiv_is_asked_by_the_file_and_then_for_known_works(root: Path, arxiv: Hosts) -> None:
    issue(root)
    search, known = (parse_qs(urlsplit(path).query) for path in arxiv.paths("GET"))
    assert search["search_query"] == ['abs:"vision-language-action"']
    assert (search["max_results"], search["sortBy"], search["sortOrder"]) == (
        ["50"],
        ["submittedDate"],
        ["descending"],
    )
    assert "9501.00010" in known["id_list"][0].split(",")
    assert all("livingsurvey/" in agent and "(+https://" in agent for agent in arxiv.agents)


def test_a_dry_run_prints_the_questions_and_asks_nothing(root: Path, arxiv: Hosts) -> None:
    lines = issue(root, "--dry-run").splitlines()
    assert len(lines) == 2
    assert "search_query=abs%3A%22vision-language-action%22" in lines[0]
    assert arxiv.asked == []


def test_the_issue_is_written_to_a_file(root: Path, arxiv: Hosts, tmp_path: Path) -> None:
    assert issue(root, "--out", str(tmp_path / "triage.md")) == ""
    assert "9806.00001" in (tmp_path / "triage.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("eprint", "title"),
    [
        ("9603.00011", "Another Name for a FastVLA"),  # entered, by its id
        ("9806.00002", "CrispVLA -- half the layers, one pass"),  # entered, by its title
        ("9806.00003", "A Survey of Fast VLA Models"),  # too few points
        ("9806.00004", "Of Fast Knowledge"),
    ],
)
def test_what_is_decided_or_ranks_too_low_is_left_out(
    root: Path, arxiv: Hosts, eprint: str, title: str
) -> None:
    answer(arxiv, feed(entry(eprint, title), NEW), KNOWN)
    text = issue(root)
    assert eprint not in text
    assert "2 works looked at, 1 of them" in text


def test_a_screened_work_is_left_out(root: Path, tree: Tree, arxiv: Hosts) -> None:
    row = '- {title: QuickVLA, eprint: "9806.00001", date: "2099-01-01", why: "no claim about cost"}\n'
    tree.append("screening.yaml", row)
    assert "\nNone.\n" in issue(root)


def test_a_withdrawn_work_is_not_new(root: Path, arxiv: Hosts) -> None:
    withdrawn = entry("9806.00005", "FastVLA", more=comment("This paper has been withdrawn by the authors"))
    answer(arxiv, feed(withdrawn, NEW), KNOWN)
    assert "9806.00005" not in issue(root)


def test_more_points_stand_first_and_then_the_newer(root: Path, arxiv: Hosts) -> None:
    works = (
        ("9806.00007", "A VLA that prunes"),
        ("9806.00009", "FastVLA, pruned"),
        ("9806.00008", "VLA, pruned"),
    )
    answer(arxiv, feed(*(entry(e, t, "Nothing.") for e, t in works), NEW), KNOWN)
    text = issue(root)
    order = [text.index(f"- [ ] add 9806.0000{n}") for n in (9, 8, 7, 1)]
    assert order == sorted(order)


def test_a_word_begins_a_word_unless_it_is_starred() -> None:
    watch, problems = read_watch(ROOT / "data")
    assert (watch is not None, problems) == (True, [])
    assert watch is not None
    points = {t: rate(Work("9806.1", 1, t), watch.rules).points for t in ("knowledge", "edge", "MyVLA")}
    assert points == {"knowledge": 0, "edge": 3, "MyVLA": 3}


def test_our_own_rules_find_works_of_the_survey_and_not_those_screened() -> None:
    survey, _ = load(ROOT / "data")
    watch, _ = read_watch(ROOT / "data")
    assert watch is not None
    titles = {
        kind: [survey.references[m.cite].title for m in survey.methods.values() if m.kind == kind]
        for kind in ("efficient", "foundational")
    }
    enough = {
        kind: sum(rate(Work("", 1, t), watch.rules).points >= watch.at_least for t in found) / len(found)
        for kind, found in titles.items()
    }
    assert enough["efficient"] > 0.4  # by their titles alone
    assert enough["foundational"] < 0.1


def test_a_newer_version_than_the_one_read_is_news(root: Path, tree: Tree, arxiv: Hosts) -> None:
    assert "cite: doe2096crispvla, version: v1" in tree.read("methods/crispvla.yaml")
    answer(arxiv, SEARCH, feed(entry("9603.00011", "CrispVLA", version=3)))
    text = issue(root)
    assert "### Newer versions" in text
    assert "[9603.00011v3](https://arxiv.org/abs/9603.00011v3) CrispVLA: read in v" in text
    assert "for crispvla" in text
    answer(arxiv, SEARCH, feed(entry("9603.00011", "CrispVLA", version=1)))
    assert "### Newer versions" not in issue(root)


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (comment("Accepted at CoRL 2098"), True),
        (comment("12 pages, to appear in ICRA"), True),
        ("<arxiv:journal_ref>RA-L 7 (2098) 1-8</arxiv:journal_ref>", True),
        (comment("NeurIPS 2098 Spotlight. Code: https://example.org"), True),
        (comment("ICRA'98, 8 pages"), True),
        (comment("12 pages, 3 GPUs, RTX 4090"), False),
        (comment("Submitted to ICRA 2098"), False),
        (comment("Under review; to appear on our page"), False),
        ("", False),
    ],
)
def test_a_comment_that_names_a_venue_is_news(root: Path, arxiv: Hosts, more: str, told: bool) -> None:
    answer(arxiv, SEARCH, feed(entry("9501.00010", "BaseVLA", more=more)))
    assert ("### Accepted?" in issue(root)) is told


def test_a_known_venue_is_no_news(root: Path, tree: Tree, arxiv: Hosts) -> None:
    assert "\nvenue:" in tree.read("methods/crispvla.yaml")
    answer(arxiv, SEARCH, feed(entry("9603.00011", "CrispVLA", more=comment("Accepted at CoRL 2098"))))
    assert "### Accepted?" not in issue(root)


def test_a_known_work_that_was_withdrawn_is_news(root: Path, arxiv: Hosts) -> None:
    more = comment("This paper has been withdrawn")
    answer(arxiv, SEARCH, feed(entry("9603.00011", "CrispVLA", more=more)))
    assert "### Withdrawn" in issue(root)


OLD = """\
- [x] add 9806.00001: Quick\r
- [ ] not this 9806.00001: no \u202eclaim\r
- [x] not this 9805.00009: Of last month.\r
- [x] add 9603.00011\r
- [x] not this 9801.09999: Screened since.\r
- [ ] add 9805.00008: of last month, not ticked
"""


def test_a_renewed_issue_keeps_what_is_ticked_or_written(root: Path, arxiv: Hosts, tmp_path: Path) -> None:
    (tmp_path / "before.md").write_bytes(OLD.encode())
    text = issue(root, "--before", str(tmp_path / "before.md"))
    assert "  - [x] add 9806.00001: Quick\n  - [ ] not this 9806.00001: no claim\n" in text
    assert "  - [ ] add 9805.00009\n  - [x] not this 9805.00009: Of last month.\n" in text
    for decided in ("9603.00011\n", "9801.09999", "9805.00008"):  # entered, screened, never ticked
        assert decided not in text
    (tmp_path / "again.md").write_text(text, "utf-8")
    answer(arxiv, SEARCH, KNOWN)
    assert issue(root, "--before", str(tmp_path / "again.md")) == text


def test_a_first_issue_has_no_former_one(root: Path, arxiv: Hosts, tmp_path: Path) -> None:
    (tmp_path / "before.md").touch()
    text = issue(root, "--before", str(tmp_path / "before.md"))
    answer(arxiv, SEARCH, KNOWN)
    assert issue(root) == text


def test_hostile_titles_are_text(root: Path, arxiv: Hosts) -> None:
    title = "FastVLA](https://evil.example) <script> @everyone #1 ${{ secrets.X }} `x` \u202e"
    answer(arxiv, feed(entry("9806.00001", title)), KNOWN)
    text = issue(root)
    assert "](https://evil" not in text
    assert "<script>" not in text
    assert "@everyone" not in text
    assert "${{" not in text
    assert "\u202e" not in text


def test_a_long_list_fits_into_an_issue(root: Path, arxiv: Hosts) -> None:
    works = (entry(f"9806.{n:05}", f"FastVLA {'and so on ' * 20}{n}") for n in range(1, 301))
    answer(arxiv, feed(*works), KNOWN)
    text = issue(root)
    assert 30_000 < len(text) <= 50_000
    assert "more with fewer points, which do not fit here." in text


@pytest.mark.parametrize("busy", [429, 500, 503])
def test_a_busy_arxiv_is_asked_again(root: Path, arxiv: Hosts, busy: int) -> None:
    headers = (("Retry-After", "7"),)
    arxiv.say("/api/query", Said(busy, headers=headers), Said(body=SEARCH), Said(body=KNOWN))
    assert "9806.00001" in issue(root)
    assert arxiv.slept[0] == 7.0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([Said(500)], "it answers 500"),
        ([Said(400)], "it answers 400"),
        ([Said(GARBAGE)], "it breaks off"),
        ([Said(body=b"<html><body>Sorry")], "its answer is not a feed"),
        ([Said(body=b"\xff\xfe")], "its answer is not a feed"),
        ([Said(body=b"<rss/>")], "its answer is not a feed"),
        ([Said(body=b"")], "its answer is not a feed"),
        ([Said(body=feed())], "it lists no work at all, which cannot be"),
        ([Said(body=b'<!DOCTYPE a [<!ENTITY b "c">]>' + SEARCH)], "has a document type"),
        ([Said(body=SEARCH), Said(500)], "it answers 500"),
    ],
)
def test_an_arxiv_that_is_ill_is_said_to_be_and_nothing_is_written(
    root: Path, arxiv: Hosts, tmp_path: Path, said: list[Said], words: str
) -> None:
    arxiv.say("/api/query", *said)
    result = run(root, "--out", str(tmp_path / "triage.md"))
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "triage.md").exists()


def test_silence_ends(arxiv: Hosts) -> None:
    arxiv.say("/api/query", SILENT)
    with pytest.raises(ArxivError, match="does not answer within"):
        ask(arxiv.asker(timeout=0.2, tries=1), f"http://127.0.0.1:{arxiv.port}/api/query")


def test_only_tests_reach_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asker("a").connect is connect_public
    monkeypatch.setenv("ARXIV_URL", "http://127.0.0.1:1")
    assert asker("a").connect is connect_any


def test_another_host_is_asked_by_https_only(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARXIV_URL", "http://example.org")
    assert run(root).exit_code == 2


def test_rules_that_are_wrong_are_told_by_line(root: Path, tree: Tree) -> None:
    tree.write("watch.yaml", RULES.replace("points: 2", "points: many", 1))
    result = run(root)
    assert result.exit_code == 1
    assert "data/watch.yaml:5:" in result.stdout
