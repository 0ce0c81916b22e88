from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.lately import Lately


def test_a_value_is_made_once() -> None:
    kept: Lately[str] = Lately(room=2)
    assert kept.get("a", lambda: "first") == "first"
    assert kept.get("a", lambda: "second") == "first"


def test_what_was_asked_for_longest_ago_makes_room() -> None:
    kept: Lately[str] = Lately(room=2)
    for name in ("a", "b", "a", "c"):
        kept.get(name, lambda name=name: name)  # type: ignore[misc]
    assert kept.get("a", lambda: "anew") == "a"
    assert kept.get("b", lambda: "anew") == "anew"


def test_what_is_heavier_than_the_room_is_given_and_not_kept() -> None:
    kept: Lately[str] = Lately(room=5)
    assert kept.get("a", lambda: "large", weight=6) == "large"
    assert len(kept) == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5))))
def test_it_never_holds_more_than_its_room(asked: list[tuple[int, int]]) -> None:
    kept: Lately[int] = Lately(room=12)
    weights: dict[int, int] = {}
    for name, weight in asked:
        weights.setdefault(name, weight)
        assert kept.get(name, lambda name=name: name, weight=weights[name]) == name  # type: ignore[misc]
        assert len(kept) <= 12
