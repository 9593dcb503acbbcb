"""Texts for programs and models: true addresses, no markup of contributors, one Markdown for every entry."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from support import INFO, INVENTED, ROOT

from livingsurvey.model import Quantity
from livingsurvey.pages.plain import texts
from livingsurvey.render import PlainText, Renderer
from livingsurvey.site import Site, build
from livingsurvey.view import View


@pytest.fixture(scope="module")
def site() -> Site:
    return build(INVENTED, ROOT / "templates", INFO)


@pytest.fixture(scope="module")
def files(site: Site) -> dict[str, str]:
    return {path: content.decode() for path, content in site.files if path.endswith((".md", ".txt"))}


def test_robots_are_welcome_and_told_of_the_map(files: dict[str, str]) -> None:
    assert f"Sitemap: {INFO.site_url}sitemap.xml\n" in files["robots.txt"]
    assert "Disallow" not in files["robots.txt"]


def test_every_address_in_a_text_leads_to_a_page_or_file(files: dict[str, str], site_dir: Path) -> None:
    found = {a for text in files.values() for a in re.findall(rf"{INFO.site_url}[^\s)#]*", text)}
    assert len(found) > 20
    lost = [a for a in found if not _path(site_dir, a.removeprefix(INFO.site_url)).is_file()]
    assert lost == []


def _path(site_dir: Path, path: str) -> Path:
    return site_dir / path / "index.html" if not path or path.endswith("/") else site_dir / path


def test_llms_txt_begins_as_its_convention_asks(files: dict[str, str]) -> None:
    lines = files["llms.txt"].splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> 14 works")
    assert "arXiv:2510.24795" in files["llms.txt"]


def test_every_entry_has_its_markdown_with_every_point_and_source(
    site: Site, files: dict[str, str]
) -> None:
    for slug, method in site.survey.methods.items():
        text = files[f"methods/{slug}/{slug}.md"]
        assert text.startswith("# ")
        for point in method.operating_points:
            (line,) = [entry for entry in text.splitlines() if entry.endswith(f"#{point.id}")]
            assert line.startswith("- ")


def test_a_row_says_value_unit_setting_and_source(files: dict[str, str]) -> None:
    (line,) = [e for e in files["methods/crispvla/crispvla.md"].splitlines() if e.endswith("#bf16")]
    assert "Latency 111.1 ms" in line
    assert "; Speed-up" in line
    assert "precision BF16, " in line
    assert "Doe and Low 2096, v1, Table 2" in line


def test_two_equal_values_keep_their_own_labels(view: View) -> None:
    method = view.survey.methods["crispvla"]
    point = method.point("bf16")
    assert point is not None
    values = {"calls_hz": Quantity(value=5), "actions_hz": Quantity(value=5)}
    changed = method.model_copy(update={"operating_points": (point.model_copy(update={"values": values}),)})
    alone = View(replace(view.survey, methods={"crispvla": changed}), view.info, view.citation)
    shared = {"view": alone, "info": alone.info, "words": alone.words, "credit": ""}
    made = dict(Renderer(ROOT / "templates", shared).texts(texts(alone)))
    text = made["methods/crispvla/crispvla.md"].decode()
    labels = [view.survey.metrics[m].label for m in values]
    assert [f"; {label} 5 Hz" in text for label in labels] == [True, True]


def test_a_removed_entry_says_so(files: dict[str, str]) -> None:
    assert "Removed on" in files["methods/gonevla/gonevla.md"]


def test_what_a_text_prints_is_one_line_and_no_markdown(tmp_path: Path) -> None:
    (tmp_path / "t.md").write_text("# {{ x }}\n{{ y|safe }}\n")
    renderer = Renderer(tmp_path, {})
    context = {"x": "a\n# *b* <i> [c](d) {{ 7*7 }}", "y": "https://example.org/a_b"}
    ((path, content),) = renderer.texts([PlainText("a/t.md", "t.md", context)])
    assert path == "a/t.md"
    assert content.decode() == ("# a \\# \\*b\\* \\<i\\> \\[c\\](d) {{ 7\\*7 }}\nhttps://example.org/a_b\n")


def test_markdown_beside_a_page_is_served_as_it_is(files: dict[str, str], site_dir: Path) -> None:
    path = "methods/crispvla/crispvla.md"
    served = (site_dir / path).read_text("utf-8")
    assert served.splitlines()[:-1] == files[path].splitlines()[:-1]  # the last one names the commit
    assert not (site_dir / "methods/crispvla/crispvla/index.html").exists()
