"""What the database says when it cannot, in the words of our own errors. The only place that translates."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import ParamSpec, TypeVar

from django.db import Error, InterfaceError, connection, transaction

from sapere.research.errors import Busy, Damaged, DiskFull, ReadOnly, StorageError

P = ParamSpec("P")
R = TypeVar("R")

# What SQLite and PostgreSQL write in their messages; neither gives Django anything better to go by.
_FULL = (
    "disk is full",
    "disk i/o error",
    "no space left on device",
    "could not extend file",
    "file too large",
)
_READ_ONLY = (
    "readonly database",
    "read-only transaction",
    "unable to open database file",
    "permission denied",
)
_BUSY = (
    "database is locked",
    "table is locked",
    "lock timeout",
    "deadlock detected",
    "too many clients",
    "could not serialize",
)
_DAMAGED = ("malformed", "not a database", "invalid page", "could not read block")


def storage_error(error: BaseException) -> StorageError | None:
    """The leaf that says what this error means for the learner, or None when it is not about storage."""
    said = str(error).lower()
    if any(words in said for words in _FULL):
        return DiskFull(
            "There is no room left to save this.",
            advice="What was saved before is safe and can be read. Free some space, then try again.",
        )
    if any(words in said for words in _READ_ONLY):
        return ReadOnly(
            "The data folder can be read but not written.",
            advice="What was saved before is safe. Give this user the right to write there, then try again.",
        )
    if any(words in said for words in _BUSY):
        return Busy(
            "The database is busy with somebody else's writing.",
            advice="Nothing was lost. Try again in a moment.",
        )
    if any(words in said for words in _DAMAGED):
        return Damaged(
            "The database file is damaged.",
            advice="Stop Sapere, keep a copy of the data folder, and restore the last backup.",
        )
    if isinstance(error, InterfaceError) or "connection" in said:
        return Busy(
            "The database does not answer.",
            advice="Nothing that was saved is lost. Try again when it is back.",
        )
    return None


@contextmanager
def saying_why() -> Iterator[None]:
    """What the database refuses inside is raised as a leaf of ``StorageError``; all else passes unchanged."""
    try:
        yield
    except Error as error:
        known = storage_error(error)
        if known is None:
            raise
        raise known from error


def writes(action: Callable[P, R]) -> Callable[P, R]:
    """One action, one transaction: all of it or nothing of it, and a refusal in words."""

    @functools.wraps(action)
    def one_transaction(*args: P.args, **kwargs: P.kwargs) -> R:
        with saying_why(), _turn(), transaction.atomic():
            return action(*args, **kwargs)

    return one_transaction


def let_go() -> None:
    """Before something that takes long: the pool's connection is somebody else's meanwhile. SQLite has none."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        connection.close()


def letting_go(look: Callable[P, R]) -> Callable[P, R]:
    """For what looks again and again, and does nothing between: it holds a connection while it looks only."""

    @functools.wraps(look)
    def one_look(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return look(*args, **kwargs)
        finally:
            let_go()

    return one_look


def one_at_a_time(what: str) -> None:
    """Until the end of this transaction nobody else in any process is past this line for the same thing.
    SQLite has one writer at a time anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])


_one_writer = threading.RLock()


def _turn() -> AbstractContextManager[object]:
    """SQLite has one writer at a time and lets the others sleep for up to 100 ms; a lock wakes them at once.

    Not for an action inside a wider transaction: that one has its turn already.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        return _one_writer
    return nullcontext()
