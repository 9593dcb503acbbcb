"""Rehearsal on a bare repository: two snapshots, data changed between, the first unchanged for good."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import ENVIRONMENT, INVENTED, LINKED, ROOT, built

from livingsurvey import load_survey
from livingsurvey.cff import read_citation
from livingsurvey.cli import main
from livingsurvey.export.zenodo import ZENODO, zenodo_json
from livingsurvey.publish.branch import Branch, GitError
from livingsurvey.publish.permalinks import addresses, lost
from livingsurvey.publish.snapshot import SnapshotError, before, check_name, name_of, restore
from livingsurvey.siteinfo import site_info

LIVING = "https://example.org/survey/"
FIRST, SECOND = "2099.01", "2099.04"
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)">')
REFRESH = re.compile(r'http-equiv="refresh" content="0; url=([^"]+)"')
FEED = re.compile(r'<link rel="alternate describedby" type="application/atom[+]xml"[^>]* href="([^"]+)">')
MENU = re.compile(
    r'id="editions" data-edition="([^"]*)" data-page="([^"]*)" data-list="([^"]+)">.*?</details>', re.DOTALL
)
FROZEN = re.compile(
    r'<p class="ls-frozen">Frozen snapshot of ([0-9.]+):[^<]*<a href="([^"]+)" data-same-page>'
)
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Doe"), ("EMAIL", "doe@example.org"))
}


def git(folder: Path, *words: str, day: str = "2099-01-31") -> str:
    dates = {f"GIT_{role}_DATE": f"{day}T12:00:00+0000" for role in ("AUTHOR", "COMMITTER")}
    run = subprocess.run(
        ["git", "-C", str(folder), *words],
        env={**os.environ, **WHO, **dates},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


def snapshot(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "snapshot", *words], catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@dataclass(frozen=True)
class Rehearsal:
    """What is left of it: the bare repository, its last clone, and what the first publication held."""

    bare: Path
    clone: Path
    first_tree: str
    said: tuple[str, str]

    @property
    def branch(self) -> Branch:
        return Branch(self.clone, "gh-pages")


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rehearsal]:
    """Publish from a clone, push; change the data in another clone, publish from there, push."""
    folder = tmp_path_factory.mktemp("rehearsal")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**ENVIRONMENT, **WHO, "SITE_URL": LIVING}.items():
            patch.setenv(name, value)
        patch.delenv("SOURCE_DATE_EPOCH")
        bare, one, two = (folder / name for name in ("bare.git", "one", "a second clone"))
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(bare))
        git(folder, "clone", "--quiet", str(bare), str(one))
        _first_commit(one)
        git(one, "push", "--quiet", "origin", "HEAD:main")
        first = snapshot(one, "publish")
        git(one, "push", "--quiet", "origin", "gh-pages")
        tree = git(bare, "rev-parse", f"gh-pages:v/{FIRST}")
        git(folder, "clone", "--quiet", str(bare), str(two))
        _change(two)
        second = snapshot(two, "publish")
        git(two, "push", "--quiet", "origin", "gh-pages", "main")
        yield Rehearsal(bare, two, tree, (first.output, second.output))


def _first_commit(root: Path) -> None:
    for name in LINKED:
        (root / name).symlink_to(ROOT / name)
    for name in ("LICENSE", "LICENSE-DATA", "mkdocs.yml"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(INVENTED, root / "data")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Data")


def _change(root: Path) -> None:
    """A number changes and an entry is renamed."""
    data = root / "data"
    path = data / "methods/dualmind.yaml"
    path.write_text(path.read_text().replace("[dualmind-1]", "[dualmind-1, dualmind]"))
    path.rename(data / "methods/twomind.yaml")
    base = data / "methods/basevla.yaml"
    assert base.read_text().count("memory_gb: 22.2") == 1
    base.write_text(base.read_text().replace("memory_gb: 22.2", "memory_gb: 33.3"))
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "More data", day="2099-04-02")


@pytest.fixture(scope="module")
def deployed(rehearsal: Rehearsal, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a deployment publishes: the living edition of the second state, and every snapshot."""
    clone = tmp_path_factory.mktemp("deploy") / "clone"
    git(clone.parent, "clone", "--quiet", str(rehearsal.bare), str(clone))
    site = built(clone, clone.parent / "site", LIVING)
    result = snapshot(clone, "restore", str(site))
    assert (result.exit_code, result.output[:13]) == (0, "2 snapshot(s)"), result.output
    return site


