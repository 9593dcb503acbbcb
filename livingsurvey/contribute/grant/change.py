"""Places and links of an entry."""

from __future__ import annotations

from livingsurvey.contribute.entry import one_line, whole
from livingsurvey.contribute.forms import chosen
from livingsurvey.contribute.grant.outcome import Desk, Outcome, RefusalError
from livingsurvey.contribute.intake import Request
from livingsurvey.model import Links, Method
from livingsurvey.writing.yamlwrite import put


def add_places(request: Request, desk: Desk, method: Method) -> Outcome:
    """The entry with more places of ours, each with the reason given."""
    present = method.taxonomy.get("evla", ())
    why = one_line(request.answers.get("why", ""))
    asked = chosen(request.answers.get("places", ""))
    wanted = [node for node in asked if node not in [place.node for place in present]]
    changes = [
        (("taxonomy", "evla", index), {"node": node, "by": "us", "why": why})
        for index, node in enumerate(wanted, len(present))
    ]
    if not changes:
        return Outcome("unchanged", method.slug)
    name = f"methods/{method.slug}.yaml"
    return Outcome("changed", method.slug, files={name: put(desk.text(name), name, changes)})


def set_link(request: Request, desk: Desk, method: Method) -> Outcome:
    """The entry with one link of its work set right."""
    link, address = one_line(request.answers.get("link", "")), whole(request.answers.get("address", ""))
    if link not in Links.model_fields:
        raise RefusalError("Choose which link it is.")
    if getattr(method.links, link) == address:
        return Outcome("unchanged", method.slug)
    name = f"methods/{method.slug}.yaml"
    text = put(desk.text(name), name, [(("links", link), address)])
    return Outcome("changed", method.slug, files={name: text})
