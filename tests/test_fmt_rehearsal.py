"""`/fmt` below a pull request without GitHub: the workflow's own commands are run, on a repository with a branch that
is not in house form, with GitHub on a real socket."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from support import INVENTED, ROOT
from test_add import Host, arxiv  # noqa: F401 - a fixture
from test_form_rehearsal import Hub, Rehearsal, served, stage  # noqa: F401 - a fixture

from livingsurvey.contribute import contributed
from livingsurvey.formbranch import handed
from livingsurvey.formbranch.branch import BOT
from livingsurvey.formbranch.handed import HandedError, read_house
from livingsurvey.writing.fmt import formatted

JOBS = yaml.safe_load((ROOT / ".github/workflows/fmt.yml").read_text("utf-8"))["jobs"]
TWIN = "data/methods/twin.yaml"
PULL = 5
FORK = {"full_name": "stranger/r"}


@dataclass
class GitHub(Hub):
    """Also GitHub's way to commit without a clone, on a real repository."""

    origin: Path = Path()
    head: dict[str, Any] = field(
        default_factory=lambda: {"ref": "untidy/twin", "repo": {"full_name": "o/r"}}
    )
    meanwhile: Callable[[], None] | None = None
    messages: list[str] = field(default_factory=list)

    def git(self, *words: str, given: str | None = None, **env: str) -> str:
        done = subprocess.run(
            ["git", "-C", str(self.origin), *words],
            input=given, capture_output=True, text=True, check=True, env={**os.environ, **env},
        )  # fmt: skip
        return done.stdout.strip()

    def answer(self, method: str, path: str, body: Any) -> tuple[int, Any]:
        match method, [unquote(part) for part in urlsplit(path).path.split("/")[4:]]:
            case "GET", ["pulls", number]:
                sha = self.git("rev-parse", f"refs/pull/{number}/head")
                return 200, {
                    "head": {**self.head, "sha": sha},
                    "base": {"repo": {"default_branch": "main"}},
                }
            case "GET", ["git", "commits", sha]:
                return 200, {"tree": {"sha": self.git("rev-parse", f"{sha}^{{tree}}")}}
            case "POST", ["git", "trees"]:
                return 201, {"sha": self.tree(body)}
            case "POST", ["git", "commits"]:
                self.messages.append(body["message"])
                who = body["author"]
                return 201, {"sha": self.git(
                    "commit-tree", "-p", body["parents"][0], body["tree"], given=body["message"],
                    GIT_AUTHOR_NAME=who["name"], GIT_AUTHOR_EMAIL=who["email"],
                    GIT_COMMITTER_NAME=who["name"], GIT_COMMITTER_EMAIL=who["email"],
                )}  # fmt: skip
            case "PATCH", ["git", "refs", "heads", *branch]:
                if self.meanwhile:
                    self.meanwhile()
                ref = "refs/heads/" + "/".join(branch)
                assert body["force"] is False
                if self.git("merge-base", ref, body["sha"]) != self.git("rev-parse", ref):
                    return 422, {"message": "Update is not a fast forward"}
                self.git("update-ref", ref, body["sha"])
                return 200, {}
        return super().answer(method, path, body)

    def tree(self, body: Any) -> str:
        index = {"GIT_INDEX_FILE": str(self.origin / "tree.index")}
        self.git("read-tree", body["base_tree"], **index)
        for entry in body["tree"]:
            blob = self.git("hash-object", "-w", "--stdin", given=entry["content"])
            self.git(
                "update-index", "--add", "--cacheinfo", f"{entry['mode']},{blob},{entry['path']}", **index
            )
        return self.git("write-tree", **index)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    with served(GitHub(origin=tmp_path / "origin.git")) as hub:
        yield hub


