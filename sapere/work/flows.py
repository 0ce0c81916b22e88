"""The workflows: one per run, one per page. DBOS sees to it that somebody carries each of them to its end; what
a step gave is recorded in our own journal, in one transaction with what it kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import structlog
from dbos import DBOS, SetWorkflowID
from django.db import connection

from sapere.research.errors import (
    Busy,
    Incomplete,
    IndexAway,
    NothingFound,
    OverBudget,
    SapereError,
    Stopped,
    StorageError,
    TakenOver,
)
from sapere.topics import actions
from sapere.topics.journal import RowJournal, patiently
from sapere.topics.models import Concept, Run
from sapere.topics.storage import let_go
from sapere.work import durable
from sapere.work.crew import Crew
from sapere.work.durable import MAX_RECOVERY_ATTEMPTS, Durable
from sapere.work.listener import Listeners, RowListener
from sapere.work.meter import telling_costs

log = structlog.get_logger(__name__)

_AT_FIRST = 16
_LOOK = 0.03  # seconds from the end of a unit to a look at whether all have ended
_LOOK_ANYHOW = 0.25  # when none here ends: others may be at work on them
_OVER_BUDGET = "over budget: "  # begins the reason of a unit that left its draft because the money ended


@dataclass(frozen=True)
class Ending:
    """``budget``: it was stopped at a cap."""

    state: Run.State
    reason: str = ""
    budget: bool = False


class LaidDown(BaseException):
    """Leaves a workflow as it is, for whoever has it next. No ``Exception``: nobody may take it for a result."""


@dataclass(frozen=True)
class Bench:
    """What the workflows of this process work with."""

    slot: str
    crew: Crew
    durable: Durable
    draining: threading.Event = field(default_factory=threading.Event)
    listeners: Listeners = field(default_factory=Listeners)
    in_hand: dict[str, int] = field(default_factory=dict)  # run id -> generation
    attempted: set[tuple[str, int]] = field(default_factory=set)
    files: set[str] = field(default_factory=set)  # ids of the runs that make a file here
    running: set[str] = field(default_factory=set)  # ids of the workflows at work here
    ended: threading.Event = field(default_factory=threading.Event)  # no unit is at work here any more

    def journal(self, run: Run) -> RowJournal:
        """For the run as it is now, under the generation that it has now."""
        return RowJournal(run, run.generation, pause=self._pause, begins=lambda: self._begins(run))

    def exporting(self) -> set[str]:
        """Ids of those in hand that make a file."""
        self.files.intersection_update(list(self.in_hand))
        return self.files

    def _pause(self) -> None:
        if self.draining.is_set():
            raise LaidDown

    def _begins(self, run: Run) -> None:
        """A worker that dies before it has begun a step did not die of the run."""
        attempt = (str(run.pk), run.generation)
        if attempt not in self.attempted:
            self.attempted.add(attempt)
            patiently(lambda: actions.attempt(*attempt))


_bench: list[Bench] = []


@contextmanager
def at(bench: Bench) -> Iterator[None]:
    """Workflows that start in this block work at that bench."""
    _bench.append(bench)
    try:
        yield
    finally:
        _bench.remove(bench)


def bench() -> Bench:
    if not _bench:
        raise LaidDown  # the service has stopped between the claim and the start
    return _bench[-1]


def start(here: Bench, run: Run, generation: int) -> None:
    """Starts a taken run's workflow in this process."""
    workflow = research if run.kind in Run.RESEARCHING else _OTHERS[run.kind]
    here.in_hand[str(run.pk)] = generation
    if run.kind == Run.Kind.EXPORT:
        here.files.add(str(run.pk))
    with SetWorkflowID(f"{run.pk}@{generation}"):
        DBOS.start_workflow(workflow, str(run.pk))


@DBOS.workflow(name="research", max_recovery_attempts=MAX_RECOVERY_ATTEMPTS)
def research(run_id: str) -> str:
    """From the order to the last page."""
    return _carry(run_id, _research)


@DBOS.workflow(name="library", max_recovery_attempts=MAX_RECOVERY_ATTEMPTS)
def library(run_id: str) -> str:
    """Reads roots into a library."""
    return _carry(run_id, lambda here, *with_what: here.crew.collect(*with_what))


@DBOS.workflow(name="export", max_recovery_attempts=MAX_RECOVERY_ATTEMPTS)
def export(run_id: str) -> str:
    """Makes a file of a topic."""
    return _carry(run_id, lambda here, *with_what: here.crew.export(*with_what))


_OTHERS: dict[str, Callable[[str], str]] = {Run.Kind.LIBRARY: library, Run.Kind.EXPORT: export}


@DBOS.workflow(name="unit", max_recovery_attempts=MAX_RECOVERY_ATTEMPTS)
def unit(run_id: str, concept_id: str) -> str:
    """One concept's page. Gives the reason when it could not be written, else nothing."""
    with _at_work() as here:
        return _compose(here, run_id, concept_id)


Work = Callable[[Bench, Run, RowJournal, RowListener], None]


