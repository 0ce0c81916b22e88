"""Grounds made ahead: given for the material that they were made of, and for no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from threading import Event
from weakref import ref

from sapere.research.ahead import Ahead
from sapere.research.errors import Damaged
from sapere.research.shapes import Material
from sapere.research.writing import Ground, ground
from tests.research.material import material, written

TEA = material("Tea", written("tea", "Tea", "Tea is a drink that is made of the leaves of a shrub."))


def called(name: str) -> Material:
    return replace(TEA, concept=replace(TEA.concept, id=name))


class Text(str):
    """That it is gone can be seen."""

    __slots__ = ("__weakref__",)


class Making:
    """Makes grounds and remembers of which concepts."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def __call__(self, material: Material) -> Ground:
        self.made.append(material.concept.id)
        return ground(material)


def work(ahead: Ahead, materials: Sequence[Material], error: Exception | None = None) -> None:
    """All of them made ahead; then, where there is one, the error met."""
    all_made = Event()

    def one_by_one() -> Iterator[Material]:
        yield from materials
        all_made.set()
        if error is not None:
            raise error

    with ahead.working(one_by_one()):
        assert all_made.wait(10)


def test_what_was_made_ahead_is_given_once() -> None:
    making = Making()
    ahead = Ahead(making)
    work(ahead, [called("a"), called("b")])
    assert making.made == ["a", "b"]
    assert ahead.ground(called("a")).rows == ground(TEA).rows
    assert making.made == ["a", "b"]
    ahead.ground(called("a"))
    assert making.made == ["a", "b", "a"]


def test_a_concept_that_was_changed_meanwhile_is_made_anew() -> None:
    making = Making()
    ahead = Ahead(making)
    work(ahead, [called("a")])
    ahead.ground(replace(called("a"), passages=()))
    assert making.made == ["a", "a"]


def test_a_text_that_was_read_anew_is_made_anew_and_none_is_kept() -> None:
    making = Making()
    ahead = Ahead(making)
    text = Text("Tea is a drink that is made of the leaves of a shrub.")
    gone = ref(text)
    work(ahead, [replace(called("a"), texts={"tea": text}), replace(called("b"), texts={"tea": text})])
    del text
    assert gone() is None
    ahead.ground(replace(called("a"), texts={"tea": "Tea is a drink that is made of the leaves of a shrub."}))
    assert making.made == ["a", "b"]
    ahead.ground(replace(called("b"), texts={"tea": "Another."}))
    assert making.made == ["a", "b", "b"]


def test_no_more_than_so_many_are_kept_the_oldest_go_first() -> None:
    making = Making()
    ahead = Ahead(making, most=2)
    work(ahead, [called("a"), called("b"), called("c")])
    for name in "cba":
        ahead.ground(called(name))
    assert making.made == ["a", "b", "c", "a"]


def test_work_that_has_no_end_ends_with_its_block() -> None:
    making = Making()
    ahead = Ahead(making)
    with ahead.working(called(f"{at}") for at in count()):
        pass
    made = len(making.made)
    ahead.ground(called("another"))
    assert len(making.made) == made + 1


def test_a_damaged_text_is_for_its_page_to_meet() -> None:
    making = Making()
    ahead = Ahead(making)
    work(ahead, [called("a")], Damaged("The kept text is damaged on the disk."))
    ahead.ground(called("a"))
    assert making.made == ["a"]
