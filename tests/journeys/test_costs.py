"""The page of costs in Chromium: nothing serious for axe, nothing sideways, nothing cut off, and a file to take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.test_looks import WAYS, lengthen, look_at

pytestmark = [pytest.mark.loopback, pytest.mark.service("chromium"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def spent(house: House) -> House:
    house.fill("spent", house.fill("finished", "What it costs to learn"))
    return house


@pytest.mark.parametrize("way", WAYS)
def test_nothing_serious_and_nothing_sideways(visit: Visit, spent: House, way: str) -> None:
    page = visit("/costs", **WAYS[way])
    page.get_by_text("$1.44").first.wait_for()
    look_at(page, way)


def test_words_forty_per_cent_longer_are_not_cut_off(visit: Visit, spent: House) -> None:
    lengthen(visit("/costs", **WAYS["phone"]))


def test_every_call_can_be_taken_away(visit: Visit, spent: House) -> None:
    page = visit("/costs?days=1")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Every call as a table").click()
    lines = Path(taken.value.path()).read_text(encoding="utf-8").splitlines()
    assert taken.value.suggested_filename == "sapere-costs-1-days.csv"
    assert len(lines) == 5 and "What it costs to learn" in lines[1]
