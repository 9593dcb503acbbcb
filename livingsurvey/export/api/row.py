"""One line of `operating-points.csv`: its columns, their order, types and meanings, stated once.

CSV header, JSON Schema, Frictionless fields and the list on `/data/` are all made from this class.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field


def said(meaning: str) -> Any:
    """A field that is always there."""
    return Field(description=meaning)


def maybe(meaning: str) -> Any:
    """A field that is left out where nothing is stated."""
    return Field(None, description=meaning)


class PointColumns(BaseModel):
    """What a point states; the same on each of its lines."""

    method: str = said("slug of the method")
    name: str = said("name of the method")
    kind: str = said("foundational, efficient or application")
    released: str = said("month of the first public version, YYYY-MM")
    point: str = said("id of the operating point within the method")
    headline: bool = said("whether this point stands for the method")
    url: str = said("address of the point on this site")
    model: str = said("the variant, as the source names it")
    stage: str = said("what the point is true of: model, inference, training or data")
    setup: str | None = maybe("points of one source with equal setup share everything unstated")
    environment: str | None = maybe("simulation, real-world or offline")
    benchmark: str | None = maybe("id of the benchmark; several pooled into one number as a+b")
    split: str | None = maybe("id of the benchmark's split")
    tasks: str | None = maybe("the tasks, where no split says it")
    eval_trials: float | None = maybe("how many trials were run")
    robot: str | None = maybe("the robot")
    regime: str | None = maybe("how the policy was trained for the test")
    base_model: str | None = maybe("slug of the model that the variant is made from")
    hardware: str | None = maybe("id of the device, as specific as the source")
    hardware_text: str | None = maybe("the device as printed; never compared")
    accelerators: float | None = maybe("how many devices")
    runtime: str | None = maybe("what ran the model")
    precision: str | None = maybe("number format of weights and activations")
    batch: float | None = maybe("batch size")
    chunk: float | None = maybe("actions predicted per model call")
    execution_horizon: float | None = maybe("actions executed before the next call")
    execution: str | None = maybe("synchronous or asynchronous")
    steps: float | None = maybe("denoising, refinement or decoding steps per call")
    cameras: float | None = maybe("images per observation")
    resolution: str | None = maybe("size of an image")
    timing_scope: str | None = maybe("what the clock covers")
    dataset: str | None = maybe("the data set")
    setting_hedged: str | None = maybe("settings that are hedged, ranges or carry a spread, in words")
    measured_by: str = said("authors, third-party or estimate (ours)")
    standing: str = said("unreviewed, author-confirmed or disputed")
    superseded_by: str | None = maybe("point that replaces this older claim")
    point_note: str | None = maybe("note on the point")


class Row(PointColumns):
    """One value of one operating point, with everything that its point states."""

    role: Literal["value", "versus", "baseline"] = said(
        "value: of the method; versus: its ratio to a baseline; baseline: of that baseline"
    )
    edge: int | None = maybe("number of the comparison within the point, from 1")
    baseline: str | None = maybe("slug of the baseline; empty with no baseline_text: not named")
    baseline_text: str | None = maybe("the baseline in the source's words, where it has no entry")
    baseline_point: str | None = maybe("operating point of the baseline that it is compared with")
    same_setting: bool | None = maybe("whether the source says both ran alike")
    metric: str = said("id of the metric, see metrics.json")
    value: float | None = maybe("the number as printed; empty where a range is stated")
    min: float | None = maybe("lower end of a range")
    max: float | None = maybe("upper end of a range")
    qualifier: str | None = maybe("up-to, at-least, about, less-than or more-than")
    plus_minus: float | None = maybe("spread, as printed")
    unit: str = said("unit of the metric; empty where it has none")
    of: str | None = maybe("the metric that a speed-up is of")
    scope: str | None = maybe("part of the model that a size covers; empty: all of it")
    basis: str | None = maybe("measured or calculated by the source")
    printed: str | None = maybe("the number in the source's own words or unit")
    cite: str = said("key of the document that made the measurement, see references.bib")
    version: str | None = maybe("version of that document")
    where: str = said("place in that document")
    source_url: str | None = maybe("address of that place, where it is not the document's own")
    read: str = said("primary: read there; secondary: taken over from the document in via")
    seen: str | None = maybe("what was opened to read it")
    seen_date: str | None = maybe("the day on which it was read, YYYY-MM-DD")
    via: str | None = maybe("key of the document that it was taken over from")
    via_where: str | None = maybe("place in the document that it was taken over from")
    note: str | None = maybe("note on the value")
    edge_note: str | None = maybe("note on the comparison")


COLUMNS = tuple(Row.model_fields)
POINT_COLUMNS = tuple(PointColumns.model_fields)
VALUE_COLUMNS = COLUMNS[len(POINT_COLUMNS) :]
