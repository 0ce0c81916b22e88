"""A topic is changed by hand without script, by keyboard, and by two windows."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(180)]


def press_to(page: Page, name: str) -> None:
    """With the Tab key alone to the link or button of that name; Enter."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if name in page.evaluate("document.activeElement.closest('a, button')?.textContent ?? ''"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"the keyboard does not reach {name}")


@pytest.mark.parametrize("scripted", [True, False])
def test_a_tree_is_edited_by_keyboard(house: House, visit: Visit, scripted: bool) -> None:
    topic = f"Tended by keys {scripted}"
    house.fill("finished", topic)
    slug = topic.lower().replace(" ", "-")
    page = visit(f"/topics/{slug}/explore", java_script_enabled=True)
    if not scripted:
        page.route("**/*.js", lambda route: route.abort())
        page.reload()
    press_to(page, "Edit the tree")
    expect(page.locator("h1")).to_have_text("Edit the tree")
    press_to(page, "Later: Light reactions")
    expect(page.locator(".said")).to_contain_text("Done: Move")
    assert page.locator(".twig.d1 > a").all_inner_texts()[:2] == ["Gas exchange", "Light reactions"]
    press_to(page, "Change: Stomata")
    page.locator("#title").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("気孔")
    page.keyboard.press("Enter")
    expect(page.locator(".said")).to_contain_text("気孔")
    press_to(page, "Take the last one back")
    expect(page.locator(".said")).to_contain_text("Taken back")
    assert "Stomata" in page.locator(".twig.d2 > a").all_inner_texts()


def test_two_windows_edit_one_tree(house: House, visit: Visit) -> None:
    house.fill("finished", "Two windows")
    one, other = visit("/topics/two-windows/tree"), visit("/topics/two-windows/tree")
    one.get_by_role("button", name="Later: Light reactions").click()
    expect(one.locator(".said")).to_be_visible()
    other.get_by_role("button", name="Later: Gas exchange").click()
    expect(other.locator("h1")).to_contain_text("another window")
    other.get_by_role("link", name="See the tree as it is now").click()
    other.get_by_role("button", name="Later: Light reactions").click()
    expect(other.locator(".said")).to_be_visible()


def test_what_is_new_leads_to_what_changed_and_back(house: House, visit: Visit) -> None:
    ids = json.loads(house.fill("tended", house.fill("finished", "Looking back")))
    page = visit(f"/topics/looking-back/explore/{ids['concept']}")
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator("ins")).to_have_count(2)
    expect(page.locator("del")).to_have_count(1)
    page.get_by_role("link", name="The page").click()
    expect(page.locator("h1")).to_have_text("Stomata")
    expect(page.get_by_text("new since you read this")).to_have_count(0)


def test_a_concept_that_is_removed_while_it_is_read(house: House, visit: Visit) -> None:
    ids = json.loads(house.fill("tended", house.fill("finished", "Removed")))
    page = visit(f"/topics/removed/explore/{ids['gone']}")
    expect(page.locator("h1")).to_contain_text("not in the tree any more")
    page.get_by_role("link", name="To the topic").click()
    expect(page.locator("#contents")).to_contain_text("Stomata")
