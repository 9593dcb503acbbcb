"""An issue form: what a contributor is asked."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Form:
    """A form: ids of its fields by label, in order; `required`: the labels that want an answer."""

    id: str
    fields: dict[str, str]
    name: str = ""
    description: str = ""
    required: frozenset[str] = field(default=frozenset())

    @property
    def optional(self) -> tuple[str, ...]:
        """The labels that may stay without an answer."""
        return tuple(label for label in self.fields if label not in self.required)

    @property
    def asked(self) -> tuple[str, ...]:
        """The labels that want an answer."""
        return tuple(label for label in self.fields if label in self.required)
