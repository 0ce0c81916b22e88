"""A learner marks words by selecting them, and a page by the key b; with the mouse, the keyboard and a finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, findings
from tests.journeys.selection import OFFER, drag, hold, middle

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(240)]

PORES = "pores on the underside"
SWELL = "When the guard cells swell"


@pytest.fixture(scope="module")
def topic(house: House) -> str:
    house.fill("by-model", "Selecting")
    return "/topics/selecting/explore"


@pytest.fixture
def stomata(visit: Visit, topic: str) -> Page:
    return opened(visit, topic)


def opened(visit: Visit, topic: str, **how: object) -> Page:
    page = visit(topic, **how)
    page.goto(page.locator(".tree a", has_text="Stomata").first.evaluate("link => link.href"))
    page.evaluate("window.stays = true")
    return page


def marked(page: Page) -> list[str]:
    return page.locator("mark.own").all_inner_texts()


def forget(page: Page) -> None:
    """All that was marked here."""
    while page.locator("#notes .remove").count():
        page.locator("#notes .remove summary").first.click()
        page.locator("#notes .remove .button").first.click()


def test_words_are_marked_with_the_mouse_and_stay_marked(stomata: Page) -> None:
    drag(stomata, "pores", "underside")
    stomata.locator(OFFER).get_by_role("button", name="Highlight", exact=True).click()
    expect(stomata.locator("#live")).to_have_text("Kept among your notes.")
    assert marked(stomata) == [PORES]
    assert stomata.evaluate("window.stays"), "the page was loaded anew"
    assert not stomata.locator(OFFER).count()
    stomata.reload()
    assert marked(stomata) == [PORES]
    expect(stomata.locator("#tally")).to_contain_text("Notes (1)")
    forget(stomata)


def test_words_are_marked_with_a_note_by_keyboard_alone(stomata: Page) -> None:
    stomata.mouse.dblclick(*middle(stomata, "When"))
    stomata.keyboard.press("Shift+ArrowRight")
    stomata.keyboard.press("Control+Shift+ArrowRight")
    stomata.locator(OFFER).wait_for()
    expect(stomata.locator("#live")).to_contain_text("Tab leads to")
    words = re.sub(r"\s+", " ", stomata.evaluate("getSelection().toString()")).strip()
    assert " " in words and SWELL.startswith(words)
    for key in ("Tab", "Tab", "Enter"):
        stomata.keyboard.press(key)
    stomata.locator("#said:focus").wait_for()
    before = stomata.locator(".deeds .on").count()
    stomata.keyboard.type("b is a letter.")
    stomata.keyboard.press("Tab")
    stomata.keyboard.press("Enter")
    stomata.locator(".noted:focus").wait_for()
    assert stomata.locator(".deeds .on").count() == before
    stomata.reload()
    assert marked(stomata) == [words]
    assert "b is a letter." in stomata.locator("#notes .words").inner_text()
    forget(stomata)


def test_a_selection_over_sentences_is_one_note(stomata: Page) -> None:
    drag(stomata, "cells", "swell")
    stomata.locator(OFFER).get_by_role("button", name="Highlight", exact=True).click()
    expect(stomata.locator("#notes .kept blockquote")).to_have_text(f"cells. {SWELL}")
    assert marked(stomata) == ["cells.", SWELL]
    assert stomata.locator(".noted").count() == 1
    forget(stomata)


def test_nothing_is_offered_outside_the_prose_nor_where_one_writes(stomata: Page) -> None:
    hold(stomata, "How plants make sugar", "plants make sugar")
    stomata.wait_for_timeout(600)
    stomata.keyboard.press("Control+a")
    stomata.wait_for_timeout(600)
    assert not stomata.locator(OFFER).count()
    stomata.goto(f"{stomata.url}?note=0")
    hold(stomata, SWELL, SWELL)
    stomata.wait_for_timeout(600)
    assert not stomata.locator(OFFER).count()


def test_escape_closes_and_gives_back_the_place_and_the_words(stomata: Page) -> None:
    hold(stomata, SWELL, SWELL)
    stomata.locator(OFFER).wait_for()
    stomata.keyboard.press("Tab")
    stomata.locator(f"{OFFER} button:focus").first.wait_for()
    stomata.keyboard.press("Escape")
    stomata.locator(".prose p:focus").wait_for()
    stomata.wait_for_timeout(600)
    assert not stomata.locator(OFFER).count()
    assert stomata.evaluate("getSelection().toString()") == SWELL
    hold(stomata, SWELL, "opens.")
    stomata.locator(OFFER).wait_for()
    assert not findings(stomata)


def test_words_are_copied_with_their_sources(visit: Visit, topic: str) -> None:
    page = opened(visit, topic, permissions=["clipboard-read", "clipboard-write"])
    hold(page, SWELL, SWELL)
    page.locator(OFFER).get_by_role("button", name="Copy with sources").click()
    expect(page.locator("#told")).to_have_text("Citation copied.")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert copied[0] == f"“{SWELL}”" and copied[1].startswith("Stomata - ")
    assert [line.partition(". ")[0] for line in copied[2:]] == ["How plants make sugar"]


@pytest.mark.parametrize("width", [1280, 360])
def test_words_are_asked_about_by_keyboard_alone(visit: Visit, topic: str, width: int) -> None:
    page = opened(visit, topic, width=width)
    concept = page.url.rpartition("/")[2]
    hold(page, SWELL, SWELL)
    page.locator(OFFER).wait_for()
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    field = page.locator("#question:focus")
    field.wait_for()
    expect(page.locator("#scope")).to_have_value(f"concept:{concept}")
    page.keyboard.type("Why?")
    expect(field).to_have_value(f"“{SWELL}” Why?")
    assert not page.locator(".threads").count(), "it was asked before it was finished"
    for key in ("Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.locator(".answer.whole").wait_for()
    assert f"“{SWELL}” Why?" in page.locator(".talk").inner_text()
    assert page.locator(".answer .cited li").count()
    assert not findings(page)
    page.locator(".remove summary").click()
    page.locator(".remove .button").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_words_become_a_card_by_keyboard_alone(visit: Visit, topic: str, width: int) -> None:
    page = opened(visit, topic, width=width)
    page.evaluate("window.stays = true")
    hold(page, SWELL, SWELL)
    page.locator(OFFER).wait_for()
    for key in ("Tab", "Tab", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    page.locator("#front:focus").wait_for()
    expect(page.locator("#back")).to_have_value(SWELL)
    assert not findings(page)
    page.keyboard.type("When does the pore open?")
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#live")).to_have_text("Kept among your cards.")
    expect(page.locator("#told")).to_have_text("Kept among your cards.")
    page.locator(".prose p:focus").wait_for()
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert not page.locator(OFFER).count() and not marked(page)
    page.goto("/".join(page.url.split("/")[:5]) + "/notes")
    card = page.locator(".card-of")
    card.locator("summary").first.click()
    assert "When does the pore open?" in card.inner_text() and SWELL in card.inner_text()
    expect(card.locator(".rests a")).to_have_text("1. How plants make sugar")
    throw_away(page)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_sentence_is_carded_and_asked_about_without_script(visit: Visit, topic: str, width: int) -> None:
    page = visit(topic, width=width, java_script_enabled=False)
    page.get_by_role("link", name="Stomata").first.click()
    here = page.url
    page.locator(".jot").first.press("Enter")
    page.locator("#jot input[type=radio]").nth(1).check()
    page.get_by_role("button", name="Make a card").press("Enter")
    assert SWELL in page.locator("#back").input_value() and not page.locator("#front").input_value()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("#problem")).to_have_text("Write a question for the front.")
    page.locator("#front:focus").fill("When does it open?")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".page [role=status]")).to_contain_text("Kept among your cards.")
    page.get_by_role("link", name="See it").click()
    assert page.locator(".card-of:target").count() == 1
    throw_away(page)
    page.goto(f"{here}?note=0#jot")
    page.locator("#jot input[type=radio]").nth(1).check()
    page.get_by_role("button", name="Ask about it").press("Enter")
    assert page.locator("#question:focus").input_value().startswith(f"“{SWELL}")


def throw_away(page: Page) -> None:
    """All cards, among the notes."""
    while page.locator(".card-of").count():
        page.locator(".card-of .remove summary").first.click()
        page.locator(".card-of .remove .button").first.click()


def test_what_nobody_answers_is_said_and_can_be_tried_again(stomata: Page) -> None:
    stomata.context.set_offline(True)
    hold(stomata, SWELL, SWELL)
    mark = stomata.locator(OFFER).get_by_role("button", name="Highlight", exact=True)
    mark.click()
    expect(stomata.locator("#told")).to_contain_text("Nobody answers.")
    stomata.context.set_offline(False)
    mark.click()
    expect(stomata.locator("mark.own")).to_have_text(SWELL)
    forget(stomata)


def test_what_is_refused_is_shown_with_its_reason(stomata: Page) -> None:
    hold(stomata, SWELL, SWELL)
    stomata.locator(OFFER).wait_for()
    stomata.locator("#picked [name=quote]").evaluate("field => field.value = 'long '.repeat(900)")
    stomata.locator(OFFER).get_by_role("button", name="Highlight", exact=True).click()
    expect(stomata.locator("#problem")).to_have_text("A highlight has room for 4,000 characters.")


def test_a_card_that_is_refused_is_shown_with_its_reason_and_its_words(stomata: Page) -> None:
    hold(stomata, SWELL, SWELL)
    stomata.locator(OFFER).get_by_role("button", name="Make a card of these words").click()
    stomata.locator("#front").fill(" ")
    stomata.locator(f"{OFFER} [formaction]").click()
    expect(stomata.locator("#problem")).to_have_text("Write a question for the front.")
    expect(stomata.locator("#back")).to_have_value(SWELL)
    stomata.go_back()
    assert stomata.evaluate("new URL(document.querySelector('#picked form').action).pathname").endswith(
        "/notes"
    )


@pytest.mark.parametrize("width", [320, 360])
def test_a_finger_marks_words_on_a_phone_in_arabic(visit: Visit, topic: str, width: int) -> None:
    page = opened(visit, topic, width=width, height=640, locale="ar", has_touch=True, color_scheme="dark")
    hold(page, SWELL, "opens.")
    page.locator(OFFER).wait_for()
    buttons = [one.bounding_box() for one in page.locator(f"{OFFER} button:visible").all()]
    assert len(buttons) == 5
    assert all(one and one["x"] >= 0 and one["x"] + one["width"] <= width for one in buttons)
    assert all(one and one["height"] >= 48 for one in buttons)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(f"{OFFER} [data-write]").first.tap()
    words, sheet = page.locator(".prose .s").nth(1).bounding_box(), page.locator("#picked").bounding_box()
    assert words and sheet and words["y"] < sheet["y"]
    page.locator("#said").fill("هذا مهم.")
    page.locator(f"{OFFER} fieldset .button:visible").first.tap()
    expect(page.locator("#live")).to_have_text("حُفظ بين ملاحظاتك.")
    assert "هذا مهم." in page.locator("#notes").inner_text()
    assert not findings(page)
    forget(page)


def test_b_bookmarks_the_page_and_takes_the_bookmark_away(stomata: Page) -> None:
    here = stomata.locator(".tree [aria-current]")
    stomata.keyboard.press("b")
    expect(stomata.locator("#live")).to_have_text("Bookmarked.")
    expect(here).to_contain_text("bookmarked")
    assert stomata.evaluate("window.stays"), "the page was loaded anew"
    stomata.reload()
    assert stomata.locator(".deeds .on").count() == 1
    stomata.locator(".deeds button").first.focus()
    stomata.keyboard.press("b")
    expect(stomata.locator("#live")).to_have_text("Bookmark taken away.")
    stomata.locator(".deeds [accesskey=b]:focus").wait_for()
    expect(here).not_to_contain_text("bookmarked")
    stomata.reload()
    assert not stomata.locator(".deeds .on").count()


def test_a_key_that_is_held_down_acts_once(stomata: Page) -> None:
    stomata.keyboard.down("b")
    expect(stomata.locator("#live")).to_have_text("Bookmarked.")
    stomata.keyboard.down("b")
    stomata.wait_for_timeout(600)
    stomata.keyboard.up("b")
    assert stomata.locator(".deeds .on").count() == 1
    stomata.keyboard.press("b")
    expect(stomata.locator("#live")).to_have_text("Bookmark taken away.")


def test_no_key_acts_in_a_field_nor_where_keys_are_off(stomata: Page) -> None:
    address = stomata.url
    stomata.locator("#in").focus()
    stomata.keyboard.type("bnp")
    assert stomata.locator("#in").input_value() == "bnp"
    stomata.keyboard.press("?")
    stomata.locator("#page").focus()
    stomata.keyboard.press("?")
    expect(stomata.locator("#look")).to_contain_text("bookmark this page")
    stomata.locator("#look [name=keys]").uncheck()
    stomata.locator("#look .button").click()
    stomata.wait_for_load_state()
    stomata.locator("#page").focus()
    stomata.keyboard.press("b")
    stomata.wait_for_timeout(400)
    assert stomata.url == address and not stomata.locator(".deeds .on").count()
