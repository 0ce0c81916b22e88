"""A Python for the browser: the files of Pyodide that an operator has put into a folder. None come with Sapere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "pyodide.mjs": "text/javascript",
        "pyodide.asm.mjs": "text/javascript",
        "pyodide.asm.js": "text/javascript",  # its name before Pyodide 314
        "pyodide.asm.wasm": "application/wasm",
        "python_stdlib.zip": "application/zip",
        "pyodide-lock.json": "application/json",
    }
)
"""The files that are sent, and as what: those of Pyodide itself, none of its packages."""


def has(folder: Path, name: str) -> bool:
    return name in KINDS and (folder / name).is_file()


def body(folder: Path, name: str) -> bytes:
    """The file's bytes, the same object for all who ask: anybody may, and the largest file has some ten megabytes."""
    place = folder / name
    told = place.stat()
    return _read(place, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=len(KINDS))
def _read(place: Path, changed: int, size: int) -> bytes:
    del changed, size  # with another time or length it is another file
    return place.read_bytes()
