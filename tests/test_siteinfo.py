"""Where the site says it lives: from the environment, then from Actions, then the project's own."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from livingsurvey.siteinfo import REPO_URL, SITE_URL, site_info
from livingsurvey.view import SiteInfo


@pytest.mark.parametrize(
    ("environment", "site", "repository"),
    [
        ({}, SITE_URL, REPO_URL),
        ({"SITE_URL": "https://example.org/a"}, "https://example.org/a/", REPO_URL),
        ({"SITE_URL": "https://example.org/a/"}, "https://example.org/a/", REPO_URL),
        ({"REPO_URL": "https://example.org/r"}, SITE_URL, "https://example.org/r"),
        ({"GITHUB_REPOSITORY": "a/b"}, SITE_URL, "https://github.com/a/b"),
        (
            {"GITHUB_REPOSITORY": "a/b", "GITHUB_SERVER_URL": "https://example.org"},
            SITE_URL,
            "https://example.org/a/b",
        ),
        (
            {"GITHUB_REPOSITORY": "a/b", "REPO_URL": "https://example.org/r"},
            SITE_URL,
            "https://example.org/r",
        ),
    ],
)
def test_the_nearest_statement_wins(
    environment: dict[str, str], site: str, repository: str, tmp_path: Path
) -> None:
    found = site_info(tmp_path, environment)
    assert (found.site_url, found.repo_url) == (site, repository)


def test_without_git_there_is_no_commit_and_the_day_is_the_stated_one(tmp_path: Path) -> None:
    assert site_info(tmp_path, {}) == SiteInfo(SITE_URL, REPO_URL, "", "")
    assert site_info(tmp_path, {"SOURCE_DATE_EPOCH": "4070908800"}).date == "2099-01-01"
    assert site_info(tmp_path, {"SOURCE_DATE_EPOCH": "soon"}).date == ""


def test_with_git_the_commit_and_its_day_are_shown(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        date = "2098-07-06T12:00:00Z"
        names = {
            f"GIT_{w}_{k}": v
            for w in ("AUTHOR", "COMMITTER")
            for k, v in (("NAME", "A"), ("EMAIL", "a@b"), ("DATE", date))
        }
        subprocess.run(
            ["git", *words],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            env={**names, "PATH": "/usr/bin:/bin"},
        )

    git("init")
    assert site_info(tmp_path, {}).commit == ""
    git("commit", "--allow-empty", "-m", "one")
    found = site_info(tmp_path, {})
    assert len(found.commit) == 12
    assert found.date == "2098-07-06"


def test_addresses_of_a_file_in_the_repository() -> None:
    info = SiteInfo("https://example.org/", "https://example.org/r/")
    assert info.edit_url("data/a.yaml") == "https://example.org/r/edit/main/data/a.yaml"
    assert info.history_url("data/a.yaml") == "https://example.org/r/commits/main/data/a.yaml"


@pytest.mark.parametrize(
    "text",
    [
        "crispvla",
        "a&template=other.yml",
        "x#y?z=%26",
        '"><script>alert(1)</script>',
        "日本語 🤖",
        "a\r\nb\tc",
        "+ +",
        "javascript:alert(1)",
        "\ud800",
    ],
)
def test_what_a_form_is_filled_with_stays_one_answer_of_it(text: str) -> None:
    address = SiteInfo("", "https://example.org/r/").form_url("number", method=text, point="p")
    assert re.fullmatch(r"https://example\.org/r/issues/new\?[A-Za-z0-9_.~=&%-]+", address)
    said = "?" if text == "\ud800" else " ".join(text.split())
    assert parse_qs(urlsplit(address).query) == {
        "template": ["number.yml"],
        "method": [said],
        "point": ["p"],
    }


def test_what_a_form_is_filled_with_is_bounded() -> None:
    assert len(SiteInfo("", "https://example.org/r").form_url("number", method="é" * 10_000)) < 1_300
