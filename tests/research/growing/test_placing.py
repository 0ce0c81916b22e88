from __future__ import annotations

import pytest

from sapere.research.growing.placing import below, found, height, in_place, path_to, put, twin, without
from tests.research.growing.test_edits import TREE, concept, shape


def test_what_is_below_and_above_a_concept() -> None:
    assert [one.id for one in below(TREE, "a")] == ["aa", "aaa", "ab"]
    assert (height(TREE, "a"), height(TREE, "bb"), height(TREE, "root")) == (2, 0, 3)
    assert path_to(TREE, "aaa") == ["aaa", "aa", "a", "root"]


def test_a_twin_has_the_name_whatever_its_case() -> None:
    found_twin = twin(TREE, "a", "ab")
    assert found_twin is not None
    assert found_twin.id == "ab"
    assert twin(TREE, "a", "ab", but="ab") is None


@pytest.mark.parametrize(("position", "place"), [(None, 2), (0, 0), (1, 1), (-5, 0), (99, 2)])
def test_a_concept_is_put_at_a_place_that_there_is(position: int | None, place: int) -> None:
    tree = put(TREE, concept("n", "", 0, 0), "root", position)
    assert in_place(tree, "n").position == place
    assert in_place(tree, "n").depth == 1


def test_without_a_branch_the_rest_closes_up() -> None:
    tree = without(TREE, {"a", "aa", "aaa", "ab"})
    assert shape(tree) == ["/root:0.0", "root/b:1.0", "b/bb:2.0"]
    assert tree.concepts[1].prerequisites == ()


def test_what_is_not_there() -> None:
    assert found(TREE, "gone") is None
    with pytest.raises(KeyError):
        in_place(TREE, "gone")
