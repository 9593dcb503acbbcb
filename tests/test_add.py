"""From a form or an arXiv id to files and an answer: real sockets, recorded events, faults and hostile text."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st
from support import ROOT, Tree

from livingsurvey.bibfile import parse_bib
from livingsurvey.cli import main
from livingsurvey.contribute.entry import arxiv_id
from livingsurvey.contribute.forms import forms
from livingsurvey.contribute.intake import MAX_BODY, IntakeError, cleaned, read_event
from livingsurvey.hosts.arxiv import ArxivError, Work, ask, asker, listing
from livingsurvey.yamlfile import parse_yaml

EVENTS = ROOT / "tests/events"
FORMS = forms(ROOT / "templates")
FEED = (EVENTS / "arxiv.xml").read_text("utf-8")
EMPTY = FEED[: FEED.index("<entry>")] + "</feed>"


@dataclass
class Host:
    """arXiv as it answers: a list of (status, headers, body); the last is repeated. Keeps what was asked."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)

    def say(self, body: str | bytes = FEED, status: int = 200, **headers: str) -> Host:
        raw = body.encode() if isinstance(body, str) else body
        self.answers.append((status, {k.replace("_", "-"): v for k, v in headers.items()}, raw))
        return self


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    host = Host()
    silent = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.asked.append((self.path, self.headers["User-Agent"]))
            status, headers, body = host.answers.pop(0) if len(host.answers) > 1 else host.answers[0]
            if status == 0:  # says nothing until the asker is gone
                silent.wait(10)
                return
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    host.url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("ARXIV_URL", host.url)
    yield host
    silent.set()
    server.shutdown()
    server.server_close()
    thread.join()


def run(root: Path, *words: str, **more: Any) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "add", *words], catch_exceptions=False, **more)


def issue(root: Path, name: str, *words: str, edit: dict[str, str] | None = None) -> Result:
    """Run on a recorded event, with passages of its body replaced."""
    event = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
    for old, new in (edit or {}).items():
        assert old in event["issue"]["body"]
        event["issue"]["body"] = event["issue"]["body"].replace(old, new)
    path = root / "event.json"
    path.write_text(json.dumps(event), "utf-8")
    return run(root, "--from-issue", str(path), *words)


def fetch(timeout: float = 5.0, sleep: Callable[[float], None] = lambda _: None) -> Work:
    """The one work that arXiv is asked for."""
    (work,) = ask(asker("livingsurvey/1", timeout, sleep), listing(["9703.01234"])[0])
    return work


def read(tree: Tree, name: str) -> Any:
    return parsed(tree.read(name))


def parsed(text: str) -> Any:
    file, problems = parse_yaml(text, "x.yaml")
    assert file is not None, problems
    return deepcopy(file.data)  # the parser keeps its answer for who asks again


def state(tree: Tree) -> dict[str, bytes]:
    return {
        str(p): p.read_bytes()
        for p in tree.data.parent.rglob("*")
        if p.is_file() and p.name != "event.json"
    }


def test_a_filled_form_becomes_an_entry_that_passes_every_check(
    root: Path, tree: Tree, arxiv: Host
) -> None:
    arxiv.say()
    result = issue(root, "add")
    assert (result.exit_code, tree.messages()) == (0, [])
    assert "**swiftvla** is ready" in result.stdout
    assert tree.read("methods/swiftvla.yaml") == (EVENTS / "add.expected.yaml").read_text("utf-8")
    reference = parse_bib(tree.read("references.bib"), "r.bib")[0]["muller2097swiftvla"]
    assert reference.title == "SwiftVLA: 50% of the Cost & All of the Skill"
    assert [p.full for p in reference.authors] == ["José Müller", "Wei Li", "The Swift Team"]
    assert arxiv.asked == [("/api/query?id_list=9703.01234&max_results=100", arxiv.asked[0][1])]
    assert arxiv.asked[0][1].startswith("livingsurvey/")


