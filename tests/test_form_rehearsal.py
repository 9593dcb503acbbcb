"""From an issue to its branch, pull request and answer without GitHub: the workflow's own commands are run, in
clones of a repository, with arXiv and GitHub on real sockets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from support import INFO, INVENTED, ROOT
from test_add import EVENTS, FEED, HOSTILE, REFUSED, Host, arxiv  # noqa: F401 - a fixture

from livingsurvey.formbranch.handed import ALLOWED, BOT, HandedError, read_handed, read_issue

JOBS = yaml.safe_load((ROOT / ".github/workflows/form.yml").read_text("utf-8"))["jobs"]
RUN = "https://github.example/o/r/actions/runs/99"
PULLED = (
    "\nThe pull request is #100. Edit this issue, and it follows. "
    f"In a few minutes the site is here: {RUN}\n"
)


def command(job: str, start: str) -> str:
    """The one step of a job whose name starts so, as the shell is given it."""
    (step,) = [s for s in JOBS[job]["steps"] if s.get("name", "").startswith(start)]
    return str(step["run"])


@dataclass
class Hub:
    """GitHub as one repository of it answers, in the shapes of its REST API."""

    url: str = ""
    pulls: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    labels: dict[int, set[str]] = field(default_factory=dict)
    rights: dict[str, str] = field(default_factory=lambda: {"keeper": "write"})
    forbidden: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        self.asked.append(f"{method} {path}")
        parts, query = urlsplit(path).path.split("/")[4:], parse_qs(urlsplit(path).query)
        if f"{method} /{'/'.join(parts)}" == self.forbidden:
            return 403, {"message": "GitHub Actions is not permitted to create or approve pull requests."}
        match method, parts:
            case "GET", ["pulls"]:
                head, state = query["head"][0].partition(":")[2], query["state"][0]
                found = [p for p in self.pulls.values() if p["head"] == head]
                return 200, [p for p in found[::-1] if state in ("all", p["state"])]
            case "GET", ["collaborators", login, "permission"]:
                known = login in self.rights
                return (
                    (200, {"permission": self.rights[login]}) if known else (404, {"message": "Not Found"})
                )
            case "POST", ["pulls"]:
                number = 100 + len(self.pulls)
                self.pulls[number] = {"number": number, "state": "open", **body}
                return 201, self.pulls[number]
            case "PATCH", ["pulls", number]:
                self.pulls[int(number)] |= body
                return 200, self.pulls[int(number)]
            case "GET", ["issues", number, "comments"]:
                start = 100 * (int(query["page"][0]) - 1)
                return 200, self.comments.get(int(number), [])[start : start + 100]
            case "POST", ["issues", number, "comments"]:
                return 201, self.say(int(number), BOT[0], body["body"])
            case "PATCH", ["issues", "comments", number]:
                (comment,) = [c for cs in self.comments.values() for c in cs if c["id"] == int(number)]
                comment["body"] = body["body"]
                return 200, comment
            case "POST", ["issues", number, "labels"]:
                self.labels.setdefault(int(number), set()).update(body["labels"])
                return 200, []
            case "DELETE", ["issues", number, "labels", name]:
                if name not in self.labels.get(int(number), set()):
                    return 404, {"message": "Label does not exist"}
                self.labels[int(number)].remove(name)
                return 200, []
        return 404, {"message": "Not Found"}

    def say(self, issue: int, login: str, body: str) -> dict[str, Any]:
        here = self.comments.setdefault(issue, [])
        here.append({"id": 1000 * issue + len(here), "user": {"login": login}, "body": body})
        return here[-1]


@pytest.fixture
def hub() -> Iterator[Hub]:
    with served(Hub()) as hub:
        yield hub


@contextmanager
def served(hub: Hub) -> Iterator[Hub]:
    """GitHub on a socket."""

    class Handler(BaseHTTPRequestHandler):
        def handle_one(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(size) or b"null")
            known = self.headers["Authorization"] == "Bearer secret"
            status, said = hub.answer(self.command, self.path, body) if known else (401, {})
            raw = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_one  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing is logged."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    hub.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Rehearsal:
    """A repository without GitHub: `origin.git`, and for each job a clone of its own."""

    folder: Path
    hub: Hub
    arxiv: Host

    def git(self, *words: str, where: str = "origin.git") -> str:
        done = subprocess.run(
            ["git", "-C", str(self.folder / where), *words], capture_output=True, check=True
        )
        return done.stdout.decode("utf-8").strip("\n")

    def clone(self, name: str) -> Path:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        self.git("clone", "--quiet", str(self.folder / "origin.git"), name, where=".")
        return self.folder / name

    def commit(self, where: str, message: str, email: str = "keeper@example.org") -> None:
        who = ["-c", "user.name=Keeper", "-c", f"user.email={email}"]
        self.git("add", "data", where=where)
        self.git(*who, "commit", "--quiet", "-m", message, where=where)

    def event(
        self, name: str = "add", edit: dict[str, str] | None = None, action: str = "opened", **issue: Any
    ) -> None:
        event = json.loads((EVENTS / f"{name}.json").read_text("utf-8"))
        for old, new in (edit or {}).items():
            assert old in event["issue"]["body"]
            event["issue"]["body"] = event["issue"]["body"].replace(old, new)
        event["issue"] |= issue
        event["action"] = action
        (self.folder / "event.json").write_text(json.dumps(event), "utf-8")

    def shell(self, text: str, where: Path) -> subprocess.CompletedProcess[str]:
        """Run a step as GitHub's runner does."""
        env = {
            **os.environ, "GITHUB_API_URL": self.hub.url, "GITHUB_REPOSITORY": "o/r", "GITHUB_RUN_ID": "99",
            "GITHUB_SERVER_URL": "https://github.example", "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
            "GITHUB_OUTPUT": str(self.folder / "output"), "RUNNER_TEMP": str(where), "GH_TOKEN": "secret",
            "SITE_URL": INFO.site_url, "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
            cwd=where, env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def read(self) -> Path:
        """The first job: what it hands over."""
        clone = self.clone("reader")
        (clone / "templates").symlink_to(ROOT / "templates")
        (clone / ".venv/bin").mkdir(parents=True)
        (clone / ".venv/bin/livingsurvey").symlink_to(self.folder / "bin/livingsurvey")
        done = self.shell(command("read", "Work out"), clone)
        assert done.returncode == 0, done.stderr
        return clone / "form"

    def branch(self, handed: Path) -> subprocess.CompletedProcess[str]:
        """The second job, on what was handed over."""
        clone = self.clone("writer")
        shutil.copytree(handed, clone / "form", symlinks=True)
        (clone / "scripts").symlink_to(ROOT / "scripts")
        return self.shell(command("branch", "Put it on its branch"), clone)

    def play(self, *words: Any, **more: Any) -> str:
        """Both jobs on a recorded event; the answer on the issue."""
        self.event(*words, **more)
        handed = self.read()
        if handed.exists():
            done = self.branch(handed)
            assert (done.returncode, done.stderr) == (0, "")
        number = more.get(
            "number", json.loads((self.folder / "event.json").read_text("utf-8"))["issue"]["number"]
        )
        own = [c["body"] for c in self.hub.comments.get(number, []) if c["user"]["login"] == BOT[0]]
        assert len(own) <= 1
        return own[0].partition("\n")[2] if own else ""

    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)", "refs/heads").split()

    def changed(self, branch: str = "form/7") -> list[str]:
        return self.git("diff", "--name-only", f"main...{branch}").split()

    def entry(self, name: str = "swiftvla", branch: str = "form/7") -> str:
        return self.git("show", f"{branch}:data/methods/{name}.yaml") + "\n"


