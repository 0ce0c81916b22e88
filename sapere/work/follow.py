"""A run's story as it is told, for the terminal: from the stored events, whoever works on the run."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from sapere.topics.journal import patiently
from sapere.topics.models import Event, Run
from sapere.topics.storage import saying_why

PERIOD = 0.1  # seconds between two looks


def follow(run_id: uuid.UUID | str, after: int = 0) -> Iterator[Event]:
    """Every event with a number above ``after``, in order, waiting for those to come; ends with the END.

    Raises ``Run.DoesNotExist``; ``Busy`` when the database has been away for longer than some seconds. The
    caller has seen to it that the follower may see the run.
    """
    while True:
        over, told = patiently(lambda: _told(run_id, after))  # noqa: B023
        for event in told:
            after = event.sequence
            yield event
        if over:
            return
        time.sleep(PERIOD)


def _told(run_id: uuid.UUID | str, after: int) -> tuple[bool, list[Event]]:
    """Whether the run is over, and then what was told after a number."""
    with saying_why():
        over = Run.objects.values_list("state", flat=True).get(pk=run_id) in Run.FINAL
        return over, list(Event.objects.filter(run_id=run_id, sequence__gt=after).order_by("sequence"))
