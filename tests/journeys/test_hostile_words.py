"""T9, T20 and T74: whatever names and titles the services give, and whatever a model says, what is kept and shown of
it is plain words."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Error, Page
from playwright.sync_api import Request as Asked

from tests.cli.terminal import Terminal
from tests.doubles.poisoned import PAYLOADS
from tests.fakes.server import Handler, Reply, Request, Stream, serving
from tests.fakes.world import SERVICES, World, handler_of
from tests.journeys.house import House

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(300)]
TOPIC = "photosynthesis"
POISON = (
    "<img src=x onerror=alert(1)>\u202e\u2066evil\u200b\ufeff\x00\ud800\x1b[31m\x07\r\nX-Evil: 1 \U000e0041"
    + 30_000 * " Z"
)
NAMED = frozenset(
    "title name display_name snippet content author label family given channelTitle description extract".split()
)


def poisoned(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: poisoned(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, name) for one in value]
    return f"{value} {POISON}" if isinstance(value, str) and name in NAMED else value


def poisoning(inner: Handler) -> Handler:
    """The same service, in whose every answer all names and titles are hostile."""

    def handler(request: Request, *connection: Any) -> Reply | Stream | None:
        reply = inner(request, *connection)
        if not isinstance(reply, Reply) or not reply.body.lstrip().startswith((b"{", b"[")):
            return reply
        return Reply(json.dumps(poisoned(json.loads(reply.body))).encode(), reply.status, reply.headers)

    return handler


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def cells(database: Path) -> Iterator[str]:
    """Every text in it; of JSON the texts inside."""
    with closing(sqlite3.connect(database)) as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                for cell in row:
                    if isinstance(cell, str):
                        yield from strings(json_or_text(cell))


def json_or_text(cell: str) -> Any:
    try:
        return json.loads(cell)
    except ValueError:
        return cell


def hostile(text: str) -> bool:
    unseen = (
        one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Co") and one not in "\n\t"
    )
    return any(unseen) or bool(re.search(r"<img|onerror", text)) or text.count(" Z") > 1000


def test_names_and_titles_end_as_plain_words(tmp_path: Path) -> None:
    with ExitStack() as stack:
        servers = {
            name: stack.enter_context(serving(poisoning(handler_of(name, TOPIC)))) for name in SERVICES
        }
        terminal = Terminal(tmp_path, World(servers).environment)
        done = terminal.run("research", TOPIC, "--depth", "quick", "--json", "out.json")
    assert done.returncode == 0, done.stderr
    assert "evil" in done.stdout  # it was there to be cleaned
    assert [line for line in done.stdout.splitlines() if hostile(line)] == []
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [one for one in strings(told) if hostile(one)] == []
    assert [one for one in cells(tmp_path / "data" / "sapere.sqlite3") if hostile(one)] == []


class Watch:
    """What a page does that it should not: dialogs, scripts that fail the policy, requests to anywhere else."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.done: list[str] = []
        self.page = browser.new_page(locale="en-GB", viewport={"width": 360, "height": 760})
        self.home = home
        self.page.on("dialog", self._opened)
        self.page.on("pageerror", self._failed)
        self.page.on("console", self._said)
        self.page.on("request", self._asked)

    def _opened(self, dialog: Dialog) -> None:
        self.done.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def _failed(self, error: Error) -> None:
        self.done.append(f"error {error}")

    def _said(self, said: ConsoleMessage) -> None:
        if "Content Security" in said.text:
            self.done.append(said.text)

    def _asked(self, request: Asked) -> None:
        if not request.url.startswith(self.home):
            self.done.append(request.url)

    def look(self, path: str) -> Page:
        """The page at rest, everything on it that opens opened."""
        self.page.goto(path if path.startswith(self.home) else self.home + path)
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.done.append(f"{path} is wider than the window")
        self.page.evaluate(
            "for (const one of document.querySelectorAll('main details:not(.deeds *)')) one.open = true"
        )
        for mark in self.page.locator(".cite[data-card]").all()[:6]:
            mark.click()
            self.page.locator("#card mark").wait_for()
            self.page.keyboard.press("Escape")
        return self.page


