"""ZIP archives of strangers, read within limits and by name only: nothing is ever unpacked to a disk."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from sapere.research.errors import BadImport

MOST_ENTRIES = 20_000
LARGEST = 400_000_000
"""Bytes of all entries together, unpacked."""
UNSUSPECTED = 20_000_000
"""Bytes unpacked below which it does not matter how well they were packed."""
RATIO = 100
"""Bytes that a byte may unpack to: text packs to a fifth, and no real archive to a hundredth."""
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Zipped:
    """An opened archive whose list of contents was checked."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened = opened
        self.names: tuple[str, ...] = tuple(one.filename for one in opened.infolist())

    def read(self, name: str) -> bytes:
        """An entry's bytes. Raises ``BadImport`` for one that is not there or is damaged.

        Never more is unpacked than the list of contents says, and what it says in all was checked: ``ZipFile.read``
        would unpack the whole entry first, however long, and look at the size after that.
        """
        try:
            with self._opened.open(name) as entry:
                return entry.read(self._opened.getinfo(name).file_size + 1)
        except KeyError:
            raise BadImport(f"{name} is missing in it: it is not whole.") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            raise BadImport(f"{name[:80]} in it is damaged.", advice=_AGAIN) from None


_AGAIN = "Get the file again where it came from: nothing of it was kept."


@contextmanager
def zipped(body: bytes) -> Iterator[Zipped]:
    """Raises ``BadImport`` for what is no archive, or one that was made to do harm."""
    try:
        opened = zipfile.ZipFile(BytesIO(body))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, OverflowError):
        raise BadImport("The archive is cut off or damaged.", advice=_AGAIN) from None
    with opened:
        _check(opened.infolist(), len(body))
        yield Zipped(opened)


def _check(entries: Sequence[zipfile.ZipInfo], packed: int) -> None:
    if len(entries) > MOST_ENTRIES:
        raise BadImport(f"There are {len(entries):,} files in it; at most {MOST_ENTRIES:,} are taken.")
    if len({one.filename for one in entries}) < len(entries):
        raise BadImport("There are two files of one name in it.")
    for one in entries:
        _check_entry(one)
    size = sum(one.file_size for one in entries)
    if size > LARGEST or size > max(UNSUSPECTED, packed * RATIO):
        raise BadImport(
            f"Unpacked it would be {size / 1e6:,.0f} MB: more than is taken from {packed / 1e6:,.1f} MB."
        )


def _check_entry(one: zipfile.ZipInfo) -> None:
    name = one.orig_filename
    parts = name.replace("\\", "/").split("/")
    odd = "\x00" in name or "\\" in name or ":" in parts[0] or name.startswith("/") or ".." in parts
    if odd or not one.filename:
        raise BadImport(f"A file in it has a name that leads elsewhere: {name[:80]!r}.")
    if stat.S_ISLNK(one.external_attr >> 16):
        raise BadImport(f"{name[:80]} in it is a link to somewhere else.")
    if one.flag_bits & _ENCRYPTED:
        raise BadImport("It is locked with a password.", advice="Save it without one.")
    if one.compress_type not in _METHODS:
        raise BadImport(f"{name[:80]} in it is packed in a way that is not read here.")
