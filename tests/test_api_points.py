"""Every value on a line of its own: nothing lost, nothing doubled, and read with its type by the usual programs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from support import INFO, INVENTED, ROOT, Tree

from livingsurvey.export.api import api_files
from livingsurvey.export.api.row import COLUMNS
from livingsurvey.view import View

Line = dict[str, str]
FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
NUMBERS = (
    "value", "min", "max", "plus_minus", "eval_trials", "accelerators", "batch", "chunk", "execution_horizon",
    "steps", "cameras", "edge",
)  # fmt: skip
ASKED_FOR = (
    "method", "point", "url", "model", "stage", "environment", "benchmark", "split", "tasks", "eval_trials",
    "robot", "regime", "base_model", "hardware", "hardware_text", "accelerators", "runtime", "precision", "batch",
    "chunk", "execution_horizon", "execution", "steps", "cameras", "resolution", "timing_scope", "dataset",
    "metric", "value", "min", "max", "qualifier", "plus_minus", "unit", "of", "scope", "basis", "role", "baseline",
    "baseline_text", "cite", "version", "where", "read", "seen", "via", "measured_by", "standing", "superseded_by",
)  # fmt: skip
"""What the contract names: these columns stay."""


def lines_of(view: View) -> list[Line]:
    text = dict(api_files(view))["api/v1/operating-points.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def objects_of(view: View) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dict(api_files(view))["api/v1/operating-points.json"])
    return found


@pytest.fixture(scope="module")
def lines(view: View) -> list[Line]:
    return lines_of(view)


@pytest.fixture(scope="module")
def objects(view: View) -> list[dict[str, Any]]:
    return objects_of(view)


@pytest.fixture(scope="module")
def path(view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The CSV as a file."""
    path = tmp_path_factory.mktemp("csv") / "operating-points.csv"
    path.write_bytes(dict(api_files(view))["api/v1/operating-points.csv"])
    return path


def line(lines: list[Any], **stated: Any) -> Any:
    (found,) = [row for row in lines if stated.items() <= row.items()]
    return found


def test_every_column_that_the_contract_names_is_there() -> None:
    assert set(ASKED_FOR) <= set(COLUMNS)
    assert len(set(COLUMNS)) == len(COLUMNS)


def test_there_is_a_line_for_every_value(lines: list[Line], view: View) -> None:
    assert len(lines) == view.sourced_numbers
    stated = Counter((row["method"], row["point"], row["role"]) for row in lines)
    for method in view.methods:
        for point in method.operating_points:
            key = (method.slug, point.id)
            assert stated[*key, "value"] == len(point.values)
            assert stated[*key, "versus"] == sum(len(e.values) for e in point.versus)
            assert stated[*key, "baseline"] == sum(len(e.baseline_values) for e in point.versus)


def test_lines_are_sorted_and_none_stands_twice(lines: list[Line]) -> None:
    roles = ["value", "versus", "baseline"]
    keys = [
        (r["method"], r["point"], int(r["edge"] or 0), roles.index(r["role"]), r["metric"]) for r in lines
    ]
    assert keys == sorted(set(keys))


def test_a_line_tells_the_whole_story_of_its_value(lines: list[Line]) -> None:
    row = line(lines, method="crispvla", point="bf16", metric="success_pct", role="value")
    assert (row["value"], row["plus_minus"], row["unit"]) == ("77.7", "1.1", "%")
    assert (row["benchmark"], row["split"], row["chunk"], row["precision"]) == (
        "blockworld",
        "average-2",
        "10",
        "bf16",
    )
    assert row["url"] == f"{INFO.site_url}methods/crispvla/#bf16"
    assert (row["headline"], row["released"], row["stage"]) == ("true", "2096-03", "inference")
    assert row["read"] == "primary"
    assert all(row[c] for c in ("cite", "where", "seen", "seen_date", "measured_by", "standing"))


