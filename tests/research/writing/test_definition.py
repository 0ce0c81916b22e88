from __future__ import annotations

import pytest

from sapere.research.writing.definition import defines, mentions


@pytest.mark.parametrize(
    ("title", "language", "text"),
    [
        ("Exceptions", "en", "An exception is an event that breaks the flow of control."),
        ("asyncio", "en", "asyncio is a library to write concurrent code."),
        ("The with statement", "en", 'The "with" statement is used to wrap a block.'),
        ("Classes", "en", "A class (also type) is a template for objects."),
        ("Kompost", "de", "Kompost ist ein Dünger aus Pflanzenresten."),
        ("Photosynthèse", "fr", "La photosynthèse est un processus bioénergétique."),
        ("Сон", "ru", "Сон — это состояние покоя."),
        ("光合作用", "zh", "光合作用是植物利用光能的过程。"),
        ("光合成", "ja", "光合成は、光エネルギーを使う反応である。"),
    ],
)
def test_a_sentence_that_says_what_it_is(title: str, language: str, text: str) -> None:
    assert defines(text, title, language) >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The heap is turned every ten days.",
        "Exception handlers are found by type.",
        "Handlers catch an exception.",
    ],
)
def test_a_sentence_that_does_not(text: str) -> None:
    assert defines(text, "Exceptions", "en") < 0.5


def test_mentions_is_the_share_of_the_titles_words() -> None:
    assert mentions("Event loops run tasks.", "Event loop") == 1
    assert mentions("An event is waited for.", "Event loop") == 0.5
    assert mentions("Nothing of it.", "Event loop") == 0
