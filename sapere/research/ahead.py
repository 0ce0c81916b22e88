"""What pages need, made before they are asked for: while a model is waited for, the processor is free."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from threading import Event, Lock, Thread

from sapere.kit.ids import content_hash
from sapere.research.errors import SapereError
from sapere.research.shapes import Material
from sapere.research.writing import Ground, ground

MOST = 64
"""Grounds that are kept at a time, of all runs."""


class Ahead:
    """Grounds by their concepts; each is given away once, and only for the very material that it was made of."""

    def __init__(self, make: Callable[[Material], Ground] = ground, most: int = MOST) -> None:
        self._make = make
        self._most = most
        self._made: OrderedDict[str, tuple[Material, Ground]] = OrderedDict()
        self._lock = Lock()

    def ground(self, material: Material) -> Ground:
        """The material's ground, made now unless it is there."""
        with self._lock:
            made = self._made.pop(material.concept.id, None)
        return made[1] if made is not None and made[0] == _slim(material) else self._make(material)

    @contextmanager
    def working(self, materials: Iterator[Material]) -> Iterator[None]:
        """Makes their grounds, one after the other, until the block ends."""
        over = Event()
        worker = Thread(target=self._work, args=(materials, over), name="ahead", daemon=True)
        worker.start()
        try:
            yield
        finally:
            over.set()
            worker.join()

    def _work(self, materials: Iterator[Material], over: Event) -> None:
        try:
            for material in materials:
                if over.is_set():
                    return
                self._keep(material, self._make(material))
        except (SapereError, KeyError):
            return  # the page that needs it meets the same, and says so

    def _keep(self, material: Material, made: Ground) -> None:
        with self._lock:
            self._made[material.concept.id] = _slim(material), made
            while len(self._made) > self._most:
                self._made.popitem(last=False)


def _slim(material: Material) -> Material:
    """With hashes for texts: each material has whole ones of its own, and so many of them fill a memory."""
    return replace(material, texts={source: content_hash(text) for source, text in material.texts.items()})
