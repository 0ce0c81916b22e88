"""The embedded index: a folder on this machine that one process owns, searched by Qdrant Edge."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qdrant_edge import (
    CountRequest,
    EdgeConfig,
    EdgeShard,
    EdgeSparseVectorParams,
    FieldCondition,
    Filter,
    IdfParams,
    KeywordIndexParams,
    MatchAny,
    MatchValue,
    Modifier,
    PayloadSelector,
    Point,
    Query,
    QueryRequest,
    ScrollRequest,
    SearchParams,
    SparseVector,
    UpdateOperation,
)

from sapere.providers.vectors import points
from sapere.providers.vectors.sparse import encode_document, encode_query
from sapere.research.errors import AlreadyOpen, Damaged, DiskFull, IndexAway, ReadOnly, StorageError
from sapere.research.ports import Entry, Hit, Listed, Scope

LIBRARY = "qdrant-edge-py"
REBUILD = (
    "Nothing is lost: the index holds nothing that cannot be made again from the kept texts. The next start of "
    "sapere up or sapere research makes it anew."
)
OPTIMIZE_AFTER = 20_000
"""Points written since segments were last merged. Searches do not wait for it; many small writes need it."""

ROOM = 128 * 1024 * 1024
"""Free bytes below which nothing is written. The shard writes through memory maps: were the disk to fill up
under one, the kernel would kill the process (SIGBUS) where a plain write would have got an error."""


class EdgeIndex:
    """Implements :class:`~sapere.research.ports.Index`; safe to use from several threads.

    A point is durable when ``upsert`` returns (the shard keeps a log). Raises ``AlreadyOpen`` when another
    process, or another index in this one, has the folder; ``Damaged`` when the folder is damaged or was
    written in another format, after which :meth:`rebuild` makes it anew, empty.
    """

    def __init__(self, folder: Path, *, room: int = ROOM) -> None:
        self.folder = folder
        self.room = room
        self._writing = threading.Lock()
        self._since_optimized = 0
        with _as_storage_error(folder):
            _check_room(_nearest(folder), room)
            self._shard = _open(folder)

    @classmethod
    def rebuild(cls, folder: Path) -> EdgeIndex:
        """An empty index in place of whatever lies in the folder. Refuses while another process has it open."""
        with suppress(Damaged):  # or outdated: that is why it is made anew
            cls(folder).close()
        with _as_storage_error(folder):
            _record(folder).unlink(missing_ok=True)
            if _shard(folder).exists():  # nothing but our own: the folder may have been named by mistake
                shutil.rmtree(_shard(folder))
        return cls(folder)

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
        request = QueryRequest(
            limit=points.reach(limit),
            query=Query.Nearest(SparseVector(words.indices, words.values), using=points.VECTOR),
            filter=_filter(points.conditions(scope)),
            params=SearchParams(idf=IdfParams(corpus=_filter(points.corpus(scope)))),
            with_payload=True,
        )
        with _as_storage_error(self.folder):
            found = self._shard.query(request)
        return points.best((points.as_hit(point.payload or {}, point.score) for point in found), limit)

    def remove(self, scope: Scope, document: str | None = None) -> None:
        self._update(UpdateOperation.delete_points_by_filter(_filter(points.conditions(scope, document))))

    def count(self, scope: Scope) -> int:
        with _as_storage_error(self.folder):
            return self._shard.count(CountRequest(exact=True, filter=_filter(points.conditions(scope))))

    def documents(self, scope: Scope) -> list[Listed]:
        return points.listed(self._payloads(scope))

    def optimize(self) -> None:
        """Merges segments. Searches go on meanwhile; writes wait."""
        with self._writing, _as_storage_error(self.folder):
            _check_room(self.folder, self.room)
            self._shard.optimize()
            self._since_optimized = 0

    def close(self) -> None:
        """Writes everything out and gives the folder free. May be called twice."""
        with self._writing:
            self._shard.close()

    def _update(self, operation: UpdateOperation) -> None:
        with self._writing, _as_storage_error(self.folder):
            _check_room(self.folder, self.room)
            self._shard.update(operation)

    def _payloads(self, scope: Scope) -> Iterator[Mapping[str, Any]]:
        wanted = _filter(points.conditions(scope))
        fields = PayloadSelector.Include(list(points.LISTING))
        offset = None
        while True:
            request = ScrollRequest(offset=offset, limit=points.BATCH, filter=wanted, with_payload=fields)
            with _as_storage_error(self.folder):
                records, offset = self._shard.scroll(request)
            yield from (record.payload or {} for record in records)
            if offset is None:
                return


def _record(folder: Path) -> Path:
    return folder / "format.json"


def _shard(folder: Path) -> Path:
    return folder / "shard"


def _open(folder: Path) -> EdgeShard:
    place = _shard(folder)
    if _record(folder).exists() or place.exists():
        _check_format(_record(folder))
    else:
        folder.mkdir(parents=True, exist_ok=True)
        _record(folder).write_text(json.dumps(_format()), encoding="utf-8")
    opened = EdgeShard.load(str(place)) if (place / "edge_config.json").exists() else _create(place)
    _index_keywords(opened)
    return opened


def _create(place: Path) -> EdgeShard:
    place.mkdir(exist_ok=True)
    config = EdgeConfig(sparse_vectors={points.VECTOR: EdgeSparseVectorParams(modifier=Modifier.Idf)})
    return EdgeShard.create(str(place), config)


def _index_keywords(opened: EdgeShard) -> None:
    """At every start, for a process may have been killed between making the shard and this."""
    present = opened.info().payload_schema
    for name in points.KEYWORDS:
        if name not in present:
            schema = KeywordIndexParams(is_tenant=name == "owner")
            opened.update(UpdateOperation.create_field_index(name, schema))


def _check_room(folder: Path, room: int) -> None:
    if shutil.disk_usage(folder).free < room:
        raise _full(folder)


def _nearest(folder: Path) -> Path:
    """The folder, or the first above it that is there."""
    return next(one for one in (folder, *folder.absolute().parents) if one.exists())


def _format() -> dict[str, Any]:
    return {"format": points.FORMAT, LIBRARY: version(LIBRARY)}


def _check_format(record: Path) -> None:
    try:
        written = json.loads(record.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Damaged(
            f"{record.parent} is not an index of Sapere, or its record of the format is damaged.",
            advice=REBUILD,
        ) from error
    if written != _format():
        raise Damaged(
            f"The index in {record.parent} was written in another format ({written}) than this version's.",
            advice=REBUILD,
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


@contextmanager
def _as_storage_error(folder: Path) -> Iterator[None]:
    """Qdrant Edge raises bare ``Exception`` with a text, so this is the one place that reads it."""
    try:
        yield
    except StorageError:
        raise
    except Exception as error:  # the library has no narrower class
        raise _translated(folder, str(error)) from error


def _translated(folder: Path, text: str) -> StorageError:
    lower = text.lower()
    if "wouldblock" in lower:
        return AlreadyOpen(
            f"Another process has the index in {folder} open.",
            advice="Let that process do the work, stop it, or give this one a Qdrant server (QDRANT_URL).",
        )
    if "os error 28" in lower or "no space left" in lower or "os error 27" in lower or "storagefull" in lower:
        return _full(folder)
    if any(sign in lower for sign in ("permission", "os error 13", "os error 30", "read-only", "readonly")):
        return ReadOnly(
            f"The index in {folder} cannot be written.", advice="Check the folder's owner and mode."
        )
    if "not initialized" in lower:
        return IndexAway(f"The index in {folder} has been closed.", advice="Start Sapere again.")
    return Damaged(f"The index in {folder} is damaged and cannot be used ({text}).", advice=REBUILD)


def _full(folder: Path) -> DiskFull:
    return DiskFull(
        f"The disk that holds the index in {folder} is full, or nearly. What was indexed before is safe.",
        advice=f"Free at least {ROOM // 1024 // 1024} MB and try again.",
    )
