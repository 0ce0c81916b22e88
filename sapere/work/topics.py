"""The index after a topic came to be without research, or went."""

from __future__ import annotations

from sapere.research.errors import Damaged
from sapere.research.index import index_source
from sapere.research.ports import Listener, Scope
from sapere.research.shapes import Source, decode
from sapere.topics import actions, queries
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run
from sapere.work.library import ERASED, Shelf, await_research


def put_in(run: Run, shelf: Shelf, journal: RowJournal) -> int:
    """The topic's passages; how many. Those of a source whose kept text is missing or damaged are left out."""
    topic = str(run.order["indexed"])
    scope, put = Scope(str(run.owner.key), topic), 0
    for detail in queries.source_details(topic):
        journal.check()
        try:
            put += index_source(shelf.store, shelf.index, scope, decode(Source, detail))
        except (KeyError, Damaged):
            continue  # the source's own page says that its text is gone
    return put


def take_out(run: Run, shelf: Shelf, journal: RowJournal, listener: Listener) -> None:
    """The passages of a topic that was deleted, then the texts and bytes that nothing rests on. Research that had begun
    before may still use the texts: its end is waited for."""
    shelf.index.remove(Scope(str(run.owner.key), str(run.order["erased"])))
    await_research(journal, listener)
    texts, bodies = list(run.order["texts"]), list(run.order["bodies"])
    for start in range(0, max(len(texts), 1), ERASED):
        actions.erase_unused(shelf.store, texts[start : start + ERASED], bodies)
