"""The engine as a library: a whole run in this process, nothing recorded but in memory."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from sapere.research.engine import Engine
from sapere.research.pipeline import Prepared, compose, index_topic, material, prepare
from sapere.research.progress import Event, Kind, Stage
from sapere.research.shapes import Order, Page

T = TypeVar("T")


class MemoryJournal:
    """Gives each step's result again for as long as the process lives."""

    def __init__(self) -> None:
        self._results: dict[str, Any] = {}
        self._lock = threading.Lock()

    def step(self, name: str, inputs: Any, shape: type[T], run: Callable[[], T]) -> T:  # noqa: ARG002 - nothing is decoded here
        key = f"{name}:{json.dumps(inputs, sort_keys=True, default=str)}"
        with self._lock:
            if key in self._results:
                return self._results[key]  # type: ignore[no-any-return]
        result = run()
        with self._lock:
            return self._results.setdefault(key, result)  # type: ignore[no-any-return]


class Silence:
    """A listener for runs that nobody watches."""

    def tell(self, event: Event) -> None:
        del event


@dataclass(frozen=True, slots=True)
class Researched:
    prepared: Prepared
    pages: tuple[Page, ...]  # in the tree's order; a concept about which nothing can be quoted has none


def research(order: Order, engine: Engine) -> Researched:
    """From the order to the last page. Raises what :func:`~sapere.research.pipeline.prepare` raises."""
    prepared = prepare(order, engine)
    engine.tell(Kind.STAGE, stage=Stage.WRITE.value, state="started")
    pages = [
        compose(partial(material, concept, prepared, engine), engine) for concept in prepared.tree.concepts
    ]
    index_topic(prepared, engine)
    engine.tell(Kind.STAGE, stage=Stage.WRITE.value, state="done", count=len(pages))
    return Researched(prepared, tuple(page for page in pages if page.sentences))
