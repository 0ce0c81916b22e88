"""The index made again from what is true: the records and the kept texts.

A deleted, damaged or outdated index is noticed when a worker starts, and everything is put back before the first
run is taken. A file in the data folder marks a putting back that has not ended: killed, it is begun anew.
An index on a server may be in use by others: what is missing there is put back, but only :func:`remade` throws
anything away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import structlog

from sapere.research.errors import Damaged
from sapere.research.index import entries, index_source, load
from sapere.research.ports import Entry, Index, Scope, Store, Vectors
from sapere.research.shapes import Source, decode
from sapere.settings import Settings
from sapere.topics import libraries, queries
from sapere.topics.embedding import purses
from sapere.wiring import build_index, rebuild_index

log = structlog.get_logger(__name__)

BATCH = 1000
"""Passages put into the index at a time."""

UNFINISHED = "index.unfinished"


@dataclass(slots=True)
class PutBack:
    """What came of it: ``lost`` are documents whose kept text is missing or damaged."""

    passages: int = 0
    lost: int = 0


def whole_index(settings: Settings, store: Store) -> Vectors:
    """The index, with all in it that the records say; the vectors of what is put back come later, in the background.
    Raises leaves of ``StorageError``; ``Damaged`` only of an index on a server."""
    mark = settings.data / UNFINISHED
    try:
        index = build_index(settings, purses(settings))
        why = "was not finished" if mark.exists() else "is missing"
        whole = not mark.exists() and not is_missing(index)
    except Damaged as damaged:
        if settings.qdrant_url:
            raise
        log.warning("the index cannot be used and is made anew", why=damaged.what)
        index, why, whole = rebuild_index(settings, purses(settings)), "was damaged", False
    if not whole:
        log.warning("what was kept is put back into the index; nothing is lost", because=f"it {why}")
        done = _filled(settings, store, index)
        log.warning("the index is whole again", passages=done.passages, texts_missing_or_damaged=done.lost)
    return index


def remade(settings: Settings, store: Store) -> PutBack:
    """Throws the index away and makes it anew. Nobody else may be using it."""
    index = rebuild_index(settings)
    done = _filled(settings, store, index)
    index.close()
    return done


def _filled(settings: Settings, store: Store, index: Index) -> PutBack:
    mark = settings.data / UNFINISHED
    try:
        mark.touch()
        done = put_back(store, index)
        mark.unlink()
    except BaseException:  # whatever ended it: the folder is let go, and it is raised on
        index.close()
        raise
    return done


def is_missing(index: Index) -> bool:
    """Whether nothing is in it although something should be. Mostly one look: the first that is there tells."""
    looked = False
    for scope in _shelves():
        if index.count(scope):
            return False
        looked = True
    return looked


def put_back(store: Store, index: Index) -> PutBack:
    """Every library's and every finished topic's passages; what is there already stays as it is."""
    done = PutBack()
    for scope in map(Scope, libraries.library_owners()):
        _put_back_library(scope, store, index, done)
    for owner, topic in queries.researched_topics():
        for detail in queries.source_details(topic):
            try:
                done.passages += index_source(store, index, Scope(owner, topic), decode(Source, detail))
            except (KeyError, Damaged):
                done.lost += 1
    return done


def _put_back_library(scope: Scope, store: Store, index: Index, done: PutBack) -> None:
    rows: list[Entry] = []
    for locator, root, sha256 in libraries.kept_documents(scope.owner):
        try:
            document, spans = load(store, sha256)
        except (KeyError, Damaged):
            done.lost += 1
            continue
        rows += entries(document, spans, locator=locator, root=root)
        done.passages += len(spans)
        if len(rows) >= BATCH:
            index.upsert(scope, rows)
            rows = []
    index.upsert(scope, rows)


def _shelves() -> Iterator[Scope]:
    """Every scope that has passages, as far as the records know."""
    yield from map(Scope, libraries.library_owners())
    for owner, topic in queries.researched_topics():
        yield Scope(owner, topic)
