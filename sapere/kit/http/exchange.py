"""One request and what came back for it, once: no retry, no redirect, no cache."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import TypeVar

import httpcore2
import httpx2

from sapere.kit.clock import Clock
from sapere.kit.http.body import Limits, read_body
from sapere.kit.http.deadline import Deadline
from sapere.kit.http.errors import AddressRefused, BadBody, BadStatus, Busy, HttpError, Unreached
from sapere.kit.http.hushing import hushed, hushed_text, keys_told
from sapere.kit.http.network import GuardedTransport, under_way
from sapere.kit.http.target import Target

E = TypeVar("E", bound=BaseException)

_NUMBER = re.compile(r"^\[Errno -?[0-9]+\] ")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({500, 502, 503, 504})
_UNCHANGED = 304
_BEFORE = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpcore2.ConnectError)
_FAULTS = {  # X509_V_ERR_…, https://docs.openssl.org/master/man3/X509_STORE_CTX_get_error/
    9: "shows a certificate that is not valid yet",
    10: "shows a certificate that has run out",
    18: "shows a certificate that it signed itself",
    19: "shows a certificate that no known authority signed",
    20: "shows a certificate that no known authority signed",
    62: "shows a certificate made out to another name",
    64: "shows a certificate made out to another name",
}


@dataclass(frozen=True, slots=True)
class Call:
    """What is sent, but for where to. ``gap`` is the least pause before it, in seconds.

    ``private`` when it began with a key or the like, though a redirect may since have taken that away.
    """

    method: str
    headers: Mapping[str, str]
    deadline: Deadline
    content: bytes = b""
    gap: float = 0.0
    private: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """A success, a redirect, or the word that nothing changed. Header names are lower case."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: str = ""  # empty, or why the rest was left unread

    @property
    def location(self) -> str:
        """Where it sends on to; empty when it does not."""
        return self.headers.get("location", "") if self.status in _REDIRECTS else ""

    @property
    def unchanged(self) -> bool:
        return self.status == _UNCHANGED


class Exchange:
    def __init__(self, transport: GuardedTransport, limits: Limits, clock: Clock) -> None:
        self._transport = transport
        self._limits = limits
        self._clock = clock

    def known(self, hop: Target, call: Call) -> Reply | None:  # noqa: ARG002 - the same call as with a cache
        """Nothing is known without asking."""
        return None

    def __call__(self, hop: Target, call: Call) -> Reply:
        """Raises every leaf of HttpError but RobotsRefused."""
        token = under_way.set((hop, call.deadline))
        try:
            return self._sent(hop, call)
        except (httpx2.TransportError, httpx2.StreamError, httpcore2.ConnectError) as error:
            if (fault := certificate_fault(error)) is not None:
                raise AddressRefused(f"{hop.host} {fault}, so nothing was asked of it or read.") from error
            raise Unreached(_why(hop, error, call.deadline), untouched=isinstance(error, _BEFORE)) from error
        finally:
            under_way.reset(token)

    def _sent(self, hop: Target, call: Call) -> Reply:
        request = httpx2.Request(
            call.method,
            hop.sent,
            headers=dict(call.headers),
            content=call.content or None,
            extensions={"timeout": {"pool": call.deadline.remaining()}},
        )
        response = self._transport.handle_request(request)
        try:
            return self._reply(hop, response, call)
        finally:
            response.close()

    def _reply(self, hop: Target, response: httpx2.Response, call: Call) -> Reply:
        if len(response.headers) > self._limits.headers:
            raise BadBody(f"{hop.host} sent more than {self._limits.headers} header lines.")
        if len(set(response.headers.get_list("location"))) > 1:
            raise BadBody(f"{hop.host} sends on to several addresses at once.")
        keys = keys_told(hop.secret, call.headers)
        headers = {name.lower(): hushed_text(value, keys) for name, value in response.headers.items()}
        short = Reply(response.status_code, headers=headers)
        if short.location or (short.unchanged and _is_conditional(call)):
            return short
        body = read_body(response, self._limits, call.deadline)
        content = hushed(body.content, keys)
        if response.is_success:
            return Reply(response.status_code, content, headers, body.cut)
        raise self._refusal(hop, short, content)

    def _refusal(self, hop: Target, reply: Reply, body: bytes) -> HttpError:
        status = reply.status
        if status == 429 or (status == 503 and "retry-after" in reply.headers):
            wait = self._retry_after(reply.headers.get("retry-after", ""))
            what = f"{hop.host} asks us to come back later ({status})."
            return Busy(what, retry_after=wait, untouched=status == 429)
        if status in _PASSING:
            return Unreached(f"{hop.host} has a fault of its own ({status}).")
        return BadStatus(f"{hop.host} answered with status {status}.", status=status, body=body[:4096])

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


def _is_conditional(call: Call) -> bool:
    return any(name.lower() in ("if-none-match", "if-modified-since") for name in call.headers)


def certificate_fault(error: Exception) -> str | None:
    """What is wrong with a certificate, where that is what ended the connection."""
    cause = _cause(error, ssl.SSLCertVerificationError)
    if cause is None:
        return None
    return _FAULTS.get(cause.verify_code, f"shows a certificate that does not hold ({cause.verify_message})")


def _cause(error: BaseException | None, kind: type[E]) -> E | None:
    """The error of that kind behind this one."""
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error


def _why(hop: Target, error: Exception, deadline: Deadline) -> str:
    if deadline.remaining() <= 0:
        return f"{hop.host} did not answer within {deadline.seconds:g} s."
    if isinstance(error, httpx2.TimeoutException):
        return f"{hop.host} does not answer."
    if isinstance(error, httpx2.ProtocolError):
        return f"{hop.host} broke off or answered with something that is not HTTP."
    if _cause(error, ssl.SSLError):
        return f"{hop.host} does not encrypt in a way that is safe today."
    return f"{hop.host} cannot be reached ({_NUMBER.sub('', str(error))})."
