"""The arrows of the house: who may import whom, which module meets which library, and that no engine is met."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from support import ROOT

READING = {"problem", "yamlfile", "bibfile", "shape"}
ROWS = {"model", "problem", "derive", "view"}
ARROWS: dict[str, set[str]] = {
    "problem": set(),
    "yamlfile": {"problem"},
    "model": {"yamlfile", "problem"},
    "bibfile": {"model", "problem", "yamlfile"},
    "shape": {"model", "problem", "yamlfile"},
    "version": {"problem", "yamlfile"},
    "load": {"model", "version"} | READING,
    "writing": {"model", "problem", "yamlfile", "bibfile"},
    "migrations": {"bibfile", "problem", "version", "writing", "yamlfile"},
    "hosts": {"problem"},
    "links": {"hosts", "model", "problem", "shape", "yamlfile"},
    "watch": {"hosts", "model"},
    "contribute": {"history", "hosts", "model", "reader", "watch", "writing"} | READING,
    "formbranch": set(),  # runs with rights to write: alone
    "derive": ROWS,
    "view": ROWS,
    "charts": ROWS,
    "paint": {"vendor"},
    "changes": ROWS,
    "history": ROWS | {"changes", "shape", "yamlfile"},  # reads former texts of entries
    "prose": ROWS,
    "cff": {"model", "problem", "yamlfile"},
    "check": {"model", "problem", "yamlfile", "prose"},
    "render": set(),
    "export": ROWS | {"bibfile"},  # BibTeX leaves through the module that reads it
    "pages": ROWS | {"charts", "prose", "export", "render", "writing"},  # writing: the line for editors
    "reader": {"load", "check", "model", "problem", "version"},
    "publish": {"problem", "view"},
    "site": ROWS
    | {"reader", "render", "export", "pages", "cff", "publish", "history", "contribute"}
    | {"charts", "paint", "vendor"},  # cards
    "siteinfo": {"view"},
    "vendor": set(),
}
"""Module or package -> what it may import besides itself. Commands, the bench and the hook stand above these."""

LIBRARIES: dict[str, set[str]] = {
    "yaml": {"yamlfile"},
    "ruamel": {"writing"},
    "bibtexparser": {"bibfile"},
    "pylatexenc": {"bibfile"},
    "pydantic": {"model", "shape", "export"},  # export: JSON Schema is made from the models
    "jinja2": {"render"},
    "markupsafe": {"render"},
    "plotly": {"charts"},
    "resvg_py": {"paint"},
    "markdown": {"prose"},
    "nh3": {"prose"},
    "click": {"cli", "commands"},
    "playwright": {"bench"},
}
ENGINES = {"mkdocs", "material", "properdocs", "zensical", "pymdownx"}
MODULES = sorted((ROOT / "livingsurvey").rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(p for p in parts if p != "__init__")


def part(module: str) -> str:
    """`derive` of `livingsurvey.derive.words`."""
    return [*module.split("."), ""][1]


def own(path: Path) -> set[str]:
    return {m for m in imported(path) if m.split(".")[0] == "livingsurvey"}


def third_party(path: Path) -> set[str]:
    roots = {m.split(".")[0] for m in imported(path)}
    return roots - set(sys.stdlib_module_names) - {"livingsurvey"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_arrows_point_one_way(path: Path) -> None:
    here = part(name_of(path))
    if here in ARROWS:
        assert {part(m) for m in own(path)} - {here, ""} <= ARROWS[here]


def test_every_module_is_known_to_the_arrows_or_stands_above_them() -> None:
    above = {"", "__main__", "cli", "commands", "bench"}
    assert {part(name_of(p)) for p in MODULES} <= set(ARROWS) | above


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_engine_is_met_inside(path: Path) -> None:
    assert third_party(path) & ENGINES == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_has_one_importing_module(path: Path) -> None:
    here = part(name_of(path))
    strangers = {library for library in third_party(path) if here not in LIBRARIES.get(library, set())}
    assert strangers == set()


def test_no_two_modules_import_each_other_at_any_distance() -> None:
    names = {name_of(p) for p in MODULES}
    graph = {name_of(p): {m for m in own(p) if m in names} - {name_of(p)} for p in MODULES}
    packages = {n for n in names if any(m.startswith(f"{n}.") for m in names)}
    order = TopologicalSorter({n: found - packages for n, found in graph.items()})
    assert len(list(order.static_order())) == len(names)


def test_the_hook_meets_the_engine_and_of_the_program_only_its_top() -> None:
    (hook,) = (ROOT / "hooks").glob("*.py")
    assert {part(m) for m in own(hook)} - {""} <= {"site", "siteinfo", "vendor", "render", "problem"}
    assert third_party(hook) <= {"mkdocs", "jinja2"}


def test_no_module_does_work_when_it_is_imported() -> None:
    allowed = (
        ast.Import,
        ast.ImportFrom,
        ast.FunctionDef,
        ast.ClassDef,
        ast.Assign,
        ast.AnnAssign,
        ast.AugAssign,
    )
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            known = isinstance(node, allowed) or (
                isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            )
            assert known or _registers(node), f"{name_of(path)}:{node.lineno}"


def _registers(node: ast.stmt) -> bool:
    """Registering a loader, a handler or a command, falling back to another import, and starting `__main__`."""
    calls = [n for n in ast.walk(node) if isinstance(n, ast.Call)]
    names = {n.func.attr if isinstance(n.func, ast.Attribute) else getattr(n.func, "id", "") for n in calls}
    return names <= {
        "add_implicit_resolver",
        "addHandler",
        "NullHandler",
        "getLogger",
        "add_command",
        "main",
        "list",
        "compile",
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_one_noun_or_verb(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 300
    functions = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)]
    assert [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 50] == []
