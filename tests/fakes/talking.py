"""What the fakes of language models share: who writes their answers, at what pace, with which faults, and who counts.

A provider's own manners (what it refuses, how it says so, how it streams) stand in ``openai.py`` and ``anthropic.py``.
"""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any, Protocol

from tests.fakes.server import Broken, Reply, Request, Stream

Author = Callable[[str, str], str]
"""From the instructions and the material of a call to the whole text of the answer."""

Json = dict[str, Any]
THOUGHT = "They want to know what tea is, so I weigh what the sources say of it. " * 5
"""What a model thinks before it is cut off."""
PIECES_A_SECOND = 20  # at most, so that many calls at once do not keep a small machine busy with sending


class Fault(StrEnum):
    """What goes wrong with a call. Those before ``CUT`` are answered instead of the text."""

    KEY = "401"
    MODEL = "404"
    REQUEST = "400"
    RATE = "429"
    QUOTA = "429 and no money left"
    TOO_LARGE = "429 and larger than the limit of a minute"
    BROKEN = "500"
    AWAY = "503"
    OVERLOADED = "529"
    TOO_LONG = "longer than the model reads"
    HTML = "a page of HTML where JSON is due"
    HANGS_UP = "the connection ends before a byte"
    MUTE = "not a byte, and the connection stays"
    CUT = "the connection ends in the middle"
    NO_END = "the stream ends properly, but in the middle of the answer"
    SILENT = "silence in the middle"
    GARBLED = "a line that is not JSON"
    TYPES = "numbers and lists where texts are due"
    OVERLOADED_LATER = "an error event in the middle of the stream"
    OVERLOADED_FIRST = "an error event in a stream that has begun, before the first word"
    CUT_THOUGHT = "the connection ends while the model still thinks"
    REFUSAL = "the model declines"
    FILTERED = "a filter ends the answer"
    EMPTY = "an answer without a word"
    ENDLESS = "an answer without an end"
    LENGTH = "the answer's length is used up"
    PROSE = "JSON in a fence, with prose around it"


class Refusal(Exception):
    """An answer that is an error: status and body as the provider writes them."""

    def __init__(self, status: int, body: Json, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(str(body))
        self.reply = Reply(
            json.dumps(body).encode(), status, {"Content-Type": "application/json", **(headers or {})}
        )


class Limited(Protocol):
    """A call: what goes wrong with it, and the tokens that its answer may have."""

    @property
    def fault(self) -> Fault | None: ...

    @property
    def longest(self) -> int: ...


class Talking(ABC):
    """``faults`` are taken one a call; when they are used up, nothing goes wrong any more.

    ``begun`` counts the calls that were understood and begun to be answered, ``whole`` those whose answer was sent to
    its end, each by its ``Idempotency-Key`` (empty without one). ``asked`` are the bodies of the calls, in order.
    ``most_at_once`` is how many were under way at the same time at most.
    """

    def __init__(
        self,
        author: Author,
        *,
        latency: float,
        rate: float,
        faults: Iterable[Fault | None],
        models: Iterable[str],
    ) -> None:
        self.author = author
        self.latency = latency
        self.rate = rate
        self.models = tuple(models)
        self.begun: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.asked: list[Json] = []
        self.most_at_once = 0
        self._under_way = 0
        self._faults = iter(faults)
        self._lock = threading.Lock()
        self._seen: set[str] = set()

    def __call__(
        self, request: Request, connection: socket.socket, gone: threading.Event
    ) -> Reply | Stream | None:
        try:
            return self.answer(request, gone)
        except Refusal as refusal:
            return refusal.reply

    @abstractmethod
    def answer(self, request: Request, gone: threading.Event) -> Reply | Stream | None:
        """The reply; raises ``Refusal``."""

    def next_fault(self) -> Fault | None:
        with self._lock:
            return next(self._faults, None)

    def begin(self, request: Request, body: Json) -> str:
        """Counts a call; its key."""
        key = request.headers.get("idempotency-key", "")
        with self._lock:
            self.begun[key] += 1
            self.asked.append(body)
            self._under_way += 1
            self.most_at_once = max(self.most_at_once, self._under_way)
        return key

    def finish(self, key: str) -> None:
        with self._lock:
            self.whole[key] += 1

    def leave(self) -> None:
        with self._lock:
            self._under_way -= 1

    def seen_before(self, text: str) -> bool:
        """Whether this beginning of a prompt has come before."""
        with self._lock:
            known = text in self._seen
            self._seen.add(text)
            return known

    def paced(self, text: str, call: Limited, gone: threading.Event) -> Iterator[str]:
        """The text piece by piece, each at its time: the first after ``latency``, then ``rate`` tokens a second. It
        ends where the tokens are used up that the answer may have."""
        fault = call.fault
        start = time.monotonic() + self.latency
        middle = len(text) // 2
        text = text[: 4 * call.longest]
        sent = 0
        for piece in pieces(text, self.rate, endless=fault == Fault.ENDLESS):
            gone.wait(max(0.0, start + (sent / 4 / self.rate if self.rate else 0.0) - time.monotonic()))
            if gone.is_set():
                raise Broken
            if sent + len(piece) > middle and fault in IN_THE_MIDDLE:
                yield piece[: max(0, middle - sent)]
                return
            sent += len(piece)
            yield piece
        if self.rate:
            gone.wait(max(0.0, start + sent / 4 / self.rate - time.monotonic()))


IN_THE_MIDDLE = frozenset(
    (
        Fault.CUT,
        Fault.NO_END,
        Fault.SILENT,
        Fault.GARBLED,
        Fault.TYPES,
        Fault.OVERLOADED_LATER,
        Fault.FILTERED,
        Fault.LENGTH,
    )
)


def pieces(text: str, rate: float, *, endless: bool = False) -> Iterator[str]:
    """About a token each, or several where the pace is fast."""
    size = 4 * max(1, round(rate / PIECES_A_SECOND))
    for again in itertools.count():
        yield from (text[at : at + size] for at in range(0, len(text), size))
        if not endless or (again and not text):
            return


def counted(text: str) -> int:
    """Tokens, as honestly as can be had without a tokenizer: four characters each."""
    return -(-len(text) // 4)


def told(text: str, fault: Fault | None) -> str:
    """What the model says in the end."""
    if fault == Fault.EMPTY:
        return ""
    if fault == Fault.REFUSAL:
        return "I cannot help with that."
    if fault == Fault.PROSE:
        return f"Sure! Here is what you asked for:\n\n```json\n{text}\n```\n\nTell me if {{anything}} is missing."
    return text


HTML = Reply(b"<!doctype html><html><body><h1>502 Bad Gateway</h1></body></html>", 200)
