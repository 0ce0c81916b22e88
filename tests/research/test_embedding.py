from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from sapere.providers.vectors.edge import EdgeIndex
from sapere.research.cut import cut
from sapere.research.embedding import HOPELESS, Coverage, Embedding, composed
from sapere.research.errors import Declined, ModelAway, OverBudget
from sapere.research.index import entries, keep
from sapere.research.ports import Scope, Unembedded
from sapere.research.shapes import Document, Raw
from tests.doubles.embedder import WordEmbedder
from tests.doubles.store import MemoryStore

ALICE = Scope("alice")
BOB, BOBS_TOPIC = Scope("bob"), Scope("bob", "tides")
FACTS = tuple(f"Fact number {n} is about thing{n}." for n in range(150))


class Choosy(WordEmbedder):
    """Takes no text with one of these words in it."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self.words = words
        self.tried = 0

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
        self.tried += 1
        if any(word in text for text in texts for word in self.words):
            raise Declined("It would not embed this.")
        return super().texts(texts, whose)


class House:
    def __init__(self, folder: Path, embedder: WordEmbedder) -> None:
        self.store = MemoryStore()
        self.embedder = embedder
        self.index = EdgeIndex(folder / "index", embedder=embedder)
        self.told: list[Coverage] = []
        self.embedding = self.anew()

    def anew(self) -> Embedding:
        """As after a restart."""
        return Embedding(self.index, self.store, told=self.told.append)

    def add(self, *facts: str, scope: Scope = ALICE) -> None:
        for fact in facts:
            document = Document(fact, "Facts", "en")
            raw = Raw(fact.encode(), "text/plain", "utf-8", f"file:///{hash(fact)}")
            keep(self.store, raw, document)
            self.index.upsert(scope, entries(document, cut(document), locator=raw.locator))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path, WordEmbedder(same={"object7": "thing7"}))
    yield made
    made.index.close()


def test_all_are_given_a_vector_and_found_by_it(house: House) -> None:
    house.add(*FACTS)
    assert house.embedding.run() == 150
    assert house.told[-1] == Coverage("double:words", 32, 150, 150, whole=True)
    best = house.index.search(ALICE, "object7", language="en", limit=1)[0]
    assert best.document == Document(FACTS[7], "", "en").sha256


def test_a_second_pass_asks_for_nothing(house: House) -> None:
    house.add(*FACTS)
    house.embedding.run()
    calls = house.embedder.calls
    assert house.anew().run() == 0
    assert house.embedder.calls == calls


def test_one_that_was_stopped_goes_on_where_it_was(house: House) -> None:
    house.add(*FACTS)
    house.embedding = Embedding(house.index, house.store, told=lambda _: house.embedding.stop())
    given = house.embedding.run()
    assert 0 < given < 150
    embedded = house.index.embedded()
    assert embedded is not None
    assert not embedded.whole
    assert house.anew().run() == 150 - given
    assert len(house.embedder.asked) == 150


def test_an_embedder_that_goes_away_keeps_what_it_gave(house: House) -> None:
    house.add(*FACTS)

    def leave(coverage: Coverage) -> None:
        house.embedder.away = coverage.made > 0

    with pytest.raises(ModelAway):
        Embedding(house.index, house.store, told=leave).run()
    house.embedder.away = False
    house.anew().run()
    assert sorted(house.embedder.asked) == sorted(f"Facts\n{fact}" for fact in FACTS)


def test_passages_of_one_who_cannot_pay_wait_and_the_others_go_on(house: House) -> None:
    house.add(*FACTS[:70], scope=BOB)
    house.add(*FACTS[70:80], scope=BOBS_TOPIC)
    house.add(*FACTS[80:], scope=Scope("carol"))
    house.embedder.broke = {"bob"}
    with pytest.raises(OverBudget, match="bob has no money left"):
        house.embedding.run()
    assert house.told[-1] == Coverage("double:words", 32, 70, 150, whole=False)
    house.embedder.broke = set()
    assert house.anew().run() == 80
    assert house.told[-1].whole
    assert len(house.embedder.asked) == 150


def test_each_request_is_of_one_shelf(house: House) -> None:
    house.add(*FACTS[:3], scope=BOB)
    house.add(*FACTS[:3], scope=BOBS_TOPIC)
    house.embedding.run()
    assert house.embedder.calls == 2
    assert house.embedder.payers == [BOB, BOBS_TOPIC]


def test_what_comes_later_is_given_its_vector_too(house: House) -> None:
    house.add(*FACTS[:3])
    house.embedding.run()
    house.add(*FACTS[3:5])
    assert house.embedding.run() == 2


def test_another_embedder_makes_all_anew_and_words_answer_meanwhile(house: House) -> None:
    house.add(*FACTS[:20])
    house.embedding.run()
    house.embedder.name, house.embedder.away = "double:other", True
    with pytest.raises(ModelAway):
        house.anew().run()
    assert len(house.index.search(ALICE, "thing7", language="en", limit=5)) == 1
    house.embedder.away = False
    assert house.anew().run() == 20
    assert house.index.search(ALICE, "object7", language="en", limit=5)


def test_one_that_it_does_not_take_is_left_to_its_words(tmp_path: Path) -> None:
    choosy = Choosy("thing7.", "thing100.")
    house = House(tmp_path, choosy)
    house.add(*FACTS)
    assert house.embedding.run() == 148
    assert house.told[-1] == Coverage("double:words", 32, 148, 150, whole=True)
    tried = choosy.tried
    assert (house.embedding.run(), choosy.tried) == (0, tried)
    house.index.close()


def test_one_that_takes_nothing_ends_the_pass(tmp_path: Path) -> None:
    choosy = Choosy("Fact")
    house = House(tmp_path, choosy)
    house.add(*FACTS)
    with pytest.raises(Declined):
        house.embedding.run()
    assert choosy.tried < 3 * HOPELESS
    assert house.index.with_vector() == (0, 150)
    house.index.close()


def test_one_whose_text_is_gone_does_not_stop_the_others(house: House) -> None:
    house.add(*FACTS[:4])
    house.store.remove(f"text/{Document(FACTS[2], '', 'en').sha256}")
    assert house.embedding.run() == 3


def test_without_an_embedder_nothing_is_done(tmp_path: Path) -> None:
    index = EdgeIndex(tmp_path / "index")
    assert Embedding(index, MemoryStore(), told=print).run() == 0
    index.close()


def test_where_a_passage_stands_is_embedded_with_it() -> None:
    one = Unembedded("k", "d", 4, 9, "Leaves", ("Plants", "Green"))
    assert composed(one, "The green leaf") == "Leaves\nPlants › Green\ngreen"
    assert composed(Unembedded("k", "d", 0, 3, "", ()), "The leaf") == "The"
