"""Which answers a shared cache may keep, and for how long they stand: RFC 9111, read strictly.

Where a header can be read in two ways, the one that keeps less is taken: what is not kept costs a request,
what is wrongly kept shows one person what was meant for another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

Headers = Mapping[str, str]  # lower-case names

LONGEST = 12 * 3600.0
"""Seconds. Whatever a server says, after half a day it is asked whether its answer still holds."""
UNKNOWN = 300.0
"""Seconds an answer stands that says nothing about itself: long enough for a run and its repetition."""

_PUBLIC_ASKING = frozenset(
    {"user-agent", "accept", "accept-encoding", "accept-language", "api-user-agent", "cache-control"}
)
_STANDING = frozenset({200, 203, 301, 308})  # kept without being told to
_PASSING = frozenset({302, 303, 307})  # kept only when the answer says for how long
_DIRECTIVE = re.compile(r'\s*([^\s=,;"]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*))?\s*(?:,|$)')


def directives(text: str) -> dict[str, str] | None:
    """A Cache-Control header by lower-case names, the first of several; None when it cannot be read."""
    found: dict[str, str] = {}
    place = 0
    text = text.strip(" \t,")
    while place < len(text):
        match = _DIRECTIVE.match(text, place)
        if match is None:
            return None
        found.setdefault(match[1].lower(), (match[2] or "").strip('"'))
        place = match.end()
    return found


def is_public_question(headers: Headers) -> bool:
    """True when nothing in the request tells who is asking. A header not known to be harmless might."""
    return _PUBLIC_ASKING.issuperset(headers) and "no-store" not in headers.get("cache-control", "")


def wants_a_new_answer(headers: Headers) -> bool:
    return "no-cache" in headers.get("cache-control", "")


def may_be_kept(status: int, headers: Headers) -> bool:
    """True when the answer is for everybody and can be used again, at once or after asking."""
    said = directives(headers.get("cache-control", ""))
    if said is None or {"no-store", "private"} & said.keys() or "*" in headers.get("vary", ""):
        return False
    if "set-cookie" in headers and "public" not in said:
        return False
    if status in _PASSING:
        return bool({"max-age", "s-maxage"} & said.keys() or "expires" in headers)
    return status in _STANDING


def lifetime(headers: Headers, arrived: datetime) -> float:
    """Seconds from its making for which an answer stands without asking again; 0 for not at all."""
    said = directives(headers.get("cache-control", ""))
    if said is None or "no-cache" in said or (not said and "no-cache" in headers.get("pragma", "").lower()):
        return 0.0
    for name in ("s-maxage", "max-age"):
        if name in said:
            return _seconds(said[name])
    if "expires" in headers:
        ends = moment(headers["expires"])
        return _bounded((ends - _made(headers, arrived)).total_seconds()) if ends else 0.0
    changed = moment(headers.get("last-modified", ""))
    if changed:
        return _bounded(0.1 * (_made(headers, arrived) - changed).total_seconds())
    return UNKNOWN


def age(headers: Headers, arrived: datetime, now: datetime) -> float:
    """Seconds since it was made, by its own words and ours (RFC 9111 4.2.3)."""
    apparent = (arrived - _made(headers, arrived)).total_seconds()
    return (
        max(apparent, _seconds(headers.get("age", "0"), most=float("inf"))) + (now - arrived).total_seconds()
    )


def conditions(headers: Headers) -> dict[str, str]:
    """What to send along to hear only whether the answer has changed; empty when it cannot be asked."""
    named = {"if-none-match": headers.get("etag", ""), "if-modified-since": headers.get("last-modified", "")}
    return {name: value for name, value in named.items() if value.isascii() and value.isprintable() and value}


def same_version(kept: Headers, told: Headers) -> bool:
    """Whether "unchanged" speaks of the answer that was kept."""
    return "etag" not in told or _opaque(told["etag"]) == _opaque(kept.get("etag", ""))


def moment(text: str) -> datetime | None:
    """A date of HTTP, or None."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _made(headers: Headers, arrived: datetime) -> datetime:
    """When the server made it; a server whose clock is ahead made it just now."""
    return min(moment(headers.get("date", "")) or arrived, arrived)


def _seconds(text: str, *, most: float = LONGEST) -> float:
    return min(float(text), most) if re.fullmatch(r"[0-9]{1,15}", text) else 0.0


def _bounded(seconds: float) -> float:
    return min(max(0.0, seconds), LONGEST)


def _opaque(tag: str) -> str:
    return tag.strip().removeprefix("W/")
