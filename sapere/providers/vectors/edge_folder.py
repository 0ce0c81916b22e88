"""The folder of the embedded index: opened, checked, and what it says when it cannot be used."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qdrant_edge import (
    EdgeConfig,
    EdgeShard,
    EdgeSparseVectorParams,
    KeywordIndexParams,
    Modifier,
    UpdateOperation,
)

from sapere.providers.vectors import points
from sapere.research.errors import AlreadyOpen, Damaged, DiskFull, IndexAway, ReadOnly, StorageError
from sapere.research.ports import Embedded

LIBRARY = "qdrant-edge-py"
REBUILD = (
    "Nothing is lost: the index holds nothing that cannot be made again from the kept texts. The next start of "
    "sapere up or sapere research makes it anew."
)
ROOM = 128 * 1024 * 1024
"""Free bytes below which nothing is written. The shard writes through memory maps: were the disk to fill up
under one, the kernel would kill the process (SIGBUS) where a plain write would have got an error."""


@dataclass(frozen=True, slots=True)
class VectorRecord:
    """Whose vectors the shard holds; ``former`` is the name of those that are being thrown away."""

    embedded: Embedded | None = None
    former: str = ""


def record_place(folder: Path) -> Path:
    return folder / "format.json"


def shard_place(folder: Path) -> Path:
    return folder / "shard"


def open_shard(folder: Path) -> EdgeShard:
    place = shard_place(folder)
    if record_place(folder).exists() or place.exists():
        _check_format(record_place(folder))
    else:
        folder.mkdir(parents=True, exist_ok=True)
        record_place(folder).write_text(json.dumps(_format()), encoding="utf-8")
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


def read_vectors(folder: Path) -> VectorRecord:
    """What was written last. Raises ``Damaged``."""
    try:
        kept = json.loads(_vectors_place(folder).read_text(encoding="utf-8"))
        embedded = kept["embedded"]
        return VectorRecord(Embedded(**embedded) if embedded else None, str(kept["former"]))
    except FileNotFoundError:
        return VectorRecord()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Damaged(f"The record of vectors in {folder} is damaged.", advice=REBUILD) from error


def write_vectors(folder: Path, record: VectorRecord) -> None:
    """Whole or not at all."""
    place = _vectors_place(folder)
    part = place.with_suffix(".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(asdict(record), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(place)


def forget(folder: Path) -> None:
    """All that is ours, and nothing else: the folder may have been named by mistake."""
    record_place(folder).unlink(missing_ok=True)
    _vectors_place(folder).unlink(missing_ok=True)
    if shard_place(folder).exists():
        shutil.rmtree(shard_place(folder))


def _vectors_place(folder: Path) -> Path:
    return folder / "vectors.json"


def check_room(folder: Path, room: int) -> None:
    if shutil.disk_usage(folder).free < room:
        raise _full(folder)


def nearest(folder: Path) -> Path:
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


@contextmanager
def as_storage_error(folder: Path) -> Iterator[None]:
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
