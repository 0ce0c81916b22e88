"""Wikipedia, or any other wiki that runs MediaWiki, through its action API.

The API: https://www.mediawiki.org/wiki/API:Main_page. Its etiquette, which is kept here and in the guarded
client (one request after another, ``maxlag``, a User-Agent with a contact, ``Retry-After``):
https://www.mediawiki.org/wiki/API:Etiquette and
https://foundation.wikimedia.org/wiki/Policy:Wikimedia_Foundation_User-Agent_Policy.
Wikipedia's text is under CC BY-SA 4.0: https://en.wikipedia.org/wiki/Wikipedia:Copyrights; what another wiki
says of its own rights goes before that.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sapere.agents.general.answers import (
    Failure,
    Found,
    WikiPage,
    article_address,
    extract,
    failure,
    found,
    links,
    page,
    rights,
    suggestion,
)
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer, RateLimited, SourceError, Unreachable, Unreadable
from sapere.research.reach import translated

WIKIPEDIA = "https://{language}.wikipedia.org/w/api.php"
LICENCE = "CC BY-SA 4.0"
MAXLAG = 5
"""Seconds the wiki's databases may lag behind before it refuses us. API:Etiquette, "The maxlag parameter"."""
MOST_RESULTS = 500
"""https://www.mediawiki.org/wiki/API:Search: srlimit is 1 to 500 for those without higher limits."""
MOST_ANSWERS = 50
"""How often an answer that goes on is followed."""
LONGEST_QUERY = 300
"""Characters. https://www.mediawiki.org/wiki/Help:CirrusSearch: longer queries are refused."""
Sleep = Callable[[float], None]
_LANGUAGE = re.compile(r"[a-z]{2,12}(-[a-z0-9]{2,12})*")


@dataclass(frozen=True, slots=True)
class Results:
    """What a search gave; ``instead`` is the spelling the wiki proposes when it has one."""

    found: tuple[Found, ...]
    instead: str = ""


class MediaWiki:
    """One wiki or a family of them. ``address`` is its ``api.php``, with ``{language}`` where that goes."""

    def __init__(
        self,
        http: HttpClient,
        address: str = WIKIPEDIA,
        *,
        name: str = "Wikipedia",
        sleep: Sleep = time.sleep,
    ) -> None:
        self._http = http
        self._sleep = sleep
        self._address = address or WIKIPEDIA
        self.name = name

    def search(self, query: str, language: str, *, limit: int = 10) -> Results:
        """Articles about a query, best first. No hits is an empty answer; a failure is raised."""
        asked = (
            query
            if len(query) <= LONGEST_QUERY
            else query[:LONGEST_QUERY].rpartition(" ")[0] or query[:LONGEST_QUERY]
        )
        answer = self._ask(
            language,
            action="query",
            list="search",
            srsearch=asked,
            srnamespace="0",
            srlimit=str(min(limit, MOST_RESULTS)),
            srprop="snippet|size|timestamp",
            srinfo="suggestion",
            meta="siteinfo",
            siprop="general|rightsinfo",
        )
        base = article_address(answer) or self._article_base(language)
        licence = rights(answer) or LICENCE
        return Results(tuple(found(answer, base=base, licence=licence)), suggestion(answer))

    def page(self, title: str, language: str) -> WikiPage:
        """A whole article as HTML with its headings. Raises Unreachable when it is missing.

        Where a wiki does not give the parsed page, its plain extract with ``== headings ==`` is taken.
        """
        try:
            answer = self._ask(
                language,
                action="parse",
                page=title,
                redirects="1",
                prop="text|displaytitle|sections|links|langlinks|properties|revid",
                disableeditsection="1",
                disabletoc="1",
                disablelimitreport="1",
            )
            read = page(answer)
        except (BadAnswer, _Unknown):
            read = self.extract(title, language)
        if read.is_disambiguation:
            raise Unreadable(f"{self.name}: “{read.title}” is only a list of things that share the name.")
        return read

    def extract(self, title: str, language: str) -> WikiPage:
        """A whole article's text without markup, its headings kept (https://www.mediawiki.org/wiki/Extension:TextExtracts)."""
        answer = self._ask(
            language,
            action="query",
            titles=title,
            redirects="1",
            prop="extracts|pageprops",
            ppprop="disambiguation",
            explaintext="1",
            exsectionformat="wiki",
            exlimit="1",
        )
        read = extract(answer)
        if read is None:
            raise Unreachable(f"{self.name} has no article “{title}” in this language.")
        return read

    def links(self, title: str, language: str, *, at_most: int = 2000) -> tuple[str, ...]:
        """Titles of the articles that an article links to, in as many answers as that takes."""
        given: list[str] = []
        for answer in self._continued(
            language,
            action="query",
            titles=title,
            redirects="1",
            prop="links",
            plnamespace="0",
            pllimit="max",
        ):
            given.extend(links(answer))
            if len(given) >= at_most:
                break
        return tuple(given[:at_most])

    def _continued(self, language: str, **params: str) -> Iterator[Mapping[str, Any]]:
        """https://www.mediawiki.org/wiki/API:Continue: the values of ``continue`` go into the next request."""
        more: dict[str, str] = {}
        for _ in range(MOST_ANSWERS):
            answer = self._ask(language, **(params | more))
            yield answer
            following = answer.get("continue")
            if not isinstance(following, Mapping) or following == more:
                return
            more = {str(key): str(value) for key, value in following.items()}

    def _ask(self, language: str, **params: str) -> Mapping[str, Any]:
        """The answer to one question; a wiki whose databases lag is asked once more after its own pause."""
        try:
            return self._asked(language, params)
        except RateLimited as error:
            if error.retry_after != MAXLAG:
                raise
            self._sleep(MAXLAG)
            return self._asked(language, params)

    def _asked(self, language: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        asked = {"format": "json", "formatversion": "2", "maxlag": str(MAXLAG)} | dict(params)
        with translated(self.name):
            answer = self._http.get_json(self._api(language), params=asked)
        if not isinstance(answer, Mapping):
            raise BadAnswer(f"{self.name} answered in a form that its documentation does not promise.")
        fault = failure(answer)
        if fault is not None:
            raise self._leaf(fault)
        return answer

    def _leaf(self, fault: Failure) -> SourceError:
        if fault.code in ("missingtitle", "nosuchpageid", "invalidtitle", "pagecannotexist"):
            return Unreachable(f"{self.name} has no such article ({fault.info}).")
        if fault.code == "maxlag":
            return RateLimited(f"{self.name} is busy at the moment.", retry_after=float(MAXLAG))
        if fault.code in ("ratelimited", "readonly"):
            return RateLimited(f"{self.name} asks us to come back later.", advice="Try again a little later.")
        if fault.code in ("badvalue", "unknown_action"):
            return _Unknown(f"{self.name} does not know what was asked of it ({fault.info}).")
        return BadAnswer(f"{self.name} answered with a fault of its own ({fault.code}: {fault.info}).")

    def _api(self, language: str) -> str:
        return self._address.replace("{language}", _edition(language))

    def _article_base(self, language: str) -> str:
        parts = urlsplit(self._api(language))
        folder = parts.path.rpartition("/")[0].removesuffix("/w")
        return f"{parts.scheme}://{parts.netloc}{folder}/wiki/"


class _Unknown(BadAnswer):
    """The wiki lacks an action; another may do."""


def _edition(language: str) -> str:
    """The part of a wiki's name that stands for a language; English where none is known."""
    lower = language.strip().lower().replace("_", "-")
    return lower if _LANGUAGE.fullmatch(lower) else "en"
