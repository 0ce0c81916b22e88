"""What every room of a topic shows around itself, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sapere.web.rooms import Tab


@dataclass(frozen=True, slots=True)
class Frame:
    """The head of a topic. ``definition`` is a sentence as the room renders it, or None while there is none."""

    title: str
    url: str
    language: str
    direction: str
    sources: int
    concepts: int
    researched: datetime | None
    growing: int  # concepts whose page is still being written
    run_url: str  # the run to look at while it works, or ""
    run_state: str
    tabs: list[Tab] = field(default_factory=list)
    definition: object | None = None
    models: tuple[str, ...] = ()  # that wrote pages of it, whoever wrote most first
    export_url: str = ""  # where the topic can be taken out
    sources_url: str = ""  # where all of its sources are listed
    notes_url: str = ""  # what the viewer left in it
    notes: int = 0
    brought: bool = False  # it came from outside on the day that ``researched`` says
    quoted: int = 0  # pages that stand word for word in their sources