@pytest.fixture
def stage(tmp_path: Path, hub: Hub, arxiv: Host) -> Rehearsal:  # noqa: F811
    (tmp_path / "bin").mkdir()
    for name, text in {
        "livingsurvey": f'exec "{sys.executable}" -m livingsurvey "$@"',
        "python3": f'exec "{sys.executable}" -S "$@"',  # without any library: the job installs none
        "gh": 'test "$*" = "auth setup-git"',
    }.items():
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    stage = Rehearsal(tmp_path, hub, arxiv.say())
    stage.git("init", "--quiet", "--bare", "--initial-branch=main", "origin.git", where=".")
    stage.clone("seed")
    shutil.copytree(INVENTED, tmp_path / "seed/data")
    stage.commit("seed", "The survey")
    stage.git("push", "--quiet", "origin", "HEAD:main", where="seed")
    return stage


def test_a_filled_form_becomes_a_branch_a_pull_request_and_an_answer(stage: Rehearsal) -> None:
    answer = stage.play("add")
    assert stage.branches() == ["form/7", "main"]
    assert stage.changed() == ["data/methods/swiftvla.yaml", "data/references.bib"]
    assert stage.entry() == (EVENTS / "add.expected.yaml").read_text("utf-8")
    assert stage.git("log", "--format=%an <%ae>|%cn <%ce>|%B", "main..form/7") == (
        "{0} <{1}>|{0} <{1}>|Add swiftvla (#7)\n\n"
        "Co-authored-by: octo-reader <1+octo-reader@users.noreply.github.com>"
    ).format(*BOT)
    assert (
        answer
        == (
            "Thank you! **swiftvla** is ready: its entry and its reference are written, and every check passes.\n\n"
            "- arXiv lists version 3 of “SwiftVLA: 50% of the Cost & All of the Skill”.\n\n"
            "- Numbers for a maintainer to enter: Table 2: 12.5 ms on an A100\n"
        ).replace(" & ", " &amp; ")
        + PULLED
    )
    (pull,) = stage.hub.pulls.values()
    assert (pull["head"], pull["base"], pull["title"]) == ("form/7", "main", "Add swiftvla (#7)")
    assert pull["body"].endswith(f"with the site as it would be: {RUN}\n\nCloses #7.\n")
    assert stage.hub.labels == {100: {"add"}}


