"""The boxes of the triage issue: a tick becomes a pull request, and a renewed issue keeps what is ticked."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml
from support import ROOT, Tree
from test_add import FEED, FORMS, HOSTILE, arxiv  # noqa: F401 - a fixture
from test_form_rehearsal import Rehearsal, handed, hub, stage  # noqa: F401 - fixtures

from livingsurvey.contribute.grant import Desk, Outcome, grant
from livingsurvey.contribute.intake import cleaned, read_event
from livingsurvey.formbranch.handed import HandedError, read_parts
from livingsurvey.hosts.arxiv import Work
from livingsurvey.watch.boxes import boxes, carried

ENTRY = FEED[FEED.index("<entry>") : FEED.index("</feed>")]
SECOND = ENTRY.replace("9703.01234v3", "9806.00001v1").replace("SwiftVLA: 50%", "QuickVLA: 60%")
BOTH = FEED.replace(ENTRY, ENTRY + SECOND)
REASON = "Only its title is fast."
QUICK = Work("9806.00001", 1, "QuickVLA", ("A B",))


def ticked(tree: Tree, edit: dict[str, str], *works: Work) -> list[Outcome]:
    """What comes of the recorded ticks, edited, where arXiv lists these works."""
    event = json.loads((ROOT / "tests/events/triage.json").read_text("utf-8"))
    for old, new in edit.items():
        assert old in event["issue"]["body"]
        event["issue"]["body"] = event["issue"]["body"].replace(old, new)
    desk = Desk(tree.data, tree.survey(), lambda _: works, "2099-01-01")
    return grant(read_event(json.dumps(event), FORMS), desk)


@pytest.fixture
def play(stage: Rehearsal) -> Any:  # noqa: F811
    """Plays the recorded tick of one work to add and one that is left out."""
    stage.arxiv.answers.clear()
    stage.arxiv.say(BOTH)

    def go(edit: dict[str, str] | None = None, **issue: Any) -> str:
        return stage.play("triage", edit, "edited", **issue)

    return go


def pulls(stage: Rehearsal) -> dict[str, dict[str, Any]]:  # noqa: F811
    return {pull["head"]: pull for pull in stage.hub.pulls.values()}


def screened(stage: Rehearsal) -> list[dict[str, str]]:  # noqa: F811
    """The rows that the branch of the issue adds."""
    before = yaml.safe_load(stage.git("show", "main:data/screening.yaml"))
    after = yaml.safe_load(stage.git("show", "form/20:data/screening.yaml"))
    assert after[: len(before)] == before
    return [{k: str(v) for k, v in row.items()} for row in after[len(before) :]]


def test_a_tick_is_a_pull_request(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    answer = play()
    assert stage.branches() == ["form/20", "form/9703.01234", "main"]
    draft = pulls(stage)["form/9703.01234"]
    assert (draft["title"], draft["draft"]) == ("Add swiftvla (#20)", True)
    assert "- [ ] `kind` and `domains`" in draft["body"]
    assert "\n- kind: " in draft["body"]
    assert draft["body"].endswith("\nTicked in #20.\n")
    assert stage.changed("form/9703.01234") == ["data/methods/swiftvla.yaml", "data/references.bib"]
    assert "name: SwiftVLA\n" in stage.entry(branch="form/9703.01234")
    assert stage.git("log", "-1", "--format=%B", "form/9703.01234").endswith(
        "Co-authored-by: keeper <5+keeper@users.noreply.github.com>"
    )
    assert "A draft of the entry **swiftvla** is written: name" in answer
    assert "The pull request is #100.\n" in answer
    assert stage.hub.labels == {100: {"add"}, 101: {"triage"}}
    assert len(stage.arxiv.asked) == 1


def test_not_this_is_a_row_with_its_reason(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    answer = play()
    assert stage.changed("form/20") == ["data/screening.yaml"]
    (row,) = screened(stage)
    assert (row["eprint"], row["why"]) == ("9806.00001", REASON)
    assert row["title"] == "QuickVLA: 60% of the Cost & All of the Skill"
    assert pulls(stage)["form/20"]["title"] == "Change what is left out (#20)"
    assert pulls(stage)["form/20"]["draft"] is False
    assert f"- 9806.00001 QuickVLA: 60% of the Cost &amp; All of the Skill: {REASON}" in answer
    assert "The pull request is #101.\n" in answer


def test_ticking_again_changes_nothing(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    answer = play()
    before = stage.git("for-each-ref"), json.dumps(stage.hub.pulls)
    assert play() == answer
    assert (stage.git("for-each-ref"), json.dumps(stage.hub.pulls)) == before


def test_one_more_reason_joins_the_others(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    play()
    play(
        {
            "[x] add 9703.01234": "[ ] add 9703.01234",
            "[ ] not this 9703.01234: ": "[X] not this 9703.01234: Also no.",
        }
    )
    assert [row["why"] for row in screened(stage)] == ["Also no.", REASON]
    assert len(stage.hub.pulls) == 2


def test_what_a_maintainer_wrote_in_a_draft_is_left_alone(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    play()
    path = stage.clone("keeper") / "data/methods/swiftvla.yaml"
    stage.git("checkout", "--quiet", "form/9703.01234", where="keeper")
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    stage.commit("keeper", "Mine")
    stage.git("push", "--quiet", "origin", "form/9703.01234", where="keeper")
    before = stage.git("rev-parse", "form/9703.01234")
    assert "The pull request is #100.\n" in play({REASON: "Another reason."})
    assert stage.git("rev-parse", "form/9703.01234") == before
    assert [row["why"] for row in screened(stage)] == ["Another reason."]


def test_a_closed_draft_stays_closed(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    play()
    stage.hub.pulls[100]["state"] = "closed"
    assert "Its pull request #100 was closed: open it again, or untick the box.\n" in play()
    assert sorted(stage.hub.pulls) == [100, 101]


def test_a_work_that_a_form_adds_is_not_added_twice(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    assert stage.play("add").startswith("Thank you!")
    assert "Pull request #100 adds the same work." in play()
    assert [p["head"] for p in stage.hub.pulls.values()] == ["form/7", "form/20"]


def test_once_merged_ticks_are_done(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    play()
    stage.clone("keeper")
    for branch in ("form/20", "form/9703.01234"):
        stage.git("-c", "user.name=K", "-c", "user.email=k@example.org", "merge", "-q", f"origin/{branch}", where="keeper")  # fmt: skip
    path = stage.folder / "keeper/data/methods/swiftvla.yaml"
    path.write_text((ROOT / "tests/events/add.expected.yaml").read_text("utf-8"), "utf-8")
    stage.commit("keeper", "Complete")
    stage.git("push", "--quiet", "origin", "HEAD:main", where="keeper")
    asked, made = len(stage.arxiv.asked), len(stage.hub.pulls)
    answer = play()
    assert "in the survey already: [swiftvla](" in answer
    assert "was looked at and left out" in answer
    assert (len(stage.arxiv.asked), len(stage.hub.pulls)) == (asked, made)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        ({f" {REASON}": ""}, "Write the reason behind the colon"),
        ({REASON: "   "}, "Write the reason behind the colon"),
        ({REASON: "x" * 601}, "The reason has 601 characters"),
        ({REASON: "x" * 60_000}, "The reason has 60,000 characters"),
        ({"[ ] add 9806": "[x] add 9806"}, "Both boxes are ticked"),
        ({"9806.00001": "9806.00002"}, "knows no work 9806.00002"),
    ],
)
def test_what_is_missing_is_asked_for_and_the_rest_done(
    tree: Tree, edit: dict[str, str], says: str
) -> None:
    draft, refused = ticked(tree, edit, Work("9703.01234", 1, "SwiftVLA: Fast", ("A B",)), QUICK)
    assert (draft.state, sorted(draft.files)) == ("drafted", ["methods/swiftvla.yaml", "references.bib"])
    assert (refused.state, refused.files) == ("refused", {})
    assert says in refused.notes[0]


def test_a_title_without_a_name_is_asked_for_one(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    stage.arxiv.answers[:] = []
    stage.arxiv.say(BOTH.replace("SwiftVLA: 50%", "Swift at 50%"))
    assert "Give the short name of the method" in play()
    play({"add 9703.01234": "add 9703.01234: Swift One"})
    assert "name: Swift One\n" in stage.entry("swift-one", "form/9703.01234")


def test_all_hostile_reasons_at_once_change_nothing_but_the_reason(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    text = " ".join(t for t in HOSTILE if len(t) < 600)
    answer = play({REASON: f"{REASON} {text}"})
    assert stage.changed("form/20") == ["data/screening.yaml"]
    (row,) = screened(stage)
    assert row.pop("why").startswith(REASON)
    assert set(row) == {"title", "eprint", "date"}
    assert stage.git("log", "-1", "--format=%s", "form/20") == "Change what is left out (#20)"
    for live in ("@everyone", "<script", "\n#", "<!--", "\u202e", " `touch"):
        assert live not in answer


@pytest.mark.parametrize(
    "text", [*HOSTILE, "\u2066x\u2069", "*a: !!python/x {a: [b]}", "\\u0000\\x00", "\u2028y"]
)
def test_a_hostile_reason_is_a_reason(tree: Tree, text: str) -> None:
    work = Work("9806.00001", 1, f"QuickVLA {' '.join(cleaned(text)[:80].split())}", ("A B",))
    (outcome,) = ticked(tree, {REASON: f"{REASON} {text}", "[x] add": "[ ] add"}, work)
    if len(text) > 600:
        assert (outcome.state, outcome.files) == ("refused", {})
        return
    before = tree.survey().screening
    after = tree.write("screening.yaml", outcome.files["screening.yaml"]).survey().screening
    assert after[:-1] == before
    lines = " ".join(cleaned(text).split())
    assert after[-1].why.startswith(REASON)
    assert "\n" in text or after[-1].why == f"{REASON} {lines}"


@pytest.mark.parametrize(
    "issue",
    [
        {"user": {"login": "stranger", "id": 9}},
        {"labels": [{"name": "add"}]},
        {"labels": []},
    ],
)
def test_boxes_elsewhere_are_nothing(stage: Rehearsal, play: Any, issue: dict[str, Any]) -> None:  # noqa: F811
    assert play(**issue) == ""
    assert (stage.branches(), stage.hub.asked, stage.arxiv.asked) == (["main"], [], [])


def test_a_text_without_a_tick_is_nothing(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    assert play({"[x]": "[ ]"}) == ""
    assert (stage.branches(), stage.hub.asked) == (["main"], [])


@pytest.mark.parametrize("right", ["read", "none", None])
def test_who_may_not_write_ticks_in_vain(stage: Rehearsal, right: str | None) -> None:  # noqa: F811
    stage.hub.rights = {"keeper": right} if right else {}
    stage.event("triage", action="edited")
    done = stage.branch(stage.read())
    assert (done.returncode, done.stderr) == (1, "who changed the issue may not write here\n")
    assert stage.hub.asked == ["GET /repos/o/r/collaborators/keeper/permission"]
    assert stage.branches() == ["main"]


@pytest.mark.parametrize("form", ["triage", "add"])
def test_a_form_cannot_pass_for_a_tick_nor_a_tick_for_a_form(stage: Rehearsal, form: str) -> None:  # noqa: F811
    stage.event("add" if form == "triage" else "triage")
    done = stage.branch(handed(stage.folder / "form", {}, form=form))
    assert done.returncode == 1
    assert "only the watcher's issue has boxes" in done.stderr
    assert stage.hub.asked == []


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("data/methods/x.yaml", {"form": "triage"}),
        ("data/screening.yaml", {"form": "triage", "work": "9703.01234"}),
        ("data/screening.yaml", {"form": "add"}),
        ("data/methods/x.yaml", {"form": "add", "work": "9703.01234"}),
        ("data/screening.yaml", {"form": "triage", "work": "../main"}),
        ("data/watch.yaml", {"form": "triage"}),
    ],
)
def test_a_tick_changes_one_entry_or_one_list(tmp_path: Any, name: str, outcome: dict[str, str]) -> None:
    with pytest.raises(HandedError):
        read_parts(handed(tmp_path / "one", {name: "x: 1\n"}, **outcome).parent)


def test_an_arxiv_that_is_down_is_said_to_be(stage: Rehearsal, play: Any) -> None:  # noqa: F811
    stage.arxiv.answers[:] = []
    stage.arxiv.say("<html>")
    assert "arXiv cannot be asked now" in play()
    assert stage.branches() == ["main"]


def test_the_watchers_own_boxes_are_read_and_kept() -> None:
    body = (ROOT / "templates/texts/triage.md").read_text("utf-8")
    shown = re.findall(r"^ *- \[ \] (add|not this) \{\{", body, re.MULTILINE)
    assert shown == ["add", "not this"] * 2


OLD = """
- [x] add 9806.00001: Quick
- [ ] not this 9806.00001:
- [ ] add 9806.00002
- [X] not this 9806.00002: no
  claim,
  at all

