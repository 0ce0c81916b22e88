"""A web search as one of an agent's services: the pages that other search engines know of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sapere.kit.http import HttpClient
from sapere.research.errors import Refused
from sapere.research.ports import WebResult, WebSearch
from sapere.research.reach import whole
from sapere.research.shapes import Brief, Finding, Raw


class WebPages:
    """``engines`` by the names that the search server knows them by; none: the server's own default.

    Several agents have one of these each, with other engines. ``kind`` is what its findings are.
    """

    needs_network = True

    def __init__(
        self, web: WebSearch, http: HttpClient, *, agent: str, engines: Sequence[str] = (), kind: str = "page"
    ) -> None:
        self.name = f"{web.name} ({', '.join(engines)})" if engines else web.name
        self._web = web
        self._http = http
        self._agent = agent
        self._engines = tuple(engines)
        self._kind = kind

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return self._web.skip_reason()

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """Pages for one query after the other until there are enough, for each query asks every search engine.

        Engines that were all silent are a failure, not an empty answer.
        """
        seen: set[str] = set()
        silent: dict[str, str] = {}
        for query in queries:
            answer = self._web.search(query, language=brief.language, limit=limit, engines=self._engines)
            silent |= dict(answer.silent)
            for result in answer.results:
                if result.url not in seen:
                    seen.add(result.url)
                    yield self._finding(result)
            if len(seen) >= limit:
                return
        if silent and not seen:
            raise Refused(_silence(self._web.name, silent))

    def fetch(self, finding: Finding) -> Raw:
        """The page itself, as a visitor would see it."""
        return whole(self._http, finding)

    def _finding(self, result: WebResult) -> Finding:
        return Finding(
            agent=self._agent,
            locator=result.url,
            title=result.title,
            kind=self._kind,
            snippet=result.snippet,
            author=result.author,
            published=result.published,
            service=self.name,
        )


def _silence(name: str, silent: Mapping[str, str]) -> str:
    told = "; ".join(f"{engine}: {reason}" for engine, reason in sorted(silent.items()))
    return f"{name} is there, but its search engines gave nothing ({told})."
