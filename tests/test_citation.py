"""A reference as a line of text, as RIS and as BibTeX, read back by programs that others use."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
import rispy
from support import INFO, ROOT, Tree

from livingsurvey.bibfile import parse_bib
from livingsurvey.cff import read_citation
from livingsurvey.derive.credits import credit
from livingsurvey.export.bibtex import bibtex, from_text
from livingsurvey.export.citation import accepted_at, apa, credit_line, doi_of, ieee, number_line, ris
from livingsurvey.load import load
from livingsurvey.model import Person, Reference, Survey
from livingsurvey.view import View

DOE = Person("Doe", "Jane")
ROE = Person("Roe", "Richard Max")
PAPER = Reference("doe2099x", "misc", "A Title", (DOE,), 2099, eprint="9901.00001")
PAGE = replace(PAPER, eprint=None, url="https://example.org/page")
SURVEYS = {"invented": ROOT / "tests" / "data", "real": ROOT / "data"}


def cited(*authors: Person, others: bool = False) -> str:
    return apa(replace(PAPER, authors=authors, others=others))


def in_ieee(*authors: Person, others: bool = False) -> str:
    return ieee(replace(PAPER, authors=authors, others=others))


@pytest.fixture(params=SURVEYS)
def any_survey(request: pytest.FixtureRequest) -> Survey:
    """The invented survey, then the real one."""
    survey, problems = load(SURVEYS[request.param])
    assert problems == []
    return survey


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ((DOE,), "Doe, J."),
        ((DOE, ROE), "Doe, J., & Roe, R. M."),
        ((DOE, ROE, DOE), "Doe, J., Roe, R. M., & Doe, J."),
        ((Person("van der Poe", "Ann-Lea"),), "van der Poe, A.-L."),
        ((Person("Ödén", "Éva Ş."),), "Ödén, É. Ş."),
        ((Person("Fan", 'Linxi "Jim"'),), "Fan, L."),
        ((Person("Example Robotics"),), "Example Robotics"),
        ((Person("Example Robotics"), DOE), "Example Robotics, & Doe, J."),
        ((DOE,) * 20, ", ".join(["Doe, J."] * 19) + ", & Doe, J."),
        ((DOE,) * 21, ", ".join(["Doe, J."] * 19) + ", … Doe, J."),
    ],
)
def test_authors_are_initialled_and_shortened_as_apa_asks(authors: tuple[Person, ...], names: str) -> None:
    assert cited(*authors) == f"{names} (2099). A Title. arXiv:9901.00001. https://arxiv.org/abs/9901.00001"


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ((DOE,), "J. Doe"),
        ((DOE, ROE), "J. Doe and R. M. Roe"),
        ((DOE, ROE, DOE), "J. Doe, R. M. Roe, and J. Doe"),
        ((Person("van der Poe", "Ann-Lea"),), "A.-L. van der Poe"),
        ((Person("Example Robotics"),), "Example Robotics"),
        ((DOE,) * 6, ", ".join(["J. Doe"] * 5) + ", and J. Doe"),
        ((DOE,) * 7, "J. Doe et al."),
    ],
)
def test_authors_are_initialled_and_shortened_as_ieee_asks(authors: tuple[Person, ...], names: str) -> None:
    assert in_ieee(*authors) == f"{names}, “A Title,” 2099, arXiv:9901.00001."


def test_a_list_of_authors_that_is_not_whole_says_so() -> None:
    assert cited(DOE, others=True).startswith("Doe, J., et al. (2099).")
    assert in_ieee(DOE, others=True).startswith("J. Doe et al., ")
    assert "N1  - The list of authors is not whole\n" in ris(replace(PAPER, others=True))


def test_a_work_without_authors_begins_with_its_title() -> None:
    assert cited() == "A Title. (2099). arXiv:9901.00001. https://arxiv.org/abs/9901.00001"
    assert in_ieee() == "“A Title,” 2099, arXiv:9901.00001."


def test_where_a_work_was_accepted_is_told_beside_the_document_that_was_read() -> None:
    assert "arXiv:9901.00001. Accepted at RSS 2099. https" in apa(PAPER, "RSS 2099")
    assert ieee(PAPER, "RSS 2099").endswith("2099, arXiv:9901.00001, accepted at RSS 2099.")
    assert "N1  - Accepted at RSS 2099\n" in ris(PAPER, "RSS 2099")


def test_a_document_that_is_no_preprint_is_cited_by_its_address_or_doi() -> None:
    assert apa(PAGE) == "Doe, J. (2099). A Title. https://example.org/page"
    assert ieee(PAGE) == "J. Doe, “A Title,” 2099. [Online]. Available: https://example.org/page"
    journal = replace(PAGE, doi="10.1000/182")
    assert apa(journal).endswith(" https://doi.org/10.1000/182")
    assert ieee(journal) == "J. Doe, “A Title,” 2099, doi: 10.1000/182."


@pytest.mark.parametrize("end", ["?", "!", "."])
def test_a_title_that_ends_a_sentence_gets_no_second_mark(end: str) -> None:
    asked = replace(PAPER, title=f"Why{end}")
    assert f" Why{end} arXiv" in apa(asked)
    assert f"“Why{end}” 2099" in ieee(asked)


def test_a_doi_is_as_stated_or_arxivs_own() -> None:
    assert doi_of(PAPER) == "10.48550/arXiv.9901.00001"
    assert doi_of(replace(PAPER, doi="10.1000/182")) == "10.1000/182"
    assert doi_of(PAGE) == ""


def test_every_reference_can_be_cited(any_survey: Survey) -> None:
    for reference in any_survey.references.values():
        line = apa(reference)
        assert f"({reference.year})" in line
        assert reference.title in line
        assert line.endswith(reference.link)
        assert f"“{reference.title}" in ieee(reference)


def test_every_ris_is_read_back_as_it_was(any_survey: Survey) -> None:
    for reference in any_survey.references.values():
        (entry,) = rispy.loads(ris(reference, "RSS 2099"))
        names = [f"{p.family}, {p.given}" if p.given else p.family for p in reference.authors]
        assert entry["authors"] == names
        assert entry["title"] == reference.title
        assert entry["year"] == str(reference.year)
        assert entry["urls"] == [reference.link]
        assert entry.get("doi", "") == doi_of(reference)
        assert entry["notes"][0] == "Accepted at RSS 2099"
        assert "unknown_tag" not in entry


def test_every_bibtex_is_read_back_as_it_was(any_survey: Survey) -> None:
    for reference in any_survey.references.values():
        back, problems = parse_bib(bibtex(reference, "R&D {x} 2099"), "x.bib")
        assert problems == []
        for field in ("title", "authors", "others", "year", "eprint", "doi"):
            assert getattr(back[reference.key], field) == getattr(reference, field)
        assert bibtex(reference).isascii() or not "".join(n.full for n in reference.authors).isascii()


@pytest.mark.parametrize(
    ("title", "leaves"),
    [
        ("OpenVLA: An Open Model", "{OpenVLA}: An Open Model"),
        ("RL-VLA$^3$ for X-Ray", "{RL}-{VLA}$^3$ for {X}-Ray"),
        ("A Model, I Think", "A Model, I Think"),
        ("Already {BitVLA}s", "Already {BitVLA}s"),
        ("$π_{0.5}$ and Ω", "${\\pi}_{0.5}$ and $\\Omega$"),
        ("R1 & 100\\% of it_s", "{R1} \\& 100\\% of it\\_s"),
        ("Größe", 'Gr{\\"o}{\\ss}e'),
        ("汉字", "汉字"),
    ],
)
def test_capitals_and_accents_leave_as_every_style_can_use_them(title: str, leaves: str) -> None:
    raw = (("author", "Doe, Jane"), ("title", title), ("year", "2099"))
    assert f"  title = {{{leaves}}},\n" in bibtex(replace(PAGE, raw=raw))


def test_bibtex_adds_the_address_of_a_preprint_and_nothing_that_is_not_known() -> None:
    assert bibtex(from_text(replace(PAPER, authors=(DOE, Person("A & B"))))) == (
        "@misc{doe2099x,\n  author = {Doe, Jane and {A \\& B}},\n  title = {A Title},\n  year = {2099},\n"
        "  eprint = {9901.00001},\n  archiveprefix = {arXiv},\n  url = {https://arxiv.org/abs/9901.00001},\n}\n"
    )


@pytest.fixture
def bibliography(any_survey: Survey, tmp_path: Path) -> Path:
    """Every entry as it leaves the site, in one file."""
    accepted = {m.cite: accepted_at(m) for m in any_survey.methods.values()}
    path = tmp_path / "all.bib"
    entries = [bibtex(r, accepted.get(r.key, "")) for r in any_survey.references.values()]
    path.write_text("\n".join(entries), encoding="utf-8")
    return path


@pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed (Debian: biber)")
def test_biber_reads_every_entry_without_a_warning(bibliography: Path) -> None:
    command = ["biber", "--tool", "--nolog", "--output-file", str(bibliography.with_name("out.bib"))]
    run = subprocess.run([*command, str(bibliography)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert [line for line in run.stdout.splitlines() if "WARN" in line or "ERROR" in line] == []


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc is not installed (Debian: pandoc)")
def test_pandoc_cites_every_entry_without_a_warning(bibliography: Path, any_survey: Survey) -> None:
    command = ["pandoc", "--citeproc", "--bibliography", str(bibliography), "--to", "plain", "--wrap=none"]
    text = "---\nnocite: '@*'\n---\n"
    run = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    assert run.stdout.count("https://") >= len(any_survey.references)
    assert "{" not in run.stdout.replace("{x}", "")


def test_a_row_is_credited_to_the_document_that_states_it(survey: Survey) -> None:
    found = {(m.slug, p.id): credit(survey, p) for m, p in survey.points()}
    assert (found["crispvla", "bf16"].verb, found["crispvla", "bf16"].at) == ("Measured in", "v1, Table 2")
    verbs = {found[m.slug, p.id].verb for m, p in survey.points() if p.measured_by == "estimate"}
    assert verbs == {"Estimated from"}
    taken_over = [found[m.slug, p.id].at for m, p in survey.points() if p.source.via]
    assert taken_over
    assert all("; as stated in " in at for at in taken_over)
    disputed = [found[m.slug, p.id].at for m, p in survey.points() if p.standing == "disputed"]
    assert disputed
    assert all(at.endswith("; disputed") or "; disputed; " in at for at in disputed)


def test_a_value_with_a_source_of_its_own_names_it_in_the_credit(survey: Survey) -> None:
    own = {
        (m.slug, p.id): [q.source for q in p.values.values() if q.source and q.source != p.source]
        for m, p in survey.points()
    }
    assert any(own.values())
    for (slug, point_id), sources in own.items():
        point = survey.methods[slug].point(point_id)
        assert point is not None
        for source in sources:
            assert source.where in credit(survey, point).at


def test_the_credit_names_whoever_a_value_with_a_source_of_its_own_is_known_from(tree: Tree) -> None:
    via = "via: {cite: roe2098list, where: README}"
    taken_over = f"{{cite: doe2096crispvla, where: p. 2, read: secondary, {via}}}"
    tree.edit(
        "methods/crispvla.yaml", "latency_ms: 111.1", f"latency_ms: {{value: 111.1, source: {taken_over}}}"
    )
    survey = tree.survey()
    point = survey.methods["crispvla"].point("bf16")
    assert point is not None
    label = survey.metrics["latency_ms"].label
    at = f"v1, Table 2; {label}: Doe and Low 2096, p. 2, as stated in Example List Authors 2098, README"
    assert credit(survey, point).at == at


def test_a_number_is_cited_by_its_address_the_date_of_the_data_and_its_work(survey: Survey) -> None:
    view = View(survey, INFO, read_citation(ROOT / "CITATION.cff")[0])
    method = survey.methods["crispvla"]
    point = method.point("bf16")
    assert point is not None
    line = number_line(view, method, point)
    assert line.startswith(
        "CrispVLA-5B, operating point bf16, https://example.org/survey/methods/crispvla/#bf16."
    )
    assert credit_line(view) in line
    assert "data of 2099-01-01, commit 0123456789ab" in line
    assert "Measured in: Doe, J., & Low, K. (2096)." in line
    assert line.endswith("(v1, Table 2).")


def test_a_state_of_the_data_that_is_not_known_is_not_named(survey: Survey) -> None:
    citation = read_citation(ROOT / "CITATION.cff")[0]
    line = credit_line(View(survey, replace(INFO, date="", commit=""), citation))
    assert line == f"Contributors to the living survey. {citation.title}."


def test_the_venue_of_a_method_is_named_only_if_there_is_one(tree: Tree) -> None:
    methods = tree.survey().methods
    assert accepted_at(methods["crispvla"]) == "Invented Conference 2096"
    assert accepted_at(methods["twin"]) == ""