def test_the_same_event_twice_changes_nothing(stage: Rehearsal) -> None:
    answer = stage.play("add")
    before = stage.git("rev-parse", "form/7")
    pulls = json.dumps(stage.hub.pulls)
    assert stage.play("add") == answer
    assert (stage.git("rev-parse", "form/7"), json.dumps(stage.hub.pulls)) == (before, pulls)


@pytest.mark.parametrize("action", ["edited", "reopened"])  # what was closed may be edited in silence
def test_an_edit_updates_the_pull_request_and_takes_the_approval_away(
    stage: Rehearsal, action: str
) -> None:
    stage.play("add")
    for labels in (stage.hub.labels[100], stage.hub.labels.setdefault(7, set())):
        labels.update({"approved", "kept"})
    answer = stage.play("add", {"Skips calls": "Reuses answers of calls"}, action)
    assert "summary:\n  en: Reuses answers of calls whose" in stage.entry()
    assert stage.git("log", "--format=%s", "main..form/7") == "Add swiftvla (#7)"
    assert answer.endswith(PULLED)
    assert (list(stage.hub.pulls), stage.hub.labels) == ([100], {7: {"kept"}, 100: {"add", "kept"}})


def test_an_edit_to_what_cannot_be_entered_is_answered_and_leaves_the_branch(stage: Rehearsal) -> None:
    stage.play("add")
    before = stage.git("rev-parse", "form/7")
    stage.hub.labels[100].add("approved")
    answer = stage.play("add", {"Efficient VLA (efficient)": "_No response_"}, "edited")
    assert answer.startswith("This cannot be entered yet.")
    assert stage.git("rev-parse", "form/7") == before
    assert stage.hub.labels[100] == {"add"}


