"""An audit: a sheet that gives no value away, and what a filled one says of the entries."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import Tree

from livingsurvey.cli import main
from livingsurvey.derive import audit
from livingsurvey.derive.audit import GIVEN, KINDS, UNREAD, Finding
from livingsurvey.derive.comparability import readings
from livingsurvey.load import load
from livingsurvey.model import OperatingPoint, Survey
from livingsurvey.model.point import Values

ALL = 10_000
LATENCY = "crispvla/bf16.latency_ms"
SPEED_UP = "crispvla/bf16.vs1.speedup_x"


def run(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "stats", *words], catch_exceptions=False)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def filled(path: Path, *answers: Mapping[str, str]) -> Path:
    """A sheet with these answers, each with its number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, (*GIVEN, *KINDS), restval="")
        writer.writeheader()
        writer.writerows(answers)
    return path


def errors(survey: Survey, number: str, **answers: str) -> list[Finding]:
    return audit.compare(survey, [{"number": number, **answers}])[0]


def test_every_number_of_the_survey_can_be_drawn_once(survey: Survey) -> None:
    drawn = [row["number"] for row in audit.sample(survey, ALL, 1)]
    assert len(drawn) == sum(len(readings(m, survey.metrics)) for m in survey.methods.values())
    assert drawn == sorted(set(drawn))
    assert {LATENCY, SPEED_UP, "crispvla/abstract.vs1.speedup_x", "basevla/size.layers"} <= set(drawn)


def test_the_sheet_says_where_to_look(survey: Survey) -> None:
    row = {r["number"]: r for r in audit.sample(survey, ALL, 1)}["crispvla/w4a16.weights_gb"]
    assert {k: row[k] for k in GIVEN} == {
        "number": "crispvla/w4a16.weights_gb",
        "entry": "CrispVLA",
        "work": survey.references["roe2098list"].title,
        "metric": "Weights",
        "place": "README, Model zoo",
        "link": "https://example.org/list#zoo",
    }


def test_the_sheet_names_the_version_and_the_document_between(survey: Survey) -> None:
    found = {r["number"]: r for r in audit.sample(survey, ALL, 1)}
    assert found[LATENCY]["place"] == "Table 2 (v1)"
    assert found[LATENCY]["link"] == survey.references["doe2096crispvla"].link
    between = found["dualmind/from-a-list.latency_ms"]
    assert between["place"] == "Table 9, by way of roe2098list, README"


def other_values(survey: Survey) -> Survey:
    """The same survey, in which every number is 1.25 and nothing more is said of it."""
    unsaid = dict.fromkeys(("min", "max", "qualifier", "plus_minus", "of", "scope", "printed"))

    def changed(values: Values) -> Values:
        return {k: q.model_copy(update={**unsaid, "value": 1.25}) for k, q in values.items()}

    def point(p: OperatingPoint) -> OperatingPoint:
        edges = tuple(e.model_copy(update={"values": changed(e.values)}) for e in p.versus)
        return p.model_copy(update={"values": changed(p.values), "versus": edges})

    methods = {
        slug: m.model_copy(update={"operating_points": tuple(map(point, m.operating_points))})
        for slug, m in survey.methods.items()
    }
    return replace(survey, methods=methods)


def test_the_sheet_shows_no_value(root: Path, survey: Survey) -> None:
    sheet = run(root, "--sample", str(ALL)).stdout
    assert all(row[kind] == "" for row in rows(sheet) for kind in KINDS)
    assert rows(sheet) == audit.sample(other_values(survey), ALL, 1)


def test_the_same_seed_draws_the_same_sheet_and_another_one_another(root: Path) -> None:
    first = run(root, "--sample", "9", "--seed", "7")
    assert first.exit_code == 0
    assert len(rows(first.stdout)) == 9
    assert run(root, "--sample", "9", "--seed", "7").stdout == first.stdout
    assert run(root, "--sample", "9", "--seed", "8").stdout != first.stdout
    assert first.stdout.splitlines()[0] == ",".join((*GIVEN, *KINDS))