def test_a_snapshot_is_named_by_the_month_of_its_commit(rehearsal: Rehearsal) -> None:
    assert [said.partition(":")[0] for said in rehearsal.said] == [f"v/{FIRST}/", f"v/{SECOND}/"]
    assert name_of("2099-01-31") == FIRST


def test_the_first_is_byte_identical_after_the_second(rehearsal: Rehearsal, deployed: Path) -> None:
    assert git(rehearsal.bare, "rev-parse", f"gh-pages:v/{FIRST}") == rehearsal.first_tree
    assert Branch(rehearsal.clone, "gh-pages").store(deployed / "v" / FIRST) == rehearsal.first_tree


def test_the_branch_only_grows(rehearsal: Rehearsal) -> None:
    assert git(rehearsal.bare, "log", "--format=%s", "gh-pages").splitlines() == [
        f"Snapshot {SECOND}",
        f"Snapshot {FIRST}",
    ]
    changed = git(rehearsal.bare, "diff", "--name-status", "gh-pages~", "gh-pages").splitlines()
    assert {line for line in changed if f"v/{SECOND}/" not in line} == {
        "M\tv/index.html",
        "M\tv/versions.json",
    }


def test_the_list_holds_both_newest_first(rehearsal: Rehearsal, deployed: Path) -> None:
    found = json.loads((deployed / "v/versions.json").read_text())["snapshots"]
    assert [s["name"] for s in found] == [SECOND, FIRST]
    for entry in found:
        frozen = files(deployed / entry["path"])
        assert (entry["files"], entry["bytes"]) == (len(frozen), sum(map(len, frozen.values())))
        assert entry["archive"] in frozen
    page = (deployed / "v/index.html").read_text()
    assert page.index(f'href="{SECOND}/"') < page.index(f'href="{FIRST}/"')
    targets = re.findall(r'href="([^"#]+)', page)
    assert [t for t in targets if not (deployed / "v" / t).exists()] == []


def test_the_sitemap_dates_each_page_of_works_by_the_last_commit_of_their_entries(deployed: Path) -> None:
    dates = dict(
        re.findall(
            r"<loc>([^<]+)</loc>\s*<lastmod>([^<]+)</lastmod>", (deployed / "sitemap.xml").read_text()
        )
    )
    assert dates[f"{LIVING}methods/crispvla/"] == "2099-01-31"
    assert dates[f"{LIVING}methods/basevla/"] == "2099-04-02"
    assert dates[f"{LIVING}compare/crispvla/basevla/"] == "2099-04-02"
    assert dates[f"{LIVING}cite/"] == "2099-01-01", "the day of the data, as the build was told"


def test_the_living_edition_stays_the_root(deployed: Path) -> None:
    page = (deployed / "methods/twomind/index.html").read_text()
    assert "Frozen snapshot" not in page
    assert "md-banner" not in page
    assert CANONICAL.findall(page) == [f"{LIVING}methods/twomind/"]
    assert not (deployed / "v" / FIRST / "v").exists()


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_every_frozen_page_names_itself_and_leads_to_the_same_living_page(
    name: str, deployed: Path
) -> None:
    pages = {p: t.decode() for p, t in files(deployed / "v" / name).items() if p.endswith("index.html")}
    frozen = {path.removesuffix("index.html"): t for path, t in pages.items() if not REFRESH.search(t)}
    assert len(frozen) > 70
    for url, text in frozen.items():
        assert FROZEN.findall(text) == [(name, LIVING + url)], url
        assert CANONICAL.findall(text) == [LIVING + url]
        assert f'<meta property="og:url" content="{LIVING}v/{name}/{url}">' in text
    assert FROZEN.findall((deployed / "v" / name / "404.html").read_text()) == [(name, LIVING)]


