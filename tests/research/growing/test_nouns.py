from __future__ import annotations

import pytest

from sapere.research.growing.nouns import is_abstract, is_common, is_empty, is_known, tells


@pytest.mark.parametrize(
    ("before", "behind", "language", "told"),
    [
        ("the", "is", "en", 1),
        ("of", "", "en", 1),
        ("you", "that", "en", -1),
        ("to", "", "en", -1),
        ("", "the", "en", -1),
        ("often", "", "en", 0),
        ("der", "ist", "de", 1),
        ("wir", "", "de", -1),
    ],
)
def test_the_words_around_tell_a_thing_from_a_deed(
    before: str, behind: str, language: str, told: int
) -> None:
    assert tells(before, behind, language) == told


def test_languages_without_articles_are_not_known() -> None:
    assert [is_known(language) for language in ("en", "fr", "ja", "zh", "ru", "")] == [True, True] + [
        False
    ] * 4


def test_some_nouns_say_nothing() -> None:
    assert all(map(is_empty, ("thing", "video", "today", "patients")))
    assert not is_empty("velocity")


def test_endings_give_the_abstract_away() -> None:
    assert all(map(is_abstract, ("velocity", "possibilities", "key hypothesis", "évolution")))
    assert not any(map(is_abstract, ("car", "librarians", "city", "lens")))


def test_common_nouns_are_written_small_but_in_german() -> None:
    assert is_common("wave", "en") and is_common("DNA", "en") and is_common("Welle", "de")
    assert not is_common("Marta", "en") and not is_common("bedeutet", "de")
