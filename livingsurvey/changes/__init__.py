"""What differs between two states of the survey, as data: entries, numbers, places, references, fronts.

The result is plain JSON. Names and texts in it are as people wrote them: whoever prints them escapes them.
"""

from __future__ import annotations

from typing import Any

from livingsurvey.changes.entries import changed_entry
from livingsurvey.changes.records import record_changes, renames
from livingsurvey.changes.views import changed_views
from livingsurvey.model import Survey
from livingsurvey.view import View

VERSION = 1
Json = dict[str, Any]

_LISTS = ("metrics", "hardware", "benchmarks", "components")


def compare(old: View, new: View, sound: bool = True) -> Json:
    """Every difference from `old` to `new`. Views are compared only of `sound` data, without problems."""
    before, after = old.survey.methods, new.survey.methods
    renamed = renames(before, after)
    kept = {slug: slug for slug in after if slug in before} | {to: was for was, to in renamed.items()}
    gone = before.keys() - set(kept.values()) - new.survey.slugs  # a file that cannot be read is not gone
    entries = [changed_entry(old, new, before[was], after[to]) for to, was in sorted(kept.items())]
    return {
        "version": VERSION,
        "added": [_entry(new, slug) for slug in sorted(after.keys() - kept.keys())],
        "removed": [_entry(old, slug) for slug in sorted(gone)],
        "renamed": [{"from": was, **_entry(new, to)} for was, to in sorted(renamed.items())],
        "changed": [entry for entry in entries if entry],
        "references": record_changes(_references(old.survey), _references(new.survey)),
        "lists": _lists(old.survey, new.survey),
        "views": changed_views(old, new, renamed) if sound else None,
    }


def is_empty(changes: Json) -> bool:
    """Whether the two states hold the same."""
    references = any(changes["references"].values())
    return not references and not any(v for k, v in changes.items() if k not in ("version", "references"))


def _entry(view: View, slug: str) -> Json:
    method = view.survey.methods[slug]
    return {
        "slug": slug,
        "name": method.name,
        "cite": method.cite,
        "points": len(method.operating_points),
        "numbers": method.numbers,
    }


def _references(survey: Survey) -> dict[str, Any]:
    return {key: dict(r.raw) | {"kind": r.kind} for key, r in survey.references.items()}


def _lists(old: Survey, new: Survey) -> list[Json]:
    """Each list and taxonomy that changed, by file."""
    found = []
    for name in _LISTS:
        before, after = ({k: r.model_dump() for k, r in getattr(s, name).items()} for s in (old, new))
        found.append({"file": f"{name}.yaml", **record_changes(before, after)})
    terms = (
        {f"{name}: {t.id}": t.model_dump() for name, part in s.vocabulary.root.items() for t in part.terms}
        for s in (old, new)
    )
    found.append({"file": "vocabulary.yaml", **record_changes(*terms)})
    for scheme in sorted({*old.taxonomies, *new.taxonomies}):
        nodes = (
            {
                path: node.model_dump(exclude={"children"})
                for (s, path), node in survey.nodes.items()
                if s == scheme
            }
            for survey in (old, new)
        )
        found.append({"file": f"taxonomies/{scheme}.yaml", **record_changes(*nodes)})
    return [row for row in found if len([v for v in row.values() if v]) > 1]
