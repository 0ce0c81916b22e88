from __future__ import annotations

import pydoc_data.topics

import pytest

from sapere.research.lead import lead_sentence, question_for
from tests.research.material import material, underlined, written


def test_the_definition_sums_a_concept_up() -> None:
    given = material("Exceptions", underlined("exceptions", pydoc_data.topics.topics["exceptions"]))
    lead = lead_sentence("Exceptions", given.passages, given.texts, "en")
    assert lead.startswith("Exceptions are a means of breaking out of the normal flow of control")


def test_a_sentence_that_leans_is_never_the_summary() -> None:
    given = material(
        "Heap", written("garden", "Heap", "This is turned often by gardeners. It rots from the middle out.")
    )
    assert lead_sentence("Heap", given.passages, given.texts, "en") == ""


def test_the_passages_alone_are_enough() -> None:
    given = material(
        "Heap", written("garden", "Heap", "# Heap", "A heap is a pile of leaves that rots in a garden.")
    )
    assert (
        lead_sentence("Heap", given.passages, {}, "en") == "A heap is a pile of leaves that rots in a garden."
    )


def test_a_definition_loses_the_colon_before_its_example() -> None:
    text = "The while statement is used to run a body as long as a test is true:"
    given = material(
        "The while statement", written("while", "While", "# While", text, "while test:\n    body()")
    )
    assert lead_sentence("The while statement", given.passages, given.texts, "en") == text.rstrip(":")


@pytest.mark.parametrize(
    ("title", "language", "question"),
    [
        ("4.2. Event loop", "en", "Event loop: what is there to know?"),
        ("How to compost", "en", "How to compost: what is there to know?"),
        ("Kompost", "de-AT", "Was ist „Kompost“, und wie funktioniert es?"),
        ("퇴비", "ko", "퇴비?"),
    ],
)
def test_the_key_question(title: str, language: str, question: str) -> None:
    assert question_for(title, language) == question