@pytest.mark.parametrize("name", [FIRST, SECOND, ""])
def test_the_menu_of_every_page_names_its_edition_and_reads_the_list_of_today(
    name: str, deployed: Path
) -> None:
    edition = deployed / "v" / name if name else deployed
    for url in ("", "cite/", "methods/crispvla/"):
        text = (edition / url / "index.html").read_text()
        found = MENU.search(text)
        assert found
        assert (found[1], found[2]) == (name, url)
        assert (edition / url / found[3]).resolve() == (deployed / "v/versions.json").resolve()
        living, every = re.findall(r'href="([^"]+)"', found[0])
        if name:
            assert (living, every) == (LIVING + url, LIVING + "v/")
        else:
            assert (edition / url / living).resolve() == (edition / url).resolve()
            assert (edition / url / every).resolve() == (deployed / "v").resolve()


def test_a_snapshot_leads_a_feed_reader_to_the_living_feed(deployed: Path) -> None:
    feeds = {n: FEED.findall((deployed / n / "cite/index.html").read_text()) for n in ("", f"v/{FIRST}")}
    assert feeds == {"": ["../feed.xml"], f"v/{FIRST}": [f"{LIVING}feed.xml"]}


def test_a_moved_page_of_a_snapshot_stays_inside_and_is_canonical_at_the_living_one(deployed: Path) -> None:
    text = (deployed / "v" / FIRST / "methods/dualmind-1/index.html").read_text()
    assert REFRESH.findall(text) == ["../../methods/dualmind/"]
    assert CANONICAL.findall(text) == [f"{LIVING}methods/dualmind/"]


def test_whatever_a_snapshot_leads_to_still_answers(deployed: Path) -> None:
    assert (deployed / "v" / FIRST / "methods/dualmind/index.html").is_file()
    assert REFRESH.search((deployed / "methods/dualmind/index.html").read_text())
    own = {"CHANGES.md", "SHA256SUMS", f"data-{FIRST}.zip"}
    found = set(addresses(deployed / "v" / FIRST))
    assert own < found
    assert lost(deployed, sorted(found - own)) == []


def test_a_snapshot_cites_itself(deployed: Path) -> None:
    text = (deployed / "v" / FIRST / "cite/index.html").read_text()
    assert f"{LIVING}v/{FIRST}/" in text
    assert f"the snapshot of {FIRST}" in text
    assert f", frozen snapshot {FIRST}, data of 2099-01-31, commit " in text


def test_two_states_of_the_site_have_two_keys_in_a_bibliography(deployed: Path) -> None:
    editions = ("", f"v/{FIRST}/", f"v/{SECOND}/")
    keys = [
        re.search(r"@misc\{(livingsurvey\d+),", (deployed / e / "cite/index.html").read_text())
        for e in editions
    ]
    assert all(keys)
    assert len({key[1] for key in keys if key}) == len(editions)


def test_a_snapshot_calls_its_data_set_finished(deployed: Path) -> None:
    def live(edition: str) -> bool:
        found: bool = json.loads((deployed / edition / "api/v1/croissant.json").read_text())[
            "isLiveDataset"
        ]
        return found

    assert live("")
    assert not live(f"v/{FIRST}/")


def test_the_badge_that_a_snapshot_offers_is_the_living_one(deployed: Path) -> None:
    page = (deployed / "v" / FIRST / "methods/crispvla/index.html").read_text()
    assert f"({LIVING}methods/crispvla/badge.svg)]({LIVING}methods/crispvla/)" in page


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_the_checksums_are_those_of_every_file(name: str, deployed: Path) -> None:
    frozen = files(deployed / "v" / name)
    stated = frozen.pop("SHA256SUMS").decode()
    assert stated == "".join(f"{hashlib.sha256(frozen[p]).hexdigest()}  {p}\n" for p in sorted(frozen))
    run = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"],
        cwd=deployed / "v" / name,
        check=False,
    )
    assert run.returncode == 0


