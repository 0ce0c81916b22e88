"""Turns: as many at once as may, in order, and who comes later last."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from time import sleep

from sapere.research.turns import Turns


class Line:
    """Threads that wait for their turn, begun one after the other."""

    def __init__(self) -> None:
        self.turns = Turns(1)
        self.came: list[str] = []
        self._threads: list[threading.Thread] = []

    def queue(self, name: str, turn: AbstractContextManager[None]) -> None:
        def come() -> None:
            with turn:
                self.came.append(name)

        self._threads.append(threading.Thread(target=come))
        self._threads[-1].start()
        while self.turns.waiting < len(self._threads):
            sleep(0.001)

    def end(self) -> list[str]:
        for one in self._threads:
            one.join()
        return self.came


def test_who_comes_later_waits_until_nobody_goes_first() -> None:
    line = Line()
    with line.turns.first():
        line.queue("a draft", line.turns.later())
        line.queue("a page", line.turns.first())
        line.queue("another page", line.turns.first())
    assert line.end() == ["a page", "another page", "a draft"]


def test_a_turn_that_fails_is_given_on() -> None:
    turns = Turns(1)
    for _ in range(2):
        try:
            with turns.first():
                raise LookupError
        except LookupError:
            pass
    with turns.later():
        assert turns.waiting == 0
