"""An agent that is a panel of outside services: all are asked at once, none waits for or suffers from another."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from queue import Empty, SimpleQueue
from threading import Thread

from sapere.kit.clock import Clock, SystemClock
from sapere.research.errors import SapereError
from sapere.research.ports import Service
from sapere.research.search import DEADLINE, MOST_FINDINGS
from sapere.research.shapes import AgentStatus, Brief, Finding, Raw, ServiceReport

OFFLINE = "This run stays offline."
_MOST_FOR_ONE = 10
"""Findings asked of one service in a standard run, however few services there are."""

_log = logging.getLogger(__name__)


class ServiceAgent:
    """``services`` in the order in which they are trusted: of two equally good findings the earlier one's goes first."""

    needs_network = True

    def __init__(self, name: str, services: Sequence[Service], *, clock: Clock | None = None) -> None:
        self.name = name
        self._services = {service.name: service for service in services}
        self._clock = clock or SystemClock()

    def skip_reason(self, brief: Brief) -> str:
        """Why none of its services can be asked; empty when one can."""
        reasons = [_why_not(service, brief) for service in self._services.values()]
        return " ".join(dict.fromkeys(reasons)) if all(reasons) else ""

    def find(self, brief: Brief) -> Iterator[Finding | ServiceReport]:
        """Findings and reports as they arrive. What has not answered within ``DEADLINE`` seconds is left behind."""
        ends = self._clock.monotonic() + DEADLINE
        arrived: SimpleQueue[Finding | ServiceReport] = SimpleQueue()
        waiting: set[str] = set()
        asked = [service for service in self._services.values() if not _why_not(service, brief)]
        for service in self._services.values():
            if reason := _why_not(service, brief):
                yield ServiceReport(service.name, AgentStatus.SKIPPED, reason=reason)
        for place, service in enumerate(asked):
            waiting.add(service.name)
            question = (place, service, brief, _share(brief, len(asked)), arrived)
            Thread(target=self._ask, args=question, name=f"{self.name}: {service.name}", daemon=True).start()
        while waiting:
            try:
                one = arrived.get(timeout=max(0.0, ends - self._clock.monotonic()))
            except Empty:
                break
            if isinstance(one, ServiceReport):
                waiting.discard(one.name)
            yield one
        for name in sorted(waiting):
            yield ServiceReport(
                name, AgentStatus.FAILED, 0, DEADLINE, f"{name} did not answer within {DEADLINE:g} seconds."
            )

    def fetch(self, finding: Finding) -> Raw:
        return self._services[finding.service].fetch(finding)

    def _ask(
        self,
        place: int,
        service: Service,
        brief: Brief,
        limit: int,
        arrived: SimpleQueue[Finding | ServiceReport],
    ) -> None:
        """Everything one service says, on a thread of its own."""
        began, found, failure = self._clock.monotonic(), 0, ""
        queries = brief.queries.get(self.name) or (brief.title,)
        try:
            for finding in islice(service.find(brief, queries, limit), limit):
                score = round(1 / (1 + found + place / 10), 4)
                arrived.put(replace(finding, agent=self.name, service=service.name, score=score))
                found += 1
        except SapereError as error:
            failure = error.what
        except Exception as error:  # noqa: BLE001 - one client's mistake must not take the other services with it
            _log.exception("%s failed on %r", service.name, brief.title)
            failure = f"{service.name} could not be understood ({type(error).__name__})."
        seconds = round(self._clock.monotonic() - began, 3)
        arrived.put(_report(service.name, found, seconds, failure))


def _why_not(service: Service, brief: Brief) -> str:
    if brief.offline and service.needs_network:
        return OFFLINE
    return service.skip_reason(brief)


def _share(brief: Brief, services: int) -> int:
    """How much is asked of each, so that together they give about what is read."""
    most = MOST_FINDINGS[brief.depth]
    return min(ceil(most / services), max(_MOST_FOR_ONE, most // 3))


def _report(name: str, found: int, seconds: float, failure: str) -> ServiceReport:
    if failure:
        return ServiceReport(name, AgentStatus.FAILED, found, seconds, failure)
    if not found:
        return ServiceReport(name, AgentStatus.EMPTY, 0, seconds, f"{name} has nothing on this topic.")
    return ServiceReport(name, AgentStatus.OK, found, seconds)
