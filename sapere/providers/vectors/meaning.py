"""A query's vector, where it can be had at once. Where it cannot, words alone answer, and the log says so."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

from sapere.research.errors import BadSaying, ModelError, OverBudget, StorageError
from sapere.research.ports import Embedded, Embedder, Scope

REST = 30.0
"""Seconds for which an embedder that failed is not asked: nobody's search waits for it again and again."""

log = structlog.get_logger(__name__)


class Meaning:
    """``embedder`` is None where search is by words alone. Safe to use from several threads."""

    def __init__(self, embedder: Embedder | None, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.embedder = embedder
        self._monotonic = monotonic
        self._rests_until = float("-inf")

    def vector(self, query: str, embedded: Embedded | None, whose: Scope | None = None) -> list[float] | None:
        """None as long as the index is not whole with this embedder's vectors, when it does not answer, or when nobody
        can pay for it."""
        embedder = self.embedder
        if embedder is None or embedded is None or not embedded.whole or embedded.embedder != embedder.name:
            return None
        if self._monotonic() < self._rests_until:
            return None
        try:
            return _checked(embedder.query(query, whose), embedded)
        except ModelError as error:
            self._rests_until = self._monotonic() + REST
            log.warning("search is by words alone: the embedder gave nothing", why=error.what, seconds=REST)
            return None
        except (OverBudget, StorageError) as error:  # others may have money: the embedder is asked for them
            log.warning("search is by words alone: a vector cannot be paid", why=error.what)
            return None

    def close(self) -> None:
        if self.embedder:
            self.embedder.close()


def _checked(vector: list[float], embedded: Embedded) -> list[float]:
    if len(vector) != embedded.dimension:
        raise BadSaying(
            f"{embedded.embedder} gives vectors of {len(vector)} numbers now, and gave {embedded.dimension} before."
        )
    return vector
