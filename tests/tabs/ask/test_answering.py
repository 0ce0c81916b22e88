"""How an answer is made with a model, and what becomes of it when something goes wrong meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic, sleep

import pytest

from sapere import settings, wiring
from sapere.accounts.models import Person
from sapere.research.calls import Job
from sapere.research.errors import ModelAway, OverBudget
from sapere.research.index import entries, load
from sapere.research.models import Models
from sapere.research.ports import Scope, Store
from sapere.research.replies import Answer
from sapere.research.shapes import decode
from sapere.settings import Settings
from sapere.tabs.ask.answering import Errand, begin, make, stop
from sapere.topics import actions, lending, threads
from sapere.topics.actions import Question
from sapere.topics.models import Run, Topic, Usage
from sapere.topics.shelves import Place, Reach, finder
from sapere.topics.talks import Message
from tests.doubles.index import MemoryIndex
from tests.doubles.models import ScriptedModel
from tests.doubles.seeded import seed
from tests.fakes.openai import KEY, OpenAI, openai
from tests.fakes.server import serving

WHAT = "What are stomata?"
PORES = "Stomata are pores, mostly on the underside of leaves, bounded by two guard cells whose swelling opens them."


@pytest.fixture
def run(alice: Person, store: Store) -> Run:
    return seed(alice, store)


@pytest.fixture
def errand(alice: Person, run: Run) -> Errand:
    assert run.topic is not None
    waiting = actions.open_thread(alice, run.topic, Question(WHAT, {"scope": "topic"}))
    with finder(Place(alice, run.topic), settings.current()) as look_for:
        return Errand(waiting.pk, WHAT, tuple(look_for(WHAT, "en")), "en")


def answered(errand: Errand) -> Message:
    return threads.answer_by_id(errand.id)


def saying(text: str, quote: str) -> Models:
    model = ScriptedModel(lambda _: {"found": True, "s": [{"t": text, "c": [[1, quote]]}]})
    return Models({Job.ANSWER: (model,)})


def failing(error: Exception) -> Models:
    return Models({Job.ANSWER: (ScriptedModel(lambda _: error),)})


def test_what_the_model_says_and_the_sources_bear_takes_the_drafts_place(errand: Errand) -> None:
    draft = errand.said(Models({}))
    assert isinstance(draft, Answer)
    actions.keep_draft(errand.id, draft)
    make(errand, saying("Stomata are pores bounded by two guard cells.", PORES))
    found = answered(errand)
    assert (found.state, found.text) == ("whole", "Stomata are pores bounded by two guard cells.")


def test_what_a_model_makes_up_is_not_shown(errand: Errand) -> None:
    make(errand, saying("Stomata are 12 metres wide and were found by Newton.", PORES))
    said = decode(Answer, answered(errand).content)
    assert "Newton" not in answered(errand).text
    assert said.fallback and said.writer == "extractive" and said.sentences[0].text == PORES


@pytest.mark.parametrize(
    "error", [ModelAway("It has not answered."), OverBudget("Nothing is left of today's $1.")]
)
def test_without_the_model_the_sources_are_quoted_and_it_is_said_why(
    errand: Errand, error: Exception
) -> None:
    make(errand, failing(error))
    said = decode(Answer, answered(errand).content)
    assert answered(errand).state == "whole" and said.sentences[0].text == PORES
    assert str(error) in said.fallback


def test_an_answer_that_was_stopped_is_not_changed_by_what_comes_late(errand: Errand) -> None:
    actions.stop_answer(answered(errand))
    make(errand, saying("Stomata are pores bounded by two guard cells.", PORES))
    assert (answered(errand).state, answered(errand).content) == ("stopped", None)


@contextmanager
def half_lent(topic: Topic) -> Iterator[str]:
    """An index that has but one source of the topic, whose id is given."""
    store = wiring.build_store(settings.current())
    source = topic.sources.get(number=2)
    document, spans = load(store, source.snapshot_id)
    index = MemoryIndex()
    index.upsert(Scope(str(topic.owner.key), str(topic.pk)), entries(document, spans, locator=""))
    lending.lend(index)
    try:
        yield str(source.pk)
    finally:
        lending.take_back(index)


def test_an_index_that_is_lent_is_searched(alice: Person, run: Run) -> None:
    assert run.topic is not None
    with half_lent(run.topic) as source, finder(Place(alice, run.topic), settings.current()) as look_for:
        assert {one.passage.source for one in look_for("stomata", "en")} == {source}
    with finder(Place(alice, run.topic, Reach.ALL), settings.current()) as look_for:
        assert len({one.passage.source for one in look_for("stomata", "en")}) == 2


def test_an_index_that_a_growing_topic_is_being_put_into_is_not(alice: Person, store: Store) -> None:
    topic = seed(alice, store, finished=False).topic
    assert topic is not None
    with half_lent(topic), finder(Place(alice, topic), settings.current()) as look_for:
        assert len({one.passage.source for one in look_for("stomata", "en")}) == 2


def telling(*claims: str) -> str:
    said = [{"t": text, "c": [[1, PORES]]} for text in claims]
    return json.dumps({"found": True, "s": said})


FIRST = "Stomata are pores bounded by two guard cells."
SLOW = telling(FIRST, "word " * 400)


@contextmanager
def modelled(*, rate: float = 0.0, latency: float = 0.0) -> Iterator[tuple[OpenAI, Settings]]:
    """A model of this house that says one good sentence, and then goes on and on."""
    fake = openai(lambda *_: SLOW, rate=rate, latency=latency)
    with serving(fake) as server:
        chosen = replace(
            settings.current(),
            model=("openai:gpt-fake",),
            openai_api_key=KEY,
            openai_base_url=f"{server.url}/v1",
            fetch_allow=(server.pair,),
            model_prices=(("openai:gpt-fake", 0.15, 0.60),),
        )
        yield fake, chosen
        wiring.close_models()


def wait_until(there: Callable[[], bool]) -> None:
    ends = monotonic() + 25
    while not there():
        assert monotonic() < ends
        sleep(0.02)


def asked_of_a_model(alice: Person, store: Store, chosen: Settings, mode: str = "find") -> Message:
    run = seed(alice, store)
    assert run.topic is not None
    waiting = actions.open_thread(alice, run.topic, Question(WHAT, {"scope": "topic"}), mode=mode)
    begin(waiting, chosen)
    return waiting


def settled() -> bool:
    return Usage.objects.exclude(outcome=Usage.RESERVED).exists()


@pytest.mark.loopback
@pytest.mark.django_db(transaction=True)
def test_stopping_ends_the_models_call_and_what_came_is_kept_and_paid(alice: Person, store: Store) -> None:
    with modelled(rate=200) as (fake, chosen):
        waiting = asked_of_a_model(alice, store, chosen)
        wait_until(lambda: threads.answer_by_id(waiting.pk).text == FIRST)
        stop(waiting)
        wait_until(settled)
        assert not fake.whole, "nobody reads it to its end"
    row, usage = threads.answer_by_id(waiting.pk), Usage.objects.get()
    assert (row.state, row.text) == ("stopped", FIRST)
    assert decode(Answer, row.content).writer == "openai:gpt-fake"
    assert 0 < usage.output_tokens < 300 and usage.usd and not usage.reserved_usd


@pytest.mark.loopback
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", ["find", "tutor"])
def test_a_model_that_is_silent_is_left_at_once(alice: Person, store: Store, mode: str) -> None:
    with modelled(latency=60) as (fake, chosen):
        waiting = asked_of_a_model(alice, store, chosen, mode)
        wait_until(lambda: bool(fake.begun))
        stop(waiting)
        wait_until(settled)
    assert threads.answer_by_id(waiting.pk).state == "stopped"


@pytest.mark.loopback
@pytest.mark.django_db(transaction=True)
def test_a_thread_that_is_deleted_in_another_process_ends_the_call_too(alice: Person, store: Store) -> None:
    with modelled(rate=20) as (fake, chosen):
        waiting = asked_of_a_model(alice, store, chosen)
        wait_until(lambda: bool(fake.begun))
        actions.delete_thread(waiting.thread)
        wait_until(settled)
        assert not fake.whole