def test_a_half_filled_form_is_answered_and_nothing_else(stage: Rehearsal) -> None:
    answer = stage.play("add", {"Efficient VLA (efficient)": "_No response_"})
    assert "\n- kind: " in answer
    assert (stage.branches(), stage.hub.pulls, stage.hub.labels) == (["main"], {}, {})


def test_an_issue_that_is_no_form_is_left_alone(stage: Rehearsal) -> None:
    body = "The site is slow.\n\n### Kind\n\nbug"
    assert stage.play("add", body=body) == ""
    assert (stage.branches(), stage.hub.asked) == (["main"], [])
    assert not (stage.folder / "output").exists()


def test_a_form_with_a_changed_heading_is_told_so(stage: Rehearsal) -> None:
    assert "A heading of the form was changed" in stage.play("add", {"### Kind": "### Sort"})


def test_a_number_changes_its_entry_alone(stage: Rehearsal) -> None:
    assert stage.play("number").endswith(PULLED)
    assert stage.changed("form/8") == ["data/methods/crispvla.yaml"]
    assert stage.git("log", "-1", "--format=%s", "form/8") == "Change crispvla (#8)"
    assert stage.hub.labels == {100: {"number"}}


def test_a_confirmation_is_a_pull_request_that_says_what_to_look_at(stage: Rehearsal) -> None:
    assert stage.play("confirm").endswith(PULLED)
    assert stage.changed("form/14") == ["data/methods/crispvla.yaml"]
    assert "confirmed:" in stage.entry("crispvla", "form/14")
    assert "No program can tell who is an author." in stage.hub.pulls[100]["body"]
    assert stage.hub.labels == {100: {"confirm"}}


def test_a_suggestion_is_answered_without_a_branch(stage: Rehearsal) -> None:
    assert stage.play("suggest").startswith("Thank you! A maintainer looks at this suggestion.")
    assert stage.branches() == ["main"]


@pytest.mark.parametrize(
    "edit",
    [
        {"\n": "\r\n"},
        {"Skips": "🤖 Skips"},
        {
            "Skips calls whose answer would be the same.\nThat halves the cost.": "跳过结果不变的调用，成本减半。"
        },
        {"Table 2: 12.5 ms on an A100": "x " * 30_000},
    ],
    ids=["windows", "emoji", "non-english", "60-kb"],
)
def test_unusual_bodies_take_the_same_way(stage: Rehearsal, edit: dict[str, str]) -> None:
    answer = stage.play("add", edit)
    assert stage.changed() == ["data/methods/swiftvla.yaml", "data/references.bib"]
    assert answer.startswith("Thank you! **swiftvla** is ready")
    assert len(answer) < 4_000
    expected = (EVENTS / "add.expected.yaml").read_text("utf-8").splitlines()
    differing = [line for line in stage.entry().splitlines() if line not in expected]
    assert len(differing) == ("Skips" in "".join(edit))


