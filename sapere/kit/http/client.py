"""The one door to the network: every request of the program goes through :class:`HttpClient`."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Self

import httpcore2
import httpx2

from sapere.kit.clock import Clock, SystemClock
from sapere.kit.http.body import DEFAULTS, ENCODINGS, Body, Limits, read_body
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import AddressRefused, BadBody, BadStatus, Busy, HttpError, Unreached
from sapere.kit.http.manners import Manners, Sleep
from sapere.kit.http.network import GuardedBackend, GuardedTransport, Resolver, system_resolver, under_way
from sapere.kit.http.robots import LARGEST, Robots
from sapere.kit.http.target import Target, redirected, target

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_WORTH_ANOTHER_TRY = frozenset({429, 500, 502, 503, 504})
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
    pairs that are let through although they are not public: own services, and tests.
    """

    def __init__(
        self,
        contact: str = "",
        allow: Collection[str] = (),
        *,
        limits: Limits = DEFAULTS,
        resolver: Resolver = system_resolver,
        connector: httpcore2.NetworkBackend | None = None,
        clock: Clock | None = None,
        sleep: Sleep = time.sleep,
        gap: float = 0.1,
    ) -> None:
        self.agent = _agent(contact)
        self._allow = frozenset(pair.lower() for pair in allow)
        self._limits = limits
        self._clock = clock or SystemClock()
        self._sleep = sleep
        self._manners = Manners(self._clock, sleep, gap=gap)
        self._transport = GuardedTransport(GuardedBackend(resolver, connector or httpcore2.SyncBackend()))
        self._robots = Robots(self._robots_text, "Sapere", self._clock)

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        accept: str = _ACCEPT,
        robots: bool = False,
        seconds: float | None = None,
    ) -> Answer:
        """What lies at an address. With ``robots`` its site's robots.txt is obeyed (pages; not APIs)."""
        hop = target(url, params=params, allow=self._allow)
        deadline = Deadline(self._clock, seconds or self._limits.seconds)
        sent = {"user-agent": self.agent, "accept": accept, "accept-encoding": ENCODINGS, **(headers or {})}
        for _ in range(self._limits.hops + 1):
            if robots:
                self._manners.ask_for_pause(hop.pair, self._robots.permit(hop))
            answer = self._ask(hop, sent, deadline)
            if isinstance(answer, Answer):
                return answer
            before, hop = hop, redirected(hop, answer, allow=self._allow)
            if hop.origin != before.origin:  # what was meant for one host is not told to another
                sent = {name: value for name, value in sent.items() if name not in (headers or {})}
        raise AddressRefused(f"{hop.host} sends on more than {self._limits.hops} times.")

    def get_json(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        seconds: float | None = None,
    ) -> Any:
        """The value in a JSON answer. Raises BadBody when it is cut short or is not JSON."""
        answer = self.get(url, params=params, headers=headers, accept="application/json", seconds=seconds)
        host = httpx2.URL(answer.url).host
        if answer.partial:
            raise BadBody(f"{host} did not send its whole answer: {answer.cut}.")
        try:
            return json.loads(answer.body)
        except (ValueError, RecursionError) as error:
            raise BadBody(f"{host} answered with something that is not JSON.") from error

    def close(self) -> None:
        """Ends every open connection."""
        self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _ask(self, hop: Target, headers: Mapping[str, str], deadline: Deadline) -> Answer | str:
        """One hop, tried again where that can help: its answer, or the address it sends on to."""
        for attempt in range(self._limits.retries + 1):
            self._manners.check(hop.pair)
            try:
                with self._manners.turn(hop.pair, deadline, patience=self._limits.turn):
                    answer = self._once(hop, headers, deadline)
            except (Busy, Unreached) as error:
                pause = _pause(error, attempt)
                if attempt < self._limits.retries and pause < deadline.remaining():
                    self._sleep(pause)
                    continue
                self._note_failure(hop, error)
                raise
            except BadStatus:
                self._manners.succeeded(hop.pair)
                raise
            self._manners.succeeded(hop.pair)
            return answer
        raise AssertionError("the last attempt returns or raises")

    def _once(self, hop: Target, headers: Mapping[str, str], deadline: Deadline) -> Answer | str:
        token = under_way.set((hop, deadline))
        try:
            return self._exchange(hop, headers, deadline)
        except (httpx2.TransportError, httpx2.StreamError, httpcore2.ConnectError) as error:
            raise Unreached(_why(hop, error, deadline)) from error
        finally:
            under_way.reset(token)

    def _exchange(self, hop: Target, headers: Mapping[str, str], deadline: Deadline) -> Answer | str:
        request = httpx2.Request(
            "GET", hop.url, headers=dict(headers), extensions={"timeout": {"pool": deadline.remaining()}}
        )
        response = self._transport.handle_request(request)
        try:
            if len(response.headers) > self._limits.headers:
                raise BadBody(f"{hop.host} sent more than {self._limits.headers} header lines.")
            if response.status_code in _REDIRECTS and response.headers.get("location"):
                return response.headers["location"]
            body = read_body(response, self._limits, deadline)
        finally:
            response.close()
        if response.is_success:
            return _answer(hop, response, body)
        raise self._refusal(hop, response, body)

    def _refusal(self, hop: Target, response: httpx2.Response, body: Body) -> HttpError:
        status = response.status_code
        if status == 429 or (status == 503 and "retry-after" in response.headers):
            wait = self._retry_after(response.headers.get("retry-after", ""))
            return Busy(f"{hop.host} asks us to come back later ({status}).", retry_after=wait)
        if status in _WORTH_ANOTHER_TRY:
            return Unreached(f"{hop.host} has a fault of its own ({status}).")
        return BadStatus(
            f"{hop.host} answered with status {status}.", status=status, body=body.content[:4096]
        )

    def _retry_after(self, text: str) -> float | None:
        """Seconds to wait (RFC 9110 10.2.3: a number of seconds, or a date)."""
        if text.strip().isdecimal():
            return float(min(int(text[:9]), 86_400))
        try:
            moment = parsedate_to_datetime(text)
        except (ValueError, TypeError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(0.0, (moment - self._clock.now()).total_seconds()), 86_400.0)

    def _note_failure(self, hop: Target, error: HttpError) -> None:
        if isinstance(error, Busy) and error.retry_after:
            self._manners.come_back_later(hop.pair, error.retry_after, "it asked us to come back later.")
        else:
            self._manners.failed(hop.pair, f"it failed several times in a row ({error})")

    def _robots_text(self, url: str) -> str:
        answer = self.get(url, accept="text/plain")
        return answer.body[:LARGEST].decode("utf-8", "replace")


