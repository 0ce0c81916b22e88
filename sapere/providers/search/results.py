"""What stands in a SearXNG answer. All of it was written by web pages and is checked before it is believed.

Fields come and go between versions and engines: ``null``, absent and empty are the same. Dates are found in
``pubdate`` (``2024-05-01 00:00:00``) or in ``publishedDate``, which some versions write for people ("2 hours ago").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from sapere.kit.dates import day_of
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.ports import WebResult

LONGEST_TITLE = 300
LONGEST_SNIPPET = 600
_TOLD = re.compile(r"(?P<name>[^()]{1,100}?)\s*\((?P<why>.{1,300})\)", re.DOTALL)


def results(items: Iterable[object]) -> Iterator[WebResult]:
    """The hits that have a web address, in their order."""
    for item in items:
        if isinstance(item, Mapping) and (address := web_address(item.get("url"))):
            yield WebResult(
                url=address,
                title=plain(item.get("title"), LONGEST_TITLE) or address,
                snippet=plain(item.get("content"), LONGEST_SNIPPET),
                published=day_of(item.get("pubdate")) or day_of(item.get("publishedDate")),
                author=plain(item.get("author")) or ", ".join(_names(item.get("authors"))),
                engines=tuple(_names(item.get("engines")) or _names([item.get("engine")])),
            )


def merged(given: Iterable[WebResult]) -> list[WebResult]:
    """Each page once, where it first stood, with all the engines that gave it."""
    kept: dict[str, WebResult] = {}
    for result in given:
        page = _page(result.url)
        known = kept.get(page)
        if known is None:
            kept[page] = result
        else:
            engines = tuple(dict.fromkeys([*known.engines, *result.engines]))
            kept[page] = replace(
                known,
                snippet=max(known.snippet, result.snippet, key=len),
                published=known.published or result.published,
                author=known.author or result.author,
                engines=engines,
            )
    return list(kept.values())


def silent(given: object) -> tuple[tuple[str, str], ...]:
    """``unresponsive_engines``: pairs of a name and a reason, or one string ``name (reason)``."""
    told = [_silence(item) for item in (given if isinstance(given, list) else [])]
    return tuple(sorted({name: why for name, why in told if name}.items()))


def _silence(item: object) -> tuple[str, str]:
    if isinstance(item, str):
        found = _TOLD.fullmatch(item.strip())
        name, why = (found["name"], found["why"]) if found else (item, "")
    elif isinstance(item, list) and item:
        name, why = item[0], item[1] if len(item) > 1 else ""
    else:
        return "", ""
    return plain(name, 100), plain(why, 300) or "it did not answer"


def _page(address: str) -> str:
    """What makes two addresses the same page: neither scheme, ``www.``, fragment nor a slash at the end count."""
    parts = urlsplit(address)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _names(given: object) -> list[str]:
    return [name for item in (given if isinstance(given, list) else []) if (name := plain(item, 100))]
