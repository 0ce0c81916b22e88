"""A page read while a model writes it: sentences come as they are checked, and nobody is moved or interrupted."""

from __future__ import annotations

from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(120)]

PATIENCE = 15_000  # milliseconds
_NUMBERS = count(1)


def open_stomata(page: Page) -> None:
    page.goto(page.url.split("/explore")[0] + "/explore")
    href = page.locator(".tree a", has_text="Stomata").get_attribute("href")
    page.goto(page.url.split("/topics")[0] + str(href))


def begun(visit: Visit, house: House, topic: str, sentences: int = 2, **how: object) -> tuple[Page, str]:
    """The page on stomata of which a model has said so much, and the run. A second try has a topic of its own: the first
    may have left its own anywhere."""
    number = next(_NUMBERS)
    run = house.fill("drafts", f"{topic} {number}")
    house.fill("write-on", run, str(sentences))
    page = visit(f"/topics/{topic.lower()}-{number}/explore", **how)
    open_stomata(page)
    return page, run


def test_sentences_come_by_themselves_above_the_quotes(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Coffee", 2)
    expect(page.locator("#writing .s")).to_have_count(2)
    house.fill("write-on", run, "5")
    expect(page.locator("#writing .s")).to_have_count(5, timeout=PATIENCE)
    expect(page.locator("#writing h2", has_text="What they cost a leaf")).to_be_visible()
    expect(page.locator("#draft")).to_contain_text("Stomata are pores, mostly on the underside of leaves")
    above, below = page.locator("#writing").bounding_box(), page.locator("#draft").bounding_box()
    assert above and below and above["y"] < below["y"]


def test_a_reload_in_the_middle_shows_the_same(visit: Visit, house: House) -> None:
    page, _ = begun(visit, house, "Cocoa", 3)
    before = page.locator("#page").inner_text()
    page.reload()
    assert page.locator("#page").inner_text() == before


def test_the_whole_page_takes_its_place_and_is_told_once(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Mate", 2)
    page.evaluate(
        """() => {
            window.told = [];
            new MutationObserver(() => window.told.push(document.getElementById("live").textContent))
                .observe(document.getElementById("live"), { childList: true });
        }"""
    )
    house.fill("write-on", run, "4")
    expect(page.locator("#writing .s")).to_have_count(4, timeout=PATIENCE)
    house.fill("written", run)
    expect(page.locator(".written")).to_contain_text(
        "Written by openai:gpt-5-mini from 2 sources", timeout=PATIENCE
    )
    expect(page.locator("#writing")).to_have_count(0)
    expect(page.locator("#sources-of-page .source")).to_have_count(2)
    told = page.evaluate("window.told")
    assert [one for one in told if one] == ["The page is whole: 5 sentences, checked."]


def test_the_focus_and_the_open_card_stay_while_the_page_is_written(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Sencha", 2)
    mark = page.locator("#writing .cite").nth(1)
    mark.focus()
    page.keyboard.press("Shift+Tab")  # by key, so that the focus opens the card
    card = page.locator("#card mark")
    expect(card).to_be_visible()
    focused = "document.activeElement.dataset.card"
    on = page.evaluate(focused)
    house.fill("write-on", run, "4")
    expect(page.locator("#writing .s")).to_have_count(4, timeout=PATIENCE)
    assert page.evaluate(focused) == on
    expect(card).to_be_visible()
    house.fill("written", run)
    expect(page.locator("#writing")).to_have_count(0, timeout=PATIENCE)
    expect(page.locator("[data-card]:focus")).to_have_attribute("data-card", on)


def test_who_reads_the_quotes_is_left_where_they_are(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Rooibos", 1, height=420)
    last = page.locator("#draft .s").last
    page.evaluate(
        "scrollTo(0, document.querySelector('#draft .s').getBoundingClientRect().top + scrollY - 80)"
    )
    place = "one => one.getBoundingClientRect().top"
    before = last.evaluate(place)
    house.fill("write-on", run, "5")
    expect(page.locator("#writing .s")).to_have_count(5, timeout=PATIENCE)
    assert abs(last.evaluate(place) - before) < 2
    house.fill("written", run)
    expect(page.locator("#draft-title")).to_have_text("What was quoted here until now", timeout=PATIENCE)
    assert abs(last.evaluate(place) - before) < 2


def test_nothing_is_asked_any_more_when_it_is_whole(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Oolong", 2)
    house.fill("written", run)
    house.fill("end", run)
    expect(page.locator(".written")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#growth[hx-get]")).to_have_count(0, timeout=PATIENCE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(2500)
    assert asked == []


def test_when_the_money_ends_the_quotes_stay_and_say_so(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Assam", 2)
    house.fill("out-of-money", run)
    expect(page.locator(".fallback")).to_contain_text("ended before a model could write", timeout=PATIENCE)
    expect(page.locator("#page .prose")).to_have_count(1)
    page.locator(".fallback a").click()
    expect(page.locator(".status")).to_contain_text("Every page can be read")
    page.get_by_label("Dollars it may cost in all").fill("1.5")
    page.get_by_role("button", name="Go on from here").click()
    expect(page.locator(".status")).to_contain_text("Waiting for its turn")


def test_without_script_one_looks_again(visit: Visit, house: House) -> None:
    page, run = begun(visit, house, "Darjeeling", 1, java_script_enabled=False)
    assert page.locator("#writing .s").count() == 1
    house.fill("write-on", run, "3")
    page.get_by_role("link", name="Look again").click()
    assert page.locator("#writing .s").count() == 3
    page.locator("#writing .cite").first.click()
    expect(page.locator("mark.here")).to_contain_text("Stomata are pores")
    expect(page.locator(".carried")).to_contain_text("each between two guard cells.")
