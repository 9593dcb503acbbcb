"""The invented survey of a benchmark is sound and of the stated size; its report says what is over budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import ROOT

from livingsurvey.bench.compare import Build, Comparison, make_root
from livingsurvey.bench.invent import AUTHORS, EDGES, PLACES, POINTS, SUMMARY_WORDS, VALUES, invent
from livingsurvey.bench.measure import Run, Sizes
from livingsurvey.bench.report import Line, lines, report
from livingsurvey.cli import main
from livingsurvey.model import Survey
from livingsurvey.reader import examine

METHODS = 5
LISTS = ROOT / "data"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small invented survey."""
    folder = tmp_path_factory.mktemp("bench") / "data"
    invent(LISTS, folder, METHODS)
    return folder


@pytest.fixture(scope="module")
def bench_survey(data: Path) -> Survey:
    survey, problems = examine(data)
    assert [p.text() for p in problems] == []
    return survey


def test_the_invented_survey_has_the_stated_number_of_methods(bench_survey: Survey) -> None:
    assert len(bench_survey.methods) == METHODS


def test_each_method_is_of_the_stated_size(bench_survey: Survey) -> None:
    for method in bench_survey.methods.values():
        points = method.operating_points
        assert len(bench_survey.references[method.cite].authors) == AUTHORS
        assert len(method.summary.en.split()) == SUMMARY_WORDS
        assert [len(p.values) for p in points] == [VALUES] * POINTS
        assert sum(len(p.versus) for p in points) == EDGES
        assert sum(len(places) for places in method.taxonomy.values()) == PLACES


def test_the_lists_are_the_real_ones(data: Path) -> None:
    for name in ("metrics.yaml", "vocabulary.yaml", "taxonomies/evla.yaml"):
        assert (data / name).read_bytes() == (LISTS / name).read_bytes()


def test_a_larger_survey_begins_with_the_smaller_one(data: Path, tmp_path: Path) -> None:
    invent(LISTS, tmp_path / "data", METHODS + 1)
    for path in (data / "methods").iterdir():
        assert (tmp_path / "data" / "methods" / path.name).read_bytes() == path.read_bytes()


def test_the_floor_has_the_navigation_and_a_page_of_one_line_for_each_method(tmp_path: Path) -> None:
    make_root(ROOT, tmp_path / "root", METHODS)
    floor = tmp_path / "root" / "floor"
    pages = {p.relative_to(floor).as_posix(): p.read_text() for p in floor.rglob("*.md")}
    slugs = [p.stem for p in (tmp_path / "root" / "data" / "methods").iterdir()]
    assert {"index.md", "methods/index.md", *(f"methods/{s}/index.md" for s in slugs)} <= set(pages)
    assert set(pages.values()) == {"One line of text.\n"}


def comparison(cpu_seconds: float, methods: int = 250) -> Comparison:
    """A comparison whose survey took so long."""
    sizes = Sizes(pages=10, mean=2000, largest=5000, largest_page="x/index.html", index=3000, index_gz=1000)
    visits = {
        "index.html": (70_000, 100),
        "methods/index.html": (90_000, 1600),
        "methods/a/index.html": (9, 0),
    }
    floor = Build(Run(1.0, 50.0), sizes, visits)
    return Comparison(methods, Build(Run(cpu_seconds, 100.0), sizes, visits), floor)


def test_the_report_sets_each_figure_beside_floor_and_budget() -> None:
    (ratio,) = [line for line in report(comparison(3.2)).splitlines() if line.startswith("build, times")]
    assert ratio.split()[-3:] == ["3.2", "1", "7"]


def found(comparison: Comparison) -> Iterator[Line]:
    """The line of the build's CPU time, in floors."""
    return (line for line in lines(comparison) if line.label == "build, times the floor")


@pytest.mark.parametrize(("seconds", "over"), [(6.9, False), (7.0, False), (7.1, True)])
def test_a_figure_above_its_budget_is_marked(seconds: float, over: bool) -> None:
    (line,) = found(comparison(seconds))
    assert line.over is over
    assert ("OVER" in line.text()) is over


def test_bytes_are_promised_up_to_a_thousand_methods() -> None:
    promised = [line for line in lines(comparison(1.0, methods=1001)) if line.budget is not None]
    assert [line.label for line in promised] == ["build, times the floor"]


def test_what_a_method_costs_above_the_floor_is_said() -> None:
    assert "4.0 ms a method above the floor" in report(comparison(2.0))


@pytest.mark.parametrize("arguments", [["--methods", "0"], ["--methods", "many"], ["--keep", "."]])
def test_misuse_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, ["--root", str(ROOT), "bench", *arguments]).exit_code == 2


def test_the_command_builds_and_reports(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        main, ["--root", str(ROOT), "bench", "--methods", "5", "--keep", str(tmp_path / "kept")]
    )
    assert run.exit_code == 0, run.output
    assert "5 methods: " in run.stdout
    assert "build, CPU seconds" in run.stdout
    assert (tmp_path / "kept" / "5" / "survey" / "methods" / "astervla-0" / "index.html").is_file()
    assert (tmp_path / "kept" / "5" / "floor" / "methods" / "astervla-0" / "index.html").is_file()


def test_a_build_that_fails_says_what_it_printed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    for name in ("templates", "docs", "hooks", "data"):
        (root / name).symlink_to(ROOT / name)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    run = CliRunner().invoke(main, ["--root", str(root), "bench", "--methods", "1"])
    assert run.exit_code == 1
    assert "npm ci --ignore-scripts" in run.output