def _agent(contact: str) -> str:
    try:
        number = version("sapere")
    except PackageNotFoundError:
        number = "0"
    plain = "".join(character for character in contact if character.isascii() and character.isprintable())
    return f"Sapere/{number} (+{plain})" if plain else f"Sapere/{number}"


def _answer(hop: Target, response: httpx2.Response, body: Body) -> Answer:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(
        str(hop.url),
        response.status_code,
        body.content,
        media_type,
        response.charset_encoding or "",
        body.cut,
        headers,
    )


def _pause(error: Busy | Unreached, attempt: int) -> float:
    """Seconds before the next try: what was asked for, or doubling from half a second, with jitter."""
    asked = error.retry_after if isinstance(error, Busy) else None
    if asked is not None:
        return asked
    return float(0.5 * 2**attempt * random.uniform(0.5, 1.5))  # noqa: S311 - it spreads load and guards nothing


def _why(hop: Target, error: Exception, deadline: Deadline) -> str:
    if deadline.remaining() <= 0:
        return f"{hop.host} did not answer within {deadline.seconds:g} s."
    if isinstance(error, httpx2.TimeoutException):
        return f"{hop.host} does not answer."
    if isinstance(error, httpx2.ProtocolError):
        return f"{hop.host} broke off or answered with something that is not HTTP."
    return f"{hop.host} cannot be reached ({error})."
