"""What is gained against what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.charts.scatter_svg import scatter
from livingsurvey.derive.costs import success_against_cost
from livingsurvey.derive.tradeoffs import relative_tradeoff
from livingsurvey.render import Heading, Page
from livingsurvey.view import View

MOST_MARKS = 400
"""What a page of 200 kB has room for: beyond, the fullest figures are drawn and the others counted."""


def pages(view: View) -> Iterator[Page]:
    """`/tradeoffs/`."""
    relative = relative_tradeoff(view)
    costs = success_against_cost(view, MOST_MARKS)
    trades = [relative, *costs]
    yield Page(
        "tradeoffs/",
        "Trade-offs",
        "pages/tradeoffs.html",
        {
            "trades": [(t, [(f, scatter(f)) for f in t.figures]) for t in trades],
            "tests": {t.on: t.on_label for t in [relative, *sorted(costs, key=lambda t: -t.works_known)]},
            "costs": {t.x: t.x_label for t in trades},
        },
        "Speed-up against change in success, and success against size, time, rate and memory, within one "
        "class of comparison.",
        keywords="trade-off front pareto speed-up success size parameters tokens FLOPs latency rate memory",
        headings=(Heading("relative", "Speed against success"), Heading("all-figures", "All figures")),
    )
