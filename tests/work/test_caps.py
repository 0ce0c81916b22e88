"""A run that is stopped at its cap keeps its drafts, and goes on after the cap is raised; no call is made twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests import services
from tests.work.paying import PAGES, PRICE
from tests.work.place import Place, begun

CAP = 0.55  # five of twelve pages


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service("postgresql"))])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Place]:
    with ExitStack() as open_:
        on = (
            open_.enter_context(services.postgresql_server()).address if request.param == "postgresql" else ""
        )
        yield open_.enter_context(closing(Place(tmp_path / "place", on)))


def calls(place: Place) -> Counter[str]:
    return Counter(name for _, name in begun(place.log()) if name.startswith("call:"))


def drafts(place: Place) -> int:
    return sum(name.startswith("draft:") for _, name in begun(place.log()))


def test_a_cap_stops_the_run_with_every_draft_there_and_raised_it_goes_on(place: Place) -> None:
    run = place.do("paid", what="order", budget=CAP)
    assert place.do("paid", what="work", run=run, log=str(place.log())) == "stopped", place.said()
    stopped = place.do("paid", what="spent", run=run)
    assert stopped["ends"] == [True]
    assert stopped["usd"] == 5 * PRICE and sum(calls(place).values()) == 5
    assert drafts(place) == PAGES
    assert "run's budget of $0.55 is used up" in stopped["reason"]
    assert f"7 of {PAGES} pages are left in the words of the sources." in stopped["reason"]
    assert stopped["notes"].count("80 % of the run's budget of $0.55 is spent.") == 1
    assert stopped["costs"][-1]["calls"] == 5 and stopped["costs"][-1]["of_usd"] == CAP

    place.do("paid", what="raise_budget", run=run, budget=10.0)
    assert place.do("paid", what="work", run=run, log=str(place.log())) == "done", place.said()
    done = place.do("paid", what="spent", run=run)
    assert done["ends"] == [True, False]
    assert sorted(calls(place).values()) == [1] * PAGES, "a call was made twice"
    assert drafts(place) == PAGES
    assert done["outcomes"] == {"ok": PAGES} and done["costs"][-1]["of_usd"] == 10.0


def test_a_worker_that_dies_within_a_call_leaves_its_money_set_aside_for_the_same_call(place: Place) -> None:
    run = place.do("paid", what="order", budget=2.0)
    assert place.do("paid", what="work", run=run, log=str(place.log()), dies_at=4) == {"killed": True}
    assert place.do("paid", what="spent", run=run)["outcomes"]["reserved"] >= 1
    assert place.do("paid", what="work", run=run, log=str(place.log())) == "done", place.said()
    done = place.do("paid", what="spent", run=run)
    assert done["outcomes"] == {"ok": PAGES} and done["usd"] == pytest.approx(PAGES * PRICE)
    in_flight = 3
    assert sum(calls(place).values()) <= PAGES + in_flight and max(calls(place).values()) <= 2
