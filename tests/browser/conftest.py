"""One browser for all tests; a page in any theme, on a desk or a phone, with or without scripts.

Every page is watched: a page error, an error on the console, or a request to another origin fails the test.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

import pytest
from chromium import FLAGS, find_chromium
from hostile import spoil, with_long_word, with_markup
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)
from support import INVENTED, built, make_root, serve

Theme = Literal["light", "dark"]
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
FROZEN = "2099.01"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, started once."""
    with sync_playwright() as playwright:
        path = find_chromium(playwright.chromium.executable_path)
        with playwright.chromium.launch(executable_path=path, args=FLAGS) as browser:
            yield browser


@dataclass
class Guard:
    """What went wrong on the pages of a test; `allowed` are words of console errors that it provokes."""

    problems: list[str] = field(default_factory=list)
    allowed: tuple[str, ...] = ()
    origins: set[str] = field(default_factory=set)

    def watch(self, page: Page) -> None:
        """Take note of errors, dialogs, and requests to an origin that no test asked for."""
        page.on("pageerror", lambda error: self.problems.append(f"page error: {error}"))
        page.on("console", self._console)
        page.on("dialog", self._dialog)
        page.on("request", self._request)

    def clear(self) -> None:
        """Begin a test."""
        self.problems, self.allowed, self.origins = [], (), set()

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(word in message.text for word in self.allowed):
            self.problems.append(f"console: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        inline = request.url.startswith(("data:", "blob:", "about:"))
        if not inline and origin_of(request.url) not in self.origins:
            self.problems.append(f"request to another origin: {request.url}")


def origin_of(url: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


class Look(NamedTuple):
    """How a reader sees a page."""

    theme: Theme
    phone: bool
    scripts: bool


@dataclass(frozen=True)
class Pages:
    """One page for each look, kept for all tests: a new one costs as much as a test."""

    browser: Browser
    guard: Guard = field(default_factory=Guard)
    kept: dict[Look, Page] = field(default_factory=dict)

    def page(self, look: Look) -> Page:
        """The kept page of a look, as wide as that look has it."""
        if look not in self.kept:
            self.kept[look] = self.fresh(look)
        self.kept[look].set_viewport_size(PHONE if look.phone else DESK)
        return self.kept[look]

    def put_away(self, page: Page) -> None:
        """End a page's use: nothing that a test asked of it is left for the next one."""
        if page in self.kept.values():
            page.unroute_all(behavior="ignoreErrors")
            page.goto("about:blank")
        else:
            page.context.close()

    def fresh(self, look: Look) -> Page:
        """A page of a browser that remembers nothing."""
        context = self.browser.new_context(
            viewport=PHONE if look.phone else DESK,
            has_touch=look.phone,
            color_scheme=look.theme,
            java_script_enabled=look.scripts,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        self.guard.watch(page)
        return page


class OpenPage(Protocol):
    """Opens a watched page."""

    def __call__(
        self,
        url: str,
        *,
        theme: Theme = "light",
        phone: bool = False,
        scripts: bool = True,
        fresh: bool = False,
        status: int = 200,
    ) -> Page: ...


@pytest.fixture(scope="session")
def pages(browser: Browser) -> Pages:
    """The pages that tests share."""
    return Pages(browser)


@pytest.fixture
def open_page(pages: Pages) -> Iterator[OpenPage]:
    """A function that opens an address: light, on a desk, with scripts, found, unless told otherwise.

    `fresh` is a browser of its own, for tests of what a browser remembers or is allowed. The test fails if
    a page had an error or asked another origin for anything.
    """
    opened: list[Page] = []
    pages.guard.clear()

    def open_it(
        url: str,
        *,
        theme: Theme = "light",
        phone: bool = False,
        scripts: bool = True,
        fresh: bool = False,
        status: int = 200,
    ) -> Page:
        look = Look(theme, phone, scripts)
        page = pages.fresh(look) if fresh else pages.page(look)
        opened.append(page)
        pages.guard.origins.add(origin_of(url))
        if status == 404:
            pages.guard.allowed += ("status of 404",)
        response = page.goto(url)
        assert response is not None
        assert response.status == status, f"{url} answers {response.status}"
        return page

    yield open_it
    for page in opened:
        pages.put_away(page)
    assert pages.guard.problems == []


@pytest.fixture(scope="session")
def hostile_site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site with an attack in every text."""
    folder = tmp_path_factory.mktemp("hostile")
    root = make_root(folder / "root", spoil(INVENTED, folder / "data", with_markup))
    return built(root, folder / "site")


@pytest.fixture(scope="session")
def hostile_site_url(hostile_site_dir: Path) -> Iterator[str]:
    """The invented site with an attack in every text, served below `/survey/`."""
    with serve(hostile_site_dir, "/survey/") as url:
        yield url


@pytest.fixture(scope="session")
def long_site_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site with a long word in every text."""
    folder = tmp_path_factory.mktemp("long")
    root = make_root(folder / "root", spoil(INVENTED, folder / "data", with_long_word))
    return built(root, folder / "site")


@pytest.fixture(scope="session")
def long_site_url(long_site_dir: Path) -> Iterator[str]:
    """The invented site with a long word in every text, served below `/survey/`."""
    with serve(long_site_dir, "/survey/") as url:
        yield url


@pytest.fixture(scope="session")
def frozen_dir(survey_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site as the snapshot FROZEN, in the folder where it is published: `v/FROZEN`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SNAPSHOT", FROZEN)
        return built(survey_root, tmp_path_factory.mktemp("frozen") / "v" / FROZEN)
