"""What the survey holds and lacks: each count moves with the data by exactly what was changed."""

from __future__ import annotations

from collections import Counter

import pytest
from support import INFO, Tree

from livingsurvey.derive.comparability import Level, compare
from livingsurvey.derive.coverage import (
    CHECKLIST,
    Part,
    Stated,
    comparable,
    figures,
    oldest_unchecked,
    parts,
    share_stating,
    stated,
)
from livingsurvey.load import load
from livingsurvey.view import View

PAPER = '{cite: ray2098silent, where: "Table 1", read: primary, seen: {what: paper, date: "2099-01-01"}}'
POINT = f"""operating_points:
  - id: new
    model: SilentVLA
    stage: inference
    setting: {{hardware: pocketchip}}
    values: {{latency_ms: 5, memory_gb: 1}}
    versus: [{{baseline_text: another, baseline_values: {{latency_ms: 6}}, values: {{memory_reduction_x: 2}}}}]
    source: {PAPER}
    measured_by: authors
"""
CHECKED = 'checked: [{by: survey, date: "2099-01-05", what: all}]\n'
LEFT_OUT = '- title: Another\n  url: "https://example.org/x"\n  date: "2099-01-02"\n  why: "No robot."\n'
DOCUMENT = "\n@misc{low2099new,\n  author = {Low, Kim},\n  title = {New},\n  year = {2099},\n  url = {https://example.org/new},\n}\n"


def seen(tree: Tree) -> View:
    """The survey as it reads, whatever its rules say."""
    survey, problems = load(tree.data)
    assert problems == []
    return View(survey, INFO)


def counted(view: View) -> Counter[tuple[int, str]]:
    """The counts by indentation and label."""
    return Counter({(f.depth, f.label): f.count for f in figures(view)})


def moved(before: Counter[tuple[int, str]], after: Counter[tuple[int, str]]) -> dict[str, int]:
    """What changed, and by how much."""
    changes = {key[1]: after[key] - before[key] for key in before | after}
    return {label: change for label, change in changes.items() if change}


def lines(view: View, scheme: int = 0) -> dict[str, Part]:
    """The parts of one taxonomy by their label."""
    return {part.label: part for part in parts(view)[scheme][1]}


def test_the_counts_add_up(view: View) -> None:
    counts = counted(view)
    kinds = sum(n for (depth, _), n in counts.items() if depth == 2)
    screened = counts[1, "looked at and left out"] + counts[1, "related surveys"]
    read, taken = counts[1, "read in the work itself"], counts[1, "taken over from another document"]
    assert kinds == counts[1, "entered"] == len(view.methods) > 0
    assert counts[0, "Works known"] == kinds + screened
    assert counts[0, "Operating points"] == read + taken
    assert min(read, taken, screened) > 0


@pytest.mark.parametrize(
    ("file", "old", "new", "changes"),
    [
        (
            "methods/gonevla.yaml",
            'removed: {date: "2099-02-02", why: "Withdrawn by its authors."}\n',
            "",
            {"Works known": 1, "entered": 1, "Efficient VLA": 1},
        ),
        (
            "methods/surgeonvla.yaml",
            "kind: application",
            "kind: foundational",
            {"Application system": -1, "Foundational VLA": 1},
        ),
        ("screening.yaml", "", LEFT_OUT, {"Works known": 1, "looked at and left out": 1}),
        ("references.bib", "", DOCUMENT, {"Documents cited": 1}),
        ("methods/twin.yaml", "", CHECKED, {"Entries checked, or found without a figure": 1}),
        (
            "methods/silentvla.yaml",
            "",
            POINT,
            {
                "Entries with numbers": 1,
                "of efficient ones": 1,
                "that name a device": 1,
                "with a point read in the work itself": 1,
                "Operating points": 1,
                "read in the work itself": 1,
                "Values, each with its source": 4,
            },
        ),
        ("methods/gonevla.yaml", "", POINT, {}),
        (
            "methods/surgeonvla.yaml",
            "",
            POINT.replace(
                "read: primary, seen", "read: secondary, via: {cite: roe2098list, where: x}, seen"
            ),
            {
                "Entries with numbers": 1,
                "that name a device": 1,
                "Operating points": 1,
                "taken over from another document": 1,
                "Values, each with its source": 4,
            },
        ),
        ("methods/thriftvla.yaml", "hardware: examplechip-9", "batch: 9", {"that name a device": -1}),
        (
            "methods/dualmind.yaml",
            "read: secondary, via: {cite: roe2098list, where: README}",
            'read: primary, seen: {what: paper, date: "2099-01-01"}',
            {"read in the work itself": 1, "taken over from another document": -1},
        ),
    ],
)
def test_a_change_of_the_data_moves_its_counts_and_no_other(
    file: str, old: str, new: str, changes: dict[str, int], tree: Tree
) -> None:
    before = counted(seen(tree))
    if old:
        tree.edit(file, old, new)
    else:
        tree.append(file, new)
    assert moved(before, counted(seen(tree))) == changes


