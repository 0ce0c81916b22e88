"""A learner's walk through Explore, Ask and MindMap by keyboard only: at the desk and on the phone, by day and by night, from
right to left, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.house import House, findings
from tests.journeys.walk import WAYS, walked

pytestmark = [pytest.mark.service("chromium"), pytest.mark.loopback, pytest.mark.timeout(600)]


@pytest.mark.parametrize("way", WAYS)
def test_the_three_rooms_are_walked_by_keyboard_alone(house: House, browser: Browser, way: str) -> None:
    held: list[str] = []

    def look(page: Page, name: str) -> None:
        if not way.endswith("plain"):  # axe is a script itself; what it finds does not hang on ours
            held.extend(f"{name}: {found}" for found in findings(page))
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            held.append(f"{name} is wider than its window")

    for stops in walked(browser, house.address, way, look):
        assert {"topic", "concept", "compared", "sources", "answer", "map", "arrived"} <= set(stops)
    assert held == []
