from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapere.readers import Limits, Readers
from sapere.readers.children import Children
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

TIGHT = Limits(seconds=2, memory=400_000_000, answer=100_000, children=1)


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(TIGHT, children=Children(TIGHT, "tests.readers.misbehaving:parse")) as readers:
        yield readers


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"loop", "too long"),
        (b"sleep", "too long"),
        (b"eat", "too much memory"),
        (b"die", "broke down"),
        (b"flood", "too much text"),
        (b"lie", "too much text"),
    ],
)
def test_whatever_a_child_does_is_a_reason_and_the_next_document_is_read(
    readers: Readers, body: bytes, reason: str
) -> None:
    with pytest.raises(Unreadable, match=reason):
        readers.read(Raw(body=body))
    assert readers.read(Raw(body=b"good")).text == "fine"


def test_what_a_parser_prints_does_not_get_between_the_answers(readers: Readers) -> None:
    assert readers.read(Raw(body=b"print")).text == "fine"


def test_a_child_knows_no_secret_of_its_parent(readers: Readers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hush")
    with pytest.raises(Unreadable):
        readers.read(Raw(body=b"die"))
    assert "SECRET" not in readers.read(Raw(body=b"secrets")).text


def test_a_child_starts_light() -> None:
    limits = Limits(children=1)
    with Readers(limits, children=Children(limits, "tests.readers.misbehaving:parse")) as readers:
        loaded = readers.read(Raw(body=b"modules")).text.split()
    assert not {"django", "numpy", "sklearn", "trafilatura"} & set(loaded)


def test_closed_readers_say_so() -> None:
    readers = Readers(TIGHT)
    readers.close()
    with pytest.raises(RuntimeError, match="closed"):
        readers.read(Raw(body=b"<p>late</p>"))
