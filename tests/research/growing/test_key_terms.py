from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.growing.key_terms import FEWEST, KeyTerm, key_terms
from tests.research.growing.lecture import LECTURE
from tests.research.growing.soil import soil


def found(*texts: str, topic: str = "sea", most: int = 8, language: str = "en") -> list[KeyTerm]:
    ground = soil({f"file:///{place}.txt": text for place, text in enumerate(texts)}, topic)
    passages = [passage for part in ground.parts for passage in part.passages]
    documents = {name: replace(read, language=language) for name, read in ground.documents.items()}
    return key_terms(passages, documents, ground.subject.bare, most)


def names(*texts: str, topic: str = "sea", most: int = 8) -> list[str]:
    return [term.name for term in found(*texts, topic=topic, most=most)]


def test_a_lecture_speaks_of_its_terms_in_the_order_of_first_use() -> None:
    assert names(LECTURE) == ["Tidal range", "Gravity", "Spring tide", "Tide gauge"]


def test_the_topic_itself_is_no_term_of_it() -> None:
    assert "Gravity" not in names(LECTURE, topic="gravity")


def test_passages_of_a_term_mention_it() -> None:
    ground = soil({"file:///0.txt": LECTURE}, "sea")
    text = ground.documents["file:///0.txt"].text.lower()
    for term in found(LECTURE):
        assert all(term.name.lower() in text[p.start : p.end] for p in term.passages)


def test_the_best_terms_are_kept_where_there_is_less_room() -> None:
    assert set(names(LECTURE, most=3)) < set(names(LECTURE))


def test_fewer_than_three_terms_are_none() -> None:
    assert names(LECTURE, most=FEWEST - 1) == []


def test_longer_names_of_one_idea_stand_for_it_once() -> None:
    said = LECTURE.replace("a spring tide", "a high spring tide")
    assert [name for name in names(said) if "spring tide" in name.lower()] == ["Spring tide"]


def test_a_short_text_is_not_taken_apart() -> None:
    assert names(LECTURE[:3_000] + LECTURE[:1_000]) == []


def test_what_one_of_many_sources_speaks_of_is_no_term() -> None:
    others = [f"Rain fell on the hills of valley {place}, and rivers were high." for place in range(5)]
    assert "Tide gauge" in names(LECTURE, *others[1:])
    assert "Tide gauge" not in names(LECTURE, *others)


def test_a_language_that_is_not_known_gives_none() -> None:
    assert found(LECTURE, language="ja") == []


LANGUAGES = st.sampled_from(["en", "de", "fr", "it", "ja", "ru", ""])


@given(st.lists(st.text(max_size=2_000), max_size=4), st.text(max_size=20), LANGUAGES)
def test_any_texts_give_terms_that_rest_on_passages(texts: list[str], topic: str, language: str) -> None:
    check(found(*texts, topic=topic, language=language))


WORDS = "the a of is you to rate slope change of force gravity Marta DNA . , it's l’eau naïve-té 2 \n".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), max_size=150), LANGUAGES)
def test_any_order_of_words_gives_terms_that_rest_on_passages(words: list[str], language: str) -> None:
    check(found(" ".join(words * 12), language=language))


def check(terms: list[KeyTerm]) -> None:
    assert not terms or len(terms) >= FEWEST
    assert len({term.name.casefold() for term in terms}) == len(terms)
    assert all(len(term.passages) >= 2 and term.words and term.name.strip() for term in terms)
