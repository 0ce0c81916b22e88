"""What is known not to work is left alone for a while, and no longer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from sapere.providers.models.access import Access
from sapere.providers.models.line import AWAY_AFTER, AWAY_FOR, REFUSED_FOR, Line
from sapere.research.errors import ModelAway, ModelBusy, ModelRefuses
from tests.doubles.network import HandClock


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def line(clock: HandClock) -> Iterator[Line]:
    made = Line(Access("openai", "key"), at_once=2, patience=1.0, clock=clock)
    yield made
    asyncio.run(made.close())


def resting(line: Line, model: str) -> bool:
    try:
        line.check(model)
    except (ModelRefuses, ModelAway):
        return True
    return False


def test_a_model_that_is_refused_rests_for_a_minute(line: Line, clock: HandClock) -> None:
    line.refused("a", ModelRefuses("No such model.", advice="Choose."), everywhere=False)
    with pytest.raises(ModelRefuses, match="No such model") as caught:
        line.check("a")
    assert caught.value.advice == "Choose."
    assert not resting(line, "b")
    clock.sleep(REFUSED_FOR)
    assert not resting(line, "a")


def test_a_wrong_key_is_wrong_for_all_of_the_provider(line: Line) -> None:
    line.refused("a", ModelRefuses("Wrong key."), everywhere=True)
    assert resting(line, "a") and resting(line, "b")


def test_one_that_is_away_several_times_in_a_row_rests(line: Line, clock: HandClock) -> None:
    for _ in range(AWAY_AFTER):
        assert not resting(line, "a")
        line.failed("a", ModelAway("It hangs."))
    assert resting(line, "a")
    clock.sleep(AWAY_FOR)
    assert not resting(line, "a")


def test_an_answer_in_between_begins_the_count_anew(line: Line) -> None:
    for _ in range(3 * AWAY_AFTER):
        line.failed("a", ModelAway("It hangs."))
        line.succeeded("a")
    assert not resting(line, "a")


def test_one_that_is_only_busy_does_not_rest(line: Line) -> None:
    for _ in range(3 * AWAY_AFTER):
        line.failed("a", ModelBusy("Too much."))
    assert not resting(line, "a")
