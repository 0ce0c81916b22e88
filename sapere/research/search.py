"""Step 2: all agents at once. Each ends as ok, empty, failed or skipped, with a reason a learner understands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sapere.kit.clock import Clock
from sapere.research.errors import SapereError
from sapere.research.ports import Agent
from sapere.research.shapes import AgentReport, AgentStatus, Brief, Depth, Finding, Search, ServiceReport

MOST_FINDINGS = {Depth.QUICK: 8, Depth.STANDARD: 24, Depth.DEEP: 60}
"""How many findings of one agent are read; the whole library has no such bound."""

DEADLINE = 8.0
"""Seconds an agent may search the network. What it has by then is used. What is on this machine is searched
to the end: a slow machine must not give another tree."""


def search(
    agent: Agent,
    brief: Brief,
    clock: Clock,
    found: Callable[[Finding], None],
    answered: Callable[[ServiceReport], None] = lambda _: None,
) -> Search:
    """One agent's search, told finding by finding and service by service. A source's failure is the report."""
    began = clock.monotonic()
    report = AgentReport(agent.name, AgentStatus.OK, queries=tuple(brief.queries.get(agent.name, ())))
    skipped = agent.skip_reason(brief)
    if skipped:
        return Search(replace(report, status=AgentStatus.SKIPPED, reason=skipped))
    findings: list[Finding] = []
    services: list[ServiceReport] = []
    try:
        for one in agent.find(brief):
            if isinstance(one, ServiceReport):
                services.append(one)
                answered(one)
                continue
            if not _enough(brief, findings):
                findings.append(one)
                found(one)
            late = agent.needs_network and clock.monotonic() - began > DEADLINE
            if not one.service and (late or _enough(brief, findings)):
                break  # an agent of several services ends by itself, once each of them has said how it went
        failure = None
    except SapereError as error:
        failure = error
    report = replace(
        report,
        found=len(findings),
        seconds=round(clock.monotonic() - began, 3),
        services=tuple(sorted(services, key=lambda service: service.name)),
    )
    if services:  # they answered at once, in any order
        findings.sort(key=lambda finding: (-finding.score, finding.locator))
    return Search(_judged(report, failure), tuple(findings))


def _enough(brief: Brief, findings: list[Finding]) -> bool:
    return not brief.whole_library and len(findings) >= MOST_FINDINGS[brief.depth]


def _judged(report: AgentReport, failure: SapereError | None) -> AgentReport:
    """Exactly one status, and a reason wherever something was missed."""
    failed = [service for service in report.services if service.status is AgentStatus.FAILED]
    missed = " ".join(service.reason for service in failed)
    if failure is not None:
        missed = f"It stopped early: {failure.what}" if report.found else failure.what
    if report.found:
        return replace(report, reason=missed)
    if missed:
        return replace(report, status=AgentStatus.FAILED, reason=missed)
    return replace(report, status=AgentStatus.EMPTY, reason="It found nothing on this topic.")
