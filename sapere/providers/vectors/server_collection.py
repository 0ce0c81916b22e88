"""A Qdrant server's collection: reached, made, checked, and what it says when it cannot be used."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from qdrant_client import QdrantClient, models
from qdrant_client.http.exceptions import ResponseHandlingException, UnexpectedResponse

from sapere.providers.vectors import points
from sapere.research.errors import Busy, Damaged, DiskFull, IndexAway, StorageError
from sapere.research.ports import Embedded

COLLECTION = "sapere-passages"
TIMEOUT = 10
"""Seconds for one request."""

_REBUILD = (
    "Nothing is lost: the index holds nothing that cannot be made again from the kept texts. Stop the workers, "
    "make it anew with sapere doctor --mend, and start them again."
)


def connect(url: str, api_key: str, timeout: int) -> QdrantClient:
    """Makes no request yet. A key over plain HTTP is usual inside one machine or one private network, so the
    client's warning about it is left out."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Api key is used with an insecure connection")
        return QdrantClient(
            url=url, port=None, api_key=api_key or None, timeout=timeout, check_compatibility=False
        )


def prepare(client: QdrantClient, url: str) -> None:
    """The collection as this version writes it, made when it is missing. Raises ``Damaged`` when it is another's."""
    if not client.collection_exists(COLLECTION):
        client.create_collection(
            COLLECTION,
            vectors_config={},
            sparse_vectors_config={points.VECTOR: models.SparseVectorParams(modifier=models.Modifier.IDF)},
            metadata=_noted(None),
        )
    found = client.get_collection(COLLECTION)
    _check_shape(url, found.config)
    for name in points.KEYWORDS:
        if name not in found.payload_schema:
            schema = models.KeywordIndexParams(
                type=models.KeywordIndexType.KEYWORD, is_tenant=name == "owner"
            )
            client.create_payload_index(COLLECTION, name, schema, wait=True)


def read_embedded(client: QdrantClient) -> tuple[Embedded | None, set[str]]:
    """Whose vectors the collection holds, as it is written down there, and the names of all that it has."""
    config = client.get_collection(COLLECTION).config
    vectors = config.params.vectors
    kept: Any = (config.metadata or {}).get("embedded")
    return (Embedded(**kept) if kept else None), set(vectors if isinstance(vectors, dict) else ())


def write_embedded(client: QdrantClient, embedded: Embedded) -> None:
    client.update_collection(COLLECTION, metadata=_noted(embedded))


def _noted(embedded: Embedded | None) -> dict[str, Any]:
    return {"format": points.FORMAT, "embedded": asdict(embedded) if embedded else None}


def _check_shape(url: str, config: models.CollectionConfig) -> None:
    """Another program's collection, or one that an earlier format wrote, gives wrong answers without an error."""
    vector = (config.params.sparse_vectors or {}).get(points.VECTOR)
    written = (config.metadata or {}).get("format")
    if vector is None or vector.modifier != models.Modifier.IDF or written != points.FORMAT:
        raise Damaged(
            f"The collection {COLLECTION} at {url} was not written by this version of Sapere.",
            advice=_REBUILD,
        )


@contextmanager
def as_storage_error(url: str) -> Iterator[None]:
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
    if error.status_code == 404 and "point" in said.lower():
        return Busy("A passage went out of the index while its vector came.", advice="It is tried again.")
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
