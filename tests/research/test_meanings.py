from __future__ import annotations

from collections.abc import Sequence
from threading import Event

import pytest

from sapere.research.alone import MemoryJournal, research
from sapere.research.define import LONGEST_TOPIC
from sapere.research.errors import SourceError, Unreachable
from sapere.research.meanings import MOST_MEANINGS, choice_of, is_bare_name, look_up
from sapere.research.progress import Kind
from sapere.research.shapes import Meaning, Order
from tests.doubles.engine import Recorder, ScriptedAgent, engine
from tests.research.test_grow import GARDEN

PLANET, METAL = Meaning("Garden (place)", "where plants grow"), Meaning("Garden (album)", "a record")


class Dictionary:
    """Knows two meanings of everything, or fails, or waits for its bell."""

    def __init__(
        self, *meanings: Meaning, fails: SourceError | None = None, bell: Event | None = None
    ) -> None:
        self._meanings, self._fails, self._bell = meanings, fails, bell
        self.asked: list[tuple[str, str]] = []

    def meanings(self, name: str, language: str) -> Sequence[Meaning]:
        self.asked.append((name, language))
        if self._bell:
            self._bell.wait(10)
        if self._fails:
            raise self._fails
        return self._meanings


def run(topic: str, dictionary: Dictionary, *, offline: bool = False) -> tuple[str, list[dict[str, object]]]:
    """The title that was taken, and the notes that were told."""
    told = Recorder()
    made = engine([ScriptedAgent("library", GARDEN)], listener=told, dictionary=dictionary)
    prepared = research(Order(topic, seed="s", language="en", offline=offline), made).prepared
    notes = [dict(event.payload) for event in told.events if event.kind is Kind.NOTE]
    return prepared.brief.title, notes


def test_the_likeliest_meaning_is_taken_and_the_others_are_told() -> None:
    title, (note,) = run("Garden", Dictionary(PLANET, METAL))
    assert title == "Garden (place)"
    assert "“Garden (place)” was taken" in str(note["text"])
    assert note["meanings"] == [
        {"title": "Garden (place)", "gloss": "where plants grow"},
        {"title": "Garden (album)", "gloss": "a record"},
    ]


def test_a_name_of_one_thing_stays_as_it_was_typed() -> None:
    assert run("Garden", Dictionary(PLANET)) == ("Garden", [])


def test_a_dictionary_that_fails_is_told_of_and_the_run_goes_on() -> None:
    title, (note,) = run("Garden", Dictionary(fails=Unreachable("Wikipedia did not answer.")))
    assert title == "Garden"
    assert "could not be looked up. Wikipedia did not answer." in str(note["text"])


def test_a_late_dictionary_is_not_waited_for() -> None:
    bell = Event()
    late = look_up(Dictionary(PLANET, METAL, bell=bell), "Garden", "en", seconds=0.02)
    bell.set()
    assert late.meanings == ()
    assert "did not answer in time" in late.missed


@pytest.mark.parametrize(
    ("topic", "offline"),
    [("Garden (place)", False), ("Garden", True), ("a garden of many kinds of flowers", False)],
)
def test_the_dictionary_is_asked_for_bare_names_on_line_only(topic: str, offline: bool) -> None:
    dictionary = Dictionary(PLANET, METAL)
    run(topic, dictionary, offline=offline)
    assert dictionary.asked == []


def test_after_a_restart_the_same_meaning_is_taken_without_asking() -> None:
    journal, dictionary = MemoryJournal(), Dictionary(PLANET, METAL)
    first = engine([ScriptedAgent("library", GARDEN)], journal=journal, dictionary=dictionary)
    again = engine(
        [ScriptedAgent("library", GARDEN)], journal=journal, store=first.store, dictionary=dictionary
    )
    order = Order("Garden", seed="s", language="en")
    assert research(order, first).prepared.brief == research(order, again).prepared.brief
    assert dictionary.asked == [("Garden", "en")]


@pytest.mark.parametrize(
    ("name", "bare"),
    [("Mercury", True), ("French Revolution", True), ("水星", True), ("C++", True), ("2+2", False), ("Mercury (planet)", False),
     ("the causes of the war", False), ("Mercury, the god", False), ("光合作用的过程和意义是什么", False)],
)  # fmt: skip
def test_a_bare_name_is_short_and_says_no_more(name: str, bare: bool) -> None:
    assert is_bare_name(name) is bare


def test_what_a_dictionary_gives_is_not_trusted() -> None:
    given = [
        Meaning("A" * (LONGEST_TOPIC + 1)),
        Meaning("🎉"),
        Meaning("Sun\u202e\n god", "x" * 999),
        Meaning("sun god"),
        PLANET,
    ]
    found = look_up(Dictionary(*given), "Sun", "en").meanings
    assert [one.title for one in found] == ["Sun god", "Garden (place)"]
    assert all(len(one.gloss) <= 200 for one in found)
    many = look_up(Dictionary(*(Meaning(f"Sun {n}") for n in range(99))), "Sun", "en").meanings
    assert len(many) == MOST_MEANINGS


def test_of_many_meanings_a_few_are_named() -> None:
    said = choice_of("Sun", [Meaning(f"Sun {n}") for n in range(20)])
    assert "Sun 6 and others" in said and "Sun 7" not in said
