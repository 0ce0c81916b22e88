from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from sapere.accounts.models import Person
from sapere.kit.ids import bytes_hash
from sapere.research.errors import BadLibrary, DiskFull
from sapere.topics import actions
from sapere.topics.actions import LibraryEntry
from sapere.topics.actions.uploads import LONGEST_NAME, Received, shown_name
from sapere.topics.models import Snapshot, Upload
from tests.doubles.store import MemoryStore
from tests.topics.seed import finished

NOTES = b"The Moon pulls the sea."
SHA = bytes_hash(NOTES)


class Full(MemoryStore):
    def put(self, name: str, body: bytes) -> None:
        raise DiskFull("There is no room left.")


def file(body: bytes = NOTES, name: str = "Tides.txt") -> Received:
    return Received(name, bytes_hash(body), len(body), body[:8192], lambda: body)


def in_library(owner: Person, snapshot: Snapshot) -> None:
    actions.keep_library_items(owner, [LibraryEntry("file:///t", "/t", "1", snapshot=snapshot)])


def text(sha256: str, raw: str = SHA) -> Snapshot:
    return Snapshot(sha256=sha256, raw_sha256=raw, title="Tides", characters=9)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_the_same_bytes_are_one_upload_each_and_lie_there_once(
    alice: Person, bob: Person, store: MemoryStore
) -> None:
    first = actions.keep_upload(alice, file(), store)
    assert actions.keep_upload(alice, file(name="Again.txt"), store).pk == first.pk
    assert actions.keep_upload(bob, file(), store).pk != first.pk
    assert store.bodies == {f"raw/{SHA}": NOTES}


def test_there_is_room_for_so_much_of_each_person(alice: Person, bob: Person, store: MemoryStore) -> None:
    actions.keep_upload(alice, file(), store, room=30)
    with pytest.raises(BadLibrary, match="no room") as caught:
        actions.keep_upload(alice, file(b"Something else."), store, room=30)
    assert caught.value.advice
    actions.keep_upload(bob, file(b"Something else."), store, room=30)
    assert len(store.bodies) == 2


def test_what_cannot_be_saved_leaves_no_row(alice: Person) -> None:
    with pytest.raises(DiskFull):
        actions.keep_upload(alice, file(), Full())
    assert not Upload.objects.exists()


@pytest.mark.parametrize("body", [b"", b"\x7fELF\x01\x01", bytes(range(32)) * 9])
def test_what_cannot_be_read_is_not_kept(alice: Person, store: MemoryStore, body: bytes) -> None:
    with pytest.raises(BadLibrary):
        actions.keep_upload(alice, file(body), store)
    assert not store.bodies
    assert not Upload.objects.exists()


class Killed(MemoryStore):
    """Puts the bytes away, and is killed before the row is committed."""

    def put(self, name: str, body: bytes) -> None:
        super().put(name, body)
        if name.startswith("raw/"):
            raise KeyboardInterrupt


def test_bytes_whose_upload_never_got_its_row_are_erased(alice: Person, bob: Person) -> None:
    store = Killed()
    with pytest.raises(KeyboardInterrupt):
        actions.keep_upload(alice, file(), store)
    assert f"raw/{SHA}" in store.bodies
    assert actions.erase_unfinished(store) == 1
    assert store.bodies == {}


def test_what_was_left_of_an_upload_serves_whoever_sends_it_again(alice: Person, bob: Person) -> None:
    store = Killed()
    with pytest.raises(KeyboardInterrupt):
        actions.keep_upload(alice, file(), store)
    actions.keep_upload(bob, file(), store)
    assert actions.erase_unfinished(store) == 0
    assert store.bodies == {f"raw/{SHA}": NOTES}


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_share_the_room_that_is_left(alice: Person, store: MemoryStore) -> None:
    together, refused = threading.Barrier(2), []

    def send(body: bytes) -> None:
        together.wait()
        try:
            actions.keep_upload(alice, file(body), store, room=30)
        except BadLibrary as error:
            refused.append(error.what)
        finally:
            connection.close()

    _at_once(lambda: send(NOTES), lambda: send(b"Something else altogether."))
    assert len(refused) == 1
    assert Upload.objects.count() == len(store.bodies) == 1


def test_what_nobody_uses_is_erased(alice: Person, store: MemoryStore) -> None:
    actions.keep_snapshot(text("a" * 64))
    for name in (f"raw/{SHA}", f"text/{'a' * 64}", f"document/{'a' * 64}"):
        store.put(name, b"x")
    assert actions.erase_unused(store, ["a" * 64, "b" * 64]) == 1
    assert not store.bodies
    assert not Snapshot.objects.exists()


def test_what_a_library_or_an_upload_rests_on_stays(alice: Person, bob: Person, store: MemoryStore) -> None:
    in_library(bob, text("a" * 64))
    actions.keep_upload(bob, file(), store)
    store.put(f"text/{'a' * 64}", b"x")
    assert actions.erase_unused(store, ["a" * 64], [SHA]) == 0
    assert set(store.bodies) == {f"raw/{SHA}", f"text/{'a' * 64}"}


def test_what_a_topic_cites_stays(alice: Person, store: MemoryStore) -> None:
    cited = str(finished(alice).sources.get().snapshot_id)
    store.put(f"text/{cited}", b"x")
    assert actions.erase_unused(store, [cited]) == 0
    assert store.bodies


def test_bytes_that_another_text_came_from_stay(alice: Person, bob: Person, store: MemoryStore) -> None:
    in_library(bob, text("a" * 64))
    actions.keep_snapshot(text("b" * 64))
    store.put(f"raw/{SHA}", NOTES)
    assert actions.erase_unused(store, ["b" * 64], [SHA]) == 1
    assert store.bodies == {f"raw/{SHA}": NOTES}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tides.pdf", "Tides.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\Tides.pdf", "Tides.pdf"),
        ("a\0b.txt", "ab.txt"),
        ("fdp\u202etxt.exe", "fdptxt.exe"),
        ("U\u0308bung.txt", "Übung.txt"),
        ("two\nlines\t.txt", "two lines .txt"),
        ("می\u200cخواهم.txt", "می\u200cخواهم.txt"),
        ("", "unnamed"),
        ("...", "unnamed"),
        ("/", "unnamed"),
        ("CON", "CON"),
    ],
)
def test_names_are_shown_as_they_may_be(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    assert shown_name("a" * 300 + ".pdf") == "a" * (LONGEST_NAME - 5) + "….pdf"


@given(st.text(max_size=400))
def test_any_name_can_be_shown(name: str) -> None:
    shown = shown_name(name)
    assert 0 < len(shown) <= LONGEST_NAME
    assert unicodedata.is_normalized("NFC", shown)
    assert not set(shown) & set("/\\\n\r\0\u202a\u202e\u2066")
    assert shown_name(shown) == shown


def _at_once(*ways: Callable[[], None]) -> None:
    threads = [threading.Thread(target=way) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
