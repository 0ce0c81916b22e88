"""Encyclopedia articles in the learner's language, as one of an agent's services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sapere.agents.general.answers import Found
from sapere.agents.general.mediawiki import WIKIPEDIA, MediaWiki
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer
from sapere.research.reach import as_page
from sapere.research.shapes import Brief, Finding, Raw


class Wikipedia:
    """``address`` as :class:`~sapere.agents.general.mediawiki.MediaWiki` takes it."""

    name = "Wikipedia"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = WIKIPEDIA) -> None:
        self._wiki = MediaWiki(http, address, name=self.name)

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - there is an edition for every language, or English
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """Articles for all queries, each article once."""
        seen: set[str] = set()
        for found in _in_turn(self._articles(query, brief.language, limit) for query in queries):
            if found.address not in seen:
                seen.add(found.address)
                yield self._finding(found, brief.language)

    def fetch(self, finding: Finding) -> Raw:
        """The whole article as a web page."""
        page = self._wiki.page(finding.title, finding.language)
        return as_page(replace(finding, title=page.title or finding.title, body=page.html))

    def _articles(self, query: str, language: str, limit: int) -> tuple[Found, ...]:
        """A misspelt query is asked again as the wiki proposes, or as its titles begin."""
        results = self._wiki.search(query, language, limit=limit)
        if not results.found and results.instead:
            results = self._wiki.search(results.instead, language, limit=limit)
        return results.found or self._beginning(query, language, limit)

    def _beginning(self, query: str, language: str, limit: int) -> tuple[Found, ...]:
        try:
            return self._wiki.beginning(query, language, limit=limit)
        except BadAnswer:  # a wiki without that list; its search has answered, and found nothing
            return ()

    def _finding(self, found: Found, language: str) -> Finding:
        return Finding(
            agent="general",
            locator=found.address,
            title=found.title,
            kind="article",
            snippet=found.snippet,
            language=language,
            author=f"{self.name} contributors",
            published=found.changed,
            licence=found.licence,
            service=self.name,
        )


def _in_turn(answers: Iterable[Sequence[Found]]) -> Iterator[Found]:
    """The first answer's best; its second and the next answer's best; and so on: later queries are heard too, and
    each is asked only when its turn comes."""
    waiting = iter(answers)
    going: list[Iterator[Found]] = []
    while True:
        if (new := next(waiting, None)) is not None:
            going.append(iter(new))
        round_ = [found for one in going if (found := next(one, None)) is not None]
        yield from round_
        if new is None and not round_:
            return
