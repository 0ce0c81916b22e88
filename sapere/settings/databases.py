"""Where rows are kept: SQLite beside everything else, or PostgreSQL by address."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_FILE = "sapere.sqlite3"
BUSY_SECONDS = 20

MOST_CONNECTIONS = 16
"""Of one process: the pages being made, four readers, two agents, the listener, the dispatcher and the sweeper
seldom ask all at the same moment; who finds none free waits."""
WAIT_FOR_CONNECTION = 10  # seconds

_TIMEOUTS = "-c lock_timeout=20s -c idle_in_transaction_session_timeout=30s"
"""A worker that is stopped in the middle of a transaction holds its rows; after this long the server ends its
session, and who waits for the rows hears so rather than waiting for ever. All our transactions are short."""

# In these lines the race of the write-ahead log is mended: https://www.sqlite.org/wal.html#walresetbug
_MENDED = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def wal_is_safe(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite may use a write-ahead log with several connections (see :func:`sqlite_warning`)."""
    if version[:2] >= _MENDED[-1][:2]:
        return version >= _MENDED[-1]
    return any(version[:2] == mended[:2] and version >= mended for mended in _MENDED)


def sqlite_warning(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """A sentence for the operator, empty when all is well."""
    if wal_is_safe(version):
        return ""
    number = ".".join(map(str, version))
    return (
        f"SQLite {number} can lose data when its write-ahead log has several connections (mended in 3.51.3, "
        "3.50.7 and 3.44.6). Sapere uses the slower rollback journal instead, which is safe."
    )


def databases(
    url: str, data: Path, *, version: tuple[int, ...] = sqlite3.sqlite_version_info
) -> dict[str, Any]:
    """Django's DATABASES."""
    return {"default": _postgresql(url) if url else _sqlite(data, version)}


def _sqlite(data: Path, version: tuple[int, ...]) -> dict[str, Any]:
    """Writers queue from the first statement (IMMEDIATE) instead of failing half-way. After a killed process
    nothing committed is lost in either mode; NORMAL without FULL is only safe from power loss with a log."""
    pragmas = (
        ("journal_mode=WAL", "synchronous=NORMAL")
        if wal_is_safe(version)
        else (
            "journal_mode=DELETE",
            "synchronous=FULL",
        )
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": data / SQLITE_FILE,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": "; ".join(f"PRAGMA {one}" for one in (*pragmas, "foreign_keys=ON")) + ";",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """Connections come from psycopg's pool, so Django itself must hold none (CONN_MAX_AGE 0). The pool asks a
    connection whether it lives before it gives it away: the server may have been started anew meanwhile."""
    parts = urlsplit(url)
    # The operator's own options stand instead of ours: PgBouncer takes none (``?options=``).
    given = {"options": _TIMEOUTS} | dict(parse_qsl(parts.query, keep_blank_values=True))
    pool = {
        "min_size": 1,
        "max_size": MOST_CONNECTIONS,
        "timeout": WAIT_FOR_CONNECTION,
    }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**given, "pool": pool},
    }
