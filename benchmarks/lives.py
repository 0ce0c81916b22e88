"""A worker that can be killed and asked: ``python -m benchmarks.lives order | work RUN NOTES | tell RUN``.

It works with the real engine. Each step that is really run is noted in a file, with the time, before it begins.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "sapere.settings"
django.setup()

from django.core.management import call_command  # noqa: E402 - the models need Django set up

from sapere import settings  # noqa: E402
from sapere.accounts.actions import local_person  # noqa: E402
from sapere.research.ports import Listener  # noqa: E402
from sapere.research.shapes import Depth, Order  # noqa: E402
from sapere.topics import actions  # noqa: E402
from sapere.topics.journal import RowJournal  # noqa: E402
from sapere.topics.models import Concept, JournalEntry, Run  # noqa: E402
from sapere.work.engine import EngineCrew  # noqa: E402
from sapere.work.follow import follow  # noqa: E402
from sapere.work.service import Service  # noqa: E402

T = TypeVar("T")
TOPIC = "Exceptions"


class NotedJournal(RowJournal):
    """Writes down which step begins, and when one has ended or was found to have ended before."""

    notes: int

    def step(self, name: str, inputs: Any, shape: type[T], run: Callable[[], T]) -> T:
        def noted() -> T:
            self._note(name)
            return run()

        value = super().step(name, inputs, shape, noted)
        self._note("")
        return value

    def _note(self, text: str) -> None:
        os.write(self.notes, f"{time.time()} {text}\n".encode())


class NotedCrew(EngineCrew):
    """The real crew; only its journal is noted."""

    def __init__(self, notes: Path) -> None:
        super().__init__(settings.current())
        self._notes = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    def prepare(self, run: Run, journal: RowJournal, listener: Listener) -> Any:
        return super().prepare(run, self._noted(journal), listener)

    def compose(self, run: Run, concept: Concept, journal: RowJournal, listener: Listener) -> None:
        super().compose(run, concept, self._noted(journal), listener)

    def _noted(self, journal: RowJournal) -> RowJournal:
        noted = NotedJournal.__new__(NotedJournal)
        noted.__dict__.update(journal.__dict__, notes=self._notes)
        return noted


def order() -> str:
    call_command("migrate", verbosity=0)
    run = actions.open_topic(local_person(), Order(TOPIC, depth=Depth.DEEP, offline=True, whole_library=True))
    return str(run.pk)


def work(run: str, notes: str, silence: str = "45") -> str:
    service = Service(settings.current(), crew=NotedCrew(Path(notes)), silence=float(silence))
    service.start()
    for _ in follow(run):
        pass
    service.stop()
    return str(Run.objects.get(pk=run).state)


def tell(run: str) -> dict[str, Any]:
    """The run's state, its finished steps by name and its answered calls by the keys of their prompts, with the time
    when each was written down."""
    entries = list(JournalEntry.objects.filter(run_id=run))
    asked = [one for one in entries if one.key.startswith("ask:")]
    return {
        "state": Run.objects.get(pk=run).state,
        "finished": {one.key.rpartition(":")[0]: one.at.timestamp() for one in entries if one not in asked},
        "answered": {
            one.result["value"]["usage"]["key"].rpartition(":")[2]: one.at.timestamp() for one in asked
        },
    }


if __name__ == "__main__":
    errands: dict[str, Callable[..., Any]] = {"order": order, "work": work, "tell": tell}
    sys.stdout.write(json.dumps(errands[sys.argv[1]](*sys.argv[2:])))
