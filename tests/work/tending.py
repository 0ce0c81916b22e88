"""A tree that is edited: by a process that is killed, by several at once, while a run writes its pages."""

from __future__ import annotations

import os
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.db.models.signals import post_save

from sapere.accounts.actions import local_person
from sapere.research.errors import TreeChanged
from sapere.research.growing.edits import Remove
from sapere.topics import actions, history, queries
from sapere.topics.changes import TreeEdit
from sapere.topics.models import Concept, Topic
from tests.topics.seed import finished


def planted() -> str:
    run = finished(local_person())
    assert run.topic is not None
    return run.topic.slug


def titles(slug: str) -> list[str]:
    topic = queries.topic(local_person(), slug)
    pages = queries.pages(topic)
    found = [f"{one.title} {'read' if one.pk in pages else ''}".strip() for one in queries.concepts(topic)]
    return [*found, f"{topic.edits.count()} edits"]


def removed(slug: str, seen: int, *, dies: bool) -> str:
    topic = queries.topic(local_person(), slug)
    if dies:
        post_save.connect(_die, sender=TreeEdit, weak=False)
    first = topic.concepts.filter(depth=1).order_by("position").first()
    assert first is not None
    try:
        actions.edit_tree(local_person(), slug, Remove(str(first.pk)), seen=seen)
    except TreeChanged as error:
        return error.what
    finally:
        connection.close()
    return ""


def at_once(slug: str, threads: int) -> list[str]:
    """What each of so many is told who edit one tree at the same instant, all having seen it as it was."""
    seen = history.seen(queries.topic(local_person(), slug))
    gate = threading.Barrier(threads)

    def ask(_: int) -> str:
        gate.wait()
        return removed(slug, seen, dies=False)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(ask, range(threads)))


def taken_from(run: str) -> str:
    """Removes the concept that is written last, as soon as the run has a tree: its id."""
    while True:
        topic = Topic.objects.get(runs__pk=run)
        last = Concept.objects.filter(topic=topic, depth=1, state="growing").order_by("-position").first()
        if last is not None:
            actions.edit_tree(local_person(), topic.slug, Remove(str(last.pk)), seen=history.seen(topic))
            return str(last.pk)
        time.sleep(0.01)


def _die(**_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