def test_all_hostile_texts_at_once_change_their_own_fields_alone(stage: Rehearsal) -> None:
    text = " ".join(t for t in HOSTILE if t not in REFUSED)
    edit = {
        "Skips calls": f"Skips calls {text}",
        "skips calls of": f"{text} skips calls of",
        "Table 2:": f"{text}\n\n## x\n\n<!-- livingsurvey: the answer to a form -->\n\nTable 2:",
    }
    answer = stage.play("add", edit, title="$(touch x) `id` ${{ github.token }}\n::set-output name=a::b")
    assert stage.changed() == ["data/methods/swiftvla.yaml", "data/references.bib"]
    assert stage.git("log", "-1", "--format=%s", "form/7") == "Add swiftvla (#7)"
    lines = [re.sub("(en|why): .*", r"\1", line) for line in stage.entry().splitlines()]
    expected = (EVENTS / "add.expected.yaml").read_text("utf-8").splitlines()
    assert [lines[n] for n in (0, 1, 4, 6)] == [expected[n] for n in (0, 1, 4, 6)]
    said = yaml.safe_load(stage.entry())
    told = yaml.safe_load("\n".join(expected))
    for entry in (said, told):
        entry["summary"].pop("en")
        entry["taxonomy"]["evla"][0].pop("why")
    assert said == told
    for live in ("@everyone", "<script", "\n#", "<!--", "\u202e", "`id`"):
        assert live not in answer
    assert sorted(p.name for p in (stage.folder / "writer").iterdir()) == [
        ".git", "data", "form", "scripts",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "user",
    [
        {"login": "a\nSigned-off-by: x <x@y.z>", "id": 1},
        {"login": "a", "id": "1+admin@x> <"},
        {"login": "a", "id": True},
        {"login": "../..", "id": 7},
    ],
)
def test_who_is_no_account_is_no_co_author(stage: Rehearsal, user: dict[str, Any]) -> None:
    stage.event("add", user=user)
    issue = read_issue(stage.folder / "event.json")
    assert (issue.login, issue.account) == ("", 0)


def test_two_people_adding_one_paper_meet_at_one_pull_request(stage: Rehearsal) -> None:
    stage.play("add")
    for number, edit in (
        (12, {"9703.01234": "https://arxiv.org/abs/9703.01234v1"}),
        (13, {"### Short name\n\n_No response_": "### Short name\n\nAnother name"}),
    ):
        answer = stage.play("add", edit, number=number, user={"login": "second", "id": 2})
        assert answer.endswith(
            "\nPull request #100 adds the same work. What you know beyond that is welcome there.\n"
        )
    assert (stage.branches(), list(stage.hub.pulls)) == (["form/7", "main"], [100])
    stage.hub.pulls[100]["state"] = "closed"
    assert "#101" in stage.play("add", number=12)


def test_once_merged_the_second_form_finds_the_entry(stage: Rehearsal) -> None:
    stage.play("add")
    stage.git("update-ref", "refs/heads/main", "form/7")
    answer = stage.play("add", number=12)
    assert answer == (
        f"This work is in the survey already: [swiftvla]({INFO.site_url}methods/swiftvla/). "
        "To add or correct a number there, use “Fix this” on its page.\n"
    )


def test_what_others_put_on_the_branch_is_never_overwritten(stage: Rehearsal) -> None:
    stage.play("add")
    keeper = stage.clone("keeper")
    stage.git("checkout", "--quiet", "form/7", where="keeper")
    path = keeper / "data/methods/swiftvla.yaml"
    path.write_text(path.read_text("utf-8").replace("halves", "lowers"), "utf-8")
    stage.commit("keeper", "In our words")
    stage.git("push", "--quiet", "origin", "form/7", where="keeper")
    before = stage.git("rev-parse", "form/7")
    answer = stage.play("add", {"Skips": "Reuses"}, "edited")
    assert answer.endswith(
        "A maintainer has worked on #100 since, so it stays as it is. They see here what you edited.\n"
    )
    assert stage.git("rev-parse", "form/7") == before


def test_what_reached_main_meanwhile_is_not_undone(stage: Rehearsal) -> None:
    stage.event("add")
    handed = stage.read()
    stage.clone("keeper")
    bibliography = stage.folder / "keeper/data/references.bib"
    bibliography.write_text(bibliography.read_text("utf-8") + "\n@misc{z, title={Z}}\n", "utf-8")
    stage.commit("keeper", "Another work")
    stage.git("push", "--quiet", "origin", "main", where="keeper")
    assert stage.branch(handed).returncode == 0
    assert "@misc{z" not in stage.git("diff", "main...form/7")


def test_without_the_right_to_open_pull_requests_the_branch_is_named(stage: Rehearsal) -> None:
    stage.hub.forbidden = "POST /pulls"
    assert stage.play("add").endswith("\nA maintainer opens the pull request of the branch form/7.\n")
    assert stage.branches() == ["form/7", "main"]


