"""What a site's robots.txt allows, remembered for half a day.

It may be kept for one (RFC 9309 2.4), and the cache below may hand out what is half a day old.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from sapere.kit.clock import Clock
from sapere.kit.http.errors import AddressRefused, BadStatus, HttpError, RobotsRefused
from sapere.kit.http.target import Target

LARGEST = 512_000  # bytes; RFC 9309 2.5 asks for at least 500 KiB
_KEPT = 12 * 3600.0
_KEPT_WHEN_OUT = 300.0
_LONGEST_PAUSE = 5.0


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    protego: Protego | None  # none: nothing may be read
    reason: str = ""


class Robots:
    """``fetch`` gives the text behind an address; ``agent`` is the name we go by."""

    def __init__(self, fetch: Callable[[str], str], agent: str, clock: Clock) -> None:
        self._fetch = fetch
        self._agent = agent
        self._clock = clock
        self._rules: dict[str, _Rules] = {}
        self._lock = threading.Lock()

    def permit(self, target: Target) -> float:
        """The pause the site asks for between requests (0 to 5 s); raises RobotsRefused."""
        rules = self._rules_of(target)
        if rules.protego is None:
            raise RobotsRefused(f"{target.host} was not asked for the page: {rules.reason}")
        if not rules.protego.can_fetch(str(target.url), self._agent):
            raise RobotsRefused(f"{target.host} asks programs not to read this page (robots.txt).")
        return min(float(rules.protego.crawl_delay(self._agent) or 0.0), _LONGEST_PAUSE)

    def _rules_of(self, target: Target) -> _Rules:
        with self._lock:
            known = self._rules.get(target.origin)
        if known is not None and known.until > self._clock.monotonic():
            return known
        rules = self._asked(target)
        with self._lock:
            self._rules[target.origin] = rules
        return rules

    def _asked(self, target: Target) -> _Rules:
        now = self._clock.monotonic()
        try:
            text = self._fetch(f"{target.origin}/robots.txt")
        except BadStatus as error:
            if 400 <= error.status < 500:  # there are no rules
                return _Rules(now + _KEPT, Protego.parse(""))
            return _Rules(now + _KEPT_WHEN_OUT, None, "its robots.txt cannot be had at the moment")
        except AddressRefused as error:
            return _Rules(now + _KEPT_WHEN_OUT, None, str(error))
        except HttpError as error:
            return _Rules(now + _KEPT_WHEN_OUT, None, f"its robots.txt cannot be had ({error})")
        return _Rules(now + _KEPT, Protego.parse(text))


def rules_in(body: bytes) -> str:
    """The text of a robots.txt: its first 500 KB, cut where a line ends, so that no rule is half a rule."""
    if len(body) > LARGEST:
        body = body[:LARGEST].rpartition(b"\n")[0]
    return body.decode("utf-8-sig", "replace").replace("\0", "")
