"""A run watched live: from stored events, through a reload and through the server's death."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.journeys import house as houses
from tests.journeys.conftest import Visit
from tests.journeys.house import House

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(120)]


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[House]:
    """A house whose server may be killed without harm to other tests."""
    with houses.house(tmp_path) as one:
        yield one


def watched(browser: Browser, house: House, run: str) -> tuple[Page, list[str]]:
    """The run's page, and the addresses it asks for from then on."""
    page = browser.new_page()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{house.address}/runs/{run}")
    return page, asked


def test_progress_survives_a_reload_and_the_servers_death(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, _ = watched(browser, mortal, run)
    expect(page.locator(".stages")).to_contain_text("1 of 10 pages")
    mortal.fill("go-on", run)
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages")
    page.reload()
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages")
    mortal.close()
    mortal.fill("go-on", run)
    expect(page.locator("#away")).to_contain_text("Nothing is lost", timeout=15_000)
    mortal.open()
    expect(page.locator(".stages")).to_contain_text("5 of 10 pages", timeout=15_000)
    expect(page.locator("#away")).to_be_hidden()
    mortal.fill("end", run)
    expect(page.get_by_role("link", name="Open the topic")).to_be_visible(timeout=15_000)
    page.close()


def test_the_first_page_is_read_while_the_rest_grows(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, _ = watched(browser, mortal, run)
    page.get_by_role("link", name="Read the first page").click()
    expect(page.locator(".lead")).to_contain_text("Photosynthesis is the process")
    expect(page.locator(".facts")).to_contain_text("9 growing")
    page.close()


def test_a_topic_that_is_read_while_it_grows_grows_before_ones_eyes(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, asked = watched(browser, mortal, run)
    page.get_by_role("link", name="Read the first page").click()
    page.get_by_role("treeitem", name="Stomata").click()
    expect(page.locator(".note")).to_contain_text("still growing")
    page.get_by_role("treeitem", name="Rubisco").focus()
    mortal.fill("write", run)
    mortal.fill("end", run)
    expect(page.locator(".prose")).to_contain_text("Stomata are pores", timeout=15_000)
    expect(page.locator(".tree .growing")).to_have_count(0)
    assert "Rubisco" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowUp")
    assert "Calvin cycle" in page.evaluate("document.activeElement.textContent")
    expect(page.locator("#growth[hx-get]")).to_have_count(0, timeout=15_000)
    asked.clear()
    page.wait_for_timeout(4000)
    assert asked == []
    page.close()


def test_the_focus_stays_where_it_was_while_parts_change(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, _ = watched(browser, mortal, run)
    page.locator("#stop").focus()
    mortal.fill("go-on", run)
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages")
    assert page.evaluate("document.activeElement.id") == "stop"
    page.close()


def test_the_tab_and_the_live_region_say_how_it_stands(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, _ = watched(browser, mortal, run)
    expect(page).to_have_title("Writing pages - Tea - Sapere")
    mortal.fill("go-on", run)
    expect(page.locator("#live")).to_contain_text("3 of 10 pages")
    mortal.fill("end", run)
    expect(page).to_have_title("Finished - Tea - Sapere")
    page.close()


def test_where_no_stream_can_be_held_it_asks_again_and_again(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page = browser.new_page()
    page.add_init_script("delete window.EventSource")
    page.goto(f"{mortal.address}/runs/{run}")
    mortal.fill("go-on", run)
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages", timeout=15_000)
    page.close()


def test_a_hidden_tab_holds_no_stream(browser: Browser, mortal: House) -> None:
    run = mortal.fill("half", "Tea")
    page, asked = watched(browser, mortal, run)
    page.wait_for_function("() => performance.getEntriesByType('resource').length > 0")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { get: () => true, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    before = len([url for url in asked if "/events" in url])
    mortal.fill("go-on", run)
    page.wait_for_timeout(1500)
    expect(page.locator(".stages")).to_contain_text("1 of 10 pages")
    page.evaluate(
        """() => {
            Object.defineProperty(document, "hidden", { get: () => false, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages")
    assert len([url for url in asked if "/events" in url]) == before + 1
    page.close()


def test_without_script_the_page_is_whole_and_comes_again(visit: Visit, house: House) -> None:
    run = house.fill("half", "Tea")
    page = visit(f"/runs/{run}", java_script_enabled=False)
    expect(page.locator(".stages")).to_contain_text("1 of 10 pages")
    house.fill("go-on", run)
    expect(page.locator(".stages")).to_contain_text("3 of 10 pages", timeout=15_000)
