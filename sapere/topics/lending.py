"""The index that a worker has open, lent to whoever answers questions in the same process.

The embedded index has one owner process, and in it one owner: the worker (:class:`sapere.work.engine.EngineCrew`). In
``sapere up`` the pages are served beside it and read the same index. Where pages are a process of their own, the index
is a Qdrant server, to which they have a connection of their own.
"""

from __future__ import annotations

import threading

from sapere.research.ports import Index
from sapere.settings import Settings
from sapere.topics.embedding import purses
from sapere.wiring import build_index

_lock = threading.Lock()
_lent: list[Index] = []
_own: dict[Settings, Index] = {}


def lend(index: Index) -> None:
    """From now on questions are looked up in it. Safe to search from several threads."""
    with _lock:
        _lent.append(index)


def take_back(index: Index) -> None:
    """Before it is closed; what is looked up in it at this moment may fail."""
    with _lock:
        _lent[:] = [one for one in _lent if one is not index]


def borrowed(settings: Settings) -> Index | None:
    """None where the index is embedded and no worker of this process has it open. Raises leaves of ``StorageError``."""
    with _lock:
        if _lent:
            return _lent[-1]
        if settings.qdrant_url and settings not in _own:
            _own[settings] = build_index(settings, purses(settings))
        return _own.get(settings)
