from __future__ import annotations

from sapere.research.growing.joining import joined
from sapere.research.shapes import EXTRACTIVE, Level, Page, Section, Sentence, SentenceState


def page(*sections: tuple[str, str], writer: str = EXTRACTIVE) -> Page:
    said = tuple(
        Section(heading, tuple(Sentence(one, SentenceState.QUOTED, ()) for one in text.split("|")))
        for heading, text in sections
    )
    return Page("c", Level.NEW, "en", said, writer, dropped=1)


def test_what_the_other_says_comes_below_its_name() -> None:
    both = joined(page(("", "One.")), page(("", "Two."), ("More", "Three.")), "Other")
    assert [(one.heading, one.sentences[0].text) for one in both.sections] == [
        ("", "One."),
        ("Other", "Two."),
        ("More", "Three."),
    ]
    assert both.dropped == 2


def test_no_sentence_stands_twice() -> None:
    both = joined(page(("", "One.|Two.")), page(("", "Two.|One."), ("More", "Three.|One.")), "Other")
    assert [one.text for one in both.sentences] == ["One.", "Two.", "Three."]


def test_a_page_with_a_models_sentences_is_the_models() -> None:
    assert joined(page(("", "One.")), page(("", "Two."), writer="m"), "Other").writer == "m"
    assert joined(page(("", "One."), writer="n"), page(("", "Two."), writer="m"), "Other").writer == "n"
