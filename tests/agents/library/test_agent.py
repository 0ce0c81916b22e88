from __future__ import annotations

from dataclasses import replace

import pytest

from sapere.agents.library.agent import LibraryAgent
from sapere.research.errors import Damaged, Unreachable
from sapere.research.index import entries, keep, load
from sapere.research.ports import Scope
from sapere.research.shapes import Brief, Depth, Document, Finding, Heading, Level, Raw
from tests.doubles.index import MemoryIndex
from tests.doubles.store import MemoryStore

SCOPE = Scope("alice", roots=("/notes",))
BRIEF = Brief(
    "Chess openings",
    "en",
    Depth.STANDARD,
    Level.NEW,
    scope="",
    questions=(),
    queries={"library": ("Chess openings",)},
)


class Shelf:
    """Alice's library: what is laid into it is kept and indexed as a real run does it."""

    def __init__(self) -> None:
        self.index, self.store = MemoryIndex(), MemoryStore()

    def lay(
        self, title: str, text: str, *, root: str = "/notes", locator: str = "", heading: str = ""
    ) -> Document:
        headings = (Heading(1, heading, 0, len(text)),) if heading else ()
        document = Document(text, title, "en", headings=headings)
        keep(self.store, Raw(text.encode()), document)
        rows = entries(
            *load(self.store, document.sha256), locator=locator or f"file:///notes/{title}", root=root
        )
        self.index.upsert(Scope("alice"), rows)
        return document

    def agent(self, scope: Scope = SCOPE) -> LibraryAgent:
        return LibraryAgent(self.index, self.store, scope)

    def found(self, brief: Brief = BRIEF, scope: Scope = SCOPE) -> list[Finding]:
        return list(self.agent(scope).find(brief))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def passing_mention(times: int = 60) -> str:
    return "Bread is baked in an oven.\n\n" * times + "The baker likes chess openings."


def test_a_document_about_the_topic_comes_before_one_that_mentions_it(shelf: Shelf) -> None:
    shelf.lay("A long novel", "Chess openings were played.\n\n" + "The sea was calm that day. " * 400)
    shelf.lay("Chess openings", "The opening is the first phase of a game of chess. Openings have names.")
    found = shelf.found()
    assert found[0].title == "Chess openings"
    assert all(item.score < found[0].score for item in found[1:])


def test_a_finding_carries_the_kept_text_and_where_it_came_from(shelf: Shelf) -> None:
    document = shelf.lay("Chess openings", "The opening is the first phase of a game of chess.")
    found = shelf.found()[0]
    assert (found.snapshot, found.locator) == (document.sha256, "file:///notes/Chess openings")
    assert "first phase" in found.snippet
    assert shelf.agent().fetch(found).body.decode() == document.text


def test_words_of_the_topic_that_never_stand_together_are_no_find(shelf: Shelf) -> None:
    shelf.lay("Doors", "The openings of a house are its doors.\n\n" + "A wall is a wall. " * 200)
    shelf.lay("Novel", "He said chess was dull.")
    assert shelf.found() == []


def test_a_single_word_inside_a_longer_word_is_no_find(shelf: Shelf) -> None:
    shelf.lay("Furniture", "A chesspiece and a chessboard stood on the shelf.")
    assert shelf.found(replace(BRIEF, queries={"library": ("chess",)})) == []


def test_the_installed_reference_is_looked_into_only_when_there_is_little_of_ones_own(shelf: Shelf) -> None:
    text = "Chess openings are the first moves. Number "
    shelf.lay("Reference", f"{text} nought.", root="python:", locator="python:chess")
    for number in range(2):
        shelf.lay(f"Openings {number}", f"{text} {number}.")
    assert shelf.found()[-1].locator == "python:chess"
    assert shelf.found()[-1].kind == "reference"
    shelf.lay("Openings 2", f"{text} 2.")
    assert all(not item.locator.startswith("python:") for item in shelf.found())


def test_a_library_without_named_roots_is_ones_own_first_as_well(shelf: Shelf) -> None:
    shelf.lay("Chess openings", "Chess openings are moves.", root="python:", locator="python:chess")
    shelf.lay("More", "Chess openings have names.")
    assert [item.locator for item in shelf.found(scope=Scope("alice"))] == [
        "file:///notes/More",
        "python:chess",
    ]


def test_nobody_finds_what_is_anothers(shelf: Shelf) -> None:
    shelf.lay("Chess openings", "The opening is the first phase of a game of chess.")
    assert shelf.found(scope=Scope("bob")) == []


def test_with_the_whole_library_every_document_comes(shelf: Shelf) -> None:
    shelf.lay("Bread", "Bread is baked in an oven.")
    shelf.lay("Chess", "Chess is a game.")
    shelf.lay("Reference", "Python is a language.", root="python:", locator="python:x")
    whole = shelf.found(replace(BRIEF, whole_library=True), Scope("alice"))
    assert {item.title for item in whole} == {"Bread", "Chess"}


def test_an_empty_library_is_skipped_with_a_reason(shelf: Shelf) -> None:
    assert "empty" in shelf.agent().skip_reason(BRIEF)
    shelf.lay("Chess", "Chess is a game.")
    assert shelf.agent().skip_reason(BRIEF) == ""


def test_a_text_that_was_lost_is_told_and_not_passed_over(shelf: Shelf) -> None:
    document = shelf.lay("Chess openings", "Chess openings have names.")
    finding = shelf.found()[0]
    del shelf.store.bodies[f"text/{document.sha256}"]
    with pytest.raises(Damaged, match="not in the store"):
        shelf.found()
    with pytest.raises(Unreachable, match="no longer kept"):
        shelf.agent().fetch(finding)


def test_a_heading_counts_for_what_stands_under_it(shelf: Shelf) -> None:
    text = "Openings in chess\n\nThe queen's gambit is one. The Italian game is another."
    shelf.lay("Notes of a winter", text, heading="Openings in chess")
    assert [item.title for item in shelf.found()] == ["Notes of a winter"]
