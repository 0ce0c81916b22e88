"""Roots of all kinds read into a library and taken out again, with a real index, store and reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sapere.accounts.models import Person
from sapere.kit.http import HttpClient
from sapere.kit.ids import bytes_hash
from sapere.providers.store.folder import FolderStore
from sapere.readers import Readers
from sapere.research.errors import BadLibrary
from sapere.research.ports import Hit, Scope
from sapere.research.progress import Event
from sapere.settings import Settings
from sapere.topics import actions, queries
from sapere.topics.actions.uploads import Received
from sapere.topics.journal import RowJournal
from sapere.topics.models import LibraryItem, Run, Snapshot, Upload
from sapere.wiring import build_index
from sapere.work.library import Shelf, read_root, take_out
from tests.fakes.server import Reply, Request, serving
from tests.topics.seed import finished, person

pytestmark = pytest.mark.django_db(transaction=True)

TIDES = "Tides\n=====\n\nTides are the rise and fall of the sea. The Moon causes them twice a day.\n"


@dataclass
class Ear:
    heard: list[Event] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        self.heard.append(event)


@dataclass
class Reading:
    """Alice's library: ``read`` and ``take_out`` as a worker does it."""

    owner: Person
    shelf: Shelf
    ear: Ear

    def read(self, root: str, shelf: Shelf | None = None) -> int:
        run = self._taken(actions.open_library_run(self.owner, [root]))
        taken = read_root(root, run, shelf or self.shelf, self._journal(run), self.ear)
        actions.finish(run.pk, Run.State.DONE)
        return taken

    def take_out(self, root: str) -> None:
        run = self._taken(actions.remove_root(self.owner, root))
        take_out(run, self.shelf, self._journal(run), self.ear)
        actions.finish(run.pk, Run.State.DONE)

    def send(self, name: str, body: bytes) -> str:
        file = Received(name, bytes_hash(body), len(body), body[:8192], lambda: body)
        return f"upload:{actions.keep_upload(self.owner, file, self.shelf.store).sha256}"

    def found(self, *roots: str) -> list[Hit]:
        scope = Scope(str(self.owner.key), roots=roots)
        return self.shelf.index.search(scope, "tides moon sea", language="en", limit=9)

    def kept(self) -> set[str]:
        folder = self.shelf.store.folder  # type: ignore[attr-defined]
        return {one.relative_to(folder).parts[0] for one in folder.rglob("*") if one.is_file()}

    def _taken(self, run: Run) -> Run:
        actions.take(run.pk, "worker")
        run.refresh_from_db()
        return run

    def _journal(self, run: Run) -> RowJournal:
        return RowJournal(run, run.generation, pause=lambda: None, begins=lambda: None)


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    index, readers = build_index(Settings(data=tmp_path)), Readers()
    yield Reading(person("alice"), Shelf(FolderStore(tmp_path / "store"), index, readers), Ear())
    readers.close()
    index.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tides"
    place.mkdir()
    (place / "tides.txt").write_text(TIDES)
    return place


def test_a_folder_that_is_taken_out_is_gone_from_index_and_store(reading: Reading, folder: Path) -> None:
    reading.read(str(folder))
    assert reading.found()
    reading.take_out(str(folder))
    assert not reading.found()
    assert not reading.kept()
    assert not Snapshot.objects.exists()
    assert (folder / "tides.txt").exists()


def test_an_upload_is_read_found_and_erased(reading: Reading) -> None:
    root = reading.send("My tides.txt", TIDES.encode())
    assert reading.read(root) == 1
    assert [hit.locator for hit in reading.found(root)] == [f"{root}/My%20tides.txt"]
    assert reading.read(root) == 0
    reading.take_out(root)
    assert not reading.kept()
    assert not Upload.objects.exists()
    with pytest.raises(BadLibrary, match="no longer in the library"):
        reading.read(root)


def test_what_another_root_has_too_is_found_under_that_one(reading: Reading, folder: Path) -> None:
    root = reading.send("tides.txt", TIDES.encode())
    reading.read(root)
    reading.read(str(folder))
    reading.take_out(str(folder))
    assert [hit.locator for hit in reading.found(root)] == [f"{root}/tides.txt"]
    reading.take_out(root)
    assert not reading.kept()


def test_another_persons_copy_stays(reading: Reading) -> None:
    root = reading.send("tides.txt", TIDES.encode())
    reading.read(root)
    bobs = Reading(person("bob"), reading.shelf, Ear())
    bobs.read(bobs.send("his.txt", TIDES.encode()))
    reading.take_out(root)
    assert not reading.found()
    assert bobs.found()
    assert bobs.kept() == {"raw", "text", "document"}


