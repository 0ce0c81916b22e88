"""Where a request may go: the text of an address is parsed once, here, and never again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

import httpx2

from sapere.kit.http.errors import AddressRefused

PORTS = {"http": 80, "https": 443}
LONGEST = 8000  # characters; what common servers take
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?\.?|[0-9a-f:.]*:[0-9a-f:.]*")


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address. ``url`` may be shown; ``host`` and ``port`` are what is connected to.

    ``secret`` is the part of the query that only the service itself may see (its key).
    """

    url: httpx2.URL
    scheme: str
    host: str
    port: int
    let_through: bool = False  # an own service, named by the operator
    secret: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def sent(self) -> httpx2.URL:
        """What is asked for: the address with its secret."""
        return httpx2.URL(with_params(str(self.url), self.secret))

    @property
    def pair(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.pair}"


def target(
    text: str,
    *,
    params: Mapping[str, str] | None = None,
    secret: Mapping[str, str] | None = None,
    allow: Collection[str] = (),
) -> Target:
    """The address to ask, or AddressRefused with the reason. ``allow`` holds ``host:port`` pairs."""
    _check_text(text)
    try:
        url = httpx2.URL(with_params(text, params))
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressRefused(f"This address cannot be read: {_shown(text)}") from error
    return replace(_checked(url.copy_with(fragment=None), allow), secret=dict(secret or {}))


def redirected(origin: Target, location: str, *, allow: Collection[str] = ()) -> Target:
    """The next hop, checked like the first.

    Never from https to http, and into an own service only from an own service: a stranger's page must not
    be able to send us there. A secret goes with it only to where it was meant for.
    """
    _check_text(location)
    try:
        url = _without(origin.url.join(location).copy_with(fragment=None), origin.secret)
    except (httpx2.InvalidURL, ValueError) as error:
        raise AddressRefused(f"{origin.host} sends on to an address that cannot be read.") from error
    hop = _checked(url, allow if origin.let_through else ())
    if hop.origin == origin.origin:
        hop = replace(hop, secret=origin.secret)
    if origin.scheme == "https" and hop.scheme == "http":
        raise AddressRefused(f"{origin.host} sends on from https to plain http, which is not followed.")
    return hop


def _check_text(text: str) -> None:
    if len(text) > LONGEST:
        raise AddressRefused(f"This address is longer than {LONGEST} characters.")
    if "\\" in text or any(unicodedata.category(character) in ("Cc", "Cf", "Cs") for character in text):
        raise AddressRefused("This address holds a backslash or an invisible character.")


def with_params(text: str, params: Mapping[str, str] | None) -> str:
    """The address with these added to its query."""
    if not params:
        return text
    bare, _, fragment = text.partition("#")
    return f"{bare}{'&' if '?' in bare else '?'}{urlencode(params)}" + (f"#{fragment}" if fragment else "")


def _without(url: httpx2.URL, secret: Mapping[str, str]) -> httpx2.URL:
    """The address without the secret that the server may have copied into it."""
    if not secret:
        return url
    kept = [(name, value) for name, value in url.params.multi_items() if name not in secret]
    return url.copy_with(query=urlencode(kept).encode() or None)


def _checked(url: httpx2.URL, allow: Collection[str]) -> Target:
    if url.scheme not in PORTS:
        raise AddressRefused(f"Only http and https addresses are read, not {_shown(url.scheme or 'this')}.")
    if url.userinfo:
        raise AddressRefused("This address holds a user name or a password, which is never sent.")
    host = url.raw_host.decode("ascii").lower()
    if not _HOST.fullmatch(host) or len(host) > 253 or ".." in host:
        raise AddressRefused(f"This address names no host that can be looked up: {_shown(str(url))}")
    port = PORTS[url.scheme] if url.port is None else url.port
    found = Target(url, url.scheme, host, port)
    if found.pair in allow:
        return Target(url, url.scheme, host, port, let_through=True)
    if port not in PORTS.values():
        raise AddressRefused(f"Port {port} of {host} is not a web port; only 80 and 443 are read.")
    return found


def _shown(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
