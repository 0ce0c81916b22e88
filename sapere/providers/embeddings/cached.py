"""An embedder that is asked for the same text once: what it gave is kept, over restarts too."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from sapere.kit.ids import content_hash
from sapere.providers.embeddings.kept import KeptVectors
from sapere.research.ports import Embedder, Scope

AT_ONCE = 64
"""Texts handed on at a time: what a kill loses is at most what one request cost."""
QUERIES = 256
"""Vectors of queries that are remembered, in memory alone: what somebody asks is written nowhere."""


class CachedEmbedder:
    """Implements :class:`~sapere.research.ports.Embedder` with another one's vectors."""

    def __init__(self, embedder: Embedder, place: Path) -> None:
        self.name = embedder.name
        self._embedder = embedder
        self._kept = KeptVectors(place)
        self._queries: dict[str, list[float]] = {}
        self._remembering = threading.Lock()

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def texts(self, texts: Sequence[str], whose: Scope | None = None) -> list[list[float]]:
        """The same text twice among them is asked for once, and one that was ever asked for is paid no more."""
        name = f"{self.name}/{self.dimension}"
        hashes = [content_hash(text) for text in texts]
        found = self._kept.find(name, hashes)
        wanted = {sha: text for sha, text in zip(hashes, texts, strict=True) if sha not in found}
        left = list(wanted)
        for at in range(0, len(left), AT_ONCE):
            part = left[at : at + AT_ONCE]
            new = dict(zip(part, self._embedder.texts([wanted[sha] for sha in part], whose), strict=True))
            self._kept.keep(name, new)
            found |= new
        return [found[sha] for sha in hashes]

    def query(self, text: str, whose: Scope | None = None) -> list[float]:
        with self._remembering:
            if text in self._queries:
                return self._queries[text]
        vector = self._embedder.query(text, whose)
        with self._remembering:
            if len(self._queries) >= QUERIES:
                del self._queries[next(iter(self._queries))]  # the one asked first
            self._queries[text] = vector
        return vector

    def close(self) -> None:
        self._embedder.close()
