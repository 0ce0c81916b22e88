"""Steps 2 and 3 together: reading begins with the first finding, while the agents still search.

Every search and every reading is a recorded step, so that a run that was killed here goes on where it was.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
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

READERS_AT_ONCE = 12
"""Most of their time they wait for the network; what is parsed is parsed by the reader's own few children."""

_LAST = 10**9


class Gathering:
    """Agents and readers at work for one brief. Use as a context manager; ``wait`` as often as needed."""

    def __init__(self, brief: Brief, engine: Engine) -> None:
        self._brief = brief
        self._engine = engine
        self._lock = threading.Lock()
        self._readings: dict[str, tuple[int, int, Future[Reading]]] = {}
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

    def wait_for_what_is_here(self) -> None:
        """Until all that needs no network is searched and read: a slow machine must not give another tree."""
        while unfinished := self._unfinished(here=True):
            wait(unfinished)

    def readings(self) -> list[Reading]:
        """What has been read so far, by agent and in each agent's own order."""
        with self._lock:
            entries = sorted(self._readings.values(), key=lambda entry: entry[:2])
        return [future.result() for _, _, future in entries if future.done()]

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
            readings = [(place, future) for place, _, future in self._readings.values()]
        under_way: list[tuple[int, Future[Any]]] = [*enumerate(self._searches), *readings]
        return [
            future
            for place, future in under_way
            if not future.done() and not (here and agents[place].needs_network)
        ]

    def _search(self, place: int, agent: Agent) -> Search:
        engine, brief = self._engine, self._brief
        queries = brief.queries.get(agent.name, ())
        engine.tell(Kind.AGENT, name=agent.name, status="searching", queries=list(queries))
        result = engine.journal.step(
            f"search:{agent.name}",
            [brief.title, *queries],
            Search,
            lambda: search(
                agent,
                brief,
                engine.clock,
                lambda finding: self._submit(place, agent, finding),
                lambda service: self._answered(agent, service),
            ),
        )
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
        """Read a finding once, whoever else found it too. ``rank`` is its place once the search is over: until
        then it stands where it arrived."""
        with self._lock:
            key = f"{agent.name} {finding.locator}"
            if key not in self._readings:
                self._readings[key] = (place, _LAST, self._reading.submit(self._read, agent, finding))
            if rank is not None:
                self._readings[key] = (place, rank, self._readings[key][2])

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
            [agent.name, finding.locator],
            Reading,
            lambda: read(finding, agent, engine.reader, engine.store, engine.clock),
        )
        engine.tell(
            Kind.SOURCE,
            locator=finding.locator,
            title=reading.title or finding.title,
            agent=agent.name,
            state="kept" if reading.snapshot else "unread",
            reason=reading.reason,
        )
        return reading


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
