from __future__ import annotations

from collections.abc import Iterator

import pytest

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.works import Work
from sapere.kit.http import HttpClient
from sapere.research.shapes import Finding
from tests.agents.asking import BRIEF


class Shelf(Catalogue):
    """Holds thirty works, of which every second can be read; ``asked`` is what it was asked for."""

    name = "Shelf"
    most_results = 25

    def __init__(self, http: HttpClient) -> None:
        super().__init__(http)
        self.asked: list[tuple[str, int]] = []

    def _ask(self, query: str, most: int) -> list[Work]:
        self.asked.append((query, most))
        works = [Work(f"W{at}", doi=f"10.1/{at}", abstract="<p>x</p>" if at % 2 else "") for at in range(30)]
        return works[:most] if "tea" in query else []


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    with HttpClient() as http:
        yield Shelf(http)


def find(shelf: Shelf, *queries: str, limit: int) -> list[Finding]:
    return list(shelf.find(BRIEF, queries, limit))


def test_of_twice_as_many_those_that_can_be_read_are_taken(shelf: Shelf) -> None:
    found = find(shelf, "tea", limit=4)
    assert shelf.asked == [("tea", 8)]
    assert [one.title for one in found] == ["W1", "W3", "W5", "W7"]


def test_what_cannot_be_read_fills_up(shelf: Shelf) -> None:
    found = find(shelf, "tea", limit=20)
    assert shelf.asked == [("tea", 25)]
    assert [bool(one.body) for one in found] == [True] * 12 + [False] * 8


def test_the_query_is_given_as_it_is(shelf: Shelf) -> None:
    assert find(shelf, "  何 is\ntea?  ", limit=1)
    assert shelf.asked == [("何 is tea?", 2)]


def test_a_query_that_finds_nothing_is_followed_by_one_more(shelf: Shelf) -> None:
    assert find(shelf, "", "milk", "water", "tea", limit=1) == []
    assert [query for query, _ in shelf.asked] == ["milk", "water"]


def test_it_takes_part_in_every_run(shelf: Shelf) -> None:
    assert shelf.skip_reason(BRIEF) == "" and shelf.needs_network
