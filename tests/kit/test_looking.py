from __future__ import annotations

from sapere.kit.looking import has, words


def test_case_and_marks_make_no_difference_and_every_word_counts() -> None:
    assert has("Über den Boden", words("BODEN uber"))
    assert not has("Über den Boden", words("boden wind"))
    assert has("anything", words(" "))
