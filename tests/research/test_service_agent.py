from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sapere.research.errors import Refused
from sapere.research.search import search
from sapere.research.service_agent import ServiceAgent
from sapere.research.shapes import AgentStatus, Brief, Depth, Finding, Level, Search
from tests.doubles.engine import StillClock
from tests.doubles.service import ScriptedService

BRIEF = Brief("Sea", "en", Depth.STANDARD, Level.NEW, "", (), {"academic": ("sea", "sea review")})
REFUSED = Refused("PubMed refuses to answer (403).")


def ask(*services: ScriptedService, brief: Brief = BRIEF) -> Search:
    return search(ServiceAgent("academic", services), brief, StillClock(), lambda _: None)


@pytest.fixture
def hang() -> Iterator[threading.Event]:
    released = threading.Event()
    yield released
    released.set()


class HurriedClock:
    """Half a deadline passes each time it is asked."""

    def __init__(self) -> None:
        self._passed = 0.0

    def monotonic(self) -> float:
        self._passed += 4.0
        return self._passed

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)


def test_findings_of_all_services_come_by_rank_and_name_their_finder() -> None:
    result = ask(ScriptedService("arXiv", ["a", "b"]), ScriptedService("PubMed", ["x", "y"]))
    assert [f.title for f in result.findings] == ["a", "x", "b", "y"]
    assert {(f.agent, f.service) for f in result.findings} == {("academic", "arXiv"), ("academic", "PubMed")}


def test_each_service_has_a_report_of_its_own() -> None:
    result = ask(
        ScriptedService("arXiv", ["a"]), ScriptedService("PubMed"), ScriptedService("X", skips="No key.")
    )
    told = {s.name: (s.status, s.found, s.reason) for s in result.report.services}
    assert told == {
        "arXiv": (AgentStatus.OK, 1, ""),
        "PubMed": (AgentStatus.EMPTY, 0, "PubMed has nothing on this topic."),
        "X": (AgentStatus.SKIPPED, 0, "No key."),
    }
    assert (result.report.status, result.report.reason) == (AgentStatus.OK, "")


def test_a_service_that_fails_leaves_the_others_as_they_are() -> None:
    result = ask(ScriptedService("arXiv", ["a"]), ScriptedService("PubMed", fails=REFUSED))
    assert (result.report.status, result.report.found) == (AgentStatus.OK, 1)
    assert result.report.reason == REFUSED.what


def test_with_one_failed_and_the_rest_empty_it_has_failed() -> None:
    result = ask(ScriptedService("arXiv"), ScriptedService("PubMed", fails=REFUSED))
    assert (result.report.status, result.report.reason) == (AgentStatus.FAILED, REFUSED.what)


def test_what_a_service_gave_before_it_failed_is_kept() -> None:
    result = ask(ScriptedService("PubMed", ["x"], fails=REFUSED))
    assert [f.title for f in result.findings] == ["x"]
    assert result.report.services[0].status is AgentStatus.FAILED


def test_a_mistake_of_ours_in_one_client_takes_no_other_with_it(caplog: pytest.LogCaptureFixture) -> None:
    result = ask(ScriptedService("arXiv", ["a"]), ScriptedService("PubMed", fails=KeyError("title")))
    assert result.report.found == 1
    assert "PubMed could not be understood (KeyError)." in result.report.reason
    assert "PubMed failed on 'Sea'" in caplog.text


def test_who_does_not_answer_in_time_is_named(hang: threading.Event) -> None:
    agent = ServiceAgent("academic", [ScriptedService("arXiv", waits=hang)], clock=HurriedClock())
    result = search(agent, BRIEF, StillClock(), lambda _: None)
    assert result.report.reason == "arXiv did not answer within 8 seconds."


def test_offline_only_what_is_on_this_machine_is_asked() -> None:
    here, away = ScriptedService("SymPy", ["1"], needs_network=False), ScriptedService("Wikidata", ["2"])
    result = ask(here, away, brief=replace(BRIEF, offline=True))
    assert [f.service for f in result.findings] == ["SymPy"]
    assert away.asked == []


def test_it_sits_out_when_nobody_can_be_asked_and_says_why() -> None:
    result = ask(
        ScriptedService("A", skips="No key."), ScriptedService("B"), brief=replace(BRIEF, offline=True)
    )
    assert result.report.status is AgentStatus.SKIPPED
    assert result.report.reason == "This run stays offline."


@pytest.mark.parametrize(
    ("depth", "services", "each"), [("quick", 2, 4), ("standard", 1, 10), ("deep", 6, 10)]
)
def test_services_share_what_is_read(depth: str, services: int, each: int) -> None:
    many = [ScriptedService(f"S{n}", [f"{n}-{at}" for at in range(99)]) for n in range(services)]
    result = ask(*many, brief=replace(BRIEF, depth=Depth(depth)))
    assert {limit for one in many for _, limit in one.asked} == {each}
    assert result.report.found == each * services


def test_its_own_queries_are_asked_and_a_finding_is_fetched_from_who_found_it() -> None:
    service = ScriptedService("arXiv", ["a"])
    agent = ServiceAgent("academic", [service, ScriptedService("PubMed")])
    [finding] = [one for one in agent.find(BRIEF) if isinstance(one, Finding)]
    assert service.asked[0][0] == ("sea", "sea review")
    assert agent.fetch(finding).body == b"a"


def test_what_is_worked_out_here_is_waited_for_beyond_the_deadline() -> None:
    released = threading.Event()
    slow = ScriptedService("SymPy", ["1"], needs_network=False, waits=released)
    agent = ServiceAgent("computational", [slow], clock=HurriedClock())
    threading.Timer(0.2, released.set).start()
    assert [one.title for one in agent.find(BRIEF) if isinstance(one, Finding)] == ["1"]


def test_an_operator_can_switch_a_service_off() -> None:
    agent = ServiceAgent(
        "social", [ScriptedService("Reddit", ["a"]), ScriptedService("SearXNG (reddit)", ["b"])]
    )
    result = search(agent.without({"Reddit", "SearXNG"}), BRIEF, StillClock(), lambda _: None)
    assert result.report.status is AgentStatus.SKIPPED
    assert "Reddit is switched off on this Sapere" in result.report.reason
