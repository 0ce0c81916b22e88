"""Gives passages their vectors: all that want one, some at a time, until none is left or it is told to stop.

Whatever has its vector keeps it: killed, it goes on where it was. What the embedder does not take at all is left to be
found by its words. Passages whose owner cannot pay wait; the others' go on.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from sapere.research.errors import BadSaying, Declined, ModelError, OverBudget, TooLong
from sapere.research.index import load_text
from sapere.research.ports import Embedder, Store, Unembedded, Vectors

PART = 64
"""Passages whose vectors are put in at a time."""
HOPELESS = 8
"""Passages refused one after the other, none taken between: then it is the embedder, not they."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of all passages have a vector by this embedder. ``whole``: searches use them."""

    embedder: str
    dimension: int
    made: int
    everything: int
    whole: bool


class Embedding:
    """``told`` hears how far it is, at the beginning, after each part and at the end."""

    def __init__(self, index: Vectors, store: Store, *, told: Callable[[Coverage], None]) -> None:
        self._index = index
        self._store = store
        self._told = told
        self._stopping = threading.Event()
        self._left_out: set[str] = set()
        self._refused = 0

    def stop(self) -> None:
        """The part in hand is the last one."""
        self._stopping.set()

    def run(self) -> int:
        """Once over all that want a vector; how many were given one. Raises leaves of ``ModelError`` when the embedder
        gives nothing, of ``StorageError``, and ``OverBudget`` in the end when somebody's passages have to wait."""
        embedder = self._index.embedder
        if embedder is None:
            return 0
        self._index.begin_vectors(embedder.name, embedder.dimension)
        given = 0
        waiting: dict[str, OverBudget] = {}  # by their owners
        for part in self._parts():
            if self._stopping.is_set():
                return given
            if part[0].scope.owner in waiting:
                continue
            if not given:
                self._told(self.coverage())
            try:
                given += self._give(embedder, part)
            except OverBudget as error:
                waiting[part[0].scope.owner] = error
            self._told(self.coverage())
        if waiting:
            raise next(iter(waiting.values()))
        self._index.end_vectors()
        self._told(self.coverage())
        return given

    def coverage(self) -> Coverage:
        made, everything = self._index.with_vector()
        embedded = self._index.embedded()
        if embedded is None:
            return Coverage("", 0, made, everything, whole=False)
        return Coverage(embedded.embedder, embedded.dimension, made, everything, embedded.whole)

    def _parts(self) -> Iterator[list[Unembedded]]:
        """Each of one shelf, so that whose it is can pay."""
        for batch in self._index.unembedded():
            wanting = sorted((one for one in batch if one.key not in self._left_out), key=_place)
            for _, shelf in groupby(wanting, key=lambda one: one.scope):
                passages = list(shelf)
                for at in range(0, len(passages), PART):
                    yield passages[at : at + PART]

    def _give(self, embedder: Embedder, part: Sequence[Unembedded]) -> int:
        texts = self._texts(part)
        wanting = [one for one in part if one.key in texts]
        made = self._embedded(embedder, wanting, texts)
        self._index.put_vectors(made)
        return len(made)

    def _texts(self, part: Sequence[Unembedded]) -> dict[str, str]:
        """What is embedded of each, by its key. One whose kept text is gone is left out."""
        found: dict[str, str] = {}
        for document, passages in groupby(part, key=lambda one: one.document):
            try:
                text = load_text(self._store, document)
            except KeyError:
                self._left_out.update(one.key for one in passages)
                continue
            found |= {one.key: composed(one, text) for one in passages}
        return found

    def _embedded(
        self, embedder: Embedder, part: Sequence[Unembedded], texts: dict[str, str]
    ) -> list[tuple[Unembedded, list[float]]]:
        """Those that the embedder takes. A part that it does not take is tried in halves, down to single passages."""
        if not part:
            return []
        try:
            vectors = embedder.texts([texts[one.key] for one in part], part[0].scope)
        except (TooLong, Declined, BadSaying) as error:
            if len(part) == 1:
                self._leave_out(part[0], error)
                return []
            middle = len(part) // 2
            halves = (part[:middle], part[middle:])
            return [pair for half in halves for pair in self._embedded(embedder, half, texts)]
        self._refused = 0
        return list(zip(part, vectors, strict=True))

    def _leave_out(self, one: Unembedded, error: ModelError) -> None:
        self._refused += 1
        if self._refused >= HOPELESS:
            self._refused = 0
            raise error
        self._left_out.add(one.key)


def composed(one: Unembedded, text: str) -> str:
    """The text that is embedded of a passage: where it stands, then what it says. ``text`` is all of its document's."""
    lines = (one.title, " › ".join(one.path), text[one.start : one.end])
    return "\n".join(filter(None, map(str.strip, lines)))


def _place(one: Unembedded) -> tuple[str, str, str, int]:
    return one.scope.owner, one.scope.topic, one.document, one.start
