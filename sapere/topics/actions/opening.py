"""A learner asks: topics and runs come to be."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from django.db import IntegrityError
from django.db.models import Q

from sapere.accounts.models import Person
from sapere.kit.ids import slug
from sapere.kit.text import squeeze
from sapere.research.define import LONGEST_TOPIC
from sapere.research.errors import BadRequest
from sapere.research.growing.placing import DEEPEST
from sapere.research.progress import Kind
from sapere.research.shapes import Depth, Order, decode, encode
from sapere.topics.asking import folded
from sapere.topics.models import Concept, JournalEntry, Page, Run, Topic
from sapere.topics.storage import writes

_UNFINISHED = (Run.State.QUEUED, Run.State.RUNNING)


def open_topic(
    owner: Person, order: Order, *, update: bool = False, estimate: Mapping[str, Any] | None = None
) -> Run:
    """The run in which this order is or was carried out.

    Asked for the first time: a new topic and its queued run. While a run of that topic is unfinished: that
    run. Stopped at a cap: that run again, with the budget of this order. Finished: its last run, unless
    ``update`` is set, or something else was asked for then (another depth, another library …), or it ended
    without a result; then a new one. Two who ask at the same moment get the same run. ``estimate`` is what the
    run was thought to cost: it stays with a new one.
    """
    try:
        return _open(owner, order, update, estimate)
    except IntegrityError:  # another request was a moment quicker: its rows are there now
        return _open(owner, order, update=False, estimate=estimate)


@writes
def update_topic(owner: Person, slug: str, *, estimate: Mapping[str, Any] | None = None) -> Run:
    """A new run that researches the owner's topic again, as it was asked for last; the one that is at work on it, where
    there is one. Raises ``Topic.DoesNotExist``; for somebody else's too."""
    topic = Topic.objects.select_for_update().get(owner=owner, slug=slug)
    return _at_work(topic) or _new_run(topic, Run.Kind.RESEARCH, order_of(topic), estimate)


@writes
def go_deeper(
    owner: Person, slug: str, concept_id: uuid.UUID, *, estimate: Mapping[str, Any] | None = None
) -> Run:
    """A new run that researches one concept of the owner's topic and puts what it finds below it; the one that is at work
    on the topic, where there is one. Raises ``Topic.DoesNotExist`` and ``Concept.DoesNotExist``; ``BadRequest`` for a
    concept below which there is no place."""
    topic = Topic.objects.select_for_update().get(owner=owner, slug=slug)
    concept = topic.concepts.get(pk=concept_id)
    if not 0 < concept.depth < DEEPEST:
        raise BadRequest(
            f"There is no place below “{concept.title}”: a tree has {DEEPEST} levels.",
            advice="Research it as a topic of its own.",
        )
    return _at_work(topic) or _new_run(topic, Run.Kind.DEEPER, order_below(topic, concept), estimate)


def order_of(topic: Topic) -> Order:
    """As the topic was asked for last, for the whole of it."""
    last = topic.runs.filter(kind=Run.Kind.RESEARCH).order_by("-created_at").first()
    asked = decode(Order, last.order) if last is not None else Order("", language=topic.language)
    return replace(asked, topic=topic.title, seed=str(topic.pk), under="")


def order_below(topic: Topic, concept: Concept) -> Order:
    """What a run that goes deeper at the concept looks for: it by its name, told apart by the topic's."""
    told_apart = f"{concept.title} ({topic.title})"
    clear = len(told_apart) <= LONGEST_TOPIC and "(" not in f"{concept.title}{topic.title}"
    name = told_apart if clear else concept.title[:LONGEST_TOPIC]
    whole = order_of(topic)
    return replace(
        whole,
        topic=name,
        depth=Depth.QUICK,
        under=str(concept.pk),
        whole_library=False,
        language=topic.language,
    )


@writes
def open_library_run(owner: Person, roots: Sequence[str], refused: Sequence[tuple[str, str]] = ()) -> Run:
    """A queued run that reads these roots into the owner's library. ``refused`` are names and reasons of what
    was sent along and not taken: the run tells of them."""
    order = {"roots": list(roots), "refused": [list(one) for one in refused]}
    return Run.objects.create(id=uuid.uuid4(), owner=owner, kind=Run.Kind.LIBRARY, order=order)


@writes
def retry(viewer: Person, run_id: uuid.UUID | str, *, budget: float = 0.0) -> Run:
    """A run that failed or was stopped goes back into the queue; what it finished is not done again.
    ``budget``: dollars that it may cost from now on, with all that it has cost; 0 leaves that as it was.

    Of one that is finished the pages that no model could write are written again.
    Raises ``Run.DoesNotExist`` for a run that is not the viewer's, ``BadRequest`` for one that is not over, or has
    nothing left to do, or beside which another researches the topic.
    """
    run = _held(viewer, run_id)
    if run.state in _UNFINISHED:
        raise BadRequest("This research is still going on.", advice="Wait for its end, or stop it first.")
    if run.state == Run.State.DONE and not _forget_quoted(run):
        raise BadRequest("This research is finished.", advice="Update the topic to research it anew.")
    return _queued_again(run, budget)


