from __future__ import annotations

from sapere.research.answering.asked import terms
from sapere.research.answering.meanings import meanings


def stem(word: str) -> str:
    return terms(word, "en")[0]


def test_words_of_nearly_one_meaning_stand_for_each_other() -> None:
    others = meanings("en")
    assert stem("constructed") in others[stem("built")]
    assert stem("built") in others[stem("constructed")]


def test_what_is_such_a_thing_answers_for_its_class_alone() -> None:
    others = meanings("en")
    assert stem("grey") in others[stem("colour")]
    assert stem("colour") not in others.get(stem("grey"), frozenset())
    assert stem("red") not in others.get(stem("grey"), frozenset())


def test_no_word_stands_for_itself() -> None:
    assert all(term not in others for term, others in meanings("en-GB").items())


def test_other_languages_have_none() -> None:
    assert not meanings("ar")
    assert not meanings("zh")
