"""How the survey works: inclusion, rates, levels of comparison, what the marks mean."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.comparability import KEY_WORDS, LABELS
from livingsurvey.derive.roofline import (
    FEWEST_METHODS,
    WORST_FACTOR,
    default_target,
    lacking,
    middle,
    roofline,
)
from livingsurvey.prose import to_html
from livingsurvey.render import Heading, Page
from livingsurvey.view import View

_RATES = ("calls_hz", "actions_hz", "control_hz", "reported_hz")


def pages(view: View) -> Iterator[Page]:
    """`/methodology/`."""
    metrics = view.survey.metrics
    test, target = roofline(view).test, default_target(view)
    yield Page(
        "methodology/",
        "Methodology",
        "pages/methodology.html",
        {
            "inclusion": to_html(view.survey, view.survey.texts.get("inclusion", ""), lambda t: "../" + t),
            "rates": [metrics[r] for r in _RATES if r in metrics],
            "screened": view.survey.screening,
            "levels": list(LABELS.items()),
            "metrics": list(metrics.values()),
            "key_words": KEY_WORDS,
            "stages": view.survey.vocabulary.terms("stage"),
            "test": test,
            "error": middle(test.errors) if test.tested else None,
            "target": target,
            "target_lacks": lacking(target) if target else "",
            "fewest": FEWEST_METHODS,
            "worst": WORST_FACTOR,
        },
        "What is included, the four rates, what counts as running on a device, when two numbers may be "
        "compared, how estimates are made and tested, and what the marks mean.",
        keywords="inclusion rule rates Hz comparison levels marks metrics definitions roofline estimate",
        headings=(
            Heading("inclusion", "What is included"),
            Heading("points", "Operating points"),
            Heading("rates", "Four rates"),
            Heading("runs", "What runs on a device"),
            Heading("levels", "Levels of comparison"),
            Heading("roofline", "Roofline estimates"),
            Heading("marks", "What the marks mean"),
            Heading("metrics", "Metrics"),
        ),
    )
