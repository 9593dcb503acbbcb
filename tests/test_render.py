"""Rows and templates make pages: escaped, complete, and free of the address they are published at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from livingsurvey.render import Heading, Page, PlainText, Renderer


@pytest.fixture
def renderer(tmp_path: Path) -> Renderer:
    (tmp_path / "p.html").write_text(
        '<h1 title="{{ x }}">{{ x }}</h1><a href="{{ link("methods/") }}">m</a>'
    )
    (tmp_path / "home.html").write_text('{{ link("") }} {{ shared }}')
    (tmp_path / "typo.html").write_text("{{ mistyped }}")
    return Renderer(tmp_path, {"shared": "<everywhere>"})


def body(renderer: Renderer, url: str, template: str, **context: object) -> str:
    (rendered,) = renderer.render([Page(url, "T", template, context, "D")])
    return rendered.html


def test_everything_a_template_prints_is_escaped(renderer: Renderer) -> None:
    assert body(renderer, "", "p.html", x="\"><script>'&").startswith(
        '<h1 title="&#34;&gt;&lt;script&gt;&#39;&amp;">&#34;&gt;&lt;script&gt;&#39;&amp;</h1>'
    )


def test_what_a_row_holds_is_never_a_template(renderer: Renderer) -> None:
    assert ">{{ 7*7 }}</h1>" in body(renderer, "", "p.html", x="{{ 7*7 }}")


@pytest.mark.parametrize(
    ("url", "href"),
    [("", "methods/"), ("timeline/", "../methods/"), ("taxonomy/evla/a/b/", "../../../../methods/")],
)
def test_links_lead_to_the_root_from_any_depth(url: str, href: str, renderer: Renderer) -> None:
    assert f'<a href="{href}">' in body(renderer, url, "p.html", x="")


def test_the_root_seen_from_itself_is_here(renderer: Renderer) -> None:
    assert body(renderer, "", "home.html") == "./ &lt;everywhere&gt;"


def test_a_mistyped_name_in_a_template_fails_the_build(renderer: Renderer) -> None:
    with pytest.raises(UndefinedError, match="mistyped"):
        body(renderer, "", "typo.html")
    with pytest.raises(TemplateNotFound, match=r"absent\.html"):
        body(renderer, "", "absent.html")


def test_a_page_keeps_what_the_engine_and_the_search_need(renderer: Renderer) -> None:
    page = Page("a/", "T", "p.html", {"x": ""}, "D", "data/a.yaml", "words", (Heading("h", "H"),))
    (rendered,) = renderer.render([page])
    assert (rendered.url, rendered.title, rendered.description) == ("a/", "T", "D")
    assert (rendered.source, rendered.keywords, rendered.headings) == (
        "data/a.yaml",
        "words",
        (Heading("h", "H"),),
    )


def test_one_template_is_compiled_for_each_way_of_escaping(tmp_path: Path) -> None:
    """Also where an earlier build kept what it had compiled for another way."""
    (tmp_path / "both").write_text("{{ x }}")
    rows = {"x": "<b> & *c*"}
    for _ in range(2):
        renderer = Renderer(tmp_path, {})
        (page,) = renderer.render([Page("", "T", "both", rows, "")])
        texts = dict(renderer.texts(PlainText(f"a.{end}", "both", rows) for end in ("md", "xml")))
        assert page.html == "&lt;b&gt; &amp; *c*"
        assert texts["a.md"] == rb"\<b\> & \*c\*" + b"\n"
        assert texts["a.xml"] == b"&lt;b&gt; &amp; *c*\n"


def test_a_changed_template_is_compiled_anew(tmp_path: Path) -> None:
    """Even with the same length and time: compiled templates are kept between builds by their text."""
    seen = []
    for text in ("old words", "new words"):
        (tmp_path / "words.html").write_text(text)
        os.utime(tmp_path / "words.html", (0, 0))
        (page,) = Renderer(tmp_path, {}).render([Page("", "T", "words.html", {}, "")])
        seen.append(page.html)
    assert seen == ["old words", "new words"]
    assert list((tmp_path.parent / ".cache" / "templates").iterdir())
