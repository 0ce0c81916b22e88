from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.kit.text import squeeze
from sapere.research.disagree import disagreements
from sapere.research.shapes import Disagreement
from tests.research.disagreeing.pairs import AGREEING, DISAGREEING
from tests.research.material import material, written


def between(*texts: str, language: str = "en") -> tuple[Disagreement, ...]:
    sources = [written(f"s{at}", f"Source {at}", text) for at, text in enumerate(texts)]
    return disagreements(material("Topic", *sources, language=language))


def language_of(text: str) -> str:
    return next(
        (code for start, code in (("La ", "fr"), ("Das ", "de"), ("Die ", "de")) if text.startswith(start)),
        "en",
    )


def kinds(one: str, other: str) -> set[str]:
    return {found.kind for found in between(one, other, language=language_of(one))}


@pytest.mark.parametrize(("one", "other"), AGREEING)
def test_what_agrees_is_not_set_against_one_another(one: str, other: str) -> None:
    assert kinds(one, other) == kinds(other, one) == set()


def test_of_what_disagrees_nine_in_ten_are_found_and_none_for_another_reason() -> None:
    found = [(kinds(one, other), kind) for one, other, kind in DISAGREEING]
    assert all(kind == {wanted} for kind, wanted in found if kind)
    assert sum(1 for kind, _ in found if kind) >= 0.9 * len(DISAGREEING)


def test_the_set_is_large_enough_to_say_something() -> None:
    assert len(DISAGREEING) >= 40
    assert len(AGREEING) >= 40


def test_each_side_has_its_value_and_its_place() -> None:
    texts = ("The Moon has a diameter of 3,474 km.", "The Moon has a diameter of 3,600 km.")
    (found,) = between(*texts)
    assert [side.value for side in found.sides] == ["3,474 km", "3,600 km"]
    assert [side.citation.quote for side in found.sides] == list(texts)
    assert found.subject == "The Moon has a diameter of …"


def test_sources_that_agree_stand_on_one_side() -> None:
    (found,) = between(
        "Penicillin was discovered in 1928.",
        "Penicillin was discovered in 1928.",
        "Penicillin was discovered in 1931.",
    )
    assert [side.citation.source for side in found.sides] == ["s0", "s2"]


def test_a_source_is_not_set_against_itself() -> None:
    assert (
        between(
            "The Moon has a diameter of 3,474 km. The Moon has a diameter of 3,600 km.", "The sea is deep."
        )
        == ()
    )


def test_one_language_is_not_compared_with_another() -> None:
    texts = ("Das Matterhorn ist 4478 m hoch.", "Das Matterhorn ist 4.987 m hoch.")
    made = material("Matterhorn", *(written(text[19:24], "Berg", text) for text in texts), language="de")
    assert disagreements(made)
    assert not disagreements(
        replace(made, sources=(made.sources[0], replace(made.sources[1], language="nl")))
    )


PIECES = st.sampled_from(
    ["The Moon", "月球", "القمر", "चाँद", "is", "was founded in", "not", "３,４７４", "٣٤٧٤", "3.5", "1e9", "km", "°C", "%", "1969",
     "1 July 1969", "five", "million", "万", "–", "to", "about", "$", "planets", ".", "。", "؟", ",", "\n", "٫", "0", "²"]
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(st.lists(PIECES, max_size=14).map(" ".join), min_size=2, max_size=4),
    st.sampled_from(["en", "zh", "ar", "de", ""]),
)
def test_whatever_is_said_each_quote_stands_in_its_own_source(texts: list[str], language: str) -> None:
    sources = [written(f"s{at}", "S", text) for at, text in enumerate(texts)]
    kept = {one.name: one.text for one in sources}
    for found in disagreements(material("Moon", *sources, language=language)):
        assert len({side.citation.source for side in found.sides}) == len(found.sides) >= 2
        for side in found.sides:
            place = side.citation
            assert kept[place.source][place.start : place.end] == place.quote
            assert side.value in squeeze(place.quote) or found.kind == "claim"


@settings(max_examples=100)
@given(st.text(max_size=120))
def test_any_text_agrees_with_itself(text: str) -> None:
    assert between(text, text) == ()
