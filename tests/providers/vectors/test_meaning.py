from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.providers.vectors.meaning import REST, Meaning
from sapere.research.ports import Embedded, Scope
from tests.doubles.embedder import WordEmbedder
from tests.doubles.network import HandClock

WHOLE = Embedded("double:words", 32, whole=True)


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder()


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def meaning(embedder: WordEmbedder, clock: HandClock) -> Meaning:
    return Meaning(embedder, monotonic=clock.monotonic)


def test_a_whole_index_is_asked_by_meaning(meaning: Meaning, embedder: WordEmbedder) -> None:
    assert meaning.vector("word", WHOLE) == embedder.query("word")


@pytest.mark.parametrize(
    "embedded",
    [None, replace(WHOLE, whole=False), replace(WHOLE, embedder="another"), replace(WHOLE, dimension=8)],
)
def test_vectors_that_are_not_the_same_are_not_compared(meaning: Meaning, embedded: Embedded | None) -> None:
    assert meaning.vector("word", embedded) is None


def test_without_an_embedder_there_is_none() -> None:
    assert Meaning(None).vector("word", WHOLE) is None


def test_one_that_failed_is_left_alone_and_asked_again(
    meaning: Meaning, embedder: WordEmbedder, clock: HandClock
) -> None:
    embedder.away = True
    assert meaning.vector("word", WHOLE) is None
    embedder.away = False
    assert meaning.vector("word", WHOLE) is None
    clock.sleep(REST + 1)
    assert meaning.vector("word", WHOLE) is not None


def test_one_who_cannot_pay_searches_by_words_and_the_others_by_meaning(
    meaning: Meaning, embedder: WordEmbedder
) -> None:
    embedder.broke = {"bob"}
    assert meaning.vector("word", WHOLE, Scope("bob")) is None
    assert meaning.vector("word", WHOLE, Scope("alice")) is not None
