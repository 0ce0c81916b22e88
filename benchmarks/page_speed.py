"""How fast pages come of a topic of 200 concepts, asked over HTTP of the server that ``sapere up`` runs, with nothing in
front of it.

    python -m benchmarks.page_speed [SECONDS]

Four ways of asking. Fifty readers at once, each of whom asks for a page, reads for a while and asks for the next: this is
what the target is about, 60 ms at p50 and 150 ms at p95; a page holds some 30 sentences, which is a minute's reading, and
they take 5 to 15 s. Fifty who only skim, 1.5 to 3 s a page: several times the load. One reader alone, without a pause. And
fifty who never read, a closed loop: what the server can do at most, where waiting in line is all that the milliseconds tell. Beside them stands the
processor's time of the server for each page, which does not grow when others work on the machine.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.measuring import table
from tests.services import free_port

CONCEPTS, SOURCES = 200, 40
READERS = 50
READING, SKIMMING, NOT_READING = (5.0, 15.0), (1.5, 3.0), (0.0, 0.0)  # seconds for a page, from and to
SECONDS = 30.0  # that readers are watched
ALONE = 25  # pages of each kind
WEIGHTS = {"concept": 12, "topic": 2, "source": 2, "map": 1, "ask": 1, "notes": 1, "sources": 1, "disagreements": 1, "compare": 1}  # fmt: skip
_TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    with tempfile.TemporaryDirectory(prefix="sapere-pages-") as data, _served(Path(data)) as server:
        alone = [_alone(server, kind) for kind in WEIGHTS]
        crowds = {pause: asyncio.run(_crowd(server, seconds, pause)) for pause in (READING, SKIMMING)}
        closed = asyncio.run(_crowd(server, min(seconds, 10), NOT_READING))
    table(
        "One reader alone, milliseconds; processor's time of the server",
        ("page", "p50", "p95", "processor", "kB"),
        alone,
    )
    for (least, most), crowd in crowds.items():
        table(
            f"{READERS} readers at once, {least:g} to {most:g} s for each page ({seconds:g} s)",
            ("page", "pages", "p50", "p95", "worst"),
            list(_rows(crowd.taken)),
        )
    table(
        f"{READERS} who ask again at once (a closed loop)",
        ("pages a second", "p50", "p95", "processor per page"),
        [(closed.asked / closed.seconds, *_spread(closed.all), closed.processor * 1000 / closed.asked)],
    )


class Server:
    def __init__(self, port: int, pid: int, addresses: Mapping[str, Sequence[str]]) -> None:
        self.port, self.pid, self.addresses = port, pid, addresses

    @property
    def processor(self) -> float:
        """Seconds of the processor so far, of all its threads."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICK

    def get(self, address: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{address}") as answer:
            return len(answer.read())


class Crowd:
    def __init__(self) -> None:
        self.taken: dict[str, list[float]] = defaultdict(list)
        self.seconds = self.processor = 0.0

    @property
    def all(self) -> list[float]:
        return [one for taken in self.taken.values() for one in taken]

    @property
    def asked(self) -> int:
        return len(self.all)


@contextmanager
def _served(data: Path) -> Iterator[Server]:
    """``sapere up`` on a data folder with the topic."""
    port = free_port()
    surroundings = os.environ | {"SAPERE_DATA": str(data), "DJANGO_SETTINGS_MODULE": "sapere.settings"}
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.large_topic", str(CONCEPTS), str(SOURCES)],
        env=surroundings,
        check=True,
        capture_output=True,
        text=True,
    )
    command = [sys.executable, "-m", "sapere", "up", "--port", str(port)]
    with subprocess.Popen(
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        server = Server(port, process.pid, json.loads(made.stdout))
        try:
            _wait(server)
            yield server
        finally:
            process.send_signal(signal.SIGINT)


def _wait(server: Server) -> None:
    ends = perf_counter() + 180
    while perf_counter() < ends:
        try:
            server.get("/livez")
            break
        except OSError:
            sleep(0.2)
    for kind in WEIGHTS:  # what every process does once: templates are read, pages are counted
        server.get(server.addresses[kind][0])


def _alone(server: Server, kind: str) -> tuple[object, ...]:
    taken, size, before = [], 0, server.processor
    addresses = server.addresses[kind]
    for place in range(ALONE):
        began = perf_counter()
        size = server.get(addresses[place % len(addresses)])
        taken.append((perf_counter() - began) * 1000)
    return kind, *_spread(taken), (server.processor - before) * 1000 / ALONE, round(size / 1000)


async def _crowd(server: Server, seconds: float, reading: tuple[float, float]) -> Crowd:
    crowd = Crowd()
    before, began = server.processor, perf_counter()
    ends = began + seconds
    await asyncio.gather(*(_reader(server, crowd, ends, reading, seed) for seed in range(READERS)))
    crowd.seconds, crowd.processor = perf_counter() - began, server.processor - before
    return crowd


async def _reader(server: Server, crowd: Crowd, ends: float, reading: tuple[float, float], seed: int) -> None:
    luck = random.Random(seed)  # noqa: S311 - the same walk each time
    kinds, weights = list(WEIGHTS), list(WEIGHTS.values())
    await asyncio.sleep(luck.uniform(0, reading[1]))
    while perf_counter() < ends:
        kind = luck.choices(kinds, weights)[0]
        address = luck.choice(server.addresses[kind])
        began = perf_counter()
        await _ask(server.port, address)
        crowd.taken[kind].append((perf_counter() - began) * 1000)
        await asyncio.sleep(luck.uniform(*reading))


async def _ask(port: int, address: str) -> None:
    """A page as a browser gets it, on a connection of its own; raises when it is none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    writer.write(
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode("ascii")
    )
    status = (await reader.readline()).split()
    await reader.read(-1)
    writer.close()
    if status[1:2] != [b"200"]:
        raise SystemExit(f"{address} was answered with {status}")


def _rows(taken: Mapping[str, Sequence[float]]) -> Iterator[tuple[object, ...]]:
    for kind in WEIGHTS:
        if taken.get(kind):
            yield kind, len(taken[kind]), *_spread(taken[kind]), max(taken[kind])
    every = [one for all_of in taken.values() for one in all_of]
    yield "all", len(every), *_spread(every), max(every)


def _spread(taken: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(taken)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


if __name__ == "__main__":
    main()
