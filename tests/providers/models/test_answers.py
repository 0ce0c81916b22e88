"""What a model says comes back as it was said, with what it used."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.providers.models.remote import RemoteModel
from sapere.research.budget import RunBudget
from sapere.research.calls import Job
from sapere.research.errors import BadSaying, OverBudget
from sapere.research.models import Models
from tests.fakes.server import serving
from tests.fakes.talking import Talking
from tests.providers.models.calls import NAMES, TEXT, Leaf, asked, failed, fake, heard, model, prompt

pytestmark = pytest.mark.loopback
LEAF = '{"title": "Tè", "points": ["one", "two"]}'


@pytest.mark.parametrize("name", NAMES)
def test_a_text_comes_in_pieces_and_whole(name: str) -> None:
    with asked(name, fake(name)) as found:
        whole, pieces = heard(found)
    assert whole == TEXT == "".join(pieces)
    assert len(pieces) > 50


@pytest.mark.parametrize("name", NAMES)
def test_a_value_has_the_shape_that_was_asked_for(name: str) -> None:
    with asked(name, fake(name, lambda *_: LEAF)) as found:
        assert found.ask(prompt(), Leaf).value == Leaf("Tè", ("one", "two"))


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_is_no_object_is_asked_for_in_one(name: str) -> None:
    with asked(name, fake(name, lambda *_: '{"answer": [3, 1]}')) as found:
        assert found.ask(prompt(), list[int]).value == [3, 1]


@pytest.mark.parametrize("name", NAMES)
def test_what_was_used_is_counted(name: str) -> None:
    with asked(name, fake(name)) as found:
        usage = found.stream(prompt(), lambda _: None).usage
    assert (usage.model, usage.outcome) == (name, "ok")
    assert usage.input_tokens in (7, 8)
    assert usage.output_tokens == -(-len(TEXT) // 4)
    assert 0 < usage.seconds < 20


@pytest.mark.parametrize("name", NAMES)
def test_instructions_that_came_before_are_kept_at_the_provider(name: str) -> None:
    long = "Answer in the words of the sources. " * 200
    with asked(name, fake(name)) as found:
        first, second = (found.stream(prompt(what, instructions=long), lambda _: None).usage for what in "ab")
    assert first.cached_tokens == 0
    assert second.cached_tokens > 1024
    assert second.input_tokens == first.input_tokens


@pytest.mark.parametrize("name", NAMES)
def test_a_call_is_named_and_instructions_stand_alone_and_first(name: str) -> None:
    told: list[tuple[str, str]] = []

    def author(instructions: str, material: str) -> str:
        told.append((instructions, material))
        return "Yes."

    made = fake(name, author)
    with asked(name, made) as found:
        found.stream(prompt("A question."), lambda _: None)
    assert told == [("Answer briefly.", "A question.")]
    assert made.whole == {prompt("A question.").key: 1}


@pytest.mark.parametrize("name", NAMES)
def test_a_value_of_the_wrong_shape_is_asked_for_once_more(name: str) -> None:
    answers = iter(['{"title": 1}', LEAF])
    made = fake(name, lambda *_: next(answers))
    with asked(name, made) as found:
        said = found.ask(prompt(), Leaf)
    assert said.value.title == "Tè"
    assert said.usage.output_tokens == 3 + -(-len(LEAF) // 4)
    assert sorted(made.whole.values()) == [1, 1]
    assert "points: Field required" in str(made.asked[1]["messages"])


@pytest.mark.parametrize("name", NAMES)
def test_wrong_twice_is_no_answer(name: str) -> None:
    made = fake(name, lambda *_: '{"title": "x", "points": 7}')
    with asked(name, made) as found:
        error = failed(found, BadSaying, Leaf)
    assert "twice" in error.what and "points" in error.what
    assert len(made.asked) == 2
    assert error.usage is not None and error.usage.output_tokens == 14


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_used_up_its_tokens_says_that_it_was_cut(name: str) -> None:
    with asked(name, fake(name)) as found:
        said = found.stream(prompt(most=20), lambda _: None)
    assert said.value == TEXT[:80]
    assert said.usage.outcome == "cut"


@pytest.fixture(scope="module")
def served() -> Iterator[list[tuple[Talking, RemoteModel]]]:
    """A fake and its model for each name, for as long as all the cases take."""
    with ExitStack() as stack:
        made = [(name, fake(name)) for name in NAMES]
        yield [(one, stack.enter_context(asked(name, one))) for name, one in made]


@settings(max_examples=40)
@given(text=st.lists(st.text(max_size=30), min_size=1, max_size=20).map("".join).filter(str.strip))
def test_any_text_comes_through_unchanged(served: list[tuple[Talking, RemoteModel]], text: str) -> None:
    for made, found in served:
        made.author = lambda *_: text
        whole, pieces = heard(found, most=1000)
        assert whole == text == "".join(pieces)


@settings(max_examples=40)
@given(value=st.dictionaries(st.text(max_size=20), st.lists(st.text(max_size=20), max_size=3), max_size=4))
def test_any_value_comes_through_unchanged(
    served: list[tuple[Talking, RemoteModel]], value: dict[str, list[str]]
) -> None:
    for made, found in served:
        made.author = lambda *_: json.dumps({"answer": [value]})
        assert found.ask(prompt(most=4000), list[dict[str, list[str]]]).value == [value]


def test_many_threads_ask_at_once_up_to_the_limit() -> None:
    made = fake(NAMES[0], lambda _, material: f"About {material}", latency=0.1)
    with asked(NAMES[0], made, at_once=5) as found, ThreadPoolExecutor(20) as pool:
        said = list(pool.map(lambda n: found.stream(prompt(str(n)), lambda _: None).value, range(20)))
    assert said == [f"About {n}" for n in range(20)]
    assert made.most_at_once == 5


def test_pieces_are_heard_in_the_thread_that_asks() -> None:
    threads: set[int] = set()
    with asked(NAMES[0], fake(NAMES[0])) as found:
        found.stream(prompt(), lambda _: threads.add(threading.get_ident()))
    assert threads == {threading.get_ident()}


def test_who_stops_listening_ends_the_call() -> None:
    made = fake(NAMES[0], rate=40)

    def enough(_: str) -> None:
        raise KeyboardInterrupt

    with serving(made) as server, model(NAMES[0], server) as found:
        with pytest.raises(KeyboardInterrupt):
            found.stream(prompt(), enough)
        assert not server.gone.wait(0.1)
    assert not made.whole


@pytest.mark.parametrize("name", ["openai:gpt-5-mini", "anthropic:claude-sonnet-5-5"])
def test_a_call_costs_what_its_price_says_and_never_more_than_was_set_aside(name: str) -> None:
    with asked(name, fake(name, models=[name.partition(":")[2]])) as found:
        most = found.most_usd(prompt())
        usage = found.stream(prompt(), lambda _: None).usage
    assert most is not None and usage.usd is not None
    assert 0 < usage.usd <= most


@pytest.mark.parametrize("name", ["openai:gpt-4.1-mini", "anthropic:claude-sonnet-5-5"])
def test_a_shape_that_is_missed_once_costs_no_more_than_was_set_aside(name: str) -> None:
    answers = iter([json.dumps({"title": "word " * 300}), LEAF])
    with asked(name, fake(name, lambda *_: next(answers), models=[name.partition(":")[2]])) as found:
        once, most = found.most_usd(prompt()), found.most_usd(prompt(), Leaf)
        assert once is not None and most is not None
        with pytest.raises(OverBudget):
            Models({Job.ANSWER: (found,)}, budget=RunBudget(0.99 * most)).ask(prompt(), Leaf)
        purse = RunBudget(most)
        Models({Job.ANSWER: (found,)}, budget=purse).ask(prompt(), Leaf)
    assert once < purse.usd <= most


def test_a_price_that_nobody_knows_can_be_given() -> None:
    with asked(NAMES[0], fake(NAMES[0]), prices=[(NAMES[0], 1.0, 10.0)]) as found:
        usage = found.stream(prompt(), lambda _: None).usage
    assert usage.usd == pytest.approx((usage.input_tokens + 10 * usage.output_tokens) / 1e6)
    with asked(NAMES[0], fake(NAMES[0])) as found:
        assert found.most_usd(prompt()) is None
        assert found.stream(prompt(), lambda _: None).usage.usd is None
