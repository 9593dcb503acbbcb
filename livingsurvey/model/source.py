"""Where a number was read: the document that measured it, the place in it, and what we opened."""

from __future__ import annotations

from pydantic import Field, model_validator

from livingsurvey.model.base import CiteKey, Day, Label, Record, Term, Url


class Provenance(Record):
    """The document that a number was taken over from, when the measuring one was not read."""

    cite: CiteKey = Field(description="key of that document, see references.bib")
    where: Label = Field(description="place in it")
    url: Url | None = Field(None, description="address of that place, where it is not the document's own")


class Seen(Record):
    """What was opened to read a number, and when."""

    what: Term = Field(
        description="what was opened: paper, abstract, readme and others, see vocabulary.json, seen"
    )
    date: Day = Field(description="the day on which it was read, YYYY-MM-DD")


class Source(Record):
    """`cite` made the measurement; `where` is the place in it; `read` says who read it there."""

    cite: CiteKey = Field(description="key of the document that made the measurement, see references.bib")
    version: Label | None = Field(None, description="version of that document, such as v2")
    where: Label = Field(description="place in that document, such as Table 2")
    url: Url | None = Field(None, description="address of that place, where it is not the document's own")
    read: Term = Field(
        description="primary: read in that document; secondary: taken over from the one in via"
    )
    seen: Seen | None = Field(None, description="what was opened and when; always there if read is primary")
    via: Provenance | None = Field(
        None, description="what it was taken over from; always there if read is secondary"
    )

    @model_validator(mode="after")
    def _read_matches(self) -> Source:
        if self.read == "secondary" and self.via is None:
            raise ValueError("is read: secondary, but does not say from where; name that document in `via`")
        if self.read == "primary" and self.seen is None:
            raise ValueError("is read: primary, but does not say what was opened; add `seen`")
        return self
