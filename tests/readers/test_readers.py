"""All kinds through the front door, in real children; and the hard cases of the shared test data."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from sapere.readers import Limits, Readers
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "nasty"
NASTY = sorted(path for path in DATA.rglob("*") if path.is_file()) if DATA.is_dir() else []


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


def test_many_are_read_and_each_comes_back_with_its_own(readers: Readers) -> None:
    bodies = [f"<html lang=en><p>Page number {number} has words.".encode() for number in range(20)]
    bodies.append(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    outcomes = {raw.body: outcome for raw, outcome in readers.read_many(Raw(body=body) for body in bodies)}
    assert set(outcomes) == set(bodies)
    picture = outcomes.pop(bodies[-1])
    assert isinstance(picture, Unreadable)
    for body, outcome in outcomes.items():
        assert isinstance(outcome, Document)
        assert outcome.text in body.decode()


def test_no_more_is_taken_in_than_is_read(readers: Readers) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Raw]:
        while True:
            taken.append(1)
            yield Raw(body=b"some words")

    outcomes = readers.read_many(endless())
    for _ in range(3):
        next(outcomes)
    outcomes.close()
    assert len(taken) <= 3 + 2 * Limits().children


def test_the_language_is_found_where_none_is_declared(readers: Readers) -> None:
    body = "<p>Der Tee wächst in den Hügeln vieler warmer Länder, wo es oft regnet.".encode()
    assert readers.read(Raw(body=body)).language == "de"


def test_a_document_without_title_is_called_by_its_file(readers: Readers) -> None:
    assert (
        readers.read(Raw(body=b"It is a sentence.", locator="file:///a/green_tea.txt")).title == "green tea"
    )


@pytest.mark.skipif(not NASTY, reason="the shared test data is not here")
def test_every_hard_case_is_a_text_or_a_reason(readers: Readers) -> None:
    for path in NASTY:
        body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        try:
            document = readers.read(Raw(body=body, locator=path.as_uri()))
        except Unreadable as reason:
            assert "failed on it" not in reason.what, path
            assert "broke down" not in reason.what, path
        else:
            assert document.text.strip(), path
            assert all(document.text.startswith(h.title, h.start) for h in document.headings), path


@pytest.mark.skipif(not NASTY, reason="the shared test data is not here")
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pdf/aes-256-m.pdf", "locked with a password"),
        ("pdf/scanned-image-only.pdf", "no text in the PDF"),
    ],
)
def test_the_reason_is_the_right_one(readers: Readers, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        readers.read(Raw(body=(DATA / name).read_bytes(), locator=name))
