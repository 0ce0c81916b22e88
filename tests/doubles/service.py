"""A stand-in for an outside service: finds the given titles, then fails or waits, if it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

from sapere.research.shapes import Brief, Finding, Raw


class ScriptedService:
    """``waits`` is an event that a search waits for before it says anything."""

    def __init__(
        self,
        name: str,
        titles: Sequence[str] = (),
        *,
        fails: Exception | None = None,
        skips: str = "",
        needs_network: bool = True,
        waits: threading.Event | None = None,
    ) -> None:
        self.name = name
        self.needs_network = needs_network
        self.asked: list[tuple[tuple[str, ...], int]] = []
        self._titles, self._fails, self._skips, self._waits = titles, fails, skips, waits

    def skip_reason(self, brief: Brief) -> str:
        return self._skips

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        self.asked.append((tuple(queries), limit))
        if self._waits:
            self._waits.wait(30)
        for title in self._titles:
            yield Finding("", f"https://{self.name.lower()}.example/{title}", title)
        if self._fails:
            raise self._fails

    def fetch(self, finding: Finding) -> Raw:
        return Raw(finding.title.encode(), "text/plain", locator=finding.locator)
