"""Where a number was read: the document that measured it, the place in it, and what we opened."""

from __future__ import annotations

from pydantic import model_validator

from livingsurvey.model.base import CiteKey, Day, Label, Record, Term, Url


class Provenance(Record):
    """The document that a number was taken over from, when the measuring one was not read."""

    cite: CiteKey
    where: Label
    url: Url | None = None


class Seen(Record):
    """What was opened to read a number, and when."""

    what: Term
    date: Day


class Source(Record):
    """`cite` made the measurement; `where` is the place in it; `read` says who read it there."""

    cite: CiteKey
    version: Label | None = None
    where: Label
    url: Url | None = None
    read: Term
    seen: Seen | None = None
    via: Provenance | None = None

    @model_validator(mode="after")
    def _read_matches(self) -> Source:
        if self.read == "secondary" and self.via is None:
            raise ValueError("is read: secondary, but does not say from where; name that document in `via`")
        if self.read == "primary" and self.seen is None:
            raise ValueError("is read: primary, but does not say what was opened; add `seen`")
        return self
