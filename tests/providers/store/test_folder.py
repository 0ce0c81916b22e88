from __future__ import annotations

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.ids import bytes_hash
from sapere.providers.store.folder import FolderStore
from sapere.research.errors import DiskFull, StorageError

NAME = f"text/{bytes_hash(b'hello')}"


def test_what_was_put_is_got(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(NAME, b"hello")
    assert store.has(NAME)
    assert FolderStore(tmp_path).get(NAME) == b"hello"


def test_a_name_that_is_not_there_is_a_key_error(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "not" / "made")
    assert not store.has(NAME)
    with pytest.raises(KeyError):
        store.get(NAME)


def test_hashes_are_spread_over_folders(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    sha = NAME.removeprefix("text/")
    assert store.place(NAME) == tmp_path / "text" / sha[:2] / sha[2:4] / sha


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/",
        "../x",
        "text/../../x",
        "/etc/passwd",
        "text//x",
        "text/.x",
        "a\x00b",
        "A",
        "x/",
        "a\n",
        "é",
        "a" * 201,
    ],
)
def test_tricky_names_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="Not a name"):
        FolderStore(tmp_path).put(name, b"")


@given(st.text(max_size=40))
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    root = Path("/srv/store")
    try:
        place = FolderStore(root).place(name)
    except ValueError:
        return
    assert root in place.resolve().parents


def test_nothing_half_is_left_when_the_disk_is_full(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(NAME, b"before")
    with _small_files(1000), pytest.raises(DiskFull, match="safe"):
        store.put(NAME, b"x" * 5000)
    assert store.get(NAME) == b"before"
    assert [one.name for one in store.place(NAME).parent.iterdir()] == [store.place(NAME).name]
    store.put(NAME, b"x" * 5000)
    assert len(store.get(NAME)) == 5000


def test_a_folder_that_is_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "text").write_text("in the way")
    with pytest.raises(StorageError):
        FolderStore(tmp_path).put(NAME, b"hello")


def test_many_threads_put_the_same_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    bodies = [bytes([n]) * 20_000 for n in range(8)]
    threads = [threading.Thread(target=store.put, args=(NAME, body)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.get(NAME) in bodies


def test_removing_forgets(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put(NAME, b"hello")
    store.remove(NAME)
    store.remove(NAME)
    assert not store.has(NAME)


@contextmanager
def _small_files(most: int) -> Iterator[None]:
    """As on a full disk: a write beyond ``most`` bytes fails with EFBIG."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_all_of_a_kind_are_named(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    for name in (f"raw/{'a' * 64}", f"raw/{'b' * 64}", f"text/{'c' * 64}"):
        store.put(name, b"x")
    assert sorted(store.names("raw")) == [f"raw/{'a' * 64}", f"raw/{'b' * 64}"]
    assert list(store.names("nothing")) == []


def test_what_was_left_half_written_goes_with_its_name(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    place = store.place(f"raw/{'a' * 64}")
    store.put(f"raw/{'a' * 64}", b"x")
    old, new = (place.with_name(f".part-{age}") for age in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    store.remove(f"raw/{'a' * 64}")
    assert list(place.parent.iterdir()) == [new]
