"""Asking authors: the message, the form it leads to, and the badge for their README."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from click.testing import CliRunner, Result
from support import INFO, INVENTED, ROOT, Tree

from livingsurvey.cli import main
from livingsurvey.contribute.formfiles import FOLDER, form_files
from livingsurvey.derive.badge import badge
from livingsurvey.site import build

SHOWN = re.compile(r'aria-label="([^"]*)"><title>([^<]*)</title>')


def run(root: Path, *words: str) -> Result:
    command = ["--root", str(root), "confirm", *words]
    return CliRunner().invoke(main, command, env={"REPO_URL": INFO.repo_url}, catch_exceptions=False)


def test_the_message_holds_every_row_with_its_place_and_the_form(root: Path, tree: Tree) -> None:
    result = run(root, "crispvla")
    assert result.exit_code == 0
    for point in tree.survey().methods["crispvla"].operating_points:
        assert f"({point.id})" in result.stdout
        assert point.source.where in result.stdout
    assert "Latency: " in result.stdout
    assert "methods/crispvla/badge.svg)](" in result.stdout


def test_the_form_is_filled_in_with_fields_that_it_has(root: Path, tree: Tree) -> None:
    (address,) = [w for w in run(root, "crispvla").stdout.split() if "/issues/new?" in w]
    assert address.startswith(f"{INFO.repo_url}/issues/new?")
    asked = parse_qs(urlsplit(address).query)
    assert asked == {"template": ["confirm.yml"], "method": ["crispvla"]}
    form = yaml.safe_load(dict(form_files(tree.survey(), ROOT / "templates"))["confirm.yml"])
    assert {"method"} <= {e.get("id") for e in form["body"]}
    assert (ROOT / FOLDER / "confirm.yml").is_file()


def test_two_equal_values_keep_their_own_names(root: Path, tree: Tree) -> None:
    stated = "params_b: {value: 5.55, qualifier: about}, layers: 16}"
    tree.edit("methods/crispvla.yaml", stated, "params_b: 16, layers: 16, weights_gb: 16}")
    message = run(root, "crispvla").stdout
    markdown = dict(build(tree.data, ROOT / "templates", INFO).files)[
        "methods/crispvla/crispvla.md"
    ].decode()
    labels = [tree.survey().metrics[m].label for m in ("params_b", "layers", "weights_gb")]
    for label in labels:
        assert f"    {label}: 16" in message
        assert f"; {label} 16" in markdown


@pytest.mark.parametrize(
    ("slug", "words"),
    [("nobody", "no method nobody"), ("gonevla", "no method gonevla"), ("silentvla", "holds no number")],
)
def test_nobody_is_asked_about_nothing(root: Path, slug: str, words: str) -> None:
    result = run(root, slug)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_data_with_problems_asks_nobody(root: Path, tree: Tree) -> None:
    tree.append("methods/crispvla.yaml", "\nnonsense: 1\n")
    result = run(root, "crispvla")
    assert result.exit_code == 1
    assert "nonsense" in result.stdout


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("pocketvla", "confirmed"),
        ("contestedvla", "disputed"),
        ("gonevla", "entry removed"),
        ("silentvla", "no number yet"),
    ],
)
def test_a_badge_says_how_far_the_numbers_were_looked_at(tree: Tree, slug: str, words: str) -> None:
    assert badge(tree.survey().methods[slug]).message.endswith(words)


def test_a_badge_counts_numbers_and_tells_checked_from_unreviewed(tree: Tree) -> None:
    method = tree.survey().methods["crispvla"]
    bare = method.model_copy(update={"checked": (), "confirmed": None})
    count = method.numbers
    assert count > 5
    assert badge(bare).message == f"{count} numbers, unreviewed"
    checked = [m for m in tree.survey().methods.values() if m.checked and m.operating_points]
    assert checked
    assert all(
        badge(m.model_copy(update={"confirmed": None})).state in ("checked", "disputed") for m in checked
    )


def test_every_method_has_a_small_badge_that_stands_alone() -> None:
    site = build(INVENTED, ROOT / "templates", INFO)
    files = dict(site.files)
    for slug, method in site.survey.methods.items():
        raw = files[f"methods/{slug}/badge.svg"]
        assert len(raw) < 1200
        assert SHOWN.findall(raw.decode()) == [(badge(method).text,) * 2]
        assert b"http" not in raw.replace(b"http://www.w3.org/2000/svg", b"")
        assert b"<script" not in raw


def test_the_page_shows_the_badge_and_the_markdown_to_copy() -> None:
    site = build(INVENTED, ROOT / "templates", INFO)
    pages = {page.url: page.html for page in site.pages}
    address = f"{INFO.site_url}methods/crispvla/"
    assert f"[![Efficient VLA survey]({address}badge.svg)]({address})" in pages["methods/crispvla/"]
    assert "issues/new?template=confirm.yml&amp;method=crispvla" in pages["methods/crispvla/"]
    assert "badge.svg" not in pages["methods/gonevla/"]
    assert "template=confirm.yml" not in pages["methods/silentvla/"]