def test_the_archive_holds_data_api_and_licences(deployed: Path, tmp_path: Path) -> None:
    site = deployed / "v" / FIRST
    archive = zipfile.ZipFile(site / f"data-{FIRST}.zip")
    names = archive.namelist()
    assert names == sorted(names)
    api = {p for p in files(site) if p.startswith("api/")}
    data = {f"data/{p}" for p in files(INVENTED)}
    assert set(names) == api | data | {"LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGES.md"}
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    archive.extractall(tmp_path)
    assert set(load_survey(tmp_path / "data").methods) == {p.stem for p in (INVENTED / "methods").iterdir()}


def test_the_changelog_says_what_changed_since_the_one_before(deployed: Path) -> None:
    first, second = ((deployed / "v" / name / "CHANGES.md").read_text() for name in (FIRST, SECOND))
    assert first == f"# {FIRST}\n\nThe first snapshot: data of 2099-01-31.\n"
    assert second.startswith(f"# {SECOND}, since {FIRST}\n")
    assert "22.2" in second
    assert "33.3" in second
    assert "twomind" in second


def test_the_same_again_is_nothing_new(rehearsal: Rehearsal, monkeypatch: pytest.MonkeyPatch) -> None:
    tip = git(rehearsal.clone, "rev-parse", "gh-pages")
    monkeypatch.setenv("PYTHONHASHSEED", "4242")
    again = snapshot(rehearsal.clone, "publish", "--name", SECOND)
    assert (again.exit_code, again.output) == (
        0,
        f"{SECOND} is published already, byte for byte the same\n",
    )
    assert git(rehearsal.clone, "rev-parse", "gh-pages") == tip


def test_other_bytes_under_the_same_name_are_refused(rehearsal: Rehearsal) -> None:
    tip = git(rehearsal.clone, "rev-parse", "gh-pages")
    refused = snapshot(rehearsal.clone, "publish", "--name", FIRST)
    assert refused.exit_code == 1
    assert refused.output == (
        f"{FIRST} is published already, with other content; a snapshot never changes: choose another month\n"
    )
    assert git(rehearsal.clone, "rev-parse", "gh-pages") == tip


def test_a_snapshot_is_of_a_commit(rehearsal: Rehearsal) -> None:
    note = rehearsal.clone / "data/methods/new.yaml"
    note.write_text("name: New\n")
    refused = snapshot(rehearsal.clone, "publish", "--name", "2099.05")
    note.unlink()
    assert (refused.exit_code, refused.output) == (
        1,
        "a snapshot is of a commit; commit first: new files in data/\n",
    )


@pytest.mark.parametrize("name", ["2099.13", "2099.1", "v1", "../2099.01", "2099.01 "])
def test_a_name_is_a_year_and_a_month(name: str) -> None:
    with pytest.raises(SnapshotError, match="is no name of a snapshot; write year and month"):
        check_name(name)


def test_the_one_before_is_the_newest_that_is_older() -> None:
    found = [{"name": SECOND}, {"name": FIRST}]
    names = [before(found, name) for name in ("2099.07", SECOND, FIRST)]
    assert names == [{"name": SECOND}, {"name": FIRST}, None]


def test_a_snapshot_that_somebody_changed_is_not_deployed(rehearsal: Rehearsal, tmp_path: Path) -> None:
    clone, work = tmp_path / "clone", tmp_path / "work"
    git(tmp_path, "clone", "--quiet", str(rehearsal.bare), str(clone))
    git(clone, "worktree", "add", "--quiet", str(work), "gh-pages")
    (work / "v" / FIRST / "index.html").write_text("better\n")
    git(work, "commit", "--quiet", "--all", "--message", "Mend a letter")
    with pytest.raises(SnapshotError, match=rf"changed after it was published: {FIRST}"):
        restore(Branch(clone, "gh-pages"), tmp_path / "site")
    assert snapshot(clone, "restore", str(tmp_path)).exit_code == 1


def test_without_a_snapshot_the_living_site_has_a_list_that_says_so(
    rehearsal: Rehearsal, site_dir: Path
) -> None:
    result = snapshot(rehearsal.clone, "restore", "--branch", "no-such-branch", str(site_dir))
    size = sum(map(len, files(site_dir).values()))
    assert (result.exit_code, result.output) == (
        0,
        f"0 snapshot(s), 0 bytes; the whole site {size:,} of the 1,000,000,000 that the host takes\n",
    )
    assert "None is published yet" in (site_dir / "v/index.html").read_text()


