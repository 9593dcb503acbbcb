"""The closed lists: metrics, devices, benchmarks, components and every other vocabulary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, RootModel, StrictBool

from livingsurvey.model.base import CiteKey, Day, Eprint, Id, Label, Month, Number, Record, Text, Url
from livingsurvey.model.base import Term as TermId
from livingsurvey.model.point import MetricId
from livingsurvey.model.source import Provenance

Stage = Literal["model", "inference", "training", "data", "any", "edge"]
Form = Literal["value", "x", "by", "to", "gain", "pp"]


class Term(Record):
    """One word of a vocabulary; precisions also say how many bits."""

    id: TermId = Field(description="the word as data state it")
    label: Label = Field(description="what pages call it")
    definition: Text = Field(description="what it means")
    weight_bits: Number | None = Field(None, description="of a precision: bits of a weight")
    activation_bits: Number | None = Field(None, description="of a precision: bits of an activation")


class TermList(Record):
    """A closed list of words with what it is for."""

    definition: Text = Field(description="what the list is for")
    terms: Annotated[tuple[Term, ...], Field(min_length=1)] = Field(description="its words")


class Vocabulary(RootModel[dict[TermId, TermList]]):
    """Every closed list of `vocabulary.yaml`, by name."""

    def labels(self, name: str) -> dict[str, str]:
        """Label by id of one list."""
        return {t.id: t.label for t in self.root[name].terms}

    def terms(self, name: str) -> dict[str, Term]:
        """Term by id of one list."""
        return {t.id: t for t in self.root[name].terms}


class Metric(Record):
    """What a number means, its unit, which way is better and when two may be compared.

    `compares` names the metric that a ratio or difference is of, where that is always the same one.
    """

    id: MetricId = Field(description="id of the metric; permanent")
    label: Label = Field(description="what pages call it")
    unit: Annotated[str, Field(max_length=20)] = Field(
        description="unit of every value; empty where it has none"
    )
    stage: Stage = Field(
        description="stage of the points that may state it; edge: stated only against a baseline"
    )
    better: Literal["lower", "higher", "none"] = Field(description="which way is better; none: neither")
    quantity: Id = Field(
        description="what is measured, such as time, rate or memory; several metrics may share it"
    )
    form: Form = Field(
        description="value: an amount; against a baseline, x: times, by: lower by a share, "
        "to: down to a share, gain: higher by a share, pp: percentage points"
    )
    comparable_on: tuple[TermId, ...] = Field(
        description="what two values must both state, and alike, before they are compared: keys of the "
        "setting, scope, baseline, of"
    )
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        description="decimal places that suit a rounded value; pages print values as they were entered"
    )
    plausible: tuple[Number, Number] = Field(
        description="smallest and largest value that nobody is asked to check again"
    )
    definition: Text = Field(description="what the number counts")
    compares: MetricId | None = Field(
        None, description="of a ratio or difference: the metric that it always is of"
    )


class VendorSource(Record):
    """Where a device's figures stand."""

    cite: CiteKey = Field(description="key of the vendor's document, see references.bib")
    where: Label = Field(description="place in it")
    url: Url | None = Field(None, description="address of that place, where it is not the document's own")
    read: TermId | None = Field(
        None, description="primary: read there; secondary: taken over from the document in via"
    )
    via: Provenance | None = Field(None, description="the document that the figures were taken over from")


class Hardware(Record):
    """One device, as specific as sources name it; figures are the vendor's."""

    id: Id = Field(
        description="id of the device; permanent. One whose variant is not stated is a device of its own"
    )
    name: Label = Field(description="name, with what is not stated")
    vendor: Label = Field(description="maker")
    family: Label | None = Field(None, description="architecture or product line")
    hardware_class: TermId | None = Field(
        default=None, alias="class", description="datacentre, workstation, desktop, laptop or edge"
    )
    memory_gb: Number | None = Field(None, description="memory in GB; GiB where the note says so")
    bandwidth_gb_s: Number | None = Field(None, description="memory bandwidth in GB/s")
    fp16_tflops: Number | None = Field(
        None, description="dense rate of 16-bit tensor operations in TFLOPS, without sparsity"
    )
    tdp_w: Number | None = Field(None, description="design power in W")
    source: VendorSource | None = Field(None, description="where the figures stand")
    former_ids: tuple[Id, ...] = Field((), description="ids that it had before")
    note: Text | None = Field(None, description="what the figures leave open")


class Split(Record):
    """A part of a benchmark that is scored by itself."""

    id: Id = Field(description="id of the split within its benchmark")
    name: Label = Field(description="what pages call it")


class Benchmark(Record):
    """A benchmark: how it is run and scored, and what goes wrong when its numbers are compared."""

    id: Id = Field(description="id of the benchmark; permanent")
    name: Label = Field(description="what pages call it")
    cite: CiteKey | None = Field(None, description="key of the work that introduced it, see references.bib")
    metric: MetricId = Field(description="id of the metric that it is scored by")
    splits: tuple[Split, ...] = Field((), description="its parts, each scored by itself")
    protocol: Text | None = Field(None, description="how it is run and scored")
    traps: tuple[Text, ...] = Field((), description="what goes wrong when its numbers are compared")
    saturated: StrictBool | None = Field(
        None, description="whether the best works differ by less than their spread"
    )
    former_ids: tuple[Id, ...] = Field((), description="ids that it had before")
    note: Text | None = Field(None, description="note on the benchmark")


class Component(Record):
    """An encoder, backbone or decoder that several methods share."""

    id: Id = Field(description="id of the component; permanent")
    slot: Literal["vision", "language", "action"] = Field(description="which part of a model it is")
    name: Label = Field(description="what pages call it")
    cite: CiteKey | None = Field(None, description="key of the work that introduced it, see references.bib")
    note: Text | None = Field(None, description="note on the component")


class RelatedSurvey(Record):
    """Another survey of the field and how it differs."""

    id: Id
    cite: CiteKey
    scope: Text
    axis: Text
    date: Month
    size: Annotated[int, Field(ge=1)] | None = None
    differs: Text
    note: Text | None = None


class Screened(Record):
    """A work looked at and left out, and why."""

    title: Label
    cite: CiteKey | None = None
    eprint: Eprint | None = None
    url: Url | None = None
    date: Day
    why: Text


class Exemption(Record):
    """A rule that does not hold in one place. One no longer needed is itself a problem."""

    rule: Label
    where: Label
    why: Text
