"""Threads about the small topic of :mod:`tests.doubles.authored`, in every state that an answer may be in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from sapere.research.replies import Answer, Excerpt, Speaker, Turn
from sapere.research.shapes import Passage, Sentence
from sapere.topics import actions
from sapere.topics.actions import Question
from sapere.topics.models import Topic
from sapere.topics.talks import Message, Thread
from tests.doubles.authored import BY_DAY, MODEL, OPENINGS, PORES, POROMETER, Pen

WHAT = "What are stomata, and what do they cost a leaf?"
LONG = timedelta(days=365)


def asked(pen: Pen) -> dict[str, str]:
    """The ids of the threads, by what there is to be seen in each."""
    drafted = _answer(pen.quoted(PORES), pen.quoted(BY_DAY), pen.quoted(OPENINGS))
    written = _answer(
        pen.supported("Stomata are pores on the underside of leaves, each between two guard cells.", PORES),
        pen.inferred("A porometer therefore also tells how freely a leaf loses water.", POROMETER, OPENINGS),
        pen.quoted(BY_DAY),
        writer=MODEL,
        dropped=1,
    )
    found = {
        "quoted": _whole(pen, drafted),
        "written": _whole(pen, written),
        "fallback": _whole(
            pen, _answer(pen.quoted(PORES), fallback=f"{MODEL}: It has not answered for 30 seconds.")
        ),
        "missing": _whole(pen, _missing(pen), "Who won the football world cup in 1998?"),
        "waiting": _waiting(pen, None),
        "drafted": _waiting(pen, drafted),
        "streaming": _waiting(pen, replace(written, sentences=written.sentences[:1], dropped=0)),
        "cut": _waiting(pen, drafted, since=LONG),
        "stopped": _stopped(pen, drafted),
        "stopped-model": _stopped(pen, replace(written, sentences=written.sentences[:1], dropped=0)),
        "failed": _failed(pen),
        "tutor": _tutored(pen, shown=False),
        "tutor-shown": _tutored(pen, shown=True),
    }
    return {name: str(thread.pk) for name, thread in found.items()}


def spoiled(pen: Pen, words: str, payloads: Sequence[str]) -> list[str]:
    """Threads in which learner, model and sources say nothing but these words; gives their ids."""
    said = [pen.supported(one, PORES) for one in payloads]
    drafted = _answer(*said, writer=words, fallback=words)
    near = replace(_missing(pen).nearest[0], title=words)
    failed, tutored = _open(pen, words), _open(pen, words, Thread.Mode.TUTOR)
    actions.fail_answer(failed.pk, words)
    turn = Turn(Speaker.TUTOR, words, (pen.cite(PORES),), 1, True, writer=words, fallback=words)
    actions.keep_answer(tutored.pk, turn)
    attempt = actions.ask_in(tutored.thread, Question(words, {}))
    actions.keep_answer(attempt.pk, replace(turn, shows=True))
    whole = _whole(pen, drafted, words)
    missing = _whole(pen, replace(drafted, sentences=(), abstained=True, nearest=(near,)), words)
    waiting = _waiting(pen, drafted)
    return [str(one.pk) for one in (whole, missing, waiting, failed.thread, tutored.thread)]


def _answer(*sentences: Sentence, writer: str = "extractive", dropped: int = 0, fallback: str = "") -> Answer:
    return Answer(WHAT, "en", sentences, writer=writer, dropped=dropped, fallback=fallback)


def _missing(pen: Pen) -> Answer:
    cited = pen.cite(POROMETER)
    passage = Passage("", cited.source, cited.start, cited.end, ("Measuring a leaf",), cited.quote)
    return Answer(WHAT, "en", abstained=True, nearest=(Excerpt(passage, "Notes"),))


def _open(pen: Pen, question: str = WHAT, mode: str = Thread.Mode.FIND) -> Message:
    topic: Topic = pen.topic
    return actions.open_thread(topic.owner, topic, Question(question, {"scope": "topic"}), mode=mode)


def _whole(pen: Pen, answer: Answer, question: str = WHAT) -> Thread:
    waiting = _open(pen, question)
    actions.keep_answer(waiting.pk, answer)
    return waiting.thread


def _waiting(pen: Pen, draft: Answer | None, *, since: timedelta = -LONG) -> Thread:
    """By default its maker is never taken to be gone."""
    waiting = _open(pen)
    if draft is not None:
        actions.keep_draft(waiting.pk, draft)
    Message.objects.filter(pk=waiting.pk).update(beat_at=timezone.now() - since)
    return waiting.thread


def _stopped(pen: Pen, draft: Answer) -> Thread:
    waiting = _open(pen)
    actions.keep_draft(waiting.pk, draft)
    actions.stop_answer(waiting)
    return waiting.thread


def _failed(pen: Pen) -> Thread:
    waiting = _open(pen)
    actions.fail_answer(
        waiting.pk, "The index does not answer. Nothing that was kept is lost. Try again in a moment."
    )
    return waiting.thread


def _tutored(pen: Pen, *, shown: bool) -> Thread:
    first = _open(pen, "Where do the guard cells stand?", Thread.Mode.TUTOR)
    hint = "Look at the part “Stomata”. What does it say of cells that stand in a pair?"
    actions.keep_answer(first.pk, Turn(Speaker.TUTOR, hint, hint=1))
    second = actions.ask_in(first.thread, Question("Beside the veins, I think", {}))
    more = (
        "You have tried. Fill in: Stomata are pores, mostly on the … of leaves, bounded by two guard cells?"
    )
    actions.keep_answer(second.pk, Turn(Speaker.TUTOR, more, hint=2, may_show=True))
    if shown:
        third = actions.ask_in(first.thread, Question("", {"show": True}))
        answer = Turn(Speaker.TUTOR, f"This is the answer: {PORES}", (pen.cite(PORES),), 2, True, shows=True)
        actions.keep_answer(third.pk, answer)
    return first.thread
