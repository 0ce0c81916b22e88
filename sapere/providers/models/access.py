"""Where the models of a provider are asked, and with which key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import urlsplit

PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Provider:
    """``title`` is the name that people know; ``address`` is where it is when the operator names no other."""

    title: str
    address: str


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("OpenAI", "https://api.openai.com/v1"),
    "anthropic": Provider("Anthropic", "https://api.anthropic.com"),
    "google": Provider("Google", "https://generativelanguage.googleapis.com/v1beta/openai"),
}
"""By the name before the colon of a model. Google is asked in OpenAI's protocol, at the address it offers for that:
https://ai.google.dev/gemini-api/docs/openai"""


@dataclass(frozen=True, slots=True)
class Access:
    """``address`` is what the operator named, empty for the provider's own. ``key`` may be empty where it is named."""

    provider: str
    key: str = field(default="", repr=False)
    address: str = ""

    @property
    def title(self) -> str:
        """How a sentence calls whoever answers there."""
        known = PROVIDERS[self.provider]
        return known.title if self.official else f"The model server {self.pair}"

    @property
    def base(self) -> str:
        return self.address or PROVIDERS[self.provider].address

    @property
    def shown(self) -> str:
        """The address without a password that somebody wrote into it."""
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"

    @property
    def official(self) -> bool:
        """Whether the provider itself answers, which takes what only it understands."""
        return self.base == PROVIDERS[self.provider].address

    @property
    def pair(self) -> str:
        """``host:port``, as the guard at the door compares them."""
        parts = urlsplit(self.base)
        host = parts.hostname or ""
        port = parts.port or PORTS.get(parts.scheme, 443)
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    @property
    def here(self) -> bool:
        """Whether it is on this very machine."""
        host = urlsplit(self.base).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def let_through(self) -> tuple[str, ...]:
        """Only what the operator named may lie inside the network."""
        return () if self.official else (self.pair,)
