"""The index on a Qdrant server, for many processes at once: the same points, weights and answers as the
embedded one.

Proven so far against a strict fake of its REST interface (tests/fakes/qdrant.py), not against a real server.
Word statistics within one owner's shelf (``params.idf``) need a server of the client's own generation; an older
one counts them over all shelves.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from sapere.providers.vectors import points
from sapere.providers.vectors.sparse import encode_document, encode_query
from sapere.research.errors import Damaged, DiskFull, IndexAway, StorageError
from sapere.research.ports import Entry, Hit, Listed, Scope

COLLECTION = "sapere-passages"
TIMEOUT = 10
"""Seconds for one request."""

_REBUILD = (
    "Nothing is lost: the index holds nothing that cannot be made again from the kept texts. Stop the workers, "
    "make it anew with sapere doctor --mend, and start them again."
)


class ServerIndex:
    """Implements :class:`~sapere.research.ports.Index`; safe to use from several threads.

    One collection, made when it is missing. Raises ``IndexAway`` when the server does not answer or refuses the
    key, ``Damaged`` when the collection is not as this version writes it or has gone.
    """

    def __init__(self, url: str, api_key: str = "", *, timeout: int = TIMEOUT) -> None:
        self._url = url
        self._client = _connect(url, api_key, timeout)
        try:
            with _as_storage_error(url):
                self._prepare()
        except StorageError:
            self._client.close()
            raise

    @classmethod
    def rebuild(cls, url: str, api_key: str = "", *, timeout: int = TIMEOUT) -> ServerIndex:
        """An empty collection in place of the one that is there."""
        client = _connect(url, api_key, timeout)
        try:
            with _as_storage_error(url):
                client.delete_collection(COLLECTION)
        finally:
            client.close()
        return cls(url, api_key, timeout=timeout)

    def upsert(self, scope: Scope, entries: Sequence[Entry]) -> None:
        for batch in points.batches(entries):
            with _as_storage_error(self._url):
                self._client.upsert(COLLECTION, [_point(scope, entry) for entry in batch], wait=True)

    def search(self, scope: Scope, query: str, *, language: str, limit: int) -> list[Hit]:
        words = encode_query(query, language=language)
        if not words.indices or limit < 1:
            return []
        with _as_storage_error(self._url):
            answer = self._client.query_points(
                COLLECTION,
                query=models.SparseVector(indices=words.indices, values=words.values),
                using=points.VECTOR,
                query_filter=_filter(points.conditions(scope)),
                search_params=models.SearchParams(
                    idf=models.IdfCorpusParams(corpus=_filter(points.corpus(scope)))
                ),
                limit=points.reach(limit),
                with_payload=True,
            )
        return points.best((points.as_hit(one.payload or {}, one.score) for one in answer.points), limit)

    def remove(self, scope: Scope, document: str | None = None) -> None:
        selector = models.FilterSelector(filter=_filter(points.conditions(scope, document)))
        with _as_storage_error(self._url):
            self._client.delete(COLLECTION, selector, wait=True)

    def count(self, scope: Scope) -> int:
        with _as_storage_error(self._url):
            found = self._client.count(COLLECTION, count_filter=_filter(points.conditions(scope)), exact=True)
        return found.count

    def documents(self, scope: Scope) -> list[Listed]:
        return points.listed(self._payloads(scope))

    def close(self) -> None:
        """Lets go of the connections. May be called twice."""
        self._client.close()

    def _prepare(self) -> None:
        if not self._client.collection_exists(COLLECTION):
            self._client.create_collection(
                COLLECTION,
                vectors_config={},
                sparse_vectors_config={
                    points.VECTOR: models.SparseVectorParams(modifier=models.Modifier.IDF)
                },
                metadata={"format": points.FORMAT},
            )
        found = self._client.get_collection(COLLECTION)
        _check_shape(self._url, found.config)
        for name in points.KEYWORDS:
            if name not in found.payload_schema:
                schema = models.KeywordIndexParams(
                    type=models.KeywordIndexType.KEYWORD, is_tenant=name == "owner"
                )
                self._client.create_payload_index(COLLECTION, name, schema, wait=True)

    def _payloads(self, scope: Scope) -> Iterator[Mapping[str, Any]]:
        wanted = _filter(points.conditions(scope))
        offset = None
        while True:
            with _as_storage_error(self._url):
                records, offset = self._client.scroll(
                    COLLECTION,
                    scroll_filter=wanted,
                    limit=points.BATCH,
                    offset=offset,
                    with_payload=list(points.LISTING),
                )
            yield from (record.payload or {} for record in records)
            if offset is None:
                return


def _connect(url: str, api_key: str, timeout: int) -> QdrantClient:
    """Makes no request yet. A key over plain HTTP is usual inside one machine or one private network, so the
    client's warning about it is left out."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Api key is used with an insecure connection")
        return QdrantClient(
            url=url, port=None, api_key=api_key or None, timeout=timeout, check_compatibility=False
        )


def _check_shape(url: str, config: models.CollectionConfig) -> None:
    """Another program's collection, or one that an earlier format wrote, gives wrong answers without an error."""
    vector = (config.params.sparse_vectors or {}).get(points.VECTOR)
    written = (config.metadata or {}).get("format")
    if vector is None or vector.modifier != models.Modifier.IDF or written != points.FORMAT:
        raise Damaged(
            f"The collection {COLLECTION} at {url} was not written by this version of Sapere.",
            advice=_REBUILD,
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


@contextmanager
def _as_storage_error(url: str) -> Iterator[None]:
    try:
        yield
    except ResponseHandlingException as error:
        raise IndexAway(
            f"The Qdrant server at {url} does not answer, so search is off. Everything else works.",
            advice="Start it, or check QDRANT_URL.",
        ) from error
    except UnexpectedResponse as error:
        raise _translated(url, error) from error


def _translated(url: str, error: UnexpectedResponse) -> StorageError:
    said = error.content.decode("utf-8", "replace")[:300]
    if error.status_code in (401, 403):
        return IndexAway(
            f"The Qdrant server at {url} refuses our key, so search is off.", advice="Check QDRANT_API_KEY."
        )
    if error.status_code == 404:
        return Damaged(f"The collection {COLLECTION} at {url} has gone.", advice=_REBUILD)
    if error.status_code == 507 or "no space left" in said.lower() or "out of disk" in said.lower():
        return DiskFull(
            f"The disk of the Qdrant server at {url} is full. What was indexed before is safe.",
            advice="Free some space there and try again.",
        )
    if error.status_code is not None and error.status_code >= 500:
        return IndexAway(
            f"The Qdrant server at {url} is in trouble (status {error.status_code}), so search is off.",
            advice="Look into its log.",
        )
    return Damaged(
        f"The Qdrant server at {url} refused a request ({error.status_code}): {said}", advice=_REBUILD
    )
