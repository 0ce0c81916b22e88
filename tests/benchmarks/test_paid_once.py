"""What was under way at a kill, what was asked again, and what was paid twice are told apart."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.fake_model import Call
from benchmarks.paid_once import Lives


def call(key: str, began: float, ended: float = 0.0) -> Call:
    return Call(key, "write", 1_000, 200, began, ended)


def lives(answered: dict[str, float], *calls: Call) -> Lives:
    return Lives("done", [10.0, 20.0], 30.0, answered, calls, None)


def test_an_answer_that_was_written_down_is_not_under_way() -> None:
    one = lives({"a": 5.0, "b": 25.0}, call("a", 1, 4), call("b", 8), call("b", 21, 24))
    assert (one.in_flight, one.again, one.paid_twice, one.asked_in_vain) == ([1, 0], 1, 0, 0)


def test_an_answer_delivered_in_the_moment_before_a_kill_is_paid_twice() -> None:
    calls = (call("b", 8, 9.99), call("b", 21, 24))
    assert lives({"b": 25.0}, *calls).paid_twice == 1
    kept = (calls[0], replace(calls[1], again=True))
    assert lives({"b": 25.0}, *kept).paid_twice == 0


def test_to_ask_for_what_is_written_down_is_in_vain() -> None:
    assert lives({"a": 5.0}, call("a", 1, 4), call("a", 12, 15)).asked_in_vain == 1


def test_a_call_is_lost_in_the_life_that_made_it() -> None:
    assert lives({"a": 25.0}, call("a", 8), call("a", 21, 24)).in_flight == [1, 0]
