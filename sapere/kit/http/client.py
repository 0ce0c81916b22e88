"""The one door to the network: every request of the program goes through :class:`HttpClient`."""

from __future__ import annotations

import json
import math
import random
import ssl
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from email.message import Message
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NoReturn, Self

import httpcore2
import httpx2

from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http.body import DEFAULTS, ENCODINGS, Limits
from sapere.kit.http.cache import Cache
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import AddressRefused, BadBody, BadStatus, Busy, HttpError, Unreached
from sapere.kit.http.exchange import Call, Exchange, Reply
from sapere.kit.http.freshness import is_public_question
from sapere.kit.http.manners import Manners, Sleep
from sapere.kit.http.network import GuardedBackend, GuardedTransport, Resolver, system_resolver
from sapere.kit.http.remembering import Remembering
from sapere.kit.http.robots import LARGEST, Robots, rules_in
from sapere.kit.http.target import Target, redirected, target

_JSON = "application/json"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """A success (status 2xx). ``url`` is where it came from in the end; header names are lower case."""

    url: str
    status: int
    body: bytes
    media_type: str = ""  # as announced, without parameters
    charset: str = ""
    cut: str = ""  # empty, or why the rest was left unread
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def partial(self) -> bool:
        return bool(self.cut)


class HttpClient:
    """Guarded, patient, polite. Safe to call from several threads; every failure is a leaf of HttpError.

    ``contact`` is an address or e-mail at which an operator can be reached. ``allow`` holds ``host:port``
    pairs that are let through although they are not public: own services, and tests. ``own`` are those of
    them that may be asked several things at once. ``tls`` stands in for the usual certificate authorities.
    Without a ``cache`` everything is asked for anew.
    """

    def __init__(  # noqa: PLR0913 - most of them let a test stand in for the world
        self,
        contact: str = "",
        allow: Collection[str] = (),
        *,
        own: Collection[str] = (),
        limits: Limits = DEFAULTS,
        resolver: Resolver = system_resolver,
        connector: httpcore2.NetworkBackend | None = None,
        clock: Clock | None = None,
        sleep: Sleep = time.sleep,
        gap: float = 0.1,
        cache: Cache | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.agent = agent_name(contact)
        self._allow = frozenset(pair.lower() for pair in allow)
        self._limits = limits
        self._clock = clock or SystemClock()
        self._sleep = sleep
        self._manners = Manners(self._clock, sleep, gap=gap, own=own)
        self._transport = GuardedTransport(
            GuardedBackend(resolver, connector or httpcore2.SyncBackend()), tls
        )
        exchange = Exchange(self._transport, limits, self._clock)
        self._exchange = Remembering(exchange, cache) if cache else exchange
        self._robots = Robots(self._robots_text, "Sapere", self._clock)

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        secret: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: str = _ACCEPT,
        robots: bool = False,
        seconds: float | None = None,
        gap: float | None = None,
    ) -> Answer:
        """What lies at an address. With ``robots`` its site's robots.txt is obeyed (pages; not APIs).

        ``secret`` are parameters that are keys: sent, and told to nobody else. ``gap`` is the least pause
        between two requests to this host that its service asks for, in seconds. The header ``cache-control:
        no-cache`` asks anew for what is kept from before.
        """
        hop = target(url, params=params, secret=secret, allow=self._allow)
        call = self._call("GET", headers, accept, seconds, gap)
        call = replace(call, private=bool(secret) or not is_public_question(call.headers))
        for _ in range(self._limits.hops + 1):
            if robots:
                self._manners.ask_for_pause(hop.pair, self._robots.permit(hop))
            reply = self._ask(hop, call)
            if not reply.location:
                return _answer(hop, reply)
            before, hop = hop, redirected(hop, reply.location, allow=self._allow)
            if hop.origin != before.origin:  # what was meant for one host is not told to another
                call = replace(call, headers=_without(call.headers, headers or ()))
        raise AddressRefused(f"{hop.host} sends on more than {self._limits.hops} times.")

    def get_json(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        secret: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
        gap: float | None = None,
    ) -> Any:
        """The value in a JSON answer. Raises BadBody when it is cut short or is not JSON."""
        answer = self.get(
            url, params=params, secret=secret, headers=headers, accept=_JSON, seconds=seconds, gap=gap
        )
        return _value(answer)

    def post_json(
        self,
        url: str,
        value: Any,
        *,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
        gap: float | None = None,
    ) -> Any:
        """What a service answers to a value, both as JSON; for services that are asked in no other way.

        Never kept, never sent on to another address, and sent again only when it certainly was not acted on.
        """
        hop = target(url, allow=self._allow)
        call = self._call("POST", {**(headers or {}), "content-type": _JSON}, _JSON, seconds, gap)
        reply = self._ask(hop, replace(call, content=json.dumps(value).encode()))
        if reply.location:
            raise AddressRefused(f"{hop.host} sends what we told it on to another address: not followed.")
        return _value(_answer(hop, reply))

    def close(self) -> None:
        """Ends every open connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(
        self,
        method: str,
        headers: Mapping[str, str] | None,
        accept: str,
        seconds: float | None,
        gap: float | None,
    ) -> Call:
        own = {"user-agent": self.agent, "accept": accept, "accept-encoding": ENCODINGS}
        sent = own | {name.lower(): value for name, value in (headers or {}).items()}
        return Call(method, sent, Deadline(self._clock, seconds or self._limits.seconds), gap=gap or 0.0)

    def _ask(self, hop: Target, call: Call) -> Reply:
        """One hop, tried again where that can help and cannot harm."""
        known = self._exchange.known(hop, call)
        if known is not None:
            return known
        for attempt in range(self._limits.retries + 1):
            self._manners.check(hop.pair)
            try:
                with self._manners.turn(hop.pair, call.deadline, patience=self._limits.turn, gap=call.gap):
                    reply = self._exchange(hop, call)
            except (Busy, Unreached) as error:
                pause = _pause(error, attempt)
                again = call.method == "GET" or error.untouched
                if again and attempt < self._limits.retries and pause < call.deadline.remaining():
                    self._wait(hop, error, pause)
                    continue
                self._note_failure(hop, error)
                raise
            except BadStatus:
                self._manners.succeeded(hop.pair)
                raise
            self._manners.succeeded(hop.pair)
            return reply
        raise AssertionError("the last attempt returns or raises")

    def _wait(self, hop: Target, error: HttpError, seconds: float) -> None:
        """Before the next try. Where the host itself asked for it, all who want to ask it wait."""
        if isinstance(error, Busy):
            self._manners.hold(hop.pair, seconds)
        self._sleep(seconds)

    def _note_failure(self, hop: Target, error: HttpError) -> None:
        if isinstance(error, Busy) and error.retry_after:
            self._manners.come_back_later(hop.pair, error.retry_after, "it asked us to come back later.")
        else:
            self._manners.failed(hop.pair, f"it failed several times in a row ({error})")

    def _robots_text(self, url: str) -> str:
        answer = self.get(url, accept="text/plain")
        if answer.partial and len(answer.body) < LARGEST:
            raise BadBody(f"not all of it came: {answer.cut}")
        return rules_in(answer.body)


def agent_name(contact: str) -> str:
    try:
        number = version("sapere")
    except PackageNotFoundError:
        number = "0"
    plain = "".join(character for character in contact if character.isascii() and character.isprintable())
    return f"Sapere/{number} (+{plain})" if plain else f"Sapere/{number}"


def _answer(hop: Target, reply: Reply) -> Answer:
    kind = Message()
    kind["content-type"] = reply.headers.get("content-type", "")
    return Answer(
        str(hop.url),
        reply.status,
        reply.body,
        reply.headers.get("content-type", "").partition(";")[0].strip().lower(),
        kind.get_content_charset(""),
        reply.cut,
        reply.headers,
    )


def _value(answer: Answer) -> Any:
    host = httpx2.URL(answer.url).host
    if answer.partial:
        raise BadBody(f"{host} did not send its whole answer: {answer.cut}.")
    try:
        return json.loads(answer.body, parse_constant=_no_number, parse_float=_number)
    except (ValueError, RecursionError) as error:
        raise BadBody(f"{host} answered with something that is not JSON.") from error


def _number(text: str) -> float:
    """A float; no database takes the infinite one that 1e999 would be."""
    value = float(text)
    return value if math.isfinite(value) else _no_number(text)


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _without(headers: Mapping[str, str], given: Collection[str]) -> dict[str, str]:
    private = {name.lower() for name in given}
    return {name: value for name, value in headers.items() if name not in private}


def _pause(error: Busy | Unreached, attempt: int) -> float:
    """Seconds before the next try: what was asked for, or doubling from half a second, with jitter."""
    asked = error.retry_after if isinstance(error, Busy) else None
    if asked is not None:
        return asked
    return float(0.5 * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - it spreads load and guards nothing
