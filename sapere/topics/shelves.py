"""Where a question is looked up: a concept's passages, a topic's sources, or all that a person has."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Self

from sapere.accounts.models import Person
from sapere.research.answering.found import Shelf, find
from sapere.research.index import entries, index_source, load
from sapere.research.ports import Index, Scope, Store
from sapere.research.replies import Excerpt
from sapere.research.shapes import Passage, Source, decode
from sapere.settings import Settings
from sapere.topics import libraries, materials, queries
from sapere.topics.lending import borrowed
from sapere.topics.models import Concept, Run, Topic
from sapere.wiring import build_index, build_store

MOST_OF_A_CONCEPT = 200
"""Passages of a concept and all below it that are looked at."""

Finder = Callable[[str, str], Sequence[Excerpt]]
"""From a question and its language to the passages that come nearest, best first."""


class Reach(StrEnum):
    CONCEPT = "concept"
    TOPIC = "topic"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Place:
    """Of which topic, for whom, and how far. A ``concept`` is one of that topic."""

    viewer: Person
    topic: Topic
    reach: Reach = Reach.TOPIC
    concept: Concept | None = None


@contextmanager
def finder(place: Place, settings: Settings) -> Iterator[Finder]:
    """Until the end of the block. What is not in the index yet (a topic that still grows, an index that another process
    has) is put into a small one of its own meanwhile; a topic at rest, which was brought in from a file, into the index
    itself. Raises leaves of ``StorageError``."""
    store = build_store(settings)
    if place.concept is not None:
        mine = _of_concept(place.topic, place.concept, store)
        yield lambda _question, _language: mine
        return
    with _Shelves(settings, store) as shelves:
        wanted = [shelves.of_topic(topic) for topic in _topics(place)]
        if place.reach is Reach.ALL:
            wanted.append(shelves.of_library(place.viewer))
        yield lambda question, language: find(wanted, question, language=language)


def _topics(place: Place) -> list[Topic]:
    """This one first."""
    if place.reach is not Reach.ALL:
        return [place.topic]
    others = queries.topics(place.viewer).exclude(pk=place.topic.pk).select_related("owner")
    return [place.topic, *others]


class _Shelves:
    """Shelves in the index where it has them, else in a small one that goes away with this."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._shared = borrowed(settings)
        self._open = ExitStack()
        self._small: Index | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def of_topic(self, topic: Topic) -> Shelf:
        scope = Scope(str(topic.owner.key), str(topic.pk))
        run = queries.latest_run(topic)
        stays = run is None or run.state in Run.FINAL
        if run is None or stays or queries.researched_before(run):
            index = self._index(scope, lambda index: self._put(index, scope), stays=stays)
        else:
            # The shared one may have half of it.
            index = self._small_one(lambda index: self._put(index, scope))
        return Shelf(index, self._store, scope, queries.sources_by_text(scope.topic))

    def of_library(self, person: Person) -> Shelf:
        scope = Scope(str(person.key))
        return Shelf(self._index(scope, lambda index: self._put_library(index, scope)), self._store, scope)

    def _index(self, scope: Scope, fill: Callable[[Index], None], *, stays: bool = False) -> Index:
        if self._shared is not None and self._shared.count(scope):
            return self._shared
        if self._shared is not None and stays:
            fill(self._shared)
            return self._shared
        return self._small_one(fill)

    def _small_one(self, fill: Callable[[Index], None]) -> Index:
        if self._small is None:
            folder = self._open.enter_context(tempfile.TemporaryDirectory(prefix="sapere-ask-"))
            chosen = replace(self._settings, data=Path(folder), qdrant_url="", embedder="")
            self._small = build_index(chosen)
            self._open.callback(self._small.close)
        fill(self._small)
        return self._small

    def _put(self, index: Index, scope: Scope) -> None:
        for one in queries.source_details(scope.topic):
            index_source(self._store, index, scope, decode(Source, one))

    def _put_library(self, index: Index, scope: Scope) -> None:
        for locator, root, sha256 in libraries.kept_documents(scope.owner):
            document, spans = load(self._store, sha256)
            index.upsert(scope, entries(document, spans, locator=locator, root=root))


def _of_concept(topic: Topic, concept: Concept, store: Store) -> tuple[Excerpt, ...]:
    """The passages of the concept and of all below it, the most central first."""
    found = materials.passages_of(_with_all_below(topic, concept))[:MOST_OF_A_CONCEPT]
    texts = {str(one.source_id): queries.text(one.source, store) for one in found}
    return tuple(
        Excerpt(
            Passage(
                str(one.pk),
                str(one.source_id),
                one.start,
                one.end,
                tuple(one.path),
                texts[str(one.source_id)][one.start : one.end],
            ),
            one.source.title,
            one.source.url,
            one.source.snapshot.language,
        )
        for one in found
    )


def _with_all_below(topic: Topic, concept: Concept) -> list[Concept]:
    """In reading order: a concept comes before those below it."""
    taken = {concept.pk}
    found = []
    for one in queries.concepts(topic):
        if one.pk in taken or one.parent_id in taken:
            taken.add(one.pk)
            found.append(one)
    return found
