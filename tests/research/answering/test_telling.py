from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.telling import MOST_SENTENCES, Telling
from tests.research.shelf import sky

ORBIT = ("The Moon goes around the Earth once in 27.3 days.", "goes around the Earth once in 27.3 days")
SIDE = (
    "The same side always faces us.",
    "The same side always faces us, because its rotation is locked to its orbit.",
)
LIE = ("The Moon takes 31 days.", "goes around the Earth once in 27.3 days")
TWO = {"found": True, "s": [{"t": text, "c": [[1, quote]]} for text, quote in (ORBIT, SIDE)]}


def telling() -> Telling:
    return Telling(sky(), "en")


def told(*claims: tuple[str, str]) -> str:
    return json.dumps({"found": True, "s": [{"t": text, "c": [[1, quote]]} for text, quote in claims]})


def test_a_sentence_is_there_as_soon_as_it_is_whole() -> None:
    one, text = telling(), told(ORBIT, SIDE)
    counts = [(len(one.sentences), len(one.text)) for letter in text if one.take(letter)]
    assert [count for count, _ in counts] == [1, 2]
    assert counts[0][1] < text.index(SIDE[0]) < counts[1][1] < len(text)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(TWO),
        json.dumps(TWO, indent=2),
        f"Here you are:\n```json\n{json.dumps(TWO)}\n```",
        "\n".join(json.dumps(one) for one in TWO["s"]),  # type: ignore[attr-defined]
        "\n".join(json.dumps(dict(reversed(one.items()))) for one in TWO["s"]),  # type: ignore[attr-defined]
        '{"t": "broken", "c": [[1, "wo\n' + json.dumps(TWO),
    ],
)
def test_however_it_is_laid_out(text: str) -> None:
    one = telling()
    one.take(text)
    assert [sentence.text for sentence in one.sentences] == [ORBIT[0], SIDE[0]]


def test_what_fails_or_is_said_twice_is_not_shown() -> None:
    one = telling()
    one.take(told(LIE, ORBIT, ORBIT))
    assert ([sentence.text for sentence in one.sentences], one.dropped) == ([ORBIT[0]], 1)


def test_no_more_is_shown_or_looked_at_than_an_answer_has() -> None:
    one = telling()
    one.take(told(*[(f"{ORBIT[0][:-1]}, {at}.", ORBIT[1]) for at in range(50)], ORBIT))
    assert len(one.sentences) <= MOST_SENTENCES
    assert one.dropped <= MOST_SENTENCES + 1


def test_that_nothing_was_found_is_no_part_of_a_sentence() -> None:
    one, other = telling(), telling()
    assert not one.take('{"found": false, "s": []}') and one.missing
    other.take(told(('The page says {"found": false}.', ORBIT[1])))
    assert not other.missing


def test_another_language_is_not_shown_while_it_comes() -> None:
    one = telling()
    french = "La Lune fait le tour de la Terre une fois en 27.3 jours, et pas davantage."
    assert not one.take(told((french, ORBIT[1])))


@given(st.text(max_size=200), st.integers(1, 9))
def test_any_text_in_any_pieces_is_taken(text: str, size: int) -> None:
    one = telling()
    for at in range(0, len(text), size):
        one.take(text[at : at + size])
    assert one.sentences == ()
