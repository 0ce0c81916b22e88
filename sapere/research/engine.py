"""What the steps are handed: the ports, chosen elsewhere, and the one way to tell an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sapere.kit.clock import Clock
from sapere.research.models import NONE, Models
from sapere.research.ports import Agent, Dictionary, Index, Journal, Listener, Reader, Scope, Store
from sapere.research.progress import Event, Kind


@dataclass(frozen=True, slots=True)
class Engine:
    """Without ``models`` every job is done by extraction. ``scope`` is whose topic is researched; ``soft_deadline`` when the first page is written, in seconds."""

    agents: tuple[Agent, ...]
    reader: Reader
    store: Store
    index: Index
    journal: Journal
    listener: Listener
    clock: Clock
    scope: Scope
    soft_deadline: float = 3.0
    hard_deadline: float = 20.0
    dictionary: Dictionary | None = None
    models: Models = NONE

    def tell(self, kind: Kind, **payload: Any) -> None:
        self.listener.tell(Event(kind, payload))
