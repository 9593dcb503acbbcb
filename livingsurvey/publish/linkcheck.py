"""The links of a built site: each leads to a file and an id that exist; nothing is loaded from elsewhere.

Engines check the Markdown they read; this reads what readers get, injected HTML included. A relative link
is judged for any place of publication: one that climbs above the site's root is broken even where a browser
would forgive it. Only a link that begins with a slash depends on `base_path`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from livingsurvey.problem import Problem, shown

_ATTRIBUTES = {"href", "src", "action", "formaction", "poster", "xlink:href", "srcset"}
_NAVIGATES = {"a", "area", "form", "button", "input", "base"}
_NAVIGATING_RELATIONS = {
    "canonical",
    "alternate",
    "next",
    "prev",
    "author",
    "license",
    "help",
    "search",
    "me",
}
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""")
_REFRESH = re.compile(r"""^\s*\d+\s*[;,]\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)
_ROOT = "/site/"
"""Where pages are imagined to lie while relative links are followed, so that climbing above shows."""


@dataclass(frozen=True)
class Link:
    """One address in one file. `loads`: the browser fetches it by itself, without a click."""

    line: int
    column: int
    field: str
    target: str
    loads: bool


@dataclass(frozen=True)
class LinkReport:
    """How much was looked at, and what is broken."""

    pages: int
    links: int
    problems: tuple[Problem, ...]


def broken_links(site_dir: Path, base_path: str = "/") -> list[Problem]:
    """Every broken link of the site in `site_dir`, published under `base_path`, sorted by place."""
    return list(check_links(site_dir, base_path).problems)


def check_links(site_dir: Path, base_path: str = "/") -> LinkReport:
    """Read every page and style sheet, then follow every link."""
    files = {p.relative_to(site_dir).as_posix() for p in site_dir.rglob("*") if p.is_file()}
    pages = {
        name: _scan((site_dir / name).read_text("utf-8"))
        for name in sorted(files)
        if name.endswith(".html")
    }
    ids = {name: page.ids for name, page in pages.items()}
    links = {name: page.links for name, page in pages.items()}
    for name in sorted(files):
        if name.endswith(".css"):
            links[name] = list(_css_links((site_dir / name).read_text("utf-8"), 1, 1, "url"))
    site = _Site(files, ids, "/" + base_path.strip("/") + "/" if base_path.strip("/") else "/")
    problems = sorted({p for name, found in links.items() for p in site.problems(name, found)})
    return LinkReport(len(pages), sum(map(len, links.values())), tuple(problems))


def loaded_by(site_dir: Path, page: str) -> set[str]:
    """The files of the site that a browser fetches by itself when it shows `page`."""
    links = _scan((site_dir / page).read_text("utf-8")).links
    found = {
        unquote(urljoin(_ROOT + page, link.target)).removeprefix(_ROOT) for link in links if link.loads
    }
    return {name for name in found if (site_dir / name).is_file()}


class _Scanner(HTMLParser):
    """Collects ids and addresses of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.ids: set[str] = set()
        self.links: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (name == "name" and tag == "a"):
                self.ids.add(value)
            elif name == "style" and "url(" in value:
                self.links += _css_links(value, *self._place(), f"{tag}.style")
            elif name in _ATTRIBUTES or (name == "data" and tag == "object"):
                self._add(tag, name, value, dict(attrs))
            elif name == "content" and tag == "meta" and (refresh := _REFRESH.match(value)):
                self.links.append(Link(*self._place(), "meta.content", refresh[1], loads=False))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.links += _css_links(data, *self._place(), "style")

    def _add(self, tag: str, name: str, value: str, attributes: dict[str, str | None]) -> None:
        targets = (
            [part.split()[0] for part in value.split(",") if part.strip()] if name == "srcset" else [value]
        )
        loads = tag not in _NAVIGATES or name == "src"
        if tag == "link":
            loads = not set((attributes.get("rel") or "").lower().split()) & _NAVIGATING_RELATIONS
        place = self._place()
        self.links += [Link(*place, f"{tag}.{name}", target.strip(), loads) for target in targets]

    def _place(self) -> tuple[int, int]:
        line, offset = self.getpos()
        return line, offset + 1


def _scan(text: str) -> _Scanner:
    scanner = _Scanner()
    scanner.feed(text)
    scanner.close()
    return scanner


def _css_links(text: str, line: int, column: int, field: str) -> Iterator[Link]:
    for match in _CSS_URL.finditer(text):
        above = text.count("\n", 0, match.start())
        place = (line + above, column if above == 0 else 1)
        yield Link(*place, field, (match[1] or match[2]).strip(), loads=True)


@dataclass(frozen=True)
class _Site:
    """What there is to link to."""

    files: set[str]
    ids: dict[str, set[str]]
    base_path: str

    def problems(self, name: str, links: list[Link]) -> Iterator[Problem]:
        """What is wrong with the links of one file."""
        base = next((link.target for link in links if link.field == "base.href"), "")
        here = urljoin(_ROOT + name, base)
        for link in links:
            if wrong := self._wrong(link, name, here):
                message, remedy = wrong
                yield Problem(
                    name, link.line, link.column, link.field, f"{shown(link.target)} {message}", remedy
                )

    def _wrong(self, link: Link, name: str, here: str) -> tuple[str, str] | None:
        try:
            parts = urlsplit(link.target)
        except ValueError:
            return "is not an address", "write it anew"
        if parts.scheme or parts.netloc:
            return _outward(link, parts)
        if not parts.path and not parts.query:
            return self._fragment(name, parts.fragment)
        target = unquote(urlsplit(urljoin(here, link.target)).path)
        root = self.base_path if parts.path.startswith("/") else _ROOT
        if not target.startswith(root):
            return f"leaves the site, which lies at {self.base_path}", "link relative to the page"
        return self._file(target.removeprefix(root), parts.fragment)

    def _file(self, path: str, fragment: str) -> tuple[str, str] | None:
        if path == "" or path.endswith("/"):
            path += "index.html"
        if path in self.files:
            return self._fragment(path, fragment)
        if f"{path}/index.html" in self.files:
            return "lacks its closing slash", "add it: without it every visit is redirected"
        return "leads nowhere", f"the site has no file {shown(path)}"

    def _fragment(self, path: str, fragment: str) -> tuple[str, str] | None:
        ids = self.ids.get(path)
        if ids is None or fragment in ("", "top") or fragment in ids or unquote(fragment) in ids:
            return None
        return "leads to no place in its page", f"no element of {shown(path)} has the id {shown(fragment)}"


def _outward(link: Link, parts: SplitResult) -> tuple[str, str] | None:
    """What is wrong with an address that names a scheme or a host."""
    if link.loads:
        if parts.scheme == "data":
            return None
        return "is loaded from another origin", "serve it with the site"
    if parts.scheme == "https" and parts.netloc:
        return None
    if parts.scheme in ("mailto", "tel"):
        return None
    if parts.scheme in ("http", "https", ""):
        return "is no https address", "write https://host/…"
    return f"has the scheme {shown(parts.scheme)}", "link with https or within the site"
