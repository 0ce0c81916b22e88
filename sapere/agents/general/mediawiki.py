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
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sapere.agents.general.answers import (
    Failure,
    Found,
    WikiPage,
    article_address,
    article_titles,
    beginning,
    descriptions,
    extract,
    failure,
    found,
    is_disambiguation,
    links,
    page,
    rights,
    suggestion,
)
from sapere.kit.http import HttpClient
from sapere.research.errors import BadAnswer, RateLimited, SourceError, Unreachable, Unreadable
from sapere.research.reach import endpoint, translated
from sapere.research.search import DEADLINE

WIKIPEDIA = "https://{language}.wikipedia.org"
LICENCE = "CC BY-SA 4.0"
MAXLAG = 5
"""Seconds the wiki's databases may lag behind before it refuses us. API:Etiquette, "The maxlag parameter"."""
MOST_RESULTS = 500
"""https://www.mediawiki.org/wiki/API:Search: srlimit is 1 to 500 for those without higher limits."""
MOST_ANSWERS = 50
"""How often an answer that goes on is followed."""
LONGEST_QUERY = 300
"""Characters. https://www.mediawiki.org/wiki/Help:CirrusSearch: longer queries are refused."""
LOOK_UP = 1.5
"""Seconds that one request about a name may take: nothing else of a run begins before its name is looked up."""
_PARSED = {
    "action": "parse",
    "redirects": "1",
    "prop": "text|displaytitle|sections|links|langlinks|properties|revid",
    "disableeditsection": "1",
    "disabletoc": "1",
    "disablelimitreport": "1",
}
Sleep = Callable[[float], None]
_LANGUAGE = re.compile(r"[a-z]{2,12}(-[a-z0-9]{2,12})*")


