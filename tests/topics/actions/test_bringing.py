from __future__ import annotations

import json
import uuid
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from sapere.exports.archive import archive
from sapere.imports.arriving import arrived
from sapere.imports.belongings import NONE, Carded, Jotted, belongings
from sapere.research import shapes
from sapere.research.errors import BadImport
from sapere.research.index import keep
from sapere.research.replies import Answer, Excerpt
from sapere.research.shapes import Document, Raw, encode
from sapere.topics import actions, notebook, queries, threads
from sapere.topics.actions.asking import Question
from sapere.topics.actions.marking import LONGEST_NOTE, CardWords, Jotting, Quoted
from sapere.topics.belongings import belongings as belongings_of
from sapere.topics.marks import Note
from sapere.topics.models import Snapshot, Topic
from sapere.topics.portrait import topic_json
from tests.doubles.store import MemoryStore
from tests.topics.seed import TEXT, finished, page, passage, person, source, topic_of

pytestmark = pytest.mark.django_db
NOW = "2026-11-26T10:00:00Z"


def _read(_: Raw) -> Document:
    raise AssertionError("nothing is to be read")


def _store() -> MemoryStore:
    kept = MemoryStore()
    keep(kept, Raw(b"%PDF"), Document(TEXT, "Text 1", "en"))
    return kept


@pytest.fixture
def packed() -> bytes:
    """Everything that somebody may have in a topic, and then all of it gone."""
    run = finished(person("alice"))
    alice, topic = run.owner, topic_of(run)
    first, second, _ = queries.concepts(topic)
    asked = actions.open_thread(alice, topic, Question("What is water?", {"scope": "topic"}, second))
    (cited,) = page(shapes.Concept("c", "", 0, 0, "", "", "", ())).sentences[0].citations
    said = shapes.Sentence("Water is wet.", shapes.SentenceState.QUOTED, (cited,))
    near = Excerpt(replace(passage(source(1)), text=TEXT[0:13]), "Text 1")
    actions.keep_answer(asked.pk, Answer("What is water?", "en", (said,), nearest=(near,)))
    actions.bookmark(alice, second.pk)
    actions.visit(alice, first.pk)
    marked = Jotting("*Really?*", second, asked, Quoted("Water is wet.", "", " Ice"))
    actions.write_note(alice, topic, marked)
    actions.write_note(alice, topic, Jotting("مرحبا 水"))
    actions.keep_card(alice, topic, CardWords("Wet?", "Water.", second, asked, (cited,)))
    whole = _packed(alice, topic, _store())
    Topic.objects.all().delete()
    Snapshot.objects.all().delete()
    return whole


def _packed(owner: Any, topic: Topic, store: MemoryStore) -> bytes:
    mine = {"mine": belongings_of(owner, topic)}
    return archive(topic_json(owner, topic.slug, store, with_text=True) | mine)


def _bring(owner: Any, body: bytes, store: MemoryStore) -> Topic:
    return actions.import_file(owner, arrived(body, "water.sapere", _read, NOW), store)


def _bring_with(owner: Any, body: bytes, mine: dict[str, Any], store: MemoryStore) -> Topic:
    file = arrived(body, "x", _read, NOW)
    return actions.import_file(owner, replace(file, mine=belongings(mine)), store)


def test_an_archive_of_what_an_archive_brought_is_the_same_to_the_byte(packed: bytes) -> None:
    bob, store = person("bob"), MemoryStore()
    assert _packed(bob, _bring(bob, packed, store), store) == packed


