"""Where a topic is read: in its rooms, under its slug, or behind a link that its owner gave away, under the token in it."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse

SHARED = "/shared/"
"""Whatever is read behind a link has an address that begins so."""

COPYING = "/copy/"
"""Where whoever has a link makes what is behind it their own; the same token stands in the address."""


class Token(str):
    """Stands where a topic's slug would stand: what is linked from there then lies behind the same link."""

    __slots__ = ()


@lru_cache(maxsize=8192, typed=True)  # a page has dozens of links; a token is another type than a slug
def read_at(slug: str, what: str, *more: object) -> str:
    """Where ``what`` of a topic is read: topic, concept, source or quote."""
    return reverse(f"{'shared' if isinstance(slug, Token) else 'explore'}:{what}", args=[slug, *more])
