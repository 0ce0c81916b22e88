"""What a run is carried out with. The real one is :class:`sapere.work.engine.EngineCrew`; tests bring theirs."""

from __future__ import annotations

from typing import Any, Protocol

from sapere.research.ports import Listener
from sapere.research.shapes import Tree
from sapere.topics.journal import RowJournal
from sapere.topics.models import Concept, Run


class Prepared(Protocol):
    """A run whose tree has grown."""

    @property
    def tree(self) -> Tree: ...


class Crew(Protocol):
    """Everything that takes a step takes it through the journal, and so only once."""

    def prepare(self, run: Run, journal: RowJournal, listener: Listener) -> Prepared:
        """All that comes before the pages. Raises leaves of ``SapereError``."""
        ...

    def compose(self, run: Run, concept: Concept, journal: RowJournal, listener: Listener) -> None:
        """One concept's page. May be asked for on another worker than the one that prepared."""
        ...

    def index(self, run: Run, prepared: Any, journal: RowJournal, listener: Listener) -> None:
        """What was read, made searchable; called while the pages are written."""
        ...

    def complete(self, run: Run, prepared: Any, journal: RowJournal, listener: Listener) -> None:
        """What is left when all pages are there."""
        ...

    def collect(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        """Reads a library run's roots into its owner's library."""
        ...

    def export(self, run: Run, journal: RowJournal, listener: Listener) -> None:
        """Makes the file of an export run."""
        ...

    def tidy(self) -> None:
        """Forgets what was only kept for some days. Asked for now and then, by every worker."""
        ...

    def close(self) -> None: ...
