"""The workflows: pinned, with least permissions, no expression in a shell; and their scripts, with a gh that records."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

FOLDER = ROOT / ".github/workflows"
WORKFLOWS = {p.name: yaml.safe_load(p.read_text("utf-8")) for p in sorted(FOLDER.glob("*.yml"))}
SCRIPTS = ROOT / "scripts"
PINNED = re.compile(r"^[\w-]+/[\w-]+@[0-9a-f]{40}$")
ISSUE = {"LABEL": "triage", "TITLE": "New works to look at"}
EVENT = {
    "REPO": "someone/survey",
    "RUN": "77",
    "RUN_URL": "https://github.com/someone/survey/actions/runs/77",
    "CONCLUSION": "success",
    "SHA": "0" * 40,
    "OWNER": "stranger",
    "BRANCH": "add-$(touch hacked)-`id`",
}
GH = """#!{python}
import json, os, pathlib, sys
words = sys.argv[1:]
home = pathlib.Path(os.environ["GH_HOME"])
files = [w.removeprefix("body=@") for w in words if w.startswith("body=@") or w.endswith("body.md")]
note = {{"words": words, "body": pathlib.Path(files[0]).read_text("utf-8") if files else ""}}
with (home / "asked.jsonl").open("a") as log:
    log.write(json.dumps(note) + "\\n")
for wanted, answer in json.loads((home / "answers.json").read_text()).items():
    if wanted in " ".join(words):
        sys.stdout.buffer.write((home / answer[1:]).read_bytes() if answer.startswith("@") else answer.encode())
        break
