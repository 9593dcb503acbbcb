"""What every hand-written record shares: frozen, closed, bounded text, https links."""

from __future__ import annotations

from typing import Annotated

from pydantic import AllowInfNan, BaseModel, BeforeValidator, ConfigDict, Field, Strict


class Record(BaseModel):
    """A frozen record that accepts only the fields it declares."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=80)]
"""An id of a method, point, device, benchmark or component: lower-case words joined by hyphens."""

NodeId = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$", max_length=200)
]
"""The full path of a taxonomy node."""

Term = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$", max_length=80)]
"""An id of a closed list; `check` compares it with the loaded vocabulary."""

CiteKey = Annotated[str, Field(pattern=r"^[a-z]+[0-9]{4}[a-z0-9]+$", max_length=80)]
EPRINT_PATTERN = (
    r"^(0[7-9]|1[0-4])(0[1-9]|1[0-2])\.[0-9]{4}$|^(1[5-9]|[2-9][0-9])(0[1-9]|1[0-2])\.[0-9]{5}$"
)
Eprint = Annotated[str, Field(pattern=EPRINT_PATTERN)]
"""An arXiv id without version: four digits after the point until 2014, five since."""

Month = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$")]
Day = Annotated[str, Field(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Label = Annotated[str, Field(min_length=1, max_length=120)]
Url = Annotated[str, Field(pattern=r"^https://[^\s<>\"'`\\]+$", max_length=500)]
Number = Annotated[float, Strict(), AllowInfNan(False)]
Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_tuple), Field(max_length=200)]
Labels = Annotated[tuple[Label, ...], BeforeValidator(_as_tuple), Field(max_length=50)]


class Title(Record):
    """A title in English and, where there is one, in Chinese."""

    en: Label = Field(description="in English")
    zh: Label | None = Field(None, description="in Chinese")


class Summary(Record):
    """Our own sentences about a work."""

    en: Annotated[str, Field(max_length=600)] = Field("", description="in English")
    zh: Annotated[str, Field(max_length=600)] | None = Field(None, description="in Chinese")


class Links(Record):
    """Where a work lives on the web, apart from its paper."""

    project: Url | None = Field(None, description="project page")
    code: Url | None = Field(None, description="repository of the code")
    weights: Url | None = Field(None, description="where the trained weights are")
    data: Url | None = Field(None, description="where the data set is")
