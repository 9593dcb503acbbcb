"""The closed lists as JSON Schema: which words a field takes, and what each means, for editors to show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from livingsurvey.export.api.base import Json
from livingsurvey.model import Metric, Survey
from livingsurvey.model.base import ID_PATTERN

_WORDS = {
    "Method": {"kind": "kind", "domains": "domain"},
    "OperatingPoint": {"stage": "stage", "measured_by": "measured_by", "standing": "standing"},
    "Setting": {
        key: key
        for key in ("environment", "robot", "regime", "runtime", "precision", "execution", "timing_scope")
    },
    "Quantity": {"qualifier": "qualifier", "scope": "scope", "basis": "basis"},
    "Source": {"read": "read"},
    "Seen": {"what": "seen"},
    "Hardware": {"class": "hardware_class"},
    "Node": {"relieves": "relieves"},
}
"""Record and field -> the list of vocabulary.yaml that closes it."""


def closed_lists(survey: Survey) -> Mapping[str, Mapping[str, Json]]:
    """Record and field -> what a word in it may be."""
    words = {
        record: {field: _terms(survey, name) for field, name in fields.items()}
        for record, fields in _WORDS.items()
    }
    metrics = {m.id: meaning(m) for m in survey.metrics.values()}
    method = {
        "anyOf": [
            enum({m.slug: m.name for m in survey.methods.values()}),
            {"type": "string", "pattern": ID_PATTERN},
        ]
    }
    slots = ("vision", "language", "action")
    words["Components"] = {
        slot: enum({c.id: c.name for c in survey.components.values() if c.slot == slot}) for slot in slots
    }
    words["Setting"] |= {
        "benchmark": enum({b.id: b.name for b in survey.benchmarks.values()}),
        "split": enum(s.id for b in survey.benchmarks.values() for s in b.splits),
        "hardware": enum({d.id: d.name for d in survey.hardware.values()}),
        "base_model": method,
    }
    words["Quantity"] |= {"of": enum({**metrics, "unclear": "the source does not say"})}
    words["Method"] |= {"builds_on": method}
    words["Edge"] = {"baseline": method}
    words["Benchmark"] = {"metric": enum(metrics)}
    words["Metric"] = {"compares": enum(metrics)}
    return words


def enum(words: Iterable[str] | Mapping[str, str]) -> Json:
    """These words alone. `enumDescriptions` is no word of JSON Schema: editors show it, others skip it."""
    found: Json = {"enum": sorted(set(words))}
    if isinstance(words, Mapping):
        found["enumDescriptions"] = [words[word] for word in found["enum"]]
    return found


def meaning(metric: Metric) -> str:
    """`Model-call latency, ms. What the metric counts.`"""
    unit = f", {metric.unit}" if metric.unit else ""
    return f"{metric.label}{unit}. {metric.definition}"


def _terms(survey: Survey, name: str) -> Json:
    terms = survey.vocabulary.root[name].terms
    return enum({term.id: f"{term.label}. {term.definition}" for term in terms})
