from __future__ import annotations

from dataclasses import replace

from sapere.kit.ids import stable_id
from sapere.research.shapes import Concept, Tree
from sapere.tabs.growing.branches import choices, lines
from tests.research.growing.test_edits import TREE


def ids(found: list[str]) -> str:
    return " ".join(found)


def test_a_concept_is_not_offered_a_place_below_itself_or_too_deep() -> None:
    assert ids([one.id for one in choices(TREE)]) == "root a aa aaa ab b bb"
    assert ids([one.id for one in choices(TREE, but_below="a")]) == "root b bb"
    assert ids([one.id for one in choices(TREE, but_below="a", room_for="a")]) == "root"
    assert ids([one.id for one in choices(TREE, but_below="bb", room_for="bb")]) == "root a aa ab b"


def test_the_first_goes_no_earlier_and_the_last_no_later() -> None:
    (root,) = lines("t", Tree(tuple(map(named, TREE.concepts))))
    assert [(one.first, one.last) for one in root.below] == [(True, False), (False, True)]
    assert lines("t", None) == ()


def test_of_a_large_tree_one_branch_is_open() -> None:
    tree = Tree(tuple(map(named, TREE.concepts)))
    (root,) = lines("t", tree, stable_id("ab"), all_open=3)
    assert [(len(one.below), one.folded) for one in root.below] == [(2, 0), (0, 1)]
    (root,) = lines("t", tree, "nonsense", all_open=3)
    assert [(len(one.below), one.folded) for one in root.below] == [(0, 3), (0, 1)]


def named(one: Concept) -> Concept:
    return replace(one, id=stable_id(one.id), parent=stable_id(one.parent) if one.parent else "")
