"""Six agents at once, every service a fake of fixed latency: what each did, what the asking costs on top, and what
changes when one service dies in the middle. ``python -m benchmarks.agents``."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from benchmarks.measuring import Sapere, table
from tests.fakes.world import World, world

TOPIC = "photosynthesis"
LATENCY = 0.5
"""Seconds before every answer."""
VICTIM = "openalex"
MOST = 1.1
"""Wall of the search over its slowest agent."""


def main() -> None:
    whole = research()
    _show("Six agents, every answer after half a second", whole)
    _overhead(whole)
    maimed = research(kill=VICTIM)
    _show(f"The same, {VICTIM} killed at its first request", maimed)
    _changed(whole, maimed)


def research(*, kill: str = "") -> dict[str, Any]:
    """One whole run through the command line; the topic as JSON, and the seconds of the search."""
    with tempfile.TemporaryDirectory(prefix="sapere-agents-") as data, world(TOPIC, latency=LATENCY) as fakes:
        sapere = Sapere(Path(data), fakes.environment)
        if kill:
            threading.Thread(target=_kill, args=(fakes, kill), daemon=True).start()
        _, topic = sapere.research(TOPIC, offline=False)
        return topic


def _kill(fakes: World, name: str) -> None:
    victim = fakes.servers[name]
    while not victim.requests:
        time.sleep(0.01)
    victim.close()


def _show(title: str, topic: dict[str, Any]) -> None:
    rows = []
    for agent in topic["agents"]:
        rows.append([agent["name"], agent["status"], agent["found"], agent["kept"], agent["seconds"]])
        rows += [
            [f"– {one['name']}", one["status"], one["found"], "", one["seconds"]] for one in agent["services"]
        ]
    table(title, ["agent and service", "status", "found", "kept", "seconds"], rows)


def _overhead(topic: dict[str, Any]) -> None:
    slowest = max(agent["seconds"] for agent in topic["agents"])
    wall = topic["timings"]["stages"]["search"]
    heads = ["search, wall s", "slowest agent s", "ratio", "at most", "first page s", "all s"]
    timings = topic["timings"]
    row = [wall, slowest, wall / slowest, MOST, timings["first_page_s"], timings["total_s"]]
    table("What asking six agents at once costs", heads, [row])


def _changed(whole: dict[str, Any], maimed: dict[str, Any]) -> None:
    before, after = _statuses(whole), _statuses(maimed)
    changed = [
        [name, before[name], after.get(name, "gone")] for name in before if before[name] != after.get(name)
    ]
    table("Services that ended otherwise", ["service", "before", "after"], changed or [["none", "", ""]])


def _statuses(topic: dict[str, Any]) -> dict[str, str]:
    return {
        one["name"]: f"{one['status']}, {one['found']}"
        for agent in topic["agents"]
        for one in agent["services"]
    }


if __name__ == "__main__":
    main()