def test_a_sample_larger_than_the_survey_is_the_survey(root: Path, survey: Survey) -> None:
    whole = len(audit.sample(survey, ALL, 1))
    assert len(rows(run(root, "--sample", str(whole + 1)).stdout)) == whole
    assert len(rows(run(root, "--sample", str(whole - 1)).stdout)) == whole - 1


ONE_OF_EACH = {
    "value": (LATENCY, {"value": "112.1 ms"}, "111.1", "112.1 ms"),
    "unit": ("crispvla/bf16.memory_gb", {"value": "22.2", "unit": "MB"}, "GB", "MB"),
    "rate": ("printedvla/own.calls_hz", {"value": "10.5", "rate": "actions_hz"}, "calls_hz", "actions_hz"),
    "scope": ("crispvla/int8.latency_ms", {"value": "101.1", "scope": "llm"}, "end-to-end", "llm"),
    "baseline": (SPEED_UP, {"value": "3.33", "baseline": "PrintedVLA"}, "basevla", "PrintedVLA"),
    "qualifier": (
        "thriftvla/pre-training.gpu_hours",
        {"value": "999", "qualifier": "about"},
        "less-than",
        "about",
    ),
    "cite": (
        "dualmind/from-a-list.latency_ms",
        {"value": "300 to 333", "cite": "doe2098survey"},
        "may2098remeasured",
        "doe2098survey",
    ),
    "version": ("retrain/compute.gpu_hours", {"value": "123", "version": "v3"}, "v2", "v3"),
}


def test_there_is_an_example_of_every_kind_of_error() -> None:
    assert tuple(ONE_OF_EACH) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_error_is_found_alone(kind: str, survey: Survey) -> None:
    number, answers, entered, found = ONE_OF_EACH[kind]
    assert errors(survey, number, **answers) == [Finding(number, kind, entered, found)]
    assert errors(survey, number, **(answers | {kind: entered})) == []


def test_a_filled_sheet_is_reported_by_kind(root: Path, tmp_path: Path) -> None:
    wrong = [{"number": number, **answers} for number, answers, _, _ in ONE_OF_EACH.values()]
    right = {"number": "basevla/size.layers", "value": "33"}
    unread = {"number": "basevla/size.params_b", "value": UNREAD}
    result = run(root, "--compare", str(filled(tmp_path / "sheet.csv", *wrong, right, unread)))
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert f"{LATENCY}: value: entered '111.1', source says '112.1 ms'" in lines
    assert f"{SPEED_UP}: baseline: entered 'basevla', source says 'PrintedVLA'" in lines
    assert lines[len(wrong)] == "9 numbers read, 1 not; 8 with an error (88.9 %)"
    assert [line.split() for line in lines[len(wrong) + 1 :]] == [[kind, "1"] for kind in KINDS]


def test_two_errors_of_one_number_are_one_number_with_an_error(root: Path, tmp_path: Path) -> None:
    sheet = filled(tmp_path / "s.csv", {"number": LATENCY, "value": "1", "unit": "s"})
    lines = run(root, "--compare", str(sheet)).stdout.splitlines()
    assert lines[2] == "1 numbers read, 0 not; 1 with an error (100.0 %)"
    assert [line.split() for line in lines[3:5]] == [["value", "1"], ["unit", "1"]]


@pytest.mark.parametrize("answer", [UNREAD, f" {UNREAD} ", "", "  "])
def test_a_question_mark_or_a_blank_was_not_read(answer: str, survey: Survey) -> None:
    wrong = {"number": LATENCY, "value": answer, "unit": "s", "cite": "roe2099n"}
    assert audit.compare(survey, [wrong]) == ([], 0, 1)


