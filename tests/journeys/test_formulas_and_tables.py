"""A textbook's page keeps its formulas and its table on the pages that a learner reads, each quoted as it was kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.cli.terminal import Terminal
from tests.journeys import house as houses
from tests.journeys.house import House
from tests.journeys.selection import OFFER, hold

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(180)]

CHAPTER = Path(__file__).parents[1] / "fixtures" / "pendulum.html"
PERIOD, LENGTH = "Period of a pendulum", "Length of a pendulum"


@pytest.fixture(scope="module")
def researched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("pendulum")
    Terminal(data).run("research", "Pendulum", "--offline", "--library", str(CHAPTER))
    return data


@pytest.fixture(scope="module")
def told(researched: Path) -> dict[str, Any]:
    written = Terminal(researched).run("export", "pendulum", "--format", "json", "--with-text").stdout
    return dict(json.loads(written))


@pytest.fixture(scope="module")
def house(researched: Path) -> Iterator[House]:
    with houses.house(researched / "data") as one:
        yield one


@pytest.fixture
def topic(house: House, browser: Browser) -> Iterator[Page]:
    with browser.new_context(locale="en-GB", viewport={"width": 360, "height": 760}) as context:
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(f"{house.address}/topics/pendulum/explore")
        yield page


def turn_to(page: Page, title: str) -> None:
    page.locator(".cards a").filter(has_text=title).first.click()
    page.locator("h1").filter(has_text=title).wait_for()


def test_each_formula_and_table_is_quoted_as_it_was_kept(told: dict[str, Any]) -> None:
    texts = {source["id"]: source["text"] for source in told["sources"]}
    sentences = [s for page in told["pages"] for section in page["sections"] for s in section["sentences"]]
    shown = {s["text"]: s["citations"][0] for s in sentences if s["kind"] in ("formula", "table")}
    assert set(shown) == {
        r"T = 2\pi\sqrt{\frac{L}{g}}",
        r"E = \frac{1}{2}mv^{2}",
        "Length and period on Earth\n\nLength (m) | Period (s)\n0.25 | 1.0\n1.00 | 2.0\n4.00 | 4.0\n9.00 | 6.0",
    }
    for text, quoted in shown.items():
        assert text == quoted["quote"] == texts[quoted["source"]][quoted["start"] : quoted["end"]]


def test_a_formula_is_drawn_behind_its_sentence(topic: Page) -> None:
    turn_to(topic, PERIOD)
    formula = topic.locator("figure .math > math")
    assert formula.locator("msqrt mfrac").count() == 1
    before = topic.locator("figure").locator("xpath=preceding-sibling::p[1]")
    assert "on its length and on gravity:" in before.inner_text()
    assert topic.locator("p math msup").count() == 1  # and the one inside a sentence


def test_a_table_has_its_name_its_head_and_its_rows(topic: Page) -> None:
    turn_to(topic, LENGTH)
    table = topic.get_by_role("table", name="Length and period on Earth")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Length (m)", "Period (s)"]
    assert table.locator("tbody tr").count() == 4
    assert topic.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("title", [PERIOD, LENGTH])
def test_everybody_can_read_them(topic: Page, title: str) -> None:
    turn_to(topic, title)
    assert houses.findings(topic) == []


def test_the_mark_behind_a_formula_leads_to_it(topic: Page) -> None:
    turn_to(topic, PERIOD)
    topic.locator("figure .cite").first.click()
    assert topic.locator("#card mark").inner_text() == r"T = 2\pi\sqrt{\frac{L}{g}}"


@pytest.mark.parametrize(
    ("title", "first", "last"),
    [
        (PERIOD, "because the period grows", "with the length itself"),
        (PERIOD, "on its length", "where T is the period"),
        (LENGTH, "sets its period", "The pendulum of a tower clock"),
    ],
)
def test_they_are_marked_with_the_words_around_them(topic: Page, title: str, first: str, last: str) -> None:
    turn_to(topic, title)
    hold(topic, first, last)
    topic.locator(f"{OFFER} button").first.click()
    topic.locator("#told:popover-open").wait_for()
    marked = topic.locator("mark.own").all_inner_texts()
    assert marked[0].startswith(first) and marked[-1].endswith(last)
    assert topic.locator("mark.own math, .math.own").count() == 1
    topic.locator("#notes .remove summary").click()
    topic.locator("#notes .remove .button").click()