def test_notes_as_long_as_they_may_be_come_back(packed: bytes) -> None:
    bob, store = person("bob"), MemoryStore()
    topic = _bring(bob, packed, store)
    actions.write_note(bob, topic, Jotting("\u0958" * (LONGEST_NOTE // 2)))
    actions.keep_card(bob, topic, CardWords("\u0958" * (LONGEST_NOTE // 2), "x"))
    Note.objects.create(
        id=uuid.uuid4(), owner=bob, topic=topic, text="\u0915" * 3 * LONGEST_NOTE
    )  # an older one
    again = _bring(bob, _packed(bob, topic, store), store)
    assert notebook.notes(bob, again).count() == notebook.notes(bob, topic).count() == 4


def test_a_copy_beside_it_is_the_same_but_for_its_address_and_id(packed: bytes) -> None:
    bob, store = person("bob"), MemoryStore()
    _bring(bob, packed, store)
    second = _bring(bob, packed, store)
    told = topic_json(bob, second.slug, store, with_text=True)
    first = topic_json(bob, "water", store, with_text=True)
    told["topic"]["slug"], told["topic"]["id"] = "water", first["topic"]["id"]
    assert second.slug == "water-2"
    assert archive(told) == archive(first)


def test_what_was_mine_is_mine_and_hangs_where_it_hung(packed: bytes) -> None:
    bob, store = person("bob"), MemoryStore()
    topic = _bring(bob, packed, store)
    root, second, _ = queries.concepts(topic)
    marked, free = notebook.notes(bob, topic)
    assert notebook.bookmarks(bob, topic) == {second.pk} and set(notebook.visits(bob, topic)) == {root.pk}
    (thread,) = threads.threads(bob, topic)
    question, answer = threads.messages(thread)
    assert (marked.concept_id, marked.message_id, free.text) == (second.pk, answer.pk, "مرحبا 水")
    assert answer.to_id == question.pk and question.concept_id == second.pk
    assert answer.content is not None
    (card,) = notebook.cards(bob, topic)
    (kept,) = queries.sources(topic)
    assert (
        card.citations[0]["source"]
        == str(kept.pk)
        == answer.content["sentences"][0]["citations"][0]["source"]
    )
    assert not threads.threads(person("charlie"), topic).exists()


def test_without_what_is_mine_it_is_the_topic_alone(packed: bytes) -> None:
    bob, store = person("bob"), MemoryStore()
    topic = _bring(bob, packed, store)
    alone = archive(topic_json(bob, topic.slug, store, with_text=True))
    assert arrived(alone, "x", _read, NOW).mine == NONE
    assert len(alone) < len(packed)


def _mine(packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(encode(arrived(packed, "x", _read, NOW).mine)))
    return found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda m: m["notes"][0].update(concept="x"), "not in its tree"),
        (lambda m: m["notes"][0].update(text="", quote=""), "says nothing"),
        (lambda m: m["cards"][0].update(back="\u200b"), "empty side"),
        (lambda m: m["cards"][0]["citations"][0].update(quote="Ice."), "does not stand where"),
        (lambda m: m["bookmarks"].append({"concept": "x"}), "that is not in its tree"),
        (lambda m: m["threads"][0]["messages"][1].update(to=7), "answers nothing"),
        (lambda m: m["threads"][0]["messages"][1].update(position=1), "one place"),
        (lambda m: m["threads"][0]["messages"][1].update(content={"evil": 1}), "cannot be read"),
        (lambda m: m["threads"][0].update(title="x" * 121), "threads.0.title"),
        (lambda m: m["notes"][0].update(created_at="yesterday"), "notes.0.created_at"),
    ],
)
def test_a_lie_in_what_is_mine_keeps_everything_out(packed: bytes, change: Any, said: str) -> None:
    store, bob, mine = MemoryStore(), person("bob"), _mine(packed)
    change(mine)
    with pytest.raises(BadImport, match=said):
        _bring_with(bob, packed, mine, store)
    assert not store.bodies and not Topic.objects.exists()


def test_an_answer_that_quotes_what_is_not_there_keeps_everything_out(packed: bytes) -> None:
    mine = _mine(packed)
    mine["threads"][0]["messages"][1]["content"]["sentences"][0]["citations"][0]["quote"] = "Water is dry."
    with pytest.raises(BadImport, match="does not stand where"):
        _bring_with(person("bob"), packed, mine, MemoryStore())
    assert not Topic.objects.exists()


def test_what_another_topic_said_stays_there() -> None:
    run = finished(person("alice"))
    asked = actions.open_thread(run.owner, topic_of(run), Question("What?", {"scope": "all"}))
    foreign = shapes.Citation("00000000-0000-0000-0000-000000000000", "Elsewhere.", 0, 10)
    said = shapes.Sentence("Elsewhere.", shapes.SentenceState.QUOTED, (foreign,))
    actions.keep_answer(asked.pk, Answer("What?", "en", (said,)))
    (thread,) = belongings_of(run.owner, topic_of(run))["threads"]
    assert thread["messages"][1]["content"]["sentences"] == []


def test_long_notes_and_many_cards_come_whole() -> None:
    bob, store, run = person("bob"), _store(), finished(person("alice"))
    body = archive(topic_json(run.owner, "water", store, with_text=True))
    moment = timezone.now()
    mine = replace(
        NONE,
        notes=(Jotted(moment, moment, text="x" * 20_000),),
        cards=tuple(Carded(f"Front {n}", "Back") for n in range(2_000)),
    )
    topic = actions.import_file(bob, replace(arrived(body, "x", _read, NOW), mine=mine), store)
    assert notebook.cards(bob, topic).count() == 2_000
    assert len(notebook.notes(bob, topic)[0].text) == 20_000