def test_a_kind_that_the_vocabulary_lacks_is_counted_under_its_own_word(tree: Tree) -> None:
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    assert counted(seen(tree))[2, "eficient"] == 1


def test_every_part_of_the_first_level_has_a_line_and_all_of_them_a_last_one(view: View) -> None:
    for (title, found), (scheme, taxonomy) in zip(parts(view), view.survey.taxonomies.items(), strict=True):
        assert title == taxonomy.title.en
        urls = [f"taxonomy/{scheme}/{node.id}/" for node in taxonomy.nodes]
        assert [part.url for part in found] == [*urls, f"taxonomy/{scheme}/"]


def test_a_work_in_two_parts_is_counted_in_each_and_once_in_all(tree: Tree) -> None:
    before = lines(seen(tree))
    tree.edit(
        "methods/thriftvla.yaml", "[training/pre-training]", "[training/pre-training, data-collection]"
    )
    after = lines(seen(tree))
    changed = {label for label in before if before[label] != after[label]}
    part, was = after["Efficient Data Collection"], before["Efficient Data Collection"]
    assert changed == {"Efficient Data Collection"}
    assert (part.entered, part.numbered, part.timed_on, part.primary, part.checked) == (
        was.entered + 1,
        was.numbered + 1,
        was.timed_on + 1,
        was.primary + 1,
        was.checked,
    )


def test_two_places_in_one_part_are_one_work(tree: Tree) -> None:
    before = lines(seen(tree))
    tree.edit("methods/thriftvla.yaml", "pre-training]", "pre-training, training/post-training/supervised]")
    assert lines(seen(tree)) == before


def test_a_work_is_placed_by_us_where_no_list_files_it(tree: Tree) -> None:
    part = "Efficient Model Design"
    ours = lines(seen(tree))[part].placed_by_us
    assert ours > 0
    place = '    - {node: model-design/architecture, by: us, why: "No list files it;'
    tree.edit("methods/pocketvla.yaml", place, f"    - training/pre-training\n{place}")
    assert lines(seen(tree))[part].placed_by_us == ours - 1


def test_checked_works_are_counted_in_their_part(tree: Tree) -> None:
    before = lines(seen(tree))["Efficient Training"].checked
    tree.append("methods/thriftvla.yaml", CHECKED)
    assert lines(seen(tree))["Efficient Training"].checked == before + 1


def settings(view: View) -> dict[str, Stated]:
    return {found.method.slug: found for found in stated(view)}


def test_a_work_states_what_any_of_its_inference_points_states(view: View) -> None:
    found = settings(view)["pocketvla"]
    assert found.stated == (
        "benchmark",
        "split",
        "hardware",
        "precision",
        "chunk",
        "steps",
        "timing_scope",
        "execution",
    )
    assert found.missing == ("eval_trials", "runtime", "batch", "cameras")


def test_a_setting_once_stated_is_no_longer_missing(tree: Tree) -> None:
    tree.edit(
        "methods/pocketvla.yaml", "precision: fp16, chunk: 4,", "precision: fp16, chunk: 4, batch: 1,"
    )
    found = settings(seen(tree))["pocketvla"]
    assert "batch" in found.stated
    assert found.missing == ("eval_trials", "runtime", "cameras")