Not of it.
- [x] [9603.00011v3](x) CrispVLA
- [x] add 9806.00009
"""
NEW = """
- [ ] add 9806.00001
- [ ] not this 9806.00001:%
- [ ] add 9806.00002
- [ ] not this 9806.00002:%
- [ ] [9603.00011v3](x) CrispVLA
- [ ] [9603.00012v3](x) Other
- [ ] add 9806.00003
""".replace("%", " ")
KEPT = """
- [x] add 9806.00001: Quick
- [ ] not this 9806.00001:%
- [ ] add 9806.00002
- [x] not this 9806.00002: no claim, at all
- [x] [9603.00011v3](x) CrispVLA
- [ ] [9603.00012v3](x) Other
- [ ] add 9806.00003
""".replace("%", " ")


def test_a_renewed_issue_keeps_ticks_and_reasons() -> None:
    assert carried(NEW, OLD) == KEPT
    assert carried(NEW, "") == NEW
    assert carried(NEW, KEPT) == KEPT


@pytest.mark.parametrize("line", ["- [x] add 9806.1", "- [x] add 9806.00001 now", "[x] add 9806.00001", "- [x] Add 9806.00001", "> - [x] add 9806.00001"])  # fmt: skip
def test_what_is_no_box_is_text(line: str) -> None:
    assert list(boxes(line)) == []
