"""Every page kind in Chromium: nothing serious for axe, nothing sideways, nothing cut off."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.house import House, findings
from tests.journeys.selection import OFFER, hold
from tests.journeys.weight import too_heavy

pytestmark = [pytest.mark.service("chromium"), pytest.mark.timeout(240)]

ROOM = "/topics/photosynthesis/explore"
WAYS: dict[str, dict[str, Any]] = {
    "day": {"color_scheme": "light"},
    "night": {"color_scheme": "dark"},
    "phone": {"width": 360, "height": 760, "has_touch": True},
    "narrow": {"width": 320, "height": 640, "color_scheme": "dark"},
    "rtl": {"locale": "ar"},
    "rtl-phone": {"locale": "ar", "width": 360, "height": 760},
}
KINDS = [
    "home", "home-refused", "topics", "run", "run-over", "topic", "concept", "source", "lost",
    "sources", "disagreements", "compare", "compare-refused", "library", "library-refused", "library-open", "documents", "export",
]  # fmt: skip
MODEL_KINDS = [
    "who-writes", "by-model", "by-model-topic", "by-model-checked", "by-model-source", "by-no-model",
    "writing", "run-with-model", "no-money", "run-no-money",
]  # fmt: skip
ASK_KINDS = [
    "ask", "refused", "quoted", "written", "fallback", "missing", "drafted", "streaming", "stopped-model", "cut", "failed",
    "tutor", "tutor-shown",
]  # fmt: skip

NOTE_KINDS = [
    "noted", "noted-more", "noted-found", "jotting", "noting", "notes", "notes-open", "notes-none", "note", "note-refused",
    "note-preview", "all-notes", "selected", "selected-to-write", "selected-to-card", "carded", "card", "card-refused",
    "asked-about",
]  # fmt: skip
TENDING_KINDS = [
    "tree", "tree-changed", "tree-refused", "tree-concept", "tree-top", "tree-stale", "update", "deeper", "deeper-last",
    "history", "history-whole", "history-none", "gone", "since",
]  # fmt: skip

SHARE_KINDS = [
    "shared", "shared-concept", "shared-source", "shared-sources", "gone", "share", "share-made", "share-refused", "delete",
    "copy",
]  # fmt: skip


MAPS = {
    "map": "?view=map&needs=1",
    "map-rings": "?view=map&layout=radial&q=soil",
    "map-free": "?view=map&layout=force&only=written",
    "map-list": "?view=list&q=roots",
    "map-as-it-comes": "",
    "map-unread": "?view=map&own=unread&ease=easy",
}


@pytest.fixture(scope="session")
def half(house: House) -> str:
    return house.fill("half", "How vaccines work")


def opened(visit: Visit, half: str, kind: str, way: str) -> Page:
    places = {
        "home": "/",
        "home-refused": "/",
        "topics": "/topics",
        "lost": "/topics/none",
        "documents": "/library",
        "sources": "/topics/photosynthesis/sources",
        "disagreements": "/topics/photosynthesis/disagreements",
        "compare": "/topics/photosynthesis/compare",
        "compare-refused": "/topics/photosynthesis/compare",
        "export": "/topics/photosynthesis/export",
    }
    places |= {"library": "/library", "library-refused": "/library", "library-open": "/library"}
    start = {**places, "run": f"/runs/{half}"}.get(kind, ROOM)
    page = visit(start, **WAYS[way])
    if kind == "home-refused":
        page.locator("#id_topic").fill("🙂")
        page.locator(".ask .button").click()
        page.locator(".choices summary").click()
    elif kind == "sources":
        page.locator(".quality summary").first.click()
    elif kind in ("compare", "compare-refused"):
        page.locator("select[name=b]").select_option(index=3 if kind == "compare" else 1)
        page.locator(".sieve .button").click()
        page.locator(".versus, #problem").first.wait_for()
    elif kind == "library-refused":
        page.locator("#address").fill("http://192.168.1.1/")
        page.locator("#address").press("Enter")
        page.locator("#address-problem").wait_for()
    elif kind == "library-open":
        page.locator("details.way summary").click()
        page.locator(".remove summary").first.click()
    elif kind == "documents":
        page.locator(".roots h3 a").first.click()
    elif kind == "run-over":
        page.locator('.facts a[href^="/runs/"]').click()
    elif kind == "concept":
        page.locator(".cards a").first.click()
    elif kind == "source":
        page.goto(page.locator(".prose .cite").first.evaluate("mark => mark.href"))
    return page


@pytest.fixture(scope="session")
def runs(house: House) -> dict[str, str]:
    """A run that a model wrote in, one in which it writes, and one whose money has ended."""
    found = {
        "leaves": house.fill("by-model", "Leaves"),
        "roots": house.fill("drafts", "Roots"),
        "seeds": house.fill("drafts", "Seeds"),
    }
    house.fill("write-on", found["roots"], "3")
    house.fill("written", found["seeds"])
    house.fill("out-of-money", found["seeds"])
    return found


def opened_with_model(visit: Visit, runs: dict[str, str], kind: str, way: str) -> Page:
    fixed = {
        "who-writes": "/who-writes",
        "run-with-model": f"/runs/{runs['roots']}",
        "run-no-money": f"/runs/{runs['seeds']}",
    }
    topic = {"writing": "roots", "no-money": "seeds"}.get(kind, "leaves")
    page = visit(fixed.get(kind, f"/topics/{topic}/explore"), **WAYS[way])
    if kind not in (*fixed, "by-model-topic"):
        title = "Rubisco" if kind in ("by-no-model", "no-money") else "Stomata"
        page.goto(page.locator(".tree a", has_text=title).first.evaluate("link => link.href"))
    if kind == "by-model-checked":
        page.locator(".made summary").click()
    elif kind == "by-model-source":
        page.goto(page.locator(".prose .cite.inferred").first.evaluate("mark => mark.href"))
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", MODEL_KINDS)
def test_nothing_serious_where_a_model_writes(
    visit: Visit, runs: dict[str, str], kind: str, way: str
) -> None:
    look_at(opened_with_model(visit, runs, kind, way), way)


@pytest.mark.parametrize("kind", MODEL_KINDS)
def test_a_models_words_forty_per_cent_longer_are_not_cut_off(
    visit: Visit, runs: dict[str, str], kind: str
) -> None:
    lengthen(opened_with_model(visit, runs, kind, "phone"))


@pytest.fixture(scope="session")
def threads(house: House, runs: dict[str, str]) -> dict[str, str]:
    """Of the topic that a model wrote in, by what there is to be seen in each."""
    found: dict[str, str] = json.loads(house.fill("asked", runs["leaves"]))
    return found


@pytest.fixture(scope="session")
def coded(house: House) -> str:
    return f"/topics/recursion/code/{house.fill('coded', 'Recursion')}"


def opened_to_ask(visit: Visit, threads: dict[str, str], kind: str, way: str) -> Page:
    page = visit("/topics/leaves/ask" + (f"/{threads[kind]}" if kind in threads else ""), **WAYS[way])
    if kind == "refused":
        page.locator(".question .button").click()
        page.locator("#problem").wait_for()
    elif kind == "written":
        page.locator(".tools summary").click()
        page.locator(".remove summary").click()
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", ASK_KINDS)
def test_nothing_serious_where_one_asks(visit: Visit, threads: dict[str, str], kind: str, way: str) -> None:
    look_at(opened_to_ask(visit, threads, kind, way), way)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_serious_where_code_is_run(visit: Visit, coded: str, way: str) -> None:
    page = visit(coded, **WAYS[way])
    page.locator("[data-run]").click()
    page.locator(".program pre").wait_for()
    look_at(page, way)


@pytest.mark.parametrize("kind", ["ask", "written", "missing", "tutor"])
def test_answers_forty_per_cent_longer_are_not_cut_off(
    visit: Visit, threads: dict[str, str], kind: str
) -> None:
    lengthen(opened_to_ask(visit, threads, kind, "phone"))


@pytest.fixture(scope="session")
def noted(house: House) -> str:
    """The address of a page on which much was left."""
    return f"/topics/jottings/explore/{house.fill('jotted', house.fill('by-model', 'Jottings'))}"


def opened_with_notes(visit: Visit, noted: str, kind: str, way: str) -> Page:
    start, _, concept = noted.partition("/explore/")
    room, card = f"{start}/notes", f"{start}/cards/new?concept={concept}&words=guard+cells"
    places = {
        "noted-found": f"{noted}?in=stoma", "jotting": f"{noted}?note=0#jot", "noting": f"{noted}?note=page#notes",
        "notes": room, "notes-open": room, "notes-none": f"{room}?words=zebra", "note": room, "note-refused": room,
        "note-preview": room, "all-notes": "/notes", "asked-about": noted,
        "carded": f"{noted}?carded=x", "card": card, "card-refused": card,
    }  # fmt: skip
    page = visit(places.get(kind, noted), **WAYS[way])
    if kind == "noted-more":
        page.locator(".deeds summary").click()
    elif kind.startswith("selected") or kind == "asked-about":
        hold(page, "When the guard", "cells swell")
        page.locator(OFFER).wait_for()
        if kind in ("selected-to-write", "selected-to-card"):
            page.locator("[data-write]").nth(int(kind == "selected-to-card")).click()
        elif kind == "asked-about":
            page.locator(f"{OFFER} [name=then]").click()
            page.locator("#question:focus").wait_for()
    elif kind == "notes-open":
        page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    elif kind == "card-refused":
        page.locator(".writing-note .button").first.click()
        page.locator("#problem").wait_for()
    elif kind.startswith("note-") or kind == "note":
        page.goto(page.locator(".kept .row a").first.evaluate("one => one.href"))
        if kind == "note-refused":
            page.locator("#text").fill(" ")
            page.locator(".writing-note .button").first.click()
            page.locator("#problem").wait_for()
        elif kind == "note-preview":
            page.locator(".writing-note .button.second").click()
            page.locator("#preview").wait_for()
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", NOTE_KINDS)
def test_nothing_serious_where_something_was_left(visit: Visit, noted: str, kind: str, way: str) -> None:
    look_at(opened_with_notes(visit, noted, kind, way), way)


@pytest.mark.parametrize(
    "kind",
    [
        "noted-more",
        "jotting",
        "notes-open",
        "note",
        "all-notes",
        "selected",
        "selected-to-card",
        "card-refused",
    ],
)
def test_notes_forty_per_cent_longer_are_not_cut_off(visit: Visit, noted: str, kind: str) -> None:
    lengthen(opened_with_notes(visit, noted, kind, "phone"))


@pytest.fixture(scope="session")
def tended(house: House) -> dict[str, str]:
    """Of a topic that was changed by hand: addresses by what there is to be seen."""
    ids = json.loads(house.fill("tended", house.fill("finished", "Tending")))
    tree, room = "/topics/tending/tree", "/topics/tending/explore"
    concept, page = f"{tree}/{ids['concept']}", f"{room}/{ids['concept']}"
    return {
        "tree": tree, "tree-changed": concept, "tree-refused": concept, "tree-concept": concept, "tree-stale": concept,
        "tree-top": tree, "update": "/topics/tending/update", "deeper": f"/topics/tending/deeper/{ids['concept']}",
        "deeper-last": f"/topics/tending/deeper/{ids['last']}", "history": f"{page}/history",
        "history-whole": f"{page}/history?whole", "history-none": f"{room}/{ids['last']}/history",
        "gone": f"{room}/{ids['gone']}", "since": page,
    }  # fmt: skip


def opened_to_tend(visit: Visit, tended: dict[str, str], kind: str, way: str) -> Page:
    page = visit(tended[kind], **WAYS[way])
    if kind in ("tree-changed", "tree-refused", "tree-stale"):
        page.locator("#title").fill("!" if kind == "tree-refused" else f"Pores {way} {kind}")
        if kind == "tree-stale":
            page.evaluate("for (const one of document.getElementsByName('seen')) one.value = 1")
        page.locator("form:has(#title) .button").click()
        page.locator(
            {"tree-changed": ".said", "tree-refused": "#problem", "tree-stale": ".keeps"}[kind]
        ).wait_for()
    elif kind == "tree-top":
        page.locator(".d0 > span a").click()
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", TENDING_KINDS)
def test_nothing_serious_where_a_topic_is_tended(
    visit: Visit, tended: dict[str, str], kind: str, way: str
) -> None:
    look_at(opened_to_tend(visit, tended, kind, way), way)


def test_words_of_a_topic_keep_their_direction_and_forms_among_them_the_readers(
    visit: Visit, threads: dict[str, str], tended: dict[str, str], noted: str
) -> None:
    tutored = f"/topics/leaves/ask/{threads['tutor']}"
    seen = [
        (tended["history"], ".diff ins", "ltr"), (tutored, ".turn-said .direct", "ltr"), (tutored, ".words span", "ltr"),
        (tutored, ".turn-said", "rtl"), (f"{noted}?note=0#jot", ".jotting", "rtl"),
    ]  # fmt: skip
    for path, what, way in seen:
        one = visit(path, **WAYS["rtl"]).locator(what).first
        assert one.evaluate("one => getComputedStyle(one).direction") == way, what


@pytest.mark.parametrize("kind", ["tree", "tree-concept", "update", "deeper", "history-whole"])
def test_a_tended_topic_forty_per_cent_longer_is_not_cut_off(
    visit: Visit, tended: dict[str, str], kind: str
) -> None:
    lengthen(opened_to_tend(visit, tended, kind, "phone"))


@pytest.fixture(scope="session")
def token(house: House) -> str:
    """That of a link to a topic which has others."""
    house.fill("by-model", "Given away")
    house.fill("lent", "Lent to all")
    return house.fill("shared", "given-away", "For Eve", "للأصدقاء", "W" * 80)


def opened_as_shared(visit: Visit, token: str, kind: str, way: str) -> Page:
    behind = f"/shared/{token}"
    places = {
        "shared-sources": f"{behind}/sources", "gone": "/shared/nothing", "share": "/topics/given-away/share",
        "share-made": "/topics/given-away/share", "share-refused": "/topics/given-away/share",
        "delete": "/topics/given-away/delete", "copy": "/topics/lent-to-all/copy",
    }  # fmt: skip
    page = visit(places.get(kind, behind), **WAYS[way])
    if kind == "copy":
        assert page.locator("main form").count() == 1
    elif kind == "shared-concept":
        page.goto(page.locator(".tree a").nth(3).evaluate("link => link.href"))
    elif kind == "shared-source":
        page.goto(page.locator(".prose .cite").first.evaluate("mark => mark.href"))
    elif kind in ("share-made", "share-refused"):
        if kind == "share-refused":
            page.evaluate("document.querySelector('#days option').value = '2'")
            page.locator("#days").select_option("2")
        page.locator(".terms .button").click()
        page.locator("#link" if kind == "share-made" else "#problem").wait_for()
    return page


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", SHARE_KINDS)
def test_nothing_serious_where_one_shares(visit: Visit, token: str, kind: str, way: str) -> None:
    look_at(opened_as_shared(visit, token, kind, way), way)


@pytest.mark.parametrize("kind", ["shared", "share-made", "delete"])
def test_links_forty_per_cent_longer_are_not_cut_off(visit: Visit, token: str, kind: str) -> None:
    lengthen(opened_as_shared(visit, token, kind, "phone"))


@pytest.mark.parametrize("way", ["day", "night", "phone"])
@pytest.mark.parametrize("state", ["supported", "inferred"])
def test_the_card_of_a_models_sentence_passes_too(
    visit: Visit, runs: dict[str, str], state: str, way: str
) -> None:
    page = opened_with_model(visit, runs, "by-model", way)
    page.locator(f".prose .cite.{state}").first.click()
    page.locator(".quote-card .state").wait_for()
    assert findings(page) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_serious_and_nothing_sideways(visit: Visit, half: str, kind: str, way: str) -> None:
    look_at(opened(visit, half, kind, way), way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", MAPS)
def test_nothing_serious_on_the_map(visit: Visit, forest: str, kind: str, way: str) -> None:
    look_at(visit(forest + MAPS[kind], **WAYS[way]), way)


def test_the_list_of_the_map_forty_per_cent_longer_is_not_cut_off(visit: Visit, forest: str) -> None:
    lengthen(visit(forest, **WAYS["phone"]))


def look_at(page: Page, way: str) -> None:
    assert findings(page) == []
    if way == "day":
        assert too_heavy(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    assert page.locator("h1").count() == 1
    assert page.evaluate("document.documentElement.dir") == ("rtl" if way.startswith("rtl") else "ltr")


@pytest.mark.parametrize("kind", ["home", "run", "topic", "concept", "source", "library-open", "documents"])
def test_words_forty_per_cent_longer_are_not_cut_off(visit: Visit, half: str, kind: str) -> None:
    lengthen(opened(visit, half, kind, "phone"))


def lengthen(page: Page) -> None:
    page.evaluate(
        """() => {
            const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) {
                const text = walk.currentNode;
                if (text.data.trim() && !text.parentElement.closest("pre, script, [popover]"))
                    text.data = text.data.replace(/[a-z]{3,}/gi, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)));
            }
        }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    clipped = page.evaluate(
        """() => [...document.querySelectorAll("a, button, p, h1, h2, li, label, summary")]
            .filter((one) => !one.closest("[popover], pre") && !one.matches(".unseen"))
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline")
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert clipped == []


@pytest.mark.parametrize("way", ["day", "night"])
def test_the_open_card_the_contents_and_the_look_pass_too(visit: Visit, half: str, way: str) -> None:
    page = opened(visit, half, "topic", way)
    page.locator(".prose .cite").first.click()
    page.locator(".quote-card mark").wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Look").click()
    assert findings(page) == []


def test_the_contents_and_sources_sheets_of_the_phone_pass_too(visit: Visit, half: str) -> None:
    page = opened(visit, half, "topic", "phone")
    for name in ("Contents", "Sources 2"):
        page.get_by_role("button", name=name).click()
        assert findings(page) == []
        page.keyboard.press("Escape")


def test_a_line_has_sixty_to_seventy_five_characters(visit: Visit) -> None:
    page = visit(ROOM, width=1440)
    page.locator(".prose p").first.wait_for()
    found = page.evaluate(
        """() => {
            const line = document.querySelector(".prose p");
            const range = new Range();
            const text = "Stomata are pores, mostly on the underside of leaves, bounded by two guard cells whose swelling opens them. ".repeat(12);
            line.textContent = text;
            range.selectNodeContents(line);
            const lines = new Set([...range.getClientRects()].map((one) => Math.round(one.top))).size;
            return [text.length / lines, parseFloat(getComputedStyle(line).fontSize)];
        }"""
    )
    assert 60 <= found[0] <= 75
    assert found[1] == 18


def test_targets_are_large_enough(visit: Visit, half: str) -> None:
    """24 px everywhere but in running text, 48 px for the phone's own buttons."""
    page = opened(visit, half, "topic", "phone")
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.thumb > *')].map((one) => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 48
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, input, summary")]
            .filter((one) => one.checkVisibility() && !one.closest(".skip, p, li span, .lead"))
            .filter((one) => one.getBoundingClientRect().height < 24)
            .filter((one) => !one.matches(".cite"))
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []
