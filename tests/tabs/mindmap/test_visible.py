from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.tabs.mindmap.visible import ALL, FITTING, MOST, visible
from sapere.topics.outline import Entry

NONE: frozenset[str] = frozenset()


def tree(*below: int) -> list[Entry]:
    """So many children of each concept, level by level."""
    found = []

    def walk(name: str, parent: str, depth: int) -> None:
        found.append(Entry(name, parent, depth, name))
        for place in range(below[depth] if depth < len(below) else 0):
            walk(f"{name}.{place}", name, depth + 1)

    walk("0", "", 0)
    return found


def test_a_small_tree_is_shown_whole() -> None:
    seen = visible(tree(5, 3), NONE, NONE)
    assert len(seen) == 21
    assert all(one.open == bool(one.below) for one in seen)


def test_beyond_forty_the_lower_levels_are_closed() -> None:
    seen = visible(tree(6, 7), NONE, NONE)
    assert [one.entry.depth for one in seen] == [0, 1, 1, 1, 1, 1, 1]
    assert [(one.below, one.open) for one in seen[1:]] == [(7, False)] * 6


def test_a_branch_is_opened_and_another_shut() -> None:
    opened = visible(tree(6, 7), frozenset({"0.2"}), NONE)
    assert [one.entry.id for one in opened if one.entry.depth == 2] == [f"0.2.{n}" for n in range(7)]
    shut = visible(tree(2, 2), NONE, frozenset({"0.0"}))
    assert [one.entry.id for one in shut] == ["0", "0.0", "0.1", "0.1.0", "0.1.1"]


def test_a_crowd_of_children_is_cut_and_counted() -> None:
    seen = visible(tree(300), NONE, NONE)
    assert (len(seen), seen[0].left) == (FITTING + 1, 300 - FITTING)
    assert len(visible(tree(300), frozenset({"0"}), NONE)) == 301


@given(st.lists(st.integers(0, 40), min_size=1, max_size=3), st.booleans())
def test_what_is_shown_hangs_together_and_is_never_too_much(below: list[int], everything: bool) -> None:
    entries = tree(*below)[:3000]
    seen = visible(entries, frozenset({ALL}) if everything else NONE, NONE)
    shown = {one.entry.id for one in seen}
    assert 1 <= len(seen) <= MOST
    assert all(one.entry.parent in shown for one in seen[1:])
    for one in seen:
        children = [entry for entry in entries if entry.parent == one.entry.id]
        on_map = sum(child.id in shown for child in children)
        assert on_map + one.left == (len(children) if one.open else 0)