@dataclass
class Asked:
    """A pull request whose branch somebody spoilt, and `/fmt` below it."""

    stage: Rehearsal
    hub: GitHub

    def spoil(self, files: dict[str, str | None], message: str = "Untidy") -> str:
        """Commit files on the branch, None removes one; the commit."""
        clone = self.stage.clone("author")
        branch = (
            ["untidy/twin"] if self.hub.git("branch", "--list", "untidy/twin") else ["-b", "untidy/twin"]
        )
        self.stage.git("checkout", "--quiet", *branch, where="author")
        for name, text in files.items():
            (clone / name).parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                (clone / name).unlink()
            else:
                (clone / name).write_bytes(text.encode())
        self.stage.git("add", "--all", where="author")
        who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        self.stage.git(*who, "commit", "--quiet", "-m", message, where="author")
        self.stage.git("push", "--quiet", "origin", "untidy/twin", where="author")
        self.hub.git("update-ref", f"refs/pull/{PULL}/head", "untidy/twin")
        return self.hub.git("rev-parse", "untidy/twin")

    def format(self) -> subprocess.CompletedProcess[str]:
        """The first job."""
        clone = self.stage.clone("reader")
        (clone / "templates").symlink_to(ROOT / "templates")
        (clone / ".venv/bin").mkdir(parents=True)
        (clone / ".venv/bin/livingsurvey").symlink_to(self.stage.folder / "bin/livingsurvey")
        return self.stage.shell(f"NUMBER={PULL}\n{step('format', 'Format what')}", clone)

    def branch(self) -> subprocess.CompletedProcess[str]:
        """The second job, on what the first handed over."""
        clone = self.stage.clone("writer")
        shutil.copytree(self.stage.folder / "reader/fmt", clone / "fmt")
        (clone / "scripts").symlink_to(ROOT / "scripts")
        return self.stage.shell(step("branch", "Put it on the branch"), clone)

    def answer(self) -> str:
        """Both jobs; what is said below the pull request."""
        for done in (self.format(), self.branch()):
            assert (done.returncode, done.stderr) == (0, "")
        (comment,) = self.hub.comments[PULL]
        return str(comment["body"]).partition("\n")[2]

    def show(self, name: str = TWIN) -> str:
        return self.hub.git("show", f"untidy/twin:{name}") + "\n"


def step(job: str, start: str) -> str:
    (found,) = [s for s in JOBS[job]["steps"] if s.get("name", "").startswith(start)]
    return str(found["run"])


@pytest.fixture
def asked(stage: Rehearsal, hub: GitHub) -> Asked:  # noqa: F811
    event = {"action": "created", "issue": {"number": PULL, "user": {"login": "a", "id": 1}}}
    (stage.folder / "event.json").write_text(json.dumps(event), "utf-8")
    return Asked(stage, hub)


def text(name: str) -> str:
    return (INVENTED.parent / name).read_text("utf-8")


def house(name: str) -> str:
    return formatted(INVENTED.parent / name, INVENTED).new


def untidy(name: str = TWIN) -> str:
    """The entry with its kind at the end and a comment there."""
    line = next(line for line in text(name).splitlines(keepends=True) if line.startswith("kind:"))
    return text(name).replace(line, "") + f"# said last\n{line}"


def test_the_branch_gets_one_commit_with_the_files_in_house_form(asked: Asked) -> None:
    before = asked.spoil({TWIN: untidy(), "README.md": "  untidy\n"})
    answer = asked.answer()
    assert asked.hub.git("log", "--format=%an <%ae>|%cn <%ce>|%s", f"{before}..untidy/twin") == (
        "{0} <{1}>|{0} <{1}>|House form (#5)".format(*BOT)
    )
    assert asked.hub.git("diff", "--name-only", before, "untidy/twin") == TWIN
    assert asked.show().replace("# said last\n", "") == house(TWIN)
    assert "# said last\nkind:" in asked.show()
    commit = asked.hub.git("rev-parse", "untidy/twin")
    assert answer == (
        f"Brought into house form: `{TWIN}`.\n\nThat is {commit}. "
        "GitHub starts no checks after such a commit: close and reopen the pull request for them.\n"
    )


