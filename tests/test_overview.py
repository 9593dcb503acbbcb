"""What works were found to state: each work once a kind, superseded claims left out, most first."""

from __future__ import annotations

from livingsurvey.derive.facets import facets
from livingsurvey.derive.overview import stating
from livingsurvey.view import View


def test_each_kind_counts_the_works_that_the_explorers_filter_finds(view: View) -> None:
    (states,) = [f for f in facets(view) if f.id == "states"]
    found = {
        f"methods/?states={o.token.removeprefix('states:')}": o.count for o in states.options if not o.depth
    }
    counted = {row.url: row.count for row in stating(view) if row.url.startswith("methods/")}
    assert {url: n for url, n in counted.items() if n} == found
    assert len(counted) == 5


def test_hardware_counts_works_with_a_device_at_an_inference_point(view: View) -> None:
    (row,) = [r for r in stating(view) if r.url == "hardware/"]
    assert row.count == 7


def test_the_kind_that_most_works_state_comes_first(view: View) -> None:
    counts = [row.count for row in stating(view)]
    assert counts == sorted(counts, reverse=True)
