"""Hands the generated site to MkDocs, deciding nothing. Only this module knows the engine."""

from __future__ import annotations

import html
import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import clean_directory

from livingsurvey.problem import SurveyError
from livingsurvey.render import RenderedPage, keep_compiled
from livingsurvey.site import Site, build, git_log
from livingsurvey.siteinfo import site_info
from livingsurvey.vendor import VendorError, vendor_files

log = logging.getLogger("mkdocs.plugins.livingsurvey")
Command = Literal["build", "gh-deploy", "serve"]


class GeneratedPage(Page):
    """A page whose body is finished HTML: it never meets Python-Markdown."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        # the engine's templates do not escape: what they get is escaped here
        super().__init__(html.escape(rendered.title), file, config)
        self.rendered = rendered
        self.update_date = (
            rendered.meta.modified or self.update_date
        )  # the sitemap's; else the day of the build
        self.meta = {
            "description": html.escape(rendered.description),
            "hide": ["navigation", "toc"],
            "search": {"exclude": True},
            "generated": True,
            "head": rendered.meta.front(),
        }

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown source."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to do: the theme prints `page.rendered.html`. Our own link check tests anchors."""
        self.content = ""  # else the search plugin looks through the body for attributes of its own
        # the theme's skip link leads to the first entry; the table of contents itself is the template's
        self.toc = TableOfContents([AnchorLink("Content", "content", 1)])
        self.present_anchor_ids = {"content"}
        self.links_to_anchors = {}


class _Generated(File):
    """A file made here. `serve --dirty` writes it if `_remove_what_differs` has taken it away."""

    def is_modified(self) -> bool:
        """Whether the site lacks it."""
        return not Path(self.abs_dest_path).is_file()


class _Plain(_Generated):
    """A generated file that is handed on as it is, Markdown too."""

    def is_documentation_page(self) -> bool:
        """Never: it has no page."""
        return False


class _Shared:
    """Tabs and menu of pages out of the navigation: alike within a folder, so made once for each."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def __call__(self, part: str, page: Page | None, nav: Navigation, make: Callable[[], str]) -> str:
        if not isinstance(page, GeneratedPage) or page in nav.pages:
            return make()
        key = (part, page.url.rstrip("/").rpartition("/")[0])
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]


class _State:
    """What outlives one build of `mkdocs serve`: the command, the last good site, the browser code.

    `made`: what the last build wrote at each path, and `dress`: what it wrote around every page.
    """

    command: Command = "build"
    dirty: bool = False
    site: Site | None = None
    vendor: Sequence[tuple[str, Path]] = ()
    made: Mapping[str, object] = MappingProxyType({})
    dress: object = None


state = _State()


def on_startup(command: Command, dirty: bool) -> None:
    """Remember whether we serve or build, and whether only what differs is written."""
    state.command, state.dirty = command, dirty and command == "serve"
    if state.dirty:  # what MkDocs warns of on every build is what `_remove_what_differs` sees to
        logging.getLogger("mkdocs.commands.build").addFilter(
            lambda record: "'dirty' build" not in record.msg
        )


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Addresses come from the environment, in one place."""
    info = site_info(_root(config))
    config.site_url, config.repo_url = info.site_url, info.repo_url
    config.extra["survey_date"], config.extra["survey_commit"] = info.date, info.commit
    config.extra["snapshot"], config.extra["living_url"] = info.snapshot, info.living_url
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Make the site before MkDocs empties its folder: bad data leaves the last site as it is."""
    try:
        state.vendor = vendor_files(_root(config))
    except VendorError as error:
        raise PluginError(str(error)) from None
    state.site = _site(config)


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated page and file, out of the navigation."""
    for rendered in state.site.pages if state.site else ():
        files.append(_page_file(rendered, config))
    for path, content in state.site.files if state.site else ():
        files.append(_Plain.generated(config, path, content=content))
    for path, source in state.vendor:
        files.append(File.generated(config, path, abs_src_path=str(source)))
    if state.dirty:
        _remove_what_differs(files, config)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """One search record per page that carries keywords; 404 gets the list of slugs."""
    keep_compiled(env, _root(config))
    site = state.site
    if site is None:
        return env
    env.globals["shared"] = _Shared()
    env.globals["survey_slugs"] = sorted(m for m in site.survey.methods)
    plugin: Any = config.plugins.get("material/search")
    if plugin:
        plugin.is_dirty = False  # it would add our records to those of the last build
        plugin.search_index.entries += [
            {"location": p.url, "title": html.escape(p.title), "text": html.escape(p.keywords)}
            for p in site.pages
            if p.keywords is not None
        ]
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Every method has its page: this catches an engine that ignores hooks or loses files."""
    slugs = state.site.survey.methods if state.site else {}
    missing = [s for s in slugs if not Path(config.site_dir, "methods", s, "index.html").is_file()]
    if missing or not slugs:
        raise PluginError(f"{len(missing)} of {len(slugs)} method pages were not written: {missing[:5]}")


def on_build_error(error: Exception) -> None:
    """Nobody knows what a build that failed has written: the next one writes everything."""
    state.made = {}


def _remove_what_differs(files: Files, config: MkDocsConfig) -> None:
    """Leave of the last build's files those that this one would write alike: MkDocs writes what is missing.

    Where configuration, templates or commit differ, all pages do.
    """
    made = {f.abs_dest_path: _content(f) for f in files}
    dress = _dress(files, config)
    if not state.made or dress != state.dress:
        clean_directory(config.site_dir)
    else:
        for path, content in state.made.items():
            if made.get(path) != content:
                Path(path).unlink(missing_ok=True)
    state.made, state.dress = made, dress


def _content(file: File) -> object:
    """Equal for two files only if both are written alike. Markdown is built each time, for the search."""
    if isinstance(file.page, GeneratedPage):
        return file.page.rendered
    return object() if file.is_documentation_page() else file.content_bytes


def _dress(files: Files, config: MkDocsConfig) -> object:
    """All that decides what stands around a page's body. Titles of Markdown may stand in the navigation."""
    root = _root(config)
    templates = sorted(p for p in (root / "templates").rglob("*") if p.is_file())
    markdown = [f.content_bytes for f in files.documentation_pages() if not isinstance(f, _Generated)]
    paths = [Path(config.config_file_path), *templates]
    return site_info(root), [(path, path.read_bytes()) for path in paths], markdown


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).absolute().parent


def _site(config: MkDocsConfig) -> Site:
    """The site; while serving, bad data keeps the last good one."""
    root = _root(config)
    try:
        return build(root / "data", root / "templates", site_info(root), git_log(root), log.info)
    except VendorError as error:
        raise PluginError(str(error)) from None
    except SurveyError as error:
        message = f"{len(error.problems)} problem(s) in the data:\n{error}"
        if state.command == "serve" and state.site is not None:
            log.error("%s\nThe last good pages stay.", message)
            return state.site
        raise PluginError(message) from None


def _page_file(rendered: RenderedPage, config: MkDocsConfig) -> File:
    file = _Generated.generated(
        config, f"{rendered.url}index.md", content="", inclusion=InclusionLevel.INCLUDED
    )
    if rendered.source:
        file.edit_uri = f"../{rendered.source}"
    GeneratedPage(rendered, file, config)
    return file
