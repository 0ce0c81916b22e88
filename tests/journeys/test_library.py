"""The whole way with one's own material: sent, read, researched without a network, and taken out again."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cli.terminal import Terminal
from tests.services import free_port

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(400)]

CHAPTER = """# Tides

Tides are the rise and fall of sea levels. They are caused by the gravity of the Moon and the Sun, and by the
rotation of the Earth. Most places have two high tides and two low tides each day.

## Spring tides

A spring tide is a tide of large range. It happens when the Sun, the Moon and the Earth stand in one line, at new
moon and at full moon. A spring tide has nothing to do with the season.

## Neap tides

A neap tide is a tide of small range. It happens when the Moon is in its first or last quarter. The Sun then pulls
at a right angle to the Moon.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A laptop's own Sapere, with its worker."""
    terminal, port = Terminal(tmp_path_factory.mktemp("laptop")), free_port()
    process = terminal.start("up", "--port", str(port))
    assert any("is open at" in line for line in process.stdout or ())
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(locale="en-GB", viewport={"width": 360, "height": 760}) as context:
        opened = context.new_page()
        opened.set_default_timeout(60_000)
        opened.goto(f"{address}/library")
        yield opened


def test_a_file_is_dropped_read_researched_and_taken_out(page: Page, address: str, tmp_path: Path) -> None:
    chapter, photo = tmp_path / "On tides.md", tmp_path / "photo.png"
    chapter.write_text(CHAPTER)
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    page.locator("#files").set_input_files([chapter, photo])
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="Ask about it").wait_for()
    assert page.locator(".root").inner_text() == "On tides.md"
    expect(page.get_by_text("It is a picture, not text.")).to_be_visible()

    _research(page, address, "Tides")
    page.goto(f"{address}/topics/tides/explore")
    expect(page.locator("#main")).to_contain_text("rise and fall of sea levels")

    page.goto(f"{address}/library")
    item = page.locator(".roots > li").filter(has_text="On tides.md")
    assert "1 document read" in item.inner_text()
    item.locator("summary").click()
    item.get_by_role("button", name="Yes, take it out").click()
    expect(page.get_by_role("status").first).to_contain_text("is taken out of your library")
    assert page.locator(".roots > li").filter(has_text="On tides.md").count() == 0

    page.goto(f"{address}/topics/tides/explore")  # what was made of it stays, with its source
    page.locator(".prose .cite").first.click()
    expect(page.locator(".quote-card")).to_contain_text("Tides")


def test_the_keyboard_alone_adds_a_text_and_takes_it_out(page: Page) -> None:
    summary = page.locator("details.way summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("My notes")
    page.keyboard.press("Tab")
    page.keyboard.type("Kelp is a large brown seaweed. It grows in cold water.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ask about it").wait_for()
    page.get_by_role("link", name="Library", exact=True).click()
    remove = page.locator(".roots > li").filter(has_text="My notes.txt").locator("summary")
    remove.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("“My notes.txt” is taken out")


def test_more_than_is_taken_is_answered_with_a_page(page: Page, tmp_path: Path) -> None:
    files = [tmp_path / f"{n}.txt" for n in range(5)]
    for file in files:
        file.write_bytes(b"words " * 7_500_000)
    page.locator("#files").set_input_files(files)
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("h1")).to_have_text("That is too much at once")


def test_the_original_is_saved_and_not_opened(page: Page) -> None:
    body = b"<script>document.title = 'run'</script><h1>Kelp</h1><p>Kelp is a large brown seaweed.</p>"
    page.locator("#files").set_input_files({"name": "kelp.html", "mimeType": "text/html", "buffer": body})
    page.get_by_role("button", name="Read them").click()
    page.get_by_role("link", name="Ask about it").wait_for()
    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_role("link", name="kelp.html").click()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Save the original").click()
    assert saved.value.suggested_filename == "kelp.html"
    assert Path(saved.value.path()).read_bytes() == body


def _research(page: Page, address: str, topic: str) -> None:
    page.goto(f"{address}/")
    page.locator("#id_topic").fill(topic)
    page.locator(".choices summary").click()
    page.get_by_label("Only what is on this machine").check()
    page.get_by_role("button", name="Build my topic").click()
    page.get_by_role("link", name="Open the topic").wait_for(timeout=120_000)
