"""What the five services have in common: a query goes in, a list of works comes back, the most relevant first."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence

from sapere.agents.academic.plain_text import query_words
from sapere.agents.academic.works import Work, findings, first_that_finds, to_read
from sapere.kit.http import HttpClient
from sapere.research.shapes import Brief, Finding, Raw


class Catalogue(ABC):
    """Keeps to ``ports.Service``. ``most_results`` is as many as one answer of the service may hold."""

    name: str
    needs_network = True
    most_results: int
    spare: int = 2
    """So many times what is wanted is asked for, in one request, as not all of it can be read."""

    def __init__(self, http: HttpClient) -> None:
        self._http = http

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - it is asked about anything
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """At most ``limit``; of equally relevant works those that can be read go first."""

        def ask(query: str) -> list[Finding]:
            return findings(self._ask(query, min(self.spare * limit, self.most_results)), self.name)

        def prepared(query: str) -> str:
            return self._prepared(query, brief.language)

        yield from first_that_finds(queries, prepared, ask)[:limit]

    def fetch(self, finding: Finding) -> Raw:
        return to_read(self._http, finding)

    def _prepared(self, query: str, language: str) -> str:  # noqa: ARG002
        """The query as this service takes it; "" when nothing is left to ask for."""
        return query_words(query)

    @abstractmethod
    def _ask(self, query: str, most: int) -> list[Work]:
        """At most ``most`` works, the most relevant first. Raises leaves of ``SourceError``."""
