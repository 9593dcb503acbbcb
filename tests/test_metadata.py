"""What pages tell programs: Highwire and Open Graph tags, JSON-LD, and other forms of a page."""

from __future__ import annotations

import json
import struct
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from support import INFO, INVENTED, ROOT

from livingsurvey.export.metadata import CARD, CARD_SIZE
from livingsurvey.render import PageMeta, RenderedPage
from livingsurvey.site import Site, build

CONTEXT = {"@context": {"@vocab": "https://schema.org/"}}
SCHEMA = "https://schema.org/"


class Head(HTMLParser):
    """The tags, links and JSON-LD of a page's head."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.graph: list[dict[str, Any]] = []
        self._inside = False
        self.feed(page.read_text("utf-8").partition("</head>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        stated = {key: value or "" for key, value in attrs}
        if tag == "meta" and "content" in stated:
            self.tags.append((stated.get("name") or stated.get("property", ""), stated["content"]))
        if tag == "link":
            self.links.append(stated)
        self._inside = stated.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.graph += json.loads(data)["@graph"]
            self._inside = False

    def all(self, name: str) -> list[str]:
        return [content for key, content in self.tags if key == name]

    def one(self, name: str) -> str:
        (content,) = self.all(name)
        return content

    def thing(self, kind: str) -> dict[str, Any]:
        (found,) = [thing for thing in self.graph if thing["@type"] == kind]
        return found


@pytest.fixture(scope="module")
def site() -> Site:
    return build(INVENTED, ROOT / "templates", INFO)


@pytest.fixture(scope="module")
def crisp(site_dir: Path) -> Head:
    return Head(site_dir / "methods/crispvla/index.html")


def page(site: Site, url: str) -> RenderedPage:
    (found,) = [p for p in site.pages if p.url == url]
    return found


def test_a_method_page_tells_zotero_and_scholar_its_work(crisp: Head) -> None:
    assert crisp.one("citation_title") == "CrispVLA: Half the Layers, One Pass"
    assert crisp.all("citation_author") == ["Doe, Jane", "Low, Kim"]
    assert crisp.one("citation_publication_date") == "2096/03"
    assert crisp.one("citation_arxiv_id") == "9603.00011"
    assert crisp.one("citation_doi") == "10.48550/arXiv.9603.00011"
    assert crisp.one("citation_pdf_url") == "https://arxiv.org/pdf/9603.00011"
    assert crisp.one("z:itemType") == "preprint"


def test_what_is_no_preprint_claims_no_pdf_and_no_type(site: Site) -> None:
    for slug, method in site.survey.methods.items():
        if not site.survey.references[method.cite].eprint:
            names = {name for name, _ in page(site, f"methods/{slug}/").meta.tags}
            assert not names & {"citation_pdf_url", "citation_arxiv_id", "z:itemType"}


def test_every_page_can_be_previewed(site: Site) -> None:
    for rendered in site.pages:
        tags = dict(rendered.meta.tags)
        assert tags["og:url"] == INFO.site_url + rendered.url
        assert tags["og:title"]
        assert tags["og:description"] == rendered.description
        assert tags["og:type"] in ("website", "article")
        assert tags["og:image"] == f"{INFO.site_url}{CARD}"
        assert tags["twitter:card"] == "summary_large_image"


def test_a_preview_states_the_address_that_the_page_calls_its_own(crisp: Head) -> None:
    (canonical,) = [link["href"] for link in crisp.links if link.get("rel") == "canonical"]
    assert crisp.one("og:url") == canonical


def test_the_card_is_a_picture_of_the_stated_size(site_dir: Path) -> None:
    content = (site_dir / CARD).read_bytes()
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", content[16:24]) == CARD_SIZE
    assert len(content) < 100_000


def test_the_work_of_a_page_is_a_scholarly_article_at_its_own_address(crisp: Head) -> None:
    work = crisp.thing("ScholarlyArticle")
    assert work["url"] == "https://arxiv.org/abs/9603.00011"
    assert work["subjectOf"]["@id"] == f"{INFO.site_url}methods/crispvla/"
    assert work["author"][0] == {
        "@type": "Person",
        "name": "Jane Doe",
        "givenName": "Jane",
        "familyName": "Doe",
    }


def test_a_collective_is_an_organization(site: Site) -> None:
    slugs = [
        slug
        for slug, method in site.survey.methods.items()
        if any(not p.given for p in site.survey.references[method.cite].authors)
    ]
    assert slugs
    for slug in slugs:
        kinds = {a["@type"] for a in page(site, f"methods/{slug}/").meta.things[0]["author"]}
        assert "Organization" in kinds


def test_the_home_page_states_the_survey_as_a_data_set(site_dir: Path) -> None:
    data = Head(site_dir / "index.html").thing("Dataset")
    assert data["creator"] == [{"@type": "Organization", "name": "contributors to the living survey"}]
    assert data["citation"] == "https://arxiv.org/abs/2510.24795"
    assert data["dateModified"] == "2099-01-01"
    for file in data["distribution"]:
        path = file["contentUrl"].removeprefix(INFO.site_url)
        assert (site_dir / path).is_file()


def test_the_way_to_a_page_leads_through_every_page_above_it(site: Site) -> None:
    urls = {p.url for p in site.pages}
    for rendered in site.pages:
        steps = rendered.url.split("/")[:-1]
        above = [u for u in ("/".join(steps[:n]) + "/" for n in range(1, len(steps) + 1)) if u in urls]
        ways = [t["itemListElement"] for t in rendered.meta.things if t["@type"] == "BreadcrumbList"]
        addresses = [[step["item"].removeprefix(INFO.site_url) for step in way] for way in ways]
        assert addresses == ([["", *above]] if rendered.url else [])


@pytest.mark.parametrize("name", ["index.html", "methods/crispvla/index.html", "cite/index.html"])
def test_a_json_ld_library_reads_the_graph(name: str, site_dir: Path) -> None:
    graph = Head(site_dir / name).graph

    def load_context(url: str, options: object) -> dict[str, object]:
        assert url.startswith("https://schema.org")
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    document = {"@context": "https://schema.org", "@graph": graph}
    expanded = jsonld.expand(document, {"documentLoader": load_context})
    kinds = {kind for thing in expanded for kind in thing["@type"]}
    assert kinds == {SCHEMA + thing["@type"] for thing in graph}
    assert all(len(thing) > 1 for thing in expanded)


def test_hostile_text_stays_inside_its_script_and_comes_back_whole() -> None:
    hostile = "</script><script>alert(1)</script><!-- & \u2028 'x' \"y\" ]]>"
    text = PageMeta(things=({"@type": "Thing", "name": hostile},)).json_ld
    assert "<" not in text
    assert ">" not in text
    assert "&" not in text
    assert json.loads(text)["@graph"][0]["name"] == hostile


def test_a_page_without_things_prints_no_graph() -> None:
    assert PageMeta().json_ld == ""


def test_other_forms_of_a_page_lie_beside_it(crisp: Head, site_dir: Path) -> None:
    forms = {link["type"]: link["href"] for link in crisp.links if "describedby" in link.get("rel", "")}
    assert forms.pop("application/atom+xml") == "../../feed.xml"
    assert forms == {
        "application/x-bibtex": "crispvla.bib",
        "application/x-research-info-systems": "crispvla.ris",
        "application/json": "crispvla.json",
        "text/markdown": "crispvla.md",
    }
    for href in forms.values():
        assert (site_dir / "methods/crispvla" / href).is_file()


def test_the_json_beside_a_page_is_what_the_api_states(site: Site) -> None:
    files = dict(site.files)
    for stated in json.loads(files["api/v1/methods.json"])["methods"]:
        slug = stated["slug"]
        assert json.loads(files[f"methods/{slug}/{slug}.json"]) == stated