def test_a_ratio_names_its_baseline_in_the_same_line(lines: list[Line]) -> None:
    row = line(lines, method="crispvla", point="bf16", metric="speedup_x", role="versus", edge="1")
    assert (row["baseline"], row["baseline_point"], row["same_setting"]) == (
        "basevla",
        "blockworld",
        "true",
    )
    assert (row["value"], row["of"]) == ("3.33", "latency_ms")
    other = line(lines, method="crispvla", point="bf16", metric="latency_ms", role="baseline")
    assert (other["baseline"], other["baseline_text"]) == ("", "BaseVLA with naive pruning")
    assert (other["value"], other["edge"], other["same_setting"]) == ("222.2", "2", "")


def test_a_range_leaves_the_value_empty(lines: list[Line]) -> None:
    row = line(lines, method="dualmind", point="slow", metric="calls_hz")
    assert (row["value"], row["min"], row["max"]) == ("", "3", "4")


def test_a_value_with_its_own_source_names_that_one(lines: list[Line]) -> None:
    row = line(lines, method="crispvla", point="w4a16", metric="weights_gb")
    assert (row["cite"], row["where"]) == ("roe2098list", "README, Model zoo")


def test_pooled_benchmarks_are_one_word_that_equals_none_of_them(lines: list[Line]) -> None:
    assert {r["benchmark"] for r in lines if r["point"] == "abstract" and r["method"] == "crispvla"} == {
        "blockworld+kitchenchain"
    }


def test_a_hedged_setting_is_not_passed_off_as_a_plain_number(tree: Tree) -> None:
    tree.edit("methods/pocketvla.yaml", "chunk: 4", "chunk: {value: 4, qualifier: about}")
    rows = [r for r in lines_of(tree.view()) if (r["method"], r["point"]) == ("pocketvla", "pocket")]
    assert rows
    assert {(r["chunk"], r["setting_hedged"]) for r in rows} == {("", "chunk about 4")}


def test_removed_entries_have_no_lines(lines: list[Line]) -> None:
    assert "gonevla" not in {r["method"] for r in lines}


def test_csv_and_json_state_the_same(lines: list[Line], objects: list[dict[str, Any]]) -> None:
    assert len(lines) == len(objects)
    for row, found in zip(lines, objects, strict=True):
        stated = {name: text for name, text in row.items() if text or name == "unit"}
        assert stated.keys() == found.keys()
        for name, text in stated.items():
            value = found[name]
            expected = json.dumps(value) if isinstance(value, bool | int | float) else value
            assert text == expected, name


def test_a_cell_is_a_number_or_true_or_false_or_a_text_that_is_guarded(lines: list[Line]) -> None:
    texts = set(COLUMNS) - {*NUMBERS, "headline", "same_setting"}
    assert all(re.fullmatch(r"-?\d+(\.\d+)?", r[name]) for r in lines for name in NUMBERS if r[name])
    assert [r for r in lines for name in texts if FORMULA.match(r[name])] == []


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''-x", "＝1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_would_be_a_formula_gets_one_apostrophe_that_can_be_taken_off(
    text: str, tree: Tree
) -> None:
    before = tree.read("methods/pocketvla.yaml")
    quoted = json.dumps(text)
    tree.write("methods/pocketvla.yaml", re.sub(r"model: .*", lambda _: f"model: {quoted}", before))
    rows = [r for r in lines_of(tree.view()) if r["method"] == "pocketvla"]
    assert {r["model"] for r in rows} == {f"'{text}"}
    assert re.sub(r"^'(?='*[=+\-@＝＋－＠])", "", rows[0]["model"]) == text
    assert {o["model"] for o in objects_of(tree.view()) if o["method"] == "pocketvla"} == {text}


def test_an_apostrophe_that_guards_nothing_stays_alone(tree: Tree) -> None:
    before = tree.read("methods/pocketvla.yaml")
    tree.write("methods/pocketvla.yaml", re.sub(r"model: .*", 'model: "\'t Hooft-7B"', before))
    assert {r["model"] for r in lines_of(tree.view()) if r["method"] == "pocketvla"} == {"'t Hooft-7B"}


def test_negative_numbers_stay_numbers(tree: Tree) -> None:
    tree.edit("methods/crispvla.yaml", "speedup_x: {value: 3.33, of: latency_ms}", "success_delta_pp: -1.5")
    row = line(lines_of(tree.view()), method="crispvla", metric="success_delta_pp", value="-1.5")
    assert row["role"] == "versus"


