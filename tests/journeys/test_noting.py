"""A learner marks, notes, finds again and takes away: by keyboard, and without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.house import House

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def topic(house: House) -> str:
    house.fill("jotted", house.fill("by-model", "Marking"))
    return "/topics/marking/explore"


def tab_to(page: Page, what: str) -> None:
    """Along the page with the Tab key until it has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.locator(":focus").and_(page.locator(what)).count():
            return
    raise AssertionError(f"{what} was not reached")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
def test_a_sentence_is_marked_and_noted_by_keyboard_alone(
    visit: Visit, topic: str, width: int, script: bool
) -> None:
    page = visit(topic, width=width, java_script_enabled=script)
    tab_to(page, ".jot")
    page.keyboard.press("Enter")
    page.locator("#jot #text:focus").wait_for()
    page.keyboard.type(f"Mine at {width}.")
    tab_to(page, ".button")
    page.keyboard.press("Enter")
    page.locator("mark.own").first.wait_for()
    assert f"Mine at {width}." in page.locator("#notes").inner_text()
    marked = page.locator(".deeds .on").count()
    tab_to(page, ".deeds button")
    page.keyboard.press("Enter")
    page.locator(".deeds button:not(.on)" if marked else ".deeds .on").first.wait_for()


def test_what_was_written_is_found_changed_and_deleted_without_script(visit: Visit, topic: str) -> None:
    page = visit("/topics/marking/notes", java_script_enabled=False)
    page.locator("#words").fill("remember")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=remember")
    assert page.locator(".kept").count() == 1
    page.get_by_role("link", name="Change").click()
    page.locator("#text").fill("Forget this.")
    page.get_by_role("button", name="Keep it").click()
    assert "Forget this." in page.locator("#notes").inner_text()
    before = page.locator("#notes .kept").count()
    page.locator("#notes .remove summary").first.click()
    page.get_by_role("button", name="Delete it").first.click()
    assert page.locator("#notes .kept").count() == before - 1


def test_notes_are_taken_away(visit: Visit, topic: str, tmp_path: Path) -> None:
    page = visit("/topics/marking/notes")
    for name in ("Markdown", "CSV", "Cards for Anki"):
        with page.expect_download() as taken:
            page.get_by_role("link", name=name, exact=True).click()
        taken.value.save_as(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 200


def test_the_contents_are_searched_without_script(visit: Visit, topic: str) -> None:
    page = visit(topic, width=360, java_script_enabled=False)
    page.goto(f"{page.url}?in=rubisco")
    assert page.locator("#contents").is_visible()
    assert [one.inner_text() for one in page.locator("#contents .tree [dir]").all()] == [
        "Calvin cycle",
        "Rubisco",
    ]
    page.get_by_role("link", name="Show all again").click()
    assert page.url.endswith("/explore")


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("locale", ["en-GB", "ar"])
def test_more_opens_below_its_button_and_moves_nothing(
    visit: Visit, topic: str, width: int, locale: str
) -> None:
    page = visit(topic, width=width, locale=locale)
    more, prose = page.locator(".deeds summary"), page.locator(".prose").first
    before = more.bounding_box(), prose.bounding_box()
    more.click()
    panel = page.locator(".deeds details > div").bounding_box()
    assert (more.bounding_box(), prose.bounding_box()) == before
    assert panel and before[0] and panel["x"] >= 0 and panel["x"] + panel["width"] <= width
    assert panel["y"] >= before[0]["y"] + before[0]["height"] - 1
    more.click()
    assert not page.locator(".deeds .wrong").is_visible()


def test_the_sign_for_a_note_stays_with_the_number_before_it(visit: Visit, topic: str) -> None:
    page = visit(topic)
    tops = """one => { const cites = one.parentElement.querySelectorAll(".cite"), last = cites[cites.length - 1];
        return last ? Math.abs(one.getClientRects()[0].bottom - last.getBoundingClientRect().bottom) : 0; }"""
    for width in range(320, 640, 8):
        page.set_viewport_size({"width": width, "height": 900})
        apart = page.locator("p > .jot").evaluate_all(f"all => all.map({tops})")
        assert max(apart) < 14, width
