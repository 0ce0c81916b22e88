"""Answers that threads of this process are making: each shows in its row that it lives, and is broken off when nobody
waits for it any more."""

from __future__ import annotations

import threading
import uuid
from typing import Self

from django.db import connections

from sapere.research.errors import Cancelled
from sapere.topics import actions
from sapere.topics.journal import patiently
from sapere.topics.storage import let_go
from sapere.wiring import interrupt_models

BEAT = 2.0
"""Seconds between two signs of life."""
_AGAIN = (
    0.2  # seconds after which a maker that has not left is interrupted again: it may just have begun to ask
)

_here: dict[uuid.UUID, UnderWay] = {}


class UnderWay:
    """For the thread that makes the answer, around its work."""

    def __init__(self, answer_id: uuid.UUID) -> None:
        self._id = answer_id
        self._woken = threading.Event()
        self._unwanted = False
        self._ended = threading.Event()

    def __enter__(self) -> Self:
        _here[self._id] = self
        self._beating = threading.Thread(
            target=self._beat, args=(threading.get_ident(),), name="answering beat", daemon=True
        )
        self._beating.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        _here.pop(self._id, None)
        self._woken.set()
        self._beating.join()

    def check(self) -> None:
        """Raises ``Cancelled`` once nobody waits."""
        if self._unwanted:
            raise Cancelled("The answer was stopped.")

    def leave(self) -> None:
        """Breaks it off: the model's answer is read no further, and what came until then is counted."""
        self._unwanted = True
        self._woken.set()

    def _beat(self, maker: int) -> None:
        try:
            while not self._woken.wait(BEAT):
                if not patiently(lambda: actions.beat_answer(self._id)):
                    self.leave()
                let_go()
            while not self._ended.is_set():
                interrupt_models(maker)
                self._ended.wait(_AGAIN)
        finally:
            connections.close_all()


def leave(answer_id: uuid.UUID) -> None:
    """Where this process makes it. Another one sees in the row that it was stopped, a beat later."""
    if (work := _here.get(answer_id)) is not None:
        work.leave()
