"""What the API consists of, said once: index, schemas, OpenAPI and `/data/` are made from this list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from livingsurvey.export.api import shapes
from livingsurvey.export.api.shapes_about import CslItems, Index
from livingsurvey.export.api.shapes_changes import Changes

JSON = "application/json"


@dataclass(frozen=True)
class Resource:
    """One file, or one kind of file where the name holds `{slug}`. `shape` is None for other formats."""

    name: str
    title: str
    shape: type[BaseModel] | None = None
    media_type: str = JSON

    @property
    def id(self) -> str:
        """The name in words that a program may use: `operating_points_csv`."""
        stem, _, ending = self.name.replace("/{slug}", "").partition(".")
        single = "method" if "{slug}" in self.name else stem
        return single.replace("-", "_") + ("" if ending == "json" else f"_{ending}")

    @property
    def schema(self) -> str | None:
        """The name of its JSON Schema."""
        return f"schema/{self.id.replace('_', '-')}.json" if self.shape else None


RESOURCES = (
    Resource("index.json", "counts, commit, date, licence and every file with its checksum", Index),
    Resource("methods.json", "every method with its operating points, as trees", shapes.Methods),
    Resource("methods/{slug}.json", "one method; former slugs answer too", shapes.OneMethod),
    Resource("operating-points.csv", "one row per value, for table programs", None, "text/csv"),
    Resource("operating-points.json", "the same rows as a list of objects", shapes.Rows),
    Resource("taxonomies.json", "taxonomies as trees, with the methods at each node", shapes.Taxonomies),
    Resource("hardware.json", "devices with the vendors' figures", shapes.Devices),
    Resource("benchmarks.json", "benchmarks: protocol, splits and traps", shapes.Benchmarks),
    Resource("metrics.json", "what each metric means and when two values compare", shapes.Metrics),
    Resource("components.json", "encoders, backbones and decoders that methods name", shapes.ComponentList),
    Resource("vocabulary.json", "every closed list: its words and what they mean", shapes.Vocabulary),
    Resource("references.bib", "every cited document in BibTeX", None, "application/x-bibtex"),
    Resource(
        "references.json",
        "every cited document in CSL-JSON",
        CslItems,
        "application/vnd.citationstyles.csl+json",
    ),
    Resource("changes.json", "what changed month by month: entries, and numbers before and after", Changes),
)
BY_NAME: Mapping[str, Resource] = {r.name: r for r in RESOURCES}
