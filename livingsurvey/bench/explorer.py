"""The explorer in a real browser: keystroke and order to painted, start, rows, beside drawing every row.

Needs Playwright and a Chromium, which only the development requirements bring.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_WORDS = ("v", "vl", "vla", "a", "as", "ast", "to", "tok", "e", "ef", "m", "mo")
_MEASURE = """async ([words, base]) => {
  const status = document.querySelector(".ls-filter [role=status]");
  const field = document.getElementById("filter");
  const rows = () => document.querySelector("#methods tbody").rows.length;
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const changed = (act) => new Promise((done) => {
    const watch = new MutationObserver(async () => {
      watch.disconnect();
      await painted();
      done(performance.now() - began);
    });
    watch.observe(document.querySelector("#methods tbody"), { childList: true });
    const began = performance.now();
    act();
  });
  const type = (word) => changed(() => {
    field.value = word;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const button = (head) => document.querySelector(`#methods th[data-column=${head}] button`);
  const click = (head) => changed(() => button(head).click());
  await type("");
  const settled = async (began) => {
    const wanted = Math.min(100, Number(status.textContent.split(" ", 1)[0]));
    while (rows() < wanted) await painted();
    await painted();
    return performance.now() - began;
  };
  const keystrokes = [], windows = [], orders = [];
  for (const word of words) {
    const began = performance.now();
    keystrokes.push(await type(word));
    windows.push(await settled(began));
  }
  await type("");
  await settled(0);
  for (const head of ["latency", "success", "month", "params", "latency"]) {
    orders.push(await click(head));
    await settled(0);
  }
  const inPage = rows();
  const { load } = await import(base + "assets/js/explorer/data.js");
  const { answer, cellOf } = await import(base + "assets/js/explorer/query.js");
  const { rowMaker } = await import(base + "assets/js/explorer/rows.js");
  const data = await load(base + "methods/explorer.json");
  const table = document.getElementById("methods");
  const heads = [...table.tHead.rows[0].cells];
  const make = rowMaker(table, heads.map((h) => h.dataset.column), new Set(), "../");
  const whole = [];
  for (const word of words) {
    const began = performance.now();
    const got = answer(data, { words: [word], choices: [], ranges: [] }, () => "");
    const drawn = got.rows.map((r) => make(r, (c) => cellOf(r.point, c, []), heads.map((h) => h.hidden)));
    table.tBodies[0].replaceChildren(...drawn);
    await painted();
    whole.push(performance.now() - began);
  }
  return { keystrokes, windows, orders, whole, inPage };
}"""
_START = """() => new Promise((done) => {
  const status = document.querySelector(".ls-filter [role=status]");
  const look = () => (status.textContent.includes("1 filter")
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now()))) : requestAnimationFrame(look));
  look();
})"""


class NoBrowserError(Exception):
    """Playwright or the browser is missing; the message says what to install."""


@dataclass(frozen=True)
class Times:
    """Milliseconds, medians but for the slowest, and the rows that stand in the page.

    `keystroke` is until the rows of a screen are painted, `window` until the rest of the window is, too.
    """

    start: float
    keystroke: float
    slowest_keystroke: float
    window: float
    order: float
    every_row: float
    rows: int


def explorer_times(site: Path, chromium: str | None) -> Times:
    """Open the explorer of a built site, type, sort. Raises NoBrowserError."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        raise NoBrowserError("install the development requirements: they bring Playwright") from None
    with _served(site) as base, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        except Error as error:
            raise NoBrowserError(f"set CHROMIUM to a browser: {error.message.splitlines()[0]}") from None
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{base}methods/?kind=efficient")
        start: float = page.evaluate(_START)
        page.goto(f"{base}methods/?words=vla")
        page.wait_for_selector(".ls-filter [role=status]:has-text('1 filter')")
        found: dict[str, Any] = page.evaluate(_MEASURE, [_WORDS, base])
        browser.close()
    keys = found["keystrokes"]
    return Times(
        start=start,
        keystroke=median(keys),
        slowest_keystroke=max(keys),
        window=median(found["windows"]),
        order=median(found["orders"]),
        every_row=median(found["whole"]),
        rows=found["inPage"],
    )


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
