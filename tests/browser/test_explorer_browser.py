"""The explorer: words, facets and ranges, order and columns, in the address, by mouse and keyboard, and as files."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import OpenPage
from kinds import methods
from playwright.sync_api import Locator, Page, Route, expect

ROWS = "#methods tbody tr"
Method = dict[str, Any]


def settled(page: Page) -> None:
    """Wait for the rows that follow those of a screen."""
    expect(page.locator("#methods:not([aria-busy=true])")).to_be_attached()


def names(page: Page) -> list[str]:
    """The names of the rows, in their order, once all of the window stand in the page."""
    settled(page)
    return page.locator(f"{ROWS} th a").all_inner_texts()


def status(page: Page) -> Locator:
    """The line that says how many were found."""
    return page.locator(".ls-filter [role=status]")


def unfold(page: Page, *titles: str) -> None:
    """Open drawers by their titles, those already open left so."""
    for title in titles:
        summary = page.locator(".ls-filter summary").filter(has_text=re.compile(rf"^{title}"))
        if summary.locator("xpath=..").get_attribute("open") is None:
            summary.click()


def choose(page: Page, facet: str, token: str) -> None:
    """Tick a choice of a facet."""
    unfold(page, "Filters", facet)
    page.locator(f"[data-token='{token}']").check()


def bound(page: Page, column: str, end: str, value: str) -> None:
    """Fill one end of a range."""
    unfold(page, "Filters")
    page.get_by_label(f"{column} {end}", exact=True).fill(value)


def expect_names(page: Page, wanted: list[str]) -> None:
    """The rows become these, in any order."""
    expect(page.locator(ROWS)).to_have_count(len(wanted))
    assert sorted(names(page)) == sorted(wanted)


def of(site_dir: Path, test: Callable[[Method], bool]) -> list[str]:
    """Names of the methods of the site that pass a test."""
    return [str(m["name"]) for m in methods(site_dir) if test(m)]


def test_a_facet_shows_the_methods_that_have_it(site_url: str, site_dir: Path, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    choose(page, "Kind", "kind:foundational")
    wanted = of(site_dir, lambda m: m["kind"] == "foundational")
    expect_names(page, wanted)
    expect(status(page)).to_have_text(f"{len(wanted)} of {len(methods(site_dir))} methods · 1 filter")


def test_choices_of_one_facet_add_up(site_url: str, site_dir: Path, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    choose(page, "Kind", "kind:foundational")
    choose(page, "Kind", "kind:application")
    expect_names(page, of(site_dir, lambda m: m["kind"] in ("foundational", "application")))


def test_a_technique_includes_what_lies_below_it(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    choose(page, "Technique", "technique:model-design")
    below = lambda m: any(n.split("/")[0] == "model-design" for n in m["taxonomy"].get("evla", []))  # noqa: E731
    expect_names(page, of(site_dir, below))


def test_one_point_must_meet_all_facets_of_measurements_and_is_the_row(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    row = page.locator(ROWS).filter(has_text="CrispVLA")
    choose(page, "Precision", "precision:bf16")
    choose(page, "States", "states:speedup")
    expect(row).to_have_count(1)
    expect(row).to_have_attribute("data-point", "bf16")
    page.locator("[data-token='precision:bf16']").uncheck()
    choose(page, "Precision", "precision:int8")
    expect(row).to_have_count(0)
    page.locator("[data-token='states:speedup']").uncheck()
    expect(row).to_have_count(1)
    expect(row).not_to_have_attribute("data-point", "bf16")


def test_a_range_is_met_by_the_number_that_the_row_shows(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    bound(page, "Latency", "to", "90")
    expect(status(page)).to_contain_text("1 filter")
    shown = page.locator(f"{ROWS} td[data-l^=Latency]").evaluate_all(
        "cells => cells.map((c) => parseFloat(c.firstChild.textContent.replace(/^\\D+/, '')))"
    )
    assert shown
    assert max(shown) <= 90
    stated = lambda m: any(  # noqa: E731
        q.get("value", q.get("max", 1e9)) <= 90
        for p in m["operating_points"]
        if not p["superseded_by"]
        for k, q in p["values"].items()
        if k in ("latency_ms", "time_to_first_action_ms")
    )
    expect_names(page, of(site_dir, stated))


def test_counts_follow_the_other_filters_and_not_their_own(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    choose(page, "Kind", "kind:foundational")
    both = of(
        site_dir,
        lambda m: m["kind"] == "foundational" and "model-design" in str(m["taxonomy"].get("evla")),
    )
    count = page.locator("label:has([data-token='technique:model-design']) .ls-count")
    expect(count).to_have_text(str(len(both)))
    efficient = of(site_dir, lambda m: m["kind"] == "efficient")
    expect(page.locator("label:has([data-token='kind:efficient']) .ls-count")).to_have_text(
        str(len(efficient))
    )


BRUTE = """async ([url, questions]) => {
  const { decoded } = await import(url + "assets/js/explorer/data.js");
  const { answer } = await import(url + "assets/js/explorer/query.js");
  const data = decoded(await (await fetch(url + "methods/explorer.json")).json());
  const facet = (t) => data.tokens[t].split(":", 1)[0];
  const ok = (m, p, q, without) =>
    q.words.every((w) => `word:${w}` === without || m.text.includes(w)) &&
    q.choices.every((c) => c.name === without || p.tokens.some((t) => c.wanted.has(t))) &&
    q.ranges.every((r) => r.name === without ||
      p.cells.some((c) => c.column === r.column && c.key !== null && c.key >= r.from && c.key <= r.to));
  const found = (q, without, also = () => true) =>
    data.methods.filter((m) => m.points.some((p) => ok(m, p, q, without) && also(p)));
  const wrong = [];
  for (const { words, tokens, ranges } of questions) {
    const named = new Map();
    for (const t of tokens.map((n) => n % data.tokens.length)) named.set(facet(t), (named.get(facet(t)) ?? new Set()).add(t));
    const q = { words, ranges, choices: [...named].map(([name, wanted]) => ({ name, wanted })) };
    const got = answer(data, q, facet);
    const slugs = (ms) => ms.map((m) => m.slug).join();
    if (slugs(got.rows.map((r) => r.method)) !== slugs(found(q))) wrong.push(["rows", words, tokens, ranges]);
    for (const { method, point, more } of got.rows) {
      const meets = method.points.filter((p) => ok(method, p, q));
      if (meets[0] !== point || meets.length - 1 !== more) wrong.push(["point", method.slug]);
    }
    for (const [name, left] of got.loosened) if (left !== found(q, name).length) wrong.push(["loosened", name]);
    data.tokens.forEach((_, t) => {
      if ((got.counts.get(t) ?? 0) !== found(q, facet(t), (p) => p.tokens.includes(t)).length) wrong.push(["count", data.tokens[t]]);
    });
  }
  return wrong;
}"""


def test_the_one_pass_over_all_points_finds_what_plain_filters_find(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/")
    questions = [
        {
            "words": [["vla"], [], ["wang"], ["token", "a"]][n % 4],
            "tokens": [n * 37, n * 101 + 5, n * 11][: n % 4],
            "ranges": [{"name": "success", "column": 7, "from": 50 + n, "to": 99}] if n % 3 == 0 else [],
        }
        for n in range(24)
    ]
    assert page.evaluate(BRUTE, [real_site_url, questions]) == []


def test_words_find_authors_titles_and_arxiv_ids(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    known: Method = next(m for m in methods(site_dir) if m["arxiv_id"])  # type: ignore[assignment]
    page.get_by_label("Search", exact=True).last.fill(str(known["arxiv_id"]))
    expect_names(page, [known["name"]])
    words = f"{known['arxiv_id']} {known['authors'][0]['family']}".upper()
    page.get_by_label("Search", exact=True).last.fill(words)
    expect_names(page, [known["name"]])


def test_a_first_click_sorts_the_better_end_up_and_blanks_stay_last(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/")
    for head, better in (("Latency", 1), ("Success", -1)):
        button = page.locator("#methods thead").get_by_role("button", name=re.compile(f"^{head}"))
        for sign, way in ((better, 1), (-better, -1)):
            button.click()
            expect(page.locator("#methods thead [aria-sort]")).to_have_attribute(
                "aria-sort", "ascending" if better * way > 0 else "descending"
            )
            keys = page.locator(f"{ROWS} td[data-l^={head}]").evaluate_all(
                """cells => cells.map((c) => c.querySelector(".ls-blank") || c.textContent.includes("average length")
                   ? null : parseFloat(c.firstChild.textContent.replace(/^[^\\d−-]+/, "").replace("−", "-")))"""
            )
            stated = [k for k in keys if k is not None]
            assert keys == stated + [None] * (len(keys) - len(stated))
            assert len(stated) > 2
            assert stated == sorted(stated, reverse=sign < 0)
        button.click()
        expect(page.locator("#methods thead [aria-sort]")).to_contain_text("Month")


def test_it_opens_with_the_newest_and_says_so(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    head = page.locator("#methods th[data-column=month]")
    months = page.locator(f"{ROWS} td[data-l=Month]")
    newest = sorted(months.all_inner_texts(), reverse=True)
    assert months.all_inner_texts() == newest
    for query, way in (("?sort=-month", "ascending"), ("", "descending")):
        head.get_by_role("button").click()
        page.wait_for_url(f"**/methods/{query}")
        expect(head).to_have_attribute("aria-sort", way)
        expect(months).to_have_text(newest[::-1] if query else newest)


def test_a_second_column_decides_ties(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    heads = page.locator("#methods thead")
    heads.get_by_role("button", name="Technique").click()
    heads.get_by_role("button", name="Month").click(modifiers=["Shift"])
    page.wait_for_url("**/methods/?sort=technique,month")
    rows = page.locator(ROWS).evaluate_all(
        "rows => rows.map((r) => [r.cells[2].textContent.trim().toLowerCase(), r.cells[1].textContent.trim()])"
    )
    assert rows == sorted(sorted(rows, key=lambda r: r[1], reverse=True), key=lambda r: r[0])
    unfold(page, "Order")
    page.get_by_label("then by").select_option("name")
    page.wait_for_url("**/methods/?sort=technique,name")


def test_columns_come_and_go_and_the_address_keeps_them(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    unfold(page, "Order")
    page.get_by_role("group", name="Columns").get_by_label("Month").uncheck()
    page.get_by_role("group", name="Columns").get_by_label("FLOPs").check()
    page.wait_for_url("**/methods/?columns=*")
    fresh = open_page(page.url)
    for shown in (page, fresh):
        expect(shown.locator("#methods th[data-column=flops]")).to_be_visible()
        expect(shown.locator("#methods th[data-column=month]")).to_be_hidden()
        expect(shown.locator(f"{ROWS} td[data-l=Month]:visible")).to_have_count(0)


def test_the_address_holds_the_view_and_back_restores_each_step(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    choose(page, "Kind", "kind:foundational")
    page.wait_for_url("**/methods/?kind=foundational")
    page.get_by_label("Search", exact=True).last.fill("vla")
    page.wait_for_url("**/methods/?words=vla&kind=foundational")
    choose(page, "Kind", "kind:application")
    page.wait_for_url("**/methods/?words=vla&kind=foundational,application")
    page.go_back()
    page.wait_for_url("**/methods/?words=vla&kind=foundational")
    expect(page.locator("[data-token='kind:application']")).not_to_be_checked()
    wanted = names(page)
    address = page.url
    page.locator(f"{ROWS} th a").first.click()
    page.wait_for_url("**/methods/*/**")
    page.go_back()
    expect(page.get_by_label("Search", exact=True).last).to_have_value("vla")
    expect(page.locator(ROWS)).to_have_count(len(wanted))
    fresh = open_page(address)
    expect(fresh.locator("[data-token='kind:foundational']")).to_be_checked()
    expect(fresh.locator(ROWS)).to_have_count(len(wanted))
    assert names(fresh) == wanted
    expect(fresh.locator("#__search")).not_to_be_checked()


def test_a_choice_that_the_address_names_and_nobody_knows_is_told(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/?kind=efficient,gone&technique=model-design/left")
    expect(status(page)).to_contain_text("· not known here: model-design/left, gone")
    unfold(page, "Filters", "Kind")
    page.locator("[data-token='kind:efficient']").uncheck()
    expect(status(page)).not_to_contain_text("not known")


def test_the_count_stays_in_sight_while_filters_are_chosen(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/")
    unfold(page, "Filters", "Technique", "Device", "Benchmark")
    box = page.locator("form.ls-filter input[type=number]").last
    box.scroll_into_view_if_needed()
    box.fill("8")
    expect(status(page)).to_be_in_viewport(ratio=1)
    expect(status(page)).to_contain_text("1 filter")


TOOLS = ["Copy link", "CSV", "JSON", "BibTeX", "Print"]


@pytest.mark.parametrize("width", [390, 800, 1280, 1440])
def test_what_may_be_done_with_the_rows_found_stands_once_and_beside_their_number(
    width: int, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/?kind=efficient&states=latency")
    page.set_viewport_size({"width": width, "height": 900})
    expect(status(page)).to_contain_text("2 filters")
    buttons = page.get_by_role("group", name="The rows found").get_by_role("button")
    assert buttons.all_inner_texts() == TOOLS
    for name in (*TOOLS, "Clear"):
        expect(page.locator("form.ls-filter").get_by_role("button", name=name, exact=True)).to_have_count(1)
    told = status(page).bounding_box()
    boxes = [b.bounding_box() for b in (*buttons.all(), page.locator("[data-clear]"))]
    assert told is not None
    middle = told["y"] + told["height"] / 2
    for box in boxes:
        assert box is not None
        assert min(box["width"], box["height"]) >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        if width >= 1280:
            assert box["y"] < middle < box["y"] + box["height"]
    lines = {round(b["y"]) for b in boxes[:-1] if b}
    assert len(lines) == 1


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_words_that_name_a_filter_offer_it_and_a_press_puts_it_in_their_place(
    phone: bool, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/?kind=efficient", phone=phone)
    expect(status(page)).to_contain_text("1 filter")
    page.locator("#filter").fill("Orin INT4")
    offers = page.get_by_role("group", name="Filters of that name").get_by_role("button")
    if phone:
        expect(offers).to_have_count(3)
    else:
        expect(offers.last).to_have_text(re.compile(r"^Precision: INT4 \d+$"))
    device = offers.filter(has_text="Device: NVIDIA Jetson AGX Orin")
    found = device.locator(".ls-count").inner_text()
    device.click()
    page.wait_for_url("**/methods/?words=int4&kind=efficient&device=nvidia-jetson-agx-orin")
    expect(page.locator("#filter")).to_be_focused()
    expect(page.locator("#filter")).to_have_value("int4")
    expect(offers).to_have_count(1)
    expect(offers).to_have_text(re.compile(r"^Precision: INT4 \d+$"))
    page.locator("#filter").fill("")
    expect(status(page)).to_contain_text(f"{found} of ")
    expect(offers).to_have_count(0)
    page.go_back()
    expect(page.locator("[data-token='device:nvidia-jetson-agx-orin']")).not_to_be_checked()
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_no_filter_is_offered_for_words_that_begin_none(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/?words=libero+long")
    offers = page.get_by_role("group", name="Filters of that name").get_by_role("button")
    expect(offers.first).to_have_text(re.compile("^Benchmark: LIBERO-Long"))
    expect(offers.filter(has_text="Spatial")).to_have_count(0)
    for words in ("ibero", "op", "zzz"):
        page.locator("#filter").fill(words)
        expect(status(page)).to_contain_text(
            "“zzz”" if words == "zzz" else "1 filter" if words == "op" else "“ibero”"
        )
        expect(offers).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        (
            "taxonomy/evla/model-design/compression/quantization/",
            "technique=model-design/compression/quantization",
        ),
        ("benchmarks/libero/", "benchmark=libero"),
    ],
)
def test_works_filed_on_a_page_can_be_narrowed_and_taken_along_in_the_explorer(
    address: str, word: str, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + address)
    slugs = page.locator("#methods tbody tr").evaluate_all("rows => rows.map((r) => r.dataset.slug)")
    page.get_by_role("link", name="in the explorer").click()
    page.wait_for_url(f"**/methods/?{word}")
    expect(status(page)).to_contain_text("1 filter")
    settled(page)
    found = page.locator(ROWS).evaluate_all("rows => rows.map((r) => r.dataset.slug)")
    assert len(found) > 1
    assert set(slugs) <= set(found)


def test_both_spellings_find_the_same(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/?words=quantization")
    expect(status(page)).to_contain_text("1 filter")
    told = status(page).inner_text()
    page.locator("#filter").fill("Quantisation")
    expect(status(page)).to_have_text(told)
    expect(page.get_by_role("button", name="Technique: Quantization")).to_be_visible()


def test_the_link_of_a_view_is_copied(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/?kind=efficient", fresh=True)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    expect(status(page)).to_contain_text("1 filter")
    page.get_by_role("button", name="Copy link").click()
    expect(status(page)).to_have_text("The address of this view is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.parametrize("width", [720, 1440])
def test_what_a_table_says_of_itself_is_not_cut_off(
    width: int, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/")
    page.set_viewport_size({"width": width, "height": 900})
    caption = page.locator("#methods-caption").bounding_box()
    assert caption is not None
    assert caption["x"] + caption["width"] <= width


SHIFTS = """window.shifts = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts += e.value; })
  .observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_the_page_comes(width: int, real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url, fresh=True)
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(real_site_url + "methods/")
    expect(page.get_by_role("group", name="The rows found")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.shifts") < 0.002


@pytest.mark.parametrize("width", [800, 1280, 1440])
def test_columns_keep_their_widths_whatever_is_found(
    width: int, real_site_url: str, open_page: OpenPage
) -> None:
    read = "heads => heads.filter((h) => !h.hidden).map((h) => h.getBoundingClientRect().width)"
    page = open_page(real_site_url + "methods/")
    page.set_viewport_size({"width": width, "height": 900})
    heads = page.locator("#methods thead th")
    before = heads.evaluate_all(read)
    page.locator("#filter").fill("openvla-oft")
    expect(status(page)).to_contain_text("1 filter")
    assert heads.evaluate_all(read) == before


def test_the_head_stays_in_sight_where_every_column_fits(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/")
    head = page.locator("#methods thead th").first
    for width in (1280, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.locator(ROWS).nth(60).scroll_into_view_if_needed()
        expect(head).to_be_in_viewport(ratio=1)
    link = page.locator(f"{ROWS} th a").nth(50)
    link.focus()
    top, below = link.bounding_box(), head.bounding_box()
    assert top is not None
    assert below is not None
    assert top["y"] >= below["y"] + below["height"]
    page.evaluate("scrollTo(0, 0)")
    unfold(page, "Order")
    for name in ("FLOPs", "Visual tokens", "GPU hours"):
        page.get_by_role("group", name="Columns").get_by_label(name).check()
    expect(page.locator("#methods thead th:visible")).to_have_count(15)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    page.locator(ROWS).nth(60).scroll_into_view_if_needed()
    expect(head).not_to_be_in_viewport()
    assert head.evaluate("h => h.getBoundingClientRect().bottom") <= page.locator(ROWS).first.evaluate(
        "r => r.getBoundingClientRect().top + 1"
    )


def test_marks_and_pillars_stay_apart_in_forced_colours(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/", fresh=True)
    page.emulate_media(forced_colors="active")
    painted = "e => getComputedStyle(e).backgroundColor"
    clear = page.locator(".ls-key .ls-mark--secondary").evaluate(painted)
    assert page.locator(".ls-key .ls-mark--primary").evaluate(painted) != clear
    assert page.locator("#methods .ls-pillar--model-design").first.evaluate(painted) != clear


def test_nonsense_in_the_address_is_passed_over(site_url: str, site_dir: Path, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/?kind=%3Cimg%20src=x%3E&nonsense=1&latency=a..b&sort=x&from=-7")
    expect(page.locator(ROWS)).to_have_count(len(methods(site_dir)))


def test_filters_in_force_stand_above_the_rows_and_go_by_a_press(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/?kind=foundational&latency=..90")
    chips = page.get_by_role("group", name="Filters in force").get_by_role("button")
    expect(chips).to_have_count(2)
    expect(chips.first).to_have_text(re.compile(r"^Kind: \w"))
    chips.nth(1).click()
    expect(chips).to_have_count(1)
    expect_names(page, of(site_dir, lambda m: m["kind"] == "foundational"))
    page.locator("form.ls-filter").get_by_role("button", name="Clear").click()
    expect(chips).to_have_count(0)
    expect(page.locator(ROWS)).to_have_count(len(methods(site_dir)))
    assert page.url.endswith("/methods/")


def test_an_empty_result_names_the_filter_to_drop(
    site_url: str, site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/?kind=foundational&words=zzzz")
    found = len(of(site_dir, lambda m: m["kind"] == "foundational"))
    expect(page.locator(ROWS)).to_have_count(0)
    expect(status(page)).to_have_text(f"No method meets all of it. Without “zzzz”: {found}.")


def test_where_no_single_filter_is_to_blame_it_says_so(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/?words=zzz+qqq")
    expect(status(page)).to_have_text("No method meets all of it. Drop several filters or words.")
    page.locator("form.ls-filter").get_by_role("button", name="Clear").click()
    expect(page.locator("#filter")).to_be_focused()
    expect(page.locator("form.ls-filter").get_by_role("button", name="Clear")).to_be_hidden()


def test_a_hundred_rows_stand_in_the_page_and_the_rest_is_a_press_away(
    real_site_url: str, real_site_dir: Path, open_page: OpenPage
) -> None:
    total = len(methods(real_site_dir))
    assert total > 200
    page = open_page(real_site_url + "methods/")
    expect(page.locator(ROWS)).to_have_count(100)
    first = names(page)
    page.get_by_role("button", name="Next 100").click()
    expect(page.locator("#window span")).to_have_text(f"Rows 101–200 of {total}")
    expect(page.locator(ROWS)).to_have_count(100)
    second = names(page)
    assert not set(first) & set(second)
    page.wait_for_url("**/methods/?from=100")
    page.get_by_role("button", name="Previous 100").click()
    expect(page.locator("#window span")).to_have_text(f"Rows 1–100 of {total}")
    assert names(page) == first


def test_the_rows_that_stand_in_the_page_are_those_that_the_scripts_draw(
    real_site_url: str, open_page: OpenPage
) -> None:
    read = """rows => rows.map((r) => [...r.cells].map((c) => [c.dataset.l, c.hidden,
      c.innerText.replace(/\\d+ more points?/, "").replace(/[\\s·]+/g, " ").trim()]))"""
    page = open_page(real_site_url + "methods/")
    before = page.locator(ROWS).evaluate_all(read)
    page.get_by_label("Search", exact=True).last.fill(" ")
    page.get_by_label("Search", exact=True).last.press("Space")
    expect(page.locator(f"{ROWS} th small").filter(has_text="more point").first).to_be_visible()
    settled(page)
    assert page.locator(ROWS).evaluate_all(read) == before


def test_print_holds_every_row_that_was_found(
    real_site_url: str, real_site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/?kind=efficient")
    wanted = len(of(real_site_dir, lambda m: m["kind"] == "efficient"))
    expect(status(page)).to_contain_text(f"{wanted} of")
    page.evaluate(
        "addEventListener('beforeprint', () => (window.printed = document.querySelectorAll('#methods tbody tr').length))"
    )
    page.pdf()
    assert page.evaluate("window.printed") == wanted
    expect(page.locator(ROWS)).to_have_count(100)


ALL_COLUMNS = "?columns=flops,tokens,gpu_hours"
MARGIN = 8 / 25.4 * 96
"""A margin of 8 mm in CSS pixels."""


@pytest.mark.parametrize("view", ["", ALL_COLUMNS], ids=["default", "all columns"])
@pytest.mark.parametrize("paper", [(794, 1123), (1123, 794), (816, 1056), (1056, 816)])
def test_on_paper_no_column_is_cut_off(
    view: str, paper: tuple[int, int], real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{real_site_url}methods/{view}", fresh=True)
    expect(page.locator("#methods thead th:visible")).to_have_count(15 if view else 12)
    page.set_viewport_size({"width": int(paper[0] - 2 * MARGIN), "height": paper[1]})
    page.emulate_media(media="print")
    beyond = page.locator("#methods :is(th, td):visible").evaluate_all(
        "all => all.filter((e) => e.getBoundingClientRect().right > innerWidth || e.scrollWidth > e.clientWidth + 1).length"
    )
    assert beyond == 0
    assert (
        page.locator("#methods thead button").first.evaluate("e => getComputedStyle(e).display")
        == "contents"
    )


def test_a_wide_table_lies_across_the_page(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "methods/?words=openvla")
    (width, height), *_ = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(format="A4"))
    assert float(width) > float(height)


def _downloaded(page: Page, button: str, path: Path) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=button, exact=True).click()
    download.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_exactly_the_rows_found_are_downloaded_in_their_order(
    real_site_url: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(real_site_url + "methods/?kind=efficient&sort=month")
    expect(status(page)).to_contain_text("1 filter")
    first = names(page)
    rows = list(csv.DictReader(_downloaded(page, "CSV", tmp_path / "rows.csv").splitlines()))
    assert [r["Method"] for r in rows][:100] == first
    assert f"{len(rows)} of" in status(page).inner_text()
    records = json.loads(_downloaded(page, "JSON", tmp_path / "rows.json"))
    assert [r["Method"] for r in records] == [r["Method"] for r in rows]
    assert records[0]["Address"].startswith(real_site_url)


def test_cells_that_a_spreadsheet_would_run_are_guarded(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    cells = page.evaluate(
        """async (url) => {
          const { saveCsv } = await import(url);
          const texts = [];
          const made = URL.createObjectURL;
          URL.createObjectURL = (blob) => { texts.push(blob.text()); return made.call(URL, blob); };
          saveCsv([{ a: "=1+1", b: 'x "y", z', c: null, d: -3 }]);
          return (await Promise.all(texts))[0];
        }""",
        site_url + "assets/js/explorer/files.js",
    )
    assert cells == 'a,b,c,d\r\n\'=1+1,"x ""y"", z",,-3\r\n'


def test_chosen_rows_lead_to_the_comparison(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    page.get_by_label("Compare CrispVLA", exact=True).check()
    expect(page.locator("#compare")).to_be_hidden()
    page.get_by_label("Compare BaseVLA", exact=True).check()
    expect(page.locator("#compare")).to_have_text("Compare 2")
    expect(page.locator("#compare")).to_have_attribute("href", re.compile(r"compare/\?m=crispvla,basevla$"))


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_rows_ticked_for_a_comparison_are_kept_by_back_and_by_the_address(
    phone: bool, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "methods/?sort=month", phone=phone)
    for name in ("CrispVLA", "BaseVLA"):
        box = page.get_by_label(f"Compare {name}", exact=True)
        box.check()
        expect(box).to_be_focused()
    assert page.url.endswith("methods/?sort=month&compare=crispvla,basevla")
    page.locator("#compare").click()
    page.wait_for_url("**/compare/?m=*")
    page.go_back()
    for view in (page, open_page(site_url + "methods/?sort=month&compare=crispvla,basevla", phone=phone)):
        expect(view.get_by_label("Compare CrispVLA", exact=True)).to_be_checked()
        expect(view.get_by_label("Compare BaseVLA", exact=True)).to_be_checked()
        expect(view.locator("#methods [data-compare]:checked")).to_have_count(2)
        expect(view.locator("#compare")).to_have_text("Compare 2")
    page.locator("[data-clear]").click()
    expect(page.locator("#methods [data-compare]:checked")).to_have_count(0)
    expect(page.locator("#compare")).to_be_hidden()


def test_the_ranges_stand_before_the_long_lists_of_choices(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    order = page.evaluate(
        """() => [...document.querySelectorAll("form.ls-filter [data-bound], form.ls-filter [data-token^='benchmark:']")]
            .map((e) => e.matches("[data-bound]"))"""
    )
    assert order == sorted(order, reverse=True)


def test_all_of_it_by_keyboard(site_url: str, site_dir: Path, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/")
    page.keyboard.press("/")
    expect(page.locator("#filter")).to_be_focused()
    page.keyboard.type("vla")
    _tab_to(page, "Filters")
    page.keyboard.press("Enter")
    _tab_to(page, "Kind")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.wait_for_url("**/methods/?words=vla&kind=*")
    _tab_to(page, "Latency ms")
    page.keyboard.press("Enter")
    page.wait_for_url("**&sort=latency")
    expect(page.locator("#methods th[aria-sort]")).to_contain_text("Latency")


def _tab_to(page: Page, text: str) -> None:
    for _ in range(80):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.innerText ?? ''")
        if focused.replace("↕", "").strip().startswith(text):
            return
    raise AssertionError(f"no way to {text} by Tab")


def test_a_failed_load_says_so_and_may_be_tried_again(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", fresh=True)
    page.route("**/explorer.json", lambda route: route.fulfill(status=204, body=""))
    page.locator("#filter").fill("twin")
    expect(status(page)).to_contain_text("could not be loaded")
    page.unroute("**/explorer.json")
    page.locator("#filter").fill("twin ")
    expect(page.locator(ROWS)).to_have_count(2)


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_without_scripts_there_is_no_filter_and_the_first_rows(
    phone: bool, real_site_url: str, real_site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/", scripts=False, phone=phone)
    expect(page.locator(".ls-filter")).to_be_hidden()
    expect(page.locator(ROWS)).to_have_count(100)
    expect(page.get_by_role("button", name="Next 100")).to_be_hidden()
    total = len(methods(real_site_dir))
    expect(page.get_by_role("link", name=f"All {total} on one plain page")).to_be_visible()


def test_on_a_phone_rows_are_cards_and_filters_work(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "methods/", phone=True)
    choose(page, "Kind", "kind:foundational")
    expect(status(page)).to_contain_text("1 filter")
    row = page.locator(ROWS).first
    assert row.evaluate("(r) => getComputedStyle(r).display") == "flex"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_keystroke_draws_the_rows_of_a_screen_and_then_the_rest(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/?words=v")
    expect(status(page)).to_contain_text("1 filter")
    settled(page)
    page.evaluate("""() => {
      window.seen = [];
      const table = document.getElementById("methods");
      new MutationObserver(() => window.seen.push([table.tBodies[0].rows.length, table.ariaBusy]))
        .observe(table.tBodies[0], { childList: true });
    }""")
    page.get_by_label("Search", exact=True).last.fill("vl")
    page.wait_for_function("window.seen.length === 2")
    assert page.evaluate("window.seen") == [[30, "true"], [100, "false"]]


def test_a_row_ticked_while_the_data_come_does_not_undo_the_search(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "methods/")
    held: list[Route] = []
    page.route("**/explorer.json", lambda route: held.append(route))
    with page.expect_request("**/explorer.json"):
        page.get_by_label("Search", exact=True).last.fill("openvla-oft")
    page.locator(f"{ROWS} [data-compare]").first.check()
    held[0].continue_()
    expect(status(page)).to_contain_text("1 filter")
