from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapere.providers.vectors.server import ServerIndex
from sapere.providers.vectors.server_collection import COLLECTION
from sapere.research.errors import Damaged, DiskFull, IndexAway
from sapere.research.ports import Entry, Scope
from tests.fakes.qdrant import FakeQdrant, fake_qdrant

ALICE = Scope(owner="alice")
ONE = Entry("p", "d", 0, 4, "", (), "word", "en")

pytestmark = pytest.mark.loopback


@pytest.fixture
def fake() -> Iterator[FakeQdrant]:
    with fake_qdrant(api_key="right") as running:
        yield running


def test_the_collection_is_made_with_an_index_on_each_key(fake: FakeQdrant) -> None:
    ServerIndex(fake.url, "right").close()
    schema = fake.collections[COLLECTION].schema
    assert set(schema) == {"owner", "topic", "root", "document"}
    assert schema["owner"]["params"]["is_tenant"] is True


def test_a_second_process_uses_the_same_collection(fake: FakeQdrant) -> None:
    first, second = ServerIndex(fake.url, "right"), ServerIndex(fake.url, "right")
    first.upsert(ALICE, [ONE])
    assert second.count(ALICE) == 1
    first.close()
    second.close()


def test_a_wrong_key_is_said(fake: FakeQdrant) -> None:
    with pytest.raises(IndexAway, match="key") as caught:
        ServerIndex(fake.url, "wrong")
    assert "QDRANT_API_KEY" in caught.value.advice
    assert "wrong" not in str(caught.value)


def test_no_server_is_said() -> None:
    with fake_qdrant() as gone:
        address = gone.url
    with pytest.raises(IndexAway, match="search is off"):
        ServerIndex(address)


def test_a_server_in_trouble_is_said_and_comes_back(fake: FakeQdrant) -> None:
    index = ServerIndex(fake.url, "right")
    fake.failing = 503
    with pytest.raises(IndexAway, match="503"):
        index.count(ALICE)
    fake.failing = 0
    assert index.count(ALICE) == 0
    index.close()


def test_a_full_disk_is_said(fake: FakeQdrant) -> None:
    index = ServerIndex(fake.url, "right")
    fake.failing = 507
    with pytest.raises(DiskFull):
        index.upsert(ALICE, [ONE])
    index.close()


def test_a_collection_that_has_gone_can_be_rebuilt(fake: FakeQdrant) -> None:
    index = ServerIndex(fake.url, "right")
    fake.collections.clear()
    with pytest.raises(Damaged, match="gone") as caught:
        index.count(ALICE)
    assert "doctor --mend" in caught.value.advice
    index.close()
    again = ServerIndex.rebuild(fake.url, "right")
    assert again.count(ALICE) == 0
    again.close()


@pytest.mark.parametrize(
    "config",
    [
        {"sparse_vectors": {"text": {}}, "metadata": {"format": 1}},
        {"sparse_vectors": {"other": {"modifier": "idf"}}, "metadata": {"format": 1}},
        {"sparse_vectors": {"text": {"modifier": "idf"}}, "metadata": {"format": 0}},
        {"vectors": {"size": 4, "distance": "Dot"}},
    ],
)
def test_a_strange_collection_is_refused_and_kept(fake: FakeQdrant, config: dict[str, object]) -> None:
    fake.answer("PUT", f"/collections/{COLLECTION}", dict(config), "right")
    with pytest.raises(Damaged, match="not written by this version"):
        ServerIndex(fake.url, "right")
    assert COLLECTION in fake.collections
