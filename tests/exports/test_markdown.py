from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sapere.exports.markdown import markdown


def topic(text: str, kind: str = "prose") -> dict[str, Any]:
    citation = {"source": "s", "quote": text, "start": 3, "end": 3 + len(text)}
    sentence = {"text": text, "kind": kind, "state": "quoted", "citations": [citation]}
    return {
        "sources": [
            {"id": "s", "title": "A book", "url": "file:///b", "retrieved_at": "2026-11-22T10:00:00Z"}
        ],
        "concepts": [{"id": "c", "title": "Tides", "depth": 0}, {"id": "d", "title": "Moon", "depth": 1}],
        "pages": [{"concept": "c", "sections": [{"heading": "What", "sentences": [sentence, sentence]}]}],
    }


def test_every_sentence_has_its_footnote_and_a_quote_only_one() -> None:
    written = markdown(topic("The sea rises."))
    assert "# Tides" in written and "## What" in written and "## Moon" in written
    assert written.count("The sea rises.[^1]") == 2
    assert "[^1]: “The sea rises.” A book. file:///b, characters 3–17, read 2026-11-22T10:00:00Z" in written


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (
            {"kind": "second", "value": 195, "address": "https://youtu.be/x?t=195s"},
            "https://youtu.be/x?t=195s, 3:15, ",
        ),
        ({"kind": "second", "value": 195, "address": ""}, "file:///b, 3:15, "),
        ({"kind": "page", "value": 12, "address": ""}, "file:///b, page 12, "),
    ],
)
def test_a_footnote_says_the_page_or_the_second(place: dict[str, Any], shown: str) -> None:
    told = topic("The sea rises.")
    told["pages"][0]["sections"][0]["sentences"][0]["citations"][0]["place"] = place
    assert f"A book. {shown}characters 3–17, read" in markdown(told)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("formula", r"F = \frac{a}{b}", "$$\nF = \\frac{a}{b}\n$$\n\n[^1]\n"),
        ("formula", "a $$ <b>", "```\na $$ <b>\n```\n\n[^1]\n"),
        ("code", "for x in y:\n    ```", "````\nfor x in y:\n    ```\n````\n\n[^1]\n"),
        (
            "table",
            "Bodies\n\nBody | Pull | In *m*\nEarth | 9.8",
            "Bodies\n\n| Body | Pull | In \\*m\\* |\n| --- | --- | --- |\n| Earth | 9.8 |  |\n\n[^1]\n",
        ),
        ("list", "A point.", "- A point.[^1]\n- A point.[^1]\n"),
        ("prose", r"It is \(x\), x^{2} and 2_1.", r"It is $x$, $x^{2}$ and 2\_1.[^1] It is"),
        ("prose", "It is x^{<b>} so.", r"It is x\^\{\<b\>\} so.[^1]"),
    ],
)
def test_what_is_no_prose_keeps_its_form(kind: str, text: str, shown: str) -> None:
    assert shown in markdown(topic(text, kind))


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_nothing_in_a_sentence_becomes_markup(text: str) -> None:
    paragraphs = [
        token for token in MarkdownIt("commonmark").parse(markdown(topic(text))) if token.type == "inline"
    ]
    shown = "".join(
        part.content for part in paragraphs[2].children or () if part.type in ("text", "text_special")
    )
    assert shown.startswith(text)