def test_windows_line_ends_and_emoji_change_nothing(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    result = issue(root, "add", edit={"\n": "\r\n", "Skips": "🤖 Skips"})
    assert result.exit_code == 0
    assert read(tree, "methods/swiftvla.yaml")["summary"]["en"].startswith("🤖 Skips")


def test_the_same_paper_twice_meets_at_one_entry(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    assert issue(root, "add").exit_code == 0
    before = state(tree)
    for edit in ({}, {"9703.01234": "https://arxiv.org/pdf/9703.01234v2"}):
        result = issue(root, "add", edit=edit)
        assert result.exit_code == 0
        assert "in the survey already: [swiftvla](" in result.stdout
    assert state(tree) == before
    assert len(arxiv.asked) == 1


def test_a_work_of_the_same_title_is_that_entry(root: Path, tree: Tree, arxiv: Host) -> None:
    title = next(r.title for r in tree.survey().references.values() if r.key == "doe2096crispvla")
    arxiv.say(FEED.replace("SwiftVLA: 50% of the Cost &amp; All\n  of the Skill", title.upper()))
    result = issue(root, "add")
    assert "already: [crispvla](" in result.stdout


def test_an_address_without_its_scheme_is_https(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    assert issue(root, "add", edit={"https://example.org/swiftvla": "example.org/swiftvla"}).exit_code == 0
    assert tree.read("methods/swiftvla.yaml") == (EVENTS / "add.expected.yaml").read_text("utf-8")


def test_dry_run_writes_nothing_and_shows_the_entry(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    before = state(tree)
    result = issue(root, "add", "--dry-run")
    assert (result.exit_code, state(tree)) == (0, before)
    assert "\nname: SwiftVLA\n" in result.stdout
    assert "would write data/methods/swiftvla.yaml" in result.stderr


def test_offline_says_so(root: Path, tree: Tree) -> None:
    before = state(tree)
    result = issue(root, "add", "--offline")
    assert (result.exit_code, state(tree)) == (1, before)
    assert "was not looked up, since \\-\\-offline was given" in result.stdout


def test_a_half_filled_form_is_answered_with_what_is_missing(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    before = state(tree)
    result = issue(root, "add", edit={"Efficient VLA (efficient)": "_No response_"})
    assert (result.exit_code, state(tree)) == (1, before)
    told = [line for line in result.stdout.splitlines() if line]
    assert told[0] == "This cannot be entered yet. Mend the following, and it is tried again."
    assert [line.split(":")[0] for line in told[1:]] == ["- kind"]


def test_the_answer_can_go_into_a_file(root: Path, arxiv: Host) -> None:
    arxiv.say()
    result = issue(root, "add", "--reply", str(root / "reply.md"))
    assert result.stdout == ""
    assert "**swiftvla** is ready" in (root / "reply.md").read_text("utf-8")


def test_an_arxiv_id_on_the_command_line_asks_what_it_cannot_know(
    root: Path, tree: Tree, arxiv: Host
) -> None:
    arxiv.say()
    known = ["--kind", "efficient", "--domains", "manipulation", "--why", "skips calls"]
    result = run(root, "9703.01234", *known, input="model-design/compression/quantization\nSkips calls.\n")
    assert (result.exit_code, tree.messages()) == (0, [])
    assert "Places in the taxonomy" in result.stderr
    assert "Kind" not in result.stderr
    assert read(tree, "methods/swiftvla.yaml")["contributors"] == []


def test_a_terminal_takes_labels_and_asks_again_for_what_is_in_no_list(
    root: Path, tree: Tree, arxiv: Host
) -> None:
    arxiv.say()
    said = [
        "Eficient",
        "efficient vla",
        "Manipulation",
        "quantisation",
        "Quantization",
        "skips calls",
        "Skips.",
    ]
    result = run(root, "9703.01234", input="\n".join(said) + "\n")
    assert (result.exit_code, tree.messages()) == (0, [])
    assert "“Eficient” is not in the list; near: efficient" in result.stderr
    assert "near: model-design/compression/quantization" in result.stderr
    assert "wrote data/methods/swiftvla.yaml\nwrote data/references.bib" in result.stderr
    assert result.stdout.startswith("Thank you! swiftvla is ready")
    entry = read(tree, "methods/swiftvla.yaml")
    assert (entry["kind"], entry["domains"]) == ("efficient", ["manipulation"])
    assert [p["node"] for p in entry["taxonomy"]["evla"]] == ["model-design/compression/quantization"]


ANSWERS = {
    "kind": "efficient",
    "domains": "manipulation",
    "places": "model-design/compression/quantization",
    "why": "because",
    "summary": "Skips calls.",
}


def stated(**other: str) -> list[str]:
    """Every answer as an option."""
    return [word for key, value in (ANSWERS | other).items() for word in (f"--{key}", value)]


@pytest.mark.parametrize(
    ("key", "value", "near"),
    [("kind", "eficient", "near: efficient"), ("places", "model-design/quantization", "quantization")],
)
def test_an_option_takes_what_the_terminal_takes(
    root: Path, arxiv: Host, key: str, value: str, near: str
) -> None:
    result = run(root, "9703.01234", *stated(**{key: value}))
    assert (result.exit_code, result.stdout, arxiv.asked) == (2, "", [])
    assert f"“{value}” is not in the list; " in result.stderr
    assert near in result.stderr


def test_data_that_cannot_be_read_ask_nothing(root: Path, tree: Tree, arxiv: Host) -> None:
    tree.write("vocabulary.yaml", "[")
    result = run(root, "9703.01234", *stated())
    assert (result.exit_code, arxiv.asked) == (2, [])
    assert "run `livingsurvey check` first" in result.stderr


def test_both_files_are_written_or_none(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say()
    (tree.data / ".references.bib.new").mkdir()  # in the way of the second file
    result = run(root, "9703.01234", *stated())
    assert result.exit_code == 2
    assert "Is a directory" in result.stderr
    assert not (tree.data / "methods/swiftvla.yaml").exists()


def test_the_terminal_says_what_to_do_next(root: Path, arxiv: Host) -> None:
    arxiv.say()
    assert "open a pull request" not in run(root, "9703.01234", *stated(), "--dry-run").stderr
    assert "wrote data/references.bib\n\nNext: " in run(root, "9703.01234", *stated()).stderr
    assert "open a pull request" not in run(root, "9703.01234").stderr


@pytest.mark.parametrize(
    ("work", "says"), [("9703.01234", "in the survey already"), ("no id", "not an arXiv id")]
)
def test_nothing_is_asked_where_the_answer_is_known(root: Path, arxiv: Host, work: str, says: str) -> None:
    arxiv.say()
    issue(root, "add")
    result = run(root, work)
    assert says in result.stdout
    assert "Kind" not in result.stderr


def test_a_number_is_corrected_where_it_stands(root: Path, tree: Tree) -> None:
    result = issue(
        root, "number", edit={"### Operating point\n\n_No response_": "### Operating point\n\n#int8"}
    )
    assert (result.exit_code, tree.messages()) == (0, [])
    (point,) = [p for p in read(tree, "methods/crispvla.yaml")["operating_points"] if p["id"] == "int8"]
    assert point["values"]["latency_ms"]["value"] == 98.7
    assert point["values"]["latency_ms"]["source"]["where"] == "Table 7"
    assert point["values"]["memory_gb"] == 11.1


def test_a_new_number_becomes_a_point_with_what_was_stated_and_no_more(root: Path, tree: Tree) -> None:
    before = tree.read("methods/crispvla.yaml")
    assert issue(root, "number").exit_code == 0
    assert tree.messages() == []
    point = read(tree, "methods/crispvla.yaml")["operating_points"][-1]
    assert (point["id"], point["values"]) == (
        "latency-ms-table-7",
        {"latency_ms": {"value": 98.7, "qualifier": "about"}},
    )
    assert point["setting"] == {"hardware": "examplechip-9", "precision": "int8"}
    after = tree.read("methods/crispvla.yaml").splitlines()
    assert sorted(set(before.splitlines()) - set(after)) == []


@pytest.mark.parametrize(
    "value", ["fast", "1e9", "nan", "12 ms", "", "1-2-3", "98,7", "1,23", "٣", "9" * 400]
)
def test_what_is_no_number_is_refused(root: Path, tree: Tree, value: str) -> None:
    before = state(tree)
    result = issue(root, "number", edit={"98.7": value})
    assert (result.exit_code, state(tree)) == (1, before)


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("1,234", {"value": 1234}),
        ("12,345.5", {"value": 12345.5}),
        ("1,234-5,678", {"min": 1234, "max": 5678}),
    ],
)
def test_a_comma_sets_thousands_apart_and_nothing_else(
    root: Path, tree: Tree, written: str, stated: dict[str, float]
) -> None:
    assert issue(root, "number", edit={"98.7": written}).exit_code == 0
    point = read(tree, "methods/crispvla.yaml")["operating_points"][-1]
    assert point["values"]["latency_ms"] == stated | {"qualifier": "about"}


@pytest.mark.parametrize("chunk", ["1234567", "-1", "2.5", "٣"])
def test_a_chunk_that_is_no_count_is_refused(root: Path, tree: Tree, chunk: str) -> None:
    before = state(tree)
    heading = "### Actions per call\n\n"
    result = issue(root, "number", edit={f"{heading}_No response_": heading + chunk})
    assert (result.exit_code, state(tree)) == (1, before)


def test_places_and_links_are_changed_once(root: Path, tree: Tree) -> None:
    for name in ("place", "link"):
        assert "is changed as you asked" in issue(root, name).stdout
        before = state(tree)
        assert "Nothing to do" in issue(root, name).stdout
        assert state(tree) == before
    assert tree.messages() == []
    entry = read(tree, "methods/crispvla.yaml")
    assert entry["links"]["code"] == "https://example.org/right"
    assert entry["taxonomy"]["evla"][-1] == {
        "node": "model-design/architecture", "by": "us", "why": "also changes how actions are decoded",
    }  # fmt: skip


HOSTILE = [
    "`touch /tmp/x`", "${{ secrets.GITHUB_TOKEN }}", "../../.github/workflows/x", "!!python/object/apply:os.system [id]",
    "a\u202eb", "a\x00b", "&a *a", "- x\n  - y", "x: y\nname: z", "---\nkind: a", "{{ config }}", "'; DROP", '"',
    "\n### Kind\n", "%s%n", "<script>", "@everyone", "\\input{x}", "#", "a" * 3000, "日本語の要約", "| |", "::error::x",
]  # fmt: skip
REFUSED = {"\n### Kind\n", "a" * 3000}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_but_its_own_field(
    root: Path, tree: Tree, arxiv: Host, text: str
) -> None:
    arxiv.say()
    before = state(tree)
    result = issue(root, "add", edit={"Skips calls": f"Skips calls {text}"})
    assert "\u202e" not in result.stdout
    after = state(tree)
    new = {Path(p).relative_to(tree.data).as_posix() for p in after if p not in before}
    changed = {Path(p).name for p in before if before[p] != after[p]}
    if text in REFUSED:
        assert result.exit_code == 1
        assert (new, changed) == (set(), set())
        return
    assert result.exit_code == 0
    assert (new, changed) == ({"methods/swiftvla.yaml"}, {"references.bib"})
    entry = read(tree, "methods/swiftvla.yaml")
    expected = parsed((EVENTS / "add.expected.yaml").read_text("utf-8"))
    assert entry["summary"].pop("en").startswith("Skips calls ")
    expected["summary"].pop("en")
    assert entry == expected
    assert tree.messages() == []


@pytest.mark.parametrize(
    "name", ["../../x", "..", "/etc/passwd", "con\x00", "a/b", "…", "模型", ".github/workflows/y.yml"]
)
def test_no_name_leads_out_of_the_folder_of_entries(root: Path, tree: Tree, arxiv: Host, name: str) -> None:
    arxiv.say()
    before = state(tree)
    issue(root, "add", edit={"### Short name\n\n_No response_": f"### Short name\n\n{name}"})
    new = [Path(p) for p in state(tree) if p not in before]
    assert all(p.parent == tree.data / "methods" and p.suffix == ".yaml" for p in new)


@pytest.mark.parametrize("method", ["../crispvla", "crispvla.yaml", "", "nobody", "CRISPVLA"])
def test_a_method_that_does_not_exist_is_refused(root: Path, tree: Tree, method: str) -> None:
    before = state(tree)
    result = issue(root, "link", edit={"crispvla": method or "_No response_"})
    assert (result.exit_code, state(tree)) == (1, before)
    assert "There is no such method" in result.stdout


def test_an_address_that_is_not_https_is_refused(root: Path, tree: Tree) -> None:
    before = state(tree)
    result = issue(root, "link", edit={"https://example.org/right": "javascript:alert(1)"})
    assert (result.exit_code, state(tree)) == (1, before)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"issue": null}',
        '{"issue": {"body": 1, "user": {"login": "a"}}}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_what_is_no_event_is_refused_in_words(root: Path, text: str) -> None:
    (root / "event.json").write_text(text, "utf-8")
    result = run(root, "--from-issue", str(root / "event.json"))
    assert result.exit_code == 1
    assert "This cannot be entered yet" in result.stdout


def test_a_heading_is_quoted_as_it_stands(root: Path) -> None:
    result = issue(root, "add", edit={"### Kind\n": "### Kind\n\nx\n\n### Kind\n"})
    assert "- The heading “Kind” stands twice or elsewhere: keep the form's own headings" in result.stdout


@settings(max_examples=60)
@given(st.text(max_size=300), st.integers(0, 30))
def test_any_body_is_read_or_refused(text: str, place: int) -> None:
    event = json.loads((EVENTS / "add.json").read_text("utf-8"))
    lines = event["issue"]["body"].split("\n")
    event["issue"]["body"] = "\n".join([*lines[:place], text, *lines[place:]])
    try:
        request = read_event(json.dumps(event), FORMS)
    except IntakeError:
        return
    assert request.form == "add"
    assert all(c.isprintable() or c == "\n" for answer in request.answers.values() for c in answer)


def test_a_body_of_60_kb_is_read_and_a_longer_one_refused() -> None:
    event = json.loads((EVENTS / "add.json").read_text("utf-8"))
    event["issue"]["body"] += "x " * 30_000
    assert len(read_event(json.dumps(event), FORMS).answers["numbers"]) > 59_000
    event["issue"]["body"] += "x" * MAX_BODY
    with pytest.raises(IntakeError, match="too long"):
        read_event(json.dumps(event), FORMS)


def test_unseen_characters_are_left_out() -> None:
    assert cleaned("a\r\nb\u200b\u202e\x00\tc") == "a\nb c"


@pytest.mark.parametrize(
    "text",
    [
        "2501.09747",
        "arXiv:2501.09747v3",
        "https://arxiv.org/abs/2501.09747",
        " http://www.arxiv.org/pdf/2501.09747v1.pdf ",
    ],
)
def test_an_arxiv_id_is_found_in_its_usual_forms(text: str) -> None:
    assert arxiv_id(text) == "2501.09747"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2501",
        "https://evil.example/abs/2501.09747",
        "2501.09747&x=1",
        "2501.09747 or so",
        "arxiv.org/abs/2501.09747\n../x",
    ],
)
def test_what_is_no_arxiv_id_is_none(text: str) -> None:
    assert arxiv_id(text) is None


@pytest.mark.parametrize(
    ("first", "headers", "waited"),
    [
        (429, {"Retry_After": "7"}, 7),
        (503, {}, 3),
        (500, {"Retry_After": "soon"}, 3),
    ],
)
def test_a_busy_arxiv_is_asked_again_as_late_as_it_says(
    arxiv: Host, first: int, headers: dict[str, str], waited: float
) -> None:
    arxiv.say("busy", first, **headers).say()
    pauses: list[float] = []
    assert fetch(sleep=pauses.append).version == 3
    assert pauses == [pytest.approx(waited, abs=0.9)]


def test_an_arxiv_that_asks_for_a_day_is_asked_another_day(arxiv: Host) -> None:
    arxiv.say("busy", 429, Retry_After="99999").say()
    with pytest.raises(ArxivError, match=r"cannot be asked now: it answers 429"):
        fetch()
    assert len(arxiv.asked) == 1


def test_an_arxiv_that_stays_down_is_given_up_after_three_tries(arxiv: Host) -> None:
    arxiv.say("down", 500)
    pauses: list[float] = []
    with pytest.raises(ArxivError, match=r"cannot be asked now: it answers 500"):
        fetch(sleep=pauses.append)
    assert pauses == [pytest.approx(3, abs=0.9), pytest.approx(6, abs=0.9)]
    assert len(arxiv.asked) == 3


def test_an_arxiv_that_says_nothing_is_not_waited_for(arxiv: Host) -> None:
    arxiv.say(status=0)
    with pytest.raises(ArxivError, match="does not answer within"):
        fetch(timeout=0.05)
    assert len(arxiv.asked) == 3


def test_a_refused_question_is_not_repeated(arxiv: Host) -> None:
    arxiv.say("bad", 400)
    with pytest.raises(ArxivError, match="refuses the question: it answers 400"):
        fetch()
    assert len(arxiv.asked) == 1


BOMB = '<!DOCTYPE a [<!ENTITY b "bb">]>' + FEED.partition("?>")[2]


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"\xff\xfe", b"{}", BOMB.encode(), FEED.encode("utf-16"), FEED[:900].encode()]
)
def test_garbage_is_refused_in_words(arxiv: Host, body: bytes) -> None:
    arxiv.say(body)
    with pytest.raises(ArxivError, match=r"not a feed|document type"):
        fetch()


