from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.providers.store.folder import FolderStore
from sapere.research.cut import cut
from sapere.research.index import entries, keep
from sapere.research.ports import Embedded, Scope, Vectors
from sapere.research.shapes import Document, Raw
from sapere.settings import Settings
from sapere.topics import costs
from sapere.topics.models import Usage
from sapere.wiring import build_index, build_store
from sapere.work.embedding import BackgroundEmbedding, read_coverage
from sapere.work.mending import whole_index
from sapere.work.ownership import DataFolder
from tests.fakes import embeddings
from tests.fakes.embeddings import Embeddings
from tests.fakes.server import Server, serving
from tests.topics.seed import person

pytestmark = [pytest.mark.loopback, pytest.mark.django_db(transaction=True)]

ALICE = Scope("alice")
FACTS = tuple(f"Fact number {n} is about thing{n}." for n in range(300))


@pytest.fixture
def fake() -> Embeddings:
    return Embeddings()


@pytest.fixture
def server(fake: Embeddings) -> Iterator[Server]:
    with serving(fake) as running:
        yield running


@pytest.fixture
def settings(tmp_path: Path, server: Server) -> Settings:
    return Settings(
        data=tmp_path, embedder="openai:tiny", embedder_url=f"{server.url}/v1", embedder_key="right"
    )


@pytest.fixture
def index(settings: Settings) -> Iterator[Vectors]:
    opened = build_index(settings)
    put(opened, FolderStore(settings.data / "store"), ALICE)
    yield opened
    opened.close()


def put(index: Vectors, store: FolderStore, scope: Scope) -> None:
    for fact in FACTS:
        document = Document(fact, "Facts", "en")
        keep(store, Raw(fact.encode(), "text/plain"), document)
        index.upsert(scope, entries(document, cut(document), locator=fact))


def background(settings: Settings, index: Vectors, **times: float) -> BackgroundEmbedding:
    folder = DataFolder(settings.data)
    made = BackgroundEmbedding(folder, index, build_store(settings), **{"pause": 0.05, **times})
    made.start()
    return made