def test_a_branch_is_read_where_it_is_newest(rehearsal: Rehearsal, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(rehearsal.bare), str(clone))
    branch = Branch(clone, "gh-pages")
    newest = git(rehearsal.bare, "rev-parse", "gh-pages")
    assert branch.tip() == newest
    git(clone, "branch", "--quiet", "gh-pages", f"{newest}~")
    assert branch.tip() == newest
    assert branch.read("v/no-such-file") is None
    assert Branch(clone, "no-such-branch").tip() is None


def test_bytes_stay_bytes(rehearsal: Rehearsal, tmp_path: Path) -> None:
    clone, folder = tmp_path / "clone", tmp_path / "folder"
    git(tmp_path, "clone", "--quiet", str(rehearsal.bare), str(clone))
    git(clone, "config", "core.autocrlf", "true")
    (folder / "a b").mkdir(parents=True)
    (folder / "a b/ü.txt").write_bytes(b"one\r\ntwo\n")
    (folder / ".gitignore").write_bytes(b"*\n")
    branch = Branch(clone, "other")
    branch.commit("Bytes", ("v/x", branch.store(folder)), {"top": b"\r\n\x00"})
    branch.extract("v", tmp_path / "out")
    assert files(tmp_path / "out/v/x") == files(folder)
    assert branch.read("top") == b"\r\n\x00"


def test_what_is_published_is_pushed_and_nothing_else(rehearsal: Rehearsal, tmp_path: Path) -> None:
    bare, clone = tmp_path / "bare.git", tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--bare", str(rehearsal.bare), str(bare))
    git(clone.parent, "clone", "--quiet", str(bare), str(clone))
    subprocess.run([ROOT / "scripts/push-snapshot.sh"], cwd=clone, check=True)
    branch = Branch(clone, "gh-pages")
    assert git(bare, "rev-parse", "gh-pages") == branch.tip()
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "index.html").write_text("frozen")
    made = branch.commit("Snapshot 2099.07", ("v/2099.07", branch.store(folder)), {})
    subprocess.run([ROOT / "scripts/push-snapshot.sh"], cwd=clone, check=True, capture_output=True)
    assert git(bare, "rev-parse", "gh-pages") == made


def test_what_git_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="not a git repository"):
        Branch(tmp_path, "gh-pages").store(tmp_path)
    result = snapshot(tmp_path, "publish")
    assert result.exit_code == 1
    assert "is no git repository that can be read" in result.output


def test_the_environment_names_a_frozen_edition(tmp_path: Path) -> None:
    info = site_info(tmp_path, {"SITE_URL": LIVING, "SNAPSHOT": FIRST})
    assert (info.site_url, info.living_url) == (f"{LIVING}v/{FIRST}/", LIVING)
    assert info.canonical("methods/") == f"{LIVING}methods/"
    living = site_info(tmp_path, {"SITE_URL": LIVING})
    assert (living.site_url, living.living_url, living.snapshot) == (LIVING, LIVING, "")


def test_zenodo_is_told_what_the_citation_says(tmp_path: Path) -> None:
    citation, _ = read_citation(ROOT / "CITATION.cff")
    deposit = json.loads((ROOT / ZENODO).read_text("utf-8"))
    assert (ROOT / ZENODO).read_text("utf-8") == zenodo_json(citation), "run `livingsurvey snapshot zenodo`"
    assert deposit["title"] == citation.title
    assert deposit["creators"] == [{"name": "contributors to the living survey"}]
    assert deposit["license"] == "CC-BY-4.0"
    assert deposit["related_identifiers"][0]["identifier"] == "arXiv:2510.24795"
    shutil.copy(ROOT / "CITATION.cff", tmp_path)
    assert snapshot(tmp_path, "zenodo").exit_code == 0
    assert (tmp_path / ZENODO).read_bytes() == (ROOT / ZENODO).read_bytes()
