"""What was made lately, kept in this process within a room of so much weight."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Lately(Generic[T]):
    """Keeps values by name until those that were asked for longest ago have to make room. Whoever makes a value takes a
    name for it that says all that decides it: there is nothing here to make one void."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._taken = 0
        self._kept: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, name: Hashable, make: Callable[[], T], *, weight: int = 1) -> T:
        """The value of that name, made if it is not there. Two who ask at once may both make it."""
        found = self.peek(name)
        if found is not None:
            return found
        value = make()
        with self._lock:
            self._keep(name, value, weight)
        return value

    def peek(self, name: Hashable) -> T | None:
        """The value of that name, None where there is none."""
        with self._lock:
            found = self._kept.get(name)
            if found is None:
                return None
            self._kept.move_to_end(name)
            return found[0]

    def _keep(self, name: Hashable, value: T, weight: int) -> None:
        if name in self._kept:
            return
        self._kept[name] = (value, weight)
        self._taken += weight
        while self._taken > self._room and self._kept:
            _, (_, freed) = self._kept.popitem(last=False)
            self._taken -= freed

    def __len__(self) -> int:
        return len(self._kept)
