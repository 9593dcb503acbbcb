"""The documents keep pace with the program: commands, targets, links and the commented entry."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml
from support import ROOT

from livingsurvey.bibfile import parse_bib, write_bib
from livingsurvey.cli import COMMANDS
from livingsurvey.reader import examine
from livingsurvey.siteinfo import REPO_URL

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "HACKING.md",
    "CHANGELOG.md",
    "GOVERNANCE.md",
    "CODE_OF_CONDUCT.md",
    "SECURITY.md",
)
DECISIONS = sorted(p.relative_to(ROOT).as_posix() for p in (ROOT / "docs" / "decisions").glob("*.md"))
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of one language in a document."""
    return [body for kind, body in BLOCK.findall(text(name)) if kind == language]


def targets() -> list[str]:
    """The targets that `make help` lists."""
    return re.findall(r"^([a-z]+):.*## \S", text("Makefile"), re.MULTILINE)


def test_the_makefile_has_the_targets_that_people_are_told_of() -> None:
    assert {"help", "serve", "build", "test", "lint", "types", "check", "fmt", "bench"} <= set(targets())


def test_every_phony_target_has_a_help_line() -> None:
    phony = re.findall(r"^\.PHONY: (.*)$", text("Makefile"), re.MULTILINE)
    assert sorted(" ".join(phony).split()) == sorted(targets())


@pytest.mark.parametrize("target", [t for t in targets() if t != "help"])
def test_every_make_target_is_in_the_documents(target: str) -> None:
    assert f"`{target}`" in text("HACKING.md") or f"make {target}" in text("README.md")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_documents(command: str) -> None:
    assert re.search(rf"`(livingsurvey )?{command}\b", text("HACKING.md"))


@pytest.mark.parametrize("name", [*DOCUMENTS, *DECISIONS])
def test_what_a_document_links_to_exists(name: str) -> None:
    here = (ROOT / name).parent
    for target in LINK.findall(text(name)):
        assert target.startswith("https://") or (here / target.partition("#")[0]).exists(), target


def test_decisions_are_numbered_without_gaps_and_titled_by_their_number() -> None:
    numbers = [Path(name).name[:3] for name in DECISIONS]
    assert numbers == [f"{n:03}" for n in range(1, len(numbers) + 1)]
    for number, name in zip(numbers, DECISIONS, strict=True):
        assert text(name).startswith(f"# {number}: ")


def test_the_commented_entry_is_one_that_the_check_accepts(tmp_path: Path) -> None:
    (entry,), (reference,) = blocks("CONTRIBUTING.md", "yaml"), blocks("CONTRIBUTING.md", "bibtex")
    data = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    assert examine(data)[1] == []
    # its base is invented too: an entry that exists stands in for it
    (data / "methods" / "examplevla.yaml").write_text(entry.replace("examplebase", "openvla"), "utf-8")
    bibliography = data / "references.bib"
    references, *_ = parse_bib(bibliography.read_text("utf-8") + "\n" + reference, "references.bib")
    bibliography.write_text(write_bib(references.values()), "utf-8")
    survey, problems = examine(data)
    assert [p.text() for p in problems] == []
    assert "examplevla" in survey.methods


def test_contributing_opens_with_the_forms() -> None:
    opening = text("CONTRIBUTING.md").splitlines()[1]
    assert f"]({REPO_URL}/issues/new/choose)" in opening


def test_every_label_that_is_set_has_a_colour_and_a_meaning() -> None:
    labels = yaml.safe_load(text(".github/labels.yml"))
    assert all(set(label) == {"name", "color", "description"} for label in labels)
    assert all(re.fullmatch("[0-9a-f]{6}", label["color"]) for label in labels)
    assert all(3 < len(label["description"]) <= 100 for label in labels)  # GitHub takes 100
    names = [label["name"] for label in labels]
    assert len(set(names)) == len(names)
    forms = [yaml.safe_load(p.read_text("utf-8")) for p in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    updates = yaml.safe_load(text(".github/dependabot.yml"))["updates"]
    assert {label for setter in (*forms, *updates) for label in setter.get("labels", ())} <= set(names)


def test_the_citation_names_the_surveys_authors_as_the_bibliography_does() -> None:
    citation = yaml.safe_load(text("CITATION.cff"))["preferred-citation"]
    references, *_ = parse_bib(text("data/references.bib"), "references.bib")
    (survey,) = [r for r in references.values() if r.eprint == "2510.24795"]
    named = [(a["family-names"], a["given-names"]) for a in citation["authors"]]
    assert named == [(a.family, a.given) for a in survey.authors]
    assert citation["title"] == survey.title


def test_the_citation_states_the_packages_version_where_it_states_one() -> None:
    stated = yaml.safe_load(text("CITATION.cff")).get("version")
    (version,) = re.findall(r'^version = "(.*)"$', text("pyproject.toml"), re.MULTILINE)
    assert stated in (None, version)
    assert f"## {version} " in text("CHANGELOG.md")


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-cards.lock", "requirements-dev.lock"])
def test_locked_requirements_name_no_registry_and_no_path(name: str) -> None:
    lines = [line for line in text(name).splitlines() if not line.lstrip().startswith("#")]
    assert not [
        line for line in lines if re.search(r"https?:|file:|--(extra-)?index-url|--find-links| @ |/", line)
    ]
    pins = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert len(pins) > 20
    assert all(re.fullmatch(r"[a-z0-9._-]+==\S+( ; .*)? \\", pin) for pin in pins)


def test_everything_the_program_needs_is_locked_alike_for_work_and_for_tests() -> None:
    pin = re.compile(r"^([a-z0-9._-]+==\S+)", re.MULTILINE)
    runtime, cards, development = (
        set(pin.findall(text(f"requirements{kind}.lock"))) for kind in ("", "-cards", "-dev")
    )
    assert runtime < cards < development


def test_the_package_lock_names_no_registry() -> None:
    assert '"resolved"' not in text("package-lock.json")
