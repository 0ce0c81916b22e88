"""Workers that are killed, again and again: nothing is lost, nothing finished is done twice."""

from __future__ import annotations

import os
import random
import signal
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.work.place import Place, begun
from tests.work.scripted import CHILDREN, READINGS

KILLS = 25
STEPS = 5 + READINGS + 1 + CHILDREN
MERGE = 2 + READINGS + 1


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.service("postgresql"))])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql_url")
        name = f"kills_{uuid.uuid4().hex}"
        with psycopg.connect(server, autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{name}"')
        url = server.rpartition("/")[0] + "/" + name
    here = Place(tmp_path / "place", url)
    yield here
    here.close()


@pytest.mark.timeout(240)
def test_a_run_that_is_killed_25_times_ends_as_one_that_is_not(place: Place, tmp_path: Path) -> None:
    dice = random.Random(26)
    run = place.do("order")
    finished_before: list[tuple[int, set[str]]] = []
    for _ in range(KILLS):
        where = dice.choice(["start", "end", "later"])
        death = {"step": dice.randint(2, 8), "where": where, "seconds": dice.uniform(0, 0.015)}
        answer = place.do("work", run=run, log=str(place.log()), death=death)
        assert answer == {"killed": True}, place.said()
        finished_before.append((len(begun(place.log())), set(place.do("recorded", run=run))))
    assert place.do("work", run=run, log=str(place.log())) == "done", place.said()

    steps = begun(place.log())
    for position, finished in finished_before:
        assert not finished & {name for _, name in steps[position:]}
    assert max(Counter(steps).values()) == 1  # in one life no step begins twice
    assert len({name for _, name in steps}) == STEPS
    assert place.do("numbers", run=run) == list(range(1, len(place.do("numbers", run=run)) + 1))
    assert place.do("report", run=run) == _unkilled(tmp_path)


def _unkilled(tmp_path: Path) -> object:
    calm = Place(tmp_path / "calm")
    run = calm.do("order")
    assert calm.do("work", run=run, log=str(calm.log())) == "done", calm.said()
    report = calm.do("report", run=run)
    calm.close()
    return report


def test_a_worker_that_never_returns_is_replaced(place: Place) -> None:
    run = place.do("order")
    first = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True)["pid"]
    _until(lambda: len(begun(place.log())) > 3)
    second = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True)["pid"]
    _until(lambda: place.do("workers") == 2)
    os.kill(first, signal.SIGKILL)
    _until(lambda: not _alive(second))
    names = [name for _, name in begun(place.log())]
    assert place.do("report", run=run)["state"] == "done"
    assert max(Counter(names).values()) <= 2


@pytest.mark.service("postgresql")
@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_a_worker_that_comes_back_too_late_writes_nothing(place: Place) -> None:
    run = place.do("order")
    asleep = {"step": MERGE, "where": "stop"}
    first = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True, death=asleep)["pid"]
    _until(lambda: len(begun(place.log())) >= MERGE)
    second = place.do("work", run=run, log=str(place.log()), silence=2.0, stay=True)["pid"]
    _until(lambda: not _alive(second))
    before = place.do("report", run=run)
    os.kill(first, signal.SIGCONT)
    _until(lambda: not _alive(first))
    assert before["state"] == "done"
    assert place.do("report", run=run) == before
    assert place.do("numbers", run=run) == list(range(1, len(before["events"]) + 1))


def test_a_run_that_kills_its_workers_is_parked(place: Place) -> None:
    run = place.do("order")
    lives = 0
    while place.do("work", run=run, log=str(place.log()), poison="grow") == {"killed": True}:
        lives += 1
        assert lives < 10
    report = place.do("report", run=run)
    assert report["state"] == "failed"
    assert "without getting a step further" in report["reason"]
    assert lives == 6  # the first got as far as the step that kills, the next five no further


@pytest.mark.timeout(240)
def test_no_acknowledged_write_is_lost_in_100_kills(place: Place) -> None:
    dice = random.Random(100)
    run = place.do("order")
    acknowledged = 0
    for _ in range(100):
        heard = len(_acknowledged(place))
        writer = place.do("write_on", run=run, stay=True)["pid"]
        _until(lambda: len(_acknowledged(place)) > heard + dice.randint(1, 5))  # noqa: B023
        os.kill(writer, signal.SIGKILL)
        _until(lambda: not _alive(writer))  # noqa: B023
        acknowledged = _acknowledged(place)[-1]
    kept = place.do("numbers", run=run)
    assert set(_acknowledged(place)) <= set(kept)
    assert kept == list(range(1, len(kept) + 1))
    assert len(kept) - acknowledged in {0, 1}  # committed in the moment of death, at most


def _acknowledged(place: Place) -> list[int]:
    whole = place.said().rpartition("\n")[0]
    return [int(line) for line in whole.splitlines() if line.isdigit()]


def _until(true: Callable[[], bool], seconds: float = 40.0) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.005)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
