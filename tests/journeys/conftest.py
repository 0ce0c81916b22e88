from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import house as houses
from tests.journeys.house import House

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with houses.house(tmp_path_factory.mktemp("house")) as one:
        one.fill("finished", "Photosynthesis")
        one.fill("example", "Exceptions in Python")
        one.fill("library", "/home/learner/biology")
        yield one


@pytest.fixture(scope="session")
def forest(house: House) -> str:
    """The address of the map of a topic with sixty concepts."""
    house.fill("forest", "Forests", "60")
    return "/topics/forests/map"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Ends with the file: its driver leaves an event loop running, in which Django refuses to reach a database."""
    with houses.chromium() as one:
        yield one


@pytest.fixture
def visit(house: House, browser: Browser) -> Iterator[Visit]:
    """Opens an address in a browser of its own; what its console complains of fails the test."""
    opened = []
    complaints: list[str] = []

    def go(path: str, *, width: int = 1280, height: int = 900, **how: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, **{"locale": "en-GB", **how}
        )
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None
        )
        page.goto(house.address + path)
        return page

    yield go
    for context in opened:
        context.close()
    assert not complaints
