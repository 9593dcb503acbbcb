"""By what the explorer filters: of the work as a whole, and of each operating point.

A facet's words are tokens such as `precision:int4`. Filters that concern measurements are met only
by one point that has all of their tokens.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from livingsurvey.model import Method, OperatingPoint
from livingsurvey.view import View

STATES = {
    "latency": ("Latency", ("latency_ms", "time_to_first_action_ms")),
    "rate": ("A rate", ("calls_hz", "actions_hz", "control_hz", "reported_hz")),
    "rate/calls": ("Model calls", ("calls_hz",)),
    "rate/actions": ("Actions", ("actions_hz",)),
    "rate/control": ("Control", ("control_hz",)),
    "rate/unsaid": ("Of what, not said", ("reported_hz",)),
    "memory": ("Memory", ("memory_gb", "weights_gb")),
    "success": ("Success", ("success_pct", "avg_len", "score")),
    "speedup": ("A speed-up", ("speedup_x", "speed_gain_pct", "latency_reduction_pct")),
}
"""What a point states -> label, and the metrics that count as such."""


@dataclass(frozen=True)
class Option:
    """One choice of a facet: its token, label, depth in a tree, and how many works have it."""

    token: str
    label: str
    count: int
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    """A choice among options; `point` facets must be met by one operating point together."""

    id: str
    label: str
    options: tuple[Option, ...]
    point: bool


def facets(view: View) -> list[Facet]:
    """Every facet with the options that occur in the survey."""
    counts = Counter(t for m in view.methods for t in {*method_tokens(view, m), *_all_points(view, m)})
    words, survey = view.words, view.survey

    def options(facet: str, labels: dict[str, str]) -> tuple[Option, ...]:
        tokens = ((f"{facet}:{key}", key.count("/"), label) for key, label in labels.items())
        return tuple(Option(t, label, counts[t], depth) for t, depth, label in tokens if counts[t])

    years = {str(y): str(y) for y in sorted({m.year for m in view.methods}, reverse=True)}
    used = {p.setting.base_model for m in view.methods for p in m.operating_points if p.setting.base_model}
    bases = {slug: words.setting("base_model", slug) for slug in sorted(used)}
    states = {key: label for key, (label, _) in STATES.items()}
    found = [
        Facet("technique", "Technique", tuple(_techniques(view, counts)), False),
        Facet("kind", "Kind", options("kind", survey.vocabulary.labels("kind")), False),
        Facet("domain", "Domain", options("domain", survey.vocabulary.labels("domain")), False),
        Facet("year", "Year", options("year", years), False),
        Facet("has", "Published", options("has", {"code": "Code", "weights": "Weights"}), False),
        Facet("device", "Device", tuple(_devices(view, counts)), True),
        Facet("precision", "Precision", options("precision", survey.vocabulary.labels("precision")), True),
        Facet("benchmark", "Benchmark", options("benchmark", _benchmarks(view)), True),
        Facet("base", "Base model", options("base", bases), True),
        Facet("states", "States", options("states", states), True),
        Facet("where", "Measured", options("where", _labels(view, "environment")), True),
        Facet("read", "Read", options("read", {"primary": "In the work itself"}), True),
    ]
    return [f for f in found if f.options]


def method_tokens(view: View, method: Method) -> list[str]:
    """Tokens of the work as a whole, sorted."""
    found = {f"kind:{method.kind}", f"year:{method.year}", *(f"domain:{d}" for d in method.domains)}
    for place in method.taxonomy.get("evla", ()):
        parts = place.node.split("/")
        found |= {f"technique:{'/'.join(parts[:n])}" for n in range(1, len(parts) + 1)}
    found |= {f"has:{what}" for what in ("code", "weights") if getattr(method.links, what)}
    return sorted(found)


def point_tokens(view: View, point: OperatingPoint) -> list[str]:
    """Tokens of one operating point, sorted."""
    setting, found = point.setting, set()
    device = view.survey.hardware.get(setting.hardware or "")
    for facet, value in (
        ("device", device.hardware_class if device else None),
        ("device", device.id if device else None),
        ("precision", setting.precision),
        ("base", setting.base_model),
        ("where", setting.environment),
    ):
        if value:
            found.add(f"{facet}:{value}")
    found |= {f"benchmark:{b}" for b in setting.benchmark or ()}
    if setting.split and not setting.pooled:
        found |= {f"benchmark:{b}/{setting.split}" for b in setting.benchmark or ()}
    stated = {*point.values, *(metric for edge in point.versus for metric in edge.values)}
    found |= {f"states:{key}" for key, (_, metrics) in STATES.items() if stated & set(metrics)}
    if point.source.read == "primary":
        found.add("read:primary")
    return sorted(found)


def search_text(view: View, method: Method) -> str:
    """What a search finds a work by, beside its row: aliases, title, family names, arXiv id."""
    reference = view.survey.references[method.cite]
    people = " ".join(p.family for p in reference.authors)
    return " ".join(filter(None, [*method.aliases, reference.title, people, reference.eprint])).casefold()


def _all_points(view: View, method: Method) -> set[str]:
    return {t for p in method.operating_points if not p.superseded_by for t in point_tokens(view, p)}


def _techniques(view: View, counts: Counter[str]) -> Iterator[Option]:
    taxonomy = view.survey.taxonomies.get("evla")
    for path, node in taxonomy.walk() if taxonomy else ():
        token = f"technique:{path}"
        if counts[token]:
            yield Option(token, node.title.en, counts[token], path.count("/"))


def _benchmarks(view: View) -> dict[str, str]:
    """Each benchmark, and below it its splits."""
    found = {}
    for benchmark in view.survey.benchmarks.values():
        found[benchmark.id] = benchmark.name
        found |= {f"{benchmark.id}/{split.id}": split.name for split in benchmark.splits}
    return found


def _devices(view: View, counts: Counter[str]) -> Iterator[Option]:
    """Each class of devices, and below it its devices; those without a class at the end."""
    devices = view.survey.hardware.values()
    classes = _labels(view, "hardware_class")
    for known, label in [*classes.items(), (None, "")]:
        if known and counts[f"device:{known}"]:
            yield Option(f"device:{known}", label, counts[f"device:{known}"])
        for device in devices:
            token = f"device:{device.id}"
            if device.hardware_class == known and counts[token]:
                yield Option(token, device.name, counts[token], 1 if known else 0)


def _labels(view: View, name: str) -> dict[str, str]:
    return view.survey.vocabulary.labels(name) if name in view.survey.vocabulary.root else {}