def test_a_sheet_as_it_was_drawn_holds_nothing_read(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(run(root, "--sample", "5").stdout, encoding="utf-8")
    assert run(root, "--compare", str(sheet)).stdout.splitlines()[0] == (
        "0 numbers read, 5 not; 0 with an error"
    )


def test_a_sheet_that_repeats_the_entries_has_no_error(survey: Survey) -> None:
    said = {
        f"{m.slug}/{r.point.id}.{r.metric.id}": r
        for m in survey.methods.values()
        for r in readings(m, survey.metrics)
        if r.edge is None
    }
    sheet = [
        {
            "number": number,
            "value": f"{r.quantity.low}-{r.quantity.high}" if r.quantity.min else f"{r.quantity.low}",
            "unit": r.metric.unit,
            "rate": r.metric.id,
            "qualifier": r.quantity.qualifier or "",
            "cite": r.source.cite,
            "version": r.source.version or "",
        }
        for number, r in said.items()
    ]
    assert audit.compare(survey, sheet) == ([], len(said), 0)
    assert any(r.quantity.min for r in said.values())


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (LATENCY, "111.10 ms"),
        ("crispvla/bf16.success_pct", "77.7 ± 1.1"),
        ("crispvla/bf16.success_pct", "77.7% +/- 1.1"),
        ("printedvla/table-1.latency_ms", "50-66"),
        ("printedvla/table-1.latency_ms", "50 ms–66 ms"),
        ("printedvla/table-1.latency_ms", "66 to 50"),
        ("printedvla/own.success_pct", "60%-70%"),
        ("crispvla/abstract.vs1.success_delta_pp", "-1.1"),
        ("crispvla/abstract.vs1.success_delta_pp", "−1.1 pp"),
        ("basevla/blockworld.flops_g", "9,999"),
    ],
)
def test_a_value_may_be_written_as_the_source_prints_it(number: str, answer: str, survey: Survey) -> None:
    assert errors(survey, number, value=answer) == []


@pytest.mark.parametrize(
    ("number", "answer"),
    [
        (LATENCY, "11.11"),
        (LATENCY, "not stated"),
        (LATENCY, "-111.1"),
        ("printedvla/table-1.latency_ms", "50"),
        ("printedvla/table-1.latency_ms", "50-67"),
        ("crispvla/abstract.vs1.success_delta_pp", "1.1"),
    ],
)
def test_another_value_is_an_error_however_it_is_written(number: str, answer: str, survey: Survey) -> None:
    assert [e.kind for e in errors(survey, number, value=answer)] == ["value"]


@pytest.mark.parametrize(
    ("number", "value", "baseline", "fine"),
    [
        (SPEED_UP, "3.33", "BaseVLA (our run)", True),
        (SPEED_UP, "3.33", "the best before", False),
        ("retrain/one-demonstration.vs1.success_delta_pp", "77.7", "CVLA-X", True),
        ("gathervla/collection.vs1.collection_speedup_x", "9", "Teleoperation by hand", True),
        ("gathervla/collection.vs1.collection_speedup_x", "9", "a glove", False),
        ("basevla/size.layers", "33", "CrispVLA", False),
    ],
)
def test_a_baseline_is_known_by_any_of_its_names(
    number: str, value: str, baseline: str, fine: bool, survey: Survey
) -> None:
    found = errors(survey, number, value=value, baseline=baseline)
    assert [e.kind for e in found] == ([] if fine else ["baseline"])


def refused(result: Result, code: int, cause: str) -> None:
    """One line on what is wrong, nothing else, and the exit code."""
    assert result.exit_code == code
    assert result.stdout == ""
    said = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1
    assert cause in said[0]
    assert "Traceback" not in result.stderr


def test_a_number_that_the_survey_no_longer_holds_is_named(root: Path, tmp_path: Path) -> None:
    gone = {"number": "crispvla/gone.latency_ms", "value": "1"}
    result = run(
        root, "--compare", str(filled(tmp_path / "s.csv", {"number": LATENCY, "value": "1"}, gone))
    )
    refused(result, 1, "no number 'crispvla/gone.latency_ms' in the survey: draw a new sheet")


