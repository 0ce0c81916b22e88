"""How far the reading of a root has come, told in true counts: of the documents that are new or changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sapere.kit.clock import Clock, SystemClock
from sapere.research.collect import BulkReader, Located, Passed
from sapere.research.errors import BadLibrary, Unreadable
from sapere.research.ports import Listener
from sapere.research.progress import Event, Kind, Stage
from sapere.research.shapes import Document, Raw

EVERY = 1.0  # seconds between two counts


class ToldReading:
    """A reader that counts what passes through it, and a listener that says the counts in place of others.

    Documents are counted as they are read; they can be found a moment later, when their batch is full.
    """

    def __init__(
        self, reader: BulkReader, listener: Listener, total: int, *, clock: Clock | None = None
    ) -> None:
        self._reader = reader
        self._listener = listener
        self._total = total
        self._clock = clock or SystemClock()
        self._done = 0
        self._told = self._clock.monotonic()

    def read_many(self, raws: Iterable[Raw]) -> Iterator[tuple[Raw, Document | Unreadable]]:
        for one in self._reader.read_many(raws):
            self._done += 1
            now = self._clock.monotonic()
            if now - self._told >= EVERY or self._done == self._total:
                self._told = now
                self.say()
            yield one

    def tell(self, event: Event) -> None:
        """Everything but the stage of reading, whose counts are told here."""
        if event.kind is not Kind.STAGE:
            self._listener.tell(event)

    def say(self) -> None:
        """Says nothing where there is nothing to read."""
        if not self._total:
            return
        count = min(self._done, self._total)
        told = {"state": "started", "text": f"{count} of {self._total} documents"}
        self._listener.tell(
            Event(Kind.STAGE, {"stage": Stage.READ, **told, "count": count, "of": self._total})
        )


def to_read(documents: Iterable[Located | Passed], known: Mapping[str, str]) -> int:
    """How many documents are new or changed. A root of no use counts none: whoever reads it hears why."""
    count = 0
    try:
        for one in documents:
            count += not isinstance(one, Passed) and known.get(one.locator) != one.fingerprint
    except BadLibrary:
        return count
    return count
