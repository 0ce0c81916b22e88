from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere import settings, wiring
from sapere.research.shapes import Citation, Section, Sentence, SentenceState
from sapere.topics import actions
from sapere.topics.models import Concept
from sapere.topics.resting import cited, resting
from tests.doubles.authored import BY_DAY, OPENINGS, PORES, POROMETER, Pen, authored
from tests.topics.seed import person

FIRST = "Stomata are pores on the underside of leaves, each between two guard cells."
SECOND = "When the guard cells swell, the pore between them opens."
SUPPORTED = SentenceState.SUPPORTED
TELLS = "A porometer therefore also tells how freely a leaf can lose water."


@pytest.fixture
def pen(db: None) -> Pen:
    store = wiring.build_store(settings.current())
    return Pen.of(authored(person("alice"), store), store)


@pytest.fixture
def here(pen: Pen) -> Concept:
    return pen.concept("Stomata")


def quotes(here: Concept, words: str, **around: str) -> list[str]:
    return [one.quote for one in resting(here, words, **around)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (SECOND, [PORES]),
        ("guard cells swell", [PORES]),
        ("guard  cells\nswell", [PORES]),
        (f"{FIRST} {SECOND}", [PORES]),
        (f"opens. {BY_DAY}", [PORES, BY_DAY]),
        (TELLS, [POROMETER, OPENINGS]),
        ("Guard cells swell", []),
        (f"{SECOND} …", []),
        (OPENINGS, []),
        ("", []),
        (" ", []),
        ("\0<script>", []),
    ],
)
def test_words_rest_on_what_their_sentences_cite(here: Concept, words: str, found: list[str]) -> None:
    assert quotes(here, words) == found


def test_of_words_that_stand_twice_those_count_around_which_it_reads_so(here: Concept) -> None:
    assert quotes(here, "water") == [OPENINGS]
    assert quotes(here, "water", before="a leaf can lose ", after=".") == [POROMETER, OPENINGS]


def test_a_page_without_the_sentence_any_more_carries_nothing(pen: Pen, here: Concept) -> None:
    actions.keep_page(pen.run, pen.page("Stomata", Section("", (pen.quoted(BY_DAY),))))
    assert quotes(here, SECOND) == []
    assert quotes(here, "close them at night") == [BY_DAY]


def test_a_concept_without_a_page_carries_nothing(here: Concept) -> None:
    here.pages.all().delete()
    assert quotes(here, SECOND) == []


@given(st.lists(st.text("ab.", min_size=1, max_size=6), min_size=1, max_size=8), st.data())
def test_words_rest_on_each_sentence_that_has_a_part_of_them(texts: list[str], data: st.DataObject) -> None:
    said = [Sentence(text, SUPPORTED, (Citation(str(n), "q", 0, 1),)) for n, text in enumerate(texts)]
    whole = " ".join(texts)
    start = data.draw(st.integers(0, len(whole) - 1).filter(lambda at: whole[at] != " "))
    end = data.draw(st.integers(start + 1, len(whole)).filter(lambda at: whole[at - 1] != " "))
    found = cited(said, whole[start:end], before=whole[:start], after=whole[end:])
    owners = [
        str(n) for n, text in enumerate(texts) for _ in (*text, None)
    ]  # of each sign; a space is nobody's
    spaces = {at for at, sign in enumerate(whole) if sign == " "}
    assert [one.source for one in found] == list(
        dict.fromkeys(owners[at] for at in range(start, end) if at not in spaces)
    )
