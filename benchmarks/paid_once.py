"""A run with a model, killed again and again: ``python -m benchmarks.paid_once [KILLS]``.

The worker is killed (signal 9) at random moments while calls are under way, and started again, until the run is done.
The model counts the answers that it delivered whole by their ``Idempotency-Key``; once as a gateway that gives a kept
answer again for the same key, once as a server that does not heed it. An answer that was written down is never asked
for again. One that was under way when the worker died has to be, for nobody has it: of those, only an answer that had
left the server whole, in the moment before it was written down, can be paid twice, and only where keys are not heeded.
"""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.fake_model import Call, FakeModel, fake_model
from benchmarks.measuring import Sapere, table
from benchmarks.resume import essence

KILLS = 25
AT_ONCE = 4
LATENCY, RATE = 0.2, 400.0
"""Of the model: quick, so that all kills fall among its calls."""
_IN_VAIN = 0.3
"""Share of the lives that end before anything was written down. Not more: five in a row, and a run is parked."""


@dataclass
class Lives:
    """What became of a run. ``answered``: when the answer to a call was written down, by the call's key."""

    state: str
    deaths: Sequence[float]
    seconds: float
    answered: Mapping[str, float]
    calls: Sequence[Call]
    essence: Any = field(repr=False)

    @property
    def asked_in_vain(self) -> int:
        """Calls for an answer that had been written down by then."""
        return sum(1 for call in self.calls if call.began > self.answered.get(call.key, call.began))

    @property
    def in_flight(self) -> list[int]:
        """At each death, the calls of that life whose answers were not written down yet."""
        lives = zip([0.0, *self.deaths], self.deaths, strict=False)
        return [sum(self._lost(call, birth, death) for call in self.calls) for birth, death in lives]

    @property
    def again(self) -> int:
        """Calls that were asked once more, because a worker died before it had written down the answer."""
        return len(self.calls) - len({call.key for call in self.calls})

    @property
    def paid_twice(self) -> int:
        """Answers that were delivered whole and counted more often than once."""
        paid = Counter(call.key for call in self.calls if call.ended and not call.again)
        return sum(times - 1 for times in paid.values())

    def _lost(self, call: Call, birth: float, death: float) -> bool:
        return birth < call.began < death < self.answered.get(call.key, float("inf"))


def main(kills: int = KILLS) -> None:
    calm = lived(0, keeps=False)
    rows = [("left in peace", *_row(calm, calm))]
    for keeps in (True, False):
        what = "killed, keys heeded" if keeps else "killed, keys not heeded"
        rows.append((what, *_row(lived(kills, keeps=keeps), calm)))
    heads = (
        "run", "kills", "seconds", "state", "same topic", "calls written down", "asked in all",
        "asked though written down", "asked again", "most under way at a kill", "paid twice",
    )  # fmt: skip
    table(f"A run with a model, {AT_ONCE} calls at once, killed", heads, rows)


def _row(lives: Lives, calm: Lives) -> tuple[object, ...]:
    same = str(lives.essence == calm.essence)
    written = (len(lives.deaths), lives.seconds, lives.state, same, len(lives.answered), len(lives.calls))
    return (*written, lives.asked_in_vain, lives.again, max(lives.in_flight, default=0), lives.paid_twice)


def lived(kills: int, *, keeps: bool, seed: int = 1) -> Lives:
    """One run from its order to its end, through so many lives of its worker."""
    chance = random.Random(seed)  # noqa: S311
    with tempfile.TemporaryDirectory(prefix="sapere-paid-") as folder:
        with fake_model(latency=LATENCY, rate=RATE, keeps=keeps) as model:
            place = Sapere(Path(folder), {"DATABASE_URL": "", **_settings(model)})
            run = json.loads(_errand(place, "order").communicate()[0])
            began = time.monotonic()
            deaths = _killed(place, run, kills, chance)
            _errand(place, "work", run, str(place.data / "notes")).communicate()
            seconds = time.monotonic() - began
        told = json.loads(_errand(place, "tell", run).communicate()[0])
        ended, answered = told["state"], told["answered"]
        return Lives(ended, deaths, seconds, answered, model.calls, essence(place))


def _settings(model: FakeModel) -> dict[str, str]:
    return {**model.environment, "SAPERE_CALLS_AT_ONCE": str(AT_ONCE)}


def _killed(place: Sapere, run: str, kills: int, chance: random.Random) -> list[float]:
    """The times of the deaths; fewer than wanted where the run ended before."""
    deaths: list[float] = []
    for _ in range(kills):
        before = _answers(place)
        worker = _errand(place, "work", run, str(place.data / "notes"))
        fruitless = chance.random() < _IN_VAIN
        while worker.poll() is None and not fruitless and _answers(place) == before:
            time.sleep(0.02)
        time.sleep(chance.uniform(1.0, 4.0) if fruitless else chance.uniform(0, 0.6))
        if worker.poll() is not None:
            break
        deaths.append(time.time())
        worker.kill()
        worker.communicate()
    return deaths


def _answers(place: Sapere) -> int:
    """That are written down so far. May have to undo first what a kill left half done, and so not only reads."""
    with closing(sqlite3.connect(place.data / "sapere.sqlite3", timeout=30)) as rows:
        query = "SELECT COUNT(*) FROM topics_journalentry WHERE key LIKE 'ask:%'"
        return int(rows.execute(query).fetchone()[0])


def _errand(place: Sapere, *arguments: str) -> subprocess.Popen[str]:
    environment = os.environ | {"SAPERE_DATA": str(place.data)} | place.environment
    command = [sys.executable, "-m", "benchmarks.lives", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
