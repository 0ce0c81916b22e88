from __future__ import annotations

from dataclasses import replace

from sapere.research.shapes import EXTRACTIVE
from sapere.tabs.mindmap.choice import Choice
from sapere.tabs.mindmap.seeking import eases, found, kinds, owns
from sapere.tabs.mindmap.states import Ease, Filter, Own, State, state_of
from sapere.topics.outline import Entry

ENTRIES = [
    Entry("1", "", 0, "Forests", summary="Land under trees, with its soil.", writer=EXTRACTIVE),
    Entry("2", "1", 1, "Über den Boden", writer="openai:gpt-5-mini", disputed=True),
    Entry("3", "1", 1, "Soil", writer=EXTRACTIVE),
    Entry("4", "1", 1, "التربة", growing=True),
    Entry("5", "1", 1, "Wind"),
]
STATES = {entry.id: state_of(entry, working=True) for entry in ENTRIES}


def ids(**chosen: str) -> list[str]:
    return [entry.id for entry in found(ENTRIES, STATES, Choice(**chosen))]  # type: ignore[arg-type]


def test_titles_come_before_definitions() -> None:
    assert ids(q="soil") == ["3", "1"]


def test_case_and_marks_make_no_difference_and_every_word_counts() -> None:
    assert ids(q="BODEN uber") == ["2"]
    assert ids(q="boden wind") == []


def test_nothing_is_found_when_nothing_is_looked_for() -> None:
    assert ids() == []


def test_states_are_what_the_rows_say() -> None:
    assert list(STATES.values()) == [State.QUOTED, State.WRITTEN, State.QUOTED, State.GROWING, State.BARE]
    assert state_of(ENTRIES[3], working=False) is State.UNWRITTEN


def test_a_state_can_be_looked_for_and_joined_with_words() -> None:
    assert ids(only="quoted") == ["1", "3"]
    assert ids(only="disputed") == ["2"]
    assert ids(only="quoted", q="forests") == ["1"]


def test_only_what_there_is_can_be_looked_for() -> None:
    assert kinds(ENTRIES, STATES) == {
        Filter.QUOTED: 2, Filter.WRITTEN: 1, Filter.GROWING: 1, Filter.BARE: 1, Filter.DISPUTED: 1,
    }  # fmt: skip
    assert kinds(ENTRIES[:1], STATES) == {}


def test_what_a_reader_left_and_how_hard_it_is_can_be_looked_for() -> None:
    hard = [replace(ENTRIES[0], lix=20.0), replace(ENTRIES[1], lix=55.0), ENTRIES[2]]
    marks = {"1": frozenset({Own.READ, Own.NOTED}), "2": frozenset({Own.UNREAD})}

    def sought(**chosen: str) -> list[str]:
        return [one.id for one in found(hard, STATES, Choice(**chosen), marks)]  # type: ignore[arg-type]

    assert sought(own="read") == ["1"]
    assert sought(own="unread") == ["2"]
    assert sought(ease="hard") == ["2"]
    assert sought(ease="easy", own="noted") == ["1"]
    assert sought(ease="middling") == []
    assert owns(hard, marks) == {Own.READ: 1, Own.UNREAD: 1, Own.NOTED: 1}
    assert eases(hard) == {Ease.EASY: 1, Ease.HARD: 1}
