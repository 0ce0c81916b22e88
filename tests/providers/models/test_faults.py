"""Every way in which a provider can fail ends as its reason, in time, and is not asked for in vain."""

from __future__ import annotations

import itertools
import time

import pytest

from sapere.research.errors import (
    BadSaying,
    Declined,
    ModelAway,
    ModelBusy,
    ModelError,
    ModelRefuses,
    TooLong,
)
from tests.fakes.server import Reply, answering, serving
from tests.fakes.talking import Fault
from tests.providers.models.calls import NAMES, TEXT, Leaf, asked, failed, fake, heard, model, prompt, said

pytestmark = pytest.mark.loopback
LEAF = '{"title": "Tea", "points": ["a drink", "of leaves"]}'
PATIENCE = 0.7
REASONS: dict[
    Fault, tuple[type[ModelError], str, int]
] = {  # the reason, a part of its words, the tries at it
    Fault.KEY: (ModelRefuses, "does not accept the key", 1),
    Fault.MODEL: (ModelRefuses, "has no model", 1),
    Fault.REQUEST: (ModelRefuses, "does not take this request", 1),
    Fault.RATE: (ModelBusy, "asked too much", 3),
    Fault.QUOTA: (ModelRefuses, "no money is left", 1),
    Fault.TOO_LARGE: (TooLong, "more than", 1),
    Fault.TOO_LONG: (TooLong, "more than", 1),
    Fault.HTML: (BadSaying, "a web page", 1),
    Fault.MUTE: (ModelAway, "does not answer", 1),
    Fault.CUT: (ModelAway, "broke off", 1),
    Fault.NO_END: (ModelAway, "broke off", 1),
    Fault.SILENT: (ModelAway, "does not answer", 1),
    Fault.GARBLED: (BadSaying, "protocol", 1),
    Fault.OVERLOADED_LATER: (ModelAway, "overloaded", 1),
    Fault.OVERLOADED_FIRST: (ModelAway, "overloaded", 1),
    Fault.CUT_THOUGHT: (ModelAway, "broke off", 1),
    Fault.REFUSAL: (Declined, "declined", 1),
    Fault.FILTERED: (Declined, "declined", 1),
    Fault.EMPTY: (Declined, "nothing", 1),
    Fault.ENDLESS: (BadSaying, "did not end", 1),
}
TRIED_AGAIN = (Fault.BROKEN, Fault.AWAY, Fault.OVERLOADED, Fault.HANGS_UP)
SHAPES = (None, Leaf)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("fault", REASONS)
@pytest.mark.parametrize("name", NAMES)
def test_each_fault_ends_as_its_reason(name: str, fault: Fault, shape: type | None) -> None:
    kind, words, tries = REASONS[fault]
    made = fake(name, lambda *_: LEAF if shape else TEXT, faults=itertools.repeat(fault))
    patience = PATIENCE if fault in {Fault.MUTE, Fault.SILENT} else 20.0
    with asked(name, made, patience=patience) as found:
        began = time.monotonic()
        error = failed(found, kind, shape)
    assert words in error.what
    assert time.monotonic() - began < PATIENCE + 10
    assert len(made.asked) == tries + (fault == Fault.REQUEST and shape is not None)


@pytest.mark.parametrize("fault", TRIED_AGAIN)
@pytest.mark.parametrize("name", NAMES)
def test_a_fault_that_passes_is_not_noticed(name: str, fault: Fault) -> None:
    made = fake(name, faults=[fault, None])
    with asked(name, made) as found:
        assert said(found) == TEXT
    assert set(made.begun.values()) == {2}
    assert set(made.whole.values()) == {1}


@pytest.mark.parametrize("fault", TRIED_AGAIN)
def test_one_that_stays_is_tried_at_three_times(fault: Fault) -> None:
    made = fake(NAMES[0], faults=itertools.repeat(fault))
    with asked(NAMES[0], made) as found:
        error = failed(found, ModelAway)
    assert len(made.asked) == 3
    assert error.usage is not None and error.usage.input_tokens == 0


@pytest.mark.parametrize("name", NAMES)
def test_types_that_no_protocol_has_are_no_answer(name: str) -> None:
    with asked(name, fake(name, faults=[Fault.TYPES])) as found, pytest.raises((BadSaying, ModelAway)):
        said(found)


@pytest.mark.parametrize("name", NAMES)
def test_what_came_before_a_cut_was_heard_and_is_counted(name: str) -> None:
    pieces: list[str] = []
    with asked(name, fake(name, faults=[Fault.CUT])) as found, pytest.raises(ModelAway) as caught:
        found.stream(prompt(), pieces.append)
    assert TEXT.startswith("".join(pieces)) and len("".join(pieces)) == len(TEXT) // 2
    usage = caught.value.usage
    assert usage is not None and usage.input_tokens > 0 and usage.output_tokens > len(TEXT) // 12


@pytest.mark.parametrize("name", NAMES)
def test_json_in_prose_is_found(name: str) -> None:
    with asked(name, fake(name, lambda *_: LEAF, faults=[Fault.PROSE])) as found:
        assert said(found, Leaf) == Leaf("Tea", ("a drink", "of leaves"))


