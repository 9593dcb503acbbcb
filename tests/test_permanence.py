"""What was published once still answers: after every kind of renaming, and what is lost is told with a remedy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import INFO, INVENTED, ROOT, Tree

from livingsurvey.cli import main
from livingsurvey.derive.moved import Moved, moved
from livingsurvey.publish.permalinks import NAME, addresses, lost, published
from livingsurvey.site import build
from livingsurvey.view import View

REMOVED = 'removed: {date: "2099-03-03", why: "Withdrawn."}\n'


def written(data: Path, site: Path, listed: tuple[str, ...] = ()) -> Path:
    """The generated site in a folder, as an engine would lay it out."""
    root = site.parent / f"{site.name}-root"
    root.mkdir(parents=True)
    (root / "templates").symlink_to(ROOT / "templates")
    (root / "CITATION.cff").symlink_to(ROOT / "CITATION.cff")
    (root / NAME).write_text("".join(f"{address}\n" for address in listed))
    made = build(data, root / "templates", INFO)
    files = {f"{page.url}index.html": page.html.encode() for page in made.pages}
    for path, content in (*files.items(), *made.files):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """Every address of the invented survey."""
    return tuple(addresses(written(INVENTED, tmp_path_factory.mktemp("before") / "site")))


def replace_everywhere(tree: Tree, pattern: str, new: str) -> None:
    """What whoever renames something does with an editor; at least one file mentions it."""
    count = 0
    for path in tree.data.rglob("*.*"):
        text, n = re.subn(pattern, new, path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        count += n
    assert count


def rename_entry(tree: Tree) -> None:
    replace_everywhere(tree, r"(?<![\w-])crispvla(?![\w-])", "crispervla")
    (tree.data / "methods/crispvla.yaml").rename(tree.data / "methods/crispervla.yaml")
    tree.edit("methods/crispervla.yaml", "kind: efficient\n", "former_ids: [crispvla]\nkind: efficient\n")


def rename_base(tree: Tree) -> None:
    replace_everywhere(tree, r"(?<![\w-])basevla(?![\w-])", "groundvla")
    (tree.data / "methods/basevla.yaml").rename(tree.data / "methods/groundvla.yaml")
    tree.edit("methods/groundvla.yaml", "[base-vla-1]", "[base-vla-1, basevla]")


def remove_entry(tree: Tree) -> None:
    tree.append("methods/retrain.yaml", REMOVED)


def remove_entry_and_rows(tree: Tree) -> None:
    text = tree.read("methods/contestedvla.yaml")
    text = re.sub(r"^headline:.*\n", "", text.partition("operating_points:")[0], flags=re.MULTILINE)
    tree.write("methods/contestedvla.yaml", text + REMOVED)


def rename_point(tree: Tree) -> None:
    tree.edit("methods/basevla.yaml", "headline: blockworld", "headline: blocks")
    tree.edit("methods/basevla.yaml", "- id: blockworld", "- id: blocks")
    tree.edit("methods/basevla.yaml", "former_ids: [long]", "former_ids: [long, blockworld]")
    tree.edit("methods/crispvla.yaml", "point: blockworld", "point: blocks")


def rename_node(tree: Tree) -> None:
    replace_everywhere(tree, "model-design/architecture", "model-design/form")
    old = "      - id: architecture\n"
    tree.edit(
        "taxonomies/evla.yaml",
        old,
        "      - id: form\n        former_ids: [model-design/architecture]\n",
    )


def rename_device(tree: Tree) -> None:
    replace_everywhere(tree, r"\bpocketchip\b", "pocketchip-2")
    name = "  name: Pocketchip\n"
    tree.edit("hardware.yaml", name, f"{name}  former_ids: [pocketchip]\n")


def rename_benchmark(tree: Tree) -> None:
    replace_everywhere(tree, r"\bkitchenchain\b", "kitchen")
    name = "  name: Kitchenchain\n"
    tree.edit("benchmarks.yaml", name, f"{name}  former_ids: [kitchenchain]\n")


def part_a_pair(tree: Tree) -> None:
    """Their numbers compared; now one of them builds on nothing."""
    tree.edit("methods/printedvla.yaml", "builds_on: [basevla]\n", "")


def rename_twice(tree: Tree) -> None:
    rename_point(tree)
    rename_entry(tree)
    rename_base(tree)


EDITS = (
    rename_entry, rename_base, remove_entry, remove_entry_and_rows, rename_point, rename_node, rename_device,
    rename_benchmark, part_a_pair, rename_twice,
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda e: e.__name__)
def test_every_old_address_answers(edit, tree: Tree, tmp_path: Path, listed: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    edit(tree)
    site = written(tree.data, tmp_path / "site", listed)
    assert [p.text() for p in lost(site, listed)] == []


def test_the_addresses_are_pages_rows_and_files(listed: tuple[str, ...]) -> None:
    assert {
        "/",
        "methods/crispvla/",
        "methods/crispvla/#w4a16",
        "methods/basevla/#long",
        "methods/crispvla/crispvla.bib",
        "methods/crispvla/crispvla.ris",
        "methods/crispvla/crispvla.json",
        "api/v1/methods/crispvla.json",
        "api/v1/operating-points.csv",
        "taxonomy/evla/model-design/compression/",
        "compare/crispvla/basevla/",
        "compare/printedvla/basevla/",
        "llms.txt",
    } <= set(listed)
    assert not [a for a in listed if a.startswith(("assets/", "search/", "compare/data/"))]
    assert sorted(set(listed)) == list(listed)


LOSSES = [
    (
        lambda tree: tree.edit("methods/basevla.yaml", "former_ids: [long]\n    ", ""),
        "methods/basevla/#long",
        "list long in `former_ids` of the point that stands for it, or keep the point and say `superseded_by`",
    ),
    (
        lambda tree: tree.edit("methods/dualmind.yaml", "former_ids: [dualmind-1]\n", ""),
        "api/v1/methods/dualmind-1.json",
        "list dualmind-1 in `former_ids` of the entry that it became, or restore it and say `removed:`",
    ),
    (
        lambda tree: tree.edit("hardware.yaml", "  former_ids: [spare-chip]\n", ""),
        "hardware/spare-chip/",
        "list spare-chip in `former_ids` of its successor in data/hardware.yaml",
    ),
    (
        lambda tree: tree.edit("benchmarks.yaml", "  former_ids: [empty-set]\n", ""),
        "benchmarks/empty-set/",
        "list empty-set in `former_ids` of its successor in data/benchmarks.yaml",
    ),
    (
        lambda tree: tree.edit(
            "taxonomies/evla.yaml", "        former_ids: [model-design/shrinking]\n", ""
        ),
        "taxonomy/evla/model-design/shrinking/quantization/",
        "list model-design/shrinking/quantization in `former_ids` of the node that it became",
    ),
]


@pytest.mark.parametrize(("edit", "address", "remedy"), LOSSES, ids=[a for _, a, _ in LOSSES])
def test_a_lost_address_is_an_error_with_its_remedy(
    edit, address: str, remedy: str, tree: Tree, tmp_path: Path, listed: tuple[str, ...]
) -> None:  # type: ignore[no-untyped-def]
    edit(tree)
    problems = lost(written(tree.data, tmp_path / "site", listed), listed)
    (found,) = [p for p in problems if p.message.startswith(f"{address} ")]
    line = listed.index(address) + 1
    assert found.text() == f"permalinks.txt:{line}:1: {address} would vanish; {remedy}"
    assert len(problems) < 8


def test_other_files_have_remedies_too(tmp_path: Path) -> None:
    texts = [p.text() for p in lost(tmp_path, ("/", "api/v1/index.json", "timeline/"))]
    assert [t.partition("; ")[2][:16] for t in texts] == [
        "restore the page",
        "restore the file",
        "restore the page",
    ]


def test_the_old_page_leads_to_the_new_one_without_a_script(tree: Tree, tmp_path: Path) -> None:
    rename_entry(tree)
    site = written(tree.data, tmp_path / "site")
    page = (site / "methods/crispvla/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=../../methods/crispervla/">' in page
    assert f'<link rel="canonical" href="{INFO.site_url}methods/crispervla/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a id="moved" href="../../methods/crispervla/">CrispVLA</a>' in page
    for ending in ("bib", "ris", "json", "md"):
        old, new = (site / f"methods/{s}/{s}.{ending}" for s in ("crispvla", "crispervla"))
        assert old.read_bytes() == new.read_bytes()


def test_a_removed_entry_says_so_to_programs_beside_its_page_too(site_dir: Path) -> None:
    beside = json.loads((site_dir / "methods/gonevla/gonevla.json").read_text("utf-8"))
    assert beside["removed"] == {"date": "2099-02-02", "why": "Withdrawn by its authors."}


def test_a_renamed_branch_takes_every_path_below_along(tree: Tree) -> None:
    rename_node(tree)
    paths = tree.survey().taxonomies["evla"].former_paths()
    old, new = "model-design/architecture", "model-design/form"
    assert {a: b for a, b in paths.items() if a.startswith(old)} == {
        old + below: new + below
        for below in ("", "/action-decoding", "/action-decoding/parallel", "/hierarchical", "/unused")
    }


def test_a_branch_keeps_the_address_of_its_table(tree: Tree, tmp_path: Path) -> None:
    rename_node(tree)
    page = (written(tree.data, tmp_path / "site") / "tables/architecture/index.html").read_text("utf-8")
    assert "taxonomy/evla/model-design/form/" in page


def test_a_pair_leads_to_where_its_works_are_compared_now(tree: Tree) -> None:
    part_a_pair(tree)
    remove_entry(tree)
    rename_entry(tree)
    past = ("compare/printedvla/basevla/", "compare/retrain/crispvla/", "compare/no/such/", "compare/")
    found = {m.old: m for m in moved(View(tree.survey(), INFO), past) if m.old.startswith("compare/")}
    assert found["compare/printedvla/basevla/"] == Moved(
        "compare/printedvla/basevla/", "compare/?m=printedvla,basevla&ref=basevla", "PrintedVLA and BaseVLA"
    )
    assert found["compare/retrain/crispvla/"].new == "methods/retrain/"
    assert found["compare/crispvla/basevla/"].new == "compare/crispervla/basevla/"
    assert "compare/no/such/" not in found


def test_the_command_adds_and_never_takes_away(tmp_path: Path, site_dir: Path) -> None:
    (tmp_path / NAME).write_text("methods/old-one/\n")

    def run(*words: str):  # type: ignore[no-untyped-def]
        return CliRunner().invoke(main, ["--root", str(tmp_path), "permalinks", str(site_dir), *words])

    first = run()
    assert first.exit_code == 1
    assert "permalinks.txt:1:1: methods/old-one/ would vanish; list old-one in `former_ids`" in first.output
    added = run("--add", "--format", "github")
    assert added.exit_code == 1
    assert "::error file=permalinks.txt,line=" in added.output
    assert published(tmp_path) == tuple(sorted(["methods/old-one/", *addresses(site_dir)]))
    (tmp_path / NAME).write_text("/\n")
    assert run("--add").exit_code == 0
    assert run().output == f"{len(addresses(site_dir)):,} addresses, 0 lost, 0 not listed\n"


def test_a_folder_without_a_site_is_misuse(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["permalinks", str(tmp_path)]).exit_code == 2


def test_the_engine_writes_every_address(site_dir: Path, listed: tuple[str, ...]) -> None:
    assert lost(site_dir, listed) == []
    assert addresses(site_dir) == list(listed)


def test_the_real_site_answers_every_address_of_its_list(real_site_dir: Path) -> None:
    assert len(published(ROOT)) > 3000
    assert [p.text() for p in lost(real_site_dir, published(ROOT))] == []


def test_the_list_is_sorted_one_address_a_line() -> None:
    lines = (ROOT / NAME).read_text("utf-8").splitlines()
    assert lines == sorted(set(lines))
