"""The static API, version 1: the names and shapes that other programs rely on, the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from support import INFO, INVENTED, Tree

from livingsurvey.bibfile import parse_bib
from livingsurvey.export.api import api_files
from livingsurvey.view import View

ROOT_URL = INFO.site_url
FILES = (
    "index.json", "methods.json", "operating-points.csv", "operating-points.json", "taxonomies.json",
    "hardware.json", "benchmarks.json", "metrics.json", "references.bib", "references.json", "openapi.json",
    "datapackage.json", "croissant.json", "schema/methods.json", "schema/data-methods.json",
)  # fmt: skip
METHOD = {
    "slug": str,
    "name": str,
    "aliases": list,
    "kind": str,
    "domains": list,
    "arxiv_id": (str, type(None)),
    "doi": (str, type(None)),
    "title": str,
    "authors": list,
    "year": int,
    "released": str,
    "venue": (dict, type(None)),
    "url": str,
    "links": dict,
    "taxonomy": dict,
    "summary": dict,
    "builds_on": list,
    "components": dict,
    "headline": (str, type(None)),
    "operating_points": list,
}
POINT = {
    "id": str,
    "url": str,
    "model": str,
    "stage": str,
    "setup": (str, type(None)),
    "setting": dict,
    "values": dict,
    "versus": list,
    "source": dict,
    "measured_by": str,
    "standing": str,
    "superseded_by": (str, type(None)),
    "note": (str, type(None)),
}


@pytest.fixture(scope="module")
def api(view: View) -> dict[str, Any]:
    files = dict(api_files(view))
    return {p.removeprefix("api/v1/"): json.loads(c) for p, c in files.items() if p.endswith(".json")}


@pytest.fixture(scope="module")
def methods(api: dict[str, Any]) -> dict[str, Any]:
    return {m["slug"]: m for m in api["methods.json"]["methods"]}


def point(methods: dict[str, Any], slug: str, point_id: str) -> dict[str, Any]:
    (found,) = [p for p in methods[slug]["operating_points"] if p["id"] == point_id]
    assert isinstance(found, dict)
    return found


def assert_shape(data: dict[str, Any], shape: dict[str, Any]) -> None:
    assert set(shape) <= set(data)
    wrong = {key: data[key] for key, kind in shape.items() if not isinstance(data[key], kind)}
    assert wrong == {}


def test_every_file_stands_below_api_v1(view: View) -> None:
    names = {path for path, _ in api_files(view)}
    assert names >= {"api/v1/index.json", "api/v1/methods.json", "api/v1/taxonomies.json"}
    assert all(name.startswith("api/v1/") for name in names)


def test_the_index_counts_and_links_what_there_is(api: dict[str, Any]) -> None:
    index = api["index.json"]
    assert (index["version"], index["commit"], index["date"]) == (1, "0123456789ab", "2099-01-01")
    assert index["licence"] == {"data": "CC-BY-4.0", "code": "MIT"}
    assert index["counts"]["methods"] == 14
    assert index["counts"]["taxonomies"] == 3
    assert index["counts"]["operating_points"] == 28
    assert index["links"]["methods"] == f"{ROOT_URL}api/v1/methods.json"


def test_the_index_counts_what_the_other_files_hold(api: dict[str, Any], methods: dict[str, Any]) -> None:
    counts = api["index.json"]["counts"]
    held = [p for m in methods.values() for p in m["operating_points"]]
    assert counts["operating_points"] == len(held)
    assert counts["values"] == sum(
        len(p["values"])
        + sum(len(e.get("values", {})) + len(e.get("baseline_values", {})) for e in p["versus"])
        for p in held
    )
    assert counts["taxonomies"] == len(api["taxonomies.json"]["taxonomies"])


def test_methods_are_sorted_counted_and_of_one_shape(api: dict[str, Any]) -> None:
    found = api["methods.json"]
    slugs = [m["slug"] for m in found["methods"]]
    assert (found["version"], found["count"]) == (1, len(slugs))
    assert slugs == sorted(p.stem for p in (INVENTED / "methods").iterdir() if p.stem != "gonevla")
    for method in found["methods"]:
        assert_shape(method, METHOD)
        for one in method["operating_points"]:
            assert_shape(one, POINT)
            assert one["values"] or one["versus"]


def test_a_method_says_who_and_what_it_is(methods: dict[str, Any]) -> None:
    crisp = methods["crispvla"]
    assert (crisp["arxiv_id"], crisp["doi"], crisp["title"]) == (
        "9603.00011",
        None,
        "CrispVLA: Half the Layers, One Pass",
    )
    assert crisp["authors"] == [{"family": "Doe", "given": "Jane"}, {"family": "Low", "given": "Kim"}]
    assert crisp["venue"] == {"name": "Invented Conference", "year": 2096, "source": "roe2098list"}
    assert crisp["url"] == f"{ROOT_URL}methods/crispvla/"
    assert crisp["taxonomy"]["evla"] == [
        "model-design/compression/quantization",
        "model-design/architecture/action-decoding/parallel",
    ]
    assert crisp["components"] == {
        "vision": ["example-eye"],
        "language": ["example-lm"],
        "action": ["example-head"],
    }
    assert set(crisp["summary"]) == {"en", "zh"}
    assert (methods["gathervla"]["arxiv_id"], methods["gathervla"]["doi"]) == (
        None,
        "10.5555/example.2097.13",
    )
    assert methods["dualmind"]["authors"] == [{"family": "Example Robotics", "given": ""}]
    assert (methods["dualmind"]["released"], methods["dualmind"]["year"]) == ("2096-05-06", 2096)


def test_text_is_given_as_it_was_entered_not_escaped(methods: dict[str, Any]) -> None:
    assert methods["askvla"]["name"] == "Ask “R&D” <VLA> 'n' \"Ünïcode\" 汉字"
    assert methods["askvla"]["aliases"] == ["A&Q", "a < b > c", "it's"]


def test_a_point_has_the_address_of_its_row(methods: dict[str, Any]) -> None:
    assert point(methods, "crispvla", "bf16")["url"] == f"{ROOT_URL}methods/crispvla/#bf16"


def test_a_value_carries_its_unit_hedge_and_spread(methods: dict[str, Any]) -> None:
    assert point(methods, "crispvla", "bf16")["values"] == {
        "latency_ms": {"value": 111.1, "unit": "ms"},
        "memory_gb": {"value": 22.2, "unit": "GB"},
        "success_pct": {"value": 77.7, "plus_minus": 1.1, "unit": "%"},
    }
    assert point(methods, "dualmind", "slow")["values"] == {"calls_hz": {"min": 3, "max": 4, "unit": "Hz"}}
    assert point(methods, "dualmind", "from-a-list")["values"] == {
        "latency_ms": {"min": 300, "max": 333, "basis": "calculated", "printed": "300-333 ms", "unit": "ms"}
    }
    assert point(methods, "pocketvla", "ours")["values"]["memory_gb"]["scope"] == "kv-cache"


def test_a_value_with_its_own_source_keeps_it(methods: dict[str, Any]) -> None:
    source = point(methods, "crispvla", "w4a16")["values"]["weights_gb"]["source"]
    assert (source["cite"], source["where"], source["read"]) == (
        "roe2098list",
        "README, Model zoo",
        "primary",
    )


def test_an_edge_names_its_baseline_its_point_or_its_words(methods: dict[str, Any]) -> None:
    named, unnamed = point(methods, "crispvla", "bf16")["versus"]
    assert named == {
        "baseline": "basevla",
        "point": "blockworld",
        "values": {"speedup_x": {"value": 3.33, "of": "latency_ms", "unit": "×"}},
        "same_setting": True,
    }
    assert unnamed["baseline_text"] == "BaseVLA with naive pruning"
    assert unnamed["baseline_values"]["latency_ms"] == {"value": 222.2, "unit": "ms"}


def test_a_setting_holds_only_what_is_stated(methods: dict[str, Any]) -> None:
    assert point(methods, "contestedvla", "paper")["setting"] == {
        "hardware": "examplechip-9",
        "precision": "bf16",
        "timing_scope": "model",
    }
    assert point(methods, "crispvla", "abstract")["setting"]["benchmark"] == ["blockworld", "kitchenchain"]
    assert point(methods, "crispvla", "bf16")["setting"]["benchmark"] == "blockworld"
    assert point(methods, "crispvla", "bf16")["setting"]["chunk"] == 10


@pytest.mark.parametrize("said", [{"qualifier": "about"}, {"plus_minus": 1}, {"printed": "four"}], ids=str)
def test_a_setting_of_which_more_is_said_than_its_number_keeps_it(said: dict[str, Any], tree: Tree) -> None:
    stated = {"value": 4, **said}
    tree.edit("methods/pocketvla.yaml", "chunk: 4", f"chunk: {json.dumps(stated)}")
    files = dict(api_files(tree.view()))
    methods = {m["slug"]: m for m in json.loads(files["api/v1/methods.json"])["methods"]}
    assert point(methods, "pocketvla", "pocket")["setting"]["chunk"] == stated


def test_taxonomies_are_trees_of_nodes_with_the_methods_at_each(api: dict[str, Any]) -> None:
    found = api["taxonomies.json"]
    assert found["version"] == 1
    trees = {t["id"]: t for t in found["taxonomies"]}
    evla = trees["evla"]
    assert evla["title"] == {"en": "Invented taxonomy: model, training, data", "zh": "虚构的分类"}
    assert evla["cite"] == "doe2098survey"
    compression = evla["nodes"][0]["children"][1]
    assert compression["id"] == "model-design/compression"
    assert compression["url"] == f"{ROOT_URL}taxonomy/evla/model-design/compression/"
    assert compression["methods"] == []
    assert compression["children"][0]["methods"] == ["askvla", "crispvla", "twin-weights"]
    assert set(compression) >= {"id", "title", "url", "methods", "children"}


def test_taxonomies_and_methods_agree(api: dict[str, Any], methods: dict[str, Any]) -> None:
    def places(nodes: list[dict[str, Any]], scheme: str) -> set[tuple[str, str, str]]:
        return {(scheme, n["id"], slug) for n in nodes for slug in n["methods"]} | {
            place for n in nodes for place in places(n["children"], scheme)
        }

    in_trees = set().union(*(places(t["nodes"], t["id"]) for t in api["taxonomies.json"]["taxonomies"]))
    in_methods = {
        (s, n, m["slug"]) for m in methods.values() for s, ns in m["taxonomy"].items() for n in ns
    }
    assert in_trees == in_methods


def test_every_file_that_the_contract_names_is_there(view: View) -> None:
    names = {path.removeprefix("api/v1/") for path, _ in api_files(view)}
    assert set(FILES) <= names
    assert {f"methods/{m.slug}.json" for m in view.methods} <= names


def test_the_index_lists_every_file_with_its_size_and_checksum(view: View, api: dict[str, Any]) -> None:
    files = {path.removeprefix("api/v1/"): content for path, content in api_files(view)}
    listed = {f["path"]: f for f in api["index.json"]["files"]}
    single = {name for name in files if name.startswith("methods/")}
    assert set(listed) == set(files) - single - {"index.json"}
    for name, stated in listed.items():
        assert stated["url"] == f"{ROOT_URL}api/v1/{name}"
        assert stated["bytes"] == len(files[name])
        assert stated["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert stated["title"]


def test_the_index_links_to_files_that_are_there(view: View, api: dict[str, Any]) -> None:
    names = {ROOT_URL + path for path, _ in api_files(view)}
    links = api["index.json"]["links"]
    assert links.pop("site") == ROOT_URL
    assert links.pop("repository") == INFO.repo_url
    assert {
        url.replace("{slug}", "crispvla").replace("{name}", "method") for url in links.values()
    } <= names


def test_a_method_by_itself_is_the_one_in_the_list_with_the_version(
    api: dict[str, Any], methods: dict[str, Any]
) -> None:
    for slug, method in methods.items():
        assert api[f"methods/{slug}.json"] == {"version": 1, **method}
        assert method["api_url"] == f"{ROOT_URL}api/v1/methods/{slug}.json"


def test_a_former_slug_answers_with_the_method_as_it_is_called_now(view: View) -> None:
    files = dict(api_files(view))
    assert files["api/v1/methods/dualmind-1.json"] == files["api/v1/methods/dualmind.json"]


def test_a_removed_entry_says_when_and_why(api: dict[str, Any]) -> None:
    assert api["methods/gonevla.json"] == {
        "version": 1,
        "slug": "gonevla",
        "name": "GoneVLA",
        "url": f"{ROOT_URL}methods/gonevla/",
        "removed": {"date": "2099-02-02", "why": "Withdrawn by its authors."},
    }


@pytest.mark.parametrize("name", ["hardware", "benchmarks", "metrics", "components"])
def test_a_list_is_sorted_and_counted_and_holds_what_the_index_counts(
    name: str, api: dict[str, Any]
) -> None:
    found = api[f"{name}.json"]
    ids = [r["id"] for r in found[name]]
    assert (found["version"], found["count"]) == (1, len(ids))
    assert ids == sorted(ids)
    assert api["index.json"]["counts"].get(name, len(ids)) == len(ids)


def test_a_device_states_the_vendors_figures_and_leaves_out_what_is_unknown(api: dict[str, Any]) -> None:
    devices = {d["id"]: d for d in api["hardware.json"]["hardware"]}
    full = devices["examplechip-9-88gb"]
    assert (full["class"], full["memory_gb"], full["fp16_tflops"]) == ("datacentre", 88, 333.3)
    assert full["url"] == f"{ROOT_URL}hardware/examplechip-9-88gb/"
    assert "memory_gb" not in devices["examplechip-9"]
    assert devices["sparechip"]["former_ids"] == ["spare-chip"]


def test_lists_count_the_points_that_name_them(api: dict[str, Any], methods: dict[str, Any]) -> None:
    settings = [p["setting"] for m in methods.values() for p in m["operating_points"]]
    for device in api["hardware.json"]["hardware"]:
        assert device["operating_points"] == sum(s.get("hardware") == device["id"] for s in settings)
    for benchmark in api["benchmarks.json"]["benchmarks"]:
        named = [s["benchmark"] for s in settings if "benchmark" in s]
        tests = [b if isinstance(b, list) else [b] for b in named]
        assert benchmark["operating_points"] == sum(benchmark["id"] in b for b in tests)


def test_every_id_that_a_method_names_is_in_its_list(api: dict[str, Any], methods: dict[str, Any]) -> None:
    def known(name: str) -> set[str]:
        return {r["id"] for r in api[f"{name}.json"][name]}

    points = [p for m in methods.values() for p in m["operating_points"]]
    assert {p["setting"]["hardware"] for p in points if "hardware" in p["setting"]} <= known("hardware")
    assert {metric for p in points for metric in p["values"]} <= known("metrics")
    assert {c for m in methods.values() for cs in m["components"].values() for c in cs} <= known(
        "components"
    )
    words = {t["id"] for t in api["vocabulary.json"]["vocabulary"]["stage"]["terms"]}
    assert {p["stage"] for p in points} <= words
    cited = {m["cite"] for m in methods.values()} | {p["source"]["cite"] for p in points}
    assert cited <= {r["id"] for r in api["references.json"]}


def test_places_of_our_own_are_told_from_those_of_a_list(
    api: dict[str, Any], methods: dict[str, Any]
) -> None:
    ours = [(m["slug"], p) for m in methods.values() for p in m["placed_by_us"]]
    assert ours
    for slug, place in ours:
        assert place["node"] in methods[slug]["taxonomy"][place["scheme"]]
        assert place["why"]


def test_every_address_is_absolute(api: dict[str, Any]) -> None:
    def urls(data: Any) -> Iterator[str]:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            if isinstance(value, dict | list):
                yield from urls(value)
            elif key in ("url", "URL", "api_url"):
                yield value

    for name, data in api.items():
        if not name.startswith("schema/"):
            assert [u for u in urls(data) if not u.startswith(("https://", "http://"))] == [], name


def test_the_bibliography_read_back_holds_every_reference(view: View) -> None:
    text = dict(api_files(view))["api/v1/references.bib"].decode()
    references, problems = parse_bib(text, "references.bib")
    assert problems == []
    assert list(references) == sorted(view.survey.references)
    for key, read in references.items():
        entered = view.survey.references[key]
        assert (read.title, read.authors, read.year) == (entered.title, entered.authors, entered.year)
        assert (read.eprint, read.doi, read.link) == (entered.eprint, entered.doi, entered.link)


def test_csl_json_names_people_collectives_and_the_preprint(api: dict[str, Any]) -> None:
    items = {r["id"]: r for r in api["references.json"]}
    assert list(items) == sorted(items)
    preprint = next(r for r in items.values() if r.get("number") == "arXiv:9603.00011")
    assert preprint["type"] == "article"
    assert preprint["author"][0] == {"family": "Doe", "given": "Jane"}
    assert preprint["URL"] == "https://arxiv.org/abs/9603.00011"
    assert isinstance(preprint["issued"]["date-parts"][0][0], int)
    assert {"literal": "Example Robotics"} in [a for r in items.values() for a in r["author"]]


def test_two_runs_give_the_same_bytes_in_utf8(tree: Tree) -> None:
    once, again = dict(api_files(tree.view())), dict(api_files(tree.view()))
    assert once == again
    assert "汉字".encode() in once["api/v1/methods.json"]


def test_the_order_in_which_an_entry_states_things_changes_no_byte(tree: Tree) -> None:
    before = dict(api_files(tree.view()))
    tree.edit(
        "methods/contestedvla.yaml",
        "name: ContestedVLA\nkind: efficient\n",
        "kind: efficient\nname: ContestedVLA\n",
    )
    tree.edit(
        "methods/crispvla.yaml",
        "values: {success_pct: 77.7, latency_ms: 101.1, memory_gb: 11.1}",
        "values: {memory_gb: 11.1, success_pct: 77.7, latency_ms: 101.1}",
    )
    assert dict(api_files(tree.view())) == before
