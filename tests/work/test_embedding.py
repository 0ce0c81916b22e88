from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sapere.providers.store.folder import FolderStore
from sapere.research.cut import cut
from sapere.research.index import entries, keep
from sapere.research.ports import Embedded, Scope, Vectors
from sapere.research.shapes import Document, Raw
from sapere.settings import Settings
from sapere.wiring import build_index, build_store
from sapere.work.embedding import BackgroundEmbedding, read_coverage
from sapere.work.ownership import DataFolder
from tests.fakes import embeddings
from tests.fakes.embeddings import Embeddings
from tests.fakes.server import Server, serving

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
    store = FolderStore(settings.data / "store")
    for fact in FACTS:
        document = Document(fact, "Facts", "en")
        keep(store, Raw(fact.encode(), "text/plain"), document)
        opened.upsert(ALICE, entries(document, cut(document), locator=fact))
    yield opened
    opened.close()


def background(settings: Settings, index: Vectors) -> BackgroundEmbedding:
    made = BackgroundEmbedding(DataFolder(settings.data), index, build_store(settings), pause=0.05)
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
