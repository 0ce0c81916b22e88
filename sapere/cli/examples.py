"""The three finished topics that a new Sapere opens with: made by the engine, of text that any machine has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sapere.cli.house import House
    from sapere.research.shapes import Order
    from sapere.topics.models import Run

PYTHON = "python:"
GUIDES = Path(__file__).resolve().parents[2] / "docs"


def orders() -> list[Order]:
    """What is asked for the examples, of no model: nobody pays for what they did not ask for. The guides' only where
    this copy of Sapere has its guides beside it."""
    from sapere.research.shapes import EXTRACTIVE, Order

    asked = [Order("Exceptions", offline=True, library=(PYTHON,), model=EXTRACTIVE)]
    for title, folder in (("Learning that lasts", "guide/learning"), ("Running Sapere", "operate")):
        if (GUIDES / folder).is_dir():
            own = (str(GUIDES / folder),)
            asked.append(Order(title, offline=True, library=own, whole_library=True, model=EXTRACTIVE))
    return asked


def make(house: House) -> Iterator[str]:
    """Makes those that are not there yet, with a line for each. A worker has to be at work. A topic of the learner's
    own by that name stays as it is, and theirs alone."""
    missing = [order for order in orders() if not _is_there(house, order)]
    if missing:
        yield "First start: making the examples, once."
    for order in missing:
        yield _made(house, order)


def _is_there(house: House, order: Order) -> bool:
    from sapere.topics.queries import examples, find_topic, latest_run

    if any(topic.title == order.topic for topic in examples()):
        return True
    own = find_topic(house.person, order.topic)
    begun = latest_run(own) if own is not None else None
    return (
        begun is not None and begun.order.get("model") != order.model
    )  # one that was begun as an example goes on


def _made(house: House, order: Order) -> str:
    from sapere.accounts.actions import house_person
    from sapere.topics.actions import open_topic
    from sapere.topics.actions.examples import show_as_example
    from sapere.topics.models import Run
    from sapere.work.follow import follow

    # the guides stay out of the learner's own library; the reference is part of it
    run = open_topic(house.person if order.library == (PYTHON,) else house_person(), order)
    for _ in follow(run.pk):
        pass
    run.refresh_from_db()
    if run.state != Run.State.DONE or run.topic is None:
        return f"  {order.topic}: not made. {run.reason}"
    show_as_example(run.topic.pk)
    return f"  {order.topic}: {_seconds(run):.1f} s"


def _seconds(run: Run) -> float:
    if run.started_at is None or run.ended_at is None:
        return 0.0
    return (run.ended_at - run.started_at).total_seconds()
