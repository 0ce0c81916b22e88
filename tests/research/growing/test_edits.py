from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.errors import BadRequest
from sapere.research.growing.edits import (
    Add,
    Deepen,
    Edit,
    Merge,
    Move,
    Remove,
    Rename,
    about,
    changed,
    edited,
    merged_pairs,
    refusal,
)
from sapere.research.shapes import Concept, Tree, decode, encode


def concept(name: str, parent: str, depth: int, position: int, *needs: str, title: str = "") -> Concept:
    return Concept(name, parent, depth, position, title or name.upper(), "", "", (f"p{name}",), needs)


TREE = Tree(
    (
        concept("root", "", 0, 0),
        concept("a", "root", 1, 0),
        concept("aa", "a", 2, 0),
        concept("aaa", "aa", 3, 0),
        concept("ab", "a", 2, 1, "aa"),
        concept("b", "root", 1, 1, "a"),
        concept("bb", "b", 2, 0, title="AB"),
    )
)


def shape(tree: Tree) -> list[str]:
    return [f"{one.parent}/{one.id}:{one.depth}.{one.position}" for one in tree.concepts]


def test_a_concept_gets_another_name() -> None:
    assert edited(TREE, [Rename("a", "Alpha")]).concepts[1].title == "Alpha"


def test_a_concept_is_moved_to_a_place_below_another_parent() -> None:
    tree = changed(TREE, Move("ab", "root", 1))
    assert shape(tree)[-3:] == ["root/ab:1.1", "root/b:1.2", "b/bb:2.0"]
    assert tree.concepts[-3].prerequisites == ()


def test_a_move_among_siblings_keeps_what_is_needed() -> None:
    tree = changed(TREE, Move("ab", "a", 0))
    assert shape(tree)[2:5] == ["a/ab:2.0", "a/aa:2.1", "aa/aaa:3.0"]
    assert tree.concepts[2].prerequisites == ("aa",)


def test_a_merge_joins_what_both_rest_on_and_takes_children_along() -> None:
    tree = changed(TREE, Merge("a", "b"))
    assert shape(tree) == ["/root:0.0", "root/b:1.0", "b/bb:2.0", "b/aa:2.1", "aa/aaa:3.0"]
    assert tree.concepts[1].passages == ("pb", "pa")
    assert tree.concepts[1].prerequisites == ()


def test_children_of_the_same_name_are_merged_too() -> None:
    assert changed(TREE, Merge("a", "b")).concepts[2].passages == ("pbb", "pab")
    assert merged_pairs(TREE, Merge("a", "b")) == [("a", "b"), ("ab", "bb")]


def test_a_merge_into_its_parent_moves_children_up() -> None:
    assert shape(changed(TREE, Merge("aa", "a")))[1:4] == ["root/a:1.0", "a/ab:2.0", "a/aaa:2.1"]


def test_what_is_below_a_removed_concept_goes_with_it() -> None:
    tree = changed(TREE, Remove("a"))
    assert shape(tree) == ["/root:0.0", "root/b:1.0", "b/bb:2.0"]
    assert tree.concepts[1].prerequisites == ()


def test_an_added_concept_comes_last() -> None:
    assert shape(changed(TREE, Add(concept("n", "a", 0, 9))))[5] == "a/n:2.2"


def test_going_deeper_adds_what_fits_and_leaves_what_is_there() -> None:
    found = (concept("x", "b", 2, 0), concept("xx", "x", 3, 0), concept("y", "b", 2, 1, "x", title="Ab"))
    tree = changed(TREE, Deepen("b", found))
    assert shape(tree)[-3:] == ["b/bb:2.0", "b/x:2.1", "x/xx:3.0"]


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (Rename("root", "Other"), "keeps the name"),
        (Rename("aa", "Ab"), "already"),
        (Move("a", "aaa", 0), "below itself"),
        (Move("a", "a", 0), "below itself"),
        (Move("a", "b", 0), "deeper"),
        (Move("root", "a", 0), "cannot be moved"),
        (Move("ab", "b", 0), "already"),
        (Merge("a", "aa"), "itself"),
        (Merge("a", "a"), "itself"),
        (Merge("a", "bb"), "deeper"),
        (Merge("root", "a"), "cannot be merged"),
        (Remove("root"), "cannot be removed"),
        (Remove("gone"), "not in the tree"),
        (Move("a", "gone", 0), "not in the tree"),
        (Add(concept("n", "aaa", 0, 0)), "deeper"),
        (Add(concept("n", "a", 0, 0, title="aB")), "already"),
        (Add(concept("ab", "b", 0, 0)), "already"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(edit: Edit, why: str) -> None:
    with pytest.raises(BadRequest, match=why):
        changed(TREE, edit)
    assert edited(TREE, [edit]) == TREE


IDS = st.sampled_from(["root", "a", "aa", "aaa", "ab", "b", "bb", "gone"])
EDITS = st.one_of(
    st.builds(Rename, IDS, st.sampled_from(["A", "B", "C"])),
    st.builds(Move, IDS, IDS, st.integers(-1, 4)),
    st.builds(Merge, IDS, IDS),
    st.builds(Remove, IDS),
    st.builds(lambda parent, name: Add(concept(name, parent, 0, 0)), IDS, st.sampled_from(["n", "m"])),
)


@given(st.lists(EDITS, max_size=8))
def test_a_tree_stays_a_tree(edits: list[Edit]) -> None:
    tree = edited(TREE, edits)
    by_id = {one.id: one for one in tree.concepts}
    assert len(by_id) == len(tree.concepts)
    assert len({(one.parent, one.position) for one in tree.concepts}) == len(tree.concepts)
    assert len({(one.parent, one.title.casefold()) for one in tree.concepts}) == len(tree.concepts)
    for one in tree.concepts[1:]:
        assert one.depth == by_id[one.parent].depth + 1 <= 3
        assert set(one.prerequisites) <= set(by_id) - {one.id}


def test_an_edit_is_about_one_concept_or_two() -> None:
    assert about(Move("a", "b", 0)) == ("a", "b")
    assert about(Rename("a", "b")) == ("a", "")
    assert about(Deepen("b", ())) == ("b", "")


@given(EDITS)
def test_an_edit_is_the_same_after_it_was_kept(edit: Edit) -> None:
    assert decode(type(edit), encode(edit)) == edit
    assert isinstance(refusal(TREE, edit), str)
