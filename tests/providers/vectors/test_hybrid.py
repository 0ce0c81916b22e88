"""What any index does with vectors beside its words, asked of the embedded one and of the server's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sapere.providers.vectors.edge import EdgeIndex
from sapere.providers.vectors.server import ServerIndex
from sapere.research.ports import Embedded, Entry, Scope, Vectors
from tests.doubles.embedder import WordEmbedder
from tests.fakes.qdrant import fake_qdrant

ALICE = Scope(owner="alice")
BOB = Scope(owner="bob")

pytestmark = pytest.mark.loopback


@pytest.fixture
def embedder() -> WordEmbedder:
    return WordEmbedder(same={"automobile": "car", "feline": "cat"})


@pytest.fixture(params=["edge", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path, embedder: WordEmbedder) -> Iterator[Vectors]:
    if request.param == "edge":
        opened: Vectors = EdgeIndex(tmp_path / "index", embedder=embedder)
        yield opened
        opened.close()
        return
    with fake_qdrant() as fake:
        opened = ServerIndex(fake.url, embedder=embedder)
        yield opened
        opened.close()


def entry(text: str, number: int = 0, **fields: object) -> Entry:
    plain = Entry(f"p{number}", f"d{number}", 0, len(text), "", (), text, "en")
    return replace(plain, **fields)  # type: ignore[arg-type]


TEXTS = ("The car is fast", "The cat is asleep", "An automobile needs fuel", "Bread is baked")


def filled(index: Vectors, scope: Scope = ALICE, texts: tuple[str, ...] = TEXTS) -> None:
    index.upsert(scope, [entry(text, n) for n, text in enumerate(texts)])


def embed(index: Vectors, texts: tuple[str, ...] = TEXTS) -> int:
    """Gives every passage that wants one its vector; how many there were."""
    embedder = index.embedder
    assert embedder is not None
    index.begin_vectors(embedder.name, embedder.dimension)
    wanting = [one for batch in index.unembedded() for one in batch]
    made = embedder.texts([texts[int(one.document[1:])] for one in wanting])
    index.put_vectors(list(zip(wanting, made, strict=True)))
    index.end_vectors()
    return len(wanting)


def ids(index: Vectors, query: str, scope: Scope = ALICE, limit: int = 10) -> list[str]:
    return [hit.id for hit in index.search(scope, query, language="en", limit=limit)]


def test_words_alone_answer_until_all_is_embedded(index: Vectors) -> None:
    filled(index)
    assert ids(index, "automobile") == ["p2"]
    embedder = index.embedder
    assert embedder is not None
    index.begin_vectors(embedder.name, embedder.dimension)
    assert ids(index, "automobile") == ["p2"]


def test_what_means_the_same_is_found_by_other_words(index: Vectors) -> None:
    filled(index)
    assert embed(index) == 4
    assert ids(index, "automobile")[:2] == ["p2", "p0"]
    assert ids(index, "feline", limit=1) == ["p1"]
    assert index.embedded() == Embedded("double:words", 32, whole=True)


def test_scores_fall_and_the_limit_holds(index: Vectors) -> None:
    filled(index)
    embed(index)
    scores = [hit.score for hit in index.search(ALICE, "car fuel", language="en", limit=3)]
    assert len(scores) == 3
    assert scores == sorted(scores, reverse=True)


def test_no_strangers_passage_is_a_neighbour(index: Vectors) -> None:
    filled(index)
    filled(index, BOB)
    filled(index, replace(BOB, topic="cars"))
    index.upsert(ALICE, [entry("The car is red", 0, id="rooted", root="/a")])
    embed(index)
    assert ids(index, "car", Scope("carol")) == []
    assert set(ids(index, "feline", BOB)) == {"p0", "p1", "p2", "p3"}
    assert ids(index, "automobile", replace(ALICE, roots=("/a",))) == ["rooted"]
    assert index.count(ALICE) == 5


def test_a_passage_written_anew_wants_its_vector_again(index: Vectors) -> None:
    filled(index)
    embed(index)
    assert index.with_vector() == (4, 4)
    filled(index, texts=TEXTS[:1])
    assert index.with_vector() == (3, 4)
    assert embed(index) == 1


def test_a_passage_without_a_vector_is_found_by_its_words(index: Vectors) -> None:
    filled(index)
    embed(index)
    index.upsert(ALICE, [entry("Volcanoes erupt", 9)])
    assert "p9" in ids(index, "volcanoes", limit=2)


def test_a_passage_that_went_is_not_brought_back(index: Vectors) -> None:
    filled(index)
    embedder = index.embedder
    assert embedder is not None
    index.begin_vectors(embedder.name, embedder.dimension)
    wanting = [one for batch in index.unembedded() for one in batch]
    index.remove(ALICE, "d0")
    index.put_vectors([(one, embedder.query("car")) for one in wanting])
    assert index.with_vector() == (3, 3)


def test_a_passage_that_is_another_by_now_is_left_without(index: Vectors) -> None:
    filled(index, texts=TEXTS[:1])
    embedder = index.embedder
    assert embedder is not None
    index.begin_vectors(embedder.name, embedder.dimension)
    wanting = [one for batch in index.unembedded() for one in batch]
    index.upsert(ALICE, [entry("Bread", 0, document="other")])
    index.put_vectors([(one, embedder.query("car")) for one in wanting])
    assert index.with_vector() == (0, 1)


def test_an_embedder_that_is_away_leaves_the_words(index: Vectors, embedder: WordEmbedder) -> None:
    filled(index)
    embed(index)
    embedder.away = True
    assert ids(index, "automobile") == ["p2"]


def test_vectors_of_another_embedder_are_thrown_away(index: Vectors, embedder: WordEmbedder) -> None:
    filled(index)
    embed(index)
    embedder.name, embedder.size = "double:other", 16
    assert ids(index, "automobile") == ["p2"]
    index.begin_vectors("double:other", 16)
    assert index.with_vector() == (0, 4)
    assert embed(index) == 4
    assert ids(index, "automobile")[:2] == ["p2", "p0"]


def test_the_same_name_with_another_dimension_is_another(index: Vectors, embedder: WordEmbedder) -> None:
    filled(index)
    embed(index)
    embedder.size = 16
    assert ids(index, "automobile") == ["p2"]
    index.begin_vectors(embedder.name, 16)
    assert index.with_vector() == (0, 4)


def test_beginning_again_keeps_what_is_there(index: Vectors) -> None:
    filled(index)
    embed(index)
    index.begin_vectors("double:words", 32)
    assert index.with_vector() == (4, 4)
    assert index.embedded() == Embedded("double:words", 32, whole=True)


def test_without_an_embedder_nothing_wants_a_vector(index: Vectors) -> None:
    filled(index)
    assert list(index.unembedded()) == []
    assert index.embedded() is None
    assert index.with_vector() == (0, 4)
