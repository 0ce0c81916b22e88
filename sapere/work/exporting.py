"""A topic into a file, however long that takes: with its progress told, and to be stopped at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable

from sapere.exports.bounded import unhurried
from sapere.exports.formats import FORMATS, file_name
from sapere.kit.ids import bytes_hash
from sapere.research.errors import BadRequest
from sapere.research.ports import Listener, Store
from sapere.research.progress import Event, Kind, Stage
from sapere.topics import queries
from sapere.topics.actions.exporting import Made, put_exported
from sapere.topics.belongings import belongings
from sapere.topics.journal import RowJournal
from sapere.topics.models import Run, Topic
from sapere.topics.portrait import topic_json

SECONDS = 3600
"""That a program may take which writes a file beside."""
_LOOK = 1.0  # seconds between two looks at whether it is still wanted
_TOLD = 0.5  # seconds between two words of how far it is


def make(run: Run, store: Store, journal: RowJournal, listener: Listener) -> None:
    """Raises ``CannotExport``, and what :meth:`RowJournal.check` raises in the middle of it."""
    journal.step("file", run.order, Made, lambda: _made(run, store, journal, listener))


def _made(run: Run, store: Store, journal: RowJournal, listener: Listener) -> Made:
    form, topic = FORMATS[run.order["format"]], _topic(run)
    told = topic_json(
        run.owner, topic.slug, store, with_text=form.whole, told=_telling(listener, "Gathering the pages")
    )
    if run.order.get("mine"):
        told["mine"] = belongings(run.owner, topic)
    pages = len(told["pages"])
    _tell(listener, "Writing the file", pages, pages)
    with unhurried(SECONDS, _now_and_then(journal.check)):
        body = form.of(told)
    made = Made(file_name(topic.slug, form), form.media_type, bytes_hash(body), len(body))
    put_exported(store, run, made.sha256, body)
    return made


def _topic(run: Run) -> Topic:
    """As the owner of the run may see it now: an example may be one no longer."""
    try:
        if run.topic_id is not None:
            return queries.topic_by_id(run.owner, run.topic_id)
    except Topic.DoesNotExist:
        pass
    raise BadRequest("This topic is not there any more.")


def _telling(listener: Listener, text: str) -> Callable[[int, int], None]:
    last = [0.0]

    def tell(count: int, of: int) -> None:
        if count == of or time.monotonic() - last[0] > _TOLD:
            last[0] = time.monotonic()
            _tell(listener, text, count, of)

    return tell


def _tell(listener: Listener, text: str, count: int, of: int) -> None:
    told = {"stage": Stage.WRITE, "state": "started", "text": text, "count": count, "of": of}
    listener.tell(Event(Kind.STAGE, told))


def _now_and_then(check: Callable[[], None]) -> Callable[[], None]:
    last = [time.monotonic()]

    def look() -> None:
        if time.monotonic() - last[0] > _LOOK:
            last[0] = time.monotonic()
            check()

    return look
