"""Rules of identity: one work, one entry; names, ids and pointers that lead to exactly one thing."""

from __future__ import annotations

from support import Case, Tree, judged

from livingsurvey.check import identity as rules

CASES = [
    Case(
        rules.one_entry_per_work,
        "methods/twin.yaml",
        "cite: ray2098twin",
        "cite: low2098twin",
        "data/methods/twin.yaml:5:1: cite: low2098twin is already the work of twin-weights; keep one entry per work",
    ),
    Case(
        rules.one_entry_per_work,
        "references.bib",
        "eprint = {9804.00020}",
        "eprint = {9804.00021}",
        "data/methods/twin.yaml:5:1: cite: arXiv 9804.00021 is already claimed by twin-weights; "
        "keep one entry per work",
    ),
    Case(rules.one_entry_per_work, "references.bib", "eprint = {9804.00020}", "eprint = {9804.00029}"),
    Case(
        rules.names_are_told_apart,
        "methods/twin.yaml",
        'distinct_from: {twin-weights: "two arms, not two weights"}\n',
        "",
        "data/methods/twin-weights.yaml:2:1: name: is also a name of twin, or nearly; "
        "say how they differ in `distinct_from: {twin: …}`",
    ),
    Case(
        rules.names_are_told_apart,
        "methods/dualmind.yaml",
        "aliases: [DM-2]",
        "aliases: [DM-2, cvla-x]",
        "data/methods/dualmind.yaml:3:17: aliases.1: is also a name of crispvla, or nearly; "
        "say how they differ in `distinct_from: {crispvla: …}`",
    ),
    Case(
        rules.names_are_told_apart,
        "methods/dualmind.yaml",
        "aliases: [DM-2]",
        "aliases: [DM-2, BASE-VLA]",
        "data/methods/dualmind.yaml:3:17: aliases.1: is also a name of basevla, or nearly; "
        "say how they differ in `distinct_from: {basevla: …}`",
    ),
    Case(rules.names_are_told_apart, "methods/dualmind.yaml", "aliases: [DM-2]", "aliases: [dualmind]"),
    Case(
        rules.aliases_add_something,
        "methods/dualmind.yaml",
        "aliases: [DM-2]",
        "aliases: [DualMind]",
        "data/methods/dualmind.yaml:3:11: aliases.0: DualMind stands twice; remove it",
    ),
    Case(rules.aliases_add_something, "methods/dualmind.yaml", "aliases: [DM-2]", "aliases: [DM-2, DM 2]"),
    Case(
        rules.former_ids_are_free,
        "methods/dualmind.yaml",
        "former_ids: [dualmind-1]",
        "former_ids: [crispvla]",
        "data/methods/dualmind.yaml:4:14: former_ids.0: crispvla belongs to crispvla; choose one owner",
    ),
    Case(
        rules.former_ids_are_free,
        "methods/dualmind.yaml",
        "former_ids: [dualmind-1]",
        "former_ids: [base-vla-1]",
        "data/methods/dualmind.yaml:4:14: former_ids.0: base-vla-1 belongs to basevla; choose one owner",
    ),
    Case(rules.former_ids_are_free, "methods/dualmind.yaml", "[dualmind-1]", "[dualmind-1, dualmind-0]"),
    Case(
        rules.former_ids_of_lists_are_free,
        "hardware.yaml",
        "former_ids: [spare-chip]",
        "former_ids: [pocketchip]",
        "data/hardware.yaml:33:16: 3.former_ids.0: pocketchip belongs to pocketchip; choose one owner",
    ),
    Case(
        rules.former_ids_of_lists_are_free,
        "taxonomies/evla.yaml",
        "former_ids: [model-design/shrinking]",
        "former_ids: [model-design/architecture]",
        "data/taxonomies/evla.yaml:28:22: nodes.0.children.1.former_ids.0: model-design/architecture belongs to "
        "model-design/architecture; choose one owner",
    ),
    Case(rules.former_ids_of_lists_are_free, "benchmarks.yaml", "[empty-set]", "[empty-set, void]"),
    Case(
        rules.point_ids_are_unique,
        "methods/contestedvla.yaml",
        "- id: readme",
        "- id: paper",
        "data/methods/contestedvla.yaml:21:5: operating_points.1.id: paper is the id of another point; "
        "choose another id",
    ),
    Case(
        rules.point_ids_are_unique,
        "methods/basevla.yaml",
        "former_ids: [long]",
        "former_ids: [size]",
        "data/methods/basevla.yaml:21:18: operating_points.1.former_ids.0: size is the id of another point; "
        "choose another id",
    ),
    Case(
        rules.point_ids_are_unique,
        "methods/basevla.yaml",
        "former_ids: [long]",
        "former_ids: [long, longer]",
    ),
    Case(
        rules.pointers_stay_inside,
        "methods/pocketvla.yaml",
        "headline: pocket",
        "headline: poket",
        "data/methods/pocketvla.yaml:13:1: headline: no point poket in this file; "
        "there are: chain, first-action, ours, pocket",
    ),
    Case(
        rules.pointers_stay_inside,
        "methods/pocketvla.yaml",
        "headline: pocket\n",
        "",
        "data/methods/pocketvla.yaml:2:1: headline: is missing, though there are inference points; "
        "name the point that stands for the method",
    ),
    Case(
        rules.pointers_stay_inside,
        "methods/retrain.yaml",
        "superseded_by: abstract-v2",
        "superseded_by: abstract-v3",
        "data/methods/retrain.yaml:48:5: operating_points.2.superseded_by: no other point abstract-v3 in this file; "
        "there are: abstract-v1, abstract-v2, compute, one-demonstration",
    ),
    Case(
        rules.pointers_stay_inside,
        "methods/retrain.yaml",
        "headline: one-demonstration",
        "headline: abstract-v1",
        "data/methods/retrain.yaml:12:1: headline: is superseded; use abstract-v2",
    ),
    Case(rules.pointers_stay_inside, "methods/retrain.yaml", "headline: one-demonstration\n", ""),
]


@judged(CASES)
def test_identity(case: Case, tree: Tree) -> None:
    assert case.judge(tree) == case.verdict


def test_a_name_is_told_apart_from_each_of_its_bearers(tree: Tree) -> None:
    tree.edit("methods/silentvla.yaml", "name: SilentVLA", "name: twin")
    assert [(p.file, p.message) for p in tree.problems()] == [
        ("data/methods/twin-weights.yaml", "is also a name of silentvla, or nearly"),
        ("data/methods/twin.yaml", "is also a name of silentvla, or nearly"),
    ]
