"""Reading a topic by keyboard, by touch and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(120)]

ROOM = "/topics/photosynthesis/explore"


def focused(page: Page) -> str:
    """What has the focus; of a line of the contents its title, without what is said of it."""
    read = "(document.activeElement.querySelector('[dir]') ?? document.activeElement).textContent.trim()"
    return str(page.evaluate(read))


def test_a_citation_is_read_by_keyboard_and_left_again(visit: Visit) -> None:
    page = visit(ROOM)
    mark = page.locator(".prose .cite").first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#card mark")).to_have_text(
        "It takes in carbon dioxide and water and gives off oxygen."
    )
    expect(page.locator("#card")).to_contain_text("Ada Grün")
    expect(page.locator("#card")).to_contain_text("CC BY 4.0")
    assert focused(page) == "Open at passage"
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    assert mark.evaluate("mark => mark === document.activeElement")


def test_focus_alone_opens_the_card_and_leaves_the_focus_where_it_is(visit: Visit) -> None:
    page = visit(ROOM)
    mark = page.locator(".prose .cite").nth(1)
    page.locator(".prose .cite").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#card mark")).to_have_text("Nearly all food on land begins with it.")
    assert mark.evaluate("mark => mark === document.activeElement")
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()


def test_the_pointer_can_go_into_the_card_and_the_card_stays(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator(".prose .cite").first.hover()
    page.locator("#card mark").hover()
    page.wait_for_timeout(700)
    expect(page.locator("#card")).to_be_visible()
    page.mouse.move(5, 5)
    expect(page.locator("#card")).to_be_hidden()


def test_on_a_phone_the_card_is_a_sheet_at_the_bottom(visit: Visit) -> None:
    page = visit(ROOM, width=360, height=760, has_touch=True)
    page.locator(".prose .cite").first.tap()
    expect(page.locator("#card mark")).to_be_visible()
    box = page.locator("#card").bounding_box()
    assert box
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 360, 760)


def test_a_citation_can_be_copied(visit: Visit) -> None:
    page = visit(ROOM, permissions=["clipboard-read", "clipboard-write"])
    page.locator(".prose .cite").first.click()
    page.get_by_role("button", name="Copy citation").click()
    expect(page.locator("#live")).to_have_text("Citation copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "“It takes in carbon dioxide and water and gives off oxygen.” Ada Grün, How plants make sugar"
    )


def test_open_at_passage_shows_the_quote_in_the_kept_text(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator(".prose .cite").first.click()
    page.get_by_role("link", name="Open at passage").click()
    expect(page.locator("mark.here")).to_have_text(
        "It takes in carbon dioxide and water and gives off oxygen."
    )
    expect(page.locator("mark.here")).to_be_in_viewport()


def test_the_tree_obeys_its_keys(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator(".tree a[tabindex='0']").focus()
    for key, reached in [
        ("ArrowDown", "Chlorophyll"),
        ("ArrowLeft", "Light reactions"),
        ("ArrowLeft", "Light reactions"),
        ("ArrowDown", "Gas exchange"),
        ("ArrowRight", "Stomata"),
        ("End", "Rubisco"),
        ("Home", "Light reactions"),
        ("c", "Calvin cycle"),
    ]:
        page.keyboard.press(key)
        assert focused(page) == reached, key
    assert page.locator(".tree a[tabindex='0']").count() == 1


def test_a_branch_says_whether_it_is_open(visit: Visit) -> None:
    page = visit(ROOM)
    branch = page.locator(".tree a").first
    branch.focus()
    assert branch.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowLeft")
    assert branch.get_attribute("aria-expanded") == "false"
    expect(page.locator(".tree a", has_text="Chlorophyll")).to_be_hidden()
    page.reload()
    expect(page.locator(".tree a", has_text="Chlorophyll")).to_be_hidden()
    page.goto(f"{page.url}?in=chlorophyll")
    expect(page.locator(".tree a", has_text="Chlorophyll")).to_be_visible()


def test_single_keys_turn_pages_and_can_be_switched_off(visit: Visit) -> None:
    page = visit(ROOM)
    page.keyboard.press("j")
    expect(page.locator("h1")).to_have_text("Light reactions")
    page.keyboard.press("?")
    page.get_by_label("Let these keys act on their own").uncheck()
    page.get_by_role("button", name="Keep it so").click()
    page.wait_for_load_state()
    page.keyboard.press("j")
    page.wait_for_timeout(300)
    expect(page.locator("h1")).to_have_text("Light reactions")


def test_the_night_can_be_chosen_and_stays(visit: Visit) -> None:
    page = visit(ROOM, color_scheme="light")
    day = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Look").click()
    page.get_by_label("Night").check()
    page.get_by_role("button", name="Keep it so").click()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != day


def test_without_script_everything_can_be_reached(visit: Visit) -> None:
    page = visit(ROOM, java_script_enabled=False, width=360, height=760)
    page.get_by_role("button", name="Contents").click()
    page.get_by_role("link", name="Stomata").click()
    expect(page.locator("h1")).to_have_text("Stomata")
    page.locator(".prose .cite").first.click()
    expect(page.locator("mark.here")).to_contain_text("Stomata are pores")


def test_a_topic_can_be_asked_for_without_script(visit: Visit) -> None:
    page = visit("/", java_script_enabled=False)
    page.get_by_label("What do you want to learn?").fill("   ")
    page.get_by_role("button", name="Build my topic").click()
    expect(page.get_by_role("alert")).to_contain_text("No topic was given.")
    page.get_by_label("What do you want to learn?").fill("Tea without script")
    page.get_by_role("button", name="Build my topic").click()
    expect(page.locator("h1")).to_have_text("Tea without script")
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1


def test_paper_shows_the_text_and_where_it_is_from(visit: Visit) -> None:
    page = visit(ROOM)
    page.emulate_media(media="print")
    expect(page.locator(".prose")).to_be_visible()
    expect(page.locator("#sources")).to_be_visible()
    expect(page.locator(".bar")).to_be_hidden()
    after = page.locator(".source .title").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://plants.example/photosynthesis" in after
