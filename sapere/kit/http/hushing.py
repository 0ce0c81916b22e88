"""Takes the keys that a service was told out of what it answers: many copy the question into their complaint."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from urllib.parse import quote, quote_plus

_PRIVATE = ("authorization", "x-api-key", "cookie")
_SHORTEST = 6  # characters of a key; shorter ones stand in ordinary text by chance
_MASK = "***"


def keys_told(secret: Mapping[str, str], headers: Mapping[str, str]) -> frozenset[str]:
    """Every spelling of the keys in a question's ``secret`` parameters and private ``headers`` (lower-case names)."""
    words = [*secret.values()]
    for name in _PRIVATE:
        words += [headers.get(name, ""), headers.get(name, "").rpartition(" ")[2]]
    told = [word for word in words if len(word) >= _SHORTEST]
    return frozenset(spelt for word in told for spelt in (word, quote(word, safe=""), quote_plus(word)))


def hushed_text(text: str, keys: Collection[str]) -> str:
    for key in sorted(keys, key=len, reverse=True):
        text = text.replace(key, _MASK)
    return text


def hushed(body: bytes, keys: Collection[str]) -> bytes:
    for key in sorted(keys, key=len, reverse=True):
        body = body.replace(key.encode(), _MASK.encode())
    return body
