from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.replies import Answer
from sapere.topics import actions, threads
from sapere.topics.actions import Question
from sapere.topics.models import Topic
from sapere.topics.talks import Message, Thread
from tests.topics.seed import finished, topic_of

WET = Question("Is water wet?", {"scope": "topic"})
YES = Answer("Is water wet?", "en")


@pytest.fixture
def water(alice: Person) -> Topic:
    return topic_of(finished(alice))


@pytest.fixture
def waiting(alice: Person, water: Topic) -> Message:
    return actions.open_thread(alice, water, WET)


def silent(answer: Message, seconds: int = 60) -> None:
    Message.objects.filter(pk=answer.pk).update(beat_at=timezone.now() - timedelta(seconds=seconds))


def states(of: Thread) -> list[str]:
    return [threads.state(one) for one in threads.messages(of) if one.role == "answer"]


def test_a_question_stands_before_the_answer_that_is_waited_for(waiting: Message) -> None:
    assert [(one.position, one.role, one.state) for one in threads.messages(waiting.thread)] == [
        (1, "question", "whole"),
        (2, "answer", "waiting"),
    ]


def test_two_windows_write_one_after_the_other(waiting: Message) -> None:
    for _ in range(3):
        actions.ask_in(waiting.thread, WET)
    assert [one.position for one in threads.messages(waiting.thread)] == list(range(1, 9))


@pytest.mark.django_db(transaction=True)
def test_eight_windows_at_once_each_have_a_place(waiting: Message) -> None:
    def ask(_: int) -> None:
        try:
            actions.ask_in(waiting.thread, WET)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as windows:
        list(windows.map(ask, range(8)))
    said = threads.messages(waiting.thread)
    assert [one.position for one in said] == list(range(1, 19))
    assert [one.role for one in said] == ["question", "answer"] * 9


def test_each_thing_that_there_is_to_see_is_counted(waiting: Message) -> None:
    def told() -> int:
        return Message.objects.get(pk=waiting.pk).told

    acts: list[Callable[[], object]] = [
        lambda: actions.keep_draft(waiting.pk, YES),
        lambda: actions.beat_answer(waiting.pk),
        lambda: actions.keep_answer(waiting.pk, YES),
        lambda: actions.keep_answer(waiting.pk, YES),
    ]
    counts = [told(), *((act(), told())[1] for act in acts)]
    assert counts == [0, 1, 1, 2, 2]


def test_a_long_question_is_cut_in_the_title_alone(alice: Person, water: Topic) -> None:
    answer = actions.open_thread(alice, water, Question("long " * 300, {}))
    assert len(answer.thread.title) <= 100 and answer.thread.title.endswith("…")
    assert answer.to is not None and len(answer.to.text) == 1_500


def test_an_answer_is_whole_once(waiting: Message) -> None:
    assert actions.keep_draft(waiting.pk, YES) and actions.keep_answer(waiting.pk, YES)
    assert not actions.keep_draft(waiting.pk, YES) and not actions.keep_answer(waiting.pk, YES)
    assert not actions.beat_answer(waiting.pk)
    actions.fail_answer(waiting.pk, "late")
    actions.stop_answer(waiting)
    assert states(waiting.thread) == ["whole"]


def test_who_is_silent_for_too_long_is_taken_to_be_gone_until_they_speak(waiting: Message) -> None:
    silent(waiting)
    assert states(waiting.thread) == ["cut"]
    assert actions.beat_answer(waiting.pk)
    assert states(waiting.thread) == ["waiting"]


def test_asked_again_after_a_cut_the_late_one_is_not_taken(waiting: Message) -> None:
    silent(waiting)
    assert waiting.to is not None
    again = actions.answer_again(waiting.to)
    assert again.pk != waiting.pk and not actions.keep_answer(waiting.pk, YES)
    assert states(waiting.thread) == ["cut", "waiting"]


def test_asked_again_while_it_is_answered_it_is_the_same_answer(waiting: Message) -> None:
    assert waiting.to is not None
    assert actions.answer_again(waiting.to).pk == waiting.pk


def test_nobody_asks_in_a_thread_that_was_deleted(waiting: Message) -> None:
    thread = Thread.objects.get(pk=waiting.thread_id)
    actions.delete_thread(Thread.objects.get(pk=waiting.thread_id))
    with pytest.raises(Thread.DoesNotExist):
        actions.ask_in(thread, WET)


def test_threads_are_ones_own(alice: Person, bob: Person, water: Topic, waiting: Message) -> None:
    assert [one.questions for one in threads.threads(alice, water)] == [1]  # type: ignore[attr-defined]
    assert not threads.threads(bob, water).exists()
    with pytest.raises(Thread.DoesNotExist):
        threads.thread(bob, water, waiting.thread_id)


def test_sources_of_others_are_not_named(alice: Person, bob: Person, water: Topic) -> None:
    ids = {str(one.pk) for one in water.sources.all()}
    ice = Topic.objects.create(id=uuid.uuid4(), owner=bob, slug="ice", asked="ice", title="Ice")
    assert set(threads.cited(alice, water, {*ids, "no id"})) == ids
    assert threads.cited(bob, ice, ids) == {}
