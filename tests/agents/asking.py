"""How the tests ask a service: a fake on loopback, a guarded client that never really waits, an ordinary brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sapere.kit.http import HttpClient
from sapere.research.ports import Service
from sapere.research.shapes import Brief, Depth, Finding, Level
from tests.fakes.server import Handler, Reply, Server, answering, serving

BRIEF = Brief("Photosynthesis", "en", Depth.STANDARD, Level.NEW, "", (), {})
CONTACT = "someone@learning.example"
Made = Callable[[HttpClient, str], Service]


@dataclass
class Asked:
    """A service beside the fake that it asks; ``slept`` are the pauses that were kept."""

    service: Service
    server: Server
    slept: list[float] = field(default_factory=list)

    def find(self, *queries: str, limit: int = 10) -> list[Finding]:
        return list(self.service.find(BRIEF, queries or ("photosynthesis",), limit))


@contextmanager
def asked(make: Made, handler: Handler, *, contact: str = CONTACT) -> Iterator[Asked]:
    slept: list[float] = []
    with serving(handler) as server, HttpClient(contact, {server.pair}, gap=0.0, sleep=slept.append) as http:
        yield Asked(make(http, server.url), server, slept)


def found_in(make: Made, *replies: Reply, queries: tuple[str, ...] = ()) -> list[Finding]:
    """What a service finds in exactly these replies."""
    with asked(make, answering(*replies)) as one:
        return one.find(*queries)
