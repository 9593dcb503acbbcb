"""Hostile values in every string field: through the real build, nothing becomes markup, script or template.

Every free text of the invented survey is replaced by markup that carries its own number. The site built of
it must have, page for page, the elements and attributes of the harmless one.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rispy
from spoiler import CLOSED, Spoiler, spoil_everything
from support import INVENTED, Tree, built, make_root

from livingsurvey.bibfile import parse_bib
from livingsurvey.reader import examine

JSON_TYPES = ("application/json", "application/ld+json")


class Markup(HTMLParser):
    """The elements of a page with the names of their attributes, every address, and every JSON inside."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, ...]] = Counter()
        self.addresses: list[str] = []
        self.events: set[str] = set()
        self.json: list[str] = []
        self._in_json = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = sorted(name for name, _ in attrs)
        if ("name", "citation_author") not in attrs:  # spoilt works have two authors, whatever they had
            self.elements[tag, *names] += 1
        self.events |= {name for name in names if name.startswith("on")}
        self.addresses += [
            value or "" for name, value in attrs if name in ("href", "src", "action", "srcset")
        ]
        self._in_json = tag == "script" and dict(attrs).get("type") in JSON_TYPES

    def handle_endtag(self, tag: str) -> None:
        self._in_json = self._in_json and tag != "script"

    def handle_data(self, data: str) -> None:
        if self._in_json:
            self.json.append(data)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Spoiler, Tree]:
    """The invented survey with hostile values everywhere."""
    tree = Tree(Path(shutil.copytree(INVENTED, tmp_path_factory.mktemp("hostile") / "data")))
    return spoil_everything(tree), tree


