"""The home page: what the survey is, how much it holds, and four ways in."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.charts.scatter_svg import scatter
from livingsurvey.charts.timeline_svg import MINI, picture
from livingsurvey.derive.overview import stating
from livingsurvey.derive.taxonomy import bottlenecks, tree
from livingsurvey.derive.timeline import by_year, entries
from livingsurvey.derive.tradeoffs import relative_front
from livingsurvey.derive.updates import updates
from livingsurvey.export.metadata import dataset
from livingsurvey.render import Page, PageMeta
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/`."""
    newest = sorted(view.methods, key=lambda m: (m.month, m.slug), reverse=True)[:8]
    dated, relative = entries(view), relative_front(view)
    points = [p for m in view.methods for p in m.operating_points]
    yield Page(
        "",
        "Home",
        "pages/home.html",
        {
            "count": view.words.count,
            "works": len(view.methods),
            "numbers": view.sourced_numbers,
            "bottlenecks": bottlenecks(view),
            "pillars": tree(view, view.survey.taxonomies["evla"]),
            "picture": picture(dated, MINI),
            "years": by_year(dated),
            "relative": relative,
            "relative_picture": scatter(relative) if relative.marks else None,
            "stating": stating(view),
            "newest": newest,
            "latest": next(iter(updates(view)), None),
            "points": len(points),
            "primary": sum(p.source.read == "primary" for p in points),
            "survey_reference": view.survey.references[view.survey.taxonomies["evla"].cite],
        },
        "A living survey of efficient vision-language-action models: what makes them efficient, what it "
        "costs, and whether a number can be believed.",
        meta=PageMeta(things=(dataset(view),)),
    )