@contextmanager
def _at_work() -> Iterator[Bench]:
    here, workflow_id = bench(), str(DBOS.workflow_id)
    here.running.add(workflow_id)
    try:
        yield here
    finally:
        here.running.discard(workflow_id)
        if not any("/" in one for one in here.running):  # a unit's id is its run's and a concept's
            here.ended.set()
        connection.close()


def _carry(run_id: str, work: Work) -> str:
    """The run to its end, however it ends. Laid down when it is another's, or its end cannot be recorded."""
    with _at_work() as here:
        try:
            run = patiently(lambda: actions.adopt(run_id, here.slot))
            if run is None:
                return "over"
            here.in_hand[run_id] = run.generation
            if run.kind == Run.Kind.EXPORT:
                here.files.add(run_id)
            return _to_its_end(here, run, work)
        except (TakenOver, StorageError) as error:
            log.warning("run laid down", run=run_id, why=error.what)
            raise LaidDown from error
        finally:
            here.in_hand.pop(run_id, None)


def _to_its_end(here: Bench, run: Run, work: Work) -> str:
    try:
        end = _outcome(here, run, work)
    except LaidDown:
        actions.give_back(run.pk, run.generation)
        raise
    patiently(
        lambda: actions.finish(run.pk, end.state, end.reason, generation=run.generation, budget=end.budget)
    )
    return str(end.state)


def _outcome(here: Bench, run: Run, work: Work) -> Ending:
    journal = here.journal(run)
    try:
        with here.listeners.of(run) as listener, telling_costs(run, listener):
            work(here, run, journal, listener)
    except (TakenOver, Busy, IndexAway):  # may be otherwise in a moment: the run waits for it
        raise
    except OverBudget as over:
        return Ending(Run.State.STOPPED, f"{over.what} {over.advice}".strip(), budget=True)
    except Stopped as stopped:
        here.durable.cancel(filter(durable.is_unit, here.durable.unfinished(str(run.pk))))
        return Ending(Run.State.STOPPED, stopped.what)
    except NothingFound as nothing:
        return Ending(Run.State.EMPTY, nothing.what)
    except SapereError as error:
        return Ending(Run.State.FAILED, f"{error.what} {error.advice}".strip())
    except Exception as error:  # whatever it is, the run must end, with a sentence for its owner
        log.exception("run failed", run=str(run.pk))
        return Ending(Run.State.FAILED, _inside(error))
    return Ending(Run.State.DONE)


def _research(here: Bench, run: Run, journal: RowJournal, listener: RowListener) -> None:
    prepared = here.crew.prepare(run, journal, listener)
    concepts = [concept.id for concept in prepared.tree.by_size]
    below = f"{DBOS.workflow_id}/"
    for part in (
        concepts[:_AT_FIRST],
        concepts[_AT_FIRST:],
    ):  # the first are begun while the rest is written down
        here.durable.enqueue_units("unit", {f"{below}{one}": (str(run.pk), one) for one in part})
    here.crew.index(run, prepared, journal, listener)
    while not here.durable.all_ended(below):
        patiently(journal.check)
        let_go()
        here.ended.wait(_LOOK_ANYHOW)
        here.ended.clear()
        time.sleep(_LOOK)
    here.crew.complete(run, prepared, journal, listener)
    _all_written(here.durable.reasons(below), len(concepts))


def _all_written(reasons: list[str], pages: int) -> None:
    """Raises ``OverBudget`` or ``Incomplete`` where some were not."""
    unpaid = [one.removeprefix(_OVER_BUDGET) for one in reasons if one.startswith(_OVER_BUDGET)]
    if unpaid:
        left = "1 page is" if len(unpaid) == 1 else f"{len(unpaid)} of {pages} pages are"
        raise OverBudget(f"{unpaid[0]} {left} left in the words of the sources.")
    if reasons:
        raise Incomplete(
            f"{len(reasons)} of {pages} pages could not be written. {reasons[0]}",
            advice="What is there is kept. Try again to write the rest.",
        )


def _compose(here: Bench, run_id: str, concept_id: str) -> str:
    try:
        while True:
            run = patiently(lambda: Run.objects.select_related("topic", "owner").get(pk=run_id))
            if run.state != Run.State.RUNNING:
                return "The research had ended."
            try:
                _write_page(here, run, concept_id)
            except TakenOver:
                if not here.durable.is_held(str(DBOS.workflow_id)):
                    raise LaidDown from None
                continue  # only the run changed hands: once more, under its new generation
            return ""
    except OverBudget as over:
        return f"{_OVER_BUDGET}{over.what} {over.advice}"
    except SapereError as error:
        return error.what
    except Exception as error:  # the other pages need not suffer
        log.exception("page failed", run=run_id, concept=concept_id)
        return _inside(error)


def _write_page(here: Bench, run: Run, concept_id: str) -> None:
    """Of a concept that was taken out of the tree meanwhile there is none to write."""
    concept = Concept.objects.filter(pk=concept_id).first()
    if concept is None:
        return
    journal = here.journal(run)
    with here.listeners.of(run) as listener:
        here.crew.compose(run, concept, journal, listener)


def _inside(error: Exception) -> str:
    return f"Something went wrong inside Sapere ({type(error).__name__})."
