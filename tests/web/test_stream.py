from __future__ import annotations

import asyncio

from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from sapere.web.stream import State, last_seen, message, messages


def told(*answers: State | None) -> list[str]:
    """What is sent when a look gives these answers, one after the other."""
    coming = iter(answers)

    async def look(seen: int) -> State | None:
        return next(coming)

    async def collect() -> list[str]:
        return [part.decode() async for part in messages(look, 0, pause=0.001, heartbeat=0.0025)]

    return asyncio.run(collect())


def test_each_state_is_sent_with_the_number_of_its_last_event() -> None:
    sent = told(State(3, "<p>\nthree</p>", over=False), State(5, "five", over=True))
    assert sent[1] == "id: 3\nevent: state\ndata: <p>\ndata: three</p>\n\n"
    assert sent[2].startswith("id: 5\n")


def test_it_ends_when_the_run_is_over() -> None:
    assert told(State(5, "five", over=True))[-1] == "id: 5\nevent: end\ndata: \n\n"


def test_silence_is_broken_by_a_comment_that_no_script_sees() -> None:
    assert ": still here\n\n" in told(None, None, None, None, State(1, "", over=True))


def test_a_browser_that_comes_back_says_what_it_has() -> None:
    request = RequestFactory().get("/?after=4", headers={"Last-Event-ID": "7"})
    assert last_seen(request) == 7
    assert last_seen(RequestFactory().get("/?after=4")) == 4


@given(st.text())
def test_what_is_no_number_counts_as_nothing_seen(said: str) -> None:
    assert last_seen(RequestFactory().get("/", {"after": said})) >= 0


@given(st.text())
def test_no_text_can_end_a_message_early_or_start_another(data: str) -> None:
    sent = message("state", 1, data).decode("utf-8", "surrogatepass")
    assert sent.count("\n\n") == 1
    assert sent.endswith("\n\n")
    assert all(line.startswith(("id: 1", "event: state", "data: ")) for line in sent.split("\n") if line)
