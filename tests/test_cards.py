"""Cards of previews: what they say, that it fits, that they are painted once and only where asked for."""

from __future__ import annotations

import re
import struct
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from support import INFO, INVENTED, ROOT, Tree, invented, make_root

from livingsurvey.charts.card_svg import HEIGHT, LEFT, RIGHT, WIDTH, Drawing, Faces, drawing
from livingsurvey.charts.typeface import read_typeface
from livingsurvey.cli import main
from livingsurvey.derive.card import Card, CardFigure, card
from livingsurvey.export.metadata import CARD, CARD_SIZE
from livingsurvey.model.history import History, Month
from livingsurvey.pages.cards import cards
from livingsurvey.paint import paint
from livingsurvey.render import Renderer
from livingsurvey.site import build
from livingsurvey.siteinfo import site_info
from livingsurvey.vendor import VendorError, card_fonts
from livingsurvey.view import View

FONTS = card_fonts(ROOT)
DRAWN = ROOT / "docs" / Path(CARD).with_suffix(".svg")
FACES = Faces(*map(read_typeface, FONTS))
SVG = "{http://www.w3.org/2000/svg}"
PLAIN = Card(
    slug="x-vla",
    name="X",
    month="2099-01",
    pillar="training",
    branch="Training · A technique",
    summary="A summary.",
    figures=(),
    setting="",
    numbers=0,
    changed="2099-01-02",
    site="A survey",
)
FIGURE = CardFigure("2.5×", "speed-up", "latency, against BaseVLA")


def view(data: Path = INVENTED) -> View:
    return View(Tree(data).survey(), replace(INFO, cards=True))


def text_of(drawn: Drawing) -> str:
    return " ".join(line.text for line in drawn.lines)


def svgs(survey: View) -> dict[str, bytes]:
    return dict(Renderer(ROOT / "templates", {}).texts(cards(survey, FACES)))


def painted(svg: bytes, folder: Path) -> bytes:
    ((_, picture),) = paint([("a.svg", svg)], FONTS, folder, print)
    return picture


