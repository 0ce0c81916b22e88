"""A run with a model, killed while calls are under way: what was answered is not asked again, and not paid again.

``python -m benchmarks.paid_once`` does the same 25 times over."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.paid_once import AT_ONCE, Lives, lived

pytestmark = [pytest.mark.loopback, pytest.mark.timeout(600)]
KILLS = 3


@pytest.fixture(scope="module")
def lives() -> Lives:
    return lived(KILLS, keeps=False)


def test_the_run_finishes(lives: Lives) -> None:
    assert (lives.state, len(lives.deaths)) == ("done", KILLS)


def test_no_call_is_asked_whose_answer_was_written_down(lives: Lives) -> None:
    assert len(lives.answered) > 50
    assert lives.asked_in_vain == 0


def test_what_was_under_way_at_a_kill_is_asked_once_more(lives: Lives) -> None:
    assert lives.again == sum(lives.in_flight)
    # beside those under way there may be answers that have just ended and are not written down yet
    assert max(lives.in_flight) <= 2 * AT_ONCE


def test_only_an_answer_lost_on_its_way_to_paper_is_paid_twice(lives: Lives) -> None:
    delivered = Counter(call.key for call in lives.calls if call.ended)
    assert lives.paid_twice == sum(times - 1 for times in delivered.values())
    assert lives.paid_twice <= sum(lives.in_flight)
