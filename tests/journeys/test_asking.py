"""A learner asks: by keyboard alone, without script, with a model that takes its time, and when the power fails."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.doubles.authored import PORES
from tests.fakes.openai import KEY, OpenAI, openai
from tests.fakes.server import serving
from tests.journeys import house as houses
from tests.journeys.conftest import Visit
from tests.journeys.house import House
from tests.journeys.modelled import MODEL

pytestmark = [pytest.mark.service("chromium"), pytest.mark.loopback, pytest.mark.timeout(180)]

ROOM = "/topics/photosynthesis/ask"
WHAT = "What are stomata?"
OWN_WORDS = "Stomata are pores that are bounded by two guard cells."
PATIENCE = 30_000  # milliseconds


def tab_to(page: Page, name: str) -> None:
    """Onward with the tab key alone to what has this name."""
    focused = """() => { const one = document.activeElement;
        return [one.ariaLabel, one.labels?.[0]?.textContent, one.textContent, one.id].join(" "); }"""
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(focused):
            return
    raise AssertionError(f"{name} is not reached by the tab key")


def enter(page: Page) -> None:
    """And wait for where it leads."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_asked_read_and_followed_to_its_source_by_keyboard_alone(visit: Visit, width: int) -> None:
    page = visit("/topics/photosynthesis/explore", width=width)
    tab_to(page, "Ask")
    enter(page)
    tab_to(page, "Your question")
    page.keyboard.type(WHAT)
    for step in ("Find", "In", "Ask"):
        tab_to(page, step)
    enter(page)
    expect(page.locator(".direct")).to_contain_text("Stomata are pores, mostly on the underside of leaves")
    tab_to(page, "How plants make sugar")
    page.keyboard.press("Enter")
    expect(page.locator("#card mark")).to_have_text(PORES)
    page.keyboard.press("Escape")
    expect(page.locator(".direct .cite")).to_be_focused()
    tab_to(page, "Copy with citations")
    page.keyboard.press("Enter")
    expect(page.locator(".tools textarea")).to_have_value(
        re.compile(r"bounded by two guard cells.*\[1\] How plants make sugar", re.DOTALL)
    )
    tab_to(page, "Ask further")
    page.keyboard.type("What does chlorophyll absorb?")
    tab_to(page, "Ask")
    enter(page)
    expect(page.locator(".direct").last).to_contain_text("Chlorophyll absorbs red and blue light")


def test_everything_works_without_script(visit: Visit) -> None:
    page = visit(ROOM, java_script_enabled=False)
    page.locator("#question").fill(WHAT)
    page.get_by_role("radio", name="Tutor").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".turn-said")).to_have_count(1)
    expect(page.get_by_role("button", name="Show answer")).to_have_count(0)
    page.locator("#question").fill("They might be openings of some kind")
    page.get_by_role("button", name="Answer the tutor").click()
    page.get_by_role("button", name="Show answer").click()
    expect(page.locator(".turn-said").last).to_contain_text("Stomata are pores")
    page.locator(".cite").first.click()
    expect(page.locator("mark.here")).to_have_text(PORES)
    page.go_back()
    page.locator(".remove summary").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("h1")).to_have_text("Ask its sources")


class Slow:
    """Answers when it is let."""

    def __init__(self) -> None:
        self.may = threading.Event()

    def __call__(self, instructions: str, material: str) -> str:
        self.may.wait(60)
        return json.dumps({"found": True, "s": [{"t": OWN_WORDS, "c": [[1, PORES]]}]})


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def modelled(tmp_path_factory: pytest.TempPathFactory, slow: Slow) -> Iterator[House]:
    with serving(openai(slow)) as server:
        chosen = {
            "SAPERE_MODEL": MODEL,
            "OPENAI_BASE_URL": f"{server.url}/v1",
            "OPENAI_API_KEY": KEY,
            "SAPERE_FETCH_ALLOW": server.pair,
            "SAPERE_MODEL_PRICES": f"{MODEL}=0.15/0.60",
        }
        with houses.house(tmp_path_factory.mktemp("asking"), **chosen) as one:
            one.fill("finished", "Photosynthesis")
            yield one
        slow.may.set()


@pytest.fixture
def page(browser: Browser, modelled: House) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB")
    one = context.new_page()
    one.goto(modelled.address + ROOM)
    one.locator("#question").fill(WHAT)
    one.get_by_role("button", name="Ask", exact=True).click()
    yield one
    context.close()


def test_the_models_answer_takes_the_quotes_place_and_leaves_the_focus(page: Page, slow: Slow) -> None:
    expect(page.locator(".answer.waiting .direct")).to_contain_text("mostly on the underside of leaves")
    page.locator("#question").fill("and why")
    slow.may.set()
    expect(page.locator(".answer.whole .direct")).to_contain_text(OWN_WORDS, timeout=PATIENCE)
    expect(page.locator(".answer .by")).to_contain_text(f"Written by {MODEL}")
    expect(page.locator("#live")).to_have_text("The answer is there.")
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#question")).to_have_value("and why")


