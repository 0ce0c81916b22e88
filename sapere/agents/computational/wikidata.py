"""Wikidata: what is known of a thing as single facts with units, dates and qualifiers; CC0.

https://www.wikidata.org/w/api.php?action=help&modules=wbsearchentities and wbgetentities: no key, at most 50 ids a
request, ``maxlag`` as https://www.mediawiki.org/wiki/Manual:Maxlag_parameter asks of programs.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sapere.agents.computational.entities import Item, entity_id, item, named_in
from sapere.agents.computational.sentences import told
from sapere.kit.fields import part
from sapere.kit.http import HttpClient
from sapere.kit.language import primary
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, RateLimited, SourceError
from sapere.research.reach import as_page, endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

WIKIDATA = "https://www.wikidata.org"
_PAGE = "https://www.wikidata.org/wiki/"
_MOST_ITEMS = 3
_LOOKED_AT = 10
_MOST_IDS = 50  # in one request
_MOST_NAMES = 150  # of properties, values and units, in three requests
_LONGEST_SEARCH = 250
_MAXLAG = 5
_WORD = re.compile(r"\w{3,}")


class Wikidata:
    name = "Wikidata"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = WIKIDATA) -> None:
        self._http = http
        self._api = endpoint(address, "/w/api.php")

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """The few items that bear the topic's name, each with its facts in the learner's language."""
        language = primary(brief.language) or "en"
        found = self._ids(*_named(brief, queries[0]), language)
        if not found:
            return
        asked = self._entities(found, "labels|descriptions|aliases|claims|info", language)
        items = [one for key in found if (one := item(asked.get(key, {}), language)).is_subject]
        items = items[: min(limit, _MOST_ITEMS)]
        labels = self._labels(named_in(items)[:_MOST_NAMES], language)
        yield from (_finding(one, labels, language) for one in items)

    def fetch(self, finding: Finding) -> Raw:
        return as_page(finding)

    def _ids(self, query: str, sense: frozenset[str], language: str) -> list[str]:
        """Best first: those that bear just this name, of these one in the right sense where there is one; or,
        where none bears it, the best fitting."""
        answer = self._ask(
            action="wbsearchentities", search=query[:_LONGEST_SEARCH], language=language, uselang=language,
            type="item", limit=str(_LOOKED_AT),
        )  # fmt: skip
        hits = answer.get("search")
        if not isinstance(hits, list):
            raise _strange()
        known = [hit for hit in hits if isinstance(hit, Mapping) and entity_id(hit.get("id"))]
        same = [hit for hit in known if plain(part(hit, "match").get("text")).casefold() == query.casefold()]
        meant = [hit for hit in same if sense & _words(plain(hit.get("description")))]
        return [entity_id(hit["id"]) for hit in meant[:1] or same or known[:1]]

    def _entities(self, ids: Sequence[str], props: str, language: str) -> dict[str, Mapping[str, Any]]:
        answer = self._ask(
            action="wbgetentities", ids="|".join(ids), props=props, languages=language, languagefallback="1"
        )
        entities = answer.get("entities")
        if not isinstance(entities, Mapping):
            raise _strange()
        return {key: value for key, value in entities.items() if isinstance(value, Mapping)}

    def _labels(self, ids: Sequence[str], language: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(ids), _MOST_IDS):
            entities = self._entities(ids[start : start + _MOST_IDS], "labels", language)
            for key, entity in entities.items():
                found[key] = plain(part(entity, "labels", language).get("value"))
        return {key: label for key, label in found.items() if label}

    def _ask(self, **params: str) -> Mapping[str, Any]:
        given = {"format": "json", "maxlag": str(_MAXLAG), **params}
        with translated(self.name):
            answer = self._http.get_json(self._api, params=given, seconds=DEADLINE)
        if not isinstance(answer, Mapping):
            raise _strange()
        if "error" in answer:
            raise _leaf(part(answer, "error"))
        return answer


def _named(brief: Brief, query: str) -> tuple[str, frozenset[str]]:
    """The bare name to look for, and the words that tell its sense: ``Mercury (planet)`` is Mercury, a planet."""
    name, bracket, rest = brief.title.partition(" (")
    if not bracket or not name:
        return query, frozenset()
    return name, _words(rest)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _finding(one: Item, labels: Mapping[str, str], language: str) -> Finding:
    sentences = list(told(one, labels, language))
    return Finding(
        agent="computational",
        locator=f"{_PAGE}{one.id}",
        title=one.label,
        kind="facts",
        snippet=one.description,
        language=language,
        author="Wikidata contributors",
        published=one.changed,
        licence="CC0 1.0",
        service=Wikidata.name,
        body="\n".join(f"<p>{html.escape(sentence, quote=False)}</p>" for sentence in sentences),
    )


def _strange() -> BadAnswer:
    return BadAnswer("Wikidata answered in a form that its documentation does not promise.")


def _leaf(error: Mapping[str, Any]) -> SourceError:
    code, info = plain(error.get("code")), plain(error.get("info"))
    if code == "maxlag":
        return RateLimited("Wikidata is busy at the moment.", retry_after=float(_MAXLAG))
    if code in ("ratelimited", "readonly", "failed-save"):
        return RateLimited("Wikidata asks us to come back later.", advice="Try again a little later.")
    return BadAnswer(f"Wikidata did not understand what it was asked ({code}: {info}).")
