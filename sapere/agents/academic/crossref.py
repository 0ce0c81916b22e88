"""Crossref, where publishers register the DOIs of what they publish.

How it is asked: https://api.crossref.org/swagger-ui/index.html; who gives a mail address is served by the polite
pool (https://www.crossref.org/documentation/retrieve-metadata/rest-api/access-and-authentication/). The limits are
told with every answer (``x-rate-limit-limit``: 5 a second, 10 in the polite pool, fewer for lists since December
2025), so one list is asked for a topic and a second is waited between two. Crossref claims no rights in the facts
(https://github.com/CrossRef/rest-api-doc#meta); an abstract may belong to its publisher.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapere.agents.academic.catalogue import Catalogue
from sapere.agents.academic.contact import mail_of
from sapere.agents.academic.identifiers import doi_of, open_text
from sapere.agents.academic.licences import licence_name
from sapere.agents.academic.markup import abstract_of
from sapere.agents.academic.names import author_names, full_name
from sapere.agents.academic.refusals import explained, listed
from sapere.agents.academic.works import Work, counted
from sapere.kit.dates import iso_date
from sapere.kit.fields import many
from sapere.kit.http import HttpClient
from sapere.kit.language import primary
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.reach import endpoint
from sapere.research.search import DEADLINE

CROSSREF = "https://api.crossref.org"
GAP = 1.0
"""Seconds between two lists; see above."""
SELECTED = (
    "DOI,URL,title,subtitle,author,editor,container-title,published,issued,type,abstract,license,link,"
    "is-referenced-by-count,update-to,updated-by"
)
"""All of them are among those that the route gives; ``language`` is not."""
_BOOKS = frozenset(
    {"book", "book-chapter", "book-part", "book-section", "edited-book", "monograph", "reference-book"}
)
_NOT_TO_READ = frozenset(
    {
        "component",
        "grant",
        "journal",
        "journal-issue",
        "journal-volume",
        "peer-review",
        "proceedings",
        "database",
    }
)
_TAKEN_BACK = frozenset({"retraction", "withdrawal", "removal", "partial_retraction"})
_READABLE = frozenset({"application/pdf", "text/html"})


class Crossref(Catalogue):
    name = "Crossref"
    most_results = 100
    """``rows`` may be up to 1,000; no learner needs that many."""

    def __init__(self, http: HttpClient, address: str = CROSSREF) -> None:
        super().__init__(http)
        self._url = endpoint(address, "/works")

    def _ask(self, query: str, most: int) -> list[Work]:
        params = {
            "query": query,
            "filter": "has-abstract:true",
            "rows": str(most),
            "select": SELECTED,
        }
        if mail := mail_of(self._http):
            params["mailto"] = mail
        with explained(self.name):
            answer = self._http.get_json(self._url, params=params, seconds=DEADLINE, gap=GAP)
        return works(answer)


def works(answer: object) -> list[Work]:
    """The works of a list that are something to read. Raises BadAnswer when it is no list."""
    items = listed(Crossref.name, answer, "message", "items")
    return [work(item) for item in items if plain(item.get("type")) not in _NOT_TO_READ]


def work(item: Mapping[str, Any]) -> Work:
    """One work (https://api.crossref.org/swagger-ui/index.html, "Work")."""
    title, subtitle = _first(item, "title"), _first(item, "subtitle")
    licence = _licence(item)
    return Work(
        title=f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title,
        authors=author_names(_name(one) for one in many(item, "author") or many(item, "editor")),
        published=_date(item, "published") or _date(item, "issued"),
        venue=_first(item, "container-title"),
        doi=doi_of(item.get("DOI")),
        page=web_address(item.get("URL")),
        abstract=abstract_of(item.get("abstract")),
        full_text=_open_text(item) if licence else "",
        language=primary(plain(item.get("language"))),
        licence=licence,
        citations=counted(item.get("is-referenced-by-count")),
        kind="book" if plain(item.get("type")) in _BOOKS else "paper",
        retracted=any(_update(one) in _TAKEN_BACK for one in _updates(item)),
    )


def _updates(item: Mapping[str, Any]) -> list[object]:
    """What it takes back itself, being a notice, and by what it was taken back."""
    return [*many(item, "update-to"), *many(item, "updated-by")]


def _update(one: object) -> str:
    return plain(one.get("type")).lower() if isinstance(one, Mapping) else ""


def _name(author: object) -> str:
    if not isinstance(author, Mapping):
        return ""
    return full_name(author.get("given"), author.get("family")) or plain(author.get("name"))


def _date(item: Mapping[str, Any], name: str) -> str:
    given = item.get(name)
    parts = given.get("date-parts") if isinstance(given, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return iso_date(*first[:3]) if isinstance(first, list) and first else ""


def _licence(item: Mapping[str, Any]) -> str:
    """The open licence under which the work may be read by anybody; others are not named."""
    named = (licence_name(one.get("URL")) for one in many(item, "license") if isinstance(one, Mapping))
    return next(filter(None, named), "")


def _open_text(item: Mapping[str, Any]) -> str:
    links = [one for one in many(item, "link") if isinstance(one, Mapping)]
    found = (open_text(one.get("URL")) for one in links if plain(one.get("content-type")) in _READABLE)
    return next(filter(None, found), "")


def _first(item: Mapping[str, Any], name: str) -> str:
    return next(filter(None, map(plain, many(item, name))), "")
