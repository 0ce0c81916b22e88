from __future__ import annotations

import pytest

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest
from sapere.topics import actions, libraries
from sapere.topics.actions import LibraryEntry
from sapere.topics.models import LibraryItem, Run, Snapshot, Upload
from tests.doubles.store import MemoryStore
from tests.topics.actions.test_uploads import NOTES, SHA, file

SHELF = "/home/alice/tides"


def added(owner: Person, root: str = SHELF, name: str = "a.txt", sha256: str = "a" * 64) -> None:
    row = Snapshot(sha256=sha256, title="Tides", language="en", characters=9)
    actions.keep_library_items(owner, [LibraryEntry(f"file://{root}/{name}", root, "1", snapshot=row)])


def test_a_root_is_forgotten_at_once_and_only_its_owners(alice: Person, bob: Person) -> None:
    added(alice)
    added(alice, "/home/alice/moon")
    added(bob)
    run = actions.remove_root(alice, SHELF)
    assert run.order == {"roots": [], "removed": SHELF, "documents": 1}
    assert (run.kind, run.state) == (Run.Kind.LIBRARY, Run.State.QUEUED)
    assert {(item.owner_id, item.root) for item in LibraryItem.objects.all()} == {
        (alice.pk, "/home/alice/moon"),
        (bob.pk, SHELF),
    }


def test_an_upload_goes_with_its_root(alice: Person, bob: Person) -> None:
    store = MemoryStore()
    for owner in (alice, bob):
        actions.keep_upload(owner, file(), store)
    actions.remove_root(alice, f"upload:{SHA}")
    assert [one.owner_id for one in Upload.objects.all()] == [bob.pk]


def test_a_root_that_is_being_read_is_left_alone(alice: Person) -> None:
    added(alice)
    reading = actions.open_library_run(alice, [SHELF])
    with pytest.raises(BadRequest, match="being read"):
        actions.remove_root(alice, SHELF)
    actions.request_stop(alice, reading.pk)
    assert actions.remove_root(alice, SHELF).order["documents"] == 1


def test_roots_are_counted_with_their_languages(alice: Person, bob: Person) -> None:
    added(alice)
    added(alice, name="b.txt", sha256="b" * 64)
    actions.keep_library_items(alice, [LibraryEntry("file:///c", SHELF, "1", "It is empty.")])
    added(bob, "/home/bob")
    (found,) = libraries.root_details(alice).values()
    assert (found["read"], found["unread"], found["characters"]) == (2, 1, 18)
    assert found["languages"] == ["en"]


def test_roots_are_called_as_their_owner_knows_them(alice: Person, bob: Person) -> None:
    actions.keep_upload(alice, file(NOTES, "Tides.pdf"), MemoryStore())
    roots = [f"upload:{SHA}", "file:///home/x", "https://example.org/"]
    assert libraries.root_names(alice, roots) == ["Tides.pdf", "/home/x", "https://example.org/"]
    assert libraries.root_names(bob, roots)[0] == f"upload:{SHA}"


def test_nobody_reaches_anothers_upload(alice: Person, bob: Person) -> None:
    upload = actions.keep_upload(alice, file(), MemoryStore())
    assert libraries.upload(alice, upload.pk) == upload
    with pytest.raises(Upload.DoesNotExist):
        libraries.upload(bob, upload.pk)
    assert libraries.uploaded_bytes(alice) == len(NOTES)
    assert libraries.uploaded_bytes(bob) == 0
