"""Trees with their counts, years without gaps, and the map of bottlenecks."""

from __future__ import annotations

from livingsurvey.derive.taxonomy import Branch, bottlenecks, per_year, tree
from livingsurvey.view import View


def flat(branches: tuple[Branch, ...]) -> list[Branch]:
    return [b for branch in branches for b in (branch, *flat(branch.children))]


def test_a_work_counts_once_at_a_node_and_at_every_node_above(view: View) -> None:
    counts = {b.path: b.count for b in flat(tree(view, view.survey.taxonomies["evla"]))}
    assert counts == {
        "model-design": 8,
        "model-design/architecture": 5,
        "model-design/architecture/action-decoding": 3,
        "model-design/architecture/action-decoding/parallel": 3,
        "model-design/architecture/hierarchical": 1,
        "model-design/architecture/unused": 0,
        "model-design/compression": 4,
        "model-design/compression/quantization": 3,
        "model-design/compression/layer-pruning": 1,
        "training": 2,
        "training/pre-training": 1,
        "training/post-training": 1,
        "training/post-training/supervised": 1,
        "training/post-training/reinforcement": 1,
        "data-collection": 2,
        "data-collection/human-in-the-loop": 1,
    }


def test_a_count_is_the_number_of_works_that_the_node_lists(view: View) -> None:
    for taxonomy in view.survey.taxonomies.values():
        for branch in flat(tree(view, taxonomy)):
            assert branch.count == len({m.slug for m in view.by_node.get((taxonomy.id, branch.path), ())})


def test_a_branch_has_the_address_of_its_page_and_the_pillar_of_its_root(view: View) -> None:
    branch = next(
        b for b in flat(tree(view, view.survey.taxonomies["evla"])) if b.path.endswith("quantization")
    )
    assert branch.url == "taxonomy/evla/model-design/compression/quantization/"
    assert (branch.pillar, branch.title) == ("model-design", "Quantization")
    assert flat(tree(view, view.survey.taxonomies["manipulation"]))[0].pillar == ""


def test_a_removed_work_counts_nowhere(view: View) -> None:
    assert "gonevla" not in {m.slug for m in view.methods}
    assert "gonevla" in view.survey.methods


def test_years_have_no_gaps_and_a_share_of_the_largest(view: View) -> None:
    methods = tuple(view.survey.methods[s] for s in ("basevla", "retrain", "askvla"))
    assert [(y.year, y.count, y.share) for y in per_year(methods)] == [
        (2095, 1, 0.5),
        (2096, 0, 0),
        (2097, 2, 1),
    ]
    assert per_year(()) == ()


def test_a_bottleneck_counts_each_efficient_work_that_relieves_it_once(view: View) -> None:
    found = {b.id: b for b in bottlenecks(view)}
    assert {k: b.count for k, b in found.items()} == {"latency": 5, "memory": 5, "data": 3, "training": 2}
    assert {n.path for n in found["data"].nodes} >= {"data-collection/human-in-the-loop"}


def test_newest_works_come_first_at_a_node(view: View) -> None:
    months = [m.month for m in view.by_node["evla", "model-design"]]
    assert months == sorted(months, reverse=True)


def test_what_builds_on_a_work_is_listed_oldest_first(view: View) -> None:
    assert [m.slug for m in view.built_on_by["crispvla"]] == ["retrain", "twin", "twin-weights"]
