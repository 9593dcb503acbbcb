"""The stylesheets hold no class that nothing wears."""

from __future__ import annotations

import re

from support import ROOT

WEARERS = ("templates/**/*.html", "templates/**/*.svg", "docs/assets/js/**/*.js", "livingsurvey/prose.py")


def test_every_class_of_the_stylesheets_is_worn() -> None:
    css = "".join(f.read_text("utf-8") for f in sorted((ROOT / "docs/assets/css").glob("*.css")))
    worn = "".join(f.read_text("utf-8") for pattern in WEARERS for f in sorted(ROOT.glob(pattern)))
    names = set(re.findall(r"\.(ls-[\w-]+)", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)))
    assert len(names) > 100
    assert sorted(n for n in names if not _is_worn(n, worn)) == []


def _is_worn(name: str, worn: str) -> bool:
    """As it stands, or as the start of a name that a template or a script completes."""
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", worn):
        return True
    cuts = [at.end() for at in re.finditer("-+", name)][1:]
    return any(f"{name[:cut]}{opening}" in worn for cut in cuts for opening in ("{{", "${"))
