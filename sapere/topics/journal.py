"""The engine's journal on rows: a step's record and what the step keeps are committed together or not at all."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import connection

from sapere.research.calls import Said
from sapere.research.errors import Busy, Cancelled, TakenOver
from sapere.research.merge import Merged
from sapere.research.put_in_words import Defined
from sapere.research.read import Reading
from sapere.research.revise import Revised
from sapere.research.shapes import Brief, Page, Tree, decode, encode
from sapere.topics import actions
from sapere.topics.actions.exporting import Made, keep_export
from sapere.topics.caps import Payer
from sapere.topics.models import JournalEntry, Run, Snapshot
from sapere.topics.storage import let_go, saying_why, writes

T = TypeVar("T")
Keep = Callable[[Run, Any], None]

_PATIENCE = (0.1, 0.5, 1.0, 2.0, 4.0)  # seconds between tries while the database does not answer
_LONGEST_NAME = 120


class RowJournal:
    """Implements :class:`sapere.research.ports.Journal` for one run in the hands of one worker.

    A step that is recorded is not run again. Before a step begins the learner's wish to stop is read
    (``Cancelled``) and ``pause`` is called, which may raise to leave the run as it is; ``begins`` is called when
    a step is really run. A step that ends under
    an old generation is not recorded and keeps nothing (``TakenOver``). Threads other than the one that made
    the journal give their database connection back after each step.
    """

    def __init__(
        self,
        run: Run,
        generation: int,
        *,
        keeps: Mapping[str, Keep] | None = None,
        pause: Callable[[], None] = lambda: None,
        begins: Callable[[], None] = lambda: None,
    ) -> None:
        self._run = run
        self._generation = generation
        self._keeps = KEEPS if keeps is None else keeps
        self._pause = pause
        self._begins = begins
        self._home = threading.get_ident()
        self._taken: set[str] | None = None

    def step(self, name: str, inputs: Any, shape: type[T], run: Callable[[], T]) -> T:
        key = step_key(name, inputs)
        try:
            if key in self._keys() and (recorded := patiently(lambda: self._recorded(key))) is not None:
                return decode(shape, recorded["value"])
            patiently(self.check)
            self._begins()
            let_go()
            value = run()
            quicker = patiently(lambda: self._record(name, key, value))
            self._keys().add(key)
            return value if quicker is None else decode(shape, quicker["value"])
        finally:
            if threading.get_ident() != self._home:
                connection.close()

    def _keys(self) -> set[str]:
        """Of the steps that were recorded when the first was taken, and of those recorded here since. What somebody
        else records meanwhile is found when ours is to be recorded."""
        if self._taken is None:
            self._taken = patiently(self._recorded_keys)
        return self._taken

    def _recorded_keys(self) -> set[str]:
        with saying_why():
            return set(JournalEntry.objects.filter(run=self._run).values_list("key", flat=True))

    def _recorded(self, key: str) -> Any:
        with saying_why():
            return (
                JournalEntry.objects.filter(run=self._run, key=key).values_list("result", flat=True).first()
            )

    def check(self) -> None:
        """Whether the run may go on: raises ``Cancelled``, ``TakenOver``, or what ``pause`` raises."""
        self._pause()
        with saying_why():
            now = Run.objects.only("state", "generation", "stop_requested").get(pk=self._run.pk)
        if now.generation != self._generation or now.state != Run.State.RUNNING:
            raise TakenOver("Another worker goes on with this research, or it has ended.")
        if now.stop_requested:
            raise Cancelled("Stopped as you asked.", advice="What was found so far is kept.")

    @writes
    def _record(self, name: str, key: str, value: Any) -> Any:
        """None; or, when another was quicker, its record, which stands.

        Nobody else records for this run until the transaction ends: ``progress`` holds the run's row."""
        actions.progress(self._run.pk, self._generation)
        quicker = self._recorded(key)
        if quicker is not None:
            return quicker
        JournalEntry.objects.create(run=self._run, key=key, result={"value": encode(value)})
        keep = self._keeps.get(name.partition(":")[0])
        if keep is not None:
            keep(self._run, value)
        return None


def step_key(name: str, inputs: Any) -> str:
    """The step's name and a hash of its inputs, at most 160 characters."""
    digest = hashlib.sha256(json.dumps([name, inputs], sort_keys=True, default=str).encode()).hexdigest()[:32]
    return f"{name[:_LONGEST_NAME]}:{digest}"


def patiently(ask: Callable[[], T]) -> T:
    """For what may be asked twice: a database that restarts or is locked is asked again for some seconds."""
    for seconds in _PATIENCE:
        try:
            return ask()
        except Busy:
            if not connection.in_atomic_block:
                connection.close()
            time.sleep(seconds)
    return ask()


def _keep_reading(_: Run, reading: Reading) -> None:
    if reading.snapshot:
        actions.keep_snapshot(
            Snapshot(
                sha256=reading.snapshot,
                raw_sha256=reading.raw_sha256,
                media_type=reading.media_type[:100],
                title=reading.title[:500],
                language=reading.language[:16],
                author=reading.author[:500],
                published=reading.published[:32],
                licence=reading.licence[:200],
                characters=reading.characters,
                partial=reading.partial,
            )
        )


def _keep_brief(run: Run, brief: Brief) -> None:
    actions.keep_brief(run, brief)


def _keep_merged(run: Run, merged: Merged) -> None:
    actions.keep_harvest(run, merged.harvest, merged.passages)


def _keep_tree(run: Run, tree: Tree) -> None:
    actions.keep_tree(run, tree)


def _keep_page(run: Run, page: Page) -> None:
    actions.keep_page(run, page)


def _keep_draft(run: Run, page: Page) -> None:
    actions.keep_page(run, page, draft=True)


def _keep_defined(run: Run, defined: Defined) -> None:
    actions.keep_brief(run, defined.brief)


def _keep_revised(run: Run, revised: Revised) -> None:
    actions.keep_tree(run, revised.tree)


def _keep_said(run: Run, said: Said[Any]) -> None:
    actions.settle(Payer.of(run), said.usage)


def _keep_file(run: Run, made: Made) -> None:
    keep_export(run, made)


KEEPS: Mapping[str, Keep] = {
    "understand": _keep_brief,
    "settle": _keep_brief,
    "read": _keep_reading,
    "merge-early": _keep_merged,
    "merge": _keep_merged,
    "first-page": _keep_page,
    "define": _keep_defined,
    "grow": _keep_tree,
    "revise": _keep_revised,
    "draft": _keep_draft,
    "write": _keep_page,
    "ask": _keep_said,
    "file": _keep_file,
}
"""By the first word of a step's name: what it leaves in the records."""
