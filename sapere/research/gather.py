"""Steps 2 and 3 together: reading begins with the first finding, while the agents still search.

Every search and every reading is a recorded step, so that a run that was killed here goes on where it was.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Self

from sapere.research.engine import Engine
from sapere.research.ports import Agent
from sapere.research.progress import Event, Kind, Stage
from sapere.research.read import Reading, read
from sapere.research.search import search
from sapere.research.shapes import (
    AgentReport,
    AgentStatus,
    Brief,
    Finding,
    Search,
    ServiceReport,
    encode,
)

READERS_AT_ONCE = 64
"""Most of their time they wait for the network; what is parsed is parsed by the reader's own few children."""

MOST = 0.8
"""Share of the findings after which a lull ends the reading."""
LULL = 2.0
"""Seconds in which nothing more was read. What is left then waits for one slow host, which is asked politely."""
LATE = "It had not been read when the tree began to grow."
_LAST = 10**9


@dataclass(slots=True)
class _Entry:
    """One finding on its way: of which agent by place, and at which rank among that agent's findings."""

    place: int
    rank: int
    finding: Finding
    reading: Future[Reading]


class Gathering:
    """Agents and readers at work for one brief. Use as a context manager; ``wait`` as often as needed."""

    def __init__(self, brief: Brief, engine: Engine) -> None:
        self._brief = brief
        self._engine = engine
        self._lock = threading.Lock()
        self._readings: dict[str, _Entry] = {}
        self._over = False
        self._ended: list[AgentReport] = []
        self._services: dict[str, list[ServiceReport]] = {agent.name: [] for agent in engine.agents}
        self._searching = ThreadPoolExecutor(max(1, len(engine.agents)), thread_name_prefix="agent")
        self._reading = ThreadPoolExecutor(READERS_AT_ONCE, thread_name_prefix="reader")
        self._searches: list[Future[Search]] = []

    def __enter__(self) -> Self:
        for place, agent in enumerate(self._engine.agents):
            self._searches.append(self._searching.submit(self._search, place, agent))
        return self

    def __exit__(self, *_: object) -> None:
        self._searching.shutdown(wait=False, cancel_futures=True)
        self._reading.shutdown(wait=False, cancel_futures=True)

    def wait(self, seconds: float | None) -> bool:
        """Until all is searched and read, or ``seconds`` have passed. Whether all is done.

        Raises what our own shelves raised (``StorageError``), never what a source did.
        """
        clock = self._engine.clock
        ends = None if seconds is None else clock.monotonic() + seconds
        while unfinished := self._unfinished():
            left = None if ends is None else ends - clock.monotonic()
            if left is not None and left <= 0:
                return False
            wait(unfinished, timeout=left, return_when=FIRST_COMPLETED)
        return True

    def wait_for_most(self, seconds: float) -> None:
        """As :meth:`wait`, but no longer than until most is read and nothing more has come for a while."""
        clock = self._engine.clock
        ends = clock.monotonic() + seconds
        while unfinished := self._unfinished():
            left = ends - clock.monotonic()
            lull = self.searched and len(unfinished) <= (1 - MOST) * len(self._readings)
            done, _ = wait(unfinished, timeout=min(left, LULL) if lull else left, return_when=FIRST_COMPLETED)
            if left <= 0 or (lull and not done):
                return

    def wait_for_what_is_here(self) -> None:
        """Until all that needs no network is searched and read: a slow machine must not give another tree."""
        while unfinished := self._unfinished(here=True):
            wait(unfinished)

    def readings(self) -> list[Reading]:
        """What has been read so far, by agent and in each agent's own order."""
        return [entry.reading.result() for entry in self._entries() if entry.reading.done()]

    def end(self) -> list[Reading]:
        """As :meth:`readings`, and with its reason what has not been read by now: nothing is waited for any more."""
        self._over = True
        entries = self._entries()
        read = [entry.reading.result() for entry in entries if entry.reading.done()]
        late = [Reading(entry.finding, reason=LATE) for entry in entries if not entry.reading.done()]
        for reading in late:
            self._tell(reading.finding, reading)
        return [*read, *late]

    def _entries(self) -> list[_Entry]:
        with self._lock:
            return sorted(self._readings.values(), key=lambda entry: (entry.place, entry.rank))

    @property
    def searched(self) -> bool:
        """Whether every agent has ended."""
        return len(self._ended) == len(self._engine.agents)

    def reports(self) -> list[AgentReport]:
        """One report per agent; one that is still searching says so."""
        return [
            self._report(agent, done) for agent, done in zip(self._engine.agents, self._searches, strict=True)
        ]

    def _report(self, agent: Agent, done: Future[Search]) -> AgentReport:
        if done.done():
            return done.result().report
        return AgentReport(
            agent.name, AgentStatus.SKIPPED, reason="It was still searching when the page was written."
        )

    def _unfinished(self, *, here: bool = False) -> list[Future[Any]]:
        """What is not done; ``here``: of that, what needs no network."""
        agents = self._engine.agents
        with self._lock:
            readings = [(entry.place, entry.reading) for entry in self._readings.values()]
        under_way: list[tuple[int, Future[Any]]] = [*enumerate(self._searches), *readings]
        return [
            future
            for place, future in under_way
            if not future.done() and not (here and agents[place].needs_network)
        ]

    def _search(self, place: int, agent: Agent) -> Search:
        engine, brief = self._engine, self._brief

        def run() -> Search:
            return search(
                agent,
                brief,
                engine.clock,
                lambda finding: self._submit(place, agent, finding),
                lambda service: self._answered(agent, service),
            )

        if agent.skip_reason(brief):  # nothing is asked, so there is nothing to record
            result = run()
        else:
            queries = brief.queries.get(agent.name, ())
            engine.tell(Kind.AGENT, name=agent.name, status="searching", queries=list(queries))
            result = engine.journal.step(f"search:{agent.name}", [brief.title, *queries], Search, run)
        for rank, finding in enumerate(result.findings):
            self._submit(place, agent, finding, rank)
        told_report(engine, result.report)
        self._count(result.report)
        return result

    def _count(self, report: AgentReport) -> None:
        """The last agent to end ends the search; reading goes on."""
        with self._lock:
            self._ended.append(report)
            over = len(self._ended) == len(self._engine.agents)
        if over:
            told_search(self._engine, self._ended)

    def _answered(self, agent: Agent, service: ServiceReport) -> None:
        """One of an agent's services has ended while others still search."""
        services = self._services[agent.name]
        services.append(service)
        self._engine.tell(
            Kind.AGENT,
            name=agent.name,
            status="searching",
            found=sum(one.found for one in services),
            queries=list(self._brief.queries.get(agent.name, ())),
            services=encode(tuple(services)),
        )

    def _submit(self, place: int, agent: Agent, finding: Finding, rank: int | None = None) -> None:
        """Read a finding once, whoever else found it too; where another service knows of a full text, that as
        well. ``rank`` is its place once the search is over: until then it stands where it arrived."""
        with self._lock:
            key = f"{agent.name} {finding.locator} {finding.full_text}"
            if key not in self._readings:
                reading = self._reading.submit(self._read, agent, finding)
                self._readings[key] = _Entry(place, _LAST, finding, reading)
            if rank is not None:
                self._readings[key].rank = rank

    def _read(self, agent: Agent, finding: Finding) -> Reading:
        engine = self._engine
        if finding.snapshot:  # kept before: nothing to fetch, nothing worth a record of its own
            return read(finding, agent, engine.reader, engine.store, engine.clock)
        engine.tell(
            Kind.SOURCE,
            locator=finding.locator,
            title=finding.title,
            agent=agent.name,
            state="reading",
            reason="",
        )
        reading = engine.journal.step(
            f"read:{finding.locator}",
            [agent.name, finding.locator, finding.full_text],
            Reading,
            lambda: read(finding, agent, engine.reader, engine.store, engine.clock),
        )
        if not self._over:
            self._tell(finding, reading)
        return reading

    def _tell(self, finding: Finding, reading: Reading) -> None:
        self._engine.tell(
            Kind.SOURCE,
            locator=finding.locator,
            title=reading.title or finding.title,
            agent=finding.agent,
            state="kept" if reading.snapshot else "unread",
            reason=reading.reason,
        )


def told_search(engine: Engine, reports: Sequence[AgentReport]) -> None:
    """Tell that nothing more is searched for."""
    found = sum(report.found for report in reports)
    told_stage(engine, Stage.SEARCH, "done", f"{found} found", count=found)


def told_report(engine: Engine, report: AgentReport) -> None:
    """Tell what an agent did, once it has ended."""
    engine.tell(
        Kind.AGENT,
        name=report.name,
        status=report.status.value,
        found=report.found,
        kept=report.kept,
        seconds=report.seconds,
        reason=report.reason,
        queries=list(report.queries),
        services=encode(report.services),
    )


def told_stage(engine: Engine, stage: Stage, state: str, text: str = "", **more: object) -> None:
    """Tell a stage's beginning or end."""
    engine.listener.tell(Event(Kind.STAGE, {"stage": stage.value, "state": state, "text": text, **more}))
