"""The link check finds what is broken, and nothing that is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from livingsurvey.cli import main
from livingsurvey.publish.linkcheck import broken_links, check_links


def site(folder: Path, **pages: str) -> Path:
    """A small site: a home page, `a/` with the id `one`, and a picture; `pages` replace or add bodies."""
    files = {
        "index": "",
        "a/index": '<p id="one">text</p>',
        **{k.replace("__", "/"): v for k, v in pages.items()},
    }
    for name, body in files.items():
        path = folder / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<!doctype html>\n<title>page</title>\n{body}\n")
    (folder / "picture.svg").write_text("<svg/>")
    return folder


def found(folder: Path, base_path: str = "/") -> list[str]:
    """Messages without their places."""
    return [f"{p.field}: {p.message}" for p in broken_links(folder, base_path)]


@pytest.mark.parametrize(
    "body",
    [
        '<a href="a/">page</a>',
        '<a href="a/index.html">page by its file</a>',
        '<a href="a/#one">id in another page</a>',
        '<a href="a/?m=x,y#one">query and id</a>',
        '<a href="#">start</a> <a href="">here</a> <a href="./">here</a>',
        '<a href="#über" id="über">plain</a> <a href="#%C3%BCber">encoded</a>',
        '<a name="old"></a><a href="#old">anchor by name</a>',
        '<img src="picture.svg"><img srcset="picture.svg 1x, picture.svg 2x">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
        '<a href="https://example.org/x?y=1&amp;z=2#w">elsewhere</a>',
        '<a href="mailto:a@example.org">mail</a>',
        '<form action="a/"></form>',
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="stylesheet" href="picture.svg">',
        '<meta http-equiv="refresh" content="0; url=a/">',
        '<svg><a xlink:href="a/"></a><use href="#u"/><g id="u"/></svg>',
        '<script>const s = "<a href=nowhere>";</script>',
        '<!-- <a href="nowhere">not a link</a> -->',
    ],
)
def test_sound_links_are_accepted(tmp_path: Path, body: str) -> None:
    assert found(site(tmp_path, index=body)) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="b/">x</a>', "a.href: b/ leads nowhere"),
        ('<a href="A/">x</a>', "a.href: A/ leads nowhere"),
        ('<a href="a">x</a>', "a.href: a lacks its closing slash"),
        ('<a href="a/#two">x</a>', "a.href: a/#two leads to no place in its page"),
        ('<a href="#two">x</a>', "a.href: #two leads to no place in its page"),
        ('<a href="../a/">x</a>', "a.href: ../a/ leaves the site, which lies at /"),
        ('<a href="http://example.org/">x</a>', "a.href: http://example.org/ is no https address"),
        ('<a href="//example.org/">x</a>', "a.href: //example.org/ is no https address"),
        ('<a href="https:///x">x</a>', "a.href: https:///x is no https address"),
        ('<a href="javascript:void(0)">x</a>', "a.href: javascript:void(0) has the scheme javascript"),
        ('<a href="https://[bad">x</a>', "a.href: https://[bad is not an address"),
        ('<form action="b/"></form>', "form.action: b/ leads nowhere"),
        ('<button formaction="b/"></button>', "button.formaction: b/ leads nowhere"),
        ('<img src="b.svg">', "img.src: b.svg leads nowhere"),
        ('<img srcset="picture.svg 1x, b.svg 2x">', "img.srcset: b.svg leads nowhere"),
        ('<object data="b.svg"></object>', "object.data: b.svg leads nowhere"),
        ('<video poster="b.svg"></video>', "video.poster: b.svg leads nowhere"),
        ('<meta http-equiv="refresh" content="0; url=b/">', "meta.content: b/ leads nowhere"),
        ('<svg><use href="#u"/></svg>', "use.href: #u leads to no place in its page"),
    ],
)
def test_broken_links_are_found(tmp_path: Path, body: str, message: str) -> None:
    assert found(site(tmp_path, index=body)) == [message]


@pytest.mark.parametrize(
    "body",
    [
        '<script src="https://cdn.example.org/x.js"></script>',
        '<img src="https://cdn.example.org/x.png">',
        '<img src="//cdn.example.org/x.png">',
        '<iframe src="https://cdn.example.org/"></iframe>',
        '<link rel="stylesheet" href="https://cdn.example.org/x.css">',
        '<link rel="preconnect" href="https://cdn.example.org">',
        '<link rel="icon" href="https://cdn.example.org/x.ico">',
        '<style>@import "https://cdn.example.org/x.css";</style>',
        '<p style="background: url(https://cdn.example.org/x.png)">x</p>',
        '<svg><image href="https://cdn.example.org/x.png"/></svg>',
    ],
)
def test_nothing_is_loaded_from_another_origin(tmp_path: Path, body: str) -> None:
    (problem,) = broken_links(site(tmp_path, index=body))
    assert problem.message.endswith("is loaded from another origin")


def test_style_sheets_are_followed(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "site.css").write_text(
        "a { background: url('picture.svg') }\nb { background: url(b.svg) }\n"
    )
    (problem,) = broken_links(tmp_path)
    assert (problem.file, problem.line, problem.message) == ("site.css", 2, "b.svg leads nowhere")


def test_a_problem_names_file_line_and_column(tmp_path: Path) -> None:
    (problem,) = broken_links(site(tmp_path, a__index='<p>\n  <a href="b/">x</a></p>'))
    assert problem.text() == (
        "a/index.html:4:3: a.href: b/ leads nowhere; the site has no file a/b/index.html"
    )


def test_a_link_from_the_root_must_stay_below_the_base_path(tmp_path: Path) -> None:
    site(tmp_path, index='<a href="/survey/a/">x</a>')
    assert found(tmp_path, "/survey/") == []
    assert found(tmp_path, "survey") == []
    assert found(tmp_path, "/") == ["a.href: /survey/a/ leads nowhere"]
    assert found(tmp_path, "/other/") == ["a.href: /survey/a/ leaves the site, which lies at /other/"]


def test_climbing_above_the_site_is_found_even_at_the_root_of_a_host(tmp_path: Path) -> None:
    site(tmp_path, a__index='<a href="../../picture.svg">works at a root only</a><p id="one">x</p>')
    assert found(tmp_path) == ["a.href: ../../picture.svg leaves the site, which lies at /"]


def test_the_report_counts_pages_and_links(tmp_path: Path) -> None:
    report = check_links(site(tmp_path, index='<a href="a/">x</a><a href="b/">y</a>'))
    assert (report.pages, report.links, len(report.problems)) == (2, 2, 1)


def test_the_command_prints_problems_and_exits_with_1(tmp_path: Path) -> None:
    site(tmp_path, index='<a href="b/">x</a>')
    result = CliRunner().invoke(main, ["linkcheck", str(tmp_path)])
    assert result.exit_code == 1
    assert "index.html:3:1: a.href: b/ leads nowhere" in result.output
    assert "1 links in 2 pages, 1 broken" in result.output


def test_the_command_accepts_a_sound_site(tmp_path: Path) -> None:
    site(tmp_path, index='<a href="/survey/a/">x</a>')
    result = CliRunner().invoke(main, ["linkcheck", "--base", "/survey/", str(tmp_path)])
    assert (result.exit_code, result.output) == (0, "1 links in 2 pages, 0 broken\n")


def test_the_command_takes_the_base_path_from_the_published_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://example.org/survey")
    site(tmp_path, index='<a href="/survey/a/">x</a>')
    assert CliRunner().invoke(main, ["linkcheck", str(tmp_path)]).exit_code == 0


def test_a_folder_without_pages_is_misuse(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["linkcheck", str(tmp_path)]).exit_code == 2
