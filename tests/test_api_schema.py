"""Every file of the API fits its schema and every field is described; so does every file in data/ that check accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from support import INFO, INVENTED, ROOT, Tree

from livingsurvey import yamlfile
from livingsurvey.export.api import api_files
from livingsurvey.export.api.catalogue import RESOURCES
from livingsurvey.export.api.input_schema import FILES
from livingsurvey.model import Survey
from livingsurvey.view import View

API = INFO.site_url + "api/v1/"
SHAPED = [r for r in RESOURCES if r.shape]


@pytest.fixture(scope="module")
def api(view: View) -> dict[str, Any]:
    files = dict(api_files(view))
    return {p.removeprefix("api/v1/"): json.loads(c) for p, c in files.items() if p.endswith("json")}


def strict(schema: Any) -> Any:
    """A schema that allows no field that it does not describe."""
    if isinstance(schema, list):
        return [strict(s) for s in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: strict(value) for key, value in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        closed.setdefault("additionalProperties", False)
    return closed


def wrong(schema: Any, data: Any) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in Draft202012Validator(schema).iter_errors(data)]


@pytest.mark.parametrize("resource", SHAPED, ids=lambda r: r.id)
def test_a_file_fits_its_schema_and_states_nothing_that_it_does_not_describe(
    resource: Any, api: dict[str, Any]
) -> None:
    schema = api[resource.schema]
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == API + resource.schema
    names = [
        n for n in api if n == resource.name or ("{slug}" in resource.name and n.startswith("methods/"))
    ]
    assert names
    for name in names:
        assert wrong(strict(schema), api[name]) == [], name


@pytest.mark.parametrize("resource", SHAPED, ids=lambda r: r.id)
def test_a_schema_refuses_a_file_with_anything_missing(resource: Any, api: dict[str, Any]) -> None:
    data = api[resource.name.replace("{slug}", "crispvla")]
    first = data[0] if isinstance(data, list) else data
    required = [k for k in first if wrong(api[resource.schema], _without(data, k))]
    assert required, resource.name


def _without(data: Any, key: str) -> Any:
    if isinstance(data, list):
        return [{k: v for k, v in data[0].items() if k != key}]
    return {k: v for k, v in data.items() if k != key}


def test_a_later_field_does_not_break_a_reader_who_holds_todays_schema(api: dict[str, Any]) -> None:
    methods = json.loads(json.dumps(api["methods.json"]))
    methods["methods"][0]["invented_later"] = 1
    methods["methods"][1]["operating_points"][0]["source"]["invented_later"] = "x"
    assert wrong(api["schema/methods.json"], methods) == []


def test_every_schema_is_listed_and_every_listed_schema_is_there(api: dict[str, Any]) -> None:
    found = {n for n in api if n.startswith("schema/")}
    assert found == {r.schema for r in SHAPED} | {f"schema/data-{name}.json" for name in FILES}
    listed = api["index.json"]["files"]
    assert {f["path"] for f in listed if f["path"].startswith("schema/")} == found
    assert {f["schema"] for f in listed if "schema" in f} <= {API + n for n in found}


def test_openapi_is_valid_and_has_a_path_for_every_resource(api: dict[str, Any]) -> None:
    description = api["openapi.json"]
    OpenAPIV31SpecValidator(description).validate()
    assert set(description["paths"]) == {f"/{r.name}" for r in RESOURCES}
    assert description["servers"] == [{"url": API.rstrip("/")}]
    media = {p: set(d["get"]["responses"]["200"]["content"]) for p, d in description["paths"].items()}
    assert media["/operating-points.csv"] == {"text/csv"}


def test_every_object_and_every_field_says_what_it_means(api: dict[str, Any]) -> None:
    objects = api["openapi.json"]["components"]["schemas"]
    mute = [name for name, shape in objects.items() if not shape.get("description")]
    mute += [
        f"{name}.{field}"
        for name, shape in objects.items()
        for field, stated in shape.get("properties", {}).items()
        if not stated.get("description")
    ]
    assert mute == []


def test_an_editor_shows_what_a_field_of_a_list_means_beside_its_words(api: dict[str, Any]) -> None:
    record = api["schema/data-hardware.json"]["$defs"]["Hardware"]["properties"]
    assert "GB" in record["memory_gb"]["description"]
    assert record["class"]["description"].startswith("datacentre")
    assert "datacentre" in record["class"]["anyOf"][0]["enum"]


def test_openapi_describes_the_files_as_their_schemas_do(api: dict[str, Any]) -> None:
    components = json.dumps(api["openapi.json"]["components"]["schemas"]["OperatingPoint"])
    own = json.dumps(api["schema/methods.json"]["$defs"]["OperatingPoint"])
    assert components.replace("#/components/schemas/", "#/$defs/") == own


def inputs(data: Path) -> Iterator[tuple[str, Path]]:
    for name in FILES:
        folder = data / name
        found = sorted(folder.iterdir()) if folder.is_dir() else [data / f"{name}.yaml"]
        yield from ((name, p) for p in found if p.is_file())  # the invented survey does without some


@pytest.mark.parametrize("data", [INVENTED, ROOT / "data"], ids=["invented", "real"])
def test_what_check_accepts_fits_the_schema_that_editors_use(data: Path) -> None:
    tree = Tree(data)
    schemas = {p: json.loads(c) for p, c in api_files(tree.view()) if "/schema/data-" in p}
    validators = {p: Draft202012Validator(schema) for p, schema in schemas.items()}
    for name, path in inputs(data):
        validator = validators[f"api/v1/schema/data-{name}.json"]
        file, problems = yamlfile.parse_yaml(path.read_text("utf-8"), path.name)
        assert file is not None
        assert problems == []
        found = [f"{path.name}: {e.json_path}: {e.message[:200]}" for e in validator.iter_errors(file.data)]
        assert found == []


SPOILT = [
    ("methods/crispvla.yaml", 'released: "', 'released: "in '),
    ("methods/crispvla.yaml", "cite: ", "cite: see "),
    ("methods/crispvla.yaml", "stage: inference", "stage: running"),
    ("methods/crispvla.yaml", "latency_ms: ", "latency: "),
    ("methods/crispvla.yaml", "hardware: ", "hardware: my-"),
    ("methods/crispvla.yaml", "kind: efficient", "kind: eficient"),
    ("methods/crispvla.yaml", "domains: [", "domains: [nowhere, "),
    ("methods/crispvla.yaml", "precision: w4a16", "precision: w4a17"),
    ("methods/twin.yaml", "kind: efficient", "kind: efficient\nsurprise: 1"),
    ("methods/twin.yaml", "kind: efficient\n", ""),
    ("hardware.yaml", "class: datacentre\n  source", "class: spaceship\n  source"),
    ("metrics.yaml", "- id: latency_ms\n", "- id: latency_ms\n  surprise: 1\n"),
]


@pytest.mark.parametrize(
    ("file", "old", "new"), SPOILT, ids=[new.strip() or "nothing" for *_, new in SPOILT]
)
def test_an_editor_shows_what_check_would_refuse(
    file: str, old: str, new: str, tree: Tree, api: dict[str, Any]
) -> None:
    text = tree.read(file)
    assert old in text
    name = file.partition("/")[0].removesuffix(".yaml")
    schema = api[f"schema/data-{name}.json"]
    assert wrong(schema, yaml.safe_load(text)) == []
    assert wrong(schema, yaml.safe_load(text.replace(old, new, 1))) != []
    tree.write(file, text.replace(old, new, 1))
    assert tree.problems() != []


ENTRY: dict[str, Any] = {
    "name": "A",
    "kind": "efficient",
    "domains": ["manipulation"],
    "cite": "doe2099a",
    "released": "2099-01",
}
SOURCE = {
    "cite": "doe2099a",
    "where": "Table 1",
    "read": "primary",
    "seen": {"what": "paper", "date": "2099-01-02"},
}
POINT = {"id": "p", "model": "A", "stage": "inference", "measured_by": "authors", "source": SOURCE}


@pytest.mark.parametrize(
    "value",
    [1, 1.5, [1, 2], {"value": 1}, {"min": 1, "max": 2}, {"value": 1, "qualifier": "about"}],
    ids=str,
)
def test_a_number_has_every_form_that_people_may_write(value: object, api: dict[str, Any]) -> None:
    entry = {**ENTRY, "operating_points": [{**POINT, "values": {"latency_ms": value}}]}
    assert wrong(api["schema/data-methods.json"], entry) == []


@pytest.mark.parametrize(
    "values",
    [
        {"latency_ms": "1"},
        {"latency_ms": [1]},
        {"latency_ms": {}},
        {"latency_ms": {"min": 1}},
        {"latency_ms": {"value": 1, "min": 1, "max": 2}},
        {"latency_ms": {"value": 1, "qualifier": "nearly"}},
        {"latency": 1},
    ],
    ids=str,
)
def test_a_number_in_no_such_form_is_shown_in_the_editor(values: object, api: dict[str, Any]) -> None:
    entry = {**ENTRY, "operating_points": [{**POINT, "values": values}]}
    assert wrong(api["schema/data-methods.json"], entry) != []


@pytest.mark.parametrize(
    "change",
    [
        {"values": {}, "versus": [{"point": "q", "values": {}}]},
        {"values": {"latency_ms": 1}, "source": {**SOURCE, "read": "secondary"}},
        {"values": {"latency_ms": 1}, "source": {k: v for k, v in SOURCE.items() if k != "seen"}},
        {"values": {"latency_ms": 1}, "setting": {"hardware": "no-such-chip"}},
        {"values": {"latency_ms": 1}, "setting": {"benchmark": ["no-such-test"]}},
        {},
    ],
    ids=str,
)
def test_what_a_validator_asks_for_is_in_the_schema_too(
    change: dict[str, Any], api: dict[str, Any]
) -> None:
    assert (
        wrong(api["schema/data-methods.json"], {**ENTRY, "operating_points": [{**POINT, **change}]}) != []
    )


def test_a_place_is_a_path_of_its_scheme_or_ours_with_a_reason(api: dict[str, Any]) -> None:
    node = "model-design/compression/quantization"
    schema = api["schema/data-methods.json"]

    def places(place: object) -> list[str]:
        return wrong(schema, {**ENTRY, "taxonomy": {"evla": [place]}})

    assert places(node) == places({"node": node, "by": "us", "why": "it rounds"}) == []
    assert places("model-design/nowhere")
    assert places({"node": node, "by": "us"})


def test_closed_lists_are_written_in_so_that_an_editor_completes_them(api: dict[str, Any]) -> None:
    defs = api["schema/data-methods.json"]["$defs"]
    hardware = defs["Setting"]["properties"]["hardware"]
    assert hardware["enum"] == ["examplechip-9", "examplechip-9-88gb", "pocketchip", "sparechip"]
    assert "latency_ms" in defs["Values"]["properties"]
    assert "crispvla" in defs["Edge"]["properties"]["baseline"]["anyOf"][0]["enum"]


def test_an_editor_says_what_a_field_a_word_and_a_metric_mean(api: dict[str, Any], survey: Survey) -> None:
    schema = api["schema/data-methods.json"]
    fields = {**schema["properties"], **schema["$defs"]["Setting"]["properties"]}
    assert [name for name, field in fields.items() if not field.get("description")] == ["removed"]
    kind = fields["kind"]
    assert len(kind["enumDescriptions"]) == len(kind["enum"])
    efficient = survey.vocabulary.terms("kind")["efficient"]
    told = kind["enumDescriptions"][kind["enum"].index("efficient")]
    assert told == f"{efficient.label}. {efficient.definition}"
    metric = schema["$defs"]["Values"]["properties"]["latency_ms"]
    assert survey.metrics["latency_ms"].definition in metric["description"]


@pytest.mark.parametrize("field", ["headline", "venue", "summary", "aliases"])
def test_a_field_without_a_value_is_shown_in_the_editor(field: str, api: dict[str, Any]) -> None:
    assert wrong(api["schema/data-methods.json"], {**ENTRY, field: None}) != []


def test_a_device_may_say_that_a_figure_was_not_found(api: dict[str, Any]) -> None:
    device = {"id": "a", "name": "A", "vendor": "B"}
    assert wrong(api["schema/data-hardware.json"], [{**device, "tdp_w": None}]) == []
    assert wrong(api["schema/data-hardware.json"], [{**device, "tdp_w": "11"}]) != []


@pytest.mark.parametrize(
    "entry", [{"url": "https://a.org/", "host": "a.org"}, {}, {"url": "http://a.org/"}], ids=str
)
def test_an_excused_link_is_an_address_or_a_host(entry: dict[str, Any], api: dict[str, Any]) -> None:
    excuse = {"why": "slow", "until": "2099-01-01"}
    schema = api["schema/data-links-allow.json"]
    assert wrong(schema, [{**excuse, "host": "a.org"}]) == []
    assert wrong(schema, [{**excuse, **entry}]) != []
