"""The tools of the timeline's picture: filter by pillar, lineage of a work, keys, taps, and what it says in words."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import OpenPage, Theme
from playwright.sync_api import Locator, Page, expect

MODEL = ["askvla", "contestedvla", "crispvla", "pocketvla", "printedvla", "twin", "twin-weights"]
TRAINING = ["retrain", "thriftvla"]
BOXES = """all => all.map((e) => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"""


@pytest.fixture
def timeline(site_url: str, open_page: OpenPage) -> Page:
    """The timeline of the invented survey, in light."""
    return open_page(site_url + "timeline/")


def mark(page: Page, slug: str) -> Locator:
    return page.locator(f"#timeline-picture a[data-slug={slug}]")


def box(page: Page, name: str) -> Locator:
    return page.get_by_role("checkbox", name=name)


def shown(page: Page, place: str) -> list[str]:
    """The works that can be seen in the picture or in the list."""
    found: list[str] = page.locator(f"{place} [data-slug]").evaluate_all(
        "all => all.filter((e) => e.checkVisibility()).map((e) => e.dataset.slug).sort()"
    )
    return found


def lines(page: Page) -> tuple[int, int]:
    """How many lines lead to bases, and how many to later works."""
    return page.locator(".ls-line--base").count(), page.locator(".ls-line--later").count()


def only(page: Page, *names: str) -> None:
    """Leave just these boxes ticked."""
    for name in ("model design", "training", "data collection", "foundational"):
        box(page, name).set_checked(name in names)


def focused(page: Page) -> str:
    slug: str = page.evaluate("document.activeElement.dataset.slug ?? document.activeElement.tagName")
    return slug


class TestFilter:
    def test_everything_shows_at_first(self, timeline: Page) -> None:
        assert len(shown(timeline, "svg")) == 13
        expect(timeline.locator("#timeline-count")).to_have_text("All 13 works")

    def test_a_box_filters_picture_list_status_and_address(self, timeline: Page, site_url: str) -> None:
        only(timeline, "training")
        assert shown(timeline, "svg") == shown(timeline, ".ls-lanes") == TRAINING
        expect(timeline.get_by_role("status").first).to_have_text("2 of 13 works")
        expect(timeline).to_have_url(f"{site_url}timeline/?pillar=training")

    def test_the_headings_of_the_years_count_what_is_shown(self, timeline: Page) -> None:
        only(timeline, "training", "foundational")
        headings = timeline.locator("section h3").evaluate_all(
            "all => all.filter((e) => e.checkVisibility()).map((e) => e.innerText)"
        )
        assert headings == [
            "2097 in all by the end of 2097: 2 efficient, 2 foundational",
            "2096 in all by the end of 2096: 1 efficient, 2 foundational",
            "2095 in all by the end of 2095: 0 efficient, 1 foundational",
        ]
        parts = timeline.locator("section:has(#y2096) h4").all_inner_texts()
        assert parts == ["Efficient 1", "Foundational 1"]

    def test_the_sums_count_what_is_shown(self, timeline: Page) -> None:
        whole = _height(timeline.locator(".ls-sum--efficient"))
        only(timeline, "training", "foundational")
        expect(timeline.locator("[data-total=efficient]")).to_have_text("2")
        expect(timeline.locator("svg [data-sum=efficient]")).to_have_text("2")
        expect(timeline.locator("svg [data-sum=foundational]")).to_have_text("2")
        assert _height(timeline.locator(".ls-sum--efficient")) == pytest.approx(whole * 2 / 11, abs=1.5)

    def test_ticking_all_again_draws_the_lines_of_sums_that_the_page_came_with(
        self, timeline: Page
    ) -> None:
        before = timeline.locator(".ls-sum").evaluate_all("all => all.map((e) => e.getBBox().height)")
        only(timeline, "training")
        only(timeline, "model design", "training", "data collection", "foundational")
        after = timeline.locator(".ls-sum").evaluate_all("all => all.map((e) => e.getBBox().height)")
        assert after == pytest.approx(before, abs=0.2)

    def test_works_of_a_month_close_up(self, timeline: Page) -> None:
        lowest = _middle(mark(timeline, "askvla"))
        box(timeline, "model design").uncheck()
        assert _middle(mark(timeline, "gathervla")) == pytest.approx(lowest, abs=1)

    def test_back_and_forward_restore_the_filter(self, timeline: Page) -> None:
        only(timeline, "model design", "training")
        box(timeline, "training").uncheck()
        assert shown(timeline, "svg") == MODEL
        timeline.go_back()
        expect(box(timeline, "training")).to_be_checked()
        assert shown(timeline, "svg") == sorted([*MODEL, *TRAINING])
        timeline.go_forward()
        expect(box(timeline, "training")).not_to_be_checked()
        assert shown(timeline, "svg") == MODEL

    def test_back_from_the_page_of_a_work_restores_the_filter(self, timeline: Page) -> None:
        only(timeline, "training")
        mark(timeline, "retrain").click()
        expect(timeline.locator("h1")).to_have_text("RetrainVLA")
        timeline.go_back()
        expect(timeline.locator("#timeline-count")).to_have_text("2 of 13 works")
        assert shown(timeline, "svg") == TRAINING

    @pytest.mark.parametrize(
        ("asked", "works"),
        [
            ("pillar=training", TRAINING),
            ("pillar=training,model-design", sorted([*MODEL, *TRAINING])),
            ("pillar=", []),
        ],
    )
    def test_a_deep_link_filters(
        self, asked: str, works: list[str], site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(f"{site_url}timeline/?{asked}")
        expect(page.locator("#timeline-count")).to_have_text(re.compile(f"^{len(works)} of 13 works"))
        assert shown(page, "svg") == shown(page, ".ls-lanes") == works

    def test_an_address_that_names_nothing_known_shows_everything(
        self, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(f"{site_url}timeline/?pillar=%3Cb%3E")
        expect(page.locator("#timeline-count")).to_have_text("All 13 works")
        assert len(shown(page, "svg")) == 13

    def test_where_nothing_is_shown_it_says_what_to_do(self, timeline: Page) -> None:
        only(timeline)
        expect(timeline.locator("#timeline-count")).to_have_text("0 of 13 works: tick a box")

    def test_the_keyboard_filters(self, timeline: Page) -> None:
        box(timeline, "model design").focus()
        timeline.keyboard.press("Space")
        expect(timeline.locator("#timeline-count")).to_have_text("6 of 13 works")

    def test_the_interactive_figure_shows_what_the_picture_shows(self, timeline: Page) -> None:
        only(timeline, "training")
        timeline.get_by_role("button", name="Interactive figure").click()
        points = timeline.locator("#timeline-plot .scatterlayer .points path")
        expect(points).to_have_count(2)
        box(timeline, "foundational").check()
        expect(points).to_have_count(4)

    def test_without_scripts_everything_shows_and_there_are_no_boxes(
        self, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url + "timeline/?pillar=training", scripts=False)
        expect(page.locator("#timeline-picture a.ls-dot")).to_have_count(13)
        expect(page.get_by_role("checkbox")).to_have_count(0)
        expect(page.locator("#timeline-keys")).to_be_hidden()
        assert page.locator("#timeline-picture a[tabindex]").count() == 0


class TestLineage:
    def test_hovering_a_mark_draws_and_names_what_it_builds_on_and_what_builds_on_it(
        self, timeline: Page
    ) -> None:
        mark(timeline, "crispvla").hover()
        assert lines(timeline) == (1, 3)
        told = timeline.locator("#timeline-lineage")
        expect(told).to_have_text(
            "CrispVLA, 2096-03. Builds on BaseVLA. 3 build on it: RetrainVLA, Twin, TWIN. In the list"
        )
        assert told.get_attribute("role") == "status"
        kin = timeline.locator(".ls-kin").evaluate_all("all => all.map((e) => e.dataset.slug).sort()")
        assert kin == ["basevla", "crispvla", "retrain", "twin", "twin-weights"]

    def test_a_line_runs_from_mark_to_mark(self, timeline: Page) -> None:
        mark(timeline, "pocketvla").hover()
        assert lines(timeline) == (1, 0)
        ends = timeline.locator(".ls-line").evaluate(
            """(path) => [0, path.getTotalLength()].map((at) => {
                const p = path.getPointAtLength(at); return [p.x, p.y]; })"""
        )
        for slug, end in zip(("printedvla", "pocketvla"), ends, strict=True):
            middle = mark(timeline, slug).evaluate(
                "(e) => { const b = e.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]; }"
            )
            assert end == pytest.approx(middle, abs=0.5)

    def test_a_work_without_kin_says_so(self, timeline: Page) -> None:
        mark(timeline, "silentvla").hover()
        expect(timeline.locator("#timeline-lineage")).to_have_text(
            "SilentVLA, 2098-01. No base among these works is recorded. None builds on it. In the list"
        )
        assert lines(timeline) == (0, 0)

    def test_the_lines_leave_with_the_pointer(self, timeline: Page) -> None:
        mark(timeline, "crispvla").hover()
        timeline.locator("#timeline-lineage a").last.hover()
        assert lines(timeline) == (1, 3)
        timeline.locator("h1").hover()
        assert lines(timeline) == (0, 0)
        expect(timeline.locator("#timeline-lineage")).to_be_empty()

    def test_focus_draws_them_and_escape_and_blur_take_them_away(self, timeline: Page) -> None:
        mark(timeline, "crispvla").focus()
        assert lines(timeline) == (1, 3)
        timeline.keyboard.press("Escape")
        assert lines(timeline) == (0, 0)
        assert focused(timeline) == "crispvla"
        timeline.keyboard.press("ArrowDown")
        assert focused(timeline) == "thriftvla"
        assert lines(timeline) == (1, 0)
        timeline.locator("#timeline-button").focus()
        assert lines(timeline) == (0, 0)

    def test_no_line_leads_to_a_work_that_is_filtered_out(self, timeline: Page) -> None:
        box(timeline, "training").uncheck()
        mark(timeline, "crispvla").hover()
        assert lines(timeline) == (1, 2)
        expect(timeline.locator("#timeline-lineage")).to_contain_text("RetrainVLA (not shown), Twin, TWIN.")

    def test_the_words_lead_to_the_place_in_the_list(self, timeline: Page) -> None:
        mark(timeline, "crispvla").hover()
        timeline.get_by_role("link", name="In the list").click()
        expect(timeline.locator("#work-crispvla")).to_be_in_viewport()

    def test_the_focus_of_an_entry_of_the_list_draws_its_lineage(self, timeline: Page) -> None:
        timeline.locator("#work-retrain a").focus()
        assert lines(timeline) == (2, 0)
        expect(timeline.locator("#timeline-lineage")).to_contain_text("Builds on CrispVLA, BaseVLA.")

    def test_of_many_names_a_dozen_are_said_and_the_rest_counted(
        self, real_site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(real_site_url + "timeline/")
        mark(page, "openvla").focus()
        count = page.locator(".ls-line--later").count()
        assert count > 20
        expect(page.locator("#timeline-lineage")).to_contain_text(
            re.compile(rf"{count} build on it: .* and {count - 12} more\.")
        )

    @pytest.mark.parametrize("theme", ["light", "dark"])
    def test_the_picture_with_lines_and_filter_breaks_no_rule_of_axe(
        self, theme: Theme, site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(site_url + "timeline/?pillar=model-design,foundational", theme=theme)
        mark(page, "crispvla").focus()
        assert Axe().run(page).response["violations"] == []


class TestKeys:
    def test_the_picture_is_one_stop_of_the_tab_key(self, timeline: Page) -> None:
        timeline.locator("#timeline-button").focus()
        timeline.keyboard.press("Tab")
        assert focused(timeline) == "twin"
        timeline.keyboard.press("Escape")
        timeline.keyboard.press("Tab")
        assert timeline.evaluate("document.activeElement.closest('#timeline-picture svg') === null")

    def test_arrows_lead_by_month_within_one_and_across_the_axis(self, timeline: Page) -> None:
        mark(timeline, "twin").focus()
        for key, slug in [
            ("ArrowUp", "twin-weights"), ("ArrowUp", "twin-weights"), ("ArrowLeft", "silentvla"),
            ("ArrowLeft", "contestedvla"), ("ArrowRight", "pocketvla"), ("Home", "thriftvla"),
            ("ArrowDown", "dualmind"), ("ArrowLeft", "basevla"), ("ArrowLeft", "basevla"),
            ("End", "dualmind"), ("ArrowUp", "thriftvla"), ("ArrowUp", "crispvla"), ("End", "twin-weights"),
        ]:  # fmt: skip
            timeline.keyboard.press(key)
            assert focused(timeline) == slug, key
        assert timeline.locator("#timeline-picture a[tabindex='0']").count() == 1

    def test_arrows_pass_over_what_is_filtered_out(self, timeline: Page) -> None:
        only(timeline, "training")
        timeline.locator("#timeline-button").focus()
        timeline.keyboard.press("Tab")
        assert focused(timeline) == "retrain"
        timeline.keyboard.press("ArrowLeft")
        assert focused(timeline) == "thriftvla"

    def test_enter_opens_the_page_and_space_goes_to_the_list(self, timeline: Page) -> None:
        mark(timeline, "crispvla").focus()
        timeline.keyboard.press("Space")
        assert timeline.evaluate("document.activeElement.closest('li').id") == "work-crispvla"
        expect(timeline.locator("#work-crispvla")).to_be_in_viewport()
        mark(timeline, "crispvla").focus()
        timeline.keyboard.press("Enter")
        expect(timeline.locator("h1")).to_have_text("CrispVLA")

    def test_the_keys_are_said_beneath_the_picture(self, timeline: Page) -> None:
        expect(timeline.locator("#timeline-keys")).to_be_visible()
        expect(timeline.locator("#timeline-picture svg")).to_have_attribute(
            "aria-describedby", "timeline-keys"
        )


class TestPhone:
    def test_a_first_tap_draws_and_a_second_opens(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "timeline/", phone=True)
        mark(page, "twin").tap()
        expect(page.locator("#timeline-lineage")).to_contain_text("Twin, 2098-04. Builds on CrispVLA.")
        assert lines(page) == (1, 0)
        mark(page, "twin").tap()
        expect(page.locator("h1")).to_have_text("Twin")

    def test_a_tap_beside_a_mark_means_the_nearest(self, site_url: str, open_page: OpenPage) -> None:
        page = open_page(site_url + "timeline/", phone=True)
        mark(page, "twin").scroll_into_view_if_needed()
        place = mark(page, "twin").bounding_box()
        assert place is not None
        page.touchscreen.tap(place["x"] + 16, place["y"] + 9)
        expect(page.locator("#timeline-lineage")).to_contain_text("Twin, 2098-04.")

    def test_it_starts_at_the_newest_end(self, real_site_url: str, open_page: OpenPage) -> None:
        page = open_page(real_site_url + "timeline/", phone=True)
        newest = page.locator("#timeline-picture a.ls-dot").last.bounding_box()
        assert newest is not None
        assert 0 < newest["x"] < 390
        assert page.locator(".ls-newest").evaluate("(e) => e.scrollWidth > 2 * e.clientWidth")

    def test_an_arrow_key_brings_its_mark_into_the_window(
        self, real_site_url: str, open_page: OpenPage
    ) -> None:
        page = open_page(real_site_url + "timeline/", phone=True)
        page.locator("#timeline-picture a[tabindex='0']").focus()
        page.keyboard.press("Home")
        place = page.locator("#timeline-picture a:focus").bounding_box()
        assert place is not None
        assert 0 <= place["x"] <= 390


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_in_the_real_picture_no_name_covers_a_mark_or_a_name(
    phone: bool, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "timeline/", phone=phone)
    names = page.locator("#timeline-picture .ls-label").evaluate_all(BOXES)
    marks = page.locator("#timeline-picture a.ls-dot :is(circle, rect, path)").evaluate_all(BOXES)
    assert len(names) == 12
    assert len(marks) > 290
    rest = [[*names[i + 1 :], *marks] for i in range(len(names))]
    assert [(a, b) for a, others in zip(names, rest, strict=True) for b in others if _meet(a, b)] == []
    assert [(a, b) for i, a in enumerate(marks) for b in marks[i + 1 :] if _meet(a, b)] == []


def _meet(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _height(path: Locator) -> float:
    height: float = path.evaluate("(e) => e.getBBox().height")
    return height


def _middle(place: Locator) -> float:
    found = place.bounding_box()
    assert found is not None
    return found["y"] + found["height"] / 2
