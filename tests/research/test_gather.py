from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from sapere.kit.clock import SystemClock
from sapere.research.gather import LATE, Gathering
from sapere.research.progress import Kind
from sapere.research.shapes import Brief, Depth, Finding, Level, Raw
from tests.doubles.engine import Recorder, ScriptedAgent, engine

BRIEF = Brief("Sea", "en", Depth.STANDARD, Level.NEW, "", (), {})
TEXT = "# {0}\nThe sea {0} is told here at some length, so that there is enough of it to be kept and quoted."


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    released = threading.Event()
    yield released
    released.set()


class SlowShelf(ScriptedAgent):
    """One of its texts does not come before the test has ended."""

    needs_network = True

    def __init__(self, texts: dict[str, str], slow: str, hang: threading.Event) -> None:
        super().__init__("video", texts)
        self._slow, self._hang = slow, hang

    def fetch(self, finding: Finding) -> Raw:
        if finding.locator == self._slow:
            self._hang.wait(30)
        return super().fetch(finding)


def test_one_slow_host_is_not_waited_for_when_most_is_read(hang: threading.Event) -> None:
    texts = {f"https://sea.example/{at}": TEXT.format(at) for at in range(10)}
    told = Recorder()
    agent = SlowShelf(texts, "https://sea.example/3", hang)
    with Gathering(BRIEF, engine([agent], clock=SystemClock(), listener=told)) as gathering:
        gathering.wait_for_most(25)
        readings = gathering.end()
    assert sum(bool(reading.snapshot) for reading in readings) == 9
    assert [r.finding.locator for r in readings if r.reason == LATE] == ["https://sea.example/3"]
    last = [e.payload for e in told.events if e.kind is Kind.SOURCE and e.payload["locator"].endswith("/3")][
        -1
    ]
    assert (last["state"], last["reason"]) == ("unread", LATE)


def test_findings_stand_in_the_order_of_their_search(hang: threading.Event) -> None:
    texts = {f"https://sea.example/{at}": TEXT.format(at) for at in (5, 1, 4)}
    with Gathering(BRIEF, engine([ScriptedAgent("library", texts)], clock=SystemClock())) as gathering:
        assert gathering.wait(None)
        assert [reading.finding.locator for reading in gathering.end()] == list(texts)


def test_a_work_is_read_again_where_another_service_knows_its_full_text(hang: threading.Event) -> None:
    agent = ScriptedAgent("academic", {"https://sea.example/1": TEXT.format(1)})
    with Gathering(BRIEF, engine([agent], clock=SystemClock())) as gathering:
        gathering.wait(None)
        finding = gathering.end()[0].finding
        gathering._submit(0, agent, replace(finding, full_text="https://sea.example/1.pdf"))
        gathering._submit(0, agent, finding)
        gathering.wait(None)
        assert [one.finding.full_text for one in gathering.readings()] == ["", "https://sea.example/1.pdf"]
