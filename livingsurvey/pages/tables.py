"""The tables: efficiency in three readings, and one per branch of the pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from livingsurvey.derive.comparability import KEY_WORDS
from livingsurvey.derive.tables import branch_rows, branches_of, printed_rows, source_rows, timed_rows
from livingsurvey.render import Heading, Page
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/tables/`, `/tables/efficiency/`, `/tables/<branch>/`."""
    branches = branches_of(view.survey)
    titles = {b: view.survey.nodes["evla", path].title.en for b, path in branches}
    timed = timed_rows(view)
    yield Page(
        "tables/",
        "Tables",
        "pages/tables.html",
        {
            "branches": [(b, titles[b], path, len(branch_rows(view, path))) for b, path in branches],
            "timed": len(timed),
            "timed_methods": len({r.slug for r in timed}),
        },
        "The survey's tables, from data: times and rates with their settings, and one table per branch.",
    )
    missing, total = _unranked(view)
    yield Page(
        "tables/efficiency/",
        "Times and rates",
        "pages/efficiency.html",
        {
            "printed": printed_rows(view),
            "sources": source_rows(view),
            "timed": timed,
            "missing": missing,
            "total": total,
            "survey_reference": view.survey.references[view.survey.taxonomies["evla"].cite],
        },
        "Table I of the survey as printed, as its sources say, and extended to every stated time and rate.",
        keywords="Table I latency frequency Hz",
        headings=(
            Heading("as-printed", "As the survey prints it"),
            Heading("as-sources-say", "As its sources say"),
            Heading("extended", "Every method that states a time or a rate"),
        ),
    )
    for name, path in branches:
        yield Page(
            f"tables/{name}/",
            titles[name],
            "pages/branch_table.html",
            {
                "rows": branch_rows(view, path),
                "node_url": f"taxonomy/evla/{path}/",
                "by_cost": not path.startswith("model-design"),
                "pillar": path.split("/")[0],
            },
            f"{titles[name]}: every work of the branch with its numbers, sortable.",
        )


def _unranked(view: View) -> tuple[list[tuple[str, int]], int]:
    """How many latencies and rates cannot be ranked, and for which missing field."""
    counts: Counter[str] = Counter()
    total = 0
    timed = {"latency_ms", "calls_hz", "actions_hz", "control_hz", "reported_hz"}
    for reading in view.readings:
        if reading.metric.id in timed and reading.rankable:
            total += 1
            counts.update(reading.missing())
    return [(KEY_WORDS.get(k, k), n) for k, n in counts.most_common()], total