@dataclass(frozen=True, slots=True)
class Results:
    """What a search gave; ``instead`` is the spelling the wiki proposes when it has one."""

    found: tuple[Found, ...]
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What a wiki has under a name. ``title`` is its article's, empty when there is none; ``sharing`` are the titles
    of others that hold the name, best known first."""

    asked: str
    title: str
    is_list: bool
    sharing: tuple[str, ...]


class MediaWiki:
    """One wiki or a family of them. ``address`` is its server, or its ``api.php`` where that lies elsewhere than in
    ``/w/``; ``{language}`` stands in it where an edition's name goes."""

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
        given = address or WIKIPEDIA
        self._address = given if given.endswith("/api.php") else endpoint(given, "/w/api.php")
        self.name = name

    def search(self, query: str, language: str, *, limit: int = 10) -> Results:
        """Articles about a query, best first. No hits is an empty answer; a failure is raised."""
        answer = self._ask(
            language,
            {
                "action": "query",
                "list": "search",
                "srsearch": _cut(query),
                "srnamespace": "0",
                "srlimit": str(min(limit, MOST_RESULTS)),
                "srprop": "snippet|size|timestamp",
                "srinfo": "suggestion",
                "meta": "siteinfo",
                "siprop": "general|rightsinfo",
            },
            seconds=DEADLINE,
        )
        base = article_address(answer) or self._article_base(language)
        licence = rights(answer) or LICENCE
        return Results(tuple(found(answer, base=base, licence=licence)), suggestion(answer))

    def beginning(self, text: str, language: str, *, limit: int = 10) -> tuple[Found, ...]:
        """Articles whose titles begin so, give or take a letter; for wikis whose search is a plain one."""
        params = {"action": "opensearch", "search": _cut(text), "limit": str(limit), "redirects": "resolve"}
        with translated(self.name):
            asked = {"format": "json", "namespace": "0", **params}
            answer = self._http.get_json(self._api(language), params=asked, seconds=DEADLINE)
        if isinstance(answer, Mapping) and (fault := failure(answer)):
            raise self._leaf(fault)
        return tuple(beginning(answer, LICENCE))

    def page(self, title: str, language: str) -> WikiPage:
        """A whole article as HTML with its headings. Raises Unreachable when it is missing.

        Where a wiki does not give the parsed page, its plain extract with ``== headings ==`` is taken.
        """
        try:
            read = page(self._ask(language, {**_PARSED, "page": title}))
        except (BadAnswer, _Unknown):
            read = self.extract(title, language)
        if read.is_disambiguation:
            raise Unreadable(f"{self.name}: “{read.title}” is only a list of things that share the name.")
        return read

    def extract(self, title: str, language: str) -> WikiPage:
        """A whole article's text without markup, its headings kept (https://www.mediawiki.org/wiki/Extension:TextExtracts)."""
        answer = self._ask(
            language,
            {
                "action": "query",
                "titles": title,
                "redirects": "1",
                "prop": "extracts|pageprops",
                "ppprop": "disambiguation",
                "explaintext": "1",
                "exsectionformat": "wiki",
                "exlimit": "1",
            },
        )
        read = extract(answer)
        if read is None:
            raise Unreachable(f"{self.name} has no article “{title}” in this language.")
        return read

    def named(self, name: str, language: str) -> Named:
        """The page of a name, and the titles in which that name stands, in one request."""
        answer = self._look_up(
            language,
            {
                "action": "query",
                "titles": name,
                "redirects": "1",
                "prop": "pageprops",
                "ppprop": "disambiguation",
                "list": "search",
                "srsearch": f'intitle:"{name.replace(chr(34), " ")}"',
                "srnamespace": "0",
                "srlimit": "50",
                "srprop": "",
                "srinfo": "",
            },
        )
        titles = tuple(one.title for one in found(answer, base="", licence=""))
        own = next(iter(article_titles(answer)), "")
        return Named(name, own, is_disambiguation(answer), titles)

    def glosses(self, titles: Sequence[str], language: str) -> dict[str, str]:
        """A few words on each article, empty where there are none; pages that only list names are left out.

        ``prop=description``: https://www.mediawiki.org/wiki/Extension:ShortDescription and Wikibase.
        """
        asked = {"titles": "|".join(titles), "prop": "pageprops|description", "ppprop": "disambiguation"}
        return descriptions(self._look_up(language, {"action": "query", **asked}))

    def list_page(self, title: str, language: str) -> str:
        """The HTML of a page that lists what shares a name."""
        return page(self._look_up(language, {**_PARSED, "page": title, "prop": "text"})).html

    def _look_up(self, language: str, params: Mapping[str, str]) -> Mapping[str, Any]:
        """Asked while somebody waits: soon or not at all, and so without ``maxlag`` (API:Etiquette)."""
        return self._asked(language, params, LOOK_UP)

    def links(self, title: str, language: str, *, at_most: int = 2000) -> tuple[str, ...]:
        """Titles of the articles that an article links to, in as many answers as that takes."""
        given: list[str] = []
        for answer in self._continued(
            language,
            {
                "action": "query",
                "titles": title,
                "redirects": "1",
                "prop": "links",
                "plnamespace": "0",
                "pllimit": "max",
            },
        ):
            given.extend(links(answer))
            if len(given) >= at_most:
                break
        return tuple(given[:at_most])

    def _continued(self, language: str, params: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        """https://www.mediawiki.org/wiki/API:Continue: the values of ``continue`` go into the next request."""
        more: dict[str, str] = {}
        for _ in range(MOST_ANSWERS):
            answer = self._ask(language, {**params, **more})
            yield answer
            following = answer.get("continue")
            if not isinstance(following, Mapping) or following == more:
                return
            more = {str(key): str(value) for key, value in following.items()}

    def _ask(
        self, language: str, params: Mapping[str, str], *, seconds: float | None = None
    ) -> Mapping[str, Any]:
        """The answer to one question; a wiki whose databases lag is asked once more after its own pause."""
        patient = {**params, "maxlag": str(MAXLAG)}
        try:
            return self._asked(language, patient, seconds)
        except RateLimited as error:
            if error.retry_after != MAXLAG:
                raise
            self._sleep(MAXLAG)
            return self._asked(language, patient, seconds)

    def _asked(self, language: str, params: Mapping[str, str], seconds: float | None) -> Mapping[str, Any]:
        asked = {"format": "json", "formatversion": "2", **params}
        with translated(self.name):
            answer = self._http.get_json(self._api(language), params=asked, seconds=seconds)
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


def _cut(query: str) -> str:
    """No more of a query than the wiki takes, cut at a word where there is one."""
    if len(query) <= LONGEST_QUERY:
        return query
    return query[:LONGEST_QUERY].rpartition(" ")[0] or query[:LONGEST_QUERY]


def _edition(language: str) -> str:
    """The part of a wiki's name that stands for a language; English where none is known."""
    lower = language.strip().lower().replace("_", "-")
    return lower if _LANGUAGE.fullmatch(lower) else "en"
