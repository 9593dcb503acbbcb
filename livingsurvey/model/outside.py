"""What the survey expects of other hosts: links excused from answering, and what the watcher looks for."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from livingsurvey.model.base import Day, Label, Record, Text, Url


class AllowedLink(Record):
    """An address, or all of a host, that need not answer until a day, and why."""

    url: Url | None = None
    host: Annotated[str, Field(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)+$", max_length=200)] | None = None
    why: Text
    until: Day

    @model_validator(mode="after")
    def _one_of_two(self) -> AllowedLink:
        if (self.url is None) == (self.host is None):
            raise ValueError("names both an address and a host, or neither; give one of them")
        return self


class WatchRule(Record):
    """Words that make a work more likely, or less, to belong here; any of them earns the points, once."""

    words: Annotated[tuple[Label, ...], Field(min_length=1, max_length=50)]
    where: Literal["title", "abstract", "either"]
    points: Annotated[int, Field(ge=-20, le=20)]


class Watch(Record):
    """What the watcher asks arXiv, and how it ranks the answer."""

    query: Text
    newest: Annotated[int, Field(ge=1, le=500)]
    at_least: int
    rules: Annotated[tuple[WatchRule, ...], Field(min_length=1, max_length=50)]
