"""A web search that gives what it was told to give."""

from __future__ import annotations

from collections.abc import Sequence

from sapere.research.ports import WebAnswer


class ScriptedSearch:
    """Gives each answer once, in order; remembers what it was asked.

    ``asked`` holds the query, the language, the limit and the engines of each search.
    """

    name = "SearXNG"

    def __init__(self, *answers: WebAnswer, why_not: str = "") -> None:
        self._answers = list(answers)
        self._why_not = why_not
        self.asked: list[tuple[str, str, int, tuple[str, ...]]] = []

    def skip_reason(self) -> str:
        return self._why_not

    def search(
        self,
        query: str,
        *,
        language: str,
        limit: int,
        engines: Sequence[str] = (),
        categories: Sequence[str] = (),
    ) -> WebAnswer:
        assert not categories
        self.asked.append((query, language, limit, tuple(engines)))
        return self._answers.pop(0)
