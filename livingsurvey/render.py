"""Rows + templates -> pages and plain texts. Templates are ours; everything they print is escaped."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    pass_context,
)
from jinja2.runtime import Context
from markupsafe import Markup

_BASE = "\x00"
"""Stands for a page's base while a row is rendered; YAML and BibTeX can hold no such character."""

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_MARKS = re.compile(r"[\\`*_\[\]<>#|~]|^[-+](?=\s)|^\d+(?=[.)]\s)")


@dataclass(frozen=True)
class Heading:
    """A section of a page, for its table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class PageMeta:
    """What the head of a page says to programs. The engine prints it and decides nothing.

    `tags`: names and texts; `things`: what the page holds, in schema.org's words; `alternates`: media types
    and addresses, relative to the page, of its other forms; `card`: its own picture, an address below the
    root; `kind`: Open Graph's type of the page; `modified`: the day on which what it is about last changed.
    """

    tags: tuple[tuple[str, str], ...] = ()
    things: tuple[Mapping[str, Any], ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    card: str = ""
    kind: str = "website"
    modified: str = ""

    @property
    def json_ld(self) -> str:
        """`things` as one graph: text that is safe inside a script element, whatever it holds."""
        if not self.things:
            return ""
        graph = {"@context": "https://schema.org", "@graph": self.things}
        text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
        return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")

    def front(self) -> dict[str, Any]:
        """The same as front matter, which is how templates of an engine read it."""
        return {"tags": self.tags, "alternates": self.alternates, "json_ld": self.json_ld}


@dataclass(frozen=True)
class Page:
    """A page to be: its address below the site's root (`""` = home), template and rows."""

    url: str
    title: str
    template: str
    context: Mapping[str, Any]
    description: str
    source: str | None = None
    keywords: str | None = None
    headings: tuple[Heading, ...] = ()
    meta: PageMeta = PageMeta()


@dataclass(frozen=True)
class RenderedPage:
    """A finished page body. `source` is the file to edit, `keywords` its text in the search index."""

    url: str
    title: str
    description: str
    html: str
    source: str | None = None
    keywords: str | None = None
    headings: tuple[Heading, ...] = field(default=(), repr=False)
    meta: PageMeta = field(default=PageMeta(), repr=False)


@dataclass(frozen=True)
class PlainText:
    """A Markdown, text, XML or SVG file to be: its path below the site's root, template and rows."""

    path: str
    template: str
    context: Mapping[str, Any]


def keep_compiled(environment: Environment, root: Path) -> Environment:
    """Let templates be taken as an earlier build below `root` compiled them: a sixth of a build's time.

    Each is known by the text that it was made of. How it escapes is compiled in, too, so environments of
    other options or of another version of the library keep theirs apart. Gives the environment back.
    """
    options = (environment.autoescape, environment.finalize, environment.undefined)
    shape = (environment.trim_blocks, environment.lstrip_blocks, environment.keep_trailing_newline)
    named = [getattr(option, "__qualname__", option) for option in options]
    key = repr((version("jinja2"), *named, *shape, sorted(environment.extensions)))
    folder = root / ".cache" / "templates" / hashlib.sha256(key.encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return environment


class Renderer:
    """Renders pages with one environment; `shared` is what every template may read."""

    def __init__(self, templates: Path, shared: Mapping[str, Any]) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.root = templates.parent
        keep_compiled(self.environment, self.root)
        self.environment.globals.update(shared)
        self.environment.filters["zip"] = zip
        self.environment.globals["link"] = _link
        self.environment.globals["each"] = self._each
        self._kept: dict[tuple[str, int], tuple[object, str]] = {}

    def render(self, pages: Iterable[Page]) -> Iterator[RenderedPage]:
        """Each page with its body."""
        for page in pages:
            template = self.environment.get_template(page.template)
            body = template.render(page=page, base="../" * page.url.count("/"), **page.context)
            yield RenderedPage(
                page.url,
                page.title,
                page.description,
                body,
                page.source,
                page.keywords,
                page.headings,
                page.meta,
            )

    def texts(self, texts: Iterable[PlainText]) -> Iterator[tuple[str, bytes]]:
        """Each text with its path. What it prints is one line each time, and never markup of its own."""
        markdown = keep_compiled(self.environment.overlay(autoescape=False, finalize=_plain), self.root)
        xml = keep_compiled(self.environment.overlay(finalize=_xml), self.root)
        for text in texts:
            environment = xml if text.path.endswith((".xml", ".svg")) else markdown
            body = environment.get_template(text.template).render(**text.context)
            yield text.path, f"{body.strip()}\n".encode()

    def documents(self, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
        """Whole HTML files that no engine dresses, each with its path."""
        for page in self.render(pages):
            yield f"{page.url}index.html", page.html.encode()

    def _each(self, macro: str, row: object, base: str) -> Markup:
        """A row by a macro of partials/rows.html. Pages share rows: each is rendered once, for any base."""
        key = (macro, id(row))
        if key not in self._kept:
            rows: Any = self.environment.get_template("partials/rows.html").module
            self._kept[key] = (row, str(getattr(rows, macro)(row, _BASE)))
        return Markup(self._kept[key][1].replace(_BASE, base))  # noqa: S704 - it was escaped when it was rendered


def _plain(value: object) -> object:
    """Text on one line with what Markdown would read as a mark escaped; `|safe` is for addresses."""
    if isinstance(value, Markup):
        return value
    return _MARKS.sub(r"\\\g<0>", " ".join(str(value).split()))


def _xml(value: object) -> object:
    """Text without the characters that XML cannot hold in any form; its escaping follows."""
    return value if isinstance(value, Markup) else _NO_XML.sub("", str(value))


def render_text(templates: Path, name: str, rows: Mapping[str, Any]) -> str:
    """A template of texts/ for a terminal or GitHub, which `Renderer.texts` is not: what others wrote goes
    through `| plain` or `| md` there, cut to length."""
    environment = Environment(
        loader=FileSystemLoader(templates / "texts"),
        autoescape=False,  # noqa: S701 - not HTML; the two filters escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plain": plain, "md": markdown, "zip": zip}
    return environment.get_template(name).render(rows)


def plain(value: object, limit: int = 300) -> str:
    """A value on one line, bounded, with characters that a terminal might act on made visible."""
    text = " ".join(_said(value)[: 4 * limit].split())
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _said(value: object) -> str:
    """Nested data as words: `a, b`, and records as `id: a, name: b; id: c, name: d`."""
    if isinstance(value, Mapping):
        return ", ".join(
            f"{key}: {_said(inner)}" for key, inner in value.items() if inner not in (None, ())
        )
    if isinstance(value, list | tuple):
        return ("; " if any(isinstance(v, Mapping) for v in value) else ", ").join(map(_said, value))
    return str(value)


def markdown(value: object, limit: int = 300) -> str:
    """A value as Markdown that reads as it was written: no markup, link or mention comes of it."""
    text = _SPECIAL.sub(r"\\\g<0>", plain(value, limit))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LIVE.sub("\\g<0>\u200b", text)


_SPECIAL = re.compile(r"[\\`*_{}\[\]()#+!|~$-]|(?<=[0-9])[.](?= )")
_LIVE = re.compile(r"@|#|https?:|www(?=\.)|\bGH(?=\\-)", re.IGNORECASE)  # GitHub turns these into links


@pass_context
def _link(context: Context, target: str) -> str:
    """An address below the root as seen from the page at hand, so that any sub-path works."""
    return (context["base"] + target) or "./"
