"""Whatever becomes of a call, all that was paid for its tries stays within what was set aside for it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import pytest

from sapere.providers.models.remote import RemoteModel
from sapere.research.budget import RunBudget
from sapere.research.calls import Job
from sapere.research.errors import NoModel
from sapere.research.models import Models
from tests.fakes.talking import THOUGHT, Fault, Talking
from tests.providers.models.calls import TEXT, Leaf, asked, fake, prompt

pytestmark = pytest.mark.loopback
NAMES = ("openai:gpt-4.1-mini", "anthropic:claude-fake", "anthropic:claude-sonnet-5-5")
LEAF = '{"title": "Tea", "points": ["a drink", "of leaves"]}'
LONG = "The leaves of tea are dried, rolled and kept. " * 400
PAID = (Fault.CUT, Fault.CUT_THOUGHT, Fault.NO_END, Fault.OVERLOADED_FIRST, Fault.OVERLOADED_LATER)
"""Faults of answers that had begun: what they took is paid."""


@contextmanager
def priced(
    name: str, author: Any = lambda *_: TEXT, faults: Iterable[Fault | None] = ()
) -> Iterator[tuple[RemoteModel, Talking]]:
    made = fake(name, author, faults=faults, models=[name.partition(":")[2]])
    prices = [(name, 5.0, 15.0)] if name.endswith("fake") else []
    with asked(name, made, prices=prices) as found:
        yield found, made


def spent(found: RemoteModel, shape: Any = None, **given: Any) -> tuple[float, float]:
    """Dollars that a call took, whatever became of it, and those that were set aside."""
    purse, aside = RunBudget(), found.most_usd(prompt(**given), shape)
    models = Models({Job.ANSWER: (found,)}, budget=purse)
    with suppress(NoModel):
        if shape is None:
            models.stream(prompt(**given), lambda *_: None)
        else:
            models.ask(prompt(**given), shape)
    assert aside is not None
    return purse.usd, aside


@pytest.mark.parametrize("shape", [None, Leaf])
@pytest.mark.parametrize("fault", PAID)
@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_breaks_off_again_and_again_is_paid_out_of_what_was_set_aside(
    name: str, fault: Fault, shape: type | None
) -> None:
    said = LEAF if shape else TEXT
    with priced(name, lambda *_: said, itertools.repeat(fault)) as (found, made):
        paid, aside = spent(found, shape, material=LONG)
    assert 0 < paid <= aside
    assert len(made.asked) == 1


@pytest.mark.parametrize("name", NAMES)
def test_what_a_model_thought_before_it_was_cut_off_is_counted(name: str) -> None:
    with priced(name, faults=[Fault.CUT_THOUGHT]) as (found, _):
        purse = RunBudget()
        with pytest.raises(NoModel):
            Models({Job.ANSWER: (found,)}, budget=purse).stream(prompt(), lambda *_: None)
    [usage] = purse.spent
    assert usage.input_tokens > 0
    assert usage.output_tokens >= len(THOUGHT) // 8


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_missed_and_then_cut_off_is_paid_out_of_what_was_set_aside(name: str) -> None:
    wrong = '{"title": 7, "points": "' + "word " * 250 + '"}'
    with priced(name, lambda *_: wrong, [None, Fault.CUT, None]) as (found, made):
        paid, aside = spent(found, Leaf, material=LONG)
    assert 0 < paid <= aside
    assert len(made.asked) == 2


@pytest.mark.parametrize("name", NAMES)
def test_instructions_that_are_kept_ready_for_more_money_are_set_aside_for(name: str) -> None:
    with priced(name) as (found, _):
        paid, aside = spent(found, instructions="tea " * 40_000, most=20)
    assert 0 < paid <= aside


def test_a_shape_is_set_aside_for_with_all_that_has_to_be_said_of_it() -> None:
    large: Any = dataclass(type("Large", (), {"__annotations__": {f"field_{n}": str for n in range(200)}}))
    with priced(NAMES[0]) as (found, _):
        once, small, more = (found.most_usd(prompt(), shape) for shape in (None, Leaf, large))
    assert once is not None and small is not None and more is not None
    assert 2 * once < small < more - once
