"""What the room and a thread show beside what was said."""

from __future__ import annotations

from typing import Any

from sapere.accounts.models import Person
from sapere.research.calls import Job
from sapere.research.suggesting import suggested
from sapere.settings import current
from sapere.tabs.ask import showing
from sapere.tabs.ask.wording import Wording
from sapere.topics import notebook, threads
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.plan import Plan, plan
from sapere.topics.shelves import Reach
from sapere.topics.talks import Message, Thread
from sapere.wiring import chosen_models

MOST_THREADS = 100
"""Threads in the list; older ones are found by their words."""
MOST_SUGGESTED = 4


def room_context(viewer: Person, mine: Topic, wording: Wording, words: str) -> dict[str, Any]:
    tree = plan(mine)
    return {
        **_around(viewer, mine, tree, words),
        **_form(tree, wording),
        "suggestions": suggestions(viewer, mine, tree),
    }


def thread_context(here: Thread, wording: Wording | None, edit: str, words: str) -> dict[str, Any]:
    """``wording`` is what could not be asked. Else the form asks again where the last question did."""
    messages, tree = threads.messages(here), plan(here.topic)
    edited = next((one for one in messages if str(one.pk) == edit and one.role == threads.QUESTION), None)
    return {
        **_around(here.owner, here.topic, tree, words),
        **_form(tree, wording or _next(messages, edited)),
        "thread": here,
        "talk": showing.talk(here, messages),
        "edited": edited,
    }


def suggestions(viewer: Person, mine: Topic, tree: Plan) -> list[tuple[str, str]]:
    """What may be asked first, each with its scope: about the pages that the learner read last, then about the others as
    the tree has them."""
    read = notebook.visits(viewer, mine)
    there = [one for one in tree.places if not one.growing and one.depth]
    there.sort(key=lambda one: -read[one.pk].timestamp() if one.pk in read else 0.0)
    asked: dict[str, str] = {}
    for one in there:
        question = suggested(one.title, one.question, mine.language)
        if question and len(asked) < MOST_SUGGESTED:
            asked.setdefault(question, f"{Reach.CONCEPT}:{one.pk}")
    return list(asked.items())


def _next(messages: list[Message], edited: Message | None) -> Wording:
    questions = [one for one in messages if one.role == threads.QUESTION]
    last = edited or (questions[-1] if questions else None)
    if last is None:
        return Wording()
    scope = (last.content or {}).get("scope", Reach.TOPIC)
    known = Reach.TOPIC if scope == Reach.CONCEPT else scope
    return Wording(last.text if edited else "", known, concept=last.concept)


def _form(tree: Plan, wording: Wording) -> dict[str, Any]:
    """``can_write``: whether a model answers, and whether one speaks for the tutor."""
    jobs = chosen_models(current())
    return {
        "wording": wording,
        "concepts": [one for one in tree.places if one.depth],
        "finds": jobs.get(Job.ANSWER, ("",))[0],
        "tutors": jobs.get(Job.TUTOR, ("",))[0],
    }


def _around(viewer: Person, mine: Topic, tree: Plan, words: str) -> dict[str, Any]:
    return {
        "frame": head(mine, "ask:room", tree=tree),
        "slug": mine.slug,
        "words": words,
        "threads": list(threads.threads(viewer, mine, words)[:MOST_THREADS]),
        "growing": any(one.growing for one in tree.places),
    }
