"""A topic taken out in a browser, and the page that comes of it: with hostile words in every field nothing runs and
nothing is fetched."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog

from sapere.exports.html import html
from tests.exports.material import hostile, tides
from tests.journeys.conftest import Visit
from tests.journeys.house import findings

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(240)]


def test_a_file_is_two_steps_from_the_page_one_reads(visit: Visit, tmp_path: Path) -> None:
    page = visit("/topics/photosynthesis/explore")
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Markdown").first.click()
    assert taken.value.suggested_filename == "photosynthesis.md"
    taken.value.save_as(tmp_path / "taken.md")
    assert (tmp_path / "taken.md").read_text(encoding="utf-8").startswith("# Photosynthesis\n")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("told", ["tides", "hostile"])
def test_a_page_taken_out_runs_nothing_and_asks_for_nothing(
    browser: Browser, tmp_path: Path, told: str, scheme: str
) -> None:
    written = tmp_path / "out.html"
    written.write_text(html({"tides": tides, "hostile": hostile}[told]()), encoding="utf-8")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.dismiss()

    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", dismissed)
    page.goto(written.as_uri())
    assert (asked, said) == ([written.as_uri()], [])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("main h1").first.is_visible()
    assert findings(page) == []
    context.close()
