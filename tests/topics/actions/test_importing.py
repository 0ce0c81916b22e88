from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from sapere.kit.ids import stable_id
from sapere.research.errors import BadImport
from sapere.research.index import keep
from sapere.research.shapes import Document, Heading, Mark, Raw
from sapere.topics import actions, materials, queries
from sapere.topics.actions.importing import CHARACTERS_IN_ALL
from sapere.topics.models import Concept, Page, Passage, Run, Snapshot, Source, Topic, Usage
from sapere.topics.portrait import topic_json
from tests.doubles.store import MemoryStore
from tests.topics.seed import TEXT, finished, person

pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], object]


def _store() -> MemoryStore:
    kept = MemoryStore()
    headings, marks = (Heading(1, "Water", 0, len(TEXT)),), (Mark("page", 7, 0),)
    keep(kept, Raw(b"%PDF"), Document(TEXT, "Text 1", "en", headings=headings, marks=marks))
    return kept


@pytest.fixture
def portrait() -> dict[str, Any]:
    """Of a topic that is gone: as if it came from another installation."""
    run = finished(person("alice"))
    told: dict[str, Any] = json.loads(json.dumps(topic_json(run.owner, "water", _store(), with_text=True)))
    Topic.objects.all().delete()
    Snapshot.objects.all().delete()
    return told


def test_what_is_brought_back_is_the_same_topic(portrait: dict[str, Any]) -> None:
    store, bob = MemoryStore(), person("bob")
    first = actions.import_topic(bob, portrait, store)
    told = topic_json(bob, first.slug, store, with_text=True)
    assert told["pages"][0]["sections"][0]["sentences"][0]["citations"][0]["place"]["value"] == 7
    Topic.objects.all().delete()
    again = actions.import_topic(bob, told, MemoryStore())
    assert (again.pk, again.slug) == (first.pk, "water")
    assert topic_json(bob, "water", store, with_text=True) == told


def test_what_one_person_brings_in_has_an_end(portrait: dict[str, Any]) -> None:
    store, bob = MemoryStore(), person("bob")
    first = actions.import_topic(bob, portrait, store)
    Snapshot.objects.update(characters=CHARACTERS_IN_ALL)
    with pytest.raises(BadImport, match="no room"):
        actions.import_topic(bob, portrait, store)
    with pytest.raises(BadImport, match="no room"):
        actions.copy_topic(bob, first, store)
    assert actions.import_topic(person("charlie"), portrait, store).slug == "water"
    assert bob.topics.count() == 1


def test_a_second_one_has_ids_and_an_address_of_its_own(portrait: dict[str, Any]) -> None:
    store, bob = MemoryStore(), person("bob")
    first, second = (actions.import_topic(bob, portrait, store) for _ in range(2))
    assert (first.slug, second.slug, second.asked) == ("water", "water-2", "water (2)")
    assert Source.objects.count() == 2 and Concept.objects.count() == 6 and Snapshot.objects.count() == 1
    assert [one.title for one in queries.concepts(second)] == ["Concept 1", "Concept 2", "Concept 3"]
    assert {str(one.pk) for one in materials.passages_of(queries.concepts(second))} <= {
        str(one.pk) for one in Passage.objects.filter(source__topic=second)
    }


