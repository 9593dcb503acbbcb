"""Reading a whole survey: every file, every problem, nothing left out in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pytest
from support import INVENTED, Tree

from livingsurvey.load import load
from livingsurvey.model import Survey, Vocabulary
from livingsurvey.model.base import Record


def test_every_file_of_the_invented_survey_is_read(survey: Survey) -> None:
    assert set(survey.methods) == {p.stem for p in (INVENTED / "methods").iterdir()}
    assert set(survey.taxonomies) == {"evla", "manipulation", "reading-list"}
    assert set(survey.texts) == {"inclusion", "evla/model-design/compression"}
    assert (len(survey.surveys), len(survey.screening), len(survey.exceptions)) == (1, 2, 1)
    assert [len(m) for m in (survey.hardware, survey.benchmarks, survey.components)] == [4, 4, 3]


def _records(value: object) -> Iterator[Record]:
    """Every record inside a value."""
    if isinstance(value, Record):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, Vocabulary):
        value = value.root
    for part in (
        value.values() if isinstance(value, Mapping) else value if isinstance(value, (list, tuple)) else ()
    ):
        yield from _records(part)


def test_the_invented_survey_uses_every_field_that_there_is(survey: Survey) -> None:
    used: dict[type[Record], set[str]] = defaultdict(set)
    for part in vars(survey).values():
        for record in _records(part):
            used[type(record)] |= record.model_fields_set
    kinds = {k for k in _kinds(Record) if k.__module__.startswith("livingsurvey.model")}
    outside = {k for k in kinds if k.__module__ == "livingsurvey.model.outside"}  # no part of the survey
    assert used.keys() == kinds - outside
    assert {
        kind.__name__: set(kind.model_fields) - found
        for kind, found in used.items()
        if set(kind.model_fields) - found
    } == {}


def _kinds(kind: type[Record]) -> set[type[Record]]:
    """Every kind of record."""
    below = kind.__subclasses__()
    return set(below).union(*(_kinds(k) for k in below))


def test_methods_stand_in_the_order_of_their_file_names(survey: Survey) -> None:
    assert list(survey.methods) == [p.stem for p in sorted((INVENTED / "methods").iterdir())]


def test_two_readings_of_one_survey_are_equal() -> None:
    assert load(INVENTED) == load(INVENTED)


def test_the_nodes_of_all_schemes_are_known_by_their_paths(survey: Survey) -> None:
    assert (
        survey.nodes["evla", "model-design/architecture/action-decoding/parallel"].title.en
        == "Parallel Decoding"
    )
    assert ("manipulation", "perception/temporal") in survey.nodes


def test_a_list_says_which_of_its_rows_could_be_read(tree: Tree) -> None:
    tree.edit("hardware.yaml", "memory_gb: 5.5", "memory_gb: five")
    survey, problems = load(tree.data)
    assert len(problems) == 1
    assert list(survey.hardware) == ["examplechip-9", "examplechip-9-88gb", "sparechip"]
    assert survey.lists["hardware.yaml"].rows == (0, 1, 3)
    assert survey.states("hardware.yaml", "pocketchip")
    assert not survey.states("hardware.yaml", "otherchip")


def test_of_two_rows_with_one_id_the_first_is_kept(tree: Tree) -> None:
    tree.append("hardware.yaml", "- {id: pocketchip, name: Second, vendor: Nobody}\n")
    survey, problems = load(tree.data)
    assert [p.text() for p in problems] == [
        "data/hardware.yaml:34:4: 4.id: pocketchip stands twice; keep one of the two"
    ]
    assert survey.hardware["pocketchip"].name == "Pocketchip"


@pytest.mark.parametrize("name", ["metrics.yaml", "vocabulary.yaml", "references.bib", "screening.yaml"])
def test_a_missing_file_is_one_problem(name: str, tree: Tree) -> None:
    (tree.data / name).unlink()
    assert tree.messages() == [
        f"data/{name}:0:0: cannot be read: No such file or directory; restore the file and the right to read it"
    ]


def test_a_list_that_is_no_list_is_one_problem(tree: Tree) -> None:
    tree.write("components.yaml", "a: b\n")
    assert tree.messages() == ["data/components.yaml:1:1: must be a list; begin each item with a dash"]


def test_an_empty_list_is_written_as_one(tree: Tree) -> None:
    tree.write("screening.yaml", "[]\n")
    assert tree.messages() == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("methods/Big.yaml", "file name must be lower-case words joined by hyphens; rename the file"),
        ("methods/a_b.yaml", "file name must be lower-case words joined by hyphens; rename the file"),
        ("methods/a--b.yaml", "file name must be lower-case words joined by hyphens; rename the file"),
        ("methods/ünï.yaml", "file name must be lower-case words joined by hyphens; rename the file"),
        ("methods/other.yml", "is not read: it does not end in .yaml; rename the file or remove it"),
        ("methods/other.yaml.orig", "is not read: it does not end in .yaml; rename the file or remove it"),
        ("taxonomies/other.json", "is not read: it does not end in .yaml; rename the file or remove it"),
    ],
)
def test_a_file_of_another_name_is_a_problem_and_not_passed_over(name: str, says: str, tree: Tree) -> None:
    tree.write(name, "x: 1\n")
    assert tree.messages() == [f"data/{name}:0:0: {says}"]


def test_hidden_files_of_an_editor_are_nobodys_business(tree: Tree) -> None:
    tree.write("methods/.crispvla.yaml.swp", "x")
    assert tree.messages() == []


def test_a_slug_may_not_stand_in_its_file(tree: Tree) -> None:
    tree.append("methods/twin.yaml", "slug: twin\n")
    assert tree.messages() == [
        "data/methods/twin.yaml:12:1: slug: is not a known field; check the spelling, or remove it"
    ]
