"""Vectors are paid by whose texts they are of, with the tokens that the endpoint tells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from sapere.kit.http import HttpClient
from sapere.kit.token_estimate import estimated_tokens
from sapere.providers.embeddings.openai import OpenAIEmbedder
from sapere.providers.embeddings.paying import Till
from sapere.research.budget import RunBudget
from sapere.research.calls import Chore, Usage
from sapere.research.errors import BadSaying, ModelAway, ModelError, OverBudget
from sapere.research.ports import Budget, Scope
from tests.fakes import embeddings
from tests.fakes.embeddings import Embeddings, Fault
from tests.fakes.server import serving

pytestmark = pytest.mark.loopback
ALICE, BOB = Scope("alice"), Scope("bob")
PRICE = 2.0
"""Dollars for a token: as many as count."""


@pytest.fixture
def fake() -> Embeddings:
    return Embeddings()


@pytest.fixture
def purses() -> dict[str, RunBudget]:
    return {"alice": RunBudget(), "bob": RunBudget(100.0)}


@pytest.fixture
def embedder(fake: Embeddings, purses: dict[str, RunBudget]) -> Iterator[OpenAIEmbedder]:
    def purse(scope: Scope) -> Budget:
        return purses[scope.owner]

    with serving(fake) as server:
        http = HttpClient(allow=[server.pair], own=[server.pair], gap=0.0, sleep=lambda _: None)
        till = Till(purse, lambda tokens: tokens * PRICE)
        made = OpenAIEmbedder(http, "tiny", address=f"{server.url}/v1", key="right", till=till)
        yield made
        made.close()


def test_a_call_is_counted_as_the_endpoint_tells_it(
    embedder: OpenAIEmbedder, purses: dict[str, RunBudget]
) -> None:
    embedder.texts(["a red car", "a tree"], ALICE)
    embedder.query("which car", ALICE)
    told = [(one.job, one.model, one.input_tokens, one.usd, one.outcome) for one in purses["alice"].spent]
    assert told == [
        (Chore.EMBED, "openai:tiny", 5, 10.0, "ok"),
        (Chore.EMBED, "openai:tiny", 2, 4.0, "ok"),
    ]
    assert len({one.key for one in purses["alice"].spent}) == 2
    assert purses["bob"].spent == []


def test_what_is_of_nobody_is_paid_by_nobody(embedder: OpenAIEmbedder, purses: dict[str, RunBudget]) -> None:
    embedder.texts(["a red car"])
    assert embedder.dimension == 16
    assert purses["alice"].spent == purses["bob"].spent == []


@pytest.mark.parametrize("fault", [embeddings.uncounted, embeddings.boasting])
def test_tokens_that_are_not_told_or_cannot_be_are_estimated(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget], fault: Fault
) -> None:
    fake.faults = [None, fault]
    embedder.texts(["a red car"], ALICE)
    assert [one.input_tokens for one in purses["alice"].spent] == [estimated_tokens("a red car")]


def test_without_money_nothing_is_sent(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget]
) -> None:
    assert embedder.dimension
    with pytest.raises(OverBudget):
        embedder.texts(["word " * 60], BOB)
    assert fake.calls == 1
    with pytest.raises(OverBudget):
        embedder.texts(["word " * 10] * 9, BOB)  # the first request of eight would be paid, the second not
    assert fake.calls == 1
    embedder.texts(["word " * 20], BOB)
    assert 0 < purses["bob"].usd <= 100


def test_a_call_is_paid_once_in_however_many_requests_it_was_made(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget]
) -> None:
    fake.batch = 2
    embedder.texts([f"text {n}" for n in range(20)], ALICE)
    assert fake.calls > 11  # one for the dimension, ten of two texts, and those that were too much
    assert [(one.input_tokens, one.outcome) for one in _spent(purses)] == [(40, "ok")]


def test_one_that_fails_in_the_middle_is_counted_as_far_as_it_came(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget]
) -> None:
    fake.faults = [None, None, embeddings.broken]
    with pytest.raises(ModelAway):
        embedder.texts([f"text {n}" for n in range(20)], ALICE)
    assert [(one.input_tokens, one.usd, one.outcome) for one in _spent(purses)] == [(16, 32.0, "ModelAway")]


def test_an_answer_of_no_use_is_paid_all_the_same(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget]
) -> None:
    fake.faults = [None, embeddings.one_short]
    with pytest.raises(BadSaying):
        embedder.texts(["one", "two"], ALICE)
    assert [(one.input_tokens, one.usd, one.outcome) for one in _spent(purses)] == [(2, 4.0, "BadSaying")]


@pytest.mark.parametrize("fault", [embeddings.broken, embeddings.busy, embeddings.page])
def test_what_was_not_answered_used_nothing_and_gives_its_money_back(
    fake: Embeddings, embedder: OpenAIEmbedder, purses: dict[str, RunBudget], fault: Fault
) -> None:
    assert embedder.dimension
    fake.faults = [fault] * 3
    for _ in range(3):
        with suppress(ModelError):
            embedder.texts(["word " * 30], BOB)
    assert purses["bob"].usd == 0
    purses["bob"].reserve("all of it", Chore.EMBED, "openai:tiny", 100.0)


def test_a_price_that_nobody_knows_is_not_known(fake: Embeddings) -> None:
    purse = RunBudget()
    with serving(fake) as server:
        http = HttpClient(allow=[server.pair], own=[server.pair], gap=0.0)
        made = OpenAIEmbedder(
            http, "tiny", address=f"{server.url}/v1", key="right", till=Till(lambda _: purse)
        )
        made.texts(["a red car"], ALICE)
        made.close()
    assert [(one.input_tokens, one.usd) for one in purse.spent] == [(3, None)]


def _spent(purses: dict[str, RunBudget]) -> list[Usage]:
    return purses["alice"].spent