def _held(viewer: Person, run_id: uuid.UUID | str) -> Run:
    """The topic is held before its run, as everywhere here: a topic is researched by one run at a time."""
    run = Run.objects.get(pk=run_id, owner=viewer)
    topic = Topic.objects.select_for_update().get(pk=run.topic_id) if run.topic_id else None
    run = Run.objects.select_for_update().get(pk=run_id, owner=viewer)
    other = _at_work(topic) if topic and run.kind in Run.RESEARCHING else None
    if other is not None and other != run:
        raise BadRequest(
            "Other research on this topic is going on.", advice="Wait for its end, or stop it first."
        )
    return run


def _forget_quoted(run: Run) -> int:
    """Takes the record of the pages that no model could write, so that they are asked for again: how many."""
    quoted = Page.objects.filter(concept__topic=run.topic_id).exclude(fallback="")
    steps = [Q(key__startswith=f"write:{one}:") for one in quoted.values_list("concept", flat=True)]
    if not steps or run.topic_id is None:
        return 0
    return JournalEntry.objects.filter(reduce(or_, steps), run=run).delete()[0]


def _queued_again(run: Run, budget: float) -> Run:
    run.state, run.reason, run.stop_requested = Run.State.QUEUED, "", False
    run.attempts, run.worker, run.ended_at = 0, "", None
    if budget and run.kind in Run.RESEARCHING:
        run.order = {**run.order, "budget": budget}
    run.save(update_fields=["state", "reason", "stop_requested", "attempts", "worker", "ended_at", "order"])
    return run


@writes
def _open(owner: Person, order: Order, update: bool, estimate: Mapping[str, Any] | None) -> Run:
    topic = _topic(owner, order)
    asked = replace(order, topic=topic.title, seed=str(topic.pk))
    if going_on := _at_work(topic):
        return going_on
    last = topic.runs.filter(kind=Run.Kind.RESEARCH).order_by("-created_at").first()
    if last is not None and _answers(last, asked) and not update:
        return last
    if last is not None and not update and _ran_out(last) and _is_same(last, asked):
        return _queued_again(last, asked.budget)
    return _new_run(topic, Run.Kind.RESEARCH, asked, estimate)


def _new_run(topic: Topic, kind: Run.Kind, order: Order, estimate: Mapping[str, Any] | None) -> Run:
    kept = encode(order) | ({"estimate": dict(estimate)} if estimate else {})
    return Run.objects.create(id=uuid.uuid4(), owner=topic.owner, topic=topic, kind=kind, order=kept)


def _at_work(topic: Topic) -> Run | None:
    """The run that researches the topic or a part of it now: there is never another beside it."""
    return topic.runs.filter(kind__in=Run.RESEARCHING, state__in=_UNFINISHED).first()


def _answers(run: Run, asked: Order) -> bool:
    """Whether the run has carried out just this order."""
    return run.state == Run.State.DONE and _is_same(run, asked)


def _ran_out(run: Run) -> bool:
    """Whether it was stopped at a cap: what was paid for is recorded with it, and would be paid again in another."""
    end = run.events.filter(kind=Kind.END).order_by("-sequence").first()
    return run.state == Run.State.STOPPED and end is not None and bool(end.payload.get("budget"))


def _is_same(run: Run, asked: Order) -> bool:
    """Whatever it may cost."""
    return replace(decode(Order, run.order), budget=0.0) == replace(asked, budget=0.0)


def _topic(owner: Person, order: Order) -> Topic:
    asked = folded(order.topic)
    topic = Topic.objects.select_for_update().filter(owner=owner, asked=asked).first()
    if topic is not None:
        return topic
    return Topic.objects.create(
        id=uuid.uuid4(),
        owner=owner,
        slug=free_slug(owner, order.topic),
        asked=asked,
        title=squeeze(order.topic).strip()[:300],
        language=order.language,
    )


def free_slug(owner: Person, title: str) -> str:
    """The title as part of an address, with a number where another of the owner's topics has it, or an example: it would
    hide that from them."""
    wanted = slug(title)
    seen = Q(owner=owner) | Q(visibility=Topic.Visibility.EXAMPLE)
    taken = set(Topic.objects.filter(seen, slug__startswith=wanted).values_list("slug", flat=True))
    number = 1
    candidate = wanted
    while candidate in taken:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
