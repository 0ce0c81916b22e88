from __future__ import annotations

import os
from pathlib import Path

import pytest

from sapere.research.errors import AlreadyOpen, ReadOnly
from sapere.work.ownership import DataFolder, Owner


def test_the_second_is_told_who_has_the_folder_and_where(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    with folder.claim("up", "http://127.0.0.1:8000"):
        with pytest.raises(
            AlreadyOpen, match=rf"sapere up \(process {os.getpid()}\) at http://127.0.0.1:8000"
        ):
            folder.claim("research").__enter__()
        assert folder.owner() == Owner("up", os.getpid(), "http://127.0.0.1:8000")
    assert folder.owner() is None


def test_the_folder_is_free_when_its_owner_is_killed(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "data")
    child = os.fork()
    if not child:
        folder.claim("up").__enter__()
        os.kill(os.getpid(), 9)
    os.waitpid(child, 0)
    with folder.claim("research") as owner:
        assert owner.role == "research"


def test_a_slot_has_one_worker_and_the_same_name_after_a_restart(tmp_path: Path) -> None:
    folder, other = DataFolder(tmp_path / "data"), DataFolder(tmp_path / "other")
    with folder.slot() as first, folder.slot() as second, other.slot() as elsewhere:
        assert len({first, second, elsewhere}) == 3
    with folder.slot() as again:
        assert again == first


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ReadOnly, match="file/data"):
        DataFolder(tmp_path / "file" / "data")


def test_what_one_does_alone_another_leaves(tmp_path: Path) -> None:
    with DataFolder(tmp_path).alone("task.lock") as first, DataFolder(tmp_path).alone("task.lock") as second:
        assert (first, second) == (True, False)
    with DataFolder(tmp_path).alone("task.lock") as again:
        assert again