"""


def steps(name: str) -> list[tuple[str, dict[str, Any]]]:
    return [(job, s) for job, found in WORKFLOWS[name]["jobs"].items() for s in found["steps"]]


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_and_shells_run_no_expression(name: str) -> None:
    assert WORKFLOWS[name]["permissions"] in ({}, {"contents": "read"})
    assert all(PINNED.match(s["uses"]) for _, s in steps(name) if "uses" in s)
    assert [s["run"] for _, s in steps(name) if "${{" in s.get("run", "")] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_checkout_leaves_no_token_behind(name: str) -> None:
    checkouts = [s for _, s in steps(name) if s.get("uses", "").startswith("actions/checkout@")]
    assert all(s["with"]["persist-credentials"] is False for s in checkouts)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_every_job_ends_some_time(name: str) -> None:
    assert all(job["timeout-minutes"] <= 60 for job in WORKFLOWS[name]["jobs"].values())


def test_only_these_jobs_may_write_and_only_that() -> None:
    writing = {
        f"{name} {job}": sorted(k for k, v in found.get("permissions", {}).items() if v == "write")
        for name, workflow in WORKFLOWS.items()
        for job, found in workflow["jobs"].items()
        if "write" in found.get("permissions", {}).values()
    }
    assert writing == {
        "comment.yml comment": ["pull-requests"],
        "fmt.yml branch": ["contents", "pull-requests"],
        "form.yml branch": ["contents", "issues", "pull-requests"],
        "labels.yml labels": ["issues"],
        "links.yml links": ["issues"],
        "pages.yml deploy": ["id-token", "pages"],
        "snapshot.yml publish": ["contents"],
        "watch.yml watch": ["issues"],
    }


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_step_with_the_token_runs_one_script_of_ours(name: str) -> None:
    for _, step in steps(name):
        if "token" in str(step.get("env", {})):
            assert re.fullmatch(r"scripts/[a-z-]+\.sh( \S+)*", step["run"])
            assert (ROOT / step["run"].split()[0]).is_file()


def test_what_runs_contributed_code_has_no_secret_and_nothing_runs_it_otherwise() -> None:
    triggers = {name: workflow[True] for name, workflow in WORKFLOWS.items()}  # YAML 1.1 reads `on` as true
    assert not [name for name, on in triggers.items() if "pull_request_target" in on]
    assert [name for name, on in triggers.items() if "pull_request" in on] == ["check.yml"]
    text = (FOLDER / "check.yml").read_text("utf-8")
    assert "secrets." not in text
    assert "token" not in text


def test_the_comment_comes_of_the_main_branch_alone() -> None:
    (checkout,) = [s for _, s in steps("comment.yml") if "uses" in s]
    assert checkout["with"]["ref"] == "${{ github.event.repository.default_branch }}"
    assert checkout["with"]["sparse-checkout"] == "scripts"
    assert WORKFLOWS["comment.yml"][True]["workflow_run"]["workflows"] == [WORKFLOWS["check.yml"]["name"]]


class Gh:
    """A gh that answers by a word of its question, and keeps what it was asked."""

    def __init__(self, home: Path) -> None:
        self.home = home
        (home / "bin").mkdir()
        (home / "bin/gh").write_text(GH.format(python=sys.executable))
        (home / "bin/gh").chmod(0o755)

    def run(self, script: str, *words: str, answers: dict[str, str], env: dict[str, str]) -> str:
        (self.home / "answers.json").write_text(json.dumps(answers))
        path = f"{self.home / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(
            [SCRIPTS / script, *words],
            env={"PATH": path, "GH_HOME": str(self.home), "LC_ALL": "C.UTF-8", **env},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def asked(self) -> list[list[str]]:
        return [note["words"] for note in self.notes()]

    def notes(self) -> list[dict[str, Any]]:
        path = self.home / "asked.jsonl"
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []

    def diff(self, text: str | bytes, name: str = "diff.md") -> None:
        with zipfile.ZipFile(self.home / "diff.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, text)


@pytest.fixture
def gh(tmp_path: Path) -> Gh:
    return Gh(tmp_path)


def keep(gh: Gh, body: str, answers: dict[str, str], *before: str) -> list[list[str]]:
    path = gh.home / "body.md"
    path.write_text(body)
    gh.run("keep-issue.sh", str(path), *before, answers=answers, env=ISSUE)
    return [words for words in gh.asked() if words[:2] != ["issue", "list"]]


def test_an_issue_is_made_where_there_is_none(gh: Gh) -> None:
    label, made = keep(gh, "works\n", {})
    assert label == ["label", "create", "triage"]
    assert made[:6] == ["issue", "create", "--title", "New works to look at", "--label", "triage"]


def test_the_open_issue_is_updated(gh: Gh) -> None:
    *_, edited = keep(gh, "works\n", {"issue list": "12\n", "issue view": "- [ ] add\n"})
    assert edited[:3] == ["issue", "edit", "12"]


@pytest.mark.parametrize(
    ("read", "asked"), [("- [x] add 1\n", ["view", "edit"]), ("- [ ] add 1\n", ["view"]), ("", ["view"])]
)
def test_an_issue_that_was_changed_since_it_was_read_is_left_alone(
    gh: Gh, read: str, asked: list[str]
) -> None:
    before = gh.home / "before.md"
    before.write_text(read)
    answers = {"issue list": "12\n", "issue view": "- [x] add 1\n"}
    assert [words[1] for words in keep(gh, "works\n", answers, str(before))] == asked


@pytest.mark.parametrize("answers", [{}, {"issue list": "12\n", "issue view": "- [x] add 1\r\n"}])
def test_the_issue_is_read_as_it_stands(gh: Gh, answers: dict[str, str]) -> None:
    gh.run("read-issue.sh", str(gh.home / "before.md"), answers=answers, env=ISSUE)
    assert (gh.home / "before.md").read_bytes().decode() == answers.get("issue view", "")


@pytest.mark.parametrize(("number", "asked"), [("", []), ("12\n", ["close"])])
def test_an_issue_of_which_nothing_is_left_is_closed(gh: Gh, number: str, asked: list[str]) -> None:
    assert [words[1] for words in keep(gh, "", {"issue list": number})] == asked


def test_only_an_issue_of_the_workflow_itself_is_touched(gh: Gh) -> None:
    keep(gh, "works\n", {})
    (listed,) = [words for words in gh.asked() if words[:2] == ["issue", "list"]]
    assert listed[listed.index("--app") + 1] == "github-actions"


def report(tmp_path: Path, found: str) -> str:
    path = tmp_path / "found.txt"
    path.write_text(found)
    return subprocess.run(
        [SCRIPTS / "links-report.sh", path], capture_output=True, text=True, check=True
    ).stdout


def test_dead_links_are_quoted_and_none_are_nothing(tmp_path: Path) -> None:
    assert report(tmp_path, "") == ""
    text = report(tmp_path, "data/x.yaml:1:1: links.code: https://a.example answers 404\n~~~~~~\n# out\n")
    fences = [n for n, line in enumerate(text.splitlines()) if line.startswith("~~~")]
    assert len(fences) == 2
    assert fences[-1] == len(text.splitlines()) - 1


def test_every_label_is_made(gh: Gh) -> None:
    gh.run("make-labels.sh", str(ROOT / ".github/labels.yml"), answers={}, env={})
    made = {words[2]: words[4] for words in gh.asked()}
    labels = yaml.safe_load((ROOT / ".github/labels.yml").read_text("utf-8"))
    assert made == {label["name"]: label["color"] for label in labels}


def comment(gh: Gh, answers: dict[str, str] | None = None, **event: str) -> list[dict[str, Any]]:
    found = {"/zip": "@diff.zip", "/artifacts": "5\n", "/comments": "", "/files": "", "/pulls": "31\n"}
    gh.run("comment.sh", answers={**(answers or {}), **found, **(answers or {})}, env={**EVENT, **event})
    assert not (gh.home / "hacked").exists()
    return gh.notes()


def test_a_comment_is_written_with_the_data_diff(gh: Gh) -> None:
    gh.diff("### What this changes\n\n- **added: X** (x): 1 points\n")
    *_, written = comment(gh)
    assert written["words"][2:5] == ["--method", "POST", "repos/someone/survey/issues/31/comments"]
    assert written["body"].startswith("<!-- livingsurvey: data diff -->\n**The checks pass.**")
    assert written["body"].endswith("### What this changes\n\n- **added: X** (x): 1 points\n")


def test_a_program_that_judges_itself_is_said_to(gh: Gh) -> None:
    gh.diff("text")
    before, after = (comment(gh, answers)[-1]["body"] for answers in ({}, {"/files": "Makefile\n"}))
    assert "its own program and workflow say this" not in before
    assert "so its own program and workflow say this: read those changes first.\n\ntext" in after
    (asked,) = {words[-1] for words in gh.asked() if any(word.endswith("pulls/31/files") for word in words)}
    assert 'select(startswith("data/") | not)' in asked


def test_the_pull_request_is_found_by_branch_and_commit(gh: Gh) -> None:
    gh.diff("text")
    words = comment(gh)[0]["words"]
    assert f"head=stranger:{EVENT['BRANCH']}" in words
    assert EVENT["SHA"] in words[-1]


def test_our_comment_is_updated_not_repeated(gh: Gh) -> None:
    gh.diff("text")
    *_, written = comment(gh, {"issues/31/comments --jq": "900\n"})
    assert written["words"][2:5] == ["--method", "PATCH", "repos/someone/survey/issues/comments/900"]


def test_a_failed_check_says_where_to_look(gh: Gh) -> None:
    gh.diff("text")
    *_, written = comment(gh, CONCLUSION="failure")
    assert "**The checks do not pass yet**" in written["body"]


def test_no_pull_request_no_comment(gh: Gh) -> None:
    gh.diff("text")
    gh.run("comment.sh", answers={}, env=EVENT)
    assert len(gh.asked()) == 1


@pytest.mark.parametrize("name", ["other.md", "../diff.md", "/etc/diff.md"])
def test_an_archive_of_something_else_is_said_to_be_empty(gh: Gh, name: str) -> None:
    gh.diff("<b>text</b>", name)
    *_, written = comment(gh)
    assert "cannot be said" in written["body"]
    assert "text" not in written["body"]


@pytest.mark.parametrize("garbage", ["nothing", "cut", "spoilt"])
def test_garbage_in_place_of_the_archive_is_no_failure(gh: Gh, garbage: str) -> None:
    gh.diff("text " * 100)
    raw = (gh.home / "diff.zip").read_bytes()
    spoilt = {"nothing": b"\x00nothing", "cut": raw[:40], "spoilt": raw[:42] + b"\xff\xff\xff" + raw[45:]}
    (gh.home / "diff.zip").write_bytes(spoilt[garbage])
    *_, written = comment(gh)
    assert "cannot be said" in written["body"]


HOSTILE = (
    "@everyone &#64;all &commat;you <img src=x> <!-- livingsurvey --> [a](https://evil.example) ![b](//evil.example)\n"
    "[c][d]\n[d]: https://evil.example\nwww.evil.example #12 GH-12 someone/survey#3 javascript:alert(1) \u202e\x00\x1b[31m\n"
    "&lt;kept&gt; &amp;lt; `code` ${{ secrets.X }} $(id)\n"
)


def test_a_hostile_text_becomes_plain(gh: Gh) -> None:
    gh.diff(HOSTILE)
    *_, written = comment(gh)
    body = written["body"].split("as `site`.\n\n")[1]
    assert not re.search(
        r"@[a-z]|<|\]\(|\]\[|\]:|!\[|https?://|:/|www\.|#\d|GH-\d|[\x00-\x09\x0b-\x1f]|\u202e", body
    )
    assert not re.search(r"&(?!amp;|lt;)", body)
    assert "&lt;kept> &amp;lt; `code` ${{ secrets.X }} $(id)" in body


def test_a_bomb_is_bounded(gh: Gh) -> None:
    gh.diff(b"a\n" * 20_000_000)
    *_, written = comment(gh)
    assert 50_000 < len(written["body"]) < 65_000
