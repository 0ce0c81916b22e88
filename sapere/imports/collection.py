"""The database inside a package of Anki's, read in a child process: a parser of strangers' bytes like any other.

Whoever made the file may have put more into it than rows, and SQLite runs what a schema says. So it is opened without a
right to write, whatever is no plain table or index ends the reading before the first query, and the process has limits
of memory and time, and nothing of its parent's to give away.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

PARSER = "sapere.imports.collection:parse"
MOST_NOTES = 50_000
FIELDS = "\x1f"
_STEPS = 50  # millions of steps that reading the collection may take
_PLAIN = re.compile(r"\s*CREATE\s+(?:TABLE|(?:UNIQUE\s+)?INDEX)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Note:
    deck: str
    is_cloze: bool
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Collection:
    notes: tuple[Note, ...]


def parse(raw: Raw, _: Limits) -> Collection:
    """``raw.locator`` is the path of the file. Raises ``Unreadable``; anything else means that it is damaged."""
    with closing(sqlite3.connect(f"{Path(raw.locator).as_uri()}?mode=ro&immutable=1", uri=True)) as database:
        _bind(database)
        return Collection(tuple(_notes(database)))


def _bind(database: sqlite3.Connection) -> None:
    for setting in ("trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"):
        database.execute(f"PRAGMA {setting}")
    left = [_STEPS]

    def count() -> int:
        left[0] -= 1
        return left[0] < 0

    database.set_progress_handler(count, 1_000_000)
    database.set_authorizer(_reads_only)
    rows = database.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    if any(sql is not None and not _PLAIN.match(sql) for _, _, sql in rows):
        raise ValueError("more than tables")
    if not {"col", "notes", "cards"} <= {name for kind, name, _ in rows if kind == "table"}:
        raise ValueError("not a collection")


def _reads_only(action: int, *_: object) -> int:
    allowed = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION)
    return sqlite3.SQLITE_OK if action in allowed else sqlite3.SQLITE_DENY


def _notes(database: sqlite3.Connection) -> Iterator[Note]:
    models, decks = (json.loads(one) for one in database.execute("SELECT models, decks FROM col").fetchone())
    named = {str(key): str(one["name"]) for key, one in decks.items()}
    cloze = {str(key) for key, one in models.items() if one.get("type") == 1}
    rows = database.execute(
        "SELECT n.mid, n.flds, MIN(c.did) FROM notes n JOIN cards c ON c.nid = n.id GROUP BY n.id ORDER BY n.id"
    )
    for count, (model, fields, deck) in enumerate(rows):
        if count == MOST_NOTES:
            raise Unreadable(f"There are more than {MOST_NOTES:,} notes in it; so many are taken at once.")
        yield Note(named.get(str(deck), ""), str(model) in cloze, tuple(str(fields).split(FIELDS)))