@pytest.mark.parametrize("name", NAMES)
def test_a_value_that_did_not_fit_is_none(name: str) -> None:
    with asked(name, fake(name, lambda *_: LEAF, faults=[Fault.LENGTH])) as found:
        assert "did not fit" in failed(found, BadSaying, Leaf).what


@pytest.mark.parametrize("name", NAMES)
def test_the_time_for_an_answer_holds_whatever_comes(name: str) -> None:
    with asked(name, fake(name, rate=20)) as found:
        began = time.monotonic()
        error = failed(found, ModelAway, within=0.5)
    assert "within 0.5 s" in error.what
    assert time.monotonic() - began < 3
    assert error.usage is not None and error.usage.output_tokens > 0


@pytest.mark.parametrize("name", NAMES)
def test_an_answer_that_drips_for_ever_comes_to_an_end(name: str) -> None:
    made = fake(name, lambda *_: TEXT * 10, rate=10)
    with asked(name, made, patience=0.3) as found:
        error = failed(found, ModelAway, within=0, most=4000)
    assert "did not come to an end within 3 s" in error.what
    assert len(made.asked) == 1, "it is not tried again: what came is paid"
    assert error.usage is not None and error.usage.output_tokens > 0


def test_a_slow_answer_is_not_away_as_long_as_something_comes() -> None:
    with asked(NAMES[0], fake(NAMES[0], lambda *_: TEXT[:80], rate=15), patience=1.0) as found:
        assert said(found, within=0) == TEXT[:80]


@pytest.mark.parametrize("fault", [Fault.KEY, Fault.MODEL, Fault.QUOTA])
@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_that_lasts_is_not_asked_for_fifty_times(name: str, fault: Fault) -> None:
    made = fake(name, faults=itertools.repeat(fault))
    with asked(name, made) as found:
        first = failed(found, ModelRefuses)
        assert {failed(found, ModelRefuses).what for _ in range(49)} == {first.what}
    assert len(made.asked) == 1


def test_a_model_that_is_away_again_and_again_is_left_alone() -> None:
    made = fake(NAMES[0], faults=itertools.repeat(Fault.MUTE))
    with asked(NAMES[0], made, patience=0.1) as found:
        for _ in range(10):
            failed(found, ModelAway)
    assert len(made.asked) == 4


def test_whoever_asks_to_wait_long_is_not_waited_for() -> None:
    late = answering(Reply(b'{"error": {"message": "slow down"}}', 429, {"Retry-After": "60"}))
    with serving(late) as server, model(NAMES[0], server) as found:
        began = time.monotonic()
        error = failed(found, ModelBusy)
        assert len(server.requests) == 1
    assert isinstance(error, ModelBusy) and error.retry_after == 60
    assert time.monotonic() - began < 5


def test_a_short_wait_that_was_asked_for_is_kept() -> None:
    made = fake(NAMES[0])
    slow = Reply(b'{"error": {"message": "slow down"}}', 429, {"Retry-After": "1"})
    left = [slow]
    with serving(lambda *got: left.pop() if left else made(*got)) as server, model(NAMES[0], server) as found:
        began = time.monotonic()
        assert said(found) == TEXT
    assert time.monotonic() - began >= 1


def test_a_server_that_knows_no_schema_is_told_in_words() -> None:
    made = fake(NAMES[0], lambda *_: LEAF, faults=[Fault.REQUEST, None])
    with asked(NAMES[0], made) as found:
        assert said(found, Leaf).title == "Tea"
    assert made.asked[0]["response_format"]["type"] == "json_schema"
    assert "response_format" not in made.asked[1]
    assert '"points"' in made.asked[1]["messages"][0]["content"]


def test_nobody_at_the_address_is_said_so() -> None:
    with serving(fake(NAMES[0])) as server:
        pass
    with model(NAMES[0], server) as found:
        assert f"{server.pair} cannot be reached" in failed(found, ModelAway).what


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_key_is_refused_and_never_told(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    wrong = "sk-ant-wrong-key-of-a-canary-7f3a"
    with serving(fake(name)) as server, model(name, server, key=wrong) as found:
        error = failed(found, ModelRefuses)
    told = f"{error!r} {error.what} {error.advice} {found.__dict__!r} {caplog.text}"
    assert "does not accept the key" in told
    assert "canary" not in told


def test_a_provider_that_repeats_the_key_is_hushed() -> None:
    key = "sk-canary-0123456789"
    copied = Reply(b'{"error": {"message": "cannot read ' + key.encode() + b' as a number"}}', 400)
    with serving(answering(copied)) as server, model(NAMES[0], server, key=key) as found:
        error = failed(found, ModelRefuses)
    assert "cannot read *** as a number" in error.what


def test_pieces_of_an_answer_that_failed_are_not_repeated() -> None:
    made = fake(NAMES[0], faults=[Fault.CUT, None])
    with asked(NAMES[0], made) as found:
        failed(found, ModelAway)
        whole, pieces = heard(found)
    assert whole == "".join(pieces) == TEXT