def test_asked_twice_nothing_is_left_to_do(asked: Asked) -> None:
    asked.spoil({TWIN: untidy()})
    asked.answer()
    commit = asked.hub.git("rev-parse", "untidy/twin")
    asked.hub.git("update-ref", f"refs/pull/{PULL}/head", "untidy/twin")
    assert asked.answer() == "What this pull request changes in the data is in house form already.\n"
    assert asked.hub.git("rev-parse", "untidy/twin") == commit


def test_a_fork_is_answered_with_a_patch_that_applies(asked: Asked) -> None:
    before = asked.spoil(
        {TWIN: untidy().rstrip("\n"), "data/references.bib": text("data/references.bib") + "\n\n\n"}
    )
    asked.hub.head["repo"] = FORK
    answer = asked.answer()
    assert asked.hub.git("rev-parse", "untidy/twin") == before
    assert "Nothing can be committed there from here" in answer
    patch = answer.partition("```diff\n")[2].partition("```")[0]
    (asked.stage.folder / "author/fmt.patch").write_text(patch, "utf-8")
    asked.stage.git("apply", "fmt.patch", where="author")
    assert (asked.stage.folder / "author" / TWIN).read_text("utf-8").endswith("\n")
    clone = asked.stage.folder / "author/data"
    for name in ("methods/twin.yaml", "references.bib"):
        assert not formatted(clone / name, clone).changed


@pytest.mark.parametrize("head", [{"repo": FORK}, {"repo": None}, {"ref": "main"}], ids=str)
def test_nothing_is_committed_to_a_fork_or_to_the_main_branch(head: dict[str, Any], asked: Asked) -> None:
    asked.spoil({TWIN: untidy()})
    branches = asked.hub.git("for-each-ref")
    asked.hub.head |= head
    assert "Nothing can be committed there from here" in asked.answer()
    assert asked.hub.git("for-each-ref") == branches
    assert not [a for a in asked.hub.asked if "/git/" in a]


def test_a_fence_in_the_data_does_not_end_the_patch(asked: Asked) -> None:
    asked.spoil({TWIN: untidy() + "# ````\n# @everyone\n"})
    asked.hub.head["repo"] = FORK
    answer = asked.answer()
    assert "\n`````diff\n" in answer
    assert answer.endswith("\n`````\n")


def test_a_long_patch_is_not_printed(asked: Asked) -> None:
    line = "# " + "x" * 90 + "\n"
    asked.spoil({TWIN: (line * 900 + untidy()).replace("\n", "\r\n")})
    asked.hub.head["repo"] = FORK
    answer = asked.answer()
    assert answer.endswith("run `livingsurvey fmt`.\n")
    assert len(answer) < 500


def test_a_branch_that_moved_on_is_left_alone(asked: Asked) -> None:
    asked.spoil({TWIN: untidy()})
    assert asked.format().returncode == 0
    after = asked.spoil({"README.md": "more\n"})
    assert asked.branch().returncode == 0
    assert asked.hub.comments[PULL][0]["body"].endswith(
        "nothing was changed there: write `/fmt` once more.\n"
    )
    assert asked.hub.git("rev-parse", "untidy/twin") == after


def test_a_branch_that_moves_on_in_the_last_moment_is_left_alone(asked: Asked) -> None:
    asked.spoil({TWIN: untidy()})
    asked.hub.meanwhile = lambda: asked.spoil({"README.md": "more\n"}) and None
    assert asked.answer().endswith("write `/fmt` once more.\n")
    assert asked.hub.git("log", "-1", "--format=%s", "untidy/twin") == "Untidy"