def test_the_same_file_twice_at_one_moment_becomes_two_topics(portrait: dict[str, Any]) -> None:
    """Charlie's is kept after Bob's was told that the topic's id is free, and before his is."""
    store = MemoryStore()
    first: list[Topic | None] = []
    charlie, bob = person("charlie"), person("bob")

    def between(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        found = execute(sql, *more)
        if 'FROM "topics_topic"' in sql and not first:
            first.append(None)
            first[0] = actions.import_topic(charlie, portrait, store)
        return found

    with connection.execute_wrapper(between):
        second = actions.import_topic(bob, portrait, store)
    assert first[0] is not None and {first[0].pk, second.pk} == set(
        Topic.objects.values_list("pk", flat=True)
    )
    assert str(first[0].pk) == portrait["topic"]["id"] != str(second.pk)
    assert Concept.objects.filter(topic=second).count() == 3


def test_places_of_any_size_are_counted_anew(portrait: dict[str, Any]) -> None:
    portrait["concepts"][2]["position"] = 2**31 - 1
    topic = actions.import_topic(person("bob"), portrait, MemoryStore())
    there = queries.concepts(topic)
    assert [(one.title, one.position) for one in there] == [
        ("Concept 1", 0),
        ("Concept 2", 0),
        ("Concept 3", 1),
    ]


def test_an_update_looks_where_it_was_looked_for_there(portrait: dict[str, Any]) -> None:
    portrait["topic"]["brief"] |= {"offline": True, "whole_library": True}
    bob = person("bob")
    run = actions.update_topic(bob, actions.import_topic(bob, portrait, MemoryStore()).slug)
    assert (run.order["offline"], run.order["whole_library"], run.order["depth"]) == (True, True, "quick")


def test_it_is_private_and_nobody_else_sees_it(portrait: dict[str, Any]) -> None:
    topic = actions.import_topic(person("bob"), portrait, MemoryStore())
    assert topic.visibility == Topic.Visibility.PRIVATE
    with pytest.raises(Topic.DoesNotExist):
        queries.topic(person("charlie"), topic.slug)


def test_it_costs_nothing_here_and_says_what_it_cost_there(portrait: dict[str, Any]) -> None:
    bob, store = person("bob"), MemoryStore()
    portrait["cost"] = {"usd": 1.5, "calls": 3, "input_tokens": 5, "output_tokens": 7}
    topic = actions.import_topic(bob, portrait, store)
    assert topic_json(bob, topic.slug, store)["cost"] == portrait["cost"]
    assert not Usage.objects.exists()


def test_research_that_follows_finds_its_sources_by_the_same_ids(portrait: dict[str, Any]) -> None:
    topic = actions.import_topic(person("bob"), portrait, MemoryStore())
    run = queries.latest_run(topic)
    assert run is not None and run.order["seed"] == str(topic.pk)
    (source,) = queries.sources(topic)
    assert str(source.pk) == stable_id(run.order["seed"], source.snapshot_id)


def _sentence(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = told["pages"][0]["sections"][0]["sentences"][0]
    return found


def _cited(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = _sentence(told)["citations"][0]
    return found


REFUSED: dict[str, tuple[Change, str]] = {
    "a changed text": (lambda t: t["sources"][0].update(text="Water is dry."), "its hash is another"),
    "no text": (lambda t: t["sources"][0].pop("text"), "no quote from it can be checked"),
    "a changed quote": (lambda t: _cited(t).update(quote="Water is dry."), "does not stand where"),
    "other offsets": (lambda t: _cited(t).update(start=1, end=14), "does not stand where"),
    "offsets before the text": (lambda t: _cited(t).update(start=-26, end=-13), "does not stand where"),
    "an unknown source": (lambda t: _cited(t).update(source="x"), "does not stand where"),
    "an empty quote": (lambda t: _cited(t).update(quote="", end=0), "does not stand where"),
    "a newer version": (lambda t: t.update(schema="sapere.topic/9"), "version 9; this one reads up to 1"),
    "another schema": (lambda t: t.update(schema="hello"), "does not name the schema"),
    "two roots": (lambda t: t["concepts"][1].update(parent=None, depth=0), "more than one"),
    "a circle": (lambda t: t["concepts"][1].update(parent=t["concepts"][1]["id"]), "does not stand below"),
    "the same place": (lambda t: t["concepts"][2].update(position=0), "stand in the place"),
    "a concept twice": (lambda t: t["concepts"].append(t["concepts"][2]), "in it twice"),
    "too deep": (lambda t: t["concepts"][2].update(depth=9), "concepts.2.depth"),
    "a page of nothing": (lambda t: t["pages"][0].update(concept="x"), "not in its tree"),
    "a number for a title": (lambda t: t["topic"].update(title=5), "topic.title"),
    "no list": (lambda t: t.update(pages={"a": 1}), "pages"),
    "half a character": (lambda t: t["topic"].update(title="\ud800"), "characters in it that are none"),
    "a NUL": (lambda t: t["concepts"][0].update(summary="a\x00b"), "characters in it that are none"),
    "a quality of 7": (lambda t: t["sources"][0]["quality"].update(kind=7), "quality"),
    "no quality": (lambda t: t["sources"][0].update(quality={}), "quality"),
    "a heading past the end": (
        lambda t: t["sources"][0]["structure"]["document"]["headings"][0].update(end=999),
        "does not fit its text",
    ),
    "endless costs": (lambda t: t.update(cost={"usd": float("inf")}), "cost"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_true_is_refused_and_nothing_of_it_kept(portrait: dict[str, Any], name: str) -> None:
    change, said = REFUSED[name]
    store, bob, changed = MemoryStore(), person("bob"), copy.deepcopy(portrait)
    change(changed)
    with pytest.raises(BadImport, match=said):
        actions.import_topic(bob, changed, store)
    assert not store.bodies and not Topic.objects.exists() and not Snapshot.objects.exists()


def test_a_sentence_that_its_quote_does_not_carry_is_left_out_and_counted(portrait: dict[str, Any]) -> None:
    portrait["pages"][0]["writer"] = "openai:some-model"
    _sentence(portrait).update(text="Water is poison for 900 million people.", state="supported")
    actions.import_topic(person("bob"), portrait, MemoryStore())
    assert "poison" not in str(list(Page.objects.values_list("sections", flat=True)))


def test_a_failure_in_the_middle_leaves_nothing(portrait: dict[str, Any]) -> None:
    class Full(MemoryStore):
        def put(self, name: str, body: bytes) -> None:
            if name.startswith("document/"):
                raise OSError("no space left on device")
            super().put(name, body)

    store = Full()
    with pytest.raises(OSError, match="no space"):
        actions.import_topic(person("bob"), portrait, store)
    assert not store.bodies and not Topic.objects.exists() and not Run.objects.exists()


def test_texts_of_one_who_was_killed_are_found_and_erased(portrait: dict[str, Any]) -> None:
    class Killed(MemoryStore):
        dying = True

        def remove(self, name: str) -> None:
            if self.dying:
                raise KeyboardInterrupt
            super().remove(name)

        def put(self, name: str, body: bytes) -> None:
            super().put(name, body)
            if name.startswith("document/"):
                raise KeyboardInterrupt

    store = Killed()
    with pytest.raises(KeyboardInterrupt):
        actions.import_topic(person("bob"), portrait, store)
    assert store.bodies
    store.dying = False
    actions.erase_unfinished(store)
    assert not store.bodies
