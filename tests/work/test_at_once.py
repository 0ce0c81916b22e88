"""Many who ask for one topic at the same instant get one run."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests import services
from tests.work.place import Place

ASKING = 20


def _one_run(folder: Path, database_url: str) -> None:
    with closing(Place(folder, database_url)) as place:
        given = place.do("order_at_once", threads=ASKING)
        assert len(given) == ASKING
        assert len({tuple(one) for one in given}) == 1


def test_on_sqlite(tmp_path: Path) -> None:
    _one_run(tmp_path / "place", "")


@pytest.mark.service("postgresql")
def test_on_postgresql(tmp_path: Path) -> None:
    with services.postgresql_server() as server:
        _one_run(tmp_path / "place", server.address)
