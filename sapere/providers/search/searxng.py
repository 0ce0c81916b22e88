"""A SearXNG server of the operator's own, through its search API.

The API: https://docs.searxng.org/dev/search_api.html. A server gives JSON only where its settings say so
(https://docs.searxng.org/admin/settings/settings_search.html, ``formats``). How many results a page has is up to
its engines. ``engines`` names any that the server has loaded, on by default or not; names it does not know are
passed over without a word, and when it knows none of them it asks its default engines instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http import AddressRefused, BadBody, BadStatus, Busy, HttpClient, HttpError, Unreached
from sapere.providers.search.results import merged, results, silent
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.ports import WebAnswer, WebResult
from sapere.research.reach import endpoint, translated
from sapere.research.search import DEADLINE

MOST_PAGES = 3
"""Pages asked for at most with one query: each asks every engine once more, and engines tire of being asked."""
FULL = 10
"""Results from which a page is believed to have another one behind it: what most engines put on a page."""
MODERATE = "1"
"""``safesearch``: 0 none, 1 moderate, 2 strict."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")  # what the server takes; all else is an error 400
_COMMANDS = "!:?<"  # a word that begins with one is an order to the server: another engine, language or site


class SearXNG:
    """``address`` is the server's, with or without ``/search``."""

    name = "SearXNG"

    def __init__(self, http: HttpClient, address: str, *, clock: Clock | None = None) -> None:
        self._http = http
        self._address = address.rstrip("/").removesuffix("/search")
        self._clock = clock or SystemClock()

    def skip_reason(self) -> str:
        return ""

    def search(
        self,
        query: str,
        *,
        language: str,
        limit: int,
        engines: Sequence[str] = (),
        categories: Sequence[str] = (),
    ) -> WebAnswer:
        """As many pages as ``limit`` takes and time allows, in the server's order, each address once.

        A page with little on it is the last: to ask for the next costs as much as to ask another question.
        """
        asked = {
            "q": harmless(query),
            "format": "json",
            "language": spoken(language),
            "safesearch": MODERATE,
            **({"engines": ",".join(engines)} if engines else {}),
            **({"categories": ",".join(categories)} if categories else {}),
        }
        found: list[WebResult] = []
        quiet: dict[str, str] = {}
        for page in self._pages(asked):
            known = len(found)
            found = merged([*found, *page.results])
            quiet |= dict(page.silent)
            if len(found) >= limit or len(found) - known < FULL:
                break
        self._check(engines, found, quiet)
        return WebAnswer(tuple(found[:limit]), tuple(sorted(quiet.items())))

    def _pages(self, asked: Mapping[str, str]) -> Iterator[WebAnswer]:
        """The pages of an answer. The first one's failure is the search's; a later one's is told as a silence."""
        began = self._clock.monotonic()
        yield self._page(asked, 1, DEADLINE)
        for number in range(2, MOST_PAGES + 1):
            left = DEADLINE - (self._clock.monotonic() - began)
            if left < DEADLINE / 2:
                return
            try:
                yield self._page(asked, number, left)
            except SourceError as error:
                yield WebAnswer((), ((self.name, error.what),))
                return

    def _page(self, asked: Mapping[str, str], number: int, seconds: float) -> WebAnswer:
        answer = self._asked({**asked, "pageno": str(number)}, seconds)
        if not isinstance(answer, Mapping) or not isinstance(answer.get("results"), list):
            raise BadAnswer(f"{self._place} answered without a list of results: is it a SearXNG server?")
        return WebAnswer(tuple(results(answer["results"])), silent(answer.get("unresponsive_engines")))

    def _asked(self, params: Mapping[str, str], seconds: float) -> Any:
        with translated(self._place):
            try:
                return self._http.get_json(endpoint(self._address, "/search"), params=params, seconds=seconds)
            except HttpError as error:
                leaf = self._leaf(error)
                if leaf is None:
                    raise
                raise leaf from error

    def _leaf(self, error: HttpError) -> SourceError | None:
        """What an operator can do about a failure; none where the sentence that all services share will do."""
        leaf: SourceError | None = None
        match error:
            case AddressRefused():
                host = urlsplit(self._address).netloc.rpartition("@")[2]
                leaf = Refused(f"{error} Where {host} is your own server, name it in SAPERE_FETCH_ALLOW.")
            case BadStatus(status=403):
                leaf = Refused(
                    f"{self._place} refuses to answer in JSON (403): add json to search.formats in its settings.yml."
                )
            case BadStatus(status=404):
                leaf = BadAnswer(f"{self._place} has no search there (404): is it a SearXNG server?")
            case Busy(retry_after=seconds):
                leaf = RateLimited(
                    f"{self._place} takes us for a robot or was asked too often (429): switch its limiter off, "
                    "or let this machine pass it.",
                    retry_after=seconds,
                )
            case BadBody():
                leaf = BadAnswer(
                    f"{self._place} did not answer in JSON. Perhaps it asks for a CAPTCHA or a password, or is no "
                    f"SearXNG server. ({error})"
                )
            case Unreached() if _turned_away(error):
                leaf = Unreachable(f"{self._place} is not running: start it, or empty SEARXNG_URL.")
        return leaf

    def _check(self, engines: Sequence[str], found: Sequence[WebResult], quiet: Mapping[str, str]) -> None:
        """Results of other engines than those asked for mean that the server knows none of them."""
        heard = {*quiet, *(engine for result in found for engine in result.engines)} - {self.name}
        if engines and heard and not heard.intersection(engines):
            names = ", ".join(engines)
            raise BadAnswer(
                f"{self._place} has none of these engines: {names}. Add them to its settings.yml."
            )

    @property
    def _place(self) -> str:
        parts = urlsplit(self._address)  # without a password that may stand in it
        return f"{self.name} at {parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def harmless(query: str) -> str:
    """The words of a query, none of them an order to the server (https://docs.searxng.org/user/search-syntax.html):
    ``!!g`` would send us away to another site."""
    return " ".join(word for part in query.split() if (word := part.lstrip(_COMMANDS)))


def spoken(language: str) -> str:
    """A language as the server takes it. Region and script are its own to choose: it knows what ``zh`` means to
    each engine. ``all`` is its word for any."""
    primary, _, rest = language.strip().partition("-")
    tag = f"{primary.lower()}-{rest.upper()}" if len(rest) == 2 else primary.lower()
    return tag if _LANGUAGE.fullmatch(tag) else "all"


def _turned_away(error: BaseException | None) -> bool:
    """Whether nobody listened there at all."""
    while error is not None:
        if isinstance(error, ConnectionRefusedError):
            return True
        error = error.__cause__ or error.__context__
    return False
