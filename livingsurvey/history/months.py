"""The git log of the data -> what changed in each month, by comparing the two ends of every month.

Only files that differ between the ends are read, so the cost follows the changes and not the commits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from livingsurvey.changes import compare
from livingsurvey.history.gitlog import INCOMPLETE, GitLog, Touch
from livingsurvey.history.lists import Ids, is_list, list_changes
from livingsurvey.model import Method, Survey
from livingsurvey.model.history import History, Month
from livingsurvey.model.vocabulary import Vocabulary
from livingsurvey.shape import shape
from livingsurvey.view import SiteInfo, View
from livingsurvey.yamlfile import MAX_BYTES, line_problems, parse_yaml

Spans = Mapping[str, "Span"]
"""Slug, or path below data/ -> what a month did to the file."""


@dataclass(frozen=True)
class Span:
    """One file over one month: times of its first and last commit, blobs before and after them."""

    first: int
    last: int
    old: str | None
    new: str | None


class _UnreadableError(Exception):
    """A former text is not an entry as the program knows it today."""


def history(log: GitLog, data: Path, survey: Survey) -> History:
    """What the log says, by month. `survey` is what `data` holds now: the same text is not read again."""
    if log.missing:
        return History(missing=log.missing)
    months = spans_by_month(t for t in log.touches if is_list(t.path) or _slug(t.path))
    contents = log.contents(
        blob
        for spans in months.values()
        for span in spans.values()
        for blob in (span.old, span.new)
        if blob
    )
    if contents is None:
        return History(missing=INCOMPLETE)
    reader = _Reader(contents, data, survey)
    found = (_month(name, months[name], reader) for name in sorted(months, reverse=True))
    return History(tuple(m for m in found if m.times or m.lists))


def spans_by_month(touches: Iterable[Touch]) -> dict[str, dict[str, Span]]:
    """The months in which something differs at the end from what was before, each with its files."""
    months: dict[str, dict[str, Span]] = {}
    for touch in touches:
        spans = months.setdefault(_time(touch.when)[:7], {})
        span = spans.get(touch.path, Span(touch.when, touch.when, touch.old, touch.new))
        spans[touch.path] = replace(span, last=touch.when, new=touch.new)
    net = {name: {path: s for path, s in spans.items() if s.old != s.new} for name, spans in months.items()}
    return {name: spans for name, spans in net.items() if spans}


def _slug(path: str) -> str:
    """The slug of an entry's file; empty for any other file."""
    folder, _, name = path.rpartition("/")
    return name.removesuffix(".yaml") if folder == "methods" and name.endswith(".yaml") else ""


def _month(name: str, files: Spans, reader: _Reader) -> Month:
    spans = {slug: span for path, span in files.items() if (slug := _slug(path))}
    lists = {p: found for p, span in sorted(files.items()) if is_list(p) and (found := reader.ids(p, span))}
    old: dict[str, Method] = {}
    new: dict[str, Method] = {}
    unread = []
    for slug, span in sorted(spans.items()):
        try:
            before, after = reader.method(slug, span.old), reader.method(slug, span.new)
        except _UnreadableError:
            unread.append(slug)
            continue
        if before and after:
            before, after = _without_shared_points(before, after)
        old |= {slug: before} if before else {}
        new |= {slug: after} if after else {}
    times = {slug: (_time(span.first), _time(span.last)) for slug, span in spans.items()}
    return Month(
        name, times, compare(reader.view(old), reader.view(new), sound=False), lists, tuple(unread)
    )


@dataclass(frozen=True)
class _Reader:
    """Blobs as entries, in the words of the present survey."""

    contents: Mapping[str, bytes]
    data: Path
    survey: Survey

    def method(self, slug: str, blob: str | None) -> Method | None:
        """The entry that a blob holds; None where there was none, or only its tombstone."""
        if blob is None:
            return None
        raw = self.contents[blob]
        method = self._present(slug, raw) or _parsed(slug, raw)
        return None if method.removed else method

    def ids(self, path: str, span: Span) -> Ids | None:
        """What a month did to a list."""
        old, new = (self.contents[blob] if blob else b"" for blob in (span.old, span.new))
        return list_changes(path, old, new)

    def view(self, methods: Mapping[str, Method]) -> View:
        """Entries alone, with the metrics that name their numbers."""
        survey = Survey(methods, {}, {}, self.survey.metrics, Vocabulary(root={}), {}, {}, {})
        return View(survey, SiteInfo("", ""))

    def _present(self, slug: str, raw: bytes) -> Method | None:
        path = self.data / "methods" / f"{slug}.yaml"
        method = self.survey.methods.get(slug)
        return method if method and path.is_file() and path.read_bytes() == raw else None


def _without_shared_points(before: Method, after: Method) -> tuple[Method, Method]:
    """Both without the points that are equal in both: most are, and there is nothing to tell of them."""
    shared = {p.id for p in before.operating_points if p == after.point(p.id)}
    old, new = (tuple(p for p in m.operating_points if p.id not in shared) for m in (before, after))
    return before.model_copy(update={"operating_points": old}), after.model_copy(
        update={"operating_points": new}
    )


@lru_cache(maxsize=4096)
def _parsed(slug: str, raw: bytes) -> Method:
    """A former text, held to the form of today's. It ends one span and begins another, so it is kept."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        raise _UnreadableError from None
    if len(raw) > MAX_BYTES or line_problems(text, slug):
        raise _UnreadableError
    file, _ = parse_yaml(text, slug)
    method = shape(Method, file, slug=slug) if file else []
    if isinstance(method, list):
        raise _UnreadableError
    return method


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
