from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sapere.accounts.models import Person
from sapere.providers.store.folder import FolderStore
from sapere.research.cut import cut
from sapere.research.index import entries, index_source, keep
from sapere.research.ports import Hit, Index, Scope
from sapere.research.shapes import Document, Raw
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import LibraryItem, Run, Snapshot
from sapere.wiring import build_index, index_folder
from sapere.work.mending import UNFINISHED, is_missing, whole_index
from tests.topics.seed import TEXT, finished, person, source

pytestmark = pytest.mark.django_db(transaction=True)

FACTS = ("Water boils at a hundred degrees.", "Ice floats on water since it is lighter.", "Steam is a gas.")
ROOT = "/home/alice/water"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "store")


@pytest.fixture
def alice() -> Person:
    return person("alice")


@pytest.fixture
def run(settings: Settings, store: FolderStore, alice: Person) -> Run:
    """A library of three documents and a finished topic with one source, all of them in the index."""
    index = build_index(settings)
    for number, text in enumerate(FACTS):
        locator = f"file://{ROOT}/{number}.txt"
        document = Document(text, f"Fact {number}", "en")
        kept = keep(store, _raw(text, locator), document)
        index.upsert(Scope(str(alice.key)), entries(document, cut(document), locator=locator, root=ROOT))
        row = Snapshot(sha256=kept.sha256, title=kept.title, characters=kept.characters)
        actions.keep_library_items(alice, [LibraryEntry(locator, ROOT, "1", snapshot=row)])
    run = finished(alice)
    detail = source(1)
    keep(store, _raw(TEXT, detail.url), Document(TEXT, detail.title, "en"))
    index_source(store, index, _topic(alice, run), detail)
    index.close()
    return run


def _raw(text: str, locator: str) -> Raw:
    return Raw(text.encode(), "text/plain", "utf-8", locator)


def _topic(alice: Person, run: Run) -> Scope:
    return Scope(str(alice.key), str(run.topic_id))


def _hits(index: Index, alice: Person, run: Run) -> list[list[Hit]]:
    shelves = (Scope(str(alice.key)), Scope(str(alice.key), roots=(ROOT,)), _topic(alice, run))
    found = [index.search(shelf, "water", language="en", limit=10) for shelf in shelves]
    index.close()
    return found


def test_a_deleted_index_gives_the_same_hits_again(
    settings: Settings, store: FolderStore, alice: Person, run: Run
) -> None:
    before = _hits(whole_index(settings, store), alice, run)
    assert [len(hits) for hits in before] == [2, 2, 1]
    shutil.rmtree(index_folder(settings))
    assert _hits(build_index(settings), alice, run) == [[], [], []]
    assert _hits(whole_index(settings, store), alice, run) == before


def test_a_damaged_index_gives_the_same_hits_again(
    settings: Settings, store: FolderStore, alice: Person, run: Run
) -> None:
    before = _hits(whole_index(settings, store), alice, run)
    (index_folder(settings) / "format.json").write_text("{", encoding="utf-8")
    assert _hits(whole_index(settings, store), alice, run) == before


def test_a_putting_back_that_was_killed_is_begun_anew(
    settings: Settings, store: FolderStore, alice: Person, run: Run
) -> None:
    before = _hits(whole_index(settings, store), alice, run)
    index = build_index(settings)
    index.remove(_topic(alice, run))
    index.close()
    mark = settings.data / UNFINISHED
    mark.touch()
    assert _hits(whole_index(settings, store), alice, run) == before
    assert not mark.exists()


def test_a_document_whose_text_is_gone_does_not_stop_the_others(
    settings: Settings, store: FolderStore, alice: Person, run: Run
) -> None:
    shutil.rmtree(index_folder(settings))
    gone = LibraryItem.objects.order_by("locator")[0]
    store.place(f"text/{gone.snapshot_id}").unlink()
    assert [len(hits) for hits in _hits(whole_index(settings, store), alice, run)] == [1, 1, 1]


def test_a_new_house_has_nothing_missing(settings: Settings, alice: Person) -> None:
    index = build_index(settings)
    assert not is_missing(index)
    index.close()
