from __future__ import annotations

import sqlite3
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.settings import sqlite_warning
from sapere.settings.databases import databases, wal_is_safe

DATA = Path("/srv/data")


def test_there_is_one_sqlite_in_the_process() -> None:
    """Two would void each other's locks on the same file."""
    django = import_module("django.db.backends.sqlite3.base")
    assert django.Database.connect is sqlite3.connect


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 9), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 0), True),
        ((4, 0, 0), True),
    ],
)
def test_the_log_is_used_only_where_it_is_mended(version: tuple[int, ...], safe: bool) -> None:
    assert wal_is_safe(version) is safe
    options = databases("", DATA, version=version)["default"]["OPTIONS"]
    assert ("journal_mode=WAL" in options["init_command"]) is safe
    assert bool(sqlite_warning(version)) is not safe


def test_sqlite_writers_queue() -> None:
    found = databases("", DATA)["default"]
    assert found["NAME"] == DATA / "sapere.sqlite3"
    assert (found["OPTIONS"]["transaction_mode"], found["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)


def test_an_address_is_postgresql_with_a_pool_and_no_connection_kept() -> None:
    found = databases("postgresql://sapere:p@db.test:5433/learn?sslmode=require", DATA)["default"]
    assert (found["HOST"], found["PORT"], found["NAME"], found["USER"]) == (
        "db.test",
        "5433",
        "learn",
        "sapere",
    )
    assert found["CONN_MAX_AGE"] == 0
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 16
    assert found["CONN_HEALTH_CHECKS"]  # of the pool: a server started anew is met with new connections


def test_no_transaction_holds_its_rows_for_ever() -> None:
    options = databases("postgresql://db.test/learn", DATA)["default"]["OPTIONS"]["options"]
    assert "lock_timeout=20s" in options
    assert "idle_in_transaction_session_timeout=30s" in options


def test_the_operators_own_options_stand_alone() -> None:
    assert databases("postgresql://db.test/learn?options=", DATA)["default"]["OPTIONS"]["options"] == ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_password_comes_through_percent_encoded(password: str) -> None:
    url = f"postgresql://u:{quote(password, safe='')}@h:5432/d"
    assert databases(url, DATA)["default"]["PASSWORD"] == password


def test_a_password_full_of_signs() -> None:
    url = "postgresql://u:a%3Ab%40c%2Fd%23e%25@127.0.0.1:5432/d"
    assert databases(url, DATA)["default"]["PASSWORD"] == "a:b@c/d#e%"
