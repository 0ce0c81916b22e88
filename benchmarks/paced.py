"""A run among agents of fixed pace, in a process of its own: ``python -m benchmarks.paced`` prints what it told."""

from __future__ import annotations

import json
import os
import re
import sys
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pydoc_data.topics import topics
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "sapere.settings"
django.setup()

from django.core.management import call_command  # noqa: E402 - the models need Django set up

from sapere import settings  # noqa: E402
from sapere.accounts.actions import local_person  # noqa: E402
from sapere.research.engine import Engine  # noqa: E402
from sapere.research.shapes import Brief, Depth, Finding, Order, Raw  # noqa: E402
from sapere.topics import actions  # noqa: E402
from sapere.topics.models import Event, Run, Usage  # noqa: E402
from sapere.wiring import AGENTS  # noqa: E402
from sapere.work.engine import EngineCrew  # noqa: E402
from sapere.work.follow import follow  # noqa: E402
from sapere.work.service import Service  # noqa: E402

TOPIC = "Types: what they are and how they are told apart"
CHAPTERS = sorted(
    sorted(topics, key=lambda name: (-len(re.findall(r"\btypes?\b", str(topics[name]))), name))[:54]
)
"""Nine an agent: those that name types most often."""
SEARCH, PAGE = 0.5, 0.2
"""Seconds that each agent searches, and that each of its pages takes to come."""


class PacedAgent:
    """Finds chapters of Python's reference, as pages of its own site."""

    needs_network = True

    def __init__(self, name: str, chapters: Sequence[str]) -> None:
        self.name = name
        self._chapters = chapters

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief) -> Iterator[Finding]:  # noqa: ARG002
        time.sleep(SEARCH)
        for chapter in self._chapters:
            yield Finding(self.name, f"https://{self.name}.example/{chapter}", chapter, "manual")

    def fetch(self, finding: Finding) -> Raw:
        time.sleep(PAGE)
        text = topics[finding.locator.rpartition("/")[2]]
        return Raw(str(text).encode(), "text/x-rst", "utf-8", finding.locator)


class PacedCrew(EngineCrew):
    """The real crew; only its agents are others."""

    def _engine(self, *run: Any) -> Engine:
        agents = (PacedAgent(name, CHAPTERS[at :: len(AGENTS)]) for at, name in enumerate(AGENTS))
        return replace(super()._engine(*run), agents=tuple(agents), dictionary=None)


def work() -> dict[str, Any]:
    """Ordered of a service that has worked before, as a server has; followed to its end."""
    call_command("migrate", verbosity=0)
    service = Service(settings.current(), crew=PacedCrew(settings.current()))
    service.start()
    _carried(service, Order("Exceptions: what they are", depth=Depth.QUICK, language="en"))
    run = _carried(service, Order(TOPIC, depth=Depth.DEEP, language="en"))
    service.stop()
    return tell(run.pk)


def _carried(service: Service, order: Order) -> Run:
    run = actions.open_topic(local_person(), order)
    service.wake()
    for _ in follow(run.pk):
        pass
    return run


def tell(run_id: uuid.UUID) -> dict[str, Any]:
    """How it ended, its events with the seconds since it was ordered, and what each call used."""
    run = Run.objects.get(pk=run_id)
    events = [
        ((one.at - run.created_at).total_seconds(), one.kind, one.payload)
        for one in Event.objects.filter(run=run).order_by("sequence")
    ]
    used = Usage.objects.filter(run=run).values("job", "outcome", "input_tokens", "output_tokens")
    return {
        "state": run.state,
        "reason": run.reason,
        "ordered": run.created_at.timestamp(),
        "events": events,
        "usage": list(used),
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(work()))
