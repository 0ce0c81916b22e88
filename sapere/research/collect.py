"""Reads what lies under one root of a library: keeps it, cuts it, and makes it findable, as it streams by."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from sapere.research.cut import cut
from sapere.research.errors import BadLibrary, SourceError, Unreadable
from sapere.research.index import Kept, entries, keep
from sapere.research.ports import Entry, Index, Listener, Scope, Store
from sapere.research.progress import Event, Kind, Stage
from sapere.research.shapes import Document, Raw

BATCH = 1000
"""Passages put into the index at a time; what is held in memory is this much text and one document."""


class Located(Protocol):
    """A document under a root. ``fingerprint`` changes when it does; ``open`` gives its bytes or raises a
    :class:`~sapere.research.errors.SourceError` or ``OSError``."""

    @property
    def locator(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def open(self) -> Callable[[], Raw]: ...


@runtime_checkable
class Passed(Protocol):
    """Something under a root that is not taken, and why."""

    @property
    def locator(self) -> str: ...
    @property
    def reason(self) -> str: ...


class BulkReader(Protocol):
    """Reads many at once and gives each back as it is done, in any order; never raises for one of them."""

    def read_many(self, raws: Iterable[Raw]) -> Iterator[tuple[Raw, Document | Unreadable]]: ...


@dataclass(frozen=True, slots=True)
class Collected:
    """One document of the root: ``kept`` and findable from now on, or ``None`` with the reason in words."""

    locator: str
    fingerprint: str = ""
    kept: Kept | None = None
    passages: int = 0
    reason: str = ""


def collect(
    documents: Iterable[Located | Passed],
    *,
    reader: BulkReader,
    store: Store,
    index: Index,
    scope: Scope,
    root: str,
    known: Mapping[str, str],
    listener: Listener,
) -> Iterator[Collected]:
    """Each document once, when it is kept and can be found, or with the reason why not.

    One whose fingerprint is the one in ``known`` (locator to fingerprint) is passed over in silence. Where a
    document's text has changed since, its former text is still in the index: whoever holds the records knows
    whether anything else rests on it, and removes it. Raises ``StorageError`` leaves; what was yielded
    before is safe, and going on later picks up the rest. ``BadLibrary`` from the root comes last.
    """
    run = _Collection(store=store, index=index, scope=scope, root=root)
    _tell(listener, "started", 0)
    done = 0
    for one in run.read(documents, reader, known):
        done += 1
        if one.kept is None:
            _tell_unread(listener, one)
        elif done % 25 == 0:
            _tell(listener, "started", done)
        yield one
    _tell(listener, "done", done)


class _Collection:
    """The state of one pass: what could not be opened, and what waits for its batch to be full."""

    def __init__(self, *, store: Store, index: Index, scope: Scope, root: str) -> None:
        self._store, self._index, self._scope, self._root = store, index, scope, root
        self._failed: deque[Collected] = deque()
        self._refusal: BadLibrary | None = None
        self._fingerprints: dict[str, str] = {}
        self._order: deque[str] = deque()  # locators of what is being read
        self._entries: list[Entry] = []
        self._waiting: list[Collected] = []

    def read(
        self, documents: Iterable[Located | Passed], reader: BulkReader, known: Mapping[str, str]
    ) -> Iterator[Collected]:
        for raw, result in self._in_order(reader.read_many(self._opened(documents, known))):
            yield from self._drain()
            self._take(raw, result)
            if len(self._entries) >= BATCH:
                yield from self._flush()
        yield from self._flush()
        yield from self._drain()
        if self._refusal is not None:
            raise self._refusal

    def _in_order(
        self, read: Iterable[tuple[Raw, Document | Unreadable]]
    ) -> Iterator[tuple[Raw, Document | Unreadable]]:
        """As the root has them, however quickly each was read: of two documents with one text the index names
        the later one, and that must not be the slower one."""
        ready: dict[str, tuple[Raw, Document | Unreadable]] = {}
        for raw, result in read:
            ready[raw.locator] = raw, result
            while self._order and self._order[0] in ready:
                yield ready.pop(self._order.popleft())

    def _opened(self, documents: Iterable[Located | Passed], known: Mapping[str, str]) -> Iterator[Raw]:
        """May be run by the reader in a thread of its own. A root that turns out to hold nothing to read says
        so at its end: that waits until what was seen is told."""
        try:
            for one in documents:
                if isinstance(one, Passed):
                    self._failed.append(Collected(one.locator, reason=one.reason))
                elif known.get(one.locator) != one.fingerprint:
                    yield from self._bytes_of(one)
        except BadLibrary as error:
            self._refusal = error

    def _bytes_of(self, one: Located) -> Iterator[Raw]:
        try:
            raw = replace(one.open(), locator=one.locator)
        except SourceError as error:
            reason = error.what
        except OSError as error:
            reason = f"It could not be opened: {error.strerror or error}."
        else:
            self._fingerprints[one.locator] = one.fingerprint
            self._order.append(one.locator)
            yield raw
            return
        self._failed.append(Collected(one.locator, reason=reason))  # no fingerprint: tried again next time

    def _take(self, raw: Raw, result: Document | Unreadable) -> None:
        fingerprint = self._fingerprints.pop(raw.locator, "")
        if isinstance(result, Unreadable):
            self._failed.append(Collected(raw.locator, fingerprint, reason=result.what))
            return
        spans = cut(result)
        if not spans:
            what = "the part of it that can be read safely" if result.partial else "it to read"
            self._failed.append(Collected(raw.locator, fingerprint, reason=f"There is no text in {what}."))
            return
        kept = keep(self._store, raw, result, spans)
        self._entries.extend(entries(result, spans, locator=raw.locator, root=self._root))
        self._waiting.append(Collected(raw.locator, fingerprint, kept, len(spans)))

    def _flush(self) -> Iterator[Collected]:
        self._index.upsert(self._scope, self._entries)
        ready, self._waiting, self._entries = self._waiting, [], []
        yield from ready

    def _drain(self) -> Iterator[Collected]:
        while self._failed:
            yield self._failed.popleft()


def _tell(listener: Listener, state: str, count: int) -> None:
    listener.tell(Event(Kind.STAGE, {"stage": Stage.READ, "state": state, "text": "Reading", "count": count}))


def _tell_unread(listener: Listener, one: Collected) -> None:
    payload = {
        "locator": one.locator,
        "title": one.locator,
        "agent": "library",
        "state": "unread",
        "reason": one.reason,
    }
    listener.tell(Event(Kind.SOURCE, payload))
