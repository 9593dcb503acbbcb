"""The page of the data: its examples run as they stand, and it lists and describes all that there is."""

from __future__ import annotations

import contextlib
import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import jq
import pytest
from support import ROOT, Tree, serve

from livingsurvey.export.api import api_files
from livingsurvey.export.api.row import COLUMNS
from livingsurvey.pages import data
from livingsurvey.render import Renderer
from livingsurvey.view import SiteInfo, View

URL = "https://example.org/survey/"
LEAST = 3
"""Lines that an example prints at the least: one that finds nothing shows nothing."""


@pytest.fixture(scope="module")
def real() -> View:
    """The real survey, which the examples are about."""
    return View(Tree(ROOT / "data").survey(), SiteInfo(URL, "https://example.org/repository"))


def rendered(view: View) -> str:
    renderer = Renderer(ROOT / "templates", {"view": view, "info": view.info, "words": view.words})
    (page,) = renderer.render(data.pages(view))
    return page.html


@pytest.fixture(scope="module")
def page(real: View) -> str:
    return rendered(real)


@pytest.fixture(scope="module")
def folder(real: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built API."""
    root = tmp_path_factory.mktemp("built")
    for path, content in api_files(real):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[str]:
    with serve(folder, "/survey/") as url:
        yield url


def example(page: str, name: str) -> str:
    """The text of an example as a reader copies it."""
    match = re.search(rf'<code id="example-{name}">(.*?)</code>', page, re.DOTALL)
    assert match
    assert "<" not in match[1]
    return html.unescape(match[1])


def printed(code: str) -> list[str]:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(code, "example", "exec"), {})  # noqa: S102 - that is what the reader does with it
    return out.getvalue().splitlines()


def test_the_pandas_example_prints_the_best_with_their_sources(page: str, served: str) -> None:
    lines = printed(example(page, "pandas").replace(URL, served))
    assert len(lines) == 11
    values = [float(found[1]) for line in lines[1:] if (found := re.search(r" (\d+\.\d+) ", line))]
    assert len(values) == 10
    assert values == sorted(values, reverse=True)
    assert all(f"{URL}methods/" in line for line in lines[1:])


def test_the_duckdb_example_counts_works_and_those_that_say_under_what_setting(
    page: str, folder: Path, real: View, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = example(page, "duckdb")
    assert f"{URL}api/v1/operating-points.csv" in code
    monkeypatch.chdir(folder / "api/v1")
    rows = duckdb.sql(code).fetchall()
    assert len(rows) >= LEAST
    counts = {metric: numbers for metric, *numbers in rows}
    points = [(m.slug, p) for m in real.methods for p in m.operating_points if p.stage == "inference"]
    assert counts["latency_ms"][0] == len({slug for slug, p in points if "latency_ms" in p.values})
    assert all(works >= device >= every for works, device, _, every in counts.values())


def test_the_jq_example_prints_a_table(page: str, folder: Path) -> None:
    match = re.fullmatch(rf"curl -fsS {URL}(\S+) \| jq -r '\n(.*)'\n?", example(page, "jq"), re.DOTALL)
    assert match
    lines = jq.compile(match[2]).input_text((folder / match[1]).read_text("utf-8")).all()
    assert len(lines) >= LEAST
    assert all(line.count("\t") == 5 and line.split("\t")[5].startswith(URL) for line in lines)


def test_the_jq_example_asks_the_source_of_the_value_before_that_of_its_point(page: str) -> None:
    program = example(page, "jq").partition("jq -r '")[2].rpartition("'")[0]
    taken_over = {"value": 2, "qualifier": "about", "source": {"read": "secondary"}}
    point = {"model": "A", "setting": {}, "source": {"read": "primary"}, "url": "u"}
    own = {**point, "values": {"memory_gb": {"min": 3, "max": 4}}}
    other = {**point, "values": {"memory_gb": taken_over}}
    data = {"methods": [{"name": "A", "operating_points": [own, other]}]}
    assert jq.compile(program).input_value(data).all() == ["A\tA\t\t3-4\t\tu"]


def test_the_reader_example_prints_no_hedged_number_as_a_plain_one(
    page: str, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tree.data.parent)
    code = example(page, "reader")
    assert any(line.startswith("CrispVLA: 111.1 ms") for line in printed(code)), printed(code)
    tree.edit(
        "methods/crispvla.yaml", "latency_ms: 111.1", "latency_ms: {value: 111.1, qualifier: less-than}"
    )
    assert not any(line.startswith("CrispVLA") for line in printed(code))


def test_the_reader_example_has_ten_lines_and_prints_latencies(
    page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = example(page, "reader")
    assert len(code.strip().splitlines()) <= 10
    monkeypatch.chdir(ROOT)
    lines = printed(code)
    assert len(lines) >= LEAST
    assert all(re.search(r": [\d.e+]+ ms, .+ \(\w+, .+\)$", line) for line in lines)


def test_every_file_of_the_index_is_linked_and_every_link_below_the_api_is_a_file(
    page: str, real: View
) -> None:
    files = dict(api_files(real))
    index = json.loads(files["api/v1/index.json"])
    linked = {h.removeprefix("../") for h in re.findall(r'href="(\.\./api/v1/[^"]+)"', page)}
    assert {"api/v1/" + f["path"] for f in index["files"]} <= linked
    assert linked <= set(files)


def test_every_column_stands_there_with_its_meaning(page: str) -> None:
    table = page[page.index('id="columns"') : page.index('id="reference"')]
    rows = re.findall(r"<code>(\w+)</code></th>.*?data-l=\"Meaning\">([^<]+)</td>", table)
    assert [name for name, _ in rows] == list(COLUMNS)


def test_every_object_that_is_named_is_described(page: str, real: View) -> None:
    openapi: dict[str, Any] = json.loads(dict(api_files(real))["api/v1/openapi.json"])
    ids = set(re.findall(r'id="object-(\w+)"', page))
    assert ids == set(openapi["components"]["schemas"])
    assert set(re.findall(r'href="#object-(\w+)"', page)) <= ids


def test_the_page_of_a_survey_without_methods_is_whole(tree: Tree) -> None:
    for path in (tree.data / "methods").iterdir():
        path.unlink()
    for path in (tree.data / "text").rglob("*.md"):
        path.write_text("Nothing yet.\n")
    assert "operating-points.csv" in rendered(tree.view())
