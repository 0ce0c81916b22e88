from __future__ import annotations

from sapere.research.growing.edits import Add, Deepen, Edit, Merge, Move, Remove, Rename
from sapere.tabs.growing.wording import asked
from tests.research.growing.test_edits import TREE, concept

SAID: list[tuple[Edit, str]] = [
    (Rename("a", "New"), "Rename “A” to “New”"),
    (Move("a", "b", 0), "Move “A” below “B”"),
    (Move("b", "root", 0), "Move “B” to place 1"),
    (Merge("a", "b"), "Merge “A” into “B”"),
    (Remove("a"), "Remove “A”"),
    (Add(concept("n", "a", 2, 0)), "Add “N” below “A”"),
    (Deepen("a", ()), "Go deeper at “A”"),
    (Remove("gone"), "Remove “a concept that is gone”"),
]


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_each_edit_is_said_by_the_names_in_it() -> None:
    assert [plain(asked(edit, TREE)) for edit, _ in SAID] == [words for _, words in SAID]


def test_a_name_keeps_its_direction_to_itself() -> None:
    said = asked(Rename("a", "شجرة"), TREE)
    assert said.count("\u2068") == said.count("\u2069") == 2
