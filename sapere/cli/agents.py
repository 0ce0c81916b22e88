"""What each agent and each of its services did, as a table in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_HEAD = f"{'agent':<34}{'found':>6}{'kept':>6}{'seconds':>9}"


def table(agents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Lines for the latest ``agent`` event of each (see :class:`~sapere.research.progress.Kind`)."""
    yield _HEAD
    for agent in agents:
        yield _row(str(agent["name"]), agent, kept=f"{agent.get('kept', 0)}")
        for service in agent.get("services") or ():
            yield _row(f"  {service['name']}", service)


def _row(name: str, told: Mapping[str, Any], kept: str = "") -> str:
    shown = name if len(name) <= 33 else name[:32] + "…"
    found = "–" if told["status"] == "skipped" else f"{told.get('found', 0)}"
    seconds = f"{told['seconds']:.1f}" if told.get("seconds") else ""
    says = "" if told.get("services") or told["status"] == "ok" else _reason(told)
    return f"{shown:<34}{found:>6}{kept:>6}{seconds:>9}  {says}".rstrip()


def _reason(told: Mapping[str, Any]) -> str:
    words = {"failed": "failed: ", "skipped": "not asked: "}
    return words.get(told["status"], "") + str(told.get("reason") or "")
