"""The comparison: a page that sets any methods side by side, and the most natural pairs ready made."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.column import column
from livingsurvey.derive.comparability import LABELS, Level
from livingsurvey.derive.compare import comparison, natural_pairs
from livingsurvey.render import Page, PageMeta
from livingsurvey.view import View

_MEANINGS = {
    Level.SAME_SETUP: "One source, one set-up: what is unstated is shared.",
    Level.STATED_EQUAL: "Everything that a comparison of this metric needs is stated by both, and equal.",
    Level.SAME_BASELINE: "Two ratios, each against the work’s own run of one baseline.",
    Level.HARDWARE_FREE: "A size or count of equal scope, true on any machine.",
    Level.BESIDE: "The words say what is not stated or differs; no ratio is printed.",
}


def pages(view: View) -> Iterator[Page]:
    """`/compare/`, and `/compare/<method>/<base>/` of every natural pair."""
    pairs = view.once(natural_pairs)
    yield Page(
        "compare/",
        "Compare",
        "pages/compare.html",
        {
            "methods": view.methods,
            "pairs": pairs,
            "levels": [(LABELS[level], meaning) for level, meaning in _MEANINGS.items()],
        },
        "Two to six methods side by side; each number says whether it can be compared, and why not.",
        keywords="compare methods side by side versus reference",
    )
    columns = {m.slug: column(view, m) for m in {m.slug: m for pair in pairs for m in pair}.values()}
    order = list(view.survey.metrics.values())
    for method, base in pairs:
        table = comparison([columns[base.slug], columns[method.slug]], order)
        yield Page(
            f"compare/{method.slug}/{base.slug}/",
            f"{method.name} and {base.name}",
            "pages/pair.html",
            {"method": method, "base_method": base, "table": table},
            f"{method.name} beside {base.name}: facts, numbers, and what of them can be compared."[:200],
            meta=PageMeta(modified=view.history.last(method.slug, base.slug)),
        )
