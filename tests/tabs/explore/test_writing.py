from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.progress import Kind
from sapere.research.shapes import Citation, Sentence, SentenceState, encode
from sapere.tabs.explore.writing import Writing, writing
from sapere.topics.models import Event


def says(place: int, text: str, heading: str = "", state: str = "supported") -> tuple[Kind, dict[str, Any]]:
    sentence = Sentence(text, SentenceState(state), (Citation("one", text, 0, len(text)),))
    return Kind.SENTENCE, {"place": place, "heading": heading, "sentence": encode(sentence)}


def page(**told: bool) -> tuple[Kind, dict[str, Any]]:
    return Kind.PAGE, {"sentences": 3, "first": False, **told}


DRAFT, FIRST, FINAL = page(draft=True), page(first=True), page(draft=False)


def after(*told: tuple[Kind, dict[str, Any]]) -> Writing:
    return writing(Event(sequence=n, kind=kind, payload=payload) for n, (kind, payload) in enumerate(told, 1))


def said(seen: Writing) -> list[tuple[str, list[str]]]:
    return [(section.heading, [one.text for one in section.sentences]) for section in seen.sections]


def test_before_anything_is_told_nobody_writes() -> None:
    assert after() == Writing()
    assert not after(FIRST).going


def test_a_draft_waits_for_a_model_until_the_page_is_there() -> None:
    assert after(FIRST, DRAFT).going
    assert after(DRAFT, says(0, "A.")).going
    assert not after(DRAFT, says(0, "A."), FINAL).going


def test_a_page_that_is_told_as_a_draft_again_after_a_restart_stays_done() -> None:
    assert not after(DRAFT, FINAL, DRAFT).going


def test_sentences_stand_under_their_headings_in_order() -> None:
    seen = after(DRAFT, says(0, "A."), says(1, "B.", "How"), says(2, "C.", "How"))
    assert said(seen) == [("", ["A."]), ("How", ["B.", "C."])]
    assert seen.number == 4


def test_place_0_begins_anew() -> None:
    seen = after(DRAFT, says(0, "A."), says(1, "B."), says(0, "Other."))
    assert said(seen) == [("", ["Other."])]


def test_what_is_unsupported_is_not_shown_even_if_told() -> None:
    assert said(after(DRAFT, says(0, "A."), says(1, "Lie.", state="unsupported"))) == [("", ["A."])]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8), st.integers(0, 7))
def test_told_again_from_the_start_it_is_the_same(texts: list[str], cut: int) -> None:
    told = [says(place, text) for place, text in enumerate(texts)]
    once, twice = after(DRAFT, *told), after(DRAFT, *told[:cut], *told)
    assert once.sections == twice.sections
