"""A learner's walk through Explore, Ask and MindMap by keyboard only: at the desk and on the phone, by day and by night, from
right to left, and without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.journeys.house import House, findings
from tests.journeys.walk import WAYS, walked

pytestmark = [pytest.mark.service("chromium"), pytest.mark.loopback, pytest.mark.timeout(600)]


def findings_without_scripts(browser: Browser, page: Page) -> list[str]:
    """As :func:`findings`. Axe is a script itself, so it looks at what the page shows in a window in which scripts may run,
    and to which none of ours comes."""
    shown = re.sub(r"</?noscript>", "", page.content())  # what is in it shows where none may run

    def serve(route: Route) -> None:
        wanted = route.request.resource_type
        if wanted == "document":
            route.fulfill(body=shown, content_type="text/html; charset=utf-8")
        elif wanted == "script":
            route.abort()
        else:
            route.continue_()

    context = browser.new_context(viewport=page.viewport_size)
    try:
        context.route("**/*", serve)
        other = context.new_page()
        other.goto(page.url)
        return findings(other)
    finally:
        context.close()


@pytest.mark.parametrize("way", WAYS)
def test_the_three_rooms_are_walked_by_keyboard_alone(house: House, browser: Browser, way: str) -> None:
    held: list[str] = []

    def look(page: Page, name: str) -> None:
        found = findings_without_scripts(browser, page) if way.endswith("plain") else findings(page)
        held.extend(f"{name}: {one}" for one in found)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            held.append(f"{name} is wider than its window")

    for stops in walked(browser, house.address, way, look):
        assert {"topic", "concept", "compared", "sources", "answer", "map", "arrived"} <= set(stops)
    assert held == []
