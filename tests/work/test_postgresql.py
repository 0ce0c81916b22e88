"""What only PostgreSQL does to a worker: goes away and comes back, and keeps rows for one who is asleep."""

from __future__ import annotations

import os
import signal
from collections import Counter
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import quote

import pytest

from tests import services
from tests.work.place import Place, begun
from tests.work.test_kills import _alive, _until

pytestmark = [pytest.mark.service("postgresql"), pytest.mark.timeout(120)]


def test_a_run_outlives_a_crash_of_the_server(tmp_path: Path) -> None:
    with services.postgresql_server() as server, ExitStack() as open_:
        place = open_.enter_context(closing(Place(tmp_path / "place", server.address)))
        run = place.do("order")
        worker = place.do("work", run=run, log=str(place.log()), stay=True)["pid"]
        for steps in (5, 60):  # while sources are read, and while pages are written
            _until(lambda: len(begun(place.log())) > steps)  # noqa: B023
            server.restart()
        _until(lambda: not _alive(worker))
        assert place.do("report", run=run)["state"] == "done", place.said()
        assert max(Counter(begun(place.log())).values()) == 1


def test_a_worker_asleep_in_a_transaction_does_not_keep_its_run(tmp_path: Path) -> None:
    soon = quote("-c lock_timeout=1s -c idle_in_transaction_session_timeout=2s")
    with services.postgresql_server() as server, ExitStack() as open_:
        place = open_.enter_context(closing(Place(tmp_path / "place", f"{server.address}?options={soon}")))
        run = place.do("order")
        first = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True)["pid"]
        _until(lambda: len(begun(place.log())) > 3)
        place.do("fall_asleep_writing", run=run, stay=True)
        os.kill(first, signal.SIGKILL)
        second = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True)["pid"]
        _until(lambda: not _alive(second))
        assert place.do("report", run=run)["state"] == "done", place.said()
