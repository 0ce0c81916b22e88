from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.answering.asked import asked
from sapere.research.answering.passages import rarity
from sapere.research.answering.pool import Signs, pool, signs, worth
from sapere.research.replies import Excerpt
from tests.research.shelf import excerpt

QUESTION = "When did Mariner 4 fly past Mars?"
BETTER = (
    (QUESTION, "Mariner 4 flew past Mars.", "Pioneer 5 flew past Mars."),  # the names
    (
        "Who assaulted the harbour?",
        "The harbour saw an assailant.",
        "The harbour saw an envoy.",
    ),  # spelt nearly so
    ("What did the harbour cost?", "The harbour was priced.", "The harbour was rainy."),  # of one meaning
    (
        "Who made the signals of the harbour?",
        "Signals at the harbour.",
        f"Signals at the {'tall ' * 20}harbour.",
    ),
    ("Who sold red kites?", "Men with red kites.", "Men with kites, red."),  # neighbours
    ("Who sold kites?", "Kites. Kites are sold.", "Kites. Birds are sold."),  # said twice
)


def told(question: str, excerpts: Sequence[Excerpt]) -> list[Signs]:
    read = asked(question, "en")
    found = pool(read, rarity(read, excerpts), excerpts)
    return [signs(found, one) for one in excerpts]


@pytest.mark.parametrize(("question", "better", "worse"), BETTER)
def test_what_speaks_for_a_passage(question: str, better: str, worse: str) -> None:
    first, second = told(question, [excerpt(better, source="a"), excerpt(worse, source="b")])
    assert worth(first) > worth(second)


def test_the_index_tells_more_than_nothing() -> None:
    one = excerpt("Mars.")
    first, second = told(QUESTION, [replace(one, score=4.0), replace(one, score=1.0)])
    assert (first.score, second.score) == (1.0, 0.25)


def test_a_source_of_which_much_was_found_is_about_it() -> None:
    of_mars = [excerpt(f"Mars {n}", title="Mars", source=f"mars {n}") for n in range(3)]
    *_, mars, pluto = told(QUESTION, [*of_mars, excerpt("Mars 9", title="Pluto")])
    assert mars.source == 0.75
    assert pluto.source == 0.25


def test_words_far_apart_are_not_said_together() -> None:
    near, far = told("Who sold kites?", [excerpt("Kites sold."), excerpt(f"Kites {'tree ' * 20} sold.")])
    assert near.together == pytest.approx(1)
    assert far.together < near.together


@given(st.text(), st.text(min_size=1))
def test_shares_stay_shares(text: str, word: str) -> None:
    by = told(f"Who sold {word} kites 7?", [excerpt(text or ".", title=word)])[0]
    assert all(0 <= share <= 1.0001 for share in by[:8] + by[9:13])


def test_passages_that_nobody_searched_for_count_as_found_alike() -> None:
    found = [excerpt("Kites are sold.", title="Kites"), excerpt("Birds are sold.", title="Birds")]
    scored, unsearched = ([replace(one, score=score) for one in found] for score in (1.0, 0.0))
    assert told("Who sold kites?", unsearched) == told("Who sold kites?", scored)
