"""The timeline: a picture for everyone, and on request a figure that answers to mouse and keyboard."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from conftest import OpenPage, Theme
from kinds import methods
from playwright.sync_api import Locator, Page, expect

LARGEST_FIGURE = 410_000
"""Bytes of the drawing library on the wire (contract, section 10)."""
TRANSFER, OWN_JS = 200_000, 8_000
"""Bytes of a first visit on the wire (the same)."""
LANES = ("efficient", "foundational")
INK = {"light": "rgb(27, 37, 48)", "dark": "rgb(223, 229, 234)"}
GREY = {"light": "rgb(118, 118, 118)", "dark": "rgb(160, 160, 160)"}


@pytest.fixture
def timeline(site_url: str, open_page: OpenPage) -> Page:
    """The timeline of the invented survey, in light."""
    return open_page(site_url + "timeline/")


def shown(page: Page) -> Page:
    """The page after its button was pressed."""
    page.get_by_role("button", name="Interactive figure").click()
    _points(page, "efficient").first.wait_for()
    return page


def test_the_figure_is_loaded_only_on_request(timeline: Page) -> None:
    asked: list[str] = []
    loaded = timeline.locator("script[src*=plotly]")
    timeline.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
    expect(loaded).to_have_count(0)
    shown(timeline)
    expect(loaded).to_have_count(1)
    drawn_from = sorted(name for name in asked if "figure" in name or "plotly" in name)
    assert drawn_from == ["figure.json", "plotly-basic.min.js", "timeline-figure.js"]


@pytest.mark.parametrize("lost", ["figure.json", "timeline-figure.js"])
def test_where_the_figure_cannot_be_loaded_the_picture_stays(
    lost: str, site_url: str, open_page: OpenPage
) -> None:
    timeline = open_page(site_url + "timeline/", fresh=True)
    timeline.route(
        f"**/{lost}", lambda route: route.fulfill(body="throw 1", content_type="text/javascript")
    )
    timeline.get_by_role("button", name="Interactive figure").click()
    expect(timeline.locator("#timeline-status")).to_contain_text("could not be loaded")
    expect(timeline.locator("#timeline-picture")).to_be_visible()
    expect(timeline.locator("#timeline-button")).to_be_enabled()


def test_a_first_visit_stays_within_its_bytes(
    real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "timeline/", fresh=True)
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url.removeprefix(real_site_url)))
    page.reload(wait_until="networkidle")
    files = {name: real_site_dir / (f"{name}index.html" if name[-1:] == "/" else name) for name in asked}
    sizes = {name: len(gzip.compress(file.read_bytes(), 6)) for name, file in files.items()}
    assert {"timeline/", "assets/js/timeline.js"} <= sizes.keys()
    assert sum(sizes.values()) <= TRANSFER
    assert sum(size for name, size in sizes.items() if name.startswith("assets/js/")) <= OWN_JS


def test_no_tool_of_the_figure_leads_to_another_origin(timeline: Page) -> None:
    shown(timeline)
    tools = timeline.locator("#timeline-plot .modebar-btn").evaluate_all(
        "all => all.map((b) => b.dataset.title)"
    )
    assert tools == ["Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes", "Download plot as a PNG"]


def test_the_button_replaces_the_picture(timeline: Page) -> None:
    expect(timeline.locator("#timeline-picture")).to_be_visible()
    expect(timeline.locator("#timeline-plot")).to_be_hidden()
    shown(timeline)
    expect(timeline.locator("#timeline-picture")).to_be_hidden()
    expect(timeline.locator("#timeline-plot")).to_be_visible()
    expect(timeline.locator("#timeline-button")).to_be_hidden()
    expect(timeline.locator("#timeline-status")).to_contain_text("double-click to reset")


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_keyboard_replaces_the_picture_and_keeps_its_place(timeline: Page, key: str) -> None:
    timeline.locator("#timeline-button").focus()
    timeline.keyboard.press(key)
    _points(timeline, "efficient").first.wait_for()
    expect(timeline.locator("#timeline-picture")).to_be_hidden()
    expect(timeline.locator("#timeline-plot")).to_be_focused()


@pytest.mark.parametrize("lane", LANES)
def test_hovering_a_mark_names_work_month_and_lane(timeline: Page, lane: str) -> None:
    shown(timeline)
    entry = _figure(timeline)[lane][0]
    _hover(timeline, _points(timeline, lane).first)
    label = timeline.locator("#timeline-plot .hoverlayer .hovertext")
    expect(label).to_contain_text(entry["name"])
    expect(label).to_contain_text(entry["month"])
    expect(label).to_contain_text(f"{lane.capitalize()} VLAs")


def test_clicking_a_mark_opens_the_page_of_its_work(timeline: Page, site_url: str) -> None:
    shown(timeline)
    entry = _figure(timeline)["efficient"][1]
    _hover(timeline, _points(timeline, "efficient").nth(1))
    timeline.mouse.down()
    timeline.mouse.up()
    timeline.wait_for_url(f"{site_url}methods/{entry['slug']}/")


def test_clicking_a_lane_in_the_legend_hides_and_shows_it(timeline: Page) -> None:
    shown(timeline)
    before = _points(timeline, "foundational").count()
    drawn = timeline.locator("#timeline-plot .scatterlayer .trace .points path")
    both = drawn.count()
    toggle = timeline.locator("#timeline-plot .legend .legendtoggle").nth(1)
    toggle.click()
    expect(drawn).to_have_count(both - before)
    toggle.click()
    expect(drawn).to_have_count(both)


def test_dragging_zooms_and_a_double_click_resets(timeline: Page) -> None:
    shown(timeline)
    whole = _months_shown(timeline)
    area = timeline.locator("#timeline-plot .nsewdrag").bounding_box()
    assert area is not None
    middle = area["y"] + area["height"] / 2
    timeline.mouse.move(area["x"] + area["width"] * 0.3, middle)
    timeline.mouse.down()
    timeline.mouse.move(area["x"] + area["width"] * 0.6, middle, steps=5)
    timeline.mouse.up()
    timeline.wait_for_function(f"({RANGE})().join() !== {','.join(whole)!r}")
    zoomed = _months_shown(timeline)
    assert whole[0] < zoomed[0] < zoomed[1] < whole[1]
    timeline.mouse.dblclick(area["x"] + area["width"] * 0.2, area["y"] + 8)
    timeline.wait_for_function(f"({RANGE})().join() === {','.join(whole)!r}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_figure_is_drawn_in_the_colours_of_the_page(
    theme: Theme, site_url: str, open_page: OpenPage
) -> None:
    page = shown(open_page(site_url + "timeline/", theme=theme))
    for text in (".legendtext", ".xtick text"):
        expect(page.locator(f"#timeline-plot {text}").first).to_have_css("fill", INK[theme])
    expect(_points(page, "foundational").first).to_have_css("fill", GREY[theme])


def test_the_figure_follows_when_the_theme_is_switched(site_url: str, open_page: OpenPage) -> None:
    page = shown(open_page(site_url + "timeline/", fresh=True))
    page.get_by_title("Switch to dark").click()
    expect(page.locator("#timeline-plot .legendtext").first).to_have_css("fill", INK["dark"])
    expect(_points(page, "foundational").first).to_have_css("fill", GREY["dark"])


def test_on_a_phone_the_label_of_a_mark_stays_in_the_window(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = shown(open_page(real_site_url + "timeline/", phone=True))
    _hover(page, _points(page, "efficient").last)
    box = page.locator("#timeline-plot .hoverlayer .hovertext").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_picture_figure_and_list_hold_the_same_works(
    real_site_dir: Path, real_site_url: str, open_page: OpenPage
) -> None:
    page = shown(open_page(real_site_url + "timeline/"))
    expected = {lane: {m["slug"] for m in methods(real_site_dir) if m["kind"] == lane} for lane in LANES}
    entries = _figure(page)
    drawn = {lane: {entry["slug"] for entry in entries[lane]} for lane in LANES}
    assert drawn == expected
    assert {lane: _points(page, lane).count() for lane in LANES} == {
        lane: len(expected[lane]) for lane in LANES
    }
    everything = sorted(set.union(*expected.values()))
    for place in ("#timeline-picture", ".ls-lanes"):
        slugs = page.locator(f"{place} [data-slug]").evaluate_all("all => all.map((e) => e.dataset.slug)")
        assert sorted(slugs) == everything, place


def test_picture_figure_and_list_state_the_same_months_and_lanes(timeline: Page) -> None:
    shown(timeline)
    figure = {(e["slug"], e["month"], lane) for lane, entries in _figure(timeline).items() for e in entries}
    titles = timeline.locator("#timeline-picture a").evaluate_all(
        r"""all => all.map((a) =>
            [a.dataset.slug, ...a.textContent.match(/\((\d{4}-\d\d), (\w+)\)/).slice(1)])"""
    )
    assert {tuple(t) for t in titles} == figure
    lines = timeline.locator(".ls-lanes li").evaluate_all(
        """all => all.map((li) => [li.dataset.slug, li.querySelector("span").textContent.trim(),
            li.closest("div").querySelector("h4").textContent.trim().split(" ")[0].toLowerCase()])"""
    )
    assert {tuple(line) for line in lines} == figure


def test_the_drawing_library_is_small_enough(site_dir: Path) -> None:
    library = (site_dir / "assets/vendor/plotly-basic.min.js").read_bytes()
    assert len(gzip.compress(library, 6)) <= LARGEST_FIGURE


def test_without_scripts_there_is_a_picture_of_links_and_no_button(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + "timeline/", scripts=False)
    expect(page.locator("#timeline-button")).to_be_hidden()
    expect(page.locator("#timeline-picture a").first).to_be_visible()
    link = page.locator("#timeline-picture a[data-slug=crispvla]")
    link.click()
    expect(page.locator("h1")).to_have_text("CrispVLA")


RANGE = """() =>
  document.getElementById("timeline-plot").layout.xaxis.range.map((day) => String(day).slice(0, 7))"""


def _months_shown(page: Page) -> list[str]:
    """First and last month of the figure's axis."""
    shown: list[str] = page.evaluate(RANGE)
    return shown


def _points(page: Page, lane: str) -> Locator:
    """The marks of a lane, in the order of the figure's data."""
    return (
        page.locator("#timeline-plot .scatterlayer .trace").nth(LANES.index(lane)).locator(".points path")
    )


def _figure(page: Page) -> dict[str, list[dict[str, str]]]:
    """What the figure was drawn from, lane by lane."""
    traces: list[list[dict[str, str]]] = page.evaluate(
        """() => document.getElementById("timeline-plot").data.map((trace) => trace.x.map((day, i) => ({
          month: day.slice(0, 7), name: trace.text[i], slug: trace.customdata[i][2]})))"""
    )
    return dict(zip(LANES, traces, strict=True))


def _hover(page: Page, mark: Locator) -> None:
    """Put the mouse on the middle of a mark."""
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