@pytest.fixture(scope="module")
def hostile_site(hostile: tuple[Spoiler, Tree], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that is built of it."""
    root = make_root(hostile[1].data.parent, hostile[1].data)
    return built(root, tmp_path_factory.mktemp("hostile-site") / "site")


@pytest.fixture(scope="module")
def pages(hostile_site: Path) -> dict[str, str]:
    """Every page by its address."""
    return {
        p.relative_to(hostile_site).as_posix(): p.read_text(encoding="utf-8")
        for p in hostile_site.rglob("*.html")
    }


@pytest.fixture(scope="module")
def clean(site_dir: Path) -> dict[str, Markup]:
    """The markup of the harmless site."""
    return {
        p.relative_to(site_dir).as_posix(): Markup(p.read_text(encoding="utf-8"))
        for p in site_dir.rglob("*.html")
    }


@pytest.fixture(scope="module")
def spoilt(pages: dict[str, str]) -> dict[str, Markup]:
    """The markup of the hostile site."""
    return {name: Markup(text) for name, text in pages.items()}


def test_every_text_is_either_free_and_spoilt_or_confined_by_its_model(
    hostile: tuple[Spoiler, Tree],
) -> None:
    spoiler, _ = hostile
    assert spoiler.count > 450
    assert spoiler.confined == CLOSED
    assert {
        "name",
        "aliases",
        "en",
        "zh",
        "note",
        "model",
        "where",
        "label",
        "unit",
        "definition",
    } <= spoiler.freed
    assert {"baseline_text", "hardware_text", "tasks", "printed", "why", "contributors"} <= spoiler.freed


def test_hostile_text_is_data_and_no_problem(hostile: tuple[Spoiler, Tree]) -> None:
    assert [p.text() for p in examine(hostile[1].data)[1]] == []


def test_the_hostile_site_has_the_pages_of_the_harmless_one(
    spoilt: dict[str, Markup], clean: dict[str, Markup]
) -> None:
    assert spoilt.keys() == clean.keys()


def test_every_page_keeps_its_elements_and_attributes(
    spoilt: dict[str, Markup], clean: dict[str, Markup]
) -> None:
    prose = {"methodology/index.html", "taxonomy/evla/model-design/compression/index.html"}
    changed = {
        name: (spoilt[name].elements - clean[name].elements, clean[name].elements - spoilt[name].elements)
        for name in spoilt.keys() - prose
        if spoilt[name].elements != clean[name].elements
    }
    assert changed == {}


def test_no_page_has_an_element_that_no_harmless_page_has(
    spoilt: dict[str, Markup], clean: dict[str, Markup]
) -> None:
    known = set().union(*(m.elements for m in clean.values()))
    strange = {name: set(m.elements) - known for name, m in spoilt.items()}
    assert {name: found for name, found in strange.items() if found} == {}


def test_no_page_runs_a_script_of_the_data(pages: dict[str, str], spoilt: dict[str, Markup]) -> None:
    assert set().union(*(m.events for m in spoilt.values())) == set()
    raw = re.compile(
        r"<script[^>]*>h\d|<img src=x|<b id=h|onerror=h\d+>[^&]*<|</title></script>", re.IGNORECASE
    )
    assert {name: raw.findall(text) for name, text in pages.items() if raw.search(text)} == {}


def test_no_address_is_a_script_or_holds_markup(spoilt: dict[str, Markup]) -> None:
    addresses = {a for m in spoilt.values() for a in m.addresses}
    assert [a for a in addresses if re.match(r"\s*(javascript|data|vbscript):", a, re.IGNORECASE)] == []
    assert [a for a in addresses if re.search(r"[<>\"']|h\d+[\"'(]", a)] == []


def test_no_text_is_a_template(pages: dict[str, str]) -> None:
    assert {name for name, text in pages.items() if re.search(r"49h\d+", text)} == set()
    assert any("{{7*7}}h" in text for text in pages.values())


def test_json_inside_pages_is_whole_and_holds_the_values_as_they_are(spoilt: dict[str, Markup]) -> None:
    found = {name: [json.loads(text) for text in m.json] for name, m in spoilt.items()}
    assert "404.html" in {name for name, parts in found.items() if parts}
    graph = found["methods/askvla/index.html"][0]["@graph"]
    assert "</script><script>" in graph[0]["name"]


def test_json_inside_pages_never_ends_its_element(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        for inside in re.findall(
            r'<script type="application/(?:ld\+)?json"[^>]*>(.*?)</script>', text, re.DOTALL
        ):
            assert "<" not in inside, name


def test_the_figure_brings_no_markup_to_the_plot(hostile_site: Path) -> None:
    figure = json.loads((hostile_site / "timeline/figure.json").read_text(encoding="utf-8"))
    texts = [t for trace in figure["data"] for t in [*trace["text"], *(p[1] for p in trace["customdata"])]]
    assert len(texts) == 26
    assert [t for t in texts if "<" in t] == []
    assert all("&lt;script&gt;" in t for t in texts)


def test_the_search_index_holds_text_and_no_markup(hostile_site: Path) -> None:
    index = json.loads((hostile_site / "search/search_index.json").read_text(encoding="utf-8"))
    assert len(index["docs"]) > 30
    for record in index["docs"]:
        assert Markup(record["title"]).elements == Counter(), record["location"]
        assert Markup(record["text"]).elements == Counter(), record["location"]


def test_the_drawn_timeline_holds_text_and_no_markup(pages: dict[str, str]) -> None:
    for name in ("index.html", "timeline/index.html"):
        for svg in re.findall(r"<svg class=\"ls-timeline.*?</svg>", pages[name], re.DOTALL):
            tags = {element[0] for element in Markup(svg).elements}
            assert tags <= {
                "svg",
                "line",
                "text",
                "a",
                "title",
                "circle",
                "rect",
                "path",
                "g",
                "polygon",
                "use",
            }


def test_the_map_of_the_site_names_addresses_only(hostile_site: Path) -> None:
    assert (
        re.search(r"h\d{1,4}['\"(<&]", (hostile_site / "sitemap.xml").read_text(encoding="utf-8")) is None
    )


def test_the_api_gives_the_values_as_they_are(hostile_site: Path) -> None:
    methods = json.loads((hostile_site / "api/v1/methods.json").read_text(encoding="utf-8"))["methods"]
    assert all(m["name"].startswith("h") and "</script><script>" in m["name"] for m in methods)
    assert all("{{7*7}}" in m["title"] for m in methods)


def test_hostile_values_are_shown_and_not_swallowed(
    pages: dict[str, str], hostile: tuple[Spoiler, Tree]
) -> None:
    shown = {int(n) for text in pages.values() for n in re.findall(r"h(\d+)&#?\w+;", text)}
    assert len(shown & set(hostile[0].numbers.values())) > 250


def test_what_lies_beside_a_page_is_one_entry_whatever_its_words(hostile_site: Path) -> None:
    for path in sorted((hostile_site / "methods").glob("*/*.ris")):
        (entry,) = rispy.loads(path.read_text(encoding="utf-8"))
        assert "{{7*7}}" in entry["title"]
        assert "unknown_tag" not in entry
        references, problems = parse_bib(path.with_suffix(".bib").read_text(encoding="utf-8"), "x.bib")
        assert (len(references), problems) == (1, [])
        text = path.with_suffix(".md").read_text(encoding="utf-8")
        assert re.search(r"(?<!\\)<", text) is None
