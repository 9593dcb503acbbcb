"""Trade-offs: all figures in the page, one of them shown, chosen by three selects and kept in the address."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from conftest import OpenPage, Pages, Theme
from playwright.sync_api import Locator, Page, expect

LARGEST_SCRIPT, LARGEST_PAGE = 3_000, 95_000
"""Bytes on the wire: our script, and the page beside the engine's 100 kB (contract, section 10)."""
LATENCY = "?on=blockworld/long&x=latency_ms&class=examplechip-9-bf16-model"
REAL = "?on=libero/average-4&x=latency_ms"


@pytest.fixture
def tradeoffs(site_url: str, open_page: OpenPage) -> Page:
    """The page of the invented survey, in light."""
    return open_page(site_url + "tradeoffs/")


def select(page: Page, name: str) -> Locator:
    return page.locator(f"#choice select[name={name}]")


def shown(page: Page) -> list[str]:
    """The figures that a reader sees."""
    return page.locator(".ls-class:visible").evaluate_all("all => all.map((e) => e.id)")


def test_the_first_figure_is_each_against_its_own_baseline(tradeoffs: Page) -> None:
    assert shown(tradeoffs) == ["relative.all"]
    expect(select(tradeoffs, "on")).to_have_value("baseline")
    expect(select(tradeoffs, "x")).to_have_value("speedup_x")
    assert tradeoffs.url.endswith("/tradeoffs/")


def test_the_mouse_chooses_and_the_address_follows(tradeoffs: Page) -> None:
    select(tradeoffs, "on").select_option("blockworld/long")
    expect(select(tradeoffs, "x")).to_have_value("latency_ms")
    select(tradeoffs, "x").select_option("params_b")
    assert shown(tradeoffs) == ["params_b.blockworld.long.whole-model"]
    assert tradeoffs.url.endswith("?on=blockworld/long&x=params_b&class=whole-model")
    expect(tradeoffs.locator("#choice-status")).to_contain_text("success against parameters")


def test_the_keyboard_chooses(tradeoffs: Page) -> None:
    select(tradeoffs, "on").focus()
    tradeoffs.keyboard.press("ArrowDown")
    expect(select(tradeoffs, "on")).not_to_have_value("baseline")
    tradeoffs.keyboard.press("Tab")
    expect(select(tradeoffs, "x")).to_be_focused()
    before = tradeoffs.url
    tradeoffs.keyboard.press("End")
    expect(tradeoffs).not_to_have_url(before)
    expect(select(tradeoffs, "x")).to_be_focused()


