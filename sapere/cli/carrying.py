"""A run from its order to its end, as every command sees it: followed, shown, and stopped by Ctrl-C."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sapere.cli.errors import DONE, FAILED, NOTHING, OVER_BUDGET, STOPPED
from sapere.cli.story import Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from sapere.accounts.models import Person
    from sapere.topics.models import Event, Run

CODES = {"done": DONE, "empty": NOTHING, "failed": FAILED, "stopped": STOPPED}


def carry(run: Run, person: Person, title: str) -> Story:
    """Shows the run until it ends. Ctrl-C asks it to stop, and waits until it has."""
    story = Story(title)
    with _shown(story) as show:
        seen = 0
        try:
            for event in _events(run, seen):
                seen = event.sequence
                show(story.hear(event.kind, event.payload, event.at))
        except KeyboardInterrupt:
            _stop(run, person)
            for event in _events(run, seen):
                show(story.hear(event.kind, event.payload, event.at))
    return story


def exit_code(story: Story) -> int:
    state = str(story.end.get("state", "failed"))
    return OVER_BUDGET if story.end.get("budget") else CODES[state]


def _events(run: Run, after: int) -> Iterator[Event]:
    from sapere.work.follow import follow

    return follow(run.pk, after)


def _stop(run: Run, person: Person) -> None:
    from sapere.topics.actions import request_stop

    print("Stopping; what is there is kept …", file=sys.stderr)
    request_stop(person, run.pk)


@contextmanager
def _shown(story: Story) -> Iterator[Callable[[str], None]]:
    if not sys.stdout.isatty():
        yield lambda line: print(f"{story.seconds:6.1f} s  {line}", flush=True) if line else None
        return
    from sapere.cli.drawing import Drawing

    with Drawing(story) as drawing:
        yield drawing.show
