"""The map by keyboard, by mouse, without script, on paper and as a picture."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(180)]

ROOM = "/topics/photosynthesis/map"
LAYOUTS = ["hierarchical", "radial", "force"]
PNG = b"\x89PNG\r\n\x1a\n"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') ?? ''")).partition(",")[0]


def wide(page: Page) -> float:
    return float(page.locator("svg.drawing").evaluate("drawing => drawing.getBoundingClientRect().width"))


def test_the_tree_is_walked_and_a_concept_opened_by_keyboard_alone(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator(".field").focus()
    walked = []
    for key in (
        "Tab",
        "ArrowRight",
        "ArrowDown",
        "ArrowDown",
        "ArrowUp",
        "ArrowRight",
        "ArrowDown",
        "ArrowLeft",
        "End",
    ):
        page.keyboard.press(key)
        walked.append(focused(page))
    assert walked == [
        "Photosynthesis", "Light reactions", "Gas exchange", "Calvin cycle", "Gas exchange", "Stomata", "Water loss",
        "Gas exchange", "Rubisco",
    ]  # fmt: skip
    expect(page.locator(".about")).to_contain_text("What should one know about rubisco?")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Rubisco")


def test_space_closes_a_branch_and_the_focus_stays_on_it(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator("svg a[id]").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator("svg a[id]")).to_have_count(7)
    assert focused(page) == "Light reactions"
    page.keyboard.press("Space")
    expect(page.locator("svg a[id]")).to_have_count(10)
    assert focused(page) == "Light reactions"


def test_arrows_point_the_way_one_reads(visit: Visit) -> None:
    page = visit(ROOM, locale="ar")
    page.locator("svg a[id]").first.focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "Light reactions"


def test_the_map_is_made_larger_smaller_and_whole_by_keys_and_buttons(visit: Visit) -> None:
    page = visit(ROOM)
    usual = wide(page)
    page.locator(".field").focus()
    page.keyboard.press("+")
    assert wide(page) == pytest.approx(usual * 1.25, rel=0.01)
    page.get_by_role("button", name="Smaller").click()
    page.get_by_role("button", name="Smaller").click()
    assert wide(page) == pytest.approx(usual / 1.25, rel=0.01)
    page.keyboard.press("0")
    whole = page.locator(".field").evaluate("field => field.scrollHeight <= field.clientHeight + 1")
    assert whole


def test_the_wheel_zooms_with_control_only_and_scrolls_else(visit: Visit) -> None:
    page = visit(ROOM, height=500)
    usual = wide(page)
    page.locator(".field").hover()
    page.mouse.wheel(0, 2000)
    page.mouse.wheel(0, 2000)
    expect(page.locator(".foot")).to_be_in_viewport()
    assert wide(page) == usual
    page.locator(".field").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    assert wide(page) > usual


def test_hovering_tells_of_a_concept_beside_the_map(visit: Visit) -> None:
    page = visit(ROOM)
    page.locator("svg .shape").nth(7).hover()
    expect(page.locator(".about")).to_contain_text("Water loss")
    expect(page.locator(".about")).to_contain_text("Quoted: 2 sentences from 1 source")


def test_without_script_all_is_links_and_the_field_scrolls(visit: Visit, forest: str) -> None:
    page = visit(f"{forest}?layout=radial", java_script_enabled=False)
    expect(page.locator("svg a[id]")).to_have_count(32)
    expect(page.locator("[data-do]").first).to_be_hidden()
    page.locator("svg .turn", has_text="+3").first.click()
    expect(page.locator("svg a[id]")).to_have_count(35)
    page.get_by_role("link", name="Levels").click()
    expect(page.locator("svg a[id]")).to_have_count(35)
    page.get_by_role("link", name="List", exact=True).click()
    expect(page.locator(".twin li")).to_have_count(35)
    page.locator("#q").fill("deadwood")
    page.keyboard.press("Enter")
    expect(page.locator(".matches h2")).to_contain_text("found")
    page.locator(".hits a").first.click()
    expect(page.locator("h1")).to_have_text("Deadwood")


@pytest.mark.parametrize("how", [{"locale": "en-GB"}, {"locale": "ar"}])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_stay_in_their_boxes(visit: Visit, forest: str, layout: str, how: dict[str, str]) -> None:
    page = visit(f"{forest}?layout={layout}&open=all", **how)
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".node")].flatMap((node) => {
            const box = node.querySelector(".shape").getBoundingClientRect();
            return [...node.querySelectorAll("text, use, rect")].filter((one) => {
                const part = one.getBoundingClientRect();
                return part.left < box.left - 1 || part.right > box.right + 1 || part.top < box.top - 1 || part.bottom > box.bottom + 1;
            }).map((one) => one.textContent);
        })"""
    )
    assert outside == []


def test_on_a_phone_the_list_comes_first_and_targets_are_large_enough(visit: Visit, forest: str) -> None:
    page = visit(forest, width=360, height=760, has_touch=True)
    expect(page.locator(".twin")).to_be_visible()
    expect(page.locator(".chart")).to_be_hidden()
    page.get_by_role("link", name="Map", exact=True).tap()
    expect(page.locator(".chart")).to_be_visible()
    small = page.evaluate(
        """() => [...document.querySelectorAll(".mind :is(a, button, input)")]
            .filter((one) => one.checkVisibility())
            .map((one) => one.getBoundingClientRect())
            .filter((box) => box.height < 24 || box.width < 24).length"""
    )
    assert small == 0


def test_the_picture_is_a_png_of_the_whole_map(visit: Visit, tmp_path: Path) -> None:
    page = visit(f"{ROOM}?layout=radial")
    with page.expect_download() as coming:
        page.get_by_role("button", name="As a picture (PNG)").click()
    coming.value.save_as(tmp_path / "map.png")
    picture = (tmp_path / "map.png").read_bytes()
    assert coming.value.suggested_filename == "photosynthesis-map.png"
    assert picture.startswith(PNG)
    size = page.locator("svg.drawing").evaluate("drawing => drawing.viewBox.baseVal.width")
    assert int.from_bytes(picture[16:20]) == pytest.approx(2 * size, abs=2)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_map_is_printed_on_one_page(visit: Visit, forest: str, layout: str) -> None:
    page = visit(f"{forest}?layout={layout}&open=all")
    paper = pypdfium2.PdfDocument(BytesIO(page.pdf(format="A4", landscape=layout != "hierarchical")))
    assert len(paper) == 1
    paper.close()


def test_the_map_fills_the_screen(visit: Visit) -> None:
    page = visit(ROOM)
    page.get_by_role("button", name="Full screen").click()
    assert page.evaluate("document.fullscreenElement?.className") == "chart"
