"""What the forks of the zygote do: work, and errands on the same database. Each returns a JSON value."""

from __future__ import annotations

import json
import os
import resource
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import Sum

from sapere import settings
from sapere.accounts.actions import local_person
from sapere.research.calls import Job
from sapere.research.errors import OverBudget, StorageError
from sapere.research.shapes import Order
from sapere.topics import actions, queries
from sapere.topics.budget import RowBudget
from sapere.topics.caps import Cap, Payer, Whose
from sapere.topics.models import Event, JournalEntry, Run, Usage, Worker
from sapere.work.follow import follow
from sapere.work.service import Service
from tests.work import paying, tending
from tests.work.scripted import Death, ScriptedCrew


def make_tables() -> None:
    call_command("migrate", verbosity=0)


def order() -> str:
    run = actions.open_topic(local_person(), Order("Scripted"))
    return str(run.pk)


def work(
    run: str,
    log: str,
    death: dict[str, Any] | None = None,
    poison: str = "",
    silence: float = 45.0,
    full: str = "",
) -> str:
    """A worker until the run is over; the state in which it ended."""
    crew = ScriptedCrew(Path(log), Death(**death) if death else None, poison, full)
    service = Service(settings.current(), crew=crew, silence=silence, units_at_once=2)
    service.start()
    for _ in follow(run):
        pass
    service.stop()
    return str(Run.objects.get(pk=run).state)


def retry(run: str) -> str:
    return str(actions.retry(local_person(), run).pk)


def recorded(run: str) -> list[str]:
    """Names of the steps that are finished."""
    keys = JournalEntry.objects.filter(run_id=run).values_list("key", flat=True)
    return [key.rpartition(":")[0] for key in keys]


def report(run: str) -> dict[str, Any]:
    """All that a run leaves behind, without what differs from run to run of itself."""
    topic = queries.run(local_person(), run).topic
    assert topic is not None
    found = Run.objects.get(pk=run)
    return {
        "state": found.state,
        "reason": found.reason,
        "reports": found.reports,
        "concepts": [[str(c.pk), str(c.parent_id), c.title, c.state] for c in queries.concepts(topic)],
        "pages": {str(key): page.sections for key, page in sorted(queries.pages(topic).items())},
        "sources": [[one.number, str(one.pk), one.detail] for one in queries.sources(topic)],
        "passages": [
            [str(p.pk), p.start, p.end] for s in queries.sources(topic) for p in queries.passages(s)
        ],
        "events": sorted(_without_time(event) for event in queries.events_after(found)),
    }


def numbers(run: str) -> list[int]:
    """The numbers of the run's events, in order."""
    return list(Event.objects.filter(run_id=run).order_by("sequence").values_list("sequence", flat=True))


def write_on(run: str) -> None:
    """Tells events for ever, each acknowledged on standard error once it is committed."""
    while True:
        event = actions.tell(run, "note", {"text": "written", "at": time.time()})
        os.write(2, f"{event.sequence}\n".encode())


def order_at_once(threads: int) -> list[list[str]]:
    """Topic and run that each of so many gets who ask for one topic at the same instant."""
    owner, gate = local_person(), threading.Barrier(threads)

    def ask(_: int) -> list[str]:
        gate.wait()
        try:
            run = actions.open_topic(owner, Order("Asked at once"))
            return [str(run.topic_id), str(run.pk)]
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(ask, range(threads)))


def reserve_at_once(whose: str, cap: float, each: float, threads: int) -> dict[str, Any]:
    """Which of so many calls, each in a thread of its own, get their money from a cap."""
    run, gate = (
        actions.open_topic(local_person(), Order(f"Spent at once by {whose}")),
        threading.Barrier(threads),
    )

    def ask(number: int) -> bool:
        budget = RowBudget(Payer.of(run), (Cap(Whose(whose), cap),), patience=0)
        gate.wait()
        try:
            budget.reserve(f"call-{number}", Job.WRITE, "scripted:one", each)
        except OverBudget:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(threads) as pool:
        granted = list(pool.map(ask, range(threads)))
    held = Usage.objects.filter(run=run).aggregate(held=Sum("reserved_usd"))["held"]
    Usage.objects.all().delete()
    return {"granted": granted, "held": float(held)}


def paid(what: str, **with_what: Any) -> Any:
    """An errand of :mod:`tests.work.paying`."""
    return getattr(paying, what)(**with_what)


def fall_asleep_writing(run: str) -> None:
    """Stops for good in the middle of a transaction that has changed the run."""
    with transaction.atomic():
        actions.heartbeat(run, Run.objects.get(pk=run).generation)
        Run.objects.filter(pk=run).update(reason="never seen")
        os.kill(os.getpid(), signal.SIGSTOP)


def _without_time(event: Event) -> str:
    payload = {name: value for name, value in event.payload.items() if name != "seconds"}
    return json.dumps([event.kind, payload], sort_keys=True)


def workers() -> int:
    """How many have shown that they live."""
    return Worker.objects.count()


def write_with_fault(run: str, fault: str) -> tuple[str, list[int]]:
    """The leaf with which a write is refused, and what can be read after that."""
    connection.ensure_connection()
    if fault == "full":  # no file of this process may grow from here on
        size = Path(connection.settings_dict["NAME"]).stat().st_size
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    else:
        connection.cursor().execute("PRAGMA query_only=ON")
    try:
        while True:
            actions.tell(run, "note", {"text": "x" * 10_000})
    except StorageError as error:
        return type(error).__name__, numbers(run)


def plant() -> str:
    """A finished topic with a small tree; gives its slug."""
    return tending.planted()


def edit(slug: str, seen: int, dies: bool = False) -> str:
    """Removes the first concept, or gives the reason why not. ``dies``: when all is written and nothing committed."""
    return tending.removed(slug, seen, dies=dies)


def tree(slug: str) -> list[str]:
    return tending.titles(slug)


def edit_at_once(slug: str, threads: int) -> list[str]:
    return tending.at_once(slug, threads)


def remove_while_it_runs(run: str) -> str:
    return tending.taken_from(run)


def state(run: str) -> list[str]:
    found = Run.objects.get(pk=run)
    return [found.state, found.reason]
