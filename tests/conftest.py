"""The invented survey and the real one: as trees to spoil, as roots, built once, and served.

Sites are built for two addresses: below `/survey/` (`site_dir`, `site_url`) and at the root of a host
(`root_site_dir`, `root_site_url`). The same with `real_` in front is the survey in data/.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support import INFO, INVENTED, ROOT, Tree, built, invented, make_root, serve

from livingsurvey.model import Survey
from livingsurvey.view import View

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")

SUB_PATH = "https://example.org/survey/"
AT_ROOT = "https://example.org/"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """A fresh copy of the invented data to spoil."""
    return Tree(Path(shutil.copytree(INVENTED, tmp_path / "data")))


@pytest.fixture
def root(tree: Tree) -> Path:
    """A root with a fresh copy of the invented data: `livingsurvey --root` runs in it."""
    return make_root(tree.data.parent, tree.data)


@pytest.fixture(scope="session")
def survey() -> Survey:
    """The invented survey."""
    return invented()


@pytest.fixture(scope="session")
def view(survey: Survey) -> View:
    """The invented survey as pages ask it."""
    return View(survey, INFO)


@pytest.fixture(scope="session")
def survey_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the invented data: `livingsurvey --root` and `mkdocs build` run in it."""
    return make_root(tmp_path_factory.mktemp("invented") / "root", INVENTED)


@pytest.fixture(scope="session")
def site_dir(survey_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site, built strictly for a sub-path."""
    return built(survey_root, tmp_path_factory.mktemp("site") / "site", SUB_PATH)


@pytest.fixture(scope="session")
def root_site_dir(survey_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented site, built strictly for the root of a host."""
    return built(survey_root, tmp_path_factory.mktemp("root-site") / "site", AT_ROOT)


@pytest.fixture(scope="session")
def site_url(site_dir: Path) -> Iterator[str]:
    """The invented site, served below `/survey/`; ends in a slash."""
    with serve(site_dir, "/survey/") as url:
        yield url


@pytest.fixture(scope="session")
def root_site_url(root_site_dir: Path) -> Iterator[str]:
    """The invented site, served at the root of a host; ends in a slash."""
    with serve(root_site_dir) as url:
        yield url


@pytest.fixture(scope="session")
def real_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root with the real data, so that a build writes nothing into the repository."""
    return make_root(tmp_path_factory.mktemp("real") / "root", ROOT / "data")


@pytest.fixture(scope="session")
def real_site_dir(real_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly for a sub-path."""
    return built(real_root, tmp_path_factory.mktemp("real-site") / "site", SUB_PATH)


@pytest.fixture(scope="session")
def real_root_site_dir(real_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly for the root of a host."""
    return built(real_root, tmp_path_factory.mktemp("real-root-site") / "site", AT_ROOT)


@pytest.fixture(scope="session")
def real_site_url(real_site_dir: Path) -> Iterator[str]:
    """The real site, served below `/survey/`; ends in a slash."""
    with serve(real_site_dir, "/survey/") as url:
        yield url


@pytest.fixture(scope="session")
def real_root_site_url(real_root_site_dir: Path) -> Iterator[str]:
    """The real site, served at the root of a host; ends in a slash."""
    with serve(real_root_site_dir) as url:
        yield url
