"""The pass that gives passages their vectors, in the background of a worker, again and again while it lives."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import structlog

from sapere.research.embedding import Coverage, Embedding
from sapere.research.errors import ModelError, OverBudget, SapereError
from sapere.research.ports import Store, Vectors
from sapere.work.loop import Loop
from sapere.work.ownership import DataFolder

PAUSE = 10.0
"""Seconds between two looks for passages that want a vector."""
NOTED = 2.0
"""Seconds between two notes of how far it is; the log has a line each :data:`TOLD`."""
TOLD = 60.0
REST = 300.0
"""Seconds after which it is looked whether there is money again: caps of a day begin anew at midnight."""
PATIENCE = 2.0
"""Seconds for the part in hand when the worker stops: longer, and it is left behind; it keeps what it has."""

log = structlog.get_logger(__name__)


class BackgroundEmbedding:
    """Does nothing where the index has no embedder. Of several workers of a data folder one embeds at a time.

    ``place`` is the file in which :func:`read_coverage` finds how far it is.
    """

    def __init__(
        self, folder: DataFolder, index: Vectors, store: Store, *, pause: float = PAUSE, rest: float = REST
    ) -> None:
        self._folder = folder
        self._place = coverage_place(folder.path)
        self._embedding = Embedding(index, store, told=self._tell)
        self._loop = Loop(self._turn, pause, name="embedding") if index.embedder else None
        self._noted_at = self._told_at = float("-inf")
        self._trouble = ""
        self._rest = rest
        self._rests_until = float("-inf")

    @property
    def resting(self) -> bool:
        """Whether somebody's passages wait for money."""
        return time.monotonic() < self._rests_until

    def start(self) -> None:
        if self._loop:
            self._loop.start()

    def stop(self) -> None:
        if self._loop:
            self._embedding.stop()
            self._loop.stop(within=PATIENCE)

    def _turn(self) -> None:
        if self.resting:
            return
        with self._folder.alone("embedding.lock") as ours:
            if ours:
                self._run()

    def _run(self) -> None:
        try:
            given = self._embedding.run()
        except ModelError as error:
            self._warn(error)
            return
        except OverBudget as error:
            self._rests_until = time.monotonic() + self._rest
            self._warn(error)
            return
        self._trouble = ""
        if given:
            log.info("passages were given their vectors", passages=given)

    def _warn(self, error: SapereError) -> None:
        if error.what != self._trouble:  # once, not at every turn
            log.warning("passages wait for their vectors", why=error.what, advice=error.advice)
        self._trouble = error.what

    def _tell(self, coverage: Coverage) -> None:
        now = time.monotonic()
        if coverage.whole or now - self._noted_at >= NOTED:
            self._noted_at = now
            _write(self._place, coverage)
        if not coverage.whole and now - self._told_at >= TOLD:
            self._told_at = now
            log.info("passages are given their vectors", embedder=coverage.embedder, **_counts(coverage))


def coverage_place(folder: Path) -> Path:
    return folder / "embedding.json"


def read_coverage(folder: Path) -> Coverage | None:
    """What the worker noted last; None when there is nothing to be read."""
    with suppress(OSError, ValueError, TypeError):
        return Coverage(**json.loads(coverage_place(folder).read_text(encoding="utf-8")))
    return None


def _write(place: Path, coverage: Coverage) -> None:
    part = place.with_suffix(".part")
    part.write_text(json.dumps(asdict(coverage)), encoding="utf-8")
    part.replace(place)


def _counts(coverage: Coverage) -> dict[str, int]:
    return {"with_vector": coverage.made, "passages": coverage.everything}
