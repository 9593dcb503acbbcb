"""What changed in the survey: as data, as Markdown that nobody can abuse, between folders and revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from support import INFO, INVENTED, ROOT, Tree, make_root
from test_tradeoffs import add, sized

from livingsurvey.changes import compare, is_empty
from livingsurvey.cli import main
from livingsurvey.load import load
from livingsurvey.render import markdown, plain
from livingsurvey.view import View

GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def changes(tree: Tree, sound: bool = True) -> dict[str, Any]:
    """From the invented survey to the spoilt one."""
    return compare(*(View(load(d)[0], INFO) for d in (INVENTED, tree.data)), sound=sound)


def changed(tree: Tree, slug: str) -> dict[str, Any]:
    (entry,) = [e for e in changes(tree)["changed"] if e["slug"] == slug]
    return entry


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "diff", *words], catch_exceptions=False)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_root(tmp_path / "root", INVENTED)


def test_equal_data_differ_in_nothing(tree: Tree) -> None:
    assert is_empty(changes(tree))


def test_a_changed_number_is_told_with_unit_and_source(tree: Tree) -> None:
    tree.edit(
        "methods/crispvla.yaml", "latency_ms: 111.1, memory_gb: 22.2", "latency_ms: 121.1, memory_gb: 22.2"
    )
    (number,) = changed(tree, "crispvla")["numbers"]
    assert number == {
        "point": "bf16", "metric": "latency_ms", "label": "Latency", "role": "", "old": "111.1 ms", "new": "121.1 ms",
        "old_source": "doe2096crispvla v1, Table 2", "source": "doe2096crispvla v1, Table 2",
    }  # fmt: skip


def test_a_number_of_an_edge_names_the_baseline(tree: Tree) -> None:
    tree.edit("methods/crispvla.yaml", "speedup_x: {value: 3.33, of", "speedup_x: {value: 3.03, of")
    (number,) = changed(tree, "crispvla")["numbers"]
    assert (number["role"], number["old"], number["new"]) == (
        "versus basevla",
        "3.33×, of: latency_ms",
        "3.03×, of: latency_ms",
    )


def test_a_hedge_and_a_source_are_part_of_a_number(tree: Tree) -> None:
    tree.edit("methods/crispvla.yaml", "params_b: {value: 5.55, qualifier: about}", "params_b: 5.55")
    tree.edit("methods/crispvla.yaml", 'where: "README, Model zoo"', 'where: "README, Zoo"')
    size, weights = changed(tree, "crispvla")["numbers"]
    assert size["old"] != size["new"]
    assert weights["old_source"] != weights["source"]


def test_a_renamed_entry_is_neither_added_nor_removed(tree: Tree) -> None:
    (tree.data / "methods/twin.yaml").rename(tree.data / "methods/double.yaml")
    tree.edit("methods/double.yaml", "kind: efficient\n", "kind: efficient\nformer_ids: [twin]\n")
    found = changes(tree, sound=False)
    assert [(r["from"], r["slug"]) for r in found["renamed"]] == [("twin", "double")]
    assert (found["added"], found["removed"]) == ([], [])


def test_entries_come_and_go(tree: Tree) -> None:
    (tree.data / "methods/silentvla.yaml").unlink()
    shutil.copy(tree.data / "methods/twin.yaml", tree.data / "methods/third.yaml")
    found = changes(tree, sound=False)
    assert [e["slug"] for e in found["added"]] == ["third"]
    assert [e["slug"] for e in found["removed"]] == ["silentvla"]


def test_an_entry_that_cannot_be_read_is_not_said_to_be_gone(root: Path, tree: Tree) -> None:
    tree.write("methods/silentvla.yaml", "name: [")
    assert changes(tree, sound=False)["removed"] == []
    said = run(root, str(INVENTED), str(tree.data)).stdout
    assert "has 1 problem(s)" in said
    assert "Nothing" not in said
    assert "removed" not in said


def test_points_come_go_and_are_renamed(tree: Tree) -> None:
    tree.edit("methods/crispvla.yaml", "  - id: int8\n", "  - id: w8a8\n    former_ids: [int8]\n")
    tree.edit("methods/crispvla.yaml", "  - id: w4a16\n", "  - id: four-bits\n")
    entry = changed(tree, "crispvla")
    assert entry["points_renamed"] == [{"from": "int8", "to": "w8a8"}]
    assert [p["id"] for p in entry["points_added"]] == ["four-bits"]
    assert [p["id"] for p in entry["points_removed"]] == ["w4a16"]
    assert {n["label"] for n in entry["points_added"][0]["numbers"]} >= {"Latency", "Weights"}


def test_fields_places_and_settings_are_told_by_their_names(tree: Tree) -> None:
    tree.edit("methods/crispvla.yaml", "domains: [manipulation]", "domains: [manipulation, driving]")
    tree.edit("methods/crispvla.yaml", "manipulation: [runtime]", "manipulation: []")
    tree.edit("methods/crispvla.yaml", "eval_trials: 999", "eval_trials: 99")
    entry = changed(tree, "crispvla")
    assert [f["field"] for f in entry["fields"]] == ["domains"]
    assert entry["taxonomy"] == [{"scheme": "manipulation", "added": [], "removed": ["runtime"]}]
    assert entry["points_changed"] == [
        {"id": "bf16", "fields": [{"field": "setting.eval_trials.value", "old": 999, "new": 99}]}
    ]


def test_references_and_lists_are_compared(tree: Tree) -> None:
    tree.edit("references.bib", "doe2096crispvla,", "doe2096crisp,")
    tree.edit("hardware.yaml", "tdp_w: 11", "tdp_w: 12")
    found = changes(tree, sound=False)
    assert found["references"]["added"] == ["doe2096crisp"]
    assert found["references"]["removed"] == ["doe2096crispvla"]
    (devices,) = found["lists"]
    assert devices["file"] == "hardware.yaml"
    assert devices["changed"][0]["fields"] == [{"field": "tdp_w", "old": 11, "new": 12}]


def test_the_table_that_a_work_leaves_is_named(tree: Tree) -> None:
    (tree.data / "methods/crispvla.yaml").rename(tree.data / "gone.yaml")
    views = changes(tree)["views"]
    assert [(v["kind"], v["left"], v["joined"]) for v in views if v["view"] == "compression"] == [
        ("table", ["crispvla"], [])
    ]


def test_the_front_that_a_better_work_takes_over_is_named(tree: Tree) -> None:
    for name, size, success in (("Wa", 1, 80), ("Wb", 2, 90), ("Wc", 3, 95), ("Wd", 4, 96)):
        add(tree, name, sized(name, size, success))
    before = tree.view()
    add(tree, "We", sized("We", 3, 99))
    (front,) = [v for v in compare(before, tree.view())["views"] if v["kind"] == "front"]
    assert (front["joined"], front["left"]) == (["we"], ["wc", "wd"])


def test_data_with_problems_are_compared_but_their_fronts_are_not(root: Path, tree: Tree) -> None:
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    result = run(root, str(INVENTED), str(tree.data))
    assert result.exit_code == 0
    assert "kind: efficient → eficient" in result.stdout
    assert "Tables and fronts were not compared" in result.stdout
    assert json.loads(run(root, str(INVENTED), str(tree.data), "--format", "json").stdout)["views"] is None


def test_revisions_of_the_repository_are_compared(tmp_path: Path, tree: Tree) -> None:
    repository = tree.data.parent
    for name in ("templates", "docs"):
        (repository / name).symlink_to(ROOT / name)
    git = (*GIT, "-C", str(repository))
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "data"], check=True)
    subprocess.run([*git, "commit", "-qm", "one"], check=True)
    tree.edit("methods/crispvla.yaml", "latency_ms: 111.1,", "latency_ms: 121.1,")
    subprocess.run([*git, "commit", "-qam", "two"], check=True)
    text = run(repository, "HEAD~1", "HEAD").stdout
    assert "bf16, Latency: 111.1 ms → 121.1 ms · doe2096crispvla v1, Table 2" in text
    assert (
        run(repository, "HEAD", str(tree.data)).stdout.strip() == "Nothing: both states hold the same data."
    )
    shallow = tmp_path / "shallow"
    subprocess.run([*GIT, "clone", "-q", "--depth", "1", repository.as_uri(), str(shallow)], check=True)
    result = run(shallow, "HEAD~1", "HEAD")
    assert result.exit_code == 2
    assert "this clone is shallow and lacks HEAD~1" in result.stderr


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:data", "$(touch x)", "a..b"])
def test_what_is_no_revision_is_misuse(root: Path, name: str) -> None:
    result = run(root, "--", name, str(INVENTED))
    assert result.exit_code == 2


HOSTILE = [
    "@everyone", "#123", "https://evil.example", "www.evil.example", "<script>x</script>", "![x](y)", "[a](b)",
    "**b**", "`c`", "| d |", "~~e~~", "GH-12", "$f$", "&lt;", "a\\", "<!-- g", "1. h",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_contributed_text_stays_text_in_markdown(text: str) -> None:
    shown = markdown(text)
    assert not set("<>") & set(shown)
    for live in ("@e", "#1", "https:/", "www.", "](", "![", "**", "~~", "GH-1", "GH\\-1"):
        assert live not in shown
    unescaped = shown.replace("\u200b", "").replace("\\\\", "\0")
    assert "`" not in unescaped.replace("\\`", "")


def test_text_for_a_terminal_is_one_bounded_line() -> None:
    assert plain("a\nb\x1b[31m\u202ec") == "a b\\x1b[31m\\u202ec"
    assert len(plain("x" * 99_999)) == 300


def test_records_are_printed_as_words() -> None:
    assert plain([{"id": "a", "note": None}, {"id": "b", "of": ["c", "d"]}]) == "id: a; id: b, of: c, d"


def test_markdown_fits_into_one_comment_and_holds_no_live_text(root: Path, tree: Tree) -> None:
    name = 'name: "Crisp <img src=x> @all #1 [x](https://evil.example)"'
    tree.edit("methods/crispvla.yaml", "name: CrispVLA\n", name + "\n")
    for n in range(150):
        tree.edit("methods/crispvla.yaml", "  - id: int8\n", f"  - id: x{n}\n    model: {'m' * 100}\n    stage: inference\n    values: {{latency_ms: 1, memory_gb: 2, params_b: 3, layers: 4}}\n    source: {{cite: doe2096crispvla, version: v1, where: \"{'w' * 110}\", read: primary, seen: {{what: paper, date: \"2099-01-01\"}}}}\n    measured_by: authors\n    note: {'n' * 500}\n  - id: int8\n")  # fmt: skip
    result = run(root, str(INVENTED), str(tree.data), "--format", "markdown")
    assert result.exit_code == 0
    assert len(result.stdout) < 65_536
    assert "<img" not in result.stdout
    assert "@all" not in result.stdout
    assert "more lines: run `livingsurvey diff`" in result.stdout
