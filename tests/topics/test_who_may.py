"""Every reading that is told who reads gives a stranger what it gives of things that are not there.

A reading that takes a parameter which nothing is known of here fails with its name: give it a line in ``known``.
"""

from __future__ import annotations

import importlib
import inspect
import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, QuerySet
from django.db.models.expressions import BaseExpression

from sapere import settings, wiring
from sapere.accounts.models import Person
from sapere.topics.models import Concept, Source, Topic
from tests.doubles.belongings import Belongings, belongings, nothing

MODULES = (
    "queries", "libraries", "threads", "notebook", "shared", "history", "portrait", "leaving", "adding",
)  # fmt: skip
READERS = ("viewer", "owner", "reader", "person", "whoever")
SEEN_BEFORE = {"threads.cited", "leaving.going"}
"""Readings that are given a topic of which whoever asks has seen that it may be read."""


def readings() -> dict[str, Callable[..., Any]]:
    """Every public function of the reading modules that is told who reads."""
    found: dict[str, Callable[..., Any]] = {}
    for name in MODULES:
        module = importlib.import_module(f"sapere.topics.{name}")
        for called, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            if function.__module__ == module.__name__ and called[0] != "_" and first in READERS:
                found[f"{name}.{called}"] = function
    return found


READINGS = readings()


def known(parts: Mapping[str, str], topic: Topic) -> dict[str, Any]:
    """What a parameter of that name may be, from these parts of addresses."""
    concept = Concept(pk=uuid.UUID(parts["concept_id"]), topic=topic, title="Stomata")
    return {
        "of": topic,
        "mine": topic,
        "original": topic,
        "here": concept,
        "besides": Topic(id=uuid.uuid4()),
        "slug": parts["slug"],
        "words": "Guttation",
        "title": "Stomata",
        "root_added": "/home/Quincunx",
        "roots": [],
        "texts": ["a" * 64],
        "sha256": "a" * 64,
        "ids": {parts["source_id"]},
        "topic_id": topic.pk,
        "store": wiring.build_store(settings.current()),
        "token": parts["token"],
        **{name: uuid.UUID(value) for name, value in parts.items() if name.endswith("_id")},
    }


def called(name: str, reader: Person, values: Mapping[str, Any]) -> str:
    """What the reading gives, or the name of what it raises."""
    function = READINGS[name]
    wanted = list(inspect.signature(function).parameters.values())[1:]
    needed = [one.name for one in wanted if one.default is inspect.Parameter.empty or one.name in values]
    unknown = [one for one in needed if one not in values]
    assert not unknown, f"{name} takes {unknown}: give it a line in `known` of tests/topics/test_who_may.py."
    by_name = {one.name: values[one.name] for one in wanted if one.name in needed}
    try:
        return told(function(reader, **by_name))
    except ObjectDoesNotExist:
        return "nothing"


def told(value: Any) -> str:
    """The value with all that is in it, in words."""
    if isinstance(value, QuerySet):
        return told(list(value))
    if isinstance(value, list | tuple | set | frozenset):
        return f"[{', '.join(told(one) for one in value)}]"
    if isinstance(value, Mapping):
        return told([(str(key), inner) for key, inner in value.items()])
    if isinstance(value, Model):
        return f"{type(value).__name__} {value.pk} of {getattr(value, 'owner_id', '')}"
    return type(value).__name__ if isinstance(value, BaseExpression) else repr(value)


@pytest.fixture
def alices(db: None) -> Belongings:
    alice = Person.objects.create_user("alice", key=uuid.uuid4())
    return belongings(alice, wiring.build_store(settings.current()))


@pytest.fixture
def bob(db: None) -> Person:
    return Person.objects.create_user("bob", key=uuid.uuid4())


@pytest.mark.parametrize("name", READINGS)
def test_a_stranger_reads_what_there_is_of_nothing(name: str, alices: Belongings, bob: Person) -> None:
    none = nothing()
    none.update({part: none[part] for part in alices.parts})
    stranger = dict(known(alices.parts, alices.topic))
    vain = known(none, Topic(id=uuid.uuid4(), owner=bob, slug=none["slug"]))
    if name in SEEN_BEFORE:
        stranger["of"] = vain["of"]
    for value in ("words", "title", "root_added"):
        vain[value] = "nothing of that name"
    given = called(name, bob, stranger)
    assert given == called(name, bob, {**vain, "texts": ["b" * 64], "sha256": "b" * 64})
    assert not [part for part, value in alices.parts.items() if value in given]


@pytest.mark.parametrize("name", READINGS)
def test_the_owner_reads_it(name: str, alices: Belongings) -> None:
    assert called(name, alices.owner, known(alices.parts, alices.topic)) != "nothing"


def test_the_readings_are_found() -> None:
    assert len(READINGS) >= 30
    assert {name.partition(".")[0] for name in READINGS} >= {"queries", "threads", "notebook", "shared"}


def test_sources_of_a_topic_are_found_in_that_topic_only(alices: Belongings, bob: Person) -> None:
    queries = importlib.import_module("sapere.topics.queries")
    with pytest.raises(Source.DoesNotExist):
        queries.source(Topic(id=uuid.uuid4(), owner=bob), alices.parts["source_id"])
