"""A run's story as it is told, for the terminal: from the stored events, whoever works on the run."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator

from sapere.topics.models import Event, Run

PERIOD = 0.1  # seconds between two looks


def follow(run_id: uuid.UUID | str, after: int = 0) -> Iterator[Event]:
    """Every event with a number above ``after``, in order, waiting for those to come; ends with the END.

    Raises ``Run.DoesNotExist``. The caller has seen to it that the follower may see the run.
    """
    while True:
        over = Run.objects.values_list("state", flat=True).get(pk=run_id) in Run.FINAL
        for event in Event.objects.filter(run_id=run_id, sequence__gt=after).order_by("sequence"):
            after = event.sequence
            yield event
        if over:
            return
        time.sleep(PERIOD)
