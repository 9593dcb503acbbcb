"""What the files of the API look like: JSON Schemas and the field lists on `/data/` are made from this.

A shape is never instantiated; `methods.py`, `lists.py`, `points.py` and `references.py` write what it says,
and tests hold the two together. Where a shape is what people enter, it is the model's own record.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, RootModel

from livingsurvey.export.api.row import Row, maybe, said
from livingsurvey.model import Benchmark, Component, Hardware, Links, Metric, Source, Venue
from livingsurvey.model.base import Summary, Title
from livingsurvey.model.method import Checked, Components, Confirmed, Removed
from livingsurvey.model.vocabulary import TermList

Version = Annotated[Literal[1], Field(description="version of the API")]
Address = Annotated[str, Field(pattern="^https?://")]


class Author(BaseModel):
    """An author; a collective has an empty given name."""

    family: str = said("family name, or the whole name of a collective")
    given: str = said("given names")


class Value(BaseModel):
    """A number as its source prints it: `value`, or `min` and `max` where one setting gave a range."""

    value: float | None = maybe("the number")
    min: float | None = maybe("lower end of a range")
    max: float | None = maybe("upper end of a range")
    unit: str = said("unit of the metric; empty where it has none")
    qualifier: str | None = maybe("up-to, at-least, about, less-than or more-than")
    plus_minus: float | None = maybe("spread, as printed")
    of: str | None = maybe("the metric that a speed-up is of, or `unclear`")
    scope: str | None = maybe("part of the model that a size covers; absent: all of it")
    basis: str | None = maybe("measured or calculated by the source")
    printed: str | None = maybe("the number in the source's own words or unit")
    source: Source | None = maybe("where it was read, if not where the point was")
    note: str | None = maybe("note on the value")


class Hedged(BaseModel):
    """A numeric setting that is not one plain number."""

    value: float | None = maybe("the number")
    min: float | None = maybe("lower end of a range")
    max: float | None = maybe("upper end of a range")
    qualifier: str | None = maybe("up-to, at-least, about, less-than or more-than")
    plus_minus: float | None = maybe("spread, as printed")
    printed: str | None = maybe("in the source's own words")
    note: str | None = maybe("note on the setting")


Count = float | Hedged | None


class Setting(BaseModel):
    """What the source states of a measurement. A key that is absent is not stated; it has no default."""

    environment: str | None = maybe("simulation, real-world or offline")
    benchmark: str | list[str] | None = maybe("id of the benchmark; a list is pooled, never ranked")
    split: str | None = maybe("id of the benchmark's split")
    tasks: str | None = maybe("the tasks, where no split says it")
    eval_trials: Count = maybe("how many trials were run")
    robot: str | None = maybe("the robot")
    regime: str | None = maybe("how the policy was trained for the test")
    base_model: str | None = maybe("slug of the model that the variant is made from")
    hardware: str | None = maybe("id of the device, as specific as the source")
    hardware_text: str | None = maybe("the device as printed; never compared")
    accelerators: Count = maybe("how many devices")
    runtime: str | None = maybe("what ran the model")
    precision: str | None = maybe("number format of weights and activations")
    batch: Count = maybe("batch size")
    chunk: Count = maybe("actions predicted per model call")
    execution_horizon: Count = maybe("actions executed before the next call")
    execution: str | None = maybe("synchronous or asynchronous")
    steps: Count = maybe("denoising, refinement or decoding steps per call")
    cameras: Count = maybe("images per observation")
    resolution: str | None = maybe("size of an image")
    timing_scope: str | None = maybe("what the clock covers")
    dataset: str | None = maybe("the data set")


class Versus(BaseModel):
    """A comparison that the source makes; with neither baseline nor baseline_text it names none."""

    baseline: str | None = maybe("slug of the baseline")
    baseline_text: str | None = maybe("the baseline in the source's words, where it has no entry")
    point: str | None = maybe("operating point of the baseline that it is compared with")
    baseline_values: dict[str, Value] | None = maybe("the baseline's numbers in this source, by metric")
    values: dict[str, Value] | None = maybe("ratios and differences, by metric")
    same_setting: bool | None = maybe("whether the source says both ran alike; absent: not stated")
    note: str | None = maybe("note on the comparison")


class OperatingPoint(BaseModel):
    """An operating point: one measured configuration. It has at least one of `values`, `versus`."""

    id: str = said("id within the method; permanent")
    former_ids: list[str] = said("ids that it had before")
    url: Address = said("address of the point on this site")
    model: str = said("the variant, as the source names it")
    stage: str = said("model, inference, training or data")
    setup: str | None = said("points of one source with equal setup share everything unstated")
    setting: Setting = said("what the source states of the measurement")
    values: dict[str, Value] = said("numbers by metric id")
    versus: list[Versus] = said("comparisons with baselines")
    source: Source = said("where it was read")
    measured_by: str = said("authors, third-party or estimate (ours)")
    standing: str = said("unreviewed, author-confirmed or disputed")
    superseded_by: str | None = said("point that replaces this older claim")
    note: str | None = said("note on the point")


class OwnPlace(BaseModel):
    """A place in a taxonomy that no list files the method in: ours, with the reason."""

    scheme: str = said("id of the taxonomy")
    node: str = said("full id of the node")
    why: str = said("our reason")


class Method(BaseModel):
    """A method with all its operating points."""

    slug: str = said("id of the method; permanent")
    name: str = said("short name, as people say it")
    aliases: list[str] = said("other names")
    former_ids: list[str] = said("slugs that it had before; each still answers")
    kind: str = said("foundational, efficient or application")
    domains: list[str] = said("where the robot acts")
    cite: str = said("key of the defining work in references.bib")
    arxiv_id: str | None = said("arXiv id without version")
    doi: str | None = said("DOI of the defining work")
    title: str = said("title of the defining work")
    authors: list[Author] = said("of the defining work, in its order")
    year: int = said("year of the first public version")
    released: str = said("month, or day, of the first public version")
    announced: str | None = said("month of an earlier announcement")
    venue: Venue | None = said("where it was accepted, and who says so")
    venue_note: str | None = said("what is unclear about the venue")
    url: Address = said("address of the method on this site")
    api_url: Address = said("address of this object as a file of its own")
    links: Links = said("project, code, weights, data")
    taxonomy: dict[str, list[str]] = said("full node ids by scheme; the first discusses the work")
    placed_by_us: list[OwnPlace] = said("those of them that are ours and no list's")
    summary: Summary = said("our own sentences")
    builds_on: list[str] = said("slugs of what it builds on")
    distinct_from: dict[str, str] = said("slugs of works that are easily taken for it, and why")
    components: Components = said("ids of the parts that the work names, see components.json")
    headline: str | None = said("id of the point that stands for the method")
    checked: list[Checked] = said("who compared the entry with its sources")
    confirmed: Confirmed | None = said("confirmation by the authors")
    contributors: list[str] = said("who entered it")
    operating_points: list[OperatingPoint] = said("its numbers, one object per measured configuration")


class Methods(BaseModel):
    """`methods.json`: every method, sorted by slug."""

    version: Version
    count: int = said("how many methods")
    methods: list[Method] = said("all that are not removed")


class LivingMethod(Method):
    """A method by itself."""

    version: Version


class RemovedMethod(BaseModel):
    """What is left of an entry that was taken down."""

    version: Version
    slug: str = said("id of the method; permanent")
    name: str = said("short name, as people said it")
    url: Address = said("address of the page that tells why")
    removed: Removed = said("when and why")


class OneMethod(RootModel[LivingMethod | RemovedMethod]):
    """`methods/<slug>.json`: one method; a former slug answers with the method as it is called now."""


class Rows(RootModel[list[Row]]):
    """`operating-points.json`: one object per value, sorted by method and point."""


class TreeNode(BaseModel):
    """A branch of a taxonomy; `id` is its full path."""

    id: str = said("path from the root of the tree, segments joined by /")
    title: Title = said("its name")
    former_ids: list[str] = said("paths that it had before")
    relieves: list[str] = said("what such works save: latency, memory, data, training")
    url: Address = said("address of the node on this site")
    methods: list[str] = said("slugs of the methods at this very node")
    children: list[TreeNode] = said("the nodes below it")


class Tree(BaseModel):
    """One survey's way to order the field."""

    id: str = said("id of the taxonomy; permanent")
    title: Title = said("its name")
    cite: str = said("key of the survey whose order it is, see references.bib")
    url: Address = said("address of the taxonomy on this site")
    nodes: list[TreeNode] = said("its uppermost nodes")


