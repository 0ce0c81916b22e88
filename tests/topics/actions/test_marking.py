from __future__ import annotations

import uuid

import pytest
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.errors import BadRequest
from sapere.research.shapes import Citation
from sapere.topics import actions, notebook, queries
from sapere.topics.actions import CardWords, Jotting, Question, Quoted
from sapere.topics.actions.marking import LONGEST_NOTE
from sapere.topics.marks import Card, Note
from sapere.topics.models import Concept, Topic
from sapere.topics.talks import Message
from tests.topics.seed import finished, person, topic_of


@pytest.fixture
def water(alice: Person) -> Topic:
    return topic_of(finished(alice))


@pytest.fixture
def concept(water: Topic) -> Concept:
    return queries.concepts(water)[1]


def test_a_bookmark_is_set_once_and_taken_away(alice: Person, water: Topic, concept: Concept) -> None:
    actions.bookmark(alice, concept.pk)
    actions.bookmark(alice, concept.pk)
    assert notebook.bookmarks(alice, water) == {concept.pk}
    actions.unbookmark(alice, concept.pk)
    assert notebook.bookmarks(alice, water) == frozenset()


def test_a_visit_is_known_by_its_last_time(alice: Person, water: Topic, concept: Concept) -> None:
    actions.visit(alice, concept.pk)
    now = timezone.now()
    actions.visit(alice, concept.pk, now)
    assert notebook.visits(alice, water) == {concept.pk: now}
    actions.unvisit(alice, concept.pk)
    assert notebook.visits(alice, water) == {}


def test_a_concept_that_is_gone_is_neither_marked_nor_read(alice: Person, water: Topic) -> None:
    gone = uuid.uuid4()
    actions.visit(alice, gone)
    with pytest.raises(Concept.DoesNotExist):
        actions.bookmark(alice, gone)
    assert (notebook.visits(alice, water), notebook.bookmarks(alice, water)) == ({}, frozenset())


def test_a_note_is_kept_cleaned_with_what_it_is_about(alice: Person, water: Topic, concept: Concept) -> None:
    said = Jotting("a\x00b\ud800\u202ec\r\nd", concept, quoted=Quoted("Water is wet.", "x" * 90, "y" * 90))
    note = actions.write_note(alice, water, said)
    assert (note.text, note.about) == ("abc\nd", concept.title)
    assert (note.quote, len(note.before), len(note.after)) == ("Water is wet.", 80, 80)


def test_two_clicks_keep_an_answer_once(alice: Person, water: Topic) -> None:
    answer = actions.open_thread(alice, water, Question("What is wet?", {"scope": "topic"}))
    for _ in range(2):
        actions.write_note(alice, water, Jotting("Water is wet.", message=answer))
        actions.keep_card(alice, water, CardWords("What is wet?", "Water", message=answer))
    assert (Note.objects.count(), Card.objects.count()) == (1, 1)
    actions.delete_thread(answer.thread)
    with pytest.raises(Message.DoesNotExist):
        actions.write_note(alice, water, Jotting("Water is wet.", message=answer))


def test_a_note_outlives_its_concept(alice: Person, water: Topic, concept: Concept) -> None:
    note = actions.write_note(alice, water, Jotting("mine", concept))
    Concept.objects.filter(pk=concept.pk).delete()
    note.refresh_from_db()
    assert (note.concept, note.about, note.text) == (None, concept.title, "mine")


@pytest.mark.parametrize(
    "text", ["", " \n", "\x00", "\u202e", "x" * (LONGEST_NOTE + 1), "x" * 100_000, "\u0958" * 12_000]
)
def test_a_note_that_says_nothing_or_too_much_is_refused(alice: Person, water: Topic, text: str) -> None:
    with pytest.raises(BadRequest):
        actions.write_note(alice, water, Jotting(text))
    assert not Note.objects.exists()


def test_a_highlight_needs_no_words(alice: Person, water: Topic) -> None:
    note = actions.write_note(alice, water, Jotting(quoted=Quoted("Water is wet.")))
    assert actions.change_note(alice, note.pk, "").text == ""


def test_a_note_without_a_highlight_cannot_be_emptied(alice: Person, water: Topic) -> None:
    note = actions.write_note(alice, water, Jotting("mine"))
    with pytest.raises(BadRequest):
        actions.change_note(alice, note.pk, " ")
    assert notebook.note(alice, water, note.pk).text == "mine"


def test_nobody_changes_or_deletes_what_is_anothers(alice: Person, water: Topic) -> None:
    charlie = person("charlie")
    note = actions.write_note(alice, water, Jotting("mine"))
    card = actions.keep_card(alice, water, CardWords("Is it wet?", "Yes."))
    with pytest.raises(Note.DoesNotExist):
        actions.change_note(charlie, note.pk, "yours")
    with pytest.raises(Note.DoesNotExist):
        actions.delete_note(charlie, note.pk)
    with pytest.raises(Card.DoesNotExist):
        actions.delete_card(charlie, card.pk)
    with pytest.raises(Note.DoesNotExist):
        actions.delete_note(alice, uuid.uuid4())
    actions.delete_note(alice, note.pk)
    actions.delete_card(alice, card.pk)
    assert not notebook.notes(alice, water) and not notebook.cards(alice, water)


def test_a_card_has_two_sides_and_its_evidence(alice: Person, water: Topic, concept: Concept) -> None:
    cited = Citation("source", "Water is wet.", 0, 13)
    card = actions.keep_card(alice, water, CardWords("Wet?", "Yes.", concept, citations=(cited,)))
    assert card.citations[0]["quote"] == "Water is wet."
    for front, back in (("", "Yes."), ("Wet?", " ")):
        with pytest.raises(BadRequest):
            actions.keep_card(alice, water, CardWords(front, back))
