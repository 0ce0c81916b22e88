"""An agent that is a panel of outside services: all are asked at once, none waits for or suffers from another."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import ceil
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeAlias

from sapere.kit.clock import Clock, SystemClock
from sapere.research.errors import SapereError
from sapere.research.ports import Service
from sapere.research.search import DEADLINE, MOST_FINDINGS
from sapere.research.shapes import AgentStatus, Brief, Finding, Raw, ServiceReport

OFFLINE = "This run stays offline."
_MOST_FOR_ONE = 10
"""Findings asked of one service in a standard run, however few services there are."""

_Arrivals: TypeAlias = "SimpleQueue[Finding | ServiceReport]"
_log = logging.getLogger(__name__)


class ServiceAgent:
    """``services`` in the order in which they are trusted: of two equally good findings the earlier one's goes first."""

    needs_network = True

    def __init__(
        self,
        name: str,
        services: Sequence[Service],
        *,
        clock: Clock | None = None,
        off: Collection[str] = (),
    ) -> None:
        self.name = name
        self._services = {service.name: service for service in services}
        self._clock = clock or SystemClock()
        self._off = frozenset(off)

    @property
    def services(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(self._services)

    def without(self, names: Collection[str]) -> ServiceAgent:
        """The same panel, of which these are never asked; ``SearXNG`` stands for all that it is asked about."""
        return ServiceAgent(self.name, tuple(self._services.values()), clock=self._clock, off=names)

    def skip_reason(self, brief: Brief) -> str:
        """Why none of its services can be asked; empty when one can."""
        reasons = [self._why_not(service, brief) for service in self._services.values()]
        return " ".join(dict.fromkeys(reasons)) if all(reasons) else ""

    def find(self, brief: Brief) -> Iterator[Finding | ServiceReport]:
        """Findings and reports as they arrive. Who has not answered over the network within ``DEADLINE`` seconds is
        left behind; what is worked out on this machine has limits of its own, and is waited for."""
        ends = self._clock.monotonic() + DEADLINE
        asked = []
        for service in self._services.values():
            if reason := self._why_not(service, brief):
                yield ServiceReport(service.name, AgentStatus.SKIPPED, reason=reason)
            else:
                asked.append(service)
        arrived: _Arrivals = SimpleQueue()
        for place, service in enumerate(asked):
            question = (place, service, brief, _share(brief, len(asked)), arrived)
            Thread(target=self._ask, args=question, name=f"{self.name}: {service.name}", daemon=True).start()
        yield from self._arriving(arrived, asked, ends)

    def _arriving(
        self, arrived: _Arrivals, asked: Sequence[Service], ends: float
    ) -> Iterator[Finding | ServiceReport]:
        waiting = {service.name: service for service in asked}
        while waiting:
            left = max(0.0, ends - self._clock.monotonic())
            patient = not left and any(not service.needs_network for service in waiting.values())
            try:
                one = arrived.get(timeout=None if patient else left)
            except Empty:
                if any(not service.needs_network for service in waiting.values()):
                    continue
                break
            if isinstance(one, ServiceReport):
                del waiting[one.name]
            yield one
        for name in waiting:
            late = f"{name} did not answer within {DEADLINE:g} seconds."
            yield ServiceReport(name, AgentStatus.FAILED, 0, DEADLINE, late)

    def fetch(self, finding: Finding) -> Raw:
        return self._services[finding.service].fetch(finding)

    def _why_not(self, service: Service, brief: Brief) -> str:
        if service.name.partition(" (")[0] in self._off:
            return f"{service.name} is switched off on this Sapere (SAPERE_SERVICES_OFF)."
        if brief.offline and service.needs_network:
            return OFFLINE
        return service.skip_reason(brief)

    def _ask(
        self,
        place: int,
        service: Service,
        brief: Brief,
        limit: int,
        arrived: _Arrivals,
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
