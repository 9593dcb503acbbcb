"""The comparison in a browser: chosen by mouse and keyboard, held by the address, equal to what Python says."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import OpenPage
from hostile import SEEN
from playwright.sync_api import Page, expect
from support import INFO, ROOT, invented

from livingsurvey.bibfile import parse_bib
from livingsurvey.derive.column import Column, Entry, column
from livingsurvey.derive.comparability import compare
from livingsurvey.derive.compare import comparison
from livingsurvey.load import load
from livingsurvey.view import View

HEADS = "#comparison thead th"
PAIR = "compare/?m=crispvla,basevla&ref=basevla"

ELEMENTS = """() => {
  const table = document.getElementById("comparison");
  const said = (e) => [e.tagName, e.className, e.scope, e.colSpan, e.title, e.href, e.ariaLabel].join("|");
  return {
    caption: document.getElementById("comparison-caption").textContent,
    cells: [...table.rows].map((r) => [...r.cells].map((c) => c.textContent.replace(/\\s+/g, " ").trim())),
    elements: [...table.querySelectorAll("*")].map(said),
  };
}"""

VERDICTS = """async ([root, slugs, pairs]) => {
  const { verdict, inWords } = await import(root + "assets/js/compare/table.js");
  const json = async (path) => (await fetch(root + "compare/" + path)).json();
  const words = await json("words.json");
  const columns = await Promise.all(slugs.map((slug) => json(`data/${slug}.json`)));
  const entries = columns.flatMap((c) => c.points.flatMap((p) => p.entries));
  return pairs.map(([a, b]) => {
    const found = verdict(entries[a], entries[b], words);
    return `${found.level} ${inWords(found, words)}`;
  });
}"""

TABLES = """async ([root, selections]) => {
  const { choose, table } = await import(root + "assets/js/compare/table.js");
  const json = async (path) => (await fetch(root + "compare/" + path)).json();
  const words = await json("words.json");
  return Promise.all(selections.map(async (slugs) => {
    const columns = await Promise.all(slugs.map((slug) => json(`data/${slug}.json`)));
    return table(columns, choose(columns, [], words), words);
  }));
}"""

EXPORTS = """async ([root, kind, texts]) => {
  const exports = await import(root + "assets/js/compare/exports.js");
  const cells = texts.map((text) => [{ item: { text }, verdict: "", level: 0 }]);
  const rows = [{ label: texts[0], unit: "", cells }];
  const heads = texts.map((name) => ({ slug: "x", name }));
  return exports[kind]({ heads, caption: texts[0], sections: [{ title: "T", blank: "–", rows }] }, "https://example.org/");
}"""


@cache
def real_view() -> View:
    survey, problems = load(ROOT / "data")
    assert problems == []
    return View(survey, INFO)


@cache
def columns(view_of: str) -> dict[str, Column]:
    view = real_view() if view_of == "real" else View(invented(), INFO)
    return {m.slug: column(view, m) for m in view.methods}


def entries(view_of: str) -> list[Entry]:
    return [e for c in columns(view_of).values() for p in c.points for e in p.entries]


def in_words(a: Entry, b: Entry) -> str:
    found = compare(a.reading, b.reading)
    return f"{int(found.level)} {found.words}"


def names(page: Page) -> list[str]:
    return [name.replace(" reference", "") for name in page.locator(HEADS).all_inner_texts()]


def choose(page: Page, *wanted: str) -> None:
    for name in wanted:
        page.get_by_label("Add a method", exact=True).fill(name)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator("#chosen li b", has_text=name)).to_have_count(1)


def test_the_browsers_verdict_is_pythons_on_every_pair_of_the_invented_survey(
    site_url: str, open_page: OpenPage
) -> None:
    known = entries("invented")
    pairs = [(a, b) for a in range(len(known)) for b in range(len(known))]
    page = open_page(site_url + "compare/")
    said = page.evaluate(VERDICTS, [site_url, list(columns("invented")), pairs])
    assert said == [in_words(known[a], known[b]) for a, b in pairs]
    assert {words[0] for words in said} == {"1", "2", "3", "4", "5"}


def test_the_browsers_verdict_is_pythons_on_a_large_sample_of_the_real_survey(
    real_site_url: str, open_page: OpenPage
) -> None:
    known, dice = entries("real"), Random(7)  # noqa: S311 - a sample, the same each time
    by_metric: dict[str, list[int]] = {}
    for index, entry in enumerate(known):
        by_metric.setdefault(entry.metric.id, []).append(index)
    pairs = [(dice.choice(alike), dice.choice(alike)) for alike in by_metric.values() for _ in range(500)]
    pairs += [(dice.randrange(len(known)), dice.randrange(len(known))) for _ in range(500)]
    page = open_page(real_site_url + "compare/")
    said = page.evaluate(VERDICTS, [real_site_url, list(columns("real")), pairs])
    assert said == [in_words(known[a], known[b]) for a, b in pairs]
    assert {words[0] for words in said} == {"1", "2", "3", "4", "5"}


@pytest.mark.parametrize("view_of", ["invented", "real"])
def test_the_browsers_table_is_pythons_for_any_selection(
    view_of: str, site_url: str, real_site_url: str, open_page: OpenPage
) -> None:
    url = real_site_url if view_of == "real" else site_url
    known, dice = columns(view_of), Random(7)  # noqa: S311 - a sample, the same each time
    order = list((real_view().survey if view_of == "real" else invented()).metrics.values())
    selections = [dice.sample(list(known), dice.randint(1, 6)) for _ in range(60)]
    page = open_page(url + "compare/")
    for slugs, found in zip(selections, page.evaluate(TABLES, [url, selections]), strict=True):
        assert _plain(found) == _plain(asdict(comparison([known[s] for s in slugs], order))), slugs


def _plain(table: dict[str, Any]) -> dict[str, Any]:
    """A table of either side as JSON holds it, without what an item does not have."""
    heads = [list(h.values()) if isinstance(h, dict) else list(h) for h in table["heads"]]
    bare: dict[str, Any] = json.loads(json.dumps({**table, "heads": heads}))
    for section in bare["sections"]:
        for row in section["rows"]:
            for line in (line for cell in row["cells"] for line in cell):
                mark = line["item"].get("mark")
                line["item"]["mark"] = list(mark.values()) if isinstance(mark, dict) else mark
                line["item"] = {k: v for k, v in line["item"].items() if v}
    return bare


def test_a_ready_pair_and_the_page_of_scripts_are_the_same_elements(
    site_dir: Path, site_url: str, open_page: OpenPage
) -> None:
    _is_the_same(site_dir, site_url, open_page, most=9)


def test_a_ready_pair_of_the_real_survey_is_what_scripts_make(
    real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    _is_the_same(real_site_dir, real_site_url, open_page, most=6)


def _is_the_same(site: Path, url: str, open_page: OpenPage, most: int) -> None:
    pairs = sorted(
        p.parent.relative_to(site).as_posix()
        for p in site.glob("compare/*/*/index.html")
        if 'http-equiv="refresh"' not in p.read_text("utf-8")
    )
    assert pairs
    for pair in pairs[:: max(1, len(pairs) // most)]:
        page = open_page(f"{url}{pair}/")
        ready = page.evaluate(ELEMENTS)
        page.get_by_role("link", name="Change the selection").click()
        page.wait_for_url("**/compare/?m=*")
        expect(page.locator(HEADS)).to_have_count(2)
        assert page.evaluate(ELEMENTS) == ready


def test_methods_are_chosen_by_name_with_the_mouse(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    choose(page, "CrispVLA", "basevla", "printed")
    expect(page.locator(HEADS)).to_have_count(3)
    assert names(page) == ["CrispVLA", "BaseVLA", "PrintedVLA"]
    assert page.url == site_url + "compare/?m=crispvla,basevla,printedvla"
    expect(page.locator("#said")).to_have_text("3 methods")
    page.get_by_role("button", name="Remove: BaseVLA").click()
    expect(page.locator(HEADS)).to_have_count(2)
    assert page.url == site_url + "compare/?m=crispvla,printedvla"
    page.get_by_role("button", name="Move up: PrintedVLA").click()
    page.wait_for_url("**/?m=printedvla,crispvla")
    expect(page.locator(HEADS).first).to_contain_text("PrintedVLA reference")


def test_all_is_done_by_keyboard(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    field = page.get_by_label("Add a method", exact=True)
    field.focus()
    for name in ("CrispVLA", "BaseVLA"):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(field).to_have_value("")
    expect(page.locator(HEADS)).to_have_count(2)
    expect(field).to_be_focused()
    button = page.get_by_role("button", name="Make reference: BaseVLA")
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/?m=crispvla,basevla&ref=basevla")
    expect(page.locator(HEADS).first).to_contain_text("BaseVLA reference")
    expect(field).to_be_focused()
    remove = page.get_by_role("button", name="Remove: CrispVLA")
    remove.focus()
    page.keyboard.press("Enter")
    expect(page.locator(HEADS)).to_have_count(1)
    expect(field).to_be_focused()


def test_a_choice_from_the_list_of_names_is_taken_at_once(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    assert page.locator("#names option").count() > 10
    page.get_by_label("Add a method", exact=True).evaluate(
        """(field) => {
          field.value = "BaseVLA";
          field.dispatchEvent(new InputEvent("input", { inputType: "insertReplacementText" }));
        }"""
    )
    expect(page.locator(HEADS)).to_have_count(1)
    expect(page.locator("#said")).to_have_text("Add a second method to compare with.")


def test_a_deep_link_is_the_same_view(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    choose(page, "CrispVLA", "BaseVLA", "PrintedVLA")
    page.get_by_role("button", name="Make reference: BaseVLA").click()
    page.get_by_label("Operating point of CrispVLA").select_option("int8")
    page.wait_for_url("**/?m=crispvla:int8,basevla,printedvla&ref=basevla")
    expect(page.locator("#comparison")).to_contain_text("int8")
    shown = page.evaluate(ELEMENTS)
    fresh = open_page(page.url, fresh=True)
    expect(fresh.locator(HEADS)).to_have_count(3)
    assert fresh.evaluate(ELEMENTS) == shown
    expect(fresh.get_by_label("Operating point of CrispVLA")).to_have_value("int8")


def test_back_undoes_each_step_and_forward_does_it_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    choose(page, "CrispVLA", "BaseVLA")
    page.get_by_role("button", name="Make reference: BaseVLA").click()
    expect(page.locator(HEADS).first).to_contain_text("BaseVLA")
    page.go_back()
    expect(page.locator(HEADS).first).to_contain_text("CrispVLA")
    page.go_back()
    expect(page.locator(HEADS)).to_have_count(1)
    page.go_back()
    expect(page.locator("#comparison-caption")).to_contain_text("Nothing is chosen yet.")
    expect(page.locator("#result")).to_be_hidden()
    page.go_forward()
    expect(page.locator(HEADS)).to_have_count(1)


def test_another_reference_turns_the_verdicts(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/?m=basevla,printedvla")
    row = page.locator("#comparison tr", has_text="Model calls")
    expect(row).to_contain_text("stated equal: 4.67× the reference’s, better")
    page.get_by_role("button", name="Make reference: PrintedVLA").click()
    expect(row).to_contain_text("stated equal: 0.214× the reference’s, worse")
    assert names(page) == ["PrintedVLA", "BaseVLA"]


def test_another_point_brings_all_its_numbers(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/?m=basevla,crispvla")
    memory = page.locator("#comparison tr", has_text="Memory").locator("td").nth(1)
    expect(memory).to_contain_text("stated equal: equal")
    page.get_by_label("Operating point of CrispVLA").focus()
    page.get_by_label("Operating point of CrispVLA").select_option("w4a16")
    expect(memory).to_contain_text("6.66")
    expect(memory).to_contain_text("not comparable: other precision")
    expect(page.locator("#comparison tr", has_text="Latency").first).to_contain_text("99.9")
    expect(page.get_by_label("Operating point of CrispVLA")).to_be_focused()


def test_only_numbers_that_can_be_compared(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/?m=basevla,crispvla")
    expect(page.locator("#comparison th[scope=row]", has_text="Latency")).to_have_count(1)
    page.get_by_label("only numbers that can be compared").check()
    expect(page.locator("#comparison th[scope=row]", has_text="Latency")).to_have_count(0)
    expect(page.locator("#comparison th[scope=row]", has_text="Memory")).to_have_count(1)
    page.wait_for_url("**/?m=basevla,crispvla&only")
    fresh = open_page(page.url)
    expect(fresh.get_by_label("only numbers that can be compared")).to_be_checked()
    expect(fresh.locator("#comparison th[scope=row]", has_text="Latency")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "said", "columns"),
    [
        ("?m=no-such,crispvla", "No method here is called “no-such”.", 1),
        ("?m=constructor,__proto__", "No method here is called “constructor”, “__proto__”.", 0),
        ("?m=%3Cimg%20src=x%3E", "No method here is called “<img”, “src=x>”.", 0),
        ("?m=gonevla", "No method here is called “gonevla”.", 0),
        ("?m=crispvla:no-such", "No operating point is called “no-such”.", 1),
        (
            "?m=askvla,basevla,contestedvla,crispvla,dualmind,gathervla,pocketvla",
            "At most 6 methods: the first 6 of 7 are shown.",
            6,
        ),
        ("?m=crispvla,crispvla,&m=basevla&ref=no-such", "2 methods", 2),
        ("?m=base-vla-1,crispvla", "2 methods", 2),
        ("?nonsense", "", 0),
    ],
)
def test_an_address_that_asks_for_what_is_not_there_is_told(
    query: str, said: str, columns: int, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "compare/" + query)
    expect(page.locator("#said")).to_contain_text(said)
    expect(page.locator(HEADS)).to_have_count(columns)
    caption = ("Nothing is chosen yet.", "CrispVLA alone.")[columns] if columns < 2 else "Reference: "
    expect(page.locator("#comparison-caption")).to_contain_text(caption)


def test_the_reference_is_known_by_its_former_name(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/?m=crispvla,base-vla-1&ref=base-vla-1")
    expect(page.locator("#comparison-caption")).to_contain_text("Reference: BaseVLA.")


def test_what_cannot_be_added_is_told(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/?m=askvla,basevla,contestedvla,crispvla,dualmind,gathervla")
    expect(page.locator(HEADS)).to_have_count(6)
    for typed, said in {
        "PocketVLA": "At most 6 methods",
        "crispvla": "CrispVLA is chosen already.",
        "<b>x": "No method here is called “<b>x”.",
        "": "No method here is called “”.",
    }.items():
        page.get_by_label("Add a method", exact=True).fill(typed)
        page.keyboard.press("Enter")
        expect(page.locator("#said")).to_contain_text(said)


def test_numbers_that_cannot_be_loaded_are_told(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/", fresh=True)
    page.route("**/compare/data/*.json", lambda route: route.fulfill(status=204, body=""))
    page.get_by_label("Add a method", exact=True).fill("CrispVLA")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("could not be loaded")
    page.unroute("**/compare/data/*.json")
    page.get_by_label("Add a method", exact=True).fill("BaseVLA")
    page.keyboard.press("Enter")
    expect(page.locator(HEADS)).to_have_count(2)


def saved(page: Page, name: str, folder: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path.read_text("utf-8")


def test_the_csv_holds_the_table(site_url: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(site_url + PAIR)
    rows = {r[0]: r[1:] for r in csv.reader(saved(page, "CSV", tmp_path).splitlines())}
    assert rows[""] == ["BaseVLA (reference)", "CrispVLA"]
    assert rows["Latency, ms"] == ["444.4", "111.1 [not comparable: other timing scope]"]
    assert rows["Batch"] == ["1", "not stated"]
    assert len(rows) == page.locator("#comparison tr").count()


def test_markdown_latex_and_bibtex_are_whole(site_url: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(site_url + PAIR)
    markdown = saved(page, "Markdown", tmp_path).splitlines()
    assert markdown[0] == "|  | BaseVLA (reference) | CrispVLA |"
    assert "| Memory, GB | 22.2 | 22.2 \\[stated equal: equal\\] |" in markdown
    assert markdown[-1] == f"<{page.url}>"
    latex = saved(page, "LaTeX", tmp_path)
    assert "Memory, GB & 22.2 & 22.2 [stated equal: equal] \\\\" in latex
    assert latex.count("\\begin{") == latex.count("\\end{") == 2
    assert "\\toprule" in latex
    widths = re.findall(r">\{\\raggedright\\arraybackslash\}p\{([\d.]+)\\linewidth\}", latex)
    assert sum(map(float, widths)) == pytest.approx(0.79)
    assert "Sources. BaseVLA: Doe et al. 2095 v1, Table 3. CrispVLA: Doe and Low 2096 v1, Table 2." in latex
    references, problems = parse_bib(saved(page, "BibTeX", tmp_path), "comparison.bib")
    assert problems == []
    assert set(references) == {"doe2095basevla", "doe2096crispvla"}


def test_exports_guard_what_their_readers_obey(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "compare/")
    texts = [
        "=SUM(A1)",
        '-1+"x", y',
        "@x",
        "+1",
        "a|b*c_d<e>`f`\\",
        "50 % & $x$ #1 {y} ~^ 2 × π Ω³",
        "two\nlines",
    ]
    table = page.evaluate(EXPORTS, [site_url, "csv", texts])
    cells = list(csv.reader(table.splitlines()))[2][1:]
    assert cells == ["'=SUM(A1)", '\'-1+"x", y', "'@x", "'+1", *texts[4:6], "two lines"]
    markdown = page.evaluate(EXPORTS, [site_url, "md", texts])
    assert "a\\|b\\*c\\_d\\<e\\>\\`f\\`\\\\" in markdown
    latex = page.evaluate(EXPORTS, [site_url, "tex", texts])
    assert (
        "50 \\% \\& \\$x\\$ \\#1 \\{y\\} \\textasciitilde{}\\textasciicircum{} 2 $\\times$ $\\pi$ $\\Omega$$^3$"
        in latex
    )
    assert "a|b*c\\_d\\textless{}e\\textgreater{}`f`\\textbackslash{}" in latex


def test_the_link_is_copied(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + PAIR, fresh=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#said")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_without_scripts_the_page_explains_and_pairs_are_ready(
    phone: bool, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "compare/", scripts=False, phone=phone)
    expect(page.get_by_text("Choosing needs scripts")).to_be_visible()
    expect(page.get_by_label("Add a method", exact=True)).to_be_hidden()
    expect(page.locator("#result")).to_be_hidden()
    expect(page.get_by_role("button", name="Compare")).to_be_hidden()
    page.get_by_role("link", name="CrispVLA and BaseVLA").click()
    expect(page.locator("#comparison")).to_contain_text("stated equal: equal")
    scripted = open_page(site_url + "compare/?m=crispvla&m=basevla")
    expect(scripted.locator(HEADS)).to_have_count(2)
    expect(scripted.get_by_text("Choosing needs scripts")).to_be_hidden()


def test_on_a_phone_the_table_scrolls_in_its_box_beside_its_labels(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "compare/?m=basevla,crispvla,printedvla,pocketvla", phone=True)
    expect(page.locator(HEADS)).to_have_count(4)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    box = page.locator(".ls-compare")
    assert box.evaluate("e => e.scrollWidth > e.clientWidth")
    box.evaluate("e => e.scrollTo(e.scrollWidth, 0)")
    label = page.locator("#comparison th[scope=row]", has_text="Latency").first.bounding_box()
    last = page.locator(HEADS).last.bounding_box()
    assert label is not None
    assert last is not None
    assert label["x"] >= 0
    assert last["x"] + last["width"] <= 390


@pytest.mark.parametrize(("theme", "phone"), [("light", False), ("dark", False), ("light", True)])
def test_a_comparison_breaks_no_rule_of_axe(
    theme: Any, phone: bool, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "compare/?m=openvla,openvla-oft,vote,pi0", theme=theme, phone=phone)
    expect(page.locator(HEADS)).to_have_count(4)
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(rule["id"], [n["target"] for n in rule["nodes"][:3]]) for rule in found] == []


def test_controls_are_large_enough_to_hit(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + PAIR, phone=True)
    expect(page.locator(HEADS)).to_have_count(2)
    heights = page.locator("#chooser :is(button, select, label):visible").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().height)"
    )
    assert heights
    assert min(heights) >= 24


def test_an_attack_in_any_text_is_text(hostile_site_url: str, open_page: OpenPage) -> None:
    page = open_page(hostile_site_url + "compare/?m=crispvla,basevla,dualmind")
    expect(page.locator(HEADS)).to_have_count(3)
    for place in ("#comparison", "#comparison-caption", "#chosen"):
        assert SEEN in page.locator(place).text_content(), place
    assert page.locator(".injected").count() == 0
    assert page.locator("[onerror], [onclick], [onload], [onmouseover]").count() == 0
    assert page.evaluate("typeof hostile") == "undefined"
