"""A Python for the browser: the files of Pyodide that an operator has put into a folder. None come with Sapere."""

from __future__ import annotations

from collections.abc import Mapping
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