def test_what_was_there_stays_when_it_is_stopped(page: Page, slow: Slow) -> None:
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".answer.stopped .direct")).to_contain_text("mostly on the underside of leaves")
    slow.may.set()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".answer.whole .direct")).to_contain_text(OWN_WORDS, timeout=PATIENCE)
    expect(page.locator(".answer.stopped")).to_have_count(1)


def test_killed_in_mid_answer_the_question_is_there_and_can_be_tried_again(
    page: Page, modelled: House, slow: Slow
) -> None:
    expect(page.locator(".answer.waiting")).to_have_count(1)
    page.wait_for_load_state()  # with its script, or it could not ask for the answer again
    modelled.close()
    modelled.open()
    expect(page.locator(".answer.cut")).to_contain_text("Cut off", timeout=PATIENCE)
    page.reload()
    expect(page.locator("h1")).to_have_text(WHAT)
    expect(page.locator(".answer.cut .direct")).to_contain_text("mostly on the underside of leaves")
    slow.may.set()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".answer.whole .direct")).to_contain_text(OWN_WORDS, timeout=PATIENCE)


TWO = json.dumps({"found": True, "s": [{"t": OWN_WORDS, "c": [[1, PORES]]}, {"t": PORES, "c": [[1, PORES]]}]})


@pytest.fixture
def paced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, OpenAI]]:
    """Where a model says two sentences, one after the other."""
    fake = openai(lambda *_: TWO, rate=10)
    with serving(fake) as server:
        chosen = {
            "SAPERE_MODEL": MODEL,
            "OPENAI_BASE_URL": f"{server.url}/v1",
            "OPENAI_API_KEY": KEY,
            "SAPERE_FETCH_ALLOW": server.pair,
            "SAPERE_MODEL_PRICES": f"{MODEL}=0.15/0.60",
        }
        with houses.house(tmp_path_factory.mktemp("paced"), **chosen) as one:
            one.fill("finished", "Photosynthesis")
            yield one, fake


def asked_in(browser: Browser, house: House) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(house.address + ROOM)
    page.locator("#question").fill(WHAT)
    page.get_by_role("button", name="Ask", exact=True).click()
    return page


def test_sentences_appear_as_they_pass_in_every_window_over_one_stream(
    browser: Browser, paced: tuple[House, OpenAI]
) -> None:
    page = asked_in(browser, paced[0])
    streams: list[str] = []
    page.on("request", lambda one: streams.append(one.url) if "/events?" in one.url else None)
    first = page.locator(".answer.waiting .found p").filter(has_text=OWN_WORDS)
    expect(first).to_have_count(1, timeout=PATIENCE)
    expect(page.locator("#question")).to_be_focused()
    expect(page.locator("#live")).to_have_text("An answer is being made.")
    top = page.locator("#question").bounding_box()
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator(".found .direct")).to_contain_text(OWN_WORDS)
    expect(page.locator(".answer.whole .found p")).to_have_count(2, timeout=PATIENCE)
    expect(other.locator(".answer.whole .found p")).to_have_count(2, timeout=PATIENCE)
    expect(page.locator("#live")).to_have_text("The answer is there.")
    expect(page.locator("#question")).to_be_focused()
    after = page.locator("#question").bounding_box()
    assert top and after and abs(top["y"] - after["y"]) < 2, "what one types in stays where it is"
    assert len(streams) <= 1
    page.context.close()


def test_stop_ends_the_models_call_and_keeps_what_has_passed(
    browser: Browser, paced: tuple[House, OpenAI]
) -> None:
    page = asked_in(browser, paced[0])
    first = page.locator(".answer.waiting .found p").filter(has_text=OWN_WORDS)
    expect(first).to_have_count(1, timeout=PATIENCE)
    page.get_by_role("button", name="Stop").click()
    stopped = page.locator(".answer.stopped")
    expect(stopped).to_contain_text("Stopped. The sentences that had passed the check are kept.")
    expect(stopped.locator(".direct")).to_contain_text(OWN_WORDS)
    page.wait_for_timeout(3_000)
    assert not paced[1].whole, "nobody hears it to its end"
    page.context.close()


def test_a_hidden_page_holds_no_stream(browser: Browser, paced: tuple[House, OpenAI]) -> None:
    page = browser.new_context(locale="en-GB").new_page()
    page.add_init_script(
        """window.open_streams = 0; const Own = EventSource;
        window.EventSource = class extends Own {
          constructor(...at) { super(...at); window.open_streams += 1; }
          close() { if (this.readyState !== 2) window.open_streams -= 1; super.close(); } };"""
    )
    page.goto(paced[0].address + ROOM)
    page.locator("#question").fill(WHAT)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.wait_for_function("window.open_streams === 1")
    hide = """(hidden) => { Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange")); }"""
    page.evaluate(hide, True)
    assert page.evaluate("window.open_streams") == 0
    page.evaluate(hide, False)
    assert page.evaluate("window.open_streams") == 1
    expect(page.locator(".answer.whole")).to_have_count(1, timeout=PATIENCE)
    assert page.evaluate("window.open_streams") == 0
    page.context.close()
