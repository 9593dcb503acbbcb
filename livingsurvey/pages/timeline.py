"""The timeline: picture, the list that is its content, and a figure in a file of its own, for who asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from livingsurvey.charts.timeline_plotly import figure
from livingsurvey.charts.timeline_svg import picture
from livingsurvey.derive.timeline import by_year, entries
from livingsurvey.render import Page
from livingsurvey.view import View

FIGURE = "timeline/figure.json"


def figure_file(view: View) -> tuple[str, bytes]:
    """What the page loads when the interactive figure is asked for."""
    return FIGURE, (figure(entries(view), "../") + "\n").encode()


def pages(view: View) -> Iterator[Page]:
    """`/timeline/`."""
    found = entries(view)
    yield Page(
        "timeline/",
        "Timeline",
        "pages/timeline.html",
        {
            "picture": picture(found),
            "figure": FIGURE,
            "years": by_year(found),
            "lanes": Counter(e.lane for e in found),
            "pillars": Counter(e.pillar for e in found),
            "left_out": sum(m.kind == "application" for m in view.methods),
        },
        "Foundational against efficient vision-language-action models by month of first publication.",
        keywords="foundational efficient VLA months history",
    )
