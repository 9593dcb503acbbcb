"""Will it run on mine: the reader's own rate and memory limit regroup the rows, and live in the address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import OpenPage, Theme
from playwright.sync_api import Page, Route, expect
from support import ROOT, invented

from livingsurvey.derive.runs_on import MEMORY_VERDICTS, RATE_VERDICTS, Memory, fleet
from livingsurvey.load import load
from livingsurvey.model import Survey
from livingsurvey.view import SiteInfo, View

INFO = SiteInfo("https://example.org/", "https://example.org/repository")
ROWS = "#runs-table tbody tr:not([hidden])"
CHIP, CHIP_88 = "hardware/examplechip-9/", "hardware/examplechip-9-88gb/"


def expected(survey: Survey, device: str, wanted: float, limit: float | None) -> list[list[str]]:
    """Address of the point, verdict on the rate, verdict on memory: as Python judges."""
    answer = fleet(View(survey, INFO)).answer(survey.hardware[device], wanted, limit)
    return [
        [
            f"methods/{r.evidence.method.slug}/#{r.evidence.point.id}",
            RATE_VERDICTS[r.rate],
            ""
            if limit is None or (r.memory is Memory.OPEN and not r.evidence.memory.low)
            else MEMORY_VERDICTS[r.memory],
        ]
        for r in answer.standing
    ]


def rows(page: Page) -> list[list[str]]:
    """The same of the rows that the page shows."""
    found: list[list[str]] = page.locator(ROWS).evaluate_all(
        """all => all.map((row) => [row.querySelector("th a").getAttribute("href").replace("../../", ""),
            ...[...row.querySelectorAll("[data-verdict]")].map((e) => e.textContent)])"""
    )
    return found


def marks(page: Page) -> list[str]:
    """Where the lines of the strip lead that are shown."""
    found: list[str] = page.locator("#runs-strip a:not(.ls-out)").evaluate_all(
        """all => all.map((a) => a.getAttribute("href").replace("../../", ""))"""
    )
    return found


def said(page: Page) -> str:
    return page.locator("#content p[role=status]").inner_text()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_answer_stands_first_for_20_hz(scripts: bool, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP, scripts=scripts)
    assert rows(page) == expected(invented(), "examplechip-9", 20, None)
    counts = [sum(r[1] == verdict for r in rows(page)) for verdict in RATE_VERDICTS]
    total = len(rows(page))
    assert said(page) == (
        "A robot driven at 20 Hz needs as many actions a second. "
        f"On this device {counts[0]} of {total} methods with direct evidence show ≥ 20; {counts[1]} at "
        f"best, {counts[3]} stay below, {counts[2]} cannot be told."
    )
    assert sorted(marks(page)) == sorted(r[0] for r in rows(page))


def test_without_scripts_there_are_no_fields(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP, scripts=False)
    expect(page.locator("#runs-form")).to_be_hidden()


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_rate_typed_by_keyboard_regroups_rows_marks_and_sentence(
    phone: bool, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + CHIP, phone=phone)
    before = page.locator("#runs-wanted").get_attribute("x1")
    field = page.get_by_label("Control rate, Hz")
    field.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("90")
    page.wait_for_url("**/?hz=90&gb=")
    assert rows(page) == expected(invented(), "examplechip-9", 90, None)
    assert rows(page) != expected(invented(), "examplechip-9", 20, None)
    assert sorted(marks(page)) == sorted(r[0] for r in rows(page))
    assert "at 90 Hz" in said(page)
    assert "show ≥ 90;" in said(page)
    expect(page.locator("#runs-table thead")).to_contain_text("≥ 90 Hz")
    expect(page.locator("#runs-wanted-text")).to_have_text("90 Hz")
    assert page.locator("#runs-wanted").get_attribute("x1") != before
    expect(page.get_by_role("link", name="in the explorer")).to_have_attribute(
        "href", f"{site_url}methods/?device=examplechip-9&rate=90.."
    )
    page.keyboard.press("Tab")
    expect(page.get_by_label("Memory limit, GB")).to_be_focused()
    page.keyboard.type("12")
    page.wait_for_url("**/?hz=90&gb=12")
    assert rows(page) == expected(invented(), "examplechip-9", 90, 12)
    assert "within 12 GB" in said(page)


def test_a_new_rate_puts_sorted_rows_back_into_groups(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP)
    heads = page.locator("#runs-table th[aria-sort]")
    page.locator("#runs-table thead button").first.click()
    expect(heads).to_have_count(1)
    page.get_by_label("Control rate, Hz").fill("85")
    expect(heads).to_have_count(0)
    assert rows(page) == expected(invented(), "examplechip-9", 85, None)


@pytest.mark.parametrize("limit", [None, 7, 15, 100])
@pytest.mark.parametrize("wanted", [0.5, 10, 20, 45, 85, 1000])
def test_the_page_judges_as_the_program_does(
    wanted: float, limit: int | None, site_url: str, open_page: OpenPage
) -> None:
    page = open_page(f"{site_url}{CHIP}?hz={wanted}&gb={limit or ''}")
    assert rows(page) == expected(invented(), "examplechip-9", wanted, limit)


@pytest.mark.parametrize(
    ("asked", "verdicts"),
    [
        ("?hz=50&gb=10", [RATE_VERDICTS[1], MEMORY_VERDICTS[1]]),
        ("?hz=70&gb=8", [RATE_VERDICTS[3], MEMORY_VERDICTS[3]]),
        ("?hz=60&gb=9", [RATE_VERDICTS[1], MEMORY_VERDICTS[1]]),
    ],
)
def test_a_best_case_helps_only_at_best(
    asked: str, verdicts: list[str], site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + CHIP, fresh=True)
    best = 'data-rate-high="60" data-rate-best="60" data-memory-low="9" data-memory-best="9"'

    def spoil(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer,
            body=re.sub(
                r'(data-order="\d+")( data-(rate|memory)-\w+="[^"]*")+', rf"\1 {best}", answer.text()
            ),
        )

    page.route("**/hardware/examplechip-9/**", spoil)
    page.goto(site_url + CHIP + asked)
    assert {tuple(r[1:]) for r in rows(page)} == {tuple(verdicts)}


def test_every_device_of_the_real_survey_is_judged_as_the_program_does(
    real_site_url: str, open_page: OpenPage
) -> None:
    survey, problems = load(ROOT / "data")
    assert problems == []
    found = fleet(View(survey, INFO))
    evident = [d for d in survey.hardware if found.answer(survey.hardware[d]).rows]
    assert len(evident) > 5
    for device in evident:
        page = open_page(f"{real_site_url}hardware/{device}/?hz=30&gb=8")
        assert rows(page) == expected(survey, device, 30, 8), device


def test_points_of_one_method_are_told_apart_by_their_variant(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "hardware/nvidia-jetson-orin/")
    shown = page.locator("table:not(#runs-table) tbody th[scope=row] small").all_inner_texts()
    assert "G0Tiny_250M" in shown


def test_numbers_of_an_axis_do_not_run_into_each_other_on_a_phone(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "hardware/nvidia-rtx-4090/", phone=True)
    clash = """() => {
      const ends = [...document.querySelectorAll("#runs-strip > text")].map((t) => t.getBoundingClientRect()).filter((b) => b.width);
      return ends.flatMap((a, i) => ends.slice(i + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).length;
    }"""
    assert page.evaluate(clash) == 0


def test_a_field_stays_beside_its_label_on_a_phone(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP, phone=True)
    for label, field in (("Control rate, Hz", "#runs-hz"), ("Memory limit, GB", "#runs-gb")):
        tops = [page.get_by_text(label, exact=True).bounding_box(), page.locator(field).bounding_box()]
        assert abs(tops[0]["y"] - tops[1]["y"]) < tops[1]["height"]


def test_a_deep_link_and_back_show_the_same_view(site_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{site_url}{CHIP}?hz=45&gb=15")
    wanted = rows(page)
    expect(page.get_by_label("Control rate, Hz")).to_have_value("45")
    page.get_by_label("Control rate, Hz").fill("85")
    page.wait_for_url("**/?hz=85&gb=15")
    changed = rows(page)
    assert changed != wanted
    page.locator(f"{ROWS} th a").first.click()
    page.wait_for_url("**/methods/**")
    page.go_back()
    expect(page.get_by_label("Control rate, Hz")).to_have_value("85")
    expect(page.get_by_label("Memory limit, GB")).to_have_value("15")
    expect(page.locator("#runs-wanted-text")).to_have_text("85 Hz")
    assert rows(page) == changed


@pytest.mark.parametrize("asked", ["?hz=0", "?hz=-3", "?hz=%3Cimg%20src=x%3E", "?hz=NaN&gb=", "?hz="])
def test_an_address_that_names_no_rate_asks_for_20(asked: str, site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP + asked)
    assert rows(page) == expected(invented(), "examplechip-9", 20, None)
    assert "show ≥ 20;" in said(page)


def test_the_devices_own_memory_is_the_limit_until_it_is_cleared(
    site_url: str, open_page: OpenPage
) -> None:
    page = open_page(site_url + CHIP_88)
    expect(page.get_by_label("Memory limit, GB")).to_have_value("88")
    assert "within 88 GB" in said(page)
    page.get_by_label("Memory limit, GB").fill("")
    page.wait_for_url("**/?hz=20&gb=")
    assert "GB" not in said(page)
    page.reload()
    expect(page.get_by_label("Memory limit, GB")).to_have_value("")


def test_a_mark_leads_to_its_point_by_mouse_and_keyboard(site_url: str, open_page: OpenPage) -> None:
    page = open_page(site_url + CHIP)
    lead = marks(page)[0]
    page.locator("#runs-strip a:not(.ls-out)").first.click()
    page.wait_for_url(f"**/{lead}")
    page.go_back()
    page.locator("#runs-strip a:not(.ls-out)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{lead}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_of_the_strip_are_large_enough_and_stay_inside(
    theme: Theme, real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "hardware/nvidia-rtx-4090/", phone=True, theme=theme)
    for link in page.locator("#runs-strip a:not(.ls-out)").all():
        box = link.bounding_box()
        assert box is not None
        assert box["height"] >= 24
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_estimates_are_closed_marked_and_apart(real_site_url: str, open_page: OpenPage) -> None:
    page = open_page(real_site_url + "hardware/nvidia-rtx-4090/")
    estimates = page.locator("details", has_text="Estimates, not measurements: untested")
    expect(estimates.locator("table")).to_be_hidden()
    before = said(page)
    estimates.locator("summary").press("Enter")
    expect(estimates.locator("table")).to_be_visible()
    assert said(page) == before
    shown = {r[0].split("/")[1] for r in rows(page)}
    listed = estimates.locator("tbody th a").evaluate_all(
        "all => all.map((a) => a.pathname.split('/').at(-2))"
    )
    assert listed
    assert not shown & set(listed)


def test_a_device_without_figures_says_why_there_is_no_estimate(
    real_site_url: str, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "hardware/nvidia-jetson-agx-orin/")
    page.locator("summary", has_text="Estimates").click()
    expect(page.locator("details", has_text="Estimates")).to_contain_text(
        "None can be made: dense FP16 rate of NVIDIA Jetson AGX Orin not known."
    )


def test_the_list_of_devices_counts_evidence_edge_first(
    real_site_url: str, real_site_dir: Path, open_page: OpenPage
) -> None:
    page = open_page(real_site_url + "hardware/")
    classes = page.locator("dl.ls-pairs--wide dt").all_inner_texts()
    assert classes[0] == "Edge"
    for link in page.locator("dl.ls-pairs--wide a").all()[:3]:
        href = link.get_attribute("href")
        count = link.locator("xpath=following-sibling::span[1]").inner_text()
        body = (real_site_dir / "hardware" / str(href) / "index.html").resolve().read_text("utf-8")
        reaching, of = count.split(" of ")
        assert f'<span data-say="rate0">{reaching}</span> of {of}</b>' in body
