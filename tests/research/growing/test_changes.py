from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.research.growing.changes import dropped, moved, ordered, renamed
from sapere.research.shapes import Concept, Tree


def _concept(name: str, parent: str, depth: int, position: int, *needs: str) -> Concept:
    return Concept(name, parent, depth, position, name.upper(), "", "", (f"p{name}",), needs)


TREE = Tree(
    (
        _concept("root", "", 0, 0),
        _concept("a", "root", 1, 0),
        _concept("aa", "a", 2, 0),
        _concept("aaa", "aa", 3, 0),
        _concept("ab", "a", 2, 1, "aa"),
        _concept("b", "root", 1, 1, "a"),
    )
)


def shape(tree: Tree) -> list[str]:
    return [f"{one.parent}/{one.id}:{one.depth}.{one.position}" for one in tree.concepts]


def test_a_concept_gets_another_name_unless_a_sibling_has_it() -> None:
    assert [one.title for one in renamed(TREE, "a", "Alpha").concepts][1] == "Alpha"
    assert renamed(TREE, "a", "b") == TREE


def test_what_stands_below_a_dropped_concept_takes_its_place() -> None:
    tree = dropped(TREE, "a")
    assert shape(tree) == ["/root:0.0", "root/aa:1.0", "aa/aaa:2.0", "root/ab:1.1", "root/b:1.2"]
    assert tree.root.passages == ("proot", "pa")
    assert tree.concepts[4].prerequisites == ()


def test_the_topic_itself_stays() -> None:
    assert dropped(TREE, "root") == TREE == moved(TREE, "root", "a")


def test_a_concept_moves_with_all_below_it() -> None:
    tree = moved(TREE, "aa", "b")
    assert shape(tree) == ["/root:0.0", "root/a:1.0", "a/ab:2.0", "root/b:1.1", "b/aa:2.0", "aa/aaa:3.0"]
    assert tree.concepts[2].prerequisites == ()


def test_no_tree_goes_round_in_circles_or_deeper_than_three_levels() -> None:
    assert moved(TREE, "a", "aaa") == TREE
    assert moved(TREE, "a", "b") == TREE


def test_the_order_is_kept_where_one_needs_the_other() -> None:
    assert ordered(TREE, ["b", "a"]) == TREE
    free = Tree((*TREE.concepts[:5], _concept("b", "root", 1, 1)))
    assert [one.id for one in ordered(free, ["b"]).concepts if one.depth == 1] == ["b", "a"]


NAMES = st.sampled_from([one.id for one in TREE.concepts])
STEPS = st.one_of(
    st.tuples(st.just(dropped), NAMES),
    st.tuples(st.just(moved), NAMES, NAMES),
    st.tuples(st.just(renamed), NAMES, st.text(max_size=4)),
    st.tuples(st.just(ordered), st.lists(NAMES)),
)


@given(st.lists(STEPS, max_size=8))
def test_whatever_is_changed_a_tree_is_left(steps: list[tuple[object, ...]]) -> None:
    tree = TREE
    for change, *asked in steps:
        tree = change(tree, *asked)  # type: ignore[operator]
    ids = [one.id for one in tree.concepts]
    assert len(set(ids)) == len(ids)
    depths = {one.id: one.depth for one in tree.concepts}
    for at, one in enumerate(tree.concepts[1:], 1):
        assert ids.index(one.parent) < at
        assert one.depth == depths[one.parent] + 1 <= 3
        siblings = tree.children(one.parent)
        assert sorted(s.position for s in siblings) == list(range(len(siblings)))
        assert set(one.prerequisites) <= set(ids)