def pixels(png: bytes) -> list[bytes]:
    """The rows of a picture, four bytes a pixel, with the filters of its lines taken back."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, *kind = struct.unpack(">IIBB", png[16:26])
    assert kind == [8, 6]
    at, packed = 8, b""
    while at < len(png):
        size, name = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + size] if name == b"IDAT" else b""
        at += 12 + size
    raw, rows, above = zlib.decompress(packed), [], bytes(4 * width)
    for n in range(height):
        start = n * (4 * width + 1)
        above = _unfiltered(raw[start], raw[start + 1 : start + 1 + 4 * width], above)
        rows.append(above)
    return rows


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    row = bytearray(line)
    for i, value in enumerate(line):
        left, corner = (row[i - 4], above[i - 4]) if i >= 4 else (0, 0)
        guess = left + above[i] - corner
        paeth = min((left, above[i], corner), key=lambda near: abs(guess - near))
        row[i] = (value + (0, left, above[i], (left + above[i]) // 2, paeth)[kind]) % 256
    return bytes(row)


def assert_all_in_place(drawn: Drawing) -> None:
    for line in drawn.lines:
        wide = (FACES.bold if line.bold else FACES.regular).width(line.text, line.size)
        left, right = (line.x - wide, line.x) if line.end else (line.x, line.x + wide)
        assert left >= LEFT, line
        assert right <= RIGHT, line
        assert line.size < line.y < HEIGHT - 10, line


def test_a_card_says_name_branch_month_summary_and_the_headline_point() -> None:
    drawn = drawing(card(view(), invented().methods["crispvla"]), FACES)
    said = text_of(drawn)
    for words in ("CrispVLA", "2096-03", "Doe", "×", "speed-up: "):
        assert words in said
    assert drawn.shape == "circle"
    assert invented().methods["crispvla"].summary.en in " ".join(said.split())


def test_every_figure_of_a_card_is_of_one_operating_point_and_none_is_derived() -> None:
    survey = view()
    for method in survey.methods:
        row = survey.headlines[method.slug]
        stated = [c.text for c in row.cells.values() if not c.derived]
        for figure in card(survey, method).figures:
            assert any(figure.value.startswith(text) for text in stated), (method.slug, figure)


def test_a_work_without_numbers_says_so() -> None:
    assert "No number is entered yet" in text_of(drawing(PLAIN, FACES))
    assert "1 number, each" in text_of(drawing(replace(PLAIN, numbers=1), FACES))
    assert "26 numbers, each" in text_of(drawing(replace(PLAIN, numbers=26), FACES))


def test_the_day_is_that_of_the_entry_not_of_the_build() -> None:
    """Else every card would be painted anew by every commit."""
    survey = view()
    method = invented().methods["crispvla"]
    month = Month("2099-01", {"crispvla": ("2099-01-01T00:00:00Z", "2099-01-05T00:00:00Z")}, {})
    told = View(survey.survey, survey.info, survey.citation, History((month,)))
    assert card(survey, method).changed == ""
    assert card(told, method).changed == "2099-01-05"


@pytest.mark.parametrize("data", [INVENTED, ROOT / "data"], ids=["invented", "real"])
def test_every_card_is_whole_and_in_its_place(data: Path) -> None:
    survey = view(data)
    for method in survey.methods:
        drawn = drawing(card(survey, method), FACES)
        assert_all_in_place(drawn)
        assert (method.name if FACES.bold.has(method.name) else method.slug) in text_of(drawn)
        assert "…" not in text_of(drawn).replace(method.summary.en or "", "")


@pytest.mark.parametrize("letters", ["W", "WWWW ", "i", "a much longer word ", "Ω"])
def test_no_length_of_text_leaves_its_place(letters: str) -> None:
    long = letters * 400
    figure = CardFigure(long, "speed-up", long)
    for figures in ((), (FIGURE,), (FIGURE, figure, FIGURE), (figure,) * 3):
        wide = replace(
            PLAIN, name=long, branch=long, summary=long, site=long, setting=long, figures=figures
        )
        assert_all_in_place(drawing(wide, FACES))


def test_as_many_figures_stand_as_can_say_what_they_are() -> None:
    long = replace(FIGURE, note="against " + "a baseline that is described at length, " * 3)
    three, two, one = ((FIGURE,) * 3, (FIGURE, FIGURE, long), (long, FIGURE, FIGURE))
    for figures, shown in ((three, 3), (two, 2), (one, 1)):
        said = text_of(drawing(replace(PLAIN, figures=figures), FACES))
        assert said.count("speed-up") == shown
        assert "…" not in said


def test_what_the_font_lacks_is_left_out_and_a_name_gives_way_to_its_id() -> None:
    said = text_of(drawing(replace(PLAIN, name="机器人", summary="🤖 robots"), FACES))
    assert "x-vla" in said
    assert "robots" not in said
    assert "π₀ Ωmega" in text_of(drawing(replace(PLAIN, name="π₀ Ωmega"), FACES))
    for hidden in ("\u202eevil", "a\u200fb", "מודל", "a\x00b", "\ud800"):
        assert "x-vla" in text_of(drawing(replace(PLAIN, name=hidden), FACES))


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    hostile = '</text><image href="https://example.org/x"/> & \'a\' "b" <!-- ]]> {{ 7*7 }}'
    drawn = drawing(
        replace(PLAIN, name=hostile, summary=hostile, setting=hostile, figures=(FIGURE,)), FACES
    )
    texts = Renderer(ROOT / "templates", {}).environment.overlay(autoescape=True)
    svg = texts.get_template("texts/card.svg").render(card=drawn).strip()
    root = ElementTree.fromstring(svg)  # noqa: S314 - made here
    assert {e.tag.removeprefix(SVG) for e in root.iter()} == {"svg", "rect", "g", "path", "text"}
    assert "{{ 7*7 }}" in " ".join("".join(e.itertext()) for e in root.iter(f"{SVG}text"))
    assert painted(svg.encode(), tmp_path)


def test_every_living_method_has_a_card_beside_its_page() -> None:
    survey = view()
    drawn = svgs(survey)
    assert sorted(drawn) == sorted(f"methods/{m.slug}/card.svg" for m in survey.methods)
    for svg in drawn.values():
        root = ElementTree.fromstring(svg.decode())  # noqa: S314 - made here
        assert (root.get("width"), root.get("height")) == ("1200", "630")


def test_a_card_is_painted_alike_each_time(tmp_path: Path) -> None:
    svg = svgs(view())["methods/crispvla/card.svg"]
    assert painted(svg, tmp_path / "a") == painted(svg, tmp_path / "b")


def test_every_text_of_a_card_leaves_ink_where_it_stands(tmp_path: Path) -> None:
    svg = svgs(view())["methods/crispvla/card.svg"].decode()
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    assert size in svg
    quarter = f'width="{WIDTH // 4}" height="{HEIGHT / 4}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    rows = pixels(painted(svg.replace(size, quarter).encode(), tmp_path))
    assert rows[0][:3] == bytes.fromhex("0072b2")
    for line in drawing(card(view(), invented().methods["crispvla"]), FACES).lines:
        x, y = int(line.x) // 4, int(line.y - line.size / 4) // 4
        near = rows[y][4 * (x - 15) : 4 * x] if line.end else rows[y][4 * x : 4 * (x + 15)]
        assert min(near) < 200, line


def test_a_text_is_as_wide_as_it_is_measured(tmp_path: Path) -> None:
    text = "Efficient VLA: 93.8 % ± 1, π₀ ≥ 1 000 Ω"
    size, face = 20, FACES.regular
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="460" height="30" font-family="IBM Plex Sans">'
        f'<text x="10" y="20" font-size="{size}">{text}</text></svg>'
    )
    inked = [
        n // 4 for row in pixels(painted(svg.encode(), tmp_path)) for n in range(3, len(row), 4) if row[n]
    ]
    assert face.width(text, size) == pytest.approx(max(inked) - 10, rel=0.02)


def test_what_was_painted_once_is_taken_from_the_cache(tmp_path: Path) -> None:
    said: list[str] = []
    work = [("m/a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')]
    ((path, first),) = paint(work, FONTS, tmp_path, said.append)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(b"kept")
    assert list(paint(work, FONTS, tmp_path, said.append)) == [("m/a.png", b"kept")]
    assert path == "m/a.png"
    assert first.startswith(b"\x89PNG")
    assert len(said) == 1
    assert said[0].startswith("Painting 1 of 1 cards")
    assert len(list(paint([("b.svg", work[0][1] + b"\n")], FONTS, tmp_path, said.append))) == 1
    assert len(said) == 2


def test_the_card_of_the_site_is_in_the_font_of_the_others_and_all_its_texts_fit() -> None:
    drawn = ElementTree.fromstring(DRAWN.read_bytes())  # noqa: S314 - our own drawing
    assert (drawn.get("font-family"), drawn.get("width"), drawn.get("height")) == (
        "IBM Plex Sans",
        str(WIDTH),
        str(HEIGHT),
    )
    texts = list(drawn.iter(f"{SVG}text"))
    assert texts
    for text in texts:
        face = FACES.bold if text.get("font-weight") else FACES.regular
        left = float(text.get("x", "0"))
        assert left >= LEFT
        assert left + face.width(text.text or "", int(text.get("font-size", "0"))) <= RIGHT, text.text


def test_the_picture_of_the_site_is_painted_of_its_drawing(tmp_path: Path) -> None:
    fresh, kept = painted(DRAWN.read_bytes(), tmp_path), DRAWN.with_suffix(".png").read_bytes()
    if fresh == kept:
        return
    off = [
        abs(a - b)
        for new, old in zip(pixels(fresh), pixels(kept), strict=True)
        for a, b in zip(new, old, strict=True)
    ]
    assert max(off) < 32, "paint it anew: docs/decisions/010-cards-for-previews.md says how"


def test_other_fonts_are_other_pictures(tmp_path: Path) -> None:
    work = [("a.svg", svgs(view())["methods/crispvla/card.svg"])]
    with_two, with_one = (list(paint(work, fonts, tmp_path, print)) for fonts in (FONTS, FONTS[:1]))
    assert with_two != with_one


def test_without_the_painter_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(VendorError, match=r"resvg_py.*make build CARDS=1"):
        list(paint([], FONTS, tmp_path, print))


def test_without_the_font_the_error_says_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(VendorError, match=re.escape("Regular.ttf") + r".*run `npm ci"):
        card_fonts(tmp_path)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.ttf").write_bytes(b"\x00\x01\x00\x00" + bytes(40))
    with pytest.raises(ValueError, match="no TrueType font"):
        read_typeface(tmp_path / "a.ttf")


@pytest.mark.parametrize(
    ("environment", "on"),
    [
        ({}, False),
        ({"CARDS": ""}, False),
        ({"CARDS": "1"}, True),
        ({"CARDS": "1", "SNAPSHOT": "2099.01"}, False),
    ],
)
def test_cards_are_off_unless_asked_for_and_never_in_a_snapshot(
    environment: dict[str, str], on: bool, tmp_path: Path
) -> None:
    assert site_info(tmp_path, environment).cards is on


def test_only_the_deployment_asks_for_cards() -> None:
    workflows = sorted((ROOT / ".github/workflows").glob("*.yml"))
    assert [p.name for p in workflows if "CARDS" in p.read_text("utf-8")] == ["pages.yml"]


def test_a_command_without_the_painter_ends_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    root = make_root(tmp_path / "root", INVENTED)
    words = ["--root", str(root), "materialise", str(tmp_path / "out")]
    run = CliRunner().invoke(main, words, env={"CARDS": "1"})
    assert run.exit_code == 1
    assert run.output.startswith("Error: CARDS=1 needs resvg_py")


def test_a_build_with_cards_names_them_in_the_previews_of_methods_alone() -> None:
    site = build(INVENTED, ROOT / "templates", replace(INFO, cards=True))
    files = dict(site.files)
    for page in site.pages:
        tags = dict(page.meta.tags)
        address = tags["og:image"].removeprefix(INFO.site_url)
        slug = page.url.removeprefix("methods/").rstrip("/")
        living = slug in site.survey.methods and not site.survey.methods[slug].removed
        assert address == (
            f"methods/{slug}/card.png" if living and page.url.startswith("methods/") else CARD
        )
        if address != CARD:
            assert files[address].startswith(b"\x89PNG")
            assert struct.unpack(">II", files[address][16:24]) == CARD_SIZE
            assert tags["og:image:alt"] == f"{page.title}: {page.description}"
            assert len(files[address]) < 150_000
