"""A run whose worker cannot write any more: it ends with the reason, and can be gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.work.place import Place, begun


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    here = Place(tmp_path / "place")
    yield here
    here.close()


def test_a_full_disk_ends_the_run_and_later_it_goes_on_where_it_was(place: Place) -> None:
    run = place.do("order")
    assert place.do("work", run=run, log=str(place.log()), full="grow") == "failed"
    assert place.do("report", run=run)["reason"] == "There is no room left. Free some space."
    before = set(place.do("recorded", run=run))
    assert "merge" in before and "grow" not in before

    place.do("retry", run=run)
    assert place.do("work", run=run, log=str(place.log("later"))) == "done"
    assert not before & {name for _, name in begun(place.log("later"))}
