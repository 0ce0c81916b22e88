"""The embedded index: a folder on this machine that one process owns, searched by Qdrant Edge."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from qdrant_edge import (
    CountRequest,
    Distance,
    FieldCondition,
    Filter,
    HasVectorCondition,
    IdfParams,
    MatchAny,
    MatchValue,
    PayloadSelector,
    Point,
    PointVectors,
    Query,
    QueryBatchRequest,
    QueryRequest,
    ScrollRequest,
    SearchParams,
    SparseVector,
    UpdateOperation,
)

from sapere.providers.vectors import points
from sapere.providers.vectors.edge_folder import (
    ROOM,
    VectorRecord,
    as_storage_error,
    check_room,
    forget,
    nearest,
    open_shard,
    read_vectors,
    write_vectors,
)
from sapere.providers.vectors.fusion import depth, fused
from sapere.providers.vectors.meaning import Meaning
from sapere.providers.vectors.sparse import Sparse, encode_document, encode_query
from sapere.research.errors import Damaged
from sapere.research.ports import Embedded, Embedder, Entry, Hit, Listed, Scope, Unembedded

OPTIMIZE_AFTER = 20_000
"""Points written since segments were last merged. Searches do not wait for it; many small writes need it."""


class EdgeIndex:
    """Implements :class:`~sapere.research.ports.Vectors`; safe to use from several threads.

    A point is durable when ``upsert`` returns (the shard keeps a log). Raises ``AlreadyOpen`` when another
    process, or another index in this one, has the folder; ``Damaged`` when the folder is damaged or was
    written in another format, after which :meth:`rebuild` makes it anew, empty.
    """

    def __init__(self, folder: Path, *, room: int = ROOM, embedder: Embedder | None = None) -> None:
        self.folder = folder
        self.room = room
        self._meaning = Meaning(embedder)
        self._writing = threading.Lock()
        self._since_optimized = 0
        with as_storage_error(folder):
            check_room(nearest(folder), room)
            self._record = read_vectors(folder)
            self._shard = open_shard(folder)

    @classmethod
    def rebuild(cls, folder: Path, *, embedder: Embedder | None = None) -> EdgeIndex:
        """An empty index in place of whatever lies in the folder. Refuses while another process has it open."""
        with suppress(Damaged):  # or outdated: that is why it is made anew
            cls(folder).close()
        with as_storage_error(folder):
            forget(folder)
        return cls(folder, embedder=embedder)

    @property
    def embedder(self) -> Embedder | None:
        return self._meaning.embedder

    def upsert(self, scope: Scope, entries: Sequence[Entry]) -> None:
        for batch in points.batches(entries):
            operation = UpdateOperation.upsert_points([_point(scope, entry) for entry in batch])
            self._update(operation)
            self._since_optimized += len(batch)
        if self._since_optimized >= OPTIMIZE_AFTER:
            self.optimize()

    def search(self, scope: Scope, query: str, *, language: str, limit: int) -> list[Hit]:
        words = encode_query(query, language=language)
        if not words.indices or limit < 1:
            return []
        embedded = self._record.embedded
        vector = self._meaning.vector(query, embedded, scope)
        if vector is None or embedded is None:
            return self._found([_by_words(scope, words, limit)], limit)[0]
        deep, name = depth(limit), points.vector_name(embedded)
        asked = [_by_words(scope, words, deep), _by_meaning(scope, vector, name, deep)]
        by_words, by_meaning = self._found(asked, deep)
        return fused(by_words, by_meaning, limit)

    def remove(self, scope: Scope, document: str | None = None) -> None:
        self._update(UpdateOperation.delete_points_by_filter(_filter(points.conditions(scope, document))))

    def count(self, scope: Scope) -> int:
        return self._count(_filter(points.conditions(scope)))

    def documents(self, scope: Scope) -> list[Listed]:
        wanted = _filter(points.conditions(scope))
        return points.listed(kept for batch in self._scrolled(wanted, points.LISTING) for _, kept in batch)

    def embedded(self) -> Embedded | None:
        return self._record.embedded

    def begin_vectors(self, embedder: str, dimension: int) -> None:
        before, new = self._record.embedded, Embedded(embedder, dimension)
        former = self._record.former
        if before and points.vector_name(before) == points.vector_name(new):
            new = before
        elif before:
            former = points.vector_name(before)
        self._note(VectorRecord(new, former))  # first: no search looks for what is being thrown away
        self._update(UpdateOperation.create_dense_vector(points.vector_name(new), dimension, Distance.Dot))
        if former:
            self._update(UpdateOperation.delete_vector_name(former))
            self._note(VectorRecord(new))

    def unembedded(self) -> Iterator[list[Unembedded]]:
        if self._record.embedded:
            wanting = Filter(must_not=[HasVectorCondition(points.vector_name(self._record.embedded))])
            for batch in self._scrolled(wanting, points.PLACE):
                yield [points.as_unembedded(key, kept) for key, kept in batch]

    def put_vectors(self, vectors: Sequence[tuple[Unembedded, Sequence[float]]]) -> None:
        embedded = self._record.embedded
        if embedded is None or not vectors:
            return
        name = points.vector_name(embedded)
        with self._writing, as_storage_error(self.folder):
            check_room(self.folder, self.room)
            fields = PayloadSelector.Include(list(points.PLACE))
            records = self._shard.retrieve(
                [one.key for one, _ in vectors], with_payload=fields, with_vector=False
            )
            there = {points.as_unembedded(record.id, record.payload or {}) for record in records}
            still = [PointVectors(one.key, {name: list(v)}) for one, v in vectors if one in there]
            if still:
                self._shard.update(UpdateOperation.update_vectors(still))

    def end_vectors(self) -> None:
        if self._record.embedded:
            self._note(replace(self._record, embedded=replace(self._record.embedded, whole=True)))

    def with_vector(self) -> tuple[int, int]:
        everything = self._count(Filter())
        if not self._record.embedded:
            return 0, everything
        having = HasVectorCondition(points.vector_name(self._record.embedded))
        return self._count(Filter(must=[having])), everything

    def optimize(self) -> None:
        """Merges segments. Searches go on meanwhile; writes wait."""
        with self._writing, as_storage_error(self.folder):
            check_room(self.folder, self.room)
            self._shard.optimize()
            self._since_optimized = 0

    def close(self) -> None:
        """Writes everything out and gives the folder free. May be called twice."""
        self._meaning.close()
        with self._writing:
            self._shard.close()

    def _found(self, asked: list[QueryRequest], limit: int) -> list[list[Hit]]:
        with as_storage_error(self.folder):
            answers = self._shard.query_batch(QueryBatchRequest(asked))
        return [
            points.best((points.as_hit(one.payload or {}, one.score) for one in answer), limit)
            for answer in answers
        ]

    def _note(self, record: VectorRecord) -> None:
        with self._writing, as_storage_error(self.folder):
            check_room(self.folder, self.room)
            write_vectors(self.folder, record)
            self._record = record

    def _update(self, operation: UpdateOperation) -> None:
        with self._writing, as_storage_error(self.folder):
            check_room(self.folder, self.room)
            self._shard.update(operation)

    def _count(self, wanted: Filter) -> int:
        with as_storage_error(self.folder):
            return int(self._shard.count(CountRequest(exact=True, filter=wanted)))

    def _scrolled(
        self, wanted: Filter, fields: Sequence[str]
    ) -> Iterator[list[tuple[object, Mapping[str, Any]]]]:
        """Ids and payloads, a batch at a time."""
        offset = None
        while True:
            request = ScrollRequest(
                offset=offset,
                limit=points.BATCH,
                filter=wanted,
                with_payload=PayloadSelector.Include(list(fields)),
            )
            with as_storage_error(self.folder):
                records, offset = self._shard.scroll(request)
            yield [(record.id, record.payload or {}) for record in records]
            if offset is None:
                return


def _by_words(scope: Scope, words: Sparse, limit: int) -> QueryRequest:
    return QueryRequest(
        limit=points.reach(limit),
        query=Query.Nearest(SparseVector(words.indices, words.values), using=points.VECTOR),
        filter=_filter(points.conditions(scope)),
        params=SearchParams(idf=IdfParams(corpus=_filter(points.corpus(scope)))),
        with_payload=True,
    )


def _by_meaning(scope: Scope, vector: Sequence[float], name: str, limit: int) -> QueryRequest:
    return QueryRequest(
        limit=points.reach(limit),
        query=Query.Nearest(list(vector), using=name),
        filter=_filter(points.conditions(scope)),
        with_payload=True,
    )


def _point(scope: Scope, entry: Entry) -> Point:
    vector = encode_document(entry.text, headings=(entry.title, *entry.path), language=entry.language)
    return Point(
        points.point_id(scope, entry),
        {points.VECTOR: SparseVector(vector.indices, vector.values)},
        points.payload(scope, entry),
    )


def _filter(wanted: Mapping[str, str | list[str]]) -> Filter:
    return Filter(
        must=[
            FieldCondition(key, match=MatchAny(value) if isinstance(value, list) else MatchValue(value))
            for key, value in wanted.items()
        ]
    )
