"""A learner's walk through the three rooms by keyboard alone, stop by stop.

    python -m tests.journeys.walk FOLDER

saves a picture of every stop, in every way of looking; ``docs/images`` has some of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.house import chromium, house

TOPIC = "/topics/photosynthesis"
QUESTION = "What are stomata?"
MOST_STEPS = 250  # with the tab key, to anything on any page
PATIENCE = 30_000  # milliseconds

WAYS: dict[str, dict[str, Any]] = {
    "desk-day": {"width": 1280, "color_scheme": "light"},
    "desk-night": {"width": 1280, "color_scheme": "dark"},
    "phone-day": {"width": 360, "color_scheme": "light"},
    "phone-night": {"width": 360, "color_scheme": "dark"},
    "desk-rtl": {"width": 1280, "locale": "ar"},
    "phone-rtl": {"width": 360, "locale": "ar", "color_scheme": "dark"},
    "desk-plain": {"width": 1280, "java_script_enabled": False},
    "phone-plain": {"width": 360, "java_script_enabled": False},
}


@dataclass
class Walker:
    """Goes on with keys alone. ``stops`` are where it has been; ``look`` is done at each."""

    page: Page
    way: str
    look: Callable[[Page, str], None]
    stops: list[str] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        return self.way.startswith("phone")

    @property
    def plain(self) -> bool:
        return self.way.endswith("plain")

    def stop(self, name: str) -> None:
        self.stops.append(name)
        self.look(self.page, name)

    def reach(self, what: str) -> None:
        """Onward with the tab key to the first thing that is like this."""
        for _ in range(MOST_STEPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("what => document.activeElement?.matches(what) ?? false", what):
                return
        raise AssertionError(f"{self.way}: {what} is not reached by the tab key on {self.page.url}")

    def follow(self, what: str) -> None:
        """To it, and where it leads."""
        self.reach(what)
        self.enter()

    def enter(self) -> None:
        with self.page.expect_navigation(timeout=PATIENCE):
            self.page.keyboard.press("Enter")

    def see(self, what: str) -> None:
        self.page.locator(what).first.wait_for(timeout=PATIENCE)


def walk(walker: Walker) -> None:
    """From the topics into Explore, to a sentence's source, to a comparison, all sources, an answer and the map."""
    walker.follow(f'.mine a[href="{TOPIC}/explore"]')
    walker.stop("topic")
    _choose_in_the_contents(walker)
    walker.stop("concept")
    _follow_a_sentence(walker)
    walker.follow('.page a[href*="/compare?"]:not([href*="&b="])')
    _compare(walker)
    walker.follow(f'a[href="{TOPIC}/sources"]')
    walker.stop("sources")
    walker.follow(f'.rooms a[href="{TOPIC}/ask"]')
    _ask(walker)
    walker.follow(f'.rooms a[href="{TOPIC}/map"]')
    _map(walker)


def _choose_in_the_contents(walker: Walker) -> None:
    """In the tree by its own keys; the phone has it in a sheet; without script it is a list of links."""
    page = walker.page
    if walker.narrow:
        walker.reach('.thumb [popovertarget="contents"]')
        page.keyboard.press("Enter")
        page.locator("#contents:popover-open").wait_for()
    if walker.plain:
        walker.follow(".tree > li > a")
        return
    walker.reach(".tree a")
    for key in ("End", "ArrowUp", "Home"):
        page.keyboard.press(key)
    walker.stop("contents")
    walker.enter()


def _follow_a_sentence(walker: Walker) -> None:
    """Its card opens beside it; without script its number leads into the kept text."""
    walker.reach(".prose .cite")
    if walker.plain:
        walker.enter()
        walker.see("mark.here")
        walker.stop("source")
        walker.page.go_back()
        return
    walker.page.keyboard.press("Enter")
    walker.see(".quote-card mark")
    walker.stop("card")
    walker.page.keyboard.press("Escape")


def _compare(walker: Walker) -> None:
    walker.reach('select[name="b"]')
    walker.page.keyboard.press("End")
    walker.follow(".sieve .button")
    walker.see(".versus")
    walker.stop("compared")


def _ask(walker: Walker) -> None:
    walker.stop("ask")
    walker.reach("textarea")
    walker.page.keyboard.type(QUESTION)
    walker.follow(".question .button")
    walker.see(".found .direct")
    walker.stop("answer")


def _map(walker: Walker) -> None:
    """As a drawing with its own keys where there is room; the phone has it as a list."""
    walker.stop("map")
    if walker.narrow:
        walker.follow(".twin .tree-list ul .name")
    elif walker.plain:
        walker.follow(".drawing .node:not(.top) a:not(.turn)")
    else:
        walker.reach(".drawing .node a")
        walker.page.keyboard.press("ArrowLeft" if walker.way.endswith("rtl") else "ArrowRight")
        walker.enter()
    walker.see("#page h1")
    walker.stop("arrived")


def walked(browser: Any, address: str, way: str, look: Callable[[Page, str], None]) -> Iterator[list[str]]:
    """The stops of a walk in that way; the browser is open until whoever asks has looked at them."""
    how = {"locale": "en-GB", **WAYS[way]}
    size = {"width": how.pop("width"), "height": 900 if way.startswith("desk") else 760}
    context = browser.new_context(viewport=size, **how)
    try:
        page = context.new_page()
        page.goto(f"{address}/topics")
        walker = Walker(page, way, look)
        walker.stop("topics")
        walk(walker)
        yield walker.stops
    finally:
        context.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, house(Path(data)) as one, chromium() as browser:
        one.fill("finished", "Photosynthesis")
        for way in WAYS:

            def save(page: Page, name: str, way: str = way) -> None:
                page.screenshot(path=folder / f"{way}-{name}.png")

            for stops in walked(browser, one.address, way, save):
                sys.stdout.write(f"{way}: {', '.join(stops)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
