"""Bytes by name in a folder of plain files. A name is there whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sapere.kit.ids import bytes_hash
from sapere.research.errors import Damaged, DiskFull, ReadOnly, StorageError

_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*(?:/[a-z0-9]+(?:[._-][a-z0-9]+)*)*")
_LONGEST_NAME = 200
_PART = ".part-"  # begins the name of what is not whole yet
_ABANDONED = 3600.0  # seconds after which nobody is writing there any more
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class FolderStore:
    """Implements :class:`~sapere.research.ports.Store`; safe between threads and between processes.

    ``kind/HASH`` lies at ``kind/HA/SH/HASH``, so that no folder grows large. Other names are spread by the
    hash of the name. ``ValueError`` for a name with anything but lower-case letters, digits, ``.``, ``_``,
    ``-`` and ``/`` between them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, body: bytes) -> None:
        """Keeps the bytes; from here on they outlive this process. A name that is there already is written anew.

        The bytes are on the disk before the name is. The name itself follows with the file system's next
        journal entry: a power cut may lose names of the last seconds, and never leaves half a file.
        """
        place = self.place(name)
        with _as_storage_error(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            _write(place, body)

    def get(self, name: str) -> bytes:
        """The bytes; ``KeyError`` when there are none of that name."""
        place = self.place(name)
        with _as_storage_error(place):
            try:
                return place.read_bytes()
            except FileNotFoundError:
                raise KeyError(name) from None

    def has(self, name: str) -> bool:
        return self.place(name).is_file()

    def remove(self, name: str) -> None:
        """Forgets the name; nothing happens when it is not there. What a process left half written beside it when
        it was killed goes too."""
        place = self.place(name)
        with _as_storage_error(place):
            place.unlink(missing_ok=True)
            for part in place.parent.glob(f"{_PART}*"):
                with suppress(FileNotFoundError):  # whole meanwhile
                    if time.time() - part.stat().st_mtime > _ABANDONED:
                        part.unlink()

    def names(self, kind: str) -> Iterator[str]:
        """Every name ``kind/HASH``, in no order."""
        for place in (self.folder / kind).glob("??/??/[!.]*"):
            yield f"{kind}/{place.name}"

    def place(self, name: str) -> Path:
        """Where the bytes of that name lie, whether they are there or not."""
        if len(name) > _LONGEST_NAME or not _NAME.fullmatch(name):
            raise ValueError(f"Not a name under which something can be kept: {name!r}")
        kind, _, last = name.rpartition("/")
        shard = last if re.fullmatch(r"[0-9a-f]{64}", last) else bytes_hash(last.encode())
        return self.folder / kind / shard[:2] / shard[2:4] / last


def _write(place: Path, body: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=place.parent, prefix=_PART)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(place)
    except BaseException:  # whatever ended it, even Ctrl-C: no half file stays, and it is raised on
        Path(temporary).unlink(missing_ok=True)
        raise


@contextmanager
def _as_storage_error(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _translated(place, error) from error


def _translated(place: Path, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return DiskFull(
            f"The disk that holds {place.parent} is full. What was kept before is safe.",
            advice="Free some space and try again.",
        )
    if error.errno in _READ_ONLY:
        return ReadOnly(
            f"{place.parent} cannot be written or read.", advice="Check the folder's owner and mode."
        )
    return Damaged(f"{place} could not be read or written: {error.strerror or error}.")
