"""The whole program in one function: the pages and files of a survey, or every reason why there are none."""

from __future__ import annotations

import copy
import re
from pathlib import Path

import pytest
from support import INFO, INVENTED, ROOT, Tree

from livingsurvey.bibfile import parse_bib
from livingsurvey.problem import SurveyError
from livingsurvey.site import Site, build, examine
from livingsurvey.view import View

KINDS = (
    "",
    "methods/",
    "methods/all/",
    "taxonomy/",
    "taxonomy/evla/",
    "taxonomy/evla/model-design/architecture/action-decoding/parallel/",
    "tables/",
    "tables/efficiency/",
    "timeline/",
    "hardware/",
    "benchmarks/",
    "methodology/",
    "contribute/",
)


@pytest.fixture(scope="module")
def site() -> Site:
    return build(INVENTED, ROOT / "templates", INFO)


def html(site: Site, url: str) -> str:
    (page,) = [p for p in site.pages if p.url == url]
    return page.html


def test_a_build_changes_nothing_that_it_read() -> None:
    before = copy.deepcopy(examine(INVENTED)[0].files)
    build(INVENTED, ROOT / "templates", INFO)
    assert examine(INVENTED)[0].files == before


def test_every_kind_of_page_is_there_once(site: Site) -> None:
    urls = [p.url for p in site.pages]
    assert len(urls) == len(set(urls))
    assert set(KINDS) <= set(urls)


def test_every_record_has_its_page(site: Site) -> None:
    urls, survey = {p.url for p in site.pages}, site.survey
    assert {f"methods/{s}/" for s in survey.methods} <= urls
    assert {f"hardware/{d}/" for d in survey.hardware} <= urls
    assert {f"benchmarks/{b}/" for b in survey.benchmarks} <= urls
    assert {f"taxonomy/{t}/{path}/" for t, path in survey.nodes} <= urls
    branches = ("architecture", "compression", "pre-training", "post-training", "data-collection")
    assert {f"tables/{name}/" for name in branches} <= urls


def test_every_page_has_a_title_a_description_and_one_main_heading(site: Site) -> None:
    for page in site.pages:
        assert page.title, page.url
        assert 20 < len(page.description) <= 200, page.url
        assert page.html.count("<h1") == 1, page.url


def test_every_operating_point_can_be_linked_to(site: Site) -> None:
    for slug, method in site.survey.methods.items():
        ids = set(re.findall(r'\bid="([^"]+)"', html(site, f"methods/{slug}/")))
        assert {p.id for p in method.operating_points} <= ids
        assert {f for p in method.operating_points for f in p.former_ids} <= ids


def test_no_id_stands_twice_on_a_page(site: Site) -> None:
    for page in site.pages:
        ids = re.findall(r'\bid="([^"]+)"', page.html)
        assert sorted(ids) == sorted(set(ids)), page.url


def test_a_removed_entry_keeps_a_page_that_says_why_and_stands_nowhere_else(site: Site) -> None:
    assert "Withdrawn by its authors." in html(site, "methods/gonevla/")
    others = [p.url for p in site.pages if "gonevla" in p.html and p.url != "methods/gonevla/"]
    assert others == []


def test_what_is_entered_by_hand_can_be_mended_from_its_page(site: Site) -> None:
    sources = {p.url: p.source for p in site.pages}
    assert sources["methods/crispvla/"] == "data/methods/crispvla.yaml"
    assert sources["hardware/pocketchip/"] == "data/hardware.yaml"
    assert sources["cite/"] == "CITATION.cff"
    written = [s for s in sources.values() if s]
    assert [s for s in written if not ((ROOT / "tests" / s).is_file() or (ROOT / s).is_file())] == []


def test_the_bibtex_of_each_work_lies_beside_its_page(site: Site) -> None:
    files = dict(site.files)
    for slug, method in site.survey.methods.items():
        references, problems = parse_bib(files[f"methods/{slug}/{slug}.bib"].decode(), "x.bib")
        assert problems == []
        assert list(references) == [method.cite]


def test_two_builds_are_equal(site: Site) -> None:
    again = build(INVENTED, ROOT / "templates", INFO)
    assert again.pages == site.pages
    assert again.files == site.files


def test_no_page_tells_where_it_is_published_but_in_citations_and_examples(site: Site) -> None:
    citation = re.compile(r'<span id="cite_[^"]+">[^<]*</span>|<code id="badge_markdown">[^<]*</code>')
    telling = [p.url for p in site.pages if INFO.site_url in citation.sub("", p.html)]
    assert sorted(telling) == ["cite/", "data/"]
    assert not re.search(rf'(href|src)="{INFO.site_url}', html(site, "data/"))


def test_bad_data_makes_no_site_and_every_problem_known(tree: Tree) -> None:
    tree.edit("methods/twin.yaml", "kind: efficient", "kind: eficient")
    tree.edit("hardware.yaml", "tdp_w: 11", "tdp_w: -11")
    with pytest.raises(SurveyError) as failure:
        build(tree.data, ROOT / "templates", INFO)
    assert [p.file for p in failure.value.problems] == ["data/hardware.yaml", "data/methods/twin.yaml"]


def test_a_survey_that_has_only_just_begun_can_be_built(tree: Tree) -> None:
    for path in (tree.data / "methods").iterdir():
        path.unlink()
    for path in (tree.data / "text").rglob("*.md"):
        path.write_text("Nothing yet.\n")
    site = build(tree.data, ROOT / "templates", INFO)
    assert {p.url for p in site.pages} >= set(KINDS)


def test_a_built_site_holds_every_page_and_file(site: Site, site_dir: Path) -> None:
    assert [p.url for p in site.pages if not (site_dir / p.url / "index.html").is_file()] == []
    assert {path: (site_dir / path).read_bytes() for path, _ in site.files if path.endswith(".bib")} == {
        path: content for path, content in site.files if path.endswith(".bib")
    }
    assert (site_dir / "404.html").is_file()


def test_a_base_of_many_shows_its_latest_heirs_and_keeps_all_of_them(tree: Tree) -> None:
    for name in ("pocketvla", "retrain", "surgeonvla", "thriftvla", "twin", "twin-weights"):
        text = tree.read(f"methods/{name}.yaml")
        tree.write(
            f"methods/{name}.yaml", text.replace("builds_on: [crispvla]", "builds_on: [crispvla, basevla]")
        )
    site = build(tree.data, ROOT / "templates", INFO)
    heirs = [m for m in View(site.survey, INFO).methods if "basevla" in m.builds_on]
    assert len(heirs) > 8
    lineage = html(site, "methods/basevla/").split('id="lineage"')[1].split("</section>")[0]
    first, rest = lineage.split(f"All {len(heirs)} that build on it")
    latest = sorted(m.month for m in heirs)[-6:]
    assert re.findall(r">([0-9]{4}-[0-9]{2})<", first) == latest[::-1]
    assert all(f'href="../../methods/{m.slug}/"' in rest for m in heirs)