@pytest.mark.parametrize("content", [b"number,value\n\xff\xfe,1\n", "number\tvalue\n".encode("utf-16")])
def test_a_sheet_that_is_not_utf_8_is_refused(content: bytes, root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(content)
    refused(run(root, "--compare", str(sheet)), 1, f"{sheet}: is not a CSV sheet in UTF-8")


@pytest.mark.parametrize("content", ["", "number;value\nx;1\n", f"{LATENCY},111.1\n", "number\nx\n"])
def test_a_sheet_without_its_columns_is_refused(content: str, root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(content, encoding="utf-8")
    refused(run(root, "--compare", str(sheet)), 1, f"{sheet}: has no column ")


def test_a_sheet_saved_by_a_spreadsheet_program_is_read(root: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(f"number,value\r\n{LATENCY},111.1\r\n".encode("utf-8-sig"))
    result = run(root, "--compare", str(sheet))
    assert (result.exit_code, result.stdout.splitlines()[0]) == (
        0,
        "1 numbers read, 0 not; 0 with an error (0.0 %)",
    )


def test_to_draw_and_to_compare_at_once_is_misuse(root: Path, tmp_path: Path) -> None:
    sheet = filled(tmp_path / "s.csv")
    result = run(root, "--sample", "3", "--compare", str(sheet))
    refused(result, 2, "--sample and --compare are two steps: give one of them")


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (["--sample", "0"], "is not in the range"),
        (["--sample", "few"], "is not a valid integer"),
        (["--compare", "no-such-sheet.csv"], "does not exist"),
        (["--compare", "."], "is a directory"),
    ],
)
def test_other_misuse_ends_with_2(words: list[str], cause: str, root: Path) -> None:
    refused(run(root, *words), 2, cause)


@pytest.mark.parametrize("compared", [False, True])
@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("methods/thriftvla.yaml", "gpu_hours:", "gpu_hourz:", "gpu_hourz"),
        ("methods/thriftvla.yaml", "source: {cite: ray2096", "source: {cite: nobody2096", "nobody2096"),
    ],
)
def test_no_audit_of_bad_data_and_no_traceback(
    file: str, old: str, new: str, said: str, compared: bool, root: Path, tree: Tree, tmp_path: Path
) -> None:
    tree.edit(file, old, new)
    sheet = filled(tmp_path / "s.csv", {"number": LATENCY, "value": "111.1"})
    result = run(root, "--compare", str(sheet)) if compared else run(root, "--sample", "3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("data/methods/thriftvla.yaml:")
    assert said in result.stderr


def test_without_a_step_the_survey_is_counted(root: Path, survey: Survey) -> None:
    result = run(root)
    counts = dict(re.findall(r"^ *(\S.*?) +([\d,]+)$", result.stdout, re.M))
    living = [m for m in survey.methods.values() if not m.removed]
    assert result.exit_code == 0
    assert counts["entered"] == str(len(living))
    assert counts["Operating points"] == str(sum(len(m.operating_points) for m in living))
    assert "problem(s)" not in result.stdout
    oldest = result.stdout.split("unchecked, oldest first\n")[1].split()
    assert oldest[:2] == ["2095-01", "basevla"]


@pytest.mark.parametrize("vocabulary", ["", "kind: []\n"])
def test_counts_of_a_broken_survey_end_with_how_many_problems(
    vocabulary: str, root: Path, tree: Tree
) -> None:
    tree.write("vocabulary.yaml", vocabulary)
    tree.write("references.bib", "@misc{")
    result = run(root)
    problems = len(load(tree.data)[1])
    assert problems
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        f"{problems} problem(s) while reading: run `livingsurvey check`"
    )
