"""Where the outside's failures become the engine's own, once for all agents."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from sapere.kit.http import (
    AddressRefused,
    Answer,
    BadBody,
    BadStatus,
    Busy,
    HttpClient,
    HttpError,
    RobotsRefused,
    Unreached,
)
from sapere.kit.language import direction
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError, Unreachable
from sapere.research.shapes import Finding, Raw

_REFUSALS = frozenset({401, 402, 403, 407, 451})
_GONE = frozenset({404, 410})


@contextmanager
def translated(service: str) -> Iterator[None]:
    """Inside, every failure of the guarded client is raised as a leaf of SourceError that names the service."""
    try:
        yield
    except HttpError as error:
        raise _leaf(service, error) from error


def raw(answer: Answer, locator: str = "") -> Raw:
    """An answer's bytes on their way to a reader, under the address they were found by."""
    return Raw(
        body=answer.body,
        media_type=answer.media_type,
        charset=answer.charset,
        locator=locator or answer.url,
        partial=answer.partial,
    )


def endpoint(address: str, path: str) -> str:
    """Where a service's ``path`` (``/api/query``) lies: an operator may name its server, or the very endpoint."""
    base = address.rstrip("/")
    return base if base.endswith(path.rstrip("/")) else base + path


def whole(http: HttpClient, finding: Finding) -> Raw:
    """The work behind a finding, read as a visitor would: robots.txt is obeyed. Raises leaves of SourceError."""
    address = finding.full_text or finding.locator
    with translated(urlsplit(address).hostname or "The address"):
        return raw(http.get(address, robots=True), finding.locator)


def as_page(finding: Finding) -> Raw:
    """What came with the answer itself, as a page that says its title, language and address."""
    title, language = html.escape(finding.title), html.escape(finding.language)
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction(finding.language)}">\n<head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="canonical" href="{html.escape(finding.locator)}"></head>\n'
        f"<body><article>\n<h1>{title}</h1>\n{finding.body}\n</article></body>\n</html>\n"
    )
    return Raw(page.encode("utf-8", "replace"), "text/html", "utf-8", finding.locator)


def _leaf(service: str, error: HttpError) -> SourceError:
    what = str(error) if str(error).startswith(service) else f"{service}: {error}"
    match error:
        case AddressRefused() | RobotsRefused():
            return Refused(what)
        case Busy(retry_after=seconds):
            return RateLimited(what, retry_after=seconds, advice="Try again a little later.")
        case BadStatus(status=status) if status in _REFUSALS:
            return Refused(f"{service} refuses to answer ({status}).")
        case BadStatus(status=status) if status in _GONE:
            return Unreachable(f"{service} has no such page any more ({status}).")
        case BadStatus() | BadBody():
            return BadAnswer(what)
        case Unreached():
            return Unreachable(what, advice="Try again later; what was already read is kept.")
    raise AssertionError(f"no leaf for {type(error).__name__}")
