from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest

from sapere.agents.library.roots import documents_under
from sapere.research.errors import Unreadable
from sapere.research.progress import Event, Kind
from sapere.research.shapes import Document, Raw
from sapere.work.reading import ToldReading, to_read


@dataclass
class Ticking:
    """Each look at the clock is ``pace`` seconds after the one before."""

    pace: float
    at: float = 0.0

    def monotonic(self) -> float:
        self.at += self.pace
        return self.at

    def now(self) -> datetime:
        raise NotImplementedError


@dataclass
class Ear:
    heard: list[Event] = field(default_factory=list)

    def tell(self, event: Event) -> None:
        self.heard.append(event)

    @property
    def counts(self) -> list[tuple[int, int]]:
        return [(one.payload["count"], one.payload["of"]) for one in self.heard if one.kind is Kind.STAGE]


class Plain:
    def read_many(self, raws: Iterable[Raw]) -> Iterator[tuple[Raw, Document | Unreadable]]:
        for raw in raws:
            yield raw, Document(raw.body.decode(), raw.locator, "en")


def raws(count: int) -> list[Raw]:
    return [Raw(b"Tea.", locator=f"file:///{n}") for n in range(count)]


@pytest.mark.parametrize(
    ("pace", "counts"), [(1.0, [(1, 3), (2, 3), (3, 3)]), (0.5, [(2, 3), (3, 3)]), (0.1, [(3, 3)])]
)
def test_counts_are_told_once_a_second_and_at_the_end(pace: float, counts: list[tuple[int, int]]) -> None:
    ear = Ear()
    told = ToldReading(Plain(), ear, 3, clock=Ticking(pace))
    assert len(list(told.read_many(raws(3)))) == 3
    assert ear.counts == counts
    assert ear.heard[-1].payload["text"] == "3 of 3 documents"


def test_a_count_never_passes_the_whole_and_of_nothing_is_not_told() -> None:
    ear = Ear()
    list(ToldReading(Plain(), ear, 2, clock=Ticking(1.0)).read_many(raws(3)))  # one came while it was read
    assert ear.counts[-1] == (2, 2)
    silent = Ear()
    ToldReading(Plain(), silent, 0).say()
    assert silent.heard == []


def test_what_could_not_be_read_is_passed_on_and_other_counts_are_not() -> None:
    ear = Ear()
    told = ToldReading(Plain(), ear, 1)
    told.tell(Event(Kind.STAGE, {"stage": "read", "state": "started", "count": 25}))
    told.tell(Event(Kind.SOURCE, {"locator": "file:///a", "state": "unread"}))
    assert [one.kind for one in ear.heard] == [Kind.SOURCE]


def test_only_what_is_new_or_changed_is_to_be_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", ".hidden.txt"):
        (tmp_path / name).write_text("Tea is a drink.")
    root = str(tmp_path)
    found = {one.locator: getattr(one, "fingerprint", "") for one in documents_under(root)}
    first = (tmp_path / "a.txt").as_uri()
    assert to_read(documents_under(root), {}) == 2
    assert to_read(documents_under(root), {first: found[first]}) == 1
    assert to_read(documents_under(root), {first: "another"}) == 2


def test_a_root_of_no_use_holds_nothing_to_read(tmp_path: Path) -> None:
    assert to_read(documents_under(str(tmp_path)), {}) == 0