def test_others_comments_are_left_alone_and_ours_is_found_behind_many(stage: Rehearsal) -> None:
    forged = "<!-- livingsurvey: the answer to a form -->\nmine"
    for _ in range(150):
        stage.hub.say(7, "stranger", forged)
    first = stage.play("add")
    assert stage.play("add", {"Skips": "Reuses"}, "edited") == first
    assert [c["body"] for c in stage.hub.comments[7][:150]] == [forged] * 150
    assert len(stage.hub.comments[7]) == 151


def test_a_github_that_refuses_is_a_failure_in_one_line(stage: Rehearsal) -> None:
    stage.hub.forbidden = "GET /issues/7/comments"
    stage.event("add")
    done = stage.branch(stage.read())
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("GitHub answers 403: ")
    assert done.stderr.count("\n") == 1


OUTCOME = {"state": "added", "slug": "x", "form": "add", "base": "0" * 12, "work": ""}


def handed(folder: Path, files: dict[str, str | bytes], **outcome: Any) -> Path:
    for name, text in {
        "outcome.json": json.dumps(OUTCOME | outcome),
        "reply.md": "Hello.\n",
        **files,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def test_an_entry_and_the_bibliography_may_be_handed_over(tmp_path: Path) -> None:
    files = {"data/methods/x.yaml": "name: X\n", "data/references.bib": ""}
    assert sorted(read_handed(handed(tmp_path, dict(files))).files) == sorted(files)


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/x.yml", "data/methods/x.yaml.sh", "data/methods/../x.yaml/y", "data/methods/X.yaml",
        "data/methods/.yaml", "data/vocabulary.yaml", "data/methods/y.yaml", "livingsurvey/cli.py", ".git/config",
        "data/methods/x.yaml\n", "data/methods/a/x.yaml", "README.md", "data/methods/-.yaml", "data/references.bib\r",
    ],
)  # fmt: skip
def test_no_other_file_may_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(HandedError, match="a form"):
        read_handed(handed(tmp_path, {name: ""}))


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "data/methods/../../x", "data/methods/x.yaml/..", "data"]
)
def test_a_path_that_leads_elsewhere_is_not_allowed(name: str) -> None:
    assert ALLOWED.fullmatch(name) is None


def test_links_are_refused(tmp_path: Path) -> None:
    (handed(tmp_path / "a", {}) / "data").symlink_to(tmp_path)
    methods = handed(tmp_path / "b", {}) / "data/methods"
    methods.mkdir(parents=True)
    (methods / "x.yaml").symlink_to("/etc/passwd")
    for folder in ("a", "b"):
        with pytest.raises(HandedError, match="neither a file nor a folder"):
            read_handed(tmp_path / folder)


@pytest.mark.parametrize(
    ("files", "outcome"),
    [
        ({}, {"slug": "../x"}),
        ({}, {"slug": 1}),
        ({}, {"base": "--upload-pack=x"}),
        ({}, {"form": "a b"}),
        ({"outcome.json": "[" * 100_000}, {}),
        ({"outcome.json": "{}"}, {}),
        ({"data/methods/x.yaml": b"\xff"}, {}),
        ({"data/methods/x.yaml": b"a\x00"}, {}),
        ({"data/methods/x.yaml": b"a" * 8_000_001}, {}),
    ],
)
def test_what_is_no_outcome_is_refused(
    tmp_path: Path, files: dict[str, str | bytes], outcome: dict[str, Any]
) -> None:
    with pytest.raises(HandedError):
        read_handed(handed(tmp_path, files, **outcome))


def test_only_the_job_that_installs_nothing_may_write() -> None:
    writing = [name for name, job in JOBS.items() if "write" in job.get("permissions", {}).values()]
    assert writing == ["branch"]
    runs = "".join(step.get("run", "") for step in JOBS["branch"]["steps"])
    assert not re.search(r"pip|make|npm", runs)
