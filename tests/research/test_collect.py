from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sapere.agents.library.located import Located, Passed
from sapere.providers.store.folder import FolderStore
from sapere.providers.vectors.edge import EdgeIndex
from sapere.research.collect import BATCH, Collected, collect
from sapere.research.errors import BadLibrary, Unreachable, Unreadable
from sapere.research.index import load_text
from sapere.research.ports import Scope
from sapere.research.progress import Event, Kind
from sapere.research.shapes import Document, Raw

ALICE = Scope("alice")


class PlainReader:
    """UTF-8 is text; anything else cannot be read."""

    def read_many(self, raws: Iterable[Raw]) -> Iterator[tuple[Raw, Document | Unreadable]]:
        for raw in raws:
            try:
                yield raw, Document(raw.body.decode(), raw.locator, "en")
            except UnicodeDecodeError:
                yield raw, Unreadable("It is not text.")


@dataclass
class Shelves:
    """A library with everything around it, in a folder of the test's own."""

    folder: Path
    told: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = FolderStore(self.folder / "store")
        self.index = EdgeIndex(self.folder / "index")

    def tell(self, event: Event) -> None:
        self.told.append(event)

    def collect(self, documents: Iterable[Located | Passed], **known: str) -> Iterator[Collected]:
        return collect(
            documents,
            reader=PlainReader(),
            store=self.store,
            index=self.index,
            scope=ALICE,
            root="/r",
            known=known,
            listener=self,
        )

    def search(self, query: str) -> list[str]:
        return [hit.locator for hit in self.index.search(ALICE, query, language="en", limit=9)]


@pytest.fixture
def shelves(tmp_path: Path) -> Iterator[Shelves]:
    made = Shelves(tmp_path)
    yield made
    made.index.close()


def located(name: str, body: bytes | Exception, fingerprint: str = "1") -> Located:
    def opened() -> Raw:
        if isinstance(body, Exception):
            raise body
        return Raw(body)

    return Located(name, fingerprint, opened)


def test_each_document_is_kept_and_findable(shelves: Shelves) -> None:
    rows = list(shelves.collect([located("a", b"Loops repeat."), located("b", b"Queues wait.")]))
    assert [(one.locator, one.fingerprint, one.passages) for one in rows] == [("a", "1", 1), ("b", "1", 1)]
    assert shelves.search("queue") == ["b"]
    assert rows[0].kept is not None
    assert load_text(shelves.store, rows[0].kept.sha256) == "Loops repeat."


def test_what_cannot_be_had_is_named_with_its_reason(shelves: Shelves) -> None:
    rows = list(
        shelves.collect(
            [
                Passed("skipped", "It is a program."),
                located("gone", Unreachable("It has gone.")),
                located("locked", PermissionError(13, "Permission denied")),
                located("binary", b"\xff\xfe\x00"),
                located("blank", b"  \n "),
                located("good", b"Words."),
            ]
        )
    )
    reasons = {one.locator: one.reason for one in rows}
    assert reasons == {
        "skipped": "It is a program.",
        "gone": "It has gone.",
        "locked": "It could not be opened: Permission denied.",
        "binary": "It is not text.",
        "blank": "There is no text in it to read.",
        "good": "",
    }
    unread = [event.payload["locator"] for event in shelves.told if event.kind is Kind.SOURCE]
    assert sorted(unread) == ["binary", "blank", "gone", "locked", "skipped"]


def test_what_is_known_and_unchanged_is_not_opened(shelves: Shelves) -> None:
    never = located("a", AssertionError("it was opened"))
    assert [one.locator for one in shelves.collect([never, located("b", b"New.", "2")], a="1", b="1")] == [
        "b"
    ]


def test_what_was_yielded_is_findable_already(shelves: Shelves) -> None:
    paragraph = b"Loops repeat and repeat until they end. " * 40 + b"\n\n"
    many = (located(f"d{number}", paragraph * 5 + str(number).encode()) for number in range(400))
    rows = shelves.collect(many)
    first = next(rows)
    assert first.locator in {one.locator for one in shelves.index.documents(ALICE)}
    assert shelves.index.count(ALICE) < 2 * BATCH
    assert 1 + sum(1 for _ in rows) == 400


def test_a_root_that_holds_nothing_says_so_last(shelves: Shelves) -> None:
    def root() -> Iterator[Located | Passed]:
        yield Passed("x", "It is a program.")
        raise BadLibrary("Nothing there could be read.")

    rows = shelves.collect(root())
    assert next(rows).locator == "x"
    with pytest.raises(BadLibrary):
        next(rows)


def test_the_stage_is_told_from_start_to_end(shelves: Shelves) -> None:
    list(shelves.collect([located("a", b"Words.")]))
    states = [event.payload["state"] for event in shelves.told if event.kind is Kind.STAGE]
    assert states == ["started", "done"]
