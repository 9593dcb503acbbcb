"""How to contribute: three ways, every form, who checks. Forms are those of templates/forms/."""

from __future__ import annotations

from collections.abc import Iterator

from livingsurvey.derive.badge import badge
from livingsurvey.render import Heading, Page
from livingsurvey.view import View


def pages(view: View) -> Iterator[Page]:
    """`/contribute/`."""
    example = max(view.methods, key=lambda m: m.numbers, default=None)
    yield Page(
        "contribute/",
        "Contribute",
        "pages/contribute.html",
        {
            "forms": {form.id: (form, view.info.form_url(form.id)) for form in view.forms},
            "badge": (example.slug, badge(example)) if example else None,
        },
        "How to add a paper, correct a number, or confirm the numbers of your own work: by a form, in an "
        "editor on GitHub, or from a command line.",
        keywords="contribute add method form pull request correct number fix confirm authors badge",
        headings=(
            Heading("paper", "A paper is missing"),
            Heading("number", "A number is wrong"),
            Heading("authors", "Your own work"),
            Heading("checks", "Who checks"),
            Heading("forms", "Every form"),
            Heading("rules", "Where the rules stand"),
        ),
    )
