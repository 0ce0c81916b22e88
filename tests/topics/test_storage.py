"""A disk that is full and a database that may only be read, on a real file of a process of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import OperationalError

from sapere.research.errors import Busy, Damaged, DiskFull, ReadOnly
from sapere.topics.storage import storage_error
from tests.work.place import Place


@pytest.mark.parametrize(
    ("said", "leaf"),
    [
        ("database or disk is full", DiskFull),
        ("disk I/O error", DiskFull),
        ("could not extend file: No space left on device", DiskFull),
        ("attempt to write a readonly database", ReadOnly),
        ("cannot execute INSERT in a read-only transaction", ReadOnly),
        ("database is locked", Busy),
        ("server closed the connection unexpectedly", Busy),
        ("database disk image is malformed", Damaged),
    ],
)
def test_what_the_database_says_is_put_in_words(said: str, leaf: type[Exception]) -> None:
    told = storage_error(OperationalError(said))
    assert type(told) is leaf
    assert told.what.endswith(".")
    assert told.advice


def test_what_is_not_about_storage_stays_what_it_is() -> None:
    assert storage_error(OperationalError("no such column: taste")) is None


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_writes_are_refused_and_reads_go_on(fault: str, tmp_path: Path) -> None:
    place = Place(tmp_path / "place")
    run = place.do("order")
    leaf, numbers = place.do("write_with_fault", run=run, fault=fault)
    assert leaf == {"full": "DiskFull", "read-only": "ReadOnly"}[fault]
    assert numbers == place.do("numbers", run=run) == list(range(1, len(numbers) + 1))
    place.close()
