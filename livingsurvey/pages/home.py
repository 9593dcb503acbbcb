"""The home page: what the survey is, how much it holds, and three ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from livingsurvey.charts.timeline_svg import picture
from livingsurvey.derive.taxonomy import bottlenecks, tree
from livingsurvey.derive.timeline import entries
from livingsurvey.export.metadata import dataset
from livingsurvey.render import Page, PageMeta
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/`."""
    newest = sorted(view.methods, key=lambda m: (m.month, m.slug), reverse=True)[:8]
    yield Page(
        "",
        "Home",
        "pages/home.html",
        {
            "works": len(view.methods),
            "numbers": view.sourced_numbers,
            "bottlenecks": bottlenecks(view),
            "pillars": tree(view, view.survey.taxonomies["evla"]),
            "picture": picture(entries(view), with_labels=False),
            "newest": newest,
            "counts": _counts(view),
            "survey_reference": view.survey.references[view.survey.taxonomies["evla"].cite],
        },
        "A living survey of efficient vision-language-action models: what makes them efficient, what it "
        "costs, and whether a number can be believed.",
        meta=PageMeta(things=(dataset(view),)),
    )


def _counts(view: View) -> Counter[str]:
    """Methods that state each kind of number, and how many points were read in the work itself."""
    counts: Counter[str] = Counter()
    kinds = {
        "time": {"latency_ms", "time_to_first_action_ms"},
        "rate": {"calls_hz", "actions_hz", "control_hz", "reported_hz"},
        "memory": {"memory_gb", "weights_gb", "training_memory_gb"},
        "success": {"success_pct", "avg_len"},
        "speedup": {"speedup_x", "speed_gain_pct", "latency_reduction_pct"},
    }
    for method in view.methods:
        points = method.operating_points
        stated = {m for p in points for m in p.values} | {
            m for p in points for e in p.versus for m in e.values
        }
        counts.update(kind for kind, metrics in kinds.items() if stated & metrics)
        counts["hardware"] += any(p.setting.hardware for p in points if p.stage == "inference")
        counts["primary"] += sum(p.source.read == "primary" for p in points)
        counts["points"] += len(points)
    return counts
