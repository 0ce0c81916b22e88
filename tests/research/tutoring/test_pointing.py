from __future__ import annotations

import pytest

from sapere.research.tutoring.pointing import asking_words, kinds_of_thing, little_numbers, little_words

DIGITS = frozenset("二三四五六七八九十百千万两零")
LANGUAGES = ("en", "de", "fr", "es", "ar", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_words_to_ask_with_where_the_tutor_has_words_of_its_own(language: str) -> None:
    assert len(asking_words(language)) > 50
    assert len(kinds_of_thing(language)) > 50
    assert little_words(f"{language}-Latn") == little_words(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_holds_a_number(language: str) -> None:
    listed = little_words(language) | asking_words(language) | kinds_of_thing(language)
    assert not [one for one in listed if any(map(str.isdigit, one)) or not DIGITS.isdisjoint(one)]
    assert listed.isdisjoint(little_numbers(language))


def test_elsewhere_the_little_words_alone_are_known() -> None:
    assert little_words("it") and not asking_words("it") and not kinds_of_thing("xx")
