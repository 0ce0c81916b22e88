"""Edits of a tree under bad luck: nothing is ever half done, and a run does not mind."""

from __future__ import annotations

import time

import pytest

from tests.work.place import Place
from tests.work.test_kills import place  # noqa: F401 - the same two databases

BEFORE = ["Concept 1 read", "Concept 2 read", "Concept 3", "0 edits"]


def test_an_edit_that_is_killed_before_its_end_has_never_been(place: Place) -> None:  # noqa: F811
    slug = place.do("plant")
    assert place.do("edit", slug=slug, seen=0, dies=True) == {"killed": True}
    assert place.do("tree", slug=slug) == BEFORE
    assert place.do("edit", slug=slug, seen=0) == ""
    assert place.do("tree", slug=slug) == ["Concept 1 read", "Concept 3", "1 edits"]


def test_of_several_at_once_one_is_done_and_the_others_are_told(place: Place) -> None:  # noqa: F811
    slug = place.do("plant")
    told = place.do("edit_at_once", slug=slug, threads=4)
    assert sorted(map(bool, told)) == [False, True, True, True], told
    assert place.do("tree", slug=slug)[-1] == "1 edits"


@pytest.mark.timeout(120)
def test_a_concept_that_is_removed_while_the_run_writes_is_no_failure(place: Place) -> None:  # noqa: F811
    run = place.do("order")
    place.do("work", run=run, log=str(place.log()), stay=True)
    gone = place.do("remove_while_it_runs", run=run)
    state = ["running", ""]
    while state[0] in ("queued", "running"):
        time.sleep(0.1)
        state = place.do("state", run=run)
    assert state == ["done", ""]
    left = place.do("report", run=run)
    assert gone not in {one[0] for one in left["concepts"]}
    assert gone not in left["pages"]
    assert {one[3] for one in left["concepts"]} == {"ready"}