@pytest.mark.service("chromium")
def test_whatever_a_model_says_runs_nothing_and_asks_nobody(house: House, browser: Browser) -> None:
    house.fill("hostile", "Poison")
    writing = house.fill("hostile-writing", "Venom")
    watch = Watch(browser, house.address)
    for topic, seen in (("poison", ".prose"), ("venom", "#writing .prose")):
        for link in [
            one.evaluate("a => a.href")
            for one in watch.look(f"/topics/{topic}/explore").locator(".tree a").all()
        ]:
            watch.look(link)
        watch.look(f"/topics/{topic}/map?view=map&needs=1&q=script")
        watch.look(f"/topics/{topic}/map?view=list")
        page = watch.look(f"/topics/{topic}/explore")
        page = watch.look(page.locator(".tree a", has_text="Stomata").first.evaluate("a => a.href"))
        shown = page.locator(seen).first.inner_text()
        assert [one for one in PAYLOADS[:2] if one not in shown] == []  # it was there, as words
        watch.look(page.locator(".cite").first.evaluate("mark => mark.href"))
    watch.look(f"/runs/{writing}")
    page = watch.look("/topics/venom/explore")
    page.goto(page.locator(".tree a", has_text="Stomata").first.evaluate("a => a.href"))
    house.fill("hostile-end", writing)
    page.locator(".fallback").wait_for()
    watch.look(f"/runs/{writing}")
    watch.page.close()
    assert watch.done == []


@pytest.mark.service("chromium")
def test_whatever_is_asked_and_answered_runs_nothing_and_asks_nobody(house: House, browser: Browser) -> None:
    run = house.fill("hostile", "Toxin")
    watch = Watch(browser, house.address)
    for thread in house.fill("asked-hostile", run).split():
        page = watch.look(f"/topics/toxin/ask/{thread}")
        assert PAYLOADS[1] in page.locator("h1").inner_text() or page.locator(".waiting").count()
        watch.look(f"/topics/toxin/ask/{thread}?edit=1")
    page = watch.look("/topics/toxin/ask")
    page.locator("#question").fill(" ".join(PAYLOADS)[:1_900])
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator(".talk").wait_for()
    watch.look("/topics/toxin/ask?words=script")
    watch.page.close()
    assert watch.done == []


@pytest.mark.service("chromium")
def test_whatever_is_noted_and_marked_runs_nothing_and_asks_nobody(house: House, browser: Browser) -> None:
    run = house.fill("hostile", "Bane")
    page_of = f"/topics/bane/explore/{house.fill('jotted-hostile', run)}"
    watch = Watch(browser, house.address)
    page = watch.look(page_of)
    noted = page.locator("#notes").inner_text()
    assert PAYLOADS[1] in noted and PAYLOADS[3] in noted  # they were there, as words
    assert page.locator("mark.own").count() > 0
    assert page.evaluate(
        "[...document.querySelectorAll('#notes .words a')].every((one) => /^(https?|mailto):/.test(one.href))"
    )
    for path in ("/topics/bane/notes", "/topics/bane/notes?words=script", "/notes", f"{page_of}?in=script"):
        watch.look(path)
    page = watch.look(f"{page_of}?note=page#notes")
    page.locator("#text").fill(" ".join(PAYLOADS))
    page.get_by_role("button", name="See how it looks").click()
    page.locator("#preview").wait_for()
    page.get_by_role("button", name="Keep it").click()
    page.locator("#notes").wait_for()
    watch.look("/topics/bane/map?view=map&own=noted")
    watch.look("/topics/bane/map?view=list&own=noted&ease=hard")
    watch.page.close()
    assert watch.done == []


@pytest.mark.service("chromium")
def test_whatever_a_tree_is_changed_to_runs_nothing_and_asks_nobody(house: House, browser: Browser) -> None:
    reread = house.fill("rewritten", house.fill("hostile", "Blight"))
    tree, room = "/topics/blight/tree", "/topics/blight/explore"
    watch = Watch(browser, house.address)
    for payload in PAYLOADS:
        page = watch.look(f"{tree}/{reread}")
        page.locator("#title").fill(payload[:300])
        page.get_by_role("button", name="Rename").click()
        page.locator(".said, #problem").wait_for()
    for address in (tree, f"{tree}/{reread}", f"{room}/{reread}", "/topics/blight/map?view=list"):
        watch.look(address)
    watch.look(f"{room}/{reread}/history?whole")
    watch.look(f"/topics/blight/deeper/{reread}")
    page = watch.look(f"{tree}/{reread}")
    page.evaluate("for (const one of document.getElementsByName('seen')) one.value = 1")
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("another window").first.wait_for()
    page = watch.look(f"{tree}/{reread}")
    page.get_by_role("button", name="Remove").click()
    page.locator(".said").wait_for()
    watch.look(f"{room}/{reread}")
    watch.page.close()
    assert watch.done == []