def test_a_class_is_chosen_among_those_of_a_cost(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{real_site_url}tradeoffs/{REAL}")
    classes = select(page, "class").locator("option")
    assert classes.count() > 1
    first = shown(page)
    select(page, "class").select_option(index=1)
    second = shown(page)
    assert len(first) == len(second) == 1
    assert first != second
    assert re.search(r"&class=[a-z0-9-]+$", page.url)


def test_a_deep_link_shows_the_same_view(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}tradeoffs/{LATENCY}")
    assert shown(page) == ["latency_ms.blockworld.long.examplechip-9-bf16-model"]
    assert [select(page, n).input_value() for n in ("on", "x", "class")] == [
        "blockworld/long",
        "latency_ms",
        "examplechip-9-bf16-model",
    ]


def test_nothing_jumps_when_a_deep_link_opens(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{real_site_url}tradeoffs/{REAL}")
    expect(select(page, "x")).to_have_value("latency_ms")
    shift = page.evaluate("""() => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += entry.value;
        resolve(sum);
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
    })""")
    assert shift <= 0.02
    expect(page.locator(".ls-class:visible")).to_have_css("visibility", "visible")


def test_back_and_forward_restore_what_was_shown(tradeoffs: Page) -> None:
    select(tradeoffs, "on").select_option("blockworld/long")
    select(tradeoffs, "x").select_option("calls_hz")
    tradeoffs.go_back()
    expect(select(tradeoffs, "x")).to_have_value("latency_ms")
    assert shown(tradeoffs) == ["latency_ms.blockworld.long.examplechip-9-bf16-model"]
    tradeoffs.go_back()
    expect(select(tradeoffs, "on")).to_have_value("baseline")
    assert shown(tradeoffs) == ["relative.all"]
    tradeoffs.go_forward()
    expect(select(tradeoffs, "on")).to_have_value("blockworld/long")


def test_the_list_of_all_figures_leads_to_one(tradeoffs: Page) -> None:
    tradeoffs.locator(".ls-every a[href='#calls_hz.blockworld.long']").click()
    expect(select(tradeoffs, "x")).to_have_value("calls_hz")
    expect(tradeoffs.locator("[id='calls_hz.blockworld.long']")).to_be_in_viewport()
    select(tradeoffs, "on").select_option("baseline")
    assert tradeoffs.url.endswith("?on=baseline&x=speedup_x&class=all")


def test_an_empty_choice_says_why_and_what_is_nearest(tradeoffs: Page) -> None:
    select(tradeoffs, "on").select_option("blockworld/average-2")
    select(tradeoffs, "x").select_option("calls_hz")
    assert shown(tradeoffs) == []
    status = tradeoffs.locator("#choice-status")
    expect(status).to_have_text(
        "No figure: no work with a result on Blockworld Average of 2 states rate of model calls for the same point."
    )
    expect(status).to_be_visible()
    expect(tradeoffs.get_by_role("button", name="Interactive figure")).to_be_disabled()
    tradeoffs.locator("#choice-empty a").first.click()
    assert shown(tradeoffs) == ["calls_hz.blockworld.long.examplechip-9-bf16-model"]
    expect(tradeoffs.locator("#choice-empty")).to_be_hidden()
    expect(select(tradeoffs, "on")).to_be_focused()


def test_what_stands_alone_is_said_and_not_drawn(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "tradeoffs/?on=blockworld/long&x=memory_gb")
    expect(page.locator(".ls-alone:visible li")).to_contain_text(
        re.compile(r"Only BaseVLA .*nothing to compare it with\. Counted, not drawn\.")
    )
    expect(page.locator("#choice-status")).to_contain_text("stands alone")
    assert shown(page) == []


def test_an_address_of_what_is_not_here_shows_another_and_says_so(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "tradeoffs/?on=nowhere/at-all&x=latency_ms&class=<b>")
    assert shown(page) == ["relative.all"]
    expect(page.locator("#choice-status")).to_contain_text("What the address names is not here.")
    expect(page.locator("#choice-status")).to_be_visible()


def test_without_scripts_every_figure_is_there_and_no_select(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + "tradeoffs/", scripts=False)
    expect(page.locator("#choice")).to_be_hidden()
    figures = page.locator(".ls-class")
    assert figures.count() == page.locator(".ls-class:visible").count() > 3
    assert page.locator("svg.ls-scatter:visible").count() == figures.count()
    assert page.locator(".ls-class table:visible").count() == figures.count()
    page.locator(".ls-every a[href='#calls_hz.blockworld.long']").click()
    expect(page.locator("[id='calls_hz.blockworld.long']")).to_be_in_viewport()


def test_a_mark_leads_to_its_operating_point(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}tradeoffs/{LATENCY}")
    page.locator(".ls-class:visible a.ls-dot").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site_url}methods/*/#*")


def test_picture_table_and_front_hold_the_same_points(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "tradeoffs/", scripts=False)
    wrong = page.evaluate("""() => [...document.querySelectorAll(".ls-class")].filter((figure) => {
      const marks = [...figure.querySelectorAll("a.ls-dot")];
      const rows = [...figure.querySelectorAll("tbody tr")];
      const same = marks.every((m, i) => rows[i].querySelector("a").href === m.href.baseVal || rows[i].querySelector("a").getAttribute("href") === m.getAttribute("href"));
      const rings = marks.filter((m) => m.querySelector(".ls-ring")).length;
      const front = figure.querySelectorAll(".ls-front-list li").length;
      return marks.length !== rows.length || !same || rings !== front;
    }).map((figure) => figure.id)""")
    assert wrong == []


def test_a_standing_shows_in_the_form_of_a_mark(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{real_site_url}tradeoffs/{REAL}")
    for words, hollow, inner in (("read in the work itself", 0, 0), ("measured by a third party", 1, 1)):
        mark = page.locator(f"a.ls-dot:not(.ls-dot--start):has(title:text('{words}'))").first
        assert ("ls-dot--hollow" in (mark.get_attribute("class") or "")) is bool(hollow)
        assert mark.locator(".ls-inner").count() == inner
    ground = "rgb(255, 255, 255)"
    expect(page.locator("a.ls-dot--hollow").first).to_have_css("fill", ground)


def test_a_mark_whose_setting_is_not_stated_says_so_in_picture_list_and_note(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{real_site_url}tradeoffs/")
    figure = page.locator(".ls-class:visible")
    underlined, words = figure.locator("a.ls-dot:has(.ls-unsaid)"), "same setting not stated"
    marks, count = figure.locator("a.ls-dot").count(), underlined.count()
    assert 0 < count < marks
    assert figure.locator("tbody tr").filter(has_text=words).count() == count
    assert figure.locator(f"a.ls-dot:has(title:text('{words}'))").count() == count
    expect(figure.locator(".ls-note")).to_contain_text(f"{count} of {marks} points, underlined")
    drawn(page)
    lines = page.evaluate(
        "() => document.querySelector('.ls-plot').data.filter((t) => t.mode === 'text').map((t) => t.x.length)"
    )
    assert lines == [count]


def test_an_arrow_is_said_in_words(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{real_site_url}tradeoffs/{REAL}")
    figure = page.locator(".ls-class:visible")
    assert figure.locator("path[data-ends]").count() > 0
    expect(figure.locator(".ls-front-list")).to_contain_text(
        re.compile(r"from OpenVLA [\d.]+ % at [\d.]+ ms")
    )


def drawn(page: Page) -> Page:
    """The page after its figure was asked for."""
    page.get_by_role("button", name="Interactive figure").click()
    page.locator(".ls-plot .scatterlayer").wait_for(state="attached")
    return page


def test_plotly_comes_on_request_only_and_draws_the_figure_at_hand(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}tradeoffs/{LATENCY}")
    assert page.locator("script[src*=plotly]").count() == 0
    drawn(page)
    expect(page.locator(".ls-class:visible svg.ls-scatter")).to_be_hidden()
    points = page.evaluate("""() => document.querySelector(".ls-plot").data
      .filter((t) => t.mode === "markers").flatMap((t) => t.x.map((x, i) => [x, t.y[i]])).sort()""")
    assert points == [[444.4, 55.5], [99.9, 60]]
    tools = page.locator(".ls-plot .modebar-btn").evaluate_all("all => all.map((b) => b.dataset.title)")
    assert tools == ["Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes", "Download plot as a PNG"]


def test_the_drawn_figure_follows_the_choice_and_gives_way_to_the_picture(
    site_url: str, open_page: OpenPage
) -> None:
    page = drawn(open_page(f"{site_url}tradeoffs/{LATENCY}"))
    select(page, "x").select_option("params_b")
    plot = page.locator(".ls-class:visible .ls-plot")
    expect(plot.locator(".xtitle")).to_have_text("Parameters, B")
    button = page.get_by_role("button", name="Interactive figure")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(page.locator(".ls-plot")).to_have_count(0)
    expect(page.locator(".ls-class:visible svg.ls-scatter")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_drawn_figure_wears_the_colours_of_the_page(
    theme: Theme, site_url: str, open_page: OpenPage
) -> None:
    page = drawn(open_page(f"{site_url}tradeoffs/{LATENCY}", theme=theme))
    ink = {"light": "rgb(27, 37, 48)", "dark": "rgb(223, 229, 234)"}[theme]
    expect(page.locator(".ls-plot .xtitle")).to_have_css("fill", ink)


def test_a_library_that_cannot_be_loaded_leaves_the_picture(
    site_url: str, open_page: OpenPage, pages: Pages
) -> None:
    page = open_page(f"{site_url}tradeoffs/{LATENCY}", fresh=True)
    pages.guard.allowed += ("status of 404",)
    page.evaluate("document.getElementById('choice').dataset.plotly = '../no-such-script.js'")
    page.get_by_role("button", name="Interactive figure").click()
    expect(page.locator("#choice-status")).to_contain_text("could not be loaded")
    expect(page.locator(".ls-class:visible svg.ls-scatter")).to_be_visible()
    expect(page.locator(".ls-plot")).to_have_count(0)


def test_an_attack_in_a_name_is_text_in_the_drawn_figure(
    hostile_site_url: str, open_page: OpenPage
) -> None:
    page = drawn(open_page(f"{hostile_site_url}tradeoffs/?on=blockworld/long&x=params_b"))
    page.locator(".ls-plot .scatterlayer .points path").last.hover(force=True)
    expect(page.locator(".ls-plot .hoverlayer .hovertext")).to_contain_text("<img class=injected")
    assert page.locator(".injected").count() == 0


def test_on_a_phone_the_selects_choose_and_nothing_scrolls_sideways(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{real_site_url}tradeoffs/", phone=True)
    select(page, "on").select_option("libero/average-4")
    select(page, "x").select_option("latency_ms")
    select(page, "class").select_option(index=2)
    assert len(shown(page)) == 1
    drawn(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    heights = page.locator("#choice select, #choice button").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect().height)"
    )
    assert min(heights) >= 24


def test_on_a_phone_no_word_of_the_list_is_cut_off(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{real_site_url}tradeoffs/", phone=True)
    box = page.locator(".ls-trade:not([hidden]) .ls-class:not([hidden]) .ls-scroll")
    assert box.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_a_column_for_the_front_stands_only_where_there_is_one(real_site_dir: Path) -> None:
    html = (real_site_dir / "tradeoffs" / "index.html").read_text("utf-8")
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    assert tables
    assert all((">Front</th>" in t) == ("on the front" in t) for t in tables)


def test_script_and_page_are_small_enough(real_site_dir: Path) -> None:
    def wire(path: str) -> int:
        return len(gzip.compress((real_site_dir / path).read_bytes(), 6))

    assert wire("assets/js/tradeoffs.js") <= LARGEST_SCRIPT
    assert wire("tradeoffs/index.html") <= LARGEST_PAGE
