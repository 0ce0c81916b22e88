from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.answering.asked import asked
from sapere.research.answering.doubts import Doubts, doubts
from sapere.research.answering.evidence import best_lines
from sapere.research.answering.passages import rarity, weigh
from tests.research.shelf import excerpt


def signs(question: str, text: str, title: str = "") -> Doubts:
    read, found = asked(question), [excerpt(text, title=title)]
    weighed = weigh(read, found)
    return doubts(read, rarity(read, found), best_lines(weighed, 1)[0], weighed)


def test_a_word_is_told_by_itself_and_less_by_its_like() -> None:
    def told(text: str) -> float:
        return signs("Who flew the Mariner?", text).told

    assert told("She flew the Mariner.") == 1.0
    assert 1.0 > told("She flew the Marinar.") > told("She flew the Voyager.")


def test_long_words_tell_more_than_short_ones() -> None:
    short, long = (
        signs("Do cats photosynthesise?", "A cat is"),
        signs("Do cats photosynthesise?", "Photosynthesise!"),
    )
    assert long.letters > short.letters
    assert short.untold > long.untold


def test_a_name_that_is_not_told_counts_against_it() -> None:
    assert signs("Who sank the Tirpitz?", "Bombers sank the Tirpitz.").nameless == 0.0
    assert signs("Who sank the Tirpitz?", "Bombers sank the Bismarck.").nameless > 0.3


def test_density_counts_how_often_and_in_how_much() -> None:
    once, twice = (signs("What do quokkas eat?", text) for text in ("Quokkas eat.", "Quokkas eat. A quokka!"))
    padded = signs("What do quokkas eat?", f"Quokkas eat. {'Other animals live elsewhere. ' * 30}")
    assert twice.dense > once.dense > padded.dense
    assert padded.long > once.long


def test_a_phrase_stands_as_it_was_asked() -> None:
    question = "What is the speed of light?"
    assert (
        signs(question, "The speed of light is large.").phrased
        > signs(question, "Light has a large speed.").phrased
    )


def test_a_word_is_written_in_its_very_form() -> None:
    assert signs("Why do rivers flood?", "Rivers flood.").written == 1.0
    assert signs("Why do rivers flood?", "A river flooded.").written == 0.0


def test_the_title_is_what_is_asked_about() -> None:
    assert signs("How old is Mars?", "It is old.", title="Mars").titled == 1.0
    assert signs("How old is Mars?", "It is old.", title="Mars and Venus").titled == 0.5
    assert signs("How old is Mars?", "It is old.", title="Mars").entitled
    assert not signs("How old is Mars?", "It is old.", title="Mars and Venus").entitled
    assert not signs("How old is Mars?", "It is old.").entitled


def test_a_year_that_is_asked_about_is_there() -> None:
    assert not signs("Who won the cup in 1998?", "In 1998 France won.").undated
    assert signs("Who won the cup in 1998?", "In 2002 Brazil won.").undated


def test_a_date_that_is_asked_for_is_there() -> None:
    assert not signs("When was the bridge built?", "The bridge was built in 1932.").unkind
    assert signs("When was the bridge built?", "The bridge was built of steel.").unkind


def test_another_war_is_not_the_one_that_was_asked_about() -> None:
    question = "متى انتهت الحرب العالمية الأولى؟"
    assert not signs(question, "انتهت الحرب العالمية الأولى في عام 1918.").misnamed
    assert signs(question, "انتهت الحرب العالمية الثانية أول عام 1945.").misnamed
    assert signs("من هو الملك فهد؟", "الملك حسين بن فهد.").misnamed
    assert not signs("Who was king Fahd?", "King Hussein was here.").misnamed


def test_a_title_may_be_spelt_in_another_way() -> None:
    right, near, other = (
        signs("Where is Reykjavik?", "It is there.", title) for title in ("Reykjavik", "Reykyavik", "Oslo")
    )
    assert near.above_alike > other.above_alike == right.above_alike == 0.0
    assert right.above_rarest > near.above_rarest == 0.0


def test_a_passage_that_speaks_for_itself_is_the_best() -> None:
    question = "When was the Sydney bridge built?"
    assert (
        signs(question, "The Sydney bridge was built in 1932.").best > signs(question, "It is of steel.").best
    )


@settings(max_examples=60, deadline=None)
@given(st.text("abc éA1 .?火星ع", min_size=1, max_size=40), st.text("abc éA1 .?火星ع", max_size=60))
def test_shares_are_shares(question: str, text: str) -> None:
    text = f"{text} It is said of all."
    if not any(map(str.isalnum, question)):
        return
    found = signs(question, text)
    shares = (found.near, found.told, found.phrased, found.written, found.titled, found.characters)
    assert all(0.0 <= share <= 1.0 + 1e-9 for share in shares)
