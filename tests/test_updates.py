"""What changed, month by month, as git tells it: the page, the feeds, changes.json; and what is said without git."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from histories import Repository, new_repository, with_past
from jsonschema import Draft202012Validator
from support import INFO, INVENTED, ROOT, invented

from livingsurvey.derive.list_updates import NAMED, list_lines
from livingsurvey.derive.updates import MonthChange, updates
from livingsurvey.history.gitlog import INCOMPLETE, NO_GIT, NOT_KEPT, SHALLOW, GitLog, Touch, git_log
from livingsurvey.history.months import history
from livingsurvey.model.history import Month
from livingsurvey.pages.updates import feeds
from livingsurvey.reader import examine
from livingsurvey.render import Renderer
from livingsurvey.site import Site, build
from livingsurvey.view import View

LATENCY = "latency_ms: 111.1, memory_gb"


def site_of(repository: Repository) -> Site:
    return build(repository.data, ROOT / "templates", INFO, git_log(repository.root))


def months_of(repository: Repository) -> dict[str, MonthChange]:
    survey, _ = examine(repository.data)
    known = history(git_log(repository.root), repository.data, survey)
    return {m.id: m for m in updates(View(survey, INFO, history=known))}


def page_of(site: Site) -> str:
    (page,) = [p for p in site.pages if p.url == "updates/"]
    return page.html


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return with_past(tmp_path_factory.mktemp("past") / "root")


@pytest.fixture(scope="module")
def site(repository: Repository) -> Site:
    return site_of(repository)


@pytest.fixture(scope="module")
def months(repository: Repository) -> dict[str, MonthChange]:
    return months_of(repository)


@pytest.fixture
def young(tmp_path: Path) -> Repository:
    """A repository whose data were committed in January, to go on with."""
    return new_repository(tmp_path / "root").commit("2099-01-10")


def feed_of(site: Site, path: str = "feed.xml") -> Any:
    return feedparser.parse(dict(site.files)[path])


def changes_of(site: Site) -> Any:
    return json.loads(dict(site.files)["api/v1/changes.json"])


# --- what is found -----------------------------------------------------------------------------


def test_months_stand_newest_first_and_say_what_came_and_went(months: dict[str, MonthChange]) -> None:
    assert list(months) == ["2099-02", "2099-01"]
    february = months["2099-02"]
    assert february.title == "February 2099"
    assert [e.slug for e in february.added] == ["silentvla"]
    assert [e.slug for e in february.removed] == ["gonevla"]
    assert [(e.was, e.slug) for e in february.renamed] == [("coatvla", "pocketvla")]
    assert [e.slug for e in february.edited] == ["pocketvla", "twin"]
    assert february.unread == (("askvla", "methods/askvla/"),)


def test_what_an_added_work_is_about_is_told_and_of_others_not(months: dict[str, MonthChange]) -> None:
    (crisp,) = [e for e in months["2099-01"].added if e.slug == "crispvla"]
    assert crisp.summary.startswith("Invented for the tests.")
    february = months["2099-02"]
    assert {e.summary for e in (*february.changed, *february.removed, *february.renamed)} == {""}


def lines_of(view: View, path: str, ids: list[str]) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    changes = {"added": ids, "changed": [], "removed": []}
    return [(line.says, line.items) for line in list_lines(view, Month("2099-01", {}, {}, {path: changes}))]


@pytest.mark.parametrize(
    ("path", "key", "says", "name", "url"),
    [
        ("metrics.yaml", "latency_ms", "1 metric added", "Latency", ""),
        ("components.yaml", "example-eye", "1 component added", "Example Eye", ""),
        ("benchmarks.yaml", "blockworld", "1 benchmark added", "Blockworld", "benchmarks/blockworld/"),
        ("hardware.yaml", "examplechip-9", "1 device added", "Examplechip 9", "hardware/examplechip-9/"),
        ("hardware.yaml", "latency_ms", "1 device added", "latency_ms", ""),
        ("benchmarks.yaml", "examplechip-9", "1 benchmark added", "examplechip-9", ""),
        ("metrics.yaml", "blockworld", "1 metric added", "blockworld", ""),
        ("components.yaml", "latency_ms", "1 component added", "latency_ms", ""),
    ],
)
def test_what_stands_in_a_list_is_named_and_what_is_gone_keeps_its_id(
    path: str, key: str, says: str, name: str, url: str, view: View
) -> None:
    assert lines_of(view, path, [key]) == [(says, ((name, url),))]


def test_up_to_six_are_named_and_more_are_counted(view: View) -> None:
    ids = [f"gone-{n}" for n in range(NAMED)]
    assert lines_of(view, "screening.yaml", ids) == [
        ("6 screened works added", tuple((i, "") for i in ids))
    ]
    assert lines_of(view, "screening.yaml", [*ids, "more"]) == [("7 screened works added", ())]


def test_a_number_is_told_before_and_after_with_its_place_and_source(
    months: dict[str, MonthChange],
) -> None:
    (crisp,) = months["2099-02"].changed
    (latency,) = crisp.changed
    assert (latency.point, latency.label, latency.old, latency.new) == (
        "bf16",
        "Latency",
        "121.1 ms",
        "111.1 ms",
    )
    assert latency.url == "methods/crispvla/#bf16"
    assert latency.source == "doe2096crispvla v1, Table 2"
    assert latency.cited == "Doe and Low 2096 v1, Table 2"
    assert {n.point for n in crisp.entered} == {"int8"}
    assert {(n.point, n.url) for n in crisp.dropped} == {("old-one", "methods/crispvla/")}


def test_a_month_counts_the_numbers_of_entries_that_stood_already(months: dict[str, MonthChange]) -> None:
    assert months["2099-02"].short == (
        "1 entry added, 1 number changed, 3 numbers entered, 3 numbers dropped, 1 entry removed, 1 entry renamed"
    )
    assert months["2099-01"].short == "13 entries added"


def test_what_is_taken_back_within_a_month_does_not_show(young: Repository) -> None:
    young.edit("methods/crispvla.yaml", LATENCY, "latency_ms: 5, memory_gb")
    young.commit("2099-02-01")
    young.edit("methods/crispvla.yaml", "latency_ms: 5, memory_gb", LATENCY)
    young.commit("2099-02-20")
    assert list(months_of(young)) == ["2099-01"]


def test_several_changes_of_one_month_are_one(young: Repository) -> None:
    young.edit("methods/crispvla.yaml", LATENCY, "latency_ms: 5, memory_gb").commit("2099-02-01")
    young.edit("methods/crispvla.yaml", "latency_ms: 5, memory_gb", "latency_ms: 6, memory_gb").commit(
        "2099-02-28"
    )
    (crisp,) = months_of(young)["2099-02"].changed
    assert [(n.old, n.new) for n in crisp.changes] == [("111.1 ms", "6 ms")]
    assert (crisp.first, crisp.last) == ("2099-02-01T12:00:00Z", "2099-02-28T12:00:00Z")


def test_a_number_read_elsewhere_is_a_change_although_it_is_the_same(young: Repository) -> None:
    young.edit("methods/crispvla.yaml", 'where: "Sec. 3.1"', 'where: "Sec. 3.2"').commit("2099-02-01")
    (crisp,) = months_of(young)["2099-02"].changed
    assert {(n.old == n.new, n.old_source, n.source) for n in crisp.changed} == {
        (True, "doe2096crispvla v1, Sec. 3.1", "doe2096crispvla v1, Sec. 3.2")
    }


def test_a_branch_counts_when_it_is_merged(young: Repository) -> None:
    young.git("checkout", "-qb", "branch")
    young.edit("methods/crispvla.yaml", LATENCY, "latency_ms: 5, memory_gb").commit("2099-02-01")
    young.git("checkout", "-q", "main")
    young.edit("methods/twin.yaml", "name: Twin", "name: Twins").commit("2099-03-01")
    young.git("merge", "-q", "--no-edit", "branch", day="2099-04-01")
    assert {m: [e.slug for e in found.changed] for m, found in months_of(young).items()} == {
        "2099-04": ["crispvla"],
        "2099-03": [],
        "2099-01": [],
    }


def test_what_is_not_committed_is_not_told(young: Repository) -> None:
    before = months_of(young)
    young.edit("methods/crispvla.yaml", LATENCY, "latency_ms: 5, memory_gb")
    young.git("add", "data")
    assert months_of(young) == before


def test_an_entry_whose_file_is_gone_is_removed_and_linked_to_nothing(young: Repository) -> None:
    (young.data / "methods/silentvla.yaml").unlink()
    (silent,) = months_of(young.commit("2099-02-01"))["2099-02"].removed
    assert (silent.name, silent.url) == ("SilentVLA", "")


def test_former_texts_are_read_alike_with_and_without_the_present_files(repository: Repository) -> None:
    log, survey = git_log(repository.root), examine(repository.data)[0]
    assert history(log, repository.data, survey) == history(log, Path("nowhere"), survey)


# --- where there is no history -----------------------------------------------------------------


def test_a_shallow_clone_says_that_it_is_one(repository: Repository, tmp_path: Path) -> None:
    clone = tmp_path / "shallow"
    repository.git("clone", "-q", "--depth", "1", repository.root.as_uri(), str(clone))
    assert git_log(clone).missing == SHALLOW


def test_a_folder_outside_of_git_and_one_whose_data_are_not_committed_say_so(
    repository: Repository, tmp_path: Path
) -> None:
    shutil.copytree(INVENTED, tmp_path / "plain/data")
    assert git_log(tmp_path / "plain").missing == NO_GIT
    assert git_log(new_repository(tmp_path / "new").root).missing == NOT_KEPT
    nested = new_repository(repository.root / "nested")
    shutil.rmtree(nested.root / ".git")
    assert git_log(nested.root).missing == NOT_KEPT
    shutil.rmtree(nested.root)


def test_a_partial_clone_fetches_nothing_and_says_what_it_is(
    repository: Repository, tmp_path: Path
) -> None:
    clone = tmp_path / "partial"
    repository.git("config", "uploadpack.allowFilter", "true")
    repository.git("clone", "-q", "--filter=blob:none", repository.root.as_uri(), str(clone))
    found = history(git_log(clone), clone / "data", invented())
    assert (found.months, found.missing) == ((), INCOMPLETE)


def test_a_clone_that_lacks_a_former_text_says_so(repository: Repository) -> None:
    log = GitLog((Touch(0, "methods/twin.yaml", None, "1" * 40),), repository.root)
    assert history(log, repository.data, invented()).missing == INCOMPLETE


@pytest.mark.parametrize("missing", [NO_GIT, SHALLOW, NOT_KEPT, INCOMPLETE])
def test_without_a_history_the_page_says_so_and_nothing_else(missing: str) -> None:
    site = build(INVENTED, ROOT / "templates", INFO, GitLog(missing=missing))
    page = page_of(site)
    assert f"The history is not available in this build. {missing}" in page
    assert "<h2" not in page
    assert changes_of(site) == {"version": 1, "available": False, "months": [], "missing": missing}
    feed = feed_of(site)
    assert (feed.bozo, feed.entries, feed.feed.updated) == (False, [], "2099-01-01T00:00:00Z")
    assert "The history is not available in this build." in feed.feed.subtitle
    (home,) = [p for p in site.pages if p.url == ""]
    assert "What changed in" not in home.html
    (explorer,) = [p for p in site.pages if p.url == "methods/"]
    assert "since" not in explorer.html


# --- the page ----------------------------------------------------------------------------------


def test_the_page_tells_each_month_with_links(site: Site) -> None:
    page = page_of(site)
    assert page.index('id="2099-02"') < page.index('id="2099-01"')
    assert (
        '<a href="../methods/crispvla/#bf16">bf16</a>, Latency: <del>121.1 ms</del> → <ins>111.1 ms</ins>'
        in page
    )
    text = text_of(page)
    assert "3 numbers entered at int8" in text
    assert "3 numbers dropped at old-one" in text
    assert "coatvla is now PocketVLA" in text
    assert "Words, places or settings only: PocketVLA , Twin ." in text
    assert "was not compared: askvla ." in text


def test_every_link_of_the_page_leads_somewhere(site: Site) -> None:
    ids = {p.url: set(re.findall(r'\bid="([^"]+)"', p.html)) for p in site.pages}
    files = {path for path, _ in site.files}
    for address in re.findall(r'href="\.\./([^"]*)"', page_of(site)):
        url, _, anchor = address.partition("#")
        assert url in ids or url in files, address
        assert not anchor or anchor in ids[url], address


def test_the_home_page_tells_the_newest_month(site: Site) -> None:
    (home,) = [p for p in site.pages if p.url == ""]
    assert (
        '<a href="updates/#2099-02">What changed in February 2099</a>: 1 entry added, 1 number' in home.html
    )


# --- changes.json ------------------------------------------------------------------------------


def test_changes_json_fits_its_schema_and_tells_what_the_page_tells(site: Site) -> None:
    files = {path: content for path, content in site.files if path.startswith("api/v1/")}
    schema, changes = json.loads(files["api/v1/schema/changes.json"]), changes_of(site)
    assert [e.message for e in Draft202012Validator(schema).iter_errors(changes)] == []
    assert changes["available"] is True
    february, january = changes["months"]
    assert (february["edited"], february["unread"]) == (["pocketvla", "twin"], ["askvla"])
    assert february["added"] == [
        {
            "slug": "silentvla",
            "name": "SilentVLA",
            "url": f"{INFO.site_url}methods/silentvla/",
            "when": "2099-02-20T12:00:00Z",
            "operating_points": 0,
            "value_count": 0,
        }
    ]
    (crisp,) = february["changed"]
    assert {
        "point": "bf16",
        "url": f"{INFO.site_url}methods/crispvla/#bf16",
        "metric": "latency_ms",
        "before": "121.1 ms",
        "after": "111.1 ms",
        "source_before": "doe2096crispvla v1, Table 2",
        "source": "doe2096crispvla v1, Table 2",
    } in crisp["values"]
    assert len(january["added"]) == 13


# --- feeds -------------------------------------------------------------------------------------


def test_every_feed_is_read_without_complaint(site: Site) -> None:
    feeds = [path for path, _ in site.files if path.endswith(".xml")]
    assert {"feed.xml", "feed/model-design.xml", "feed/model-design/compression.xml"} <= set(feeds)
    for path in feeds:
        feed = feed_of(site, path)
        assert (feed.bozo, feed.version) == (False, "atom10"), path
        assert {e.id for e in feed.entries} <= {e.id for e in feed_of(site).entries}


def test_a_feed_states_what_atom_demands(site: Site) -> None:
    raw = dict(site.files)["feed.xml"]
    root = ElementTree.fromstring(raw)  # noqa: S314 - our own
    atom = "{http://www.w3.org/2005/Atom}"
    for element in (root, *root.iter(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(atom + name)) == 1, name
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", element.findtext(f"{atom}updated") or "")
        links = element.findall(f"{atom}link")
        assert all(link.get("href", "").startswith(INFO.site_url) for link in links)
        assert len([link for link in links if link.get("rel") == "alternate"]) == 1
    assert root.findtext(f"{atom}author/{atom}name")
    assert root.findtext(f"{atom}id") == f"{INFO.site_url}feed.xml"
    ids = [e.findtext(f"{atom}id") or "" for e in root.iter(f"{atom}entry")]
    assert len(ids) == len(set(ids))
    assert all(
        re.fullmatch(r"tag:example\.org,2099-\d\d-01:/survey/updates/[a-z0-9-]+/[a-z]+", i) for i in ids
    )


def test_a_feed_tells_entries_and_numbers_newest_first(site: Site) -> None:
    entries = feed_of(site).entries
    assert [e.updated for e in entries] == sorted((e.updated for e in entries), reverse=True)
    told = {e.title: e for e in entries}
    changed = told["CrispVLA: 1 number changed, 3 numbers entered, 3 numbers dropped"]
    assert "bf16, Latency: 121.1 ms → 111.1 ms. Source: Doe" in text_of(changed.content[0].value).replace(
        " , ", ", "
    )
    assert told["SilentVLA was added"].link == f"{INFO.site_url}methods/silentvla/"
    assert told["GoneVLA was removed"].link == f"{INFO.site_url}methods/gonevla/"
    assert "Twin" not in {t.partition(":")[0] for t in told}


def test_words_mended_later_do_not_add_an_entry_again(young: Repository) -> None:
    before = {e.id: e.updated for e in feed_of(site_of(young)).entries}
    young.edit("methods/twin.yaml", "Moves a second arm", "Drives a second arm").commit("2099-01-20")
    assert {e.id: e.updated for e in feed_of(site_of(young)).entries} == before


def test_a_feed_holds_its_two_newest_months_and_a_branch_its_own(young: Repository) -> None:
    young.edit("methods/crispvla.yaml", LATENCY, "latency_ms: 5, memory_gb").commit("2099-02-01")
    young.edit("methods/crispvla.yaml", "latency_ms: 5, memory_gb", LATENCY).commit("2099-03-01")
    site = site_of(young)
    assert [e.updated[:7] for e in feed_of(site).entries] == ["2099-03", "2099-02"]
    collecting = feed_of(site, "feed/data-collection.xml").entries
    assert {e.updated[:7] for e in collecting} == {"2099-01"}
    assert "SilentVLA was added" in {e.title for e in collecting}


def test_hostile_names_and_characters_that_xml_forbids_are_text_in_a_feed(young: Repository) -> None:
    """Those of a name that has changed since, too: nothing but its form was ever checked."""
    young.edit("methods/twin.yaml", "name: Twin", r'name: "T\x01]]><script>&amp;\uFFFE\U0001F916"')
    young.edit("methods/crispvla.yaml", LATENCY, r'latency_ms: {value: 5, printed: "<b>\x02"}, memory_gb')
    young.edit("methods/crispvla.yaml", 'where: "Sec. 3.1"', 'where: "</div></content><entry>"')
    young.commit("2099-02-01")
    (young.data / "methods/twin.yaml").unlink()
    young.commit("2099-03-01")
    survey, _ = examine(young.data)
    view = View(survey, INFO, history=history(git_log(young.root), young.data, survey))
    renderer = Renderer(ROOT / "templates", {"info": INFO})
    files = dict(renderer.texts(f for f in feeds(view) if f.path == "feed.xml"))
    feed = feedparser.parse(files["feed.xml"])
    assert feed.bozo is False
    removed, changed = feed.entries
    assert removed.title == "T]]><script>&amp;🤖 was removed"
    assert "5 ms, printed: &lt;b&gt;. Source" in changed.content[0].value
    assert "&lt;/div&gt;&lt;/content&gt;&lt;entry&gt;" in changed.content[0].value


def test_two_clones_of_one_commit_make_the_same_bytes(
    repository: Repository, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    clone = tmp_path / "another place" / "clone"
    repository.git("clone", "-q", repository.root.as_uri(), str(clone))
    again = build(clone / "data", ROOT / "templates", INFO, git_log(clone))
    assert page_of(again) == page_of(site)
    assert again.files == site.files


# --- lists -------------------------------------------------------------------------------------


def lists_of(repository: Repository) -> dict[str, dict[str, dict[str, list[str]]]]:
    """Month -> list -> ids; the present data are not held to the rules of today."""
    known = history(git_log(repository.root), repository.data, invented())
    return {m.month: {path: dict(ids) for path, ids in m.lists.items()} for m in known.months}


def test_a_month_tells_what_it_did_to_the_lists(young: Repository) -> None:
    devices = yaml.safe_load(young.read("hardware.yaml"))
    tree = yaml.safe_load(young.read("taxonomies/manipulation.yaml"))
    first, second = devices[0]["id"], devices[1]["id"]
    devices[0]["memory_gb"] = 77
    devices[1] |= {"former_ids": [second], "id": "renamed-chip"}
    devices.append({**devices[2], "id": "new-chip"})
    gone = tree["nodes"].pop()["id"]
    young.write("hardware.yaml", json.dumps(devices))
    young.write("taxonomies/manipulation.yaml", json.dumps(tree))
    young.append("references.bib", "\n@misc{zoe2099new,\n  title = {New},\n}\n").commit("2099-02-20")
    found = lists_of(young)["2099-02"]
    changed = sorted([first, "renamed-chip"])
    assert found["hardware.yaml"] == {"added": ["new-chip"], "removed": [], "changed": changed}
    assert found["references.bib"] == {"added": ["zoe2099new"], "removed": [], "changed": []}
    assert gone in found["taxonomies/manipulation.yaml"]["removed"]


def test_remarks_other_files_and_a_list_that_cannot_be_read_are_not_told(young: Repository) -> None:
    young.append("hardware.yaml", "# a remark\n")
    young.append("metrics.yaml", "- [\n")
    young.write("watch.yaml", "query: x\n").commit("2099-02-20")
    assert list(lists_of(young)) == ["2099-01"]


def test_page_and_changes_json_tell_the_lists_in_the_words_of_today(young: Repository) -> None:
    text = young.read("references.bib")
    assert "year = {2096}" in text
    young.write("references.bib", text.replace("year = {2096}", "year = {2095}", 1))
    young.commit("2099-02-20").write("references.bib", text)
    site = site_of(young.commit("2099-03-20"))
    march, february, january = changes_of(site)["months"]
    (key,) = march["lists"]["references"]["changed"]
    assert (
        february["lists"]
        == march["lists"]
        == {"references": {"added": [], "removed": [], "changed": [key]}}
    )
    assert {"hardware", "benchmarks", "metrics", "references", "taxonomies/evla"} <= set(january["lists"])
    said = text_of(page_of(site))
    assert f"1 cited document changed: {invented().references[key].short}" in said
    assert f"{len(invented().hardware)} devices added" in said
    assert months_of(young)["2099-03"].short == "lists only"
