"""The checks of ``sapere doctor``. Each looks at the thing itself and says what it saw."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sapere.cli.house import House, open_house, tables_are_there
from sapere.research.errors import AlreadyOpen, SapereError
from sapere.research.ports import Scope
from sapere.settings.databases import BUSY_SECONDS

LITTLE_ROOM = (
    1_000_000_000  # bytes: a topic with its sources takes a few million, an index rebuild some hundred
)
NO_ROOM = 50_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    state: Literal["ok", "warn", "fail"]
    said: str
    advice: str = ""


Check = Callable[[House], Finding]


def examine() -> Iterator[Finding]:
    """All findings, in order. When the house cannot be opened, the reason is the last of them."""
    yield _python()
    try:
        house = open_house()
    except SapereError as error:
        yield Finding("settings", "fail", error.what, error.advice)
        return
    yield Finding("settings", "ok", "the environment, .env.server and .env.client are right")
    for name in CHECKS:
        yield look_at(name, house)
    yield from _models(house)


def _models(house: House) -> Iterator[Finding]:
    from sapere.cli.models_tried import try_models

    try:
        yield from try_models(house.settings)
    except SapereError as error:
        yield Finding("model", "fail", error.what, error.advice)


def look_at(name: str, house: House) -> Finding:
    """One of :data:`CHECKS`. What stands in its way is what it found."""
    try:
        return CHECKS[name](house)
    except SapereError as error:
        return Finding(name, "fail", error.what, error.advice)


def _python() -> Finding:
    return Finding("python", "ok", f"{platform.python_version()} on {platform.system()} {platform.machine()}")


def _folder(house: House) -> Finding:
    path = house.folder.path
    mode = stat.S_IMODE(path.stat().st_mode)
    said = f"{path} (mode {mode:04o})"
    if mode & 0o077:
        return Finding(
            "data folder", "warn", f"{said}: others on this machine can look in", f"chmod 700 '{path}'"
        )
    return Finding("data folder", "ok", said)


def _owner(house: House) -> Finding:
    owner = house.folder.owner()
    if owner is None:
        return Finding("owner", "ok", "no process has the data folder open")
    where = f" at {owner.address}" if owner.address else ""
    return Finding("owner", "ok", f"sapere {owner.role} (process {owner.pid}) has it open{where}")


def _disk(house: House) -> Finding:
    return disk_with(shutil.disk_usage(house.folder.path).free)


def disk_with(free: int) -> Finding:
    """What is to be said of so many free bytes."""
    said = f"{free / 1e9:.1f} GB free"
    if free < NO_ROOM:
        return Finding("disk", "fail", said, "Free some space: nothing new can be kept.")
    if free < LITTLE_ROOM:
        return Finding("disk", "warn", said, "Free some space before it runs out.")
    return Finding("disk", "ok", said)


def _sqlite(house: House) -> Finding:
    if house.settings.database_url:
        return Finding("sqlite", "ok", "not used: the rows are in PostgreSQL")
    return sqlite_of(sqlite3.sqlite_version_info)


def sqlite_of(version: tuple[int, ...]) -> Finding:
    """What is to be said of this version of SQLite."""
    from sapere.settings import sqlite_warning

    warning = sqlite_warning(version)
    if warning:
        return Finding("sqlite", "warn", warning, "Nothing has to be done; a newer SQLite is faster.")
    return Finding("sqlite", "ok", ".".join(map(str, version)))


def _database(house: House) -> Finding:
    from django.db import connection

    from sapere.topics.storage import saying_why

    with saying_why(), connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check" if connection.vendor == "sqlite" else "SELECT version()")
        said = str(cursor.fetchone()[0])
    if connection.vendor == "sqlite" and said != "ok":
        return Finding("database", "fail", f"SQLite found damage: {said}", "Restore the last backup.")
    with saying_why():
        _try_to_write()
    return Finding(
        "database", "ok", "SQLite, and sound" if connection.vendor == "sqlite" else said.partition(" on ")[0]
    )


def _try_to_write() -> None:
    """Takes the right to write and gives it back; raises what the database says when it cannot be had."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            _write_the_same(cursor)
        else:
            cursor.execute("SELECT txid_current()")


def _write_the_same(cursor: Any) -> None:
    """A read-only file is found out by nothing less than a write: of a number that stays what it is."""
    cursor.execute("PRAGMA user_version")
    cursor.execute(f"PRAGMA user_version = {int(cursor.fetchone()[0])}")


def _runs(house: House) -> Finding:
    """The second file on SQLite: what the durable runs write down."""
    place = house.folder.path / "runs.sqlite3"
    if house.settings.database_url or not place.exists():
        return Finding("runs", "ok", "in PostgreSQL" if house.settings.database_url else "none so far")
    said = _said_of(place)
    if said != "ok":
        return Finding("runs", "fail", f"{place}: {said}", "Mend its rights, or restore the last backup.")
    return Finding("runs", "ok", "the record of running research is sound")


def _said_of(place: Path) -> str:
    """``ok``, or what SQLite has against the file."""
    try:
        with closing(sqlite3.connect(place, timeout=BUSY_SECONDS)) as runs:
            said = str(runs.execute("PRAGMA quick_check").fetchone()[0])
            _write_the_same(runs.cursor())
            return said
    except sqlite3.Error as error:
        return str(error)


def _tables(house: House) -> Finding:
    if tables_are_there():
        return Finding("tables", "ok", "those of this version")
    return Finding("tables", "warn", "not those of this version yet", "The next sapere command makes them.")


def _index(house: House) -> Finding:
    from sapere.wiring import build_index
    from sapere.work.mending import UNFINISHED, is_missing

    try:
        index = build_index(house.settings)
    except AlreadyOpen:
        return Finding("index", "ok", "open in the process that has the data folder")
    try:
        there = tables_are_there()
        passages = index.count(Scope(owner=str(house.person.key))) if there else 0
        missing = there and is_missing(index)
    finally:
        index.close()
    if missing or (house.folder.path / UNFINISHED).exists():
        return Finding(
            "index",
            "fail",
            "it is not whole, so search finds little or nothing",
            "Nothing is lost: sapere doctor --mend makes it anew, and so does the next start of sapere up.",
        )
    return Finding("index", "ok", f"{passages:,} passages of the library")


def _embedder(house: House) -> Finding:
    from sapere.cli.embedder_check import embedder_of

    return embedder_of(house)


def _store(house: House) -> Finding:
    store = house.store
    name, body = "text/doctor", b"probe"
    store.put(name, body)
    if store.get(name) != body:
        return Finding("store", "fail", "what was written is not what is read back", "Check the disk.")
    return Finding("store", "ok", "kept texts can be written and read")


def _doors(house: House) -> Finding:
    allowed = house.settings.fetch_allow
    if allowed:
        named = ", ".join(allowed)
        return Finding(
            "way out",
            "warn",
            f"the guard lets through, although not public: {named}",
            "Pages may be read from there as well; see SAPERE_FETCH_ALLOW.",
        )
    return Finding("way out", "ok", "public addresses only")


def _memory(house: House) -> Finding:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return Finding(
        "machine", "ok", f"{os.cpu_count()} cores, {pages * size / 1e9:.0f} GB of memory, {sys.platform}"
    )


CHECKS: dict[str, Check] = {
    "machine": _memory,
    "data folder": _folder,
    "owner": _owner,
    "disk": _disk,
    "sqlite": _sqlite,
    "database": _database,
    "runs": _runs,
    "tables": _tables,
    "index": _index,
    "embedder": _embedder,
    "store": _store,
    "way out": _doors,
}
