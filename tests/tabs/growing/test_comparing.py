from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sapere.tabs.growing.comparing import compared, counted, shortened
from sapere.topics.history import Spoken


def said(text: str) -> list[Spoken]:
    return [Spoken(one) for one in text]


def shown(before: str, after: str) -> str:
    signs = {"kept": " ", "added": "+", "gone": "-"}
    return "".join(signs[one.state] + one.said.text for one in compared(said(before), said(after)))


def test_what_went_stands_before_what_came_in_its_place() -> None:
    assert shown("abc", "axc") == " a-b+x c"
    assert shown("", "a") == "+a"
    assert shown("a", "") == "-a"


def test_headings_are_not_counted() -> None:
    after = [Spoken("Heading", "heading"), Spoken("One.")]
    assert counted(compared([], after)) == {"added": 1}


def test_long_stretches_that_stayed_are_left_out() -> None:
    short = shortened(compared(said("abcdefg"), said("xabcdefg")))
    assert [(one.state, one.said.text, one.count) for one in short] == [
        ("added", "x", 1),
        ("kept", "a", 1),
        ("skipped", "b", 5),
        ("kept", "g", 1),
    ]


SENTENCES = st.lists(st.sampled_from([Spoken(one) for one in "abcde"]), max_size=12)


@given(SENTENCES, SENTENCES)
def test_both_texts_can_be_read_out_of_it(before: list[Spoken], after: list[Spoken]) -> None:
    changes = compared(before, after)
    assert [one.said for one in changes if one.state != "added"] == before
    assert [one.said for one in changes if one.state != "gone"] == after


@given(SENTENCES, SENTENCES)
def test_what_is_left_out_is_counted(before: list[Spoken], after: list[Spoken]) -> None:
    changes = compared(before, after)
    assert sum(one.count for one in shortened(changes)) == len(changes)


def test_a_sentence_said_a_thousand_times_is_compared_at_once() -> None:
    before, after = said("ab" * 1_000), said("ab" * 400 + "x" * 5 + "ab" * 590)
    changes = compared(before, after)
    assert [one.said for one in changes if one.state != "added"] == before
    assert [one.said for one in changes if one.state != "gone"] == after
    assert counted(changes) == {"kept": 1_980, "gone": 20, "added": 5}


@given(SENTENCES, SENTENCES)
def test_repeats_told_apart_leave_both_texts_as_they_are(before: list[Spoken], after: list[Spoken]) -> None:
    often = [Spoken("Again.")] * 200  # so often that the quicker way is taken
    changes = compared([*before, *often], [*after, *often])
    assert [one.said for one in changes if one.state != "added"] == [*before, *often]
    assert [one.said for one in changes if one.state != "gone"] == [*after, *often]