def test_what_cannot_be_read_is_said_and_the_rest_is_formatted(asked: Asked) -> None:
    asked.spoil({TWIN: untidy(), "data/methods/basevla.yaml": "name: [`@x`\n"})
    answer = asked.answer()
    assert answer.startswith("This cannot be brought into house form yet:\n\n- data/methods/basevla.yaml:")
    assert f"Brought into house form: `{TWIN}`." in answer
    assert asked.show("data/methods/basevla.yaml") == "name: [`@x`\n"


def test_nothing_but_regular_entries_and_the_bibliography_is_read(asked: Asked) -> None:
    asked.spoil({TWIN: untidy(), "data/methods/Bad Name.yaml": untidy(), "data/methods/x/y.yaml": untidy(),
                 "livingsurvey/fmt.py": "raise SystemExit(7)\n", "yaml.py": "raise SystemExit(7)\n",
                 "data/hardware.yaml": text("data/hardware.yaml") + "\n\n"})  # fmt: skip
    clone = asked.stage.folder / "author"
    (clone / "data/methods/link.yaml").symlink_to("/etc/passwd")
    asked.stage.git("add", "--all", where="author")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    asked.stage.git(*who, "commit", "--quiet", "-m", "A link", where="author")
    asked.stage.git("push", "--quiet", "origin", "untidy/twin", where="author")
    asked.hub.git("update-ref", f"refs/pull/{PULL}/head", "untidy/twin")
    assert asked.format().returncode == 0
    handed = asked.stage.folder / "reader/fmt"
    assert sorted(p.relative_to(handed).as_posix() for p in handed.rglob("*") if p.is_file()) == [
        TWIN, "outcome.json", "patch.md", "reply.md",
    ]  # fmt: skip


def test_both_jobs_mean_the_same_files() -> None:
    """The second job imports nothing of the first; only a tick of the triage issue may change one more."""
    more = r"|screening\.yaml"
    assert handed.ALLOWED.pattern.replace(more, "") == contributed.ALLOWED.pattern
    assert handed.ALLOWED.pattern.count(more) == 1


def test_more_than_a_person_changes_is_refused(asked: Asked) -> None:
    asked.spoil({f"data/methods/many-{n}.yaml": "kind: x\nname: y\n" for n in range(51)})
    done = asked.format()
    assert done.returncode == 1
    assert "changes more than 50 files" in done.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("outcome.json", '{"head": "main; id"}'),
        ("outcome.json", "[]"),
        ("outcome.json", "{}"),
        (".github/workflows/x.yml", "on: push\n"),
        ("data/hardware.yaml", "[]\n"),
        *((f"data/methods/{n}.yaml", "x") for n in ("../x", "A")),
    ],
)
def test_what_the_first_job_does_not_make_is_refused(name: str, content: str, tmp_path: Path) -> None:
    files = {"outcome.json": '{"head": "' + "0" * 40 + '"}', "reply.md": "", "patch.md": "", name: content}
    for path, said in files.items():
        (tmp_path / "h" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "h" / path).write_text(said, "utf-8")
    with pytest.raises(HandedError):
        read_house(tmp_path / "h")


def test_fmt_of_a_revision_says_what_it_needs(asked: Asked) -> None:
    clone = asked.stage.clone("reader")
    for words in ("--of main", "--into x", "--of main --into x --check"):
        assert asked.stage.shell(f"livingsurvey fmt {words}", clone).returncode == 2
    done = asked.stage.shell("livingsurvey fmt --of nowhere --into x", clone)
    assert (done.returncode, done.stderr.startswith("Error: git rev-parse failed")) == (1, True)


def test_only_the_author_and_those_with_rights_may_ask() -> None:
    condition = JOBS["format"]["if"]
    assert "github.event.comment.body == '/fmt'" in condition
    assert "github.event.comment.user.id == github.event.issue.user.id" in condition
    assert 'fromJSON(\'["OWNER", "MEMBER", "COLLABORATOR"]\')' in condition
    assert "permissions" not in JOBS["format"]
