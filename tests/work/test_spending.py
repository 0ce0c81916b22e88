"""Twenty who set money aside at the same instant never pass a cap, on either database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests import services
from tests.work.place import Place

ASKING = 20


@pytest.mark.parametrize("whose", ["run", "person", "everybody"])
def test_on_sqlite(tmp_path: Path, whose: str) -> None:
    _holds(tmp_path / "place", "", whose)


@pytest.mark.service("postgresql")
def test_on_postgresql(tmp_path: Path) -> None:
    with services.postgresql_server() as server:
        for whose in ("run", "person", "everybody"):
            _holds(tmp_path / whose, server.address, whose)


def _holds(folder: Path, database_url: str, whose: str) -> None:
    """Each wants 0.1 of what is left of 0.75 for its own call: seven get it."""
    with closing(Place(folder, database_url)) as place:
        given = place.do("reserve_at_once", whose=whose, cap=0.75, each=0.1, threads=ASKING)
        assert sum(given["granted"]) == 7, given
        assert round(given["held"], 8) == 0.7
