"""The bound of a paced run is what no order of its calls can beat."""

from __future__ import annotations

import pytest

from benchmarks.fake_model import Call
from benchmarks.pace import PAGE, SEARCH, Pace


def call(job: str, completion: int) -> Call:
    return Call(f"{job}{completion}", job, 1_000, completion, began=0.0)


def pace(slots: int, *calls: Call) -> Pace:
    events = [
        [2.0, "page", {"concept": "a", "writer": "extractive"}],
        [3.0, "sentence", {}],
        [5.0, "page", {"concept": "a", "writer": "openai:gpt-fake"}],
        [6.0, "end", {}],
    ]
    return Pace(slots, {"events": events}, calls)


def test_few_calls_are_bound_by_the_longest_chain() -> None:
    one = pace(8, call("grow", 80), call("write", 160), call("write", 240))
    assert one.chain == pytest.approx(SEARCH + PAGE + 1.3 + 3.3)
    assert one.bound == one.chain > one.shared


def test_many_calls_are_bound_by_the_slots() -> None:
    many = pace(2, call("define", 40), *(call("write", 160) for _ in range(10)))
    assert many.shared == pytest.approx(SEARCH + PAGE + 0.8 + 10 * 2.3 / 2)
    assert many.bound == many.shared


def test_a_page_that_is_mended_is_a_longer_chain() -> None:
    assert pace(8, call("write", 160), call("mend", 80)).chain == pytest.approx(SEARCH + PAGE + 2.3 + 1.3)


def test_the_run_tells_its_times_and_who_wrote() -> None:
    one = pace(8, call("write", 160))
    assert (one.first("page"), one.first("sentence"), one.wall, one.pages) == (2.0, 3.0, 6.0, 1)
