"""An invented survey: N methods of a typical size in the real vocabularies, the same on every machine.

Each method has 10 authors, a 60-word summary, 4 operating points of 6 values, 3 places and 2 edges.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from livingsurvey.bench.vocabulary import FAMILIES, GIVEN, HEADS, WORDS
from livingsurvey.bibfile import write_bib
from livingsurvey.load import load
from livingsurvey.model import Person, Reference, Survey
from livingsurvey.version import NAME as VERSION

AUTHORS, SUMMARY_WORDS, POINTS, VALUES, PLACES, EDGES = 10, 60, 4, 6, 3, 2
_LISTS = ("vocabulary.yaml", "metrics.yaml", "hardware.yaml", "benchmarks.yaml", "components.yaml")
_EMPTY = ("surveys.yaml", "screening.yaml", "exceptions.yaml")
_FIRST_YEAR, _MONTHS = 2022, 48


@dataclass(frozen=True)
class _Choices:
    """The ids of the real lists that invented methods may name."""

    leaves: dict[str, list[str]]
    devices: list[str]
    benchmarks: list[tuple[str, str]]
    components: dict[str, list[str]]

    @classmethod
    def of(cls, survey: Survey) -> _Choices:
        """What this survey defines; a place is a node without children."""
        scored = [b for b in survey.benchmarks.values() if b.metric == "success_pct"]
        return cls(
            leaves={t.id: [p for p, n in t.walk() if not n.children] for t in survey.taxonomies.values()},
            devices=list(survey.hardware),
            benchmarks=[(b.id, s.id) for b in scored for s in b.splits],
            components={
                slot: [c.id for c in survey.components.values() if c.slot == slot]
                for slot in ("vision", "language", "action")
            },
        )


def invent(source: Path, target: Path, count: int) -> None:
    """Write a survey of `count` methods into the new folder `target`; the lists are those of `source`."""
    real, _ = load(source)
    (target / "methods").mkdir(parents=True)
    for name in (VERSION, *_LISTS):
        shutil.copyfile(source / name, target / name)
    shutil.copytree(source / "taxonomies", target / "taxonomies")
    for name in _EMPTY:
        (target / name).write_text("[]\n")
    choices = _Choices.of(real)
    works = [_Work(index) for index in range(count)]
    for work in works:
        (target / "methods" / f"{work.slug}.yaml").write_text("\n".join(work.lines(choices)) + "\n")
    references = [real.references[key] for key in sorted(_cited(real)) if key in real.references]
    (target / "references.bib").write_text(write_bib([*references, *(w.reference for w in works)]))


def _cited(survey: Survey) -> set[str]:
    """Keys that the copied lists cite."""
    keys = {row.cite for row in survey.taxonomies.values()}
    keys |= {row.cite for row in survey.benchmarks.values() if row.cite}
    keys |= {row.cite for row in survey.components.values() if row.cite}
    sources = [device.source for device in survey.hardware.values() if device.source]
    keys |= {source.cite for source in sources}
    return keys | {source.via.cite for source in sources if source.via}


@dataclass(frozen=True)
class _Work:
    """One invented method. Everything about it follows from its number."""

    index: int

    @property
    def name(self) -> str:
        return f"{HEADS[self.index % len(HEADS)]}VLA-{self.index}"

    @property
    def slug(self) -> str:
        return self.name.lower()

    @property
    def month(self) -> tuple[int, int]:
        return _FIRST_YEAR + self.index % _MONTHS // 12, self.index % 12 + 1

    @property
    def key(self) -> str:
        return f"{FAMILIES[self.index % len(FAMILIES)].lower()}{self.month[0]}invented{self.index}"

    @property
    def dice(self) -> Random:
        """Chance that is the same on every machine."""
        return Random(self.index)  # noqa: S311

    @property
    def reference(self) -> Reference:
        """Its paper."""
        dice, (year, month) = self.dice, self.month
        people = tuple(Person(dice.choice(FAMILIES), dice.choice(GIVEN)) for _ in range(AUTHORS))
        title = f"{self.name}: {' '.join(dice.sample(WORDS, 9)).capitalize()}"
        eprint = f"{year % 100:02}{month:02}.{10000 + self.index}"
        raw = (
            ("author", " and ".join(f"{p.family}, {p.given}" for p in people)),
            ("title", title),
            ("year", str(year)),
            ("eprint", eprint),
            ("archiveprefix", "arXiv"),
        )
        return Reference(self.key, "misc", title, people, year, eprint=eprint, raw=raw)

    def lines(self, choices: _Choices) -> Iterator[str]:
        """Its file, line by line."""
        dice, (year, month) = self.dice, self.month
        kind = (
            "foundational"
            if self.index % 5 == 0
            else "application"
            if self.index % 20 == 3
            else "efficient"
        )
        yield f"name: {self.name}"
        yield f"kind: {kind}\ndomains: [manipulation]\ncite: {self.key}"
        yield f'released: "{year}-{month:02}"'
        words = " ".join(dice.choice(WORDS) for _ in range(SUMMARY_WORDS))
        yield f'summary:\n  en: "{words.capitalize()}."'
        yield "taxonomy:"
        for scheme in list(choices.leaves)[:PLACES]:
            yield f"  {scheme}: [{dice.choice(choices.leaves[scheme])}]"
        yield f"builds_on: [{', '.join(filter(None, [self._earlier(dice)]))}]"
        parts = {slot: dice.choice(ids) for slot, ids in choices.components.items() if ids}
        yield f"components: {{{', '.join(f'{slot}: [{part}]' for slot, part in parts.items())}}}"
        yield f'links: {{project: "https://example.org/{self.slug}", code: "https://example.org/{self.slug}/code"}}'
        yield "headline: bf16\noperating_points:"
        yield from self._inference(dice, choices)
        yield from self._training(dice, choices)

    def _earlier(self, dice: Random) -> str:
        """An earlier method; the first few are built on most often, as in life."""
        return _Work(int(self.index * dice.random() ** 3)).slug if self.index else ""

    def _inference(self, dice: Random, choices: _Choices) -> Iterator[str]:
        device, latency = dice.choice(choices.devices), dice.randint(20, 900)
        ratios = {
            "bf16": "speedup_x: {value: %s, of: latency_ms}",
            "w4a16": "memory_reduction_x: %s",
            "w8a8": "",
        }
        for chunk, (precision, ratio) in enumerate(ratios.items(), 1):
            values = {
                "latency_ms": latency,
                "calls_hz": round(1000 / latency, 2),
                "actions_hz": round(chunk * 1000 / latency, 2),
                "memory_gb": round(dice.uniform(2, 40), 1),
                "flops_g": dice.randint(300, 9000),
                "success_pct": round(dice.uniform(30, 99), 1),
            }
            setting = (
                f"hardware: {device}, precision: {precision}, chunk: {chunk}, timing_scope: end-to-end"
            )
            yield from self._point(
                precision, "inference", f"{_test(dice, choices)}{setting}", values, ratio, dice
            )

    def _training(self, dice: Random, choices: _Choices) -> Iterator[str]:
        values = {
            "gpu_hours": dice.randint(20, 4000),
            "training_hours": dice.randint(2, 200),
            "training_steps": dice.randint(10, 200) * 1000,
            "training_memory_gb": dice.randint(16, 80),
            "trainable_params_b": round(dice.uniform(0.05, 7), 2),
            "success_pct": round(dice.uniform(30, 99), 1),
        }
        setting = f"{_test(dice, choices)}hardware: {dice.choice(choices.devices)}, precision: bf16"
        yield from self._point("training", "training", setting, values, "", dice)

    def _point(
        self, name: str, stage: str, setting: str, values: dict[str, float], ratio: str, dice: Random
    ) -> Iterator[str]:
        yield f"  - id: {name}\n    model: {self.name}-7B\n    stage: {stage}\n    setup: table-2"
        yield f"    setting: {{environment: simulation, {setting}}}"
        yield f"    values: {{{', '.join(f'{metric}: {value}' for metric, value in values.items())}}}"
        if ratio:
            base = self._earlier(dice)
            named = f"baseline: {base}" if base else "baseline_text: an older model"
            value = ratio % round(dice.uniform(1.1, 9), 2)
            yield f"    versus:\n      - {named}\n        values: {{{value}}}"
        seen = '{what: paper, date: "2026-01-01"}'
        yield f"    source: {{cite: {self.key}, version: v1, where: Table 2, read: primary, seen: {seen}}}"
        yield "    measured_by: authors"


def _test(dice: Random, choices: _Choices) -> str:
    if not choices.benchmarks:
        return ""
    benchmark, split = dice.choice(choices.benchmarks)
    return f"benchmark: {benchmark}, split: {split}, "
