"""Facets: tokens of a work and of its points, and options that occur in the survey."""

from __future__ import annotations

from livingsurvey.derive.facets import facets, method_tokens, point_tokens, search_text
from livingsurvey.view import View


def test_a_work_has_its_kind_year_domains_and_every_node_above_its_places(view: View) -> None:
    assert method_tokens(view, view.survey.methods["crispvla"]) == [
        "domain:manipulation",
        "has:code",
        "kind:efficient",
        "technique:model-design",
        "technique:model-design/architecture",
        "technique:model-design/architecture/action-decoding",
        "technique:model-design/architecture/action-decoding/parallel",
        "technique:model-design/compression",
        "technique:model-design/compression/quantization",
        "year:2096",
    ]


def test_a_point_has_its_setting_and_what_it_states(view: View) -> None:
    point = view.survey.methods["crispvla"].point("bf16")
    assert point is not None
    tokens = point_tokens(view, point)
    assert {"base:basevla", "benchmark:blockworld", "precision:bf16", "read:primary"} <= set(tokens)
    stated = {t for t in tokens if t.startswith("states:")}
    assert stated == {"states:latency", "states:memory", "states:speedup", "states:success"}


def test_every_option_occurs_and_counts_works(view: View) -> None:
    for facet in facets(view):
        for option in facet.options:
            assert option.token.startswith(f"{facet.id}:")
            assert 0 < option.count <= len(view.methods)
    kinds = next(f for f in facets(view) if f.id == "kind")
    assert sum(o.count for o in kinds.options) == len(view.methods)


def test_a_device_and_a_split_stand_below_what_they_belong_to(view: View) -> None:
    for name in ("device", "benchmark"):
        options = next(f for f in facets(view) if f.id == name).options
        deep = [i for i, o in enumerate(options) if o.depth == 1]
        assert deep
        for i in deep:
            above = next(o for o in reversed(options[:i]) if o.depth == 0)
            assert above.count >= options[i].count


def test_the_search_text_holds_title_names_and_number(view: View) -> None:
    method = view.survey.methods["crispvla"]
    reference = view.survey.references[method.cite]
    text = search_text(view, method)
    assert reference.title.casefold() in text
    assert all(p.family.casefold() in text for p in reference.authors)
    assert "cvla-x" in text
