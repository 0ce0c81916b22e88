"""What a run has told so far, gathered from its events: all that the terminal shows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sapere.kit.money import dollars
from sapere.research.progress import Kind, Stage

LONGEST_NAME = 100
"""Characters of a source's name in a line."""
FINAL_AGENT_STATES = ("ok", "empty", "failed", "skipped")


@dataclass
class Story:
    title: str
    began: datetime | None = None
    latest: datetime | None = None
    stages: dict[str, Mapping[str, Any]] = field(default_factory=dict)  # the latest event of each
    agents: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: int = 0
    unread: int = 0
    concepts: dict[str, str] = field(default_factory=dict)  # id to title, in reading order
    pages: dict[str, str] = field(default_factory=dict)  # concept id to title, as they are written
    first_page: float | None = None
    reading: str = ""
    writing: str = ""
    notes: list[str] = field(default_factory=list)
    drafts: set[str] = field(default_factory=set)  # concepts that a model is still to write
    quoted: dict[str, str] = field(default_factory=dict)  # concepts that no model could write, and why
    cost: Mapping[str, Any] = field(default_factory=dict)  # the latest
    end: Mapping[str, Any] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """From the first event to the last one heard."""
        if self.began is None or self.latest is None:
            return 0.0
        return (self.latest - self.began).total_seconds()

    def hear(self, kind: str, payload: Mapping[str, Any], at: datetime) -> str:
        """Takes the event in; gives the line that tells it, empty when it is not worth one."""
        self.began = self.began or at
        self.latest = at
        return str(getattr(self, f"_{Kind(kind).value}")(payload))

    def _stage(self, told: Mapping[str, Any]) -> str:
        before = self.stages.get(told["stage"])
        self.stages[told["stage"]] = told
        if told["state"] == "done" or (told.get("text") and (before is None or "of" in told)):
            return _line(told["stage"], told.get("text") or told["state"])
        return ""

    def _agent(self, told: Mapping[str, Any]) -> str:
        before = self.agents.get(told["name"], {})
        self.agents[told["name"]] = told
        if told["status"] not in FINAL_AGENT_STATES or before.get("status") == told["status"]:
            return ""
        return _line("agent", f"{told['name']}: {agent_said(told)}")

    def _source(self, told: Mapping[str, Any]) -> str:
        name = _short(told.get("title") or told["locator"])
        self.reading = name
        if told["state"] == "kept":
            self.kept += 1
            return _line("read", name)
        if told["state"] == "unread":
            self.unread += 1
            return _line("not read", f"{name}: {told.get('reason', '')}")
        return ""

    def _concept(self, told: Mapping[str, Any]) -> str:
        self.concepts[told["id"]] = told["title"]
        return ""

    def _page(self, told: Mapping[str, Any]) -> str:
        title = told.get("title") or self.concepts.get(told["concept"], self.title)
        first = bool(told.get("first"))
        if first and self.first_page is None:
            self.first_page = self.seconds
        self.pages[told["concept"]] = title
        sentences = "1 sentence" if told["sentences"] == 1 else f"{told['sentences']} sentences"
        quoted = ", quoted" if told.get("fallback") else ""
        what = _line("first page" if first else "page", f"{title} ({sentences}{quoted})")
        if told.get("draft"):
            self.drafts.add(told["concept"])
            return what if first else ""  # told again when it is written
        self.drafts.discard(told["concept"])
        self.quoted.pop(told["concept"], None)
        if told.get("fallback"):
            self.quoted[told["concept"]] = str(told["fallback"])
        return what

    def _sentence(self, told: Mapping[str, Any]) -> str:
        """Its page tells of it when all of it is there."""
        self.writing = self.concepts.get(told["concept"], "")
        return ""

    def _cost(self, told: Mapping[str, Any]) -> str:
        """Told once a second: the last is shown at the end."""
        self.cost = told
        return ""

    def _note(self, told: Mapping[str, Any]) -> str:
        self.notes.append(told["text"])
        return _line("note", told["text"])

    def _end(self, told: Mapping[str, Any]) -> str:
        self.end = told
        return _line(told["state"], told.get("text") or f"{told['seconds']:.1f} seconds in all")


def quoted_said(story: Story) -> list[str]:
    """Which pages no model could write, in one line for each reason."""
    lines = []
    for reason, pages in Counter(story.quoted.values()).items():
        stay, them = ("1 page stays", "it") if pages == 1 else (f"{pages} pages stay", "them")
        lines.append(f"{stay} quoted, because no model could write {them}: {reason}")
    return lines


def cost_said(told: Mapping[str, Any]) -> str:
    """``$0.04 of $0.50 in 31 calls, 68,200 tokens in and 9,900 out``."""
    unpriced = told.get("unpriced", 0)
    usd = dollars(None if unpriced and unpriced == told["calls"] else told["usd"])
    of = f" of {dollars(told['of_usd'])}" if told.get("of_usd") else ""
    calls = "1 call" if told["calls"] == 1 else f"{told['calls']:,} calls"
    beside = f" (price unknown of {unpriced})" if unpriced and usd != "unknown" else ""
    tokens = f"{told['input_tokens']:,} tokens in and {told['output_tokens']:,} out"
    return f"{usd}{of} in {calls}{beside}, {tokens}"


STAGE_WORDS = {
    Stage.UNDERSTAND: "Understand the topic",
    Stage.SEARCH: "Search",
    Stage.READ: "Read",
    Stage.GROW: "Grow the tree",
    Stage.WRITE: "Write the pages",
    Stage.CHECK: "Check every quote",
}


def agent_said(told: Mapping[str, Any]) -> str:
    """``24 found`` or why there is nothing."""
    if told["status"] == "ok":
        return f"{told.get('found', 0)} found{_missed(told)}"
    if told["status"] == "searching":
        return f"searching, {told['found']} found" if told.get("found") else "searching"
    return f"{told['status']}. {told.get('reason', '')}".strip()


def _missed(told: Mapping[str, Any]) -> str:
    failed = [str(one["name"]) for one in told.get("services") or () if one["status"] == "failed"]
    return f" (without {', '.join(failed)})" if failed else ""


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _line(what: str, text: str) -> str:
    return f"{what:<10}  {text}"
