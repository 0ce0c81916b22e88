from __future__ import annotations

from collections.abc import Iterator

from sapere.research.errors import Refused
from sapere.research.read import Reading, read
from sapere.research.shapes import Brief, Document, Finding, Raw
from tests.doubles.engine import StillClock
from tests.doubles.store import MemoryStore

WHOLE = "The whole paper says a great deal about the sea and the many salts that are dissolved in it. " * 3
ABSTRACT = (
    "The abstract says in few words that the sea holds many salts, and how they came to be in it over time."
)


class Library:
    """Has the whole paper, or refuses it."""

    name, needs_network = "academic", True

    def __init__(self, *, refuses: bool) -> None:
        self._refuses = refuses

    def skip_reason(self, brief: Brief) -> str:
        return ""

    def find(self, brief: Brief) -> Iterator[Finding]:
        yield from ()

    def fetch(self, finding: Finding) -> Raw:
        if self._refuses:
            raise Refused("sea.example does not want programs to read this page (robots.txt).")
        return Raw(WHOLE.encode(), "text/plain")


class BareReader:
    def read(self, raw: Raw) -> Document:
        return Document(raw.body.decode(), "Sea salt", "en", partial=raw.partial)


def reading(*, refuses: bool, body: str = "") -> tuple[Reading, MemoryStore]:
    store = MemoryStore()
    finding = Finding("academic", "https://sea.example/1", "Sea salt", "paper", body=body)
    return read(finding, Library(refuses=refuses), BareReader(), store, StillClock()), store


def test_the_whole_work_goes_before_its_abstract() -> None:
    told, store = reading(refuses=False, body=f"<p>{ABSTRACT}</p>")
    assert store.get(f"text/{told.snapshot}").decode() == WHOLE
    assert (told.reason, told.partial) == ("", False)


def test_an_abstract_is_read_where_the_work_cannot_be_had_and_it_says_so() -> None:
    told, store = reading(refuses=True, body=f"<p>{ABSTRACT}</p>")
    assert ABSTRACT in store.get(f"text/{told.snapshot}").decode()
    assert told.partial
    assert told.reason.startswith("Only its summary was read. sea.example does not want")


def test_with_neither_there_is_only_the_reason() -> None:
    told, _ = reading(refuses=True)
    assert told.snapshot == ""
    assert told.reason.startswith("sea.example does not want")