def test_pandas_reads_the_csv_with_its_types(path: Path, lines: list[Line]) -> None:
    frame = pd.read_csv(path)
    assert list(frame.columns) == list(COLUMNS)
    assert len(frame) == len(lines)
    for name in ("value", "min", "max", "plus_minus", "chunk", "edge"):
        assert pd.api.types.is_float_dtype(frame[name]), name
    assert pd.api.types.is_bool_dtype(frame["headline"])
    assert frame["value"].sum() == pytest.approx(sum(float(r["value"] or 0) for r in lines))


def test_pandas_reads_the_json_with_its_types(view: View, tmp_path: Path, lines: list[Line]) -> None:
    path = tmp_path / "operating-points.json"
    path.write_bytes(dict(api_files(view))["api/v1/operating-points.json"])
    frame = pd.read_json(path)
    assert set(frame.columns) <= set(COLUMNS)
    assert len(frame) == len(lines)
    assert pd.api.types.is_float_dtype(frame["value"])
    assert frame["value"].sum() == pytest.approx(sum(float(r["value"] or 0) for r in lines))


@pytest.mark.parametrize("data", [INVENTED, ROOT / "data"], ids=["invented", "real"])
def test_duckdb_reads_both_files_with_their_types(data: Path, tmp_path: Path) -> None:
    files = dict(api_files(Tree(data).view()))
    rows = list(csv.DictReader(io.StringIO(files["api/v1/operating-points.csv"].decode(), newline="")))
    for name, read in (
        ("operating-points.csv", duckdb.read_csv),
        ("operating-points.json", duckdb.read_json),
    ):
        (tmp_path / name).write_bytes(files[f"api/v1/{name}"])
        found = read(str(tmp_path / name))
        kinds = dict(zip(found.columns, map(str, found.types), strict=True))
        assert kinds["value"] == "DOUBLE"
        assert kinds["headline"] == "BOOLEAN"
        assert kinds["seen_date"] == "DATE"
        assert {kinds[n] for n in ("method", "url", "metric", "unit", "model", "where")} == {"VARCHAR"}
        assert {kinds[n] for n in ("chunk", "edge")} <= {"BIGINT", "DOUBLE"}
        (counted,) = found.aggregate("count(*), sum(value)").fetchall()
        assert counted == (len(rows), pytest.approx(sum(float(r["value"] or 0) for r in rows)))


def test_the_data_package_names_every_column_with_the_type_that_its_cells_have(
    view: View, lines: list[Line]
) -> None:
    package = json.loads(dict(api_files(view))["api/v1/datapackage.json"])
    (resource,) = package["resources"]
    content = dict(api_files(view))["api/v1/" + resource["path"]]
    assert resource["bytes"] == len(content)
    fields = resource["schema"]["fields"]
    assert [f["name"] for f in fields] == list(COLUMNS)
    assert all(f["description"] for f in fields)
    kinds = {f["name"]: f["type"] for f in fields}
    assert {n for n, kind in kinds.items() if kind in ("number", "integer")} == set(NUMBERS)
    assert {n for n, kind in kinds.items() if kind == "boolean"} == {"headline", "same_setting"}
    for field in fields:
        if field.get("constraints", {}).get("required"):
            assert all(row[field["name"]] for row in lines), field["name"]


def test_croissant_names_the_same_file_and_columns(view: View) -> None:
    files = dict(api_files(view))
    found = json.loads(files["api/v1/croissant.json"])
    (table,) = found["distribution"]
    assert table["contentUrl"] == f"{INFO.site_url}api/v1/operating-points.csv"
    assert table["sha256"] == hashlib.sha256(files["api/v1/operating-points.csv"]).hexdigest()
    (records,) = found["recordSet"]
    assert [f["source"]["extract"]["column"] for f in records["field"]] == list(COLUMNS)
    numbers = {f["name"] for f in records["field"] if f["dataType"] in ("sc:Float", "sc:Integer")}
    assert numbers == set(NUMBERS)
