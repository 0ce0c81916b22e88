from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.providers.vectors.fusion import fused
from sapere.research.ports import Hit

names = st.lists(st.sampled_from("abcdefghij"), unique=True)


def hits(names: list[str] | str) -> list[Hit]:
    return [Hit(name, name, 0, 1, "", (), 9.0 - place) for place, name in enumerate(names)]


def order(words: str, meaning: str, weight: float = 0.5, limit: int = 10) -> str:
    return "".join(hit.id for hit in fused(hits(words), hits(meaning), limit, words=weight))


def test_what_both_find_comes_before_what_one_finds() -> None:
    assert order("abc", "dbe") == "badce"


def test_weights_decide() -> None:
    assert order("ab", "ba", 0.9) == "ab"
    assert order("ab", "ba", 0.1) == "ba"
    assert order("ab", "cd", 1.0)[:2] == "ab"


def test_one_answer_alone_keeps_its_order() -> None:
    assert order("cab", "") == "cab"
    assert order("", "cab") == "cab"


@given(names, names, st.integers(1, 10), st.floats(0.05, 0.95))
def test_each_once_best_first_and_none_invented(
    words: list[str], meaning: list[str], limit: int, weight: float
) -> None:
    found = fused(hits(words), hits(meaning), limit, words=weight)
    assert len(found) == len({hit.id for hit in found}) == min(limit, len({*words, *meaning}))
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert {hit.id for hit in found} <= {*words, *meaning}


@given(names, names)
def test_the_same_answers_give_the_same_order(words: list[str], meaning: list[str]) -> None:
    assert fused(hits(words), hits(meaning), 10) == fused(hits(words), hits(meaning), 10)


def test_ties_are_settled_by_place() -> None:
    assert order("ab", "ba") == "ab"
    first, second = fused(hits("a"), hits("b"), 2, words=0.5)
    assert first.score == second.score
