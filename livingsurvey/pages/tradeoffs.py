"""What is gained against what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.charts.scatter_svg import scatter
from livingsurvey.derive.costs import success_against_cost
from livingsurvey.derive.tradeoffs import relative_tradeoff
from livingsurvey.render import Heading, Page
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/tradeoffs/`."""
    relative, costs = relative_tradeoff(view), success_against_cost(view)
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
