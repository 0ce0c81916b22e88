"""Vectors kept on disk by embedder, dimension and text: one SQLite file that may be deleted any time.

A file that is damaged is begun anew; a disk that takes no more leaves vectors unkept, which is logged once. Both cost
calls, and nothing else.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import numpy as np

SIZE = 1_000_000_000
"""Bytes the file may take: 160,000 vectors of 1,536 numbers."""
FREED = 0.1
"""The part of the vectors, the first kept, that goes when it is full."""
_WAIT = 10.0  # seconds for another process that is writing
_ASKED = 500  # names in one question: SQLite takes a bounded number
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (name TEXT, text TEXT, vector BLOB, UNIQUE (name, text))"

T = TypeVar("T")

_log = logging.getLogger(__name__)


class KeptVectors:
    """Safe between threads and between processes. ``name`` is whatever tells one model's vectors from another's."""

    def __init__(self, place: Path, *, size: int = SIZE) -> None:
        self._place = place
        self._size = size
        self._complained = False

    def find(self, name: str, hashes: Sequence[str]) -> dict[str, list[float]]:
        """Those that are kept, by the hash of their text."""

        def looked_up(rows: sqlite3.Connection) -> dict[str, list[float]]:
            parts = (hashes[at : at + _ASKED] for at in range(0, len(hashes), _ASKED))
            return {text: vector for part in parts for text, vector in _found(rows, name, part)}

        return self._with(looked_up) or {}

    def keep(self, name: str, vectors: Mapping[str, Sequence[float]]) -> None:
        """All of them or none."""
        values = [(name, text, np.asarray(one, dtype="<f4").tobytes()) for text, one in vectors.items()]

        def put(rows: sqlite3.Connection) -> None:
            with rows:  # one transaction
                rows.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", values)
            if _bytes_used(rows) > self._size:
                _forget_the_first(rows)

        self._with(put)

    def _with(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """What comes of it; None, and a line in the log, where the file cannot be had."""
        try:
            self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._place, timeout=_WAIT)) as rows:
                rows.execute(_TABLE)
                return act(rows)
        except (OSError, sqlite3.OperationalError) as error:  # full, read-only, locked for long
            self._complain(error)
        except sqlite3.DatabaseError as error:
            _log.warning("The kept vectors are damaged and are begun anew: %s (%s)", self._place, error)
            self._place.unlink(missing_ok=True)
        return None

    def _complain(self, error: Exception) -> None:
        if not self._complained:
            _log.warning("Vectors cannot be kept, so they are asked for again: %s (%s)", self._place, error)
        self._complained = True


def _found(rows: sqlite3.Connection, name: str, hashes: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
    marks = ",".join("?" * len(hashes))
    asked = f"SELECT text, vector FROM vectors WHERE name = ? AND text IN ({marks})"  # noqa: S608 - only marks
    for text, vector in rows.execute(asked, (name, *hashes)):
        yield text, np.frombuffer(vector, dtype="<f4").tolist()


def _bytes_used(rows: sqlite3.Connection) -> int:
    pages, free, size = (
        int(rows.execute(f"PRAGMA {what}").fetchone()[0])
        for what in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _forget_the_first(rows: sqlite3.Connection) -> None:
    """Their pages are used again: the file does not grow past its size, nor does it shrink."""
    with rows:
        count = int(rows.execute("SELECT count(*) FROM vectors").fetchone()[0])
        rows.execute(
            "DELETE FROM vectors WHERE rowid IN (SELECT rowid FROM vectors ORDER BY rowid LIMIT ?)",
            (max(1, int(count * FREED)),),
        )