def test_a_topic_keeps_what_it_cites(reading: Reading, folder: Path) -> None:
    reading.read(str(folder))
    sha256 = LibraryItem.objects.get().snapshot_id
    run = finished(reading.owner)
    run.sources.update(snapshot_id=sha256)
    reading.take_out(str(folder))
    assert not reading.found()
    assert "text" in reading.kept()
    assert queries.kept_text(reading.shelf.store, str(sha256)).startswith("Tides")


def test_research_that_began_before_is_waited_for(reading: Reading, folder: Path) -> None:
    reading.read(str(folder))
    going = finished(reading.owner)
    Run.objects.filter(pk=going.pk).update(state=Run.State.RUNNING)
    left = [3]
    run = reading._taken(actions.remove_root(reading.owner, str(folder)))
    take_out(
        run,
        reading.shelf,
        RowJournal(run, run.generation, pause=ending(left, going), begins=lambda: None),
        reading.ear,
    )
    assert left == [0]
    assert reading.ear.heard[-1].payload["text"] == "Waiting for research that may still read it"
    assert not reading.kept()


def test_taken_up_again_after_a_kill_it_still_erases(reading: Reading, folder: Path) -> None:
    """Killed after the passages were gone, before the texts were."""
    reading.read(str(folder))
    going = finished(reading.owner)
    Run.objects.filter(pk=going.pk).update(state=Run.State.RUNNING)
    run = reading._taken(actions.remove_root(reading.owner, str(folder)))
    with pytest.raises(KeyboardInterrupt):
        take_out(
            run,
            reading.shelf,
            RowJournal(run, run.generation, pause=killed_at(2), begins=lambda: None),
            Ear(),
        )
    assert not reading.found()
    actions.finish(going.pk, Run.State.DONE)
    take_out(run, reading.shelf, reading._journal(run), Ear())
    assert not reading.kept()


@pytest.mark.loopback
def test_a_page_of_the_web_is_read_anew_and_kept_when_offline(reading: Reading) -> None:
    body = [TIDES]

    def site(request: Request, *_: object) -> Reply:
        return (
            Reply(body[0].encode(), headers={"Content-Type": "text/plain"})
            if request.path == "/t"
            else Reply(status=404)
        )

    with serving(site) as server, HttpClient(allow=[server.pair], gap=0) as http:
        online = Shelf(reading.shelf.store, reading.shelf.index, reading.shelf.reader, http)
        root = f"{server.url}/t"
        assert reading.read(root, online) == 1
        assert [hit.locator for hit in reading.found(root)] == [root]
        assert reading.read(root) == 0  # without a way out
        body[0] = TIDES.replace("twice", "two times")
        assert reading.read(root, online) == 1
    assert len({hit.document for hit in reading.found()}) == 1
    assert queries.kept_text(online.store, reading.found()[0].document).count("two times") == 1


def test_what_could_not_be_opened_is_tried_again(reading: Reading) -> None:
    address = "https://example.org/tides"
    assert reading.read(address) == 0
    item = LibraryItem.objects.get()
    assert (item.state, item.fingerprint) == ("unread", "")
    assert "stay on this machine" in item.reason


def test_a_file_that_was_removed_is_gone_with_the_next_reading(reading: Reading, folder: Path) -> None:
    (folder / "moon.txt").write_text("The Moon is a rock that goes round the Earth and moves the sea.")
    reading.read(str(folder))
    (folder / "tides.txt").unlink()
    reading.read(str(folder))
    assert {hit.locator for hit in reading.found()} == {(folder / "moon.txt").as_uri()}


def test_an_upload_that_cannot_be_read_is_called_by_its_name(reading: Reading) -> None:
    root = reading.send("Numbers.txt", b"1 2 3 4 5 6 7 8 9")
    reading.read(root)
    assert LibraryItem.objects.get().reason
    assert "Numbers.txt" in [one.payload.get("title") for one in reading.ear.heard]


def ending(left: list[int], run: Run) -> Callable[[], None]:
    """A pause that ends the run when no looks are left."""

    def pause() -> None:
        left[0] -= 1
        if not left[0]:
            Run.objects.filter(pk=run.pk).update(state=Run.State.DONE)

    return pause


def killed_at(look: int) -> Callable[[], None]:
    looks = iter(range(1, look + 1))

    def pause() -> None:
        if next(looks) == look:
            raise KeyboardInterrupt

    return pause
