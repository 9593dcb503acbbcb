"""A reference as a line of text or as RIS. Only what is stated is printed; nothing is guessed.

`accepted` is where the work was accepted ("CoRL 2024") if the survey knows it: the document that is cited
stays the one that was read. Titles keep the capitals of their authors in every style.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from livingsurvey.derive.credits import credit
from livingsurvey.model import Method, OperatingPoint, Person, Reference
from livingsurvey.model.citation import Citation
from livingsurvey.view import View

_APA_SHOWN = 20
_IEEE_SHOWN = 6
_ENDS = ("?", "!", ".")


def accepted_at(method: Method) -> str:
    """`CoRL 2024`, or nothing."""
    return f"{method.venue.name} {method.venue.year}" if method.venue else ""


def credit_line(view: View) -> str:
    """Who made the survey, its title, and which state of its data: what a number's citation names."""
    names = " and ".join(p.full for p in named(view.citation))
    return f"{names}. {state_title(view)}."


def state_title(view: View) -> str:
    """The title of the site with the edition, day and commit that it shows, as far as they are known."""
    info = view.info
    stated = {"frozen snapshot": info.snapshot, "data of": info.date, "commit": info.commit}
    return ", ".join([view.citation.title, *(f"{what} {which}" for what, which in stated.items() if which)])


def named(citation: Citation) -> tuple[Person, ...]:
    """The authors of the site as a sentence begins with them."""
    return tuple(replace(p, family=p.family[:1].upper() + p.family[1:]) for p in citation.authors)


def number_line(view: View, method: Method, point: OperatingPoint) -> str:
    """The citation of an operating point: the survey, the point's address, and the document it comes from.

    assets/js/cite-line.js writes the same line from what stands in the row.
    """
    found = credit(view.survey, point)
    address = f"{view.info.site_url.rstrip('/')}/methods/{method.slug}/#{point.id}"
    document = apa(view.survey.references[found.key])
    here = f"{point.model}, operating point {point.id}, {address}."
    return f"{here} In: {credit_line(view)} {found.verb}: {document} ({found.at})."


def doi_of(reference: Reference) -> str:
    """The DOI that is stated, else the one that arXiv registers for each of its papers; else nothing."""
    return reference.doi or (f"10.48550/arXiv.{reference.eprint}" if reference.eprint else "")


def apa(reference: Reference, accepted: str = "") -> str:
    """A citation in the manner of APA 7: up to 20 authors, else 19, an ellipsis and the last."""
    names = [_family_first(p) for p in reference.authors]
    if reference.others:
        listed = ", ".join([*names, "et al."])
    elif len(names) > _APA_SHOWN:
        listed = ", ".join(names[: _APA_SHOWN - 1]) + ", … " + names[-1]
    elif len(names) > 1:
        listed = ", ".join(names[:-1]) + ", & " + names[-1]
    else:
        listed = "".join(names)
    title = _ended(reference.title)
    head = f"{listed} ({reference.year}). {title}" if listed else f"{title} ({reference.year})."
    where = [f"arXiv:{reference.eprint}."] if reference.eprint else []
    where += [f"Accepted at {accepted}."] if accepted else []
    return " ".join([head, *where, reference.link]).rstrip()


def ieee(reference: Reference, accepted: str = "") -> str:
    """A citation in the manner of IEEE: up to six authors, else the first and `et al.`"""
    names = [_initials_first(p) for p in reference.authors]
    if len(names) > _IEEE_SHOWN or (names and reference.others):
        listed = f"{names[0]} et al."
    elif len(names) > 2:
        listed = ", ".join(names[:-1]) + ", and " + names[-1]
    else:
        listed = " and ".join(names)
    title = reference.title if reference.title.endswith(_ENDS) else f"{reference.title},"
    where = [str(reference.year)]
    where += [f"arXiv:{reference.eprint}"] if reference.eprint else []
    where += [f"accepted at {accepted}"] if accepted else []
    where += [f"doi: {reference.doi}"] if reference.doi else []
    online = "" if reference.eprint or reference.doi else f" [Online]. Available: {reference.link}"
    head = f"{listed}, " if listed else ""
    return f"{head}“{title}” {', '.join(where)}.{online}"


def ris(reference: Reference, accepted: str = "") -> str:
    """RIS of one work: an unpublished work for a preprint, else an electronic source."""
    lines = "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _ris(reference, accepted))
    return f"{lines}ER  - \n"


def _ris(reference: Reference, accepted: str) -> Iterator[tuple[str, str]]:
    yield "TY", "UNPB" if reference.eprint else "ELEC"
    yield "ID", reference.key
    for person in reference.authors:
        yield "AU", f"{person.family}, {person.given}" if person.given else person.family
    yield "TI", reference.title
    yield "PY", str(reference.year)
    if reference.eprint:
        yield "PB", "arXiv"
        yield "AN", f"arXiv:{reference.eprint}"
    if doi := doi_of(reference):
        yield "DO", doi
    yield "UR", reference.link
    if accepted:
        yield "N1", f"Accepted at {accepted}"
    if reference.others:
        yield "N1", "The list of authors is not whole"


def _ended(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def _family_first(person: Person) -> str:
    return ", ".join(filter(None, (person.family, _initials(person))))


def _initials_first(person: Person) -> str:
    return " ".join(filter(None, (_initials(person), person.family)))


def _initials(person: Person) -> str:
    """`A.-L. M.`; a nickname in quotes is left out."""
    names = [name for name in person.given.split() if name[0].isalpha()]
    return " ".join("-".join(f"{part[0]}." for part in n.split("-") if part) for n in names)
