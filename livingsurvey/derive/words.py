"""Numbers, qualifiers and settings in the words that pages print."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from livingsurvey.model import Edge, Metric, OperatingPoint, Quantity, Source, Survey

SIGNS = {"up-to": "up to ", "at-least": "≥ ", "about": "≈ ", "less-than": "< ", "more-than": "> "}
"""Qualifier -> what stands before the number."""


@dataclass(frozen=True)
class Mark:
    """The standing of a number: an icon's name and the words behind it."""

    icon: str
    words: str


def mark(point: OperatingPoint, source: Source) -> Mark:
    """How a number stands; the strongest caution wins."""
    if point.standing == "disputed":
        return Mark("disputed", "disputed: sources of equal standing disagree")
    if point.measured_by == "estimate":
        return Mark("estimate", "our estimate, not a measurement")
    if source.read == "secondary":
        third = ", measured by a third party" if point.measured_by == "third-party" else ""
        return Mark("secondary", f"taken over, not read in the work itself{third}")
    if point.measured_by == "third-party":
        return Mark("third-party", "measured by a third party, read there")
    if point.standing == "author-confirmed":
        return Mark("primary", "read in the work and confirmed by its authors")
    return Mark("primary", "read in the work itself")


@lru_cache(maxsize=65_536)
def number(value: float) -> str:
    """A number with the digits that it was entered with, without trailing zeros; thousands spaced."""
    if value == int(value):
        return f"{int(value):,}".replace(",", "\u202f").replace("-", "−")
    return f"{value:,.{_places(value)}f}".rstrip("0").rstrip(".").replace(",", "\u202f").replace("-", "−")


def _places(value: float) -> int:
    """How many digits stand behind the point of the shortest text that is this number."""
    exponent = Decimal(repr(value)).as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def amount(quantity: Quantity) -> str:
    """A value as a cell prints it: qualifier, number or range, spread; no unit."""
    text = number(quantity.low)
    if quantity.value is None:
        text += "–" + number(quantity.high)
    if quantity.plus_minus is not None:
        text += " ± " + number(quantity.plus_minus)
    return SIGNS.get(quantity.qualifier or "", "") + text


def with_unit(quantity: Quantity, metric: Metric) -> str:
    """A value with its unit, for running text."""
    text = amount(quantity)
    if metric.unit in ("×", "%"):
        return text + ("×" if metric.unit == "×" else " %")
    return f"{text} {metric.unit}" if metric.unit else text


def signed(quantity: Quantity, metric: Metric) -> str:
    """A change with its unit, and `+` before a gain that is printed as a bare size."""
    gain = quantity.low > 0 and not quantity.qualifier
    return ("+" if gain else "") + with_unit(quantity, metric)


def inside(label: str) -> str:
    """A label as it reads inside a sentence: `Latency` -> `latency`, but `FLOPs` and `README` stay."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


_SETTING_ORDER = (
    ("environment", "environment"), ("benchmark", "benchmark"), ("split", "split"), ("tasks", "tasks"),
    ("eval_trials", "trials"), ("robot", "robot"), ("regime", "regime"), ("base_model", "base model"),
    ("hardware", "hardware"), ("hardware_text", "hardware as printed"), ("accelerators", "accelerators"),
    ("runtime", "runtime"), ("precision", "precision"), ("batch", "batch"), ("chunk", "chunk"),
    ("execution_horizon", "executed per call"), ("execution", "execution"), ("steps", "steps"),
    ("cameras", "cameras"), ("resolution", "resolution"), ("timing_scope", "timing"),
    ("dataset", "data set"),
)  # fmt: skip
SETTING_LABELS = dict(_SETTING_ORDER)
"""Setting key -> the label that pages print, in the order in which they print it."""

UNNAMED = "baseline not named"

TIMED = ("hardware", "precision", "chunk", "timing_scope", "batch", "runtime")
"""What a time or a rate means little without."""


@dataclass(frozen=True)
class Words:
    """Looks up what ids are called, for one survey."""

    survey: Survey

    def setting(self, key: str, value: object) -> str:
        """One setting value in words."""
        if isinstance(value, Quantity):
            return amount(value)
        if isinstance(value, tuple):
            return ", ".join(self.benchmark(v) for v in value)
        text = str(value)
        if key == "hardware":
            device = self.survey.hardware.get(text)
            return device.name if device else text
        if key == "base_model":
            method = self.survey.methods.get(text)
            return method.name if method else text
        return self.term(key, text)

    def term(self, name: str, word: str) -> str:
        """The label of a vocabulary word; a free text stays itself."""
        return self._labels.get(name, {}).get(word, word)

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        return {name: self.survey.vocabulary.labels(name) for name in self.survey.vocabulary.root}

    @staticmethod
    def count(value: int) -> str:
        """A number of things, thousands spaced."""
        return number(value)

    def benchmark(self, benchmark_id: str) -> str:
        """A benchmark's name."""
        benchmark = self.survey.benchmarks.get(benchmark_id)
        return benchmark.name if benchmark else benchmark_id

    def split(self, benchmark_id: str, split_id: str) -> str:
        """A split's name."""
        benchmark = self.survey.benchmarks.get(benchmark_id)
        found = next((s.name for s in benchmark.splits if s.id == split_id), None) if benchmark else None
        return found or split_id

    def baseline(self, edge: Edge) -> str:
        """The baseline by its entry's name and in the source's words; empty if it is not named."""
        base = self.survey.methods.get(edge.baseline or "")
        return ", ".join(filter(None, [base.name if base else "", edge.baseline_text or ""]))

    def against(self, edge: Edge) -> str:
        """What a ratio is over."""
        baseline = self.baseline(edge)
        return f"against {baseline}" if baseline else UNNAMED

    def stated(self, point: OperatingPoint) -> dict[str, str]:
        """Every stated setting of a point, label to words, in house order."""
        setting, words = point.setting, {}
        for key, label in _SETTING_ORDER:
            value = getattr(setting, key)
            if value is None:
                continue
            if key == "split" and setting.benchmark:
                words[label] = self.split(setting.benchmark[0], str(value))
            else:
                words[label] = self.setting(key, value)
        return words

    def test(self, point: OperatingPoint) -> str:
        """Benchmark and split, or the tasks, on which a point was tested; empty if not stated."""
        setting = point.setting
        if setting.benchmark is None:
            return setting.tasks or ""
        name = self.setting("benchmark", setting.benchmark)
        split = self.split(setting.benchmark[0], setting.split) if setting.split else ""
        return split if split.startswith(name) else f"{name} {split}".strip()

    def timing(self, point: OperatingPoint) -> str:
        """Hardware, precision, chunk and timing scope in one line; says what is not stated."""
        setting, said = point.setting, []
        hardware = setting.hardware and self.setting("hardware", setting.hardware)
        said.append(hardware or setting.hardware_text or "hardware not stated")
        said += [self.term("precision", setting.precision)] if setting.precision else []
        said += [f"chunk {amount(setting.chunk)}"] if setting.chunk else []
        said += [self.term("timing_scope", setting.timing_scope)] if setting.timing_scope else []
        return " · ".join(said)
