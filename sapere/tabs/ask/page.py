"""What the room and a thread show beside what was said."""

from __future__ import annotations

from typing import Any

from sapere.accounts.models import Person
from sapere.research.calls import Job
from sapere.settings import current
from sapere.tabs.ask import showing
from sapere.tabs.ask.wording import Wording
from sapere.topics import queries, threads
from sapere.topics.head import head
from sapere.topics.models import Concept, Topic
from sapere.topics.shelves import Reach
from sapere.topics.talks import Message, Thread
from sapere.wiring import chosen_models

MOST_THREADS = 100
"""Threads in the list; older ones are found by their words."""


def room_context(viewer: Person, mine: Topic, wording: Wording, words: str) -> dict[str, Any]:
    return {
        **_around(viewer, mine, words),
        **_form(mine, wording),
        "suggestions": suggestions(mine),
    }


def thread_context(here: Thread, wording: Wording | None, edit: str, words: str) -> dict[str, Any]:
    """``wording`` is what could not be asked. Else the form asks again where the last question did."""
    messages = threads.messages(here)
    edited = next((one for one in messages if str(one.pk) == edit and one.role == threads.QUESTION), None)
    return {
        **_around(here.owner, here.topic, words),
        **_form(here.topic, wording or _next(messages, edited)),
        "thread": here,
        "talk": showing.talk(here, messages),
        "edited": edited,
    }


def suggestions(mine: Topic) -> list[str]:
    """What may be asked first: the questions that its pages answer, else what they are called."""
    written = queries.pages(mine)
    there = [concept for concept in queries.concepts(mine) if concept.pk in written and concept.depth]
    asked = [concept.question for concept in there if concept.question]
    return list(dict.fromkeys([*asked, *(concept.title for concept in there)]))[:4]


def _next(messages: list[Message], edited: Message | None) -> Wording:
    questions = [one for one in messages if one.role == threads.QUESTION]
    last = edited or (questions[-1] if questions else None)
    if last is None:
        return Wording()
    scope = (last.content or {}).get("scope", Reach.TOPIC)
    known = Reach.TOPIC if scope == Reach.CONCEPT else scope
    return Wording(last.text if edited else "", known, concept=last.concept)


def _form(mine: Topic, wording: Wording) -> dict[str, Any]:
    """``can_write``: whether a model answers, and whether one speaks for the tutor."""
    jobs = chosen_models(current())
    return {
        "wording": wording,
        "concepts": [one for one in queries.concepts(mine) if one.depth],
        "finds": jobs.get(Job.ANSWER, ("",))[0],
        "tutors": jobs.get(Job.TUTOR, ("",))[0],
    }


def _around(viewer: Person, mine: Topic, words: str) -> dict[str, Any]:
    return {
        "frame": head(mine, "ask:room"),
        "slug": mine.slug,
        "words": words,
        "threads": list(threads.threads(viewer, mine, words)[:MOST_THREADS]),
        "growing": any(one.state == Concept.State.GROWING for one in queries.concepts(mine)),
    }