def awaited(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 60
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def is_whole(index: Vectors) -> bool:
    embedded = index.embedded()
    return embedded is not None and embedded.whole


def test_all_are_embedded_in_the_background_and_noted(settings: Settings, index: Vectors) -> None:
    working = background(settings, index)
    assert awaited(lambda: is_whole(index))
    working.stop()
    coverage = read_coverage(settings.data)
    assert coverage is not None
    assert (coverage.embedder, coverage.dimension, coverage.made, coverage.everything) == (
        "openai:tiny",
        16,
        300,
        300,
    )


def test_an_endpoint_that_is_away_is_waited_for(settings: Settings, fake: Embeddings, index: Vectors) -> None:
    fake.faults = [embeddings.broken, embeddings.page, embeddings.one_short]
    working = background(settings, index)
    assert awaited(lambda: is_whole(index))
    working.stop()
    assert index.with_vector() == (300, 300)


def test_it_stops_at_once_although_the_endpoint_hangs(
    settings: Settings, fake: Embeddings, server: Server, index: Vectors
) -> None:
    fake.faults = [None, embeddings.hang]
    working = background(settings, index)
    assert awaited(lambda: fake.calls == 2)
    began = time.monotonic()
    working.stop()
    assert time.monotonic() - began < 4
    server.close()
    working.stop()  # the request in hand has ended now


@pytest.fixture
def capped(settings: Settings) -> Settings:
    """A day's money for about a third of the facts: each of them is some ten tokens."""
    return replace(settings, model_prices=(("openai:tiny", 1000.0, 0.0),), budget_person=1.0)


def filled(settings: Settings, owner: Person) -> Vectors:
    opened = whole_index(settings, build_store(settings))
    put(opened, FolderStore(settings.data / "store"), Scope(str(owner.key)))
    return opened


def test_a_cap_of_the_day_stops_it_and_it_goes_on_when_there_is_money(
    capped: Settings, fake: Embeddings
) -> None:
    alice = person("alice")
    index = filled(capped, alice)
    working = background(capped, index, rest=1.0)
    assert awaited(lambda: 0 < index.with_vector()[0] == len(fake.embedded) - 1)
    assert awaited(lambda: working.resting)
    asked, (given, _) = fake.calls, index.with_vector()
    assert 0 < given < 300
    assert found_by_words(index, alice) == [FACTS[7]]
    assert awaited(lambda: not working.resting)  # it looked again, and asked nobody
    assert awaited(lambda: working.resting)
    assert fake.calls == asked
    spent = costs.total(costs.of_person(alice))
    assert 0 < spent.usd <= 1.0
    assert (spent.failed, spent.reserved, spent.input_tokens) == (0, 0, given * 7)
    Usage.objects.update(at=timezone.now() - timedelta(days=1))  # a day later, three times
    for _ in range(20):
        if awaited(lambda: is_whole(index) or working.resting) and is_whole(index):
            break
        Usage.objects.update(at=timezone.now() - timedelta(days=1))
        assert awaited(lambda: not working.resting)
    assert is_whole(index)
    assert len(fake.embedded) == 300 + 1
    working.stop()
    index.close()


def test_a_question_is_paid_and_by_words_alone_where_it_cannot_be(capped: Settings, fake: Embeddings) -> None:
    alice = person("alice")
    index = filled(replace(capped, budget_person=0.0), alice)
    working = background(capped, index)
    assert awaited(lambda: is_whole(index))
    working.stop()
    before = Usage.objects.count()
    assert found_by_words(index, alice)[0] == FACTS[7]
    assert Usage.objects.count() == before + 1
    index.close()
    again = whole_index(capped, build_store(capped))
    asked = fake.calls
    assert found_by_words(again, alice) == [FACTS[7]]
    assert (fake.calls, Usage.objects.count()) == (asked + 1, before + 1)  # its dimension, which nobody pays
    again.close()


def found_by_words(index: Vectors, owner: Person) -> list[str]:
    hits = index.search(Scope(str(owner.key)), "thing7", language="en", limit=3)
    return [hit.locator for hit in hits]


def test_of_two_workers_one_embeds(settings: Settings, fake: Embeddings, index: Vectors) -> None:
    first, second = background(settings, index), background(settings, index)
    assert awaited(lambda: is_whole(index))
    first.stop()
    second.stop()
    assert len(fake.embedded) == len(set(fake.embedded))


KILLED = """
import sys, time
from pathlib import Path
from sapere.research.embedding import Embedding
from sapere.settings import Settings
from sapere.wiring import build_index, build_store
settings = Settings(data=Path(sys.argv[1]), embedder="openai:tiny", embedder_url=sys.argv[2], embedder_key="right")
index = build_index(settings)
Embedding(index, build_store(settings), told=lambda one: print(one.made, flush=True) or time.sleep(0.2)).run()
"""


def test_one_that_is_killed_again_and_again_pays_for_nothing_twice(
    settings: Settings, fake: Embeddings, index: Vectors
) -> None:
    index.close()
    reached = [_killed_after_a_part(settings) for _ in range(3)]
    assert reached == sorted(set(reached))
    again = build_index(settings)
    working = background(settings, again)
    assert awaited(lambda: is_whole(again))
    working.stop()
    assert again.with_vector() == (300, 300)
    assert sorted(set(fake.embedded) - {"dimension"}) == sorted(f"Facts\n{fact}" for fact in FACTS)
    assert len([one for one in fake.embedded if one != "dimension"]) == 300
    again.close()


def _killed_after_a_part(settings: Settings) -> int:
    """How many had a vector when it was killed."""
    arguments = [sys.executable, "-c", KILLED, str(settings.data), settings.embedder_url]
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    made = [int(process.stdout.readline()) for _ in range(2)][-1]
    process.kill()
    process.communicate()
    return made


def test_a_changed_embedder_is_answered_by_words_until_it_is_whole(
    settings: Settings, fake: Embeddings, index: Vectors
) -> None:
    working = background(settings, index)
    assert awaited(lambda: is_whole(index))
    working.stop()
    index.close()
    fake.model, fake.dimension = "other", 24
    fake.faults = [embeddings.broken]
    changed = Settings(**{**vars(settings), "embedder": "openai:other"})
    again = build_index(changed)
    assert [hit.locator for hit in again.search(ALICE, "thing7", language="en", limit=3)] == [FACTS[7]]
    working = background(changed, again)
    assert awaited(lambda: again.embedded() == Embedded("openai:other", 24, whole=True))
    working.stop()
    assert again.with_vector() == (300, 300)
    again.close()