def test_an_endless_answer_is_cut_off(arxiv: Host) -> None:
    arxiv.say(b"x" * 8_100_000)
    with pytest.raises(ArxivError, match="too long"):
        fetch()


@pytest.mark.parametrize("body", [EMPTY, FEED.replace("9703.01234", "9703.99999")])
def test_an_unknown_id_and_another_works_answer_are_refused(
    root: Path, tree: Tree, arxiv: Host, body: str
) -> None:
    arxiv.say(body)
    before = state(tree)
    result = issue(root, "add")
    assert (result.exit_code, state(tree)) == (1, before)
    assert "knows no work 9703.01234" in result.stdout


def test_a_withdrawn_work_is_not_entered(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say(FEED.replace("12 pages", "This paper has been withdrawn by the authors"))
    before = state(tree)
    result = issue(root, "add")
    assert (result.exit_code, state(tree)) == (1, before)
    assert "have withdrawn this work" in result.stdout


def test_an_arxiv_that_is_down_is_not_the_reporters_fault(root: Path, tree: Tree, arxiv: Host) -> None:
    arxiv.say("<html>")
    before = state(tree)
    result = issue(root, "add")
    assert (result.exit_code, state(tree)) == (1, before)
    assert "Nothing is wrong with what you wrote" in result.stdout


def test_an_address_elsewhere_and_no_argument_are_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARXIV_URL", "http://evil.example")
    assert "must be an https address" in issue(root, "add").stdout
    assert run(root).exit_code == 2
    assert run(root, "2501.09747", "--from-issue", str(root / "event.json")).exit_code == 2


def test_a_suggestion_writes_nothing(root: Path, tree: Tree) -> None:
    before = state(tree)
    result = issue(root, "suggest")
    assert (result.exit_code, state(tree)) == (0, before)
    assert "A maintainer looks at this" in result.stdout