def test_every_work_is_told_the_whole_checklist_and_the_fullest_comes_first(view: View) -> None:
    found = stated(view)
    assert len(found) > 1
    assert all(sorted((*s.stated, *s.missing)) == sorted(CHECKLIST) for s in found)
    order = [(-len(s.stated), s.method.name.casefold()) for s in found]
    assert order == sorted(order)


def test_a_device_as_printed_is_a_device_stated(tree: Tree) -> None:
    assert "hardware" in settings(seen(tree))["askvla"].stated
    tree.edit("methods/askvla.yaml", r'hardware_text: "a \"desktop\" & more", ', "")
    assert "hardware" in settings(seen(tree))["askvla"].missing


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stage: inference", "stage: training"),
        ("measured_by: authors", "measured_by: authors\n    superseded_by: cups"),
    ],
)
def test_what_is_superseded_or_no_inference_states_nothing(old: str, new: str, tree: Tree) -> None:
    assert "twin-weights" in settings(seen(tree))
    tree.edit("methods/twin-weights.yaml", old, new)
    assert "twin-weights" not in settings(seen(tree))


def test_the_share_counts_the_works_that_state_a_setting(view: View) -> None:
    found = stated(view)
    shares = share_stating(found)
    assert tuple(shares) == CHECKLIST
    assert all(n == sum(key in s.stated for s in found) for key, n in shares.items())
    assert 0 < min(shares["steps"], shares["hardware"]) < len(found)
    assert share_stating([]) == dict.fromkeys(CHECKLIST, 0)


def test_the_unchecked_with_numbers_are_told_oldest_first(tree: Tree) -> None:
    before = [m.slug for m in oldest_unchecked(seen(tree))]
    assert before[0] == "basevla"
    assert not {"crispvla", "silentvla", "twin", "gonevla"} & set(before)
    tree.edit(
        "methods/crispvla.yaml", 'checked: [{by: survey, date: "2099-02-03", what: all points}]\n', ""
    )
    after = oldest_unchecked(seen(tree))
    assert [m.slug for m in after if m.slug != "crispvla"] == before
    assert [m.month for m in after] == sorted(m.month for m in after)
    assert "crispvla" in {m.slug for m in after}
    tree.append("methods/basevla.yaml", CHECKED)
    assert [m.slug for m in oldest_unchecked(seen(tree))] == [m.slug for m in after][1:]


def test_each_figure_stands_once_on_the_strongest_level_of_its_comparisons(view: View) -> None:
    for row in comparable(view):
        mine = [r for r in view.readings if r.metric.id == row.metric]
        best: Counter[Level] = Counter()
        across = 0
        for a in mine:
            met = [(compare(a, b).level, b) for b in mine if b.point is not a.point]
            best[min((level for level, _ in met), default=Level.BESIDE)] += 1
            across += any(level < Level.BESIDE and b.method.slug != a.method.slug for level, b in met)
        assert row.levels == tuple(best[level] for level in list(Level)[:4])
        assert (row.figures, row.alone, row.across_works) == (len(mine), best[Level.BESIDE], across)
        assert sum(row.levels) + row.alone == row.figures


def test_every_figure_is_counted_and_the_richest_metric_comes_first(view: View) -> None:
    found = comparable(view)
    assert sum(c.figures for c in found) == len(view.readings)
    order = [(-c.figures, c.metric) for c in found]
    assert order == sorted(order)
    assert {c.label for c in found} == {r.metric.label for r in view.readings}


def test_without_its_table_a_value_falls_to_what_it_states(tree: Tree) -> None:
    before = {c.metric: c for c in comparable(seen(tree))}["latency_ms"]
    assert before.levels[0] == 3
    text = tree.read("methods/crispvla.yaml")
    tree.write("methods/crispvla.yaml", text.replace("    setup: table-2\n", ""))
    after = {c.metric: c for c in comparable(seen(tree))}["latency_ms"]
    assert after.levels[0] == 0
    assert (after.figures, after.alone) == (before.figures, before.alone + 3)
