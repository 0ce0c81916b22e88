"""The index on a Qdrant server, for many processes at once: the same points, weights and answers as the
embedded one.

Proven so far against a strict fake of its REST interface (tests/fakes/qdrant.py), not against a real server.
Word statistics within one owner's shelf (``params.idf``) need a server of the client's own generation; an older
one counts them over all shelves. So do vectors that are added to a collection later: an older one refuses them, and
search stays by words.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qdrant_client import models

from sapere.providers.vectors import points
from sapere.providers.vectors.fusion import depth, fused
from sapere.providers.vectors.meaning import Meaning
from sapere.providers.vectors.server_collection import (
    COLLECTION,
    TIMEOUT,
    as_storage_error,
    connect,
    prepare,
    read_embedded,
    write_embedded,
)
from sapere.providers.vectors.sparse import Sparse, encode_document, encode_query
from sapere.research.errors import StorageError
from sapere.research.ports import Embedded, Embedder, Entry, Hit, Listed, Scope, Unembedded

FRESH = 10.0
"""Seconds for which the record of vectors is believed: another worker may have written it anew."""


class ServerIndex:
    """Implements :class:`~sapere.research.ports.Vectors`; safe to use from several threads.

    One collection, made when it is missing. Raises ``IndexAway`` when the server does not answer or refuses the
    key, ``Damaged`` when the collection is not as this version writes it or has gone.
    """

    def __init__(
        self, url: str, api_key: str = "", *, timeout: int = TIMEOUT, embedder: Embedder | None = None
    ) -> None:
        self._url = url
        self._meaning = Meaning(embedder)
        self._client = connect(url, api_key, timeout)
        self._embedded: Embedded | None = None
        self._read_at = float("-inf")
        try:
            with as_storage_error(url):
                prepare(self._client, url)
        except StorageError:
            self._client.close()
            raise

    @classmethod
    def rebuild(
        cls, url: str, api_key: str = "", *, timeout: int = TIMEOUT, embedder: Embedder | None = None
    ) -> ServerIndex:
        """An empty collection in place of the one that is there."""
        client = connect(url, api_key, timeout)
        try:
            with as_storage_error(url):
                client.delete_collection(COLLECTION)
        finally:
            client.close()
        return cls(url, api_key, timeout=timeout, embedder=embedder)

    @property
    def embedder(self) -> Embedder | None:
        return self._meaning.embedder

    def upsert(self, scope: Scope, entries: Sequence[Entry]) -> None:
        for batch in points.batches(entries):
            with as_storage_error(self._url):
                self._client.upsert(COLLECTION, [_point(scope, entry) for entry in batch], wait=True)

    def search(self, scope: Scope, query: str, *, language: str, limit: int) -> list[Hit]:
        words = encode_query(query, language=language)
        if not words.indices or limit < 1:
            return []
        embedded = self.embedded() if self.embedder else None
        vector = self._meaning.vector(query, embedded, scope)
        if vector is None or embedded is None:
            return self._found([_by_words(scope, words, limit)], limit)[0]
        deep, name = depth(limit), points.vector_name(embedded)
        asked = [_by_words(scope, words, deep), _by_meaning(scope, vector, name, deep)]
        by_words, by_meaning = self._found(asked, deep)
        return fused(by_words, by_meaning, limit)

    def remove(self, scope: Scope, document: str | None = None) -> None:
        selector = models.FilterSelector(filter=_filter(points.conditions(scope, document)))
        with as_storage_error(self._url):
            self._client.delete(COLLECTION, selector, wait=True)

    def count(self, scope: Scope) -> int:
        return self._count(_filter(points.conditions(scope)))

    def documents(self, scope: Scope) -> list[Listed]:
        wanted = _filter(points.conditions(scope))
        return points.listed(kept for batch in self._scrolled(wanted, points.LISTING) for _, kept in batch)

    def embedded(self) -> Embedded | None:
        if time.monotonic() - self._read_at > FRESH:
            with as_storage_error(self._url):
                self._embedded, _ = read_embedded(self._client)
            self._read_at = time.monotonic()
        return self._embedded

    def begin_vectors(self, embedder: str, dimension: int) -> None:
        new = Embedded(embedder, dimension)
        with as_storage_error(self._url):
            before, names = read_embedded(self._client)
            if before and points.vector_name(before) == points.vector_name(new):
                new = before
            else:
                self._note(new)  # first: no search looks for what is being thrown away
            if points.vector_name(new) not in names:
                self._client.create_vector_name(COLLECTION, points.vector_name(new), _dense(dimension))
            for former in names - {points.vector_name(new)}:
                self._client.delete_vector_name(COLLECTION, former)

    def unembedded(self) -> Iterator[list[Unembedded]]:
        if embedded := self.embedded():
            having = models.HasVectorCondition(has_vector=points.vector_name(embedded))
            for batch in self._scrolled(models.Filter(must_not=[having]), points.PLACE):
                yield [points.as_unembedded(key, kept) for key, kept in batch]

    def put_vectors(self, vectors: Sequence[tuple[Unembedded, Sequence[float]]]) -> None:
        embedded = self.embedded()
        if embedded is None or not vectors:
            return
        name, keys = points.vector_name(embedded), [one.key for one, _ in vectors]
        with as_storage_error(self._url):
            records = self._client.retrieve(COLLECTION, keys, with_payload=list(points.PLACE))
            there = {points.as_unembedded(record.id, record.payload or {}) for record in records}
            still = [
                models.PointVectors(id=one.key, vector={name: list(v)}) for one, v in vectors if one in there
            ]
            if still:
                self._client.update_vectors(COLLECTION, still, wait=True)

    def end_vectors(self) -> None:
        if embedded := self.embedded():
            with as_storage_error(self._url):
                self._note(replace(embedded, whole=True))

    def with_vector(self) -> tuple[int, int]:
        everything, embedded = self._count(models.Filter()), self.embedded()
        if not embedded:
            return 0, everything
        having = models.HasVectorCondition(has_vector=points.vector_name(embedded))
        return self._count(models.Filter(must=[having])), everything

    def close(self) -> None:
        """Lets go of the connections. May be called twice."""
        self._meaning.close()
        self._client.close()

    def _found(self, asked: Sequence[models.QueryRequest], limit: int) -> list[list[Hit]]:
        with as_storage_error(self._url):
            answers = self._client.query_batch_points(COLLECTION, asked)
        return [
            points.best((points.as_hit(one.payload or {}, one.score) for one in answer.points), limit)
            for answer in answers
        ]

    def _note(self, embedded: Embedded) -> None:
        write_embedded(self._client, embedded)
        self._embedded, self._read_at = embedded, time.monotonic()

    def _count(self, wanted: models.Filter) -> int:
        with as_storage_error(self._url):
            return self._client.count(COLLECTION, count_filter=wanted, exact=True).count

    def _scrolled(
        self, wanted: models.Filter, fields: Sequence[str]
    ) -> Iterator[list[tuple[object, Mapping[str, Any]]]]:
        """Ids and payloads, a batch at a time."""
        offset = None
        while True:
            with as_storage_error(self._url):
                records, offset = self._client.scroll(
                    COLLECTION,
                    scroll_filter=wanted,
                    limit=points.BATCH,
                    offset=offset,
                    with_payload=list(fields),
                )
            yield [(record.id, record.payload or {}) for record in records]
            if offset is None:
                return


def _by_words(scope: Scope, words: Sparse, limit: int) -> models.QueryRequest:
    return models.QueryRequest(
        query=models.SparseVector(indices=words.indices, values=words.values),
        using=points.VECTOR,
        filter=_filter(points.conditions(scope)),
        params=models.SearchParams(idf=models.IdfCorpusParams(corpus=_filter(points.corpus(scope)))),
        limit=points.reach(limit),
        with_payload=True,
    )


def _by_meaning(scope: Scope, vector: Sequence[float], name: str, limit: int) -> models.QueryRequest:
    return models.QueryRequest(
        query=list(vector),
        using=name,
        filter=_filter(points.conditions(scope)),
        limit=points.reach(limit),
        with_payload=True,
    )


def _dense(dimension: int) -> models.VectorNameConfig:
    return models.DenseVectorNameConfig(
        dense=models.DenseVectorConfig(size=dimension, distance=models.Distance.DOT)
    )


def _point(scope: Scope, entry: Entry) -> models.PointStruct:
    vector = encode_document(entry.text, headings=(entry.title, *entry.path), language=entry.language)
    return models.PointStruct(
        id=points.point_id(scope, entry),
        vector={points.VECTOR: models.SparseVector(indices=vector.indices, values=vector.values)},
        payload=points.payload(scope, entry),
    )


def _filter(wanted: Mapping[str, str | list[str]]) -> models.Filter:
    return models.Filter(
        must=[
            models.FieldCondition(
                key=key,
                match=models.MatchAny(any=value)
                if isinstance(value, list)
                else models.MatchValue(value=value),
            )
            for key, value in wanted.items()
        ]
    )
