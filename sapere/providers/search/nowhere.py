"""The web search of a house that has no search server: nothing is asked, and every agent says why."""

from __future__ import annotations

from collections.abc import Sequence

from sapere.research.errors import Unreachable
from sapere.research.ports import WebAnswer

NO_SERVER = "No SearXNG server is set, so the open web is not searched (SEARXNG_URL)."


class NoWebSearch:
    name = "SearXNG"

    def skip_reason(self) -> str:
        return NO_SERVER

    def search(
        self,
        query: str,  # noqa: ARG002
        *,
        language: str,  # noqa: ARG002
        limit: int,  # noqa: ARG002
        engines: Sequence[str] = (),  # noqa: ARG002
        categories: Sequence[str] = (),  # noqa: ARG002
    ) -> WebAnswer:
        raise Unreachable(NO_SERVER)
