from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.http import HttpClient
from sapere.kit.token_estimate import estimated_tokens
from sapere.providers.embeddings import openai
from sapere.providers.embeddings.openai import OpenAIEmbedder, batches
from sapere.research.errors import BadSaying, Declined, ModelAway, ModelBusy, ModelRefuses, TooLong
from tests.fakes import embeddings
from tests.fakes.embeddings import Embeddings, Fault
from tests.fakes.server import Reply, Server, serving

pytestmark = pytest.mark.loopback


@pytest.fixture
def fake() -> Embeddings:
    return Embeddings()


@pytest.fixture
def server(fake: Embeddings) -> Iterator[Server]:
    with serving(fake) as running:
        yield running


class Opener:
    """Makes embedders that ask the fake, and closes them."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._made: list[OpenAIEmbedder] = []

    def __call__(
        self, *, model: str = "tiny", key: str = "right", path: str = "/v1", patience: float = 4.0
    ) -> OpenAIEmbedder:
        pair, address = self._server.pair, self._server.url + path
        http = HttpClient(allow=[pair], own=[pair], gap=0.0, sleep=lambda _: None)
        self._made.append(OpenAIEmbedder(http, model, address=address, key=key, query_patience=patience))
        return self._made[-1]

    def close(self) -> None:
        for one in self._made:
            one.close()


@pytest.fixture
def embedder(server: Server) -> Iterator[Opener]:
    opener = Opener(server)
    yield opener
    opener.close()


def test_vectors_have_length_one_and_the_order_of_the_texts(embedder: Opener) -> None:
    opened = embedder()
    vectors = opened.texts(["red car", "green tree", "red car"])
    assert [len(one) for one in vectors] == [16, 16, 16]
    assert all(math.hypot(*one) == pytest.approx(1) for one in vectors)
    assert vectors[0] == vectors[2] != vectors[1]
    assert opened.query("red car") == vectors[0]


def test_the_dimension_is_asked_for_once(fake: Embeddings, embedder: Opener) -> None:
    opened = embedder()
    assert (opened.dimension, opened.dimension, fake.calls) == (16, 16, 1)


def test_an_endpoint_may_be_named_whole(embedder: Opener) -> None:
    assert embedder(path="/v1/embeddings").dimension == 16


def test_what_comes_in_another_order_is_put_in_order(fake: Embeddings, embedder: Opener) -> None:
    opened = embedder()
    straight = opened.texts(["one", "two", "three"])
    fake.faults = [embeddings.backwards]
    assert opened.texts(["one", "two", "three"]) == straight


@pytest.mark.parametrize(
    ("fault", "leaf", "said"),
    [
        (embeddings.wrong_dimension, BadSaying, "17 numbers, not 16"),
        (embeddings.not_a_number, BadSaying, "not JSON"),
        (embeddings.infinite, BadSaying, "not JSON"),
        (embeddings.null, BadSaying, "no number"),
        (embeddings.all_zero, BadSaying, "without a direction"),
        (embeddings.same_index, BadSaying, "which vector"),
        (embeddings.one_short, BadSaying, "1 vectors for 2 texts"),
        (embeddings.no_list, BadSaying, "list of vectors"),
        (embeddings.base64, BadSaying, "no vector"),
        (embeddings.page, BadSaying, "not JSON"),
        (embeddings.broken, ModelAway, "fault of its own"),
    ],
)
def test_a_wrong_answer_is_said(
    fake: Embeddings, embedder: Opener, fault: Fault, leaf: type[Exception], said: str
) -> None:
    opened = embedder()
    assert opened.dimension == 16
    fake.faults = [fault]
    with pytest.raises(leaf, match=said):
        opened.texts(["one", "two"])


def test_a_server_that_is_busy_is_asked_again_when_it_said(fake: Embeddings, embedder: Opener) -> None:
    opened = embedder()
    assert opened.dimension == 16
    fake.faults = [embeddings.busy]
    assert len(opened.texts(["one"])) == 1
    assert fake.calls == 3


def test_it_says_how_long_it_is_busy(fake: Embeddings, embedder: Opener) -> None:
    fake.faults = [embeddings.busy]
    with pytest.raises(ModelBusy) as caught:
        embedder().query("word")
    assert caught.value.retry_after == 60


def test_silence_ends(fake: Embeddings, embedder: Opener) -> None:
    fake.faults = [embeddings.hang]
    with pytest.raises(ModelAway, match=r"within 0\.3 s"):
        embedder(patience=0.3).query("word")


def test_a_wrong_key_is_said_and_not_shown(embedder: Opener) -> None:
    with pytest.raises(ModelRefuses, match="refuses our key") as caught:
        embedder(key="hush-hush").query("word")
    assert "OPENAI_API_KEY" in caught.value.advice
    assert "hush" not in caught.value.what


def test_an_unknown_model_is_said(embedder: Opener) -> None:
    with pytest.raises(ModelRefuses, match="no model huge"):
        embedder(model="huge").query("word")


def test_an_address_that_is_not_the_endpoint_is_said(embedder: Opener) -> None:
    with pytest.raises(ModelRefuses, match="no embeddings") as caught:
        embedder(path="").query("word")
    assert "/v1" in caught.value.advice


@pytest.mark.parametrize(
    ("status", "leaf"),
    [
        (400, Declined),
        (422, Declined),
        (402, ModelRefuses),
        (413, TooLong),
        (408, ModelAway),
        (529, ModelAway),
    ],
)
def test_other_refusals_say_their_number(
    fake: Embeddings, embedder: Opener, status: int, leaf: type[Exception]
) -> None:
    fake.faults = [lambda _: Reply(b'{"detail": "Sorry."}', status=status)]
    with pytest.raises(leaf, match=rf"\({status}\): Sorry\."):
        embedder().query("x" * 10)


def test_nobody_there_is_said(server: Server, embedder: Opener) -> None:
    opened = embedder()
    server.close()
    with pytest.raises(ModelAway, match="cannot be reached"):
        opened.query("word")


def test_too_many_texts_are_sent_in_halves(fake: Embeddings, embedder: Opener) -> None:
    fake.batch = 10
    texts = [f"word{n}" for n in range(40)]
    assert len(embedder().texts(texts)) == 40
    assert fake.embedded[1:] == texts


def test_a_text_that_is_too_long_is_embedded_by_its_beginning(fake: Embeddings, embedder: Opener) -> None:
    fake.longest = 200
    long = "word " * 700
    short, cut = embedder().texts(["word", long])
    assert len(fake.embedded[-1].split()) == 175
    assert cut == pytest.approx(short, abs=0.01)


def test_a_text_that_no_beginning_makes_short_enough_is_said(fake: Embeddings, embedder: Opener) -> None:
    opened = embedder()
    assert opened.dimension == 16
    fake.longest = 1
    with pytest.raises(TooLong, match="maximum context length"):
        opened.texts(["x y " * 100])


def test_words_that_a_model_wants_before_a_text_are_put_there(fake: Embeddings, embedder: Opener) -> None:
    fake.model = "intfloat/multilingual-e5-small"
    opened = embedder(model=fake.model)
    opened.texts(["one"])
    opened.query("two")
    assert fake.embedded[1:] == ["passage: one", "query: two"]


@pytest.mark.parametrize(
    ("most", "count", "seconds", "after"),
    [
        (64, 64, 30, 32),
        (64, 10, 30, 5),
        (1, 1, 100, 1),
        (8, 8, 1, 16),
        (8, 3, 1, 8),
        (64, 64, 1, 64),
        (8, 8, 10, 8),
    ],
)
def test_requests_follow_the_pace_of_the_endpoint(most: int, count: int, seconds: float, after: int) -> None:
    assert openai.paced(most, count, seconds) == after


@given(st.lists(st.text(min_size=1, max_size=60).map(lambda text: text * 40), max_size=200))
def test_batches_hold_all_texts_in_order_within_their_bounds(texts: list[str]) -> None:
    made = list(batches(texts))
    assert [text for batch in made for text in batch] == texts
    for batch in made:
        assert 0 < len(batch) <= openai.TEXTS
        assert len(batch) == 1 or sum(map(estimated_tokens, batch)) <= openai.TOKENS
