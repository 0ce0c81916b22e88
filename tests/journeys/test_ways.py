"""The ways out and in as one sees them: files that are made beside, and the door for what is brought."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.test_looks import WAYS, lengthen, look_at

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(240)]
NOTES = "# Moss\n\nMoss has no roots.\n\n## Peat\n\nPeat is old moss.\n"
DEEP = "<opml version='2.0'><body>" + "<outline text='Deep sea'>" * 6 + "</outline>" * 6 + "</body></opml>"


@pytest.fixture(scope="session")
def large(house: House) -> str:
    """The export page of a topic that is too large for some formats."""
    house.fill("forest", "Large forests", "60")
    house.fill("left", "large-forests")
    return "/topics/large-forests/export"


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "moss.md").write_text(NOTES)
    (folder / "deep.opml").write_text(DEEP)
    (folder / f"{'very-long-name-' * 12}.json").write_text('{"schema": "sapere.topic/9"}')
    return folder


def brought(visit: Visit, files: Path, name: str, way: str, **how: bool) -> Page:
    page = visit("/import", **WAYS[way], **how)
    page.locator("#file").set_input_files(next(files.glob(name)))
    page.locator(".way .button").click()
    return page


@pytest.mark.parametrize("way", WAYS)
def test_nothing_serious_where_files_are_made(visit: Visit, large: str, way: str) -> None:
    page = visit(large, **WAYS[way])
    page.locator("#files li").nth(4).wait_for()
    look_at(page, way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["", "*.json", "deep.opml"])
def test_nothing_serious_at_the_door(visit: Visit, files: Path, name: str, way: str) -> None:
    page = brought(visit, files, name, way) if name else visit("/import", **WAYS[way])
    page.locator({"": "#kinds", "*.json": "#file-problem", "deep.opml": ".notice"}[name]).wait_for()
    look_at(page, way)


def test_both_forty_per_cent_longer_are_not_cut_off(visit: Visit, large: str, files: Path) -> None:
    lengthen(visit(large, **WAYS["phone"]))
    lengthen(brought(visit, files, "*.json", "phone"))


def test_a_file_is_brought_without_script_and_read(visit: Visit, files: Path) -> None:
    page = brought(visit, files, "moss.md", "day", java_script_enabled=False)
    assert "/topics/moss" in page.url
    assert page.get_by_text("Moss has no roots.").first.is_visible()


def test_the_page_follows_what_is_made_and_keeps_the_focus(visit: Visit, large: str) -> None:
    page = visit(large)
    page.locator("#files button[id^=stop]").first.focus()
    with page.expect_response(lambda answer: answer.url.endswith("/exports")):
        pass
    page.wait_for_timeout(300)
    assert page.evaluate("document.activeElement.id").startswith("stop-")
