"""The ZIM child: opens one archive within limits and tells what is asked of it, so that a broken one ends only this.

Each question comes as a line of JSON: ``{"after": n}`` for the articles among the next entries, ``{"article": n}``
for one. Each answer goes out as its length (8 bytes, big endian) and JSON. Started by
:mod:`sapere.agents.library.zim_archive` as ``python -m``.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from base64 import b64encode
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from libzim.reader import Archive

ENTRIES = 5_000
"""Looked at for one answer."""
_LIMITS = (
    ("DATA", 1_000_000_000),  # bytes of its own; the archive, which is mapped and not copied, does not count
    ("CPU", 600),
    ("FSIZE", 0),
    ("CORE", 0),
    ("NOFILE", 64),
)


def main() -> None:
    for name, most in _LIMITS:
        with suppress(ValueError):  # the machine's own limit is tighter: then that one holds
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
    # What the library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    archive: Archive | None = None
    for line in sys.stdin.buffer:
        try:
            archive = archive or _opened(Path(sys.argv[1]))
            answer = _answer(archive, json.loads(line))
        except Exception as error:  # noqa: BLE001 - whatever a hostile archive makes it raise, the parent is told
            answer = {"failed": str(error)[:200] or type(error).__name__}
        body = json.dumps(answer).encode("ascii")
        answers.write(len(body).to_bytes(8, "big") + body)
        answers.flush()


def _opened(path: Path) -> Archive:
    from libzim.reader import Archive

    return Archive(path)


def _answer(archive: Archive, question: dict[str, int]) -> dict[str, Any]:
    if "article" in question:
        return {"body": b64encode(bytes(_entry(archive, question["article"]).get_item().content)).decode()}
    start = question["after"]
    end = min(start + ENTRIES, archive.entry_count)
    found = [one for number in range(start, end) for one in _article(archive, number)]
    return {"uuid": str(archive.uuid), "articles": found, "next": end if end < archive.entry_count else None}


def _entry(archive: Archive, number: int) -> Any:
    return archive._get_entry_by_id(number)  # noqa: SLF001 - libzim has no other way to go through all


def _article(archive: Archive, number: int) -> list[tuple[int, str, int]]:
    """Number, path and size of an article; nothing for a redirect, a picture or a style."""
    entry = _entry(archive, number)
    if entry.is_redirect:
        return []
    item = entry.get_item()
    return [(number, entry.path, item.size)] if item.mimetype.startswith("text/html") else []


if __name__ == "__main__":
    main()
