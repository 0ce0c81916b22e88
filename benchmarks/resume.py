"""A run killed again and again, with the real engine: ``python -m benchmarks.resume [KILLS]``.

The worker is killed (signal 9) at random moments of reading, growing and writing, and started again, until the
run is done; then its topic is compared with that of a run left in peace. A step that begins after it was
written down as finished is a repeated step. On SQLite, and on PostgreSQL where that is installed.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.measuring import Sapere, table
from tests import services

_WHILE_READING = 3  # of the kills, before there are steps to count
_REPLAYED = 5  # results that a worker is given back from the journal before it comes to the pages


@dataclass
class Storm:
    """What a run went through. ``begun`` is (time, step) of each step that was really run."""

    state: str
    kills: int
    seconds: float
    begun: list[tuple[float, str]]
    finished: dict[str, float]
    essence: Any = field(repr=False)

    def repeated(self, kind: str = "") -> int:
        """Steps that began although they had been finished."""
        ended = self.finished
        return sum(1 for at, name in self.begun if kind in ("", _kind(name)) and at > ended.get(name, at))


def main(kills: int = 25, seed: int = 1) -> None:
    for database in ("SQLite", *([] if services.missing("postgresql") else ["PostgreSQL"])):
        calm, stormy = (_run(database, count, random.Random(seed)) for count in (0, kills))  # noqa: S311
        same = calm.essence == stormy.essence
        heads = ("run", "kills", "seconds", "state", "same topic", "steps repeated")
        rows = [
            ("in peace", 0, calm.seconds, calm.state, "", calm.repeated()),
            ("killed", stormy.kills, stormy.seconds, stormy.state, str(same), stormy.repeated()),
        ]
        table(f"Kill and resume on {database}", heads, rows)
        kinds = ("step", "finished", "begun", "cut short by a kill", "begun after its end")
        table(f"Steps of the killed run on {database}", kinds, _by_kind(stormy))


def _by_kind(storm: Storm) -> list[tuple[object, ...]]:
    finished, begun = Counter(map(_kind, storm.finished)), Counter(_kind(name) for _, name in storm.begun)
    return [
        (kind, finished[kind], begun[kind], begun[kind] - finished[kind], storm.repeated(kind))
        for kind in begun
    ]


def _kind(step: str) -> str:
    return step.partition(":")[0]


def _run(database: str, kills: int, chance: random.Random) -> Storm:
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as folder, _address(database) as url:
        place = Sapere(Path(folder), {"DATABASE_URL": url})
        notes = Path(folder) / "notes"
        notes.touch()
        run = json.loads(_errand(place, "order").communicate()[0])
        began = time.monotonic()
        killed = 0
        while killed < kills and _one_life(place, run, notes, chance, reading=killed < _WHILE_READING):
            killed += 1
        _errand(place, "work", run, str(notes)).communicate()
        seconds = time.monotonic() - began
        told = json.loads(_errand(place, "tell", run).communicate()[0])
        finished = told["finished"]
        return Storm(told["state"], killed, seconds, _begun(notes), finished, essence(place))


def _one_life(place: Sapere, run: str, notes: Path, chance: random.Random, *, reading: bool) -> bool:
    """A worker that dies while it reads, or in the midst of the steps that come after its first few. One that
    never gets further is not meant here: after five of those a run is parked. False when it ended first."""
    before, more = len(_begun(notes)), chance.randint(1, 4)
    ended = _ended(notes)
    worker = _errand(place, "work", run, str(notes))
    if reading:
        time.sleep(chance.uniform(1.0, 4.0))
    while not reading and worker.poll() is None:
        if len(_begun(notes)) > before and _ended(notes) > ended + _REPLAYED + more:
            break
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.05))
    worker.kill()
    worker.communicate()
    return worker.returncode < 0


def _lines(notes: Path) -> list[tuple[str, str]]:
    lines = (line.partition(" ") for line in notes.read_text(encoding="utf-8").splitlines())
    return [(at, name) for at, _, name in lines]


def _begun(notes: Path) -> list[tuple[float, str]]:
    return [(float(at), name) for at, name in _lines(notes) if name]


def _ended(notes: Path) -> int:
    return sum(1 for _, name in _lines(notes) if not name)


def _errand(place: Sapere, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"SAPERE_DATA": str(place.data)} | place.environment
    command = [sys.executable, "-m", "benchmarks.lives", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


@contextmanager
def _address(database: str) -> Iterator[str]:
    if database == "SQLite":
        yield ""
        return
    with services.postgresql() as url:
        yield url


def essence(sapere: Sapere) -> Any:
    """The topic without what differs between two runs by nature: ids, times."""
    topic = json.loads(sapere.run("export", "exceptions", "--format", "json").output)
    names = {one["id"]: f"{one['depth']}.{one['position']} {one['title']}" for one in topic["concepts"]}
    sources = {one["id"]: one["sha256"] for one in topic["sources"]}
    tree = [
        (names[one["id"]], names.get(one["parent"] or "", ""), sorted(names[p] for p in one["prerequisites"]))
        for one in topic["concepts"]
    ]
    pages = sorted(
        (
            names[page["concept"]],
            [
                (
                    sentence["text"],
                    [(sources[c["source"]], c["start"], c["end"]) for c in sentence["citations"]],
                )
                for section in page["sections"]
                for sentence in section["sentences"]
            ],
        )
        for page in topic["pages"]
    )
    return sorted(sources.values()), tree, pages


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
