"""Looking for words in short texts, as a reader means them: without case, and without marks on letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def words(said: str) -> list[str]:
    return plain(said).split()


def has(text: str, sought: Sequence[str]) -> bool:
    """Whether each of these :func:`words` stands somewhere in it."""
    there = plain(text)
    return all(word in there for word in sought)


def plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
