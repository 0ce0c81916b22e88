"""A learner asks a topic's sources: the question is kept before anything is answered, and what is answered after it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.kit.text import squeeze
from sapere.research.replies import Answer, Turn
from sapere.research.shapes import encode
from sapere.topics.models import Concept, Topic
from sapere.topics.storage import writes
from sapere.topics.talks import Message, Thread

SILENCE = timedelta(seconds=12)
"""Without a sign of life after which whoever made an answer counts as gone."""
_TITLE = 100  # characters of a question that stand for its thread


@dataclass(frozen=True, slots=True)
class Question:
    """``content`` says where it is looked up, or what it asks of the tutor; see :class:`Message`."""

    text: str
    content: Mapping[str, Any]
    concept: Concept | None = None


@writes
def open_thread(owner: Person, topic: Topic, asked: Question, *, mode: str = Thread.Mode.FIND) -> Message:
    """A new thread with the question; gives the answer that is now waited for."""
    thread = Thread.objects.create(
        id=uuid.uuid4(), owner=owner, topic=topic, mode=mode, title=_title(asked.text)
    )
    return _asked(thread, asked)


@writes
def ask_in(thread: Thread, asked: Question) -> Message:
    """The next question of a thread; gives the answer that is now waited for."""
    return _asked(thread, asked)


@writes
def answer_again(question: Message) -> Message:
    """Another answer to the question, below all that was said; gives the answer that is now waited for. One that is
    waited for still is cut where whoever made it is gone."""
    _locked(question.thread)
    waiting = question.answers.filter(state=Message.State.WAITING)
    _tell(waiting.filter(beat_at__lt=timezone.now() - SILENCE), state=Message.State.CUT)
    return waiting.first() or _next(question.thread, Message.Role.ANSWER, to=question)


@writes
def keep_draft(answer_id: uuid.UUID, said: Answer) -> bool:
    """What is shown until the answer is whole, as it comes; whether it is waited for still."""
    return _tell(_waiting(answer_id), content=encode(said), text=plain(said), beat_at=timezone.now())


@writes
def keep_answer(answer_id: uuid.UUID, said: Answer | Turn) -> bool:
    """The answer is whole; False where nobody waits for it any more."""
    return _tell(_waiting(answer_id), content=encode(said), text=plain(said), state=Message.State.WHOLE)


@writes
def beat_answer(answer_id: uuid.UUID) -> bool:
    """Whoever makes it is alive; whether it is waited for still."""
    return bool(_waiting(answer_id).update(beat_at=timezone.now()))


@writes
def stop_answer(answer: Message) -> None:
    """What there is of it stays; one that is not waited for stays as it is."""
    _tell(_waiting(answer.pk), state=Message.State.STOPPED)


@writes
def fail_answer(answer_id: uuid.UUID, reason: str) -> None:
    _tell(_waiting(answer_id), state=Message.State.FAILED, reason=reason)


@writes
def delete_thread(thread: Thread) -> None:
    """With all that was said in it."""
    thread.delete()


def plain(said: Answer | Turn) -> str:
    return said.text if isinstance(said, Turn) else " ".join(sentence.text for sentence in said.sentences)


def _asked(thread: Thread, asked: Question) -> Message:
    _locked(thread)
    question = _next(
        thread,
        Message.Role.QUESTION,
        text=asked.text,
        content=dict(asked.content),
        concept=asked.concept,
        state=Message.State.WHOLE,
    )
    return _next(thread, Message.Role.ANSWER, to=question)


def _next(thread: Thread, role: str, **more: Any) -> Message:
    last = thread.messages.aggregate(Max("position"))["position__max"] or 0
    waited_for = {"state": Message.State.WAITING, "beat_at": timezone.now()}
    return Message.objects.create(
        id=uuid.uuid4(), thread=thread, role=role, position=last + 1, **(waited_for | more)
    )


def _locked(thread: Thread) -> None:
    """Two windows write into one thread one after the other. Raises ``Thread.DoesNotExist`` for one that was deleted."""
    Thread.objects.select_for_update().get(pk=thread.pk).save(update_fields=["changed_at"])


def _waiting(answer_id: uuid.UUID) -> Any:
    return Message.objects.filter(pk=answer_id, state=Message.State.WAITING)


def _tell(answers: Any, **what: Any) -> bool:
    """There is something new to be seen; whether there were any of them."""
    return bool(answers.update(told=F("told") + 1, **what))


def _title(text: str) -> str:
    short = squeeze(text).strip()
    return short if len(short) <= _TITLE else f"{short[: _TITLE - 1].rstrip()}…"
