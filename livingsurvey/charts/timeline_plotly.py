"""The timeline as a plotly figure: the same entries at the same places, to hover, zoom and filter.

The page colours the marks: a colour stands in the style sheet only.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from livingsurvey.charts.timeline_svg import MARKS
from livingsurvey.derive.timeline import LANES, Entry

_SYMBOLS = {"triangle": "triangle-up"}
_LANE_NAMES = {"efficient": "Efficient VLAs", "foundational": "Foundational VLAs"}


def figure(entries: Sequence[Entry], base: str) -> str:
    """Figure JSON. `base` leads from the page to the site's root; customdata is address, title, slug."""
    traces = [_trace([e for e in entries if e.lane == lane], lane, base) for lane in LANES]
    layout = go.Layout(
        template="none",
        height=460,
        margin={"l": 16, "r": 16, "t": 40, "b": 40},
        hovermode="closest",
        legend={"orientation": "h", "y": 1.12},
        xaxis={"type": "date", "showgrid": False, "tickformat": "%Y-%m"},
        yaxis={"showticklabels": False, "showgrid": False, "zeroline": True},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return str(go.Figure(data=traces, layout=layout).to_json(engine="json"))


def _trace(entries: Sequence[Entry], lane: str, base: str) -> go.Scatter:
    side = 1 if lane == "efficient" else -1
    return go.Scatter(
        name=_LANE_NAMES[lane],
        mode="markers",
        x=[f"{e.month}-01" for e in entries],
        y=[side * (e.rank + 1) for e in entries],
        customdata=[[f"{base}methods/{e.slug}/", _plain(e.title), e.slug] for e in entries],
        text=[_plain(e.name) for e in entries],
        hovertemplate="<b>%{text}</b><br>%{customdata[1]}<br>%{x|%Y-%m} · "
        + _LANE_NAMES[lane]
        + "<extra></extra>",
        marker={"size": 9, "symbol": [_symbol(e.pillar) for e in entries]},
    )


def _symbol(pillar: str) -> str:
    mark = MARKS.get(pillar, "circle")
    return _SYMBOLS.get(mark, mark)


def _plain(text: str) -> str:
    """plotly reads a few HTML tags in labels: contributed text gets none."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