class Taxonomies(BaseModel):
    """`taxonomies.json`: every tree, with the methods at each node."""

    version: Version
    taxonomies: list[Tree] = said("every taxonomy")


class Device(Hardware):
    """A device; the figures are the vendor's."""

    url: Address = said("address of the device on this site")
    operating_points: int = said("how many points were measured on it")


class BenchmarkEntry(Benchmark):
    """A benchmark: how it is run and scored, and what goes wrong when its numbers are compared."""

    url: Address = said("address of the benchmark on this site")
    operating_points: int = said("how many points were measured on it")


class MetricEntry(Metric):
    """What a number means, its unit, which way is better and when two may be compared."""

    url: Address = said("where the site explains it")


class Devices(BaseModel):
    """`hardware.json`."""

    version: Version
    count: int = said("how many devices")
    hardware: list[Device] = said("every device, sorted by id")


class Benchmarks(BaseModel):
    """`benchmarks.json`."""

    version: Version
    count: int = said("how many benchmarks")
    benchmarks: list[BenchmarkEntry] = said("every benchmark, sorted by id")


class Metrics(BaseModel):
    """`metrics.json`."""

    version: Version
    count: int = said("how many metrics")
    metrics: list[MetricEntry] = said("every metric, sorted by id")


class ComponentList(BaseModel):
    """`components.json`."""

    version: Version
    count: int = said("how many components")
    components: list[Component] = said("every component, sorted by id")


class Vocabulary(BaseModel):
    """`vocabulary.json`: every closed list, its words, what they are called and mean."""

    version: Version
    vocabulary: dict[str, TermList] = said("lists by name; most are named as the field that they close")
