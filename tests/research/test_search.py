from __future__ import annotations

from dataclasses import replace

from sapere.research.errors import Unreachable
from sapere.research.search import search
from sapere.research.shapes import AgentStatus, Brief, Depth, Finding, Level
from tests.doubles.engine import ScriptedAgent, SteppingClock, StillClock

BRIEF = Brief("Sea", "en", Depth.QUICK, Level.NEW, "", (), {"general": ("sea",)})


def run(agent: ScriptedAgent, clock: object = None) -> tuple[AgentStatus, str, list[Finding]]:
    told: list[Finding] = []
    result = search(agent, BRIEF, clock or StillClock(), told.append)  # type: ignore[arg-type]
    assert list(result.findings) == told
    assert result.report.found == len(told)
    return result.report.status, result.report.reason, told


def test_an_agent_that_finds_is_ok() -> None:
    status, reason, told = run(ScriptedAgent("general", {"a": "# A", "b": "# B"}))
    assert (status, reason, [f.locator for f in told]) == (AgentStatus.OK, "", ["a", "b"])


def test_an_agent_that_finds_nothing_is_empty_and_says_so() -> None:
    status, reason, _ = run(ScriptedAgent("general"))
    assert status is AgentStatus.EMPTY
    assert reason


def test_an_agent_whose_service_fails_is_failed_not_empty() -> None:
    status, reason, _ = run(ScriptedAgent("general", fails=Unreachable("Wikipedia did not answer.")))
    assert (status, reason) == (AgentStatus.FAILED, "Wikipedia did not answer.")


def test_what_was_found_before_a_failure_is_kept() -> None:
    status, reason, told = run(ScriptedAgent("general", {"a": "# A"}, fails=Unreachable("It hung up.")))
    assert (status, len(told)) == (AgentStatus.OK, 1)
    assert "It hung up." in reason


def test_an_agent_may_sit_out() -> None:
    status, reason, _ = run(ScriptedAgent("general", {"a": "# A"}, skips="No network is allowed."))
    assert (status, reason) == (AgentStatus.SKIPPED, "No network is allowed.")


def test_a_quick_run_asks_for_no_more_than_it_reads() -> None:
    _, _, told = run(ScriptedAgent("general", {f"a{n}": "# A" for n in range(99)}))
    assert len(told) == 8


def test_only_an_agent_on_the_network_is_stopped_at_its_deadline() -> None:
    agent = ScriptedAgent("general", {f"a{n}": "# A" for n in range(99)})
    brief, told = replace(BRIEF, depth=Depth.DEEP), list[Finding]()
    search(agent, brief, SteppingClock(), told.append)
    assert len(told) == 60
    agent.needs_network = True
    told.clear()
    search(agent, brief, SteppingClock(), told.append)
    assert len(told) < 60
