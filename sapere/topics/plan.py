"""A topic's tree as its pages show it around themselves, read in two queries and kept as long as it stays the same.

What is kept is found by what the rows say, not by when somebody changed them: an edit in another process, a run that
grows the tree or a page that gets ready is seen with the next reading, and nobody has to tell anyone. Nothing of any
one reader's is in it.
"""

from __future__ import annotations

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import UUIDField

from sapere.kit.lately import Lately
from sapere.topics.models import Concept, Topic

_CONCEPTS = """SELECT id, parent_id, depth, title, question, summary, state FROM topics_concept
    WHERE topic_id = %s ORDER BY position"""
_NEEDS = """SELECT concept_id, needed_id FROM topics_prerequisite
    WHERE concept_id IN (SELECT id FROM topics_concept WHERE topic_id = %s) ORDER BY id"""


@dataclass(frozen=True, slots=True)
class Place:
    """A concept in the tree, by the names of its record. ``needs``: what is best read first."""

    pk: uuid.UUID
    parent_id: uuid.UUID | None
    depth: int
    title: str
    question: str
    summary: str
    state: str
    needs: tuple[uuid.UUID, ...] = ()

    @property
    def growing(self) -> bool:
        return self.state == Concept.State.GROWING


@dataclass(frozen=True, slots=True)
class Plan:
    """``places`` in reading order, each before those below it. ``name`` is another when anything in it is."""

    name: str
    places: tuple[Place, ...]
    at: Mapping[uuid.UUID, int] = field(default_factory=dict)

    @property
    def root(self) -> Place | None:
        return self.places[0] if self.places else None

    def find(self, concept_id: uuid.UUID) -> Place | None:
        place = self.at.get(concept_id)
        return None if place is None else self.places[place]


_plans: Lately[Plan] = Lately(room=20_000)


def plan(of: Topic) -> Plan:
    rows, needs = _rows(_CONCEPTS, of), _rows(_NEEDS, of)
    name = hashlib.sha256(repr((rows, needs)).encode("utf-8", "backslashreplace")).hexdigest()
    return _plans.get(name, lambda: _plan(name, rows, needs), weight=len(rows))


def _rows(query: str, of: Topic) -> list[tuple[Any, ...]]:
    """As the database has them, because this is asked for with every page: to make records of two hundred concepts
    takes longer than all the rest of one."""
    with connection.cursor() as cursor:
        cursor.execute(query, [UUIDField().get_db_prep_value(of.pk, connection)])
        return [tuple(row) for row in cursor.fetchall()]


def _plan(name: str, rows: list[tuple[Any, ...]], needs: list[tuple[Any, ...]]) -> Plan:
    needed: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for concept, other in needs:
        needed[_id(concept)].append(_id(other))
    below: dict[uuid.UUID | None, list[Place]] = defaultdict(list)
    for pk, parent, depth, title, question, summary, state in rows:
        one = _id(pk)
        above = None if parent is None else _id(parent)
        below[above].append(Place(one, above, depth, title, question, summary, state, tuple(needed[one])))
    places = tuple(_downwards(below, None))
    return Plan(name, places, {place.pk: number for number, place in enumerate(places)})


def _id(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(str(value))


def _downwards(below: Mapping[uuid.UUID | None, list[Place]], parent: uuid.UUID | None) -> Iterator[Place]:
    for one in below.get(parent, ()):
        yield one
        yield from _downwards(below, one.pk)
