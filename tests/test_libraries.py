"""Each of the six packages that this project was asked to stand on does what it is for."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jinja2
import mkdocs
import plotly
import yaml
from bibtexparser.library import Library
from support import ROOT

from livingsurvey import bibfile, yamlfile
from livingsurvey.charts.timeline_plotly import figure
from livingsurvey.derive.timeline import entries
from livingsurvey.render import Page, Renderer
from livingsurvey.view import View


def test_mkdocs_builds_the_site_from_its_configuration(site_dir: Path) -> None:
    home = (site_dir / "index.html").read_text(encoding="utf-8")
    assert mkdocs.__version__.startswith("1.6")
    assert "<title>" in home
    assert (site_dir / "sitemap.xml").read_text().count("<url>") > 50


def test_material_dresses_it_with_navigation_search_and_two_palettes(site_dir: Path) -> None:
    page = (site_dir / "methods/crispvla/index.html").read_text(encoding="utf-8")
    for component in ("md-header", "md-tabs", "md-search", 'data-md-color-scheme="slate"'):
        assert component in page
    assert re.search(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css", page)


def test_materials_search_finds_what_the_data_holds(site_dir: Path) -> None:
    index = json.loads((site_dir / "search/search_index.json").read_text(encoding="utf-8"))
    records = {r["location"]: r for r in index["docs"]}
    assert records["methods/crispvla/"]["title"] == "CrispVLA"
    assert "Doe" in records["methods/crispvla/"]["text"]
    assert "taxonomy/evla/model-design/compression/" in records
    assert "hardware/pocketchip/" in records


def test_jinja2_makes_pages_of_rows_and_escapes_them(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text("{% for r in rows %}<li>{{ r }}</li>{% endfor %}")
    renderer = Renderer(tmp_path, {})
    assert isinstance(renderer.environment, jinja2.Environment)
    (page,) = renderer.render([Page("", "T", "p.html", {"rows": ["a", "<b>"]}, "D")])
    assert page.html == "<li>a</li><li>&lt;b&gt;</li>"


def test_pyyaml_reads_the_entries_with_their_places() -> None:
    assert issubclass(yamlfile._Loader, (yaml.CSafeLoader, yaml.SafeLoader))
    file, problems = yamlfile.parse_yaml("name: A\nvalues: {latency_ms: 1.5}\n", "a.yaml")
    assert file is not None
    assert (file.data, problems) == ({"name": "A", "values": {"latency_ms": 1.5}}, [])
    assert file.locate(("values", "latency_ms")) == (2, 10)


def test_bibtexparser_reads_and_writes_the_bibliography() -> None:
    text = (ROOT / "tests/data/references.bib").read_text(encoding="utf-8")
    assert isinstance(bibfile.parse_string(text), Library)
    references, problems = bibfile.parse_bib(text, "r.bib")
    assert (len(references), problems) == (21, [])
    assert bibfile.parse_bib(bibfile.write_bib(references.values()), "r.bib")[0].keys() == references.keys()


def test_plotly_makes_the_interactive_figure_and_its_script_comes_from_our_own_origin(
    view: View, site_dir: Path
) -> None:
    found = json.loads(figure(entries(view), "../"))
    plotly.graph_objects.Figure(found)  # refuses what it does not know
    page = (site_dir / "timeline/index.html").read_text(encoding="utf-8")
    asked_for = re.search(r'data-figure="([^"]+)"', page)
    assert asked_for is not None
    assert json.loads((site_dir / "timeline" / asked_for[1]).read_text(encoding="utf-8")) == found
    script = re.search(r'data-plotly="([^"]+)"', page)
    assert script is not None
    assert "plotly" in (site_dir / "timeline" / script[1]).read_text(encoding="utf-8")[:200]
