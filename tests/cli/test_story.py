from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from sapere.cli.drawing import draw
from sapere.cli.story import Story, cost_said, quoted_said

BEGAN = datetime(2026, 11, 22, tzinfo=UTC)
TOLD: list[tuple[str, dict[str, Any]]] = [
    ("stage", {"stage": "understand", "state": "started", "text": ""}),
    ("stage", {"stage": "understand", "state": "done", "text": "Tides: what is on this machine"}),
    ("agent", {"name": "library", "status": "searching", "queries": ["tides"]}),
    (
        "source",
        {
            "locator": "file:///a.pdf",
            "title": "",
            "agent": "library",
            "state": "unread",
            "reason": "It is locked.",
        },
    ),
    (
        "source",
        {
            "locator": "file:///b.html",
            "title": "[b] Tides",
            "agent": "library",
            "state": "kept",
            "reason": "",
        },
    ),
    ("agent", {"name": "library", "status": "ok", "found": 2, "kept": 1, "seconds": 0.1, "reason": ""}),
    ("agent", {"name": "library", "status": "ok", "found": 2, "kept": 1, "seconds": 0.1, "reason": ""}),
    ("agent", {"name": "general", "status": "failed", "found": 0, "reason": "Wikipedia did not answer."}),
    ("page", {"concept": "1", "title": "Tides", "sentences": 9, "first": True}),
    ("concept", {"id": "1", "parent": "", "depth": 0, "position": 0, "title": "Tides", "state": "growing"}),
    ("page", {"concept": "1", "title": "Tides", "sentences": 12, "first": False}),
    ("note", {"text": "Two sources say the same."}),
    ("end", {"state": "done", "text": "", "seconds": 9.0}),
]


def told() -> tuple[Story, list[str]]:
    story = Story("Tides")
    lines = [
        story.hear(kind, payload, BEGAN + timedelta(seconds=place))
        for place, (kind, payload) in enumerate(TOLD)
    ]
    return story, [line for line in lines if line]


def test_a_pipe_is_told_what_happened_in_order() -> None:
    _, lines = told()
    assert [" ".join(line.split()) for line in lines] == [
        "understand Tides: what is on this machine",
        "not read file:///a.pdf: It is locked.",
        "read [b] Tides",
        "agent library: 2 found",
        "agent general: failed. Wikipedia did not answer.",
        "first page Tides (9 sentences)",
        "page Tides (12 sentences)",
        "note Two sources say the same.",
        "done 9.0 seconds in all",
    ]


def test_an_endless_title_does_not_fill_the_terminal() -> None:
    told = {"locator": "https://a.example/", "title": "tide " * 1000, "state": "kept"}
    assert len(Story("Tides").hear("source", told, BEGAN)) == len("read        ") + 100


def test_the_story_counts() -> None:
    story, _ = told()
    assert (story.kept, story.unread, story.first_page, story.seconds) == (1, 1, 8.0, 12.0)
    assert story.pages == {"1": "Tides"}


def test_the_drawing_shows_agents_by_name_and_no_markup_of_a_page() -> None:
    console = Console(file=StringIO(), width=100, force_terminal=False)
    console.print(draw(told()[0]))
    shown = console.file.getvalue()  # type: ignore[attr-defined]
    assert "Wikipedia did not answer." in shown
    assert "▸ Tides" in shown


def test_a_half_told_story_can_be_drawn_too() -> None:
    console = Console(file=StringIO(), width=60)
    for end in range(len(TOLD)):
        story = Story("Tides")
        for kind, payload in TOLD[:end]:
            story.hear(kind, payload, BEGAN)
        console.print(draw(story))


def test_a_draft_is_told_when_it_is_the_first_and_a_page_when_it_is_written() -> None:
    story = Story("Tides")
    page = {"concept": "1", "title": "Tides", "sentences": 9, "first": False}
    assert story.hear("page", {**page, "first": True, "draft": True}, BEGAN).startswith("first page")
    assert story.hear("page", {**page, "draft": True}, BEGAN) == ""
    assert story.hear("sentence", {"concept": "1", "place": 0, "heading": "", "sentence": {}}, BEGAN) == ""
    assert story.drafts == {"1"}
    assert story.hear("page", page, BEGAN).startswith("page ")
    assert story.drafts == set()


COST = {"usd": 0.0412, "calls": 31, "input_tokens": 68_200, "output_tokens": 9_900, "of_usd": 0.5}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "$0.04 of $0.50 in 31 calls, 68,200 tokens in and 9,900 out"),
        ({"of_usd": 0.0, "calls": 1}, "$0.04 in 1 call, 68,200 tokens in and 9,900 out"),
        (
            {"unpriced": 2},
            "$0.04 of $0.50 in 31 calls (price unknown of 2), 68,200 tokens in and 9,900 out",
        ),
        ({"usd": 0.0, "unpriced": 31}, "unknown of $0.50 in 31 calls, 68,200 tokens in and 9,900 out"),
    ],
)
def test_costs_are_said_in_one_line(told: dict[str, Any], said: str) -> None:
    assert cost_said(COST | told) == said


def test_the_drawing_shows_what_it_costs() -> None:
    story, _ = told()
    story.hear("cost", COST, BEGAN)
    console = Console(file=StringIO(), width=100, force_terminal=False)
    console.print(draw(story))
    assert "$0.04 of $0.50" in console.file.getvalue()  # type: ignore[attr-defined]


def test_pages_that_no_model_could_write_are_told_with_the_reason() -> None:
    story = Story("Tides")
    why = "openai:gpt: it does not accept the key."
    page = {"title": "Tides", "sentences": 1, "fallback": why}
    line = story.hear("page", {"concept": "1", **page}, BEGAN)
    assert " ".join(line.split()) == "page Tides (1 sentence, quoted)"
    assert quoted_said(story) == [f"1 page stays quoted, because no model could write it: {why}"]
    story.hear("page", {"concept": "2", **page}, BEGAN)
    assert quoted_said(story) == [f"2 pages stay quoted, because no model could write them: {why}"]
    assert not quoted_said(told()[0])


def test_a_page_that_is_written_after_all_stays_quoted_no_more() -> None:
    story, hear = Story("Water"), {"concept": "1", "title": "Tides", "sentences": 3, "first": False}
    for fallback in ("It hangs.", ""):
        story.hear("page", {**hear, "fallback": fallback}, datetime(2026, 1, 1, tzinfo=UTC))
    assert not quoted_said(story)
