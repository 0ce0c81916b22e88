from __future__ import annotations

from dataclasses import replace

from sapere.kit.ids import stable_id
from sapere.research.growing.deeper import branches_below
from sapere.research.shapes import Concept, Tree


def concept(name: str, parent: str, depth: int, *needs: str) -> Concept:
    return Concept(name, parent, depth, 0, name.upper(), "", "", (), needs)


GROWN = Tree(
    (
        concept("root", "", 0),
        concept("a", "root", 1),
        concept("aa", "a", 2),
        concept("aaa", "aa", 3),
        concept("b", "root", 1, "a"),
    )
)
UNDER = Concept("light", "topic", 1, 4, "Light", "", "", ())


def test_branches_have_the_ids_of_their_new_place() -> None:
    first, inner, second = branches_below(GROWN, UNDER)
    assert (first.parent, first.id, first.depth) == ("light", stable_id("light", "a"), 2)
    assert (inner.parent, inner.id, inner.depth) == (first.id, stable_id(first.id, "aa"), 3)
    assert second.prerequisites == (first.id,)


def test_nothing_is_put_deeper_than_three_levels() -> None:
    assert [one.title for one in branches_below(GROWN, replace(UNDER, depth=2))] == ["A", "B"]
    assert branches_below(GROWN, replace(UNDER, depth=3)) == ()


def test_what_is_in_the_topic_already_is_left_out() -> None:
    found = branches_below(GROWN, UNDER, ["Topic", "light", "B"])
    assert [one.title for one in found] == ["A", "AA"]
    assert branches_below(GROWN, UNDER, ["a", "b"]) == ()


def test_of_the_concept_itself_only_what_is_below_it_is_new() -> None:
    again = replace(GROWN.concepts[1], title="LIGHT")
    inner, lower, after = branches_below(Tree((GROWN.root, again, *GROWN.concepts[2:])), UNDER, ["Light"])
    assert [(one.title, one.depth) for one in (inner, lower, after)] == [("AA", 2), ("AAA", 3), ("B", 2)]
    assert (inner.parent, after.prerequisites) == ("light", ())
