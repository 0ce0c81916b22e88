"""Names with what tells them from others of the same name in brackets behind them: ``Mercury (planet)``."""

from __future__ import annotations

import re

_QUALIFIED = re.compile(r"\s*\(([^()]*)\)")


def plain_words(name: str) -> str:
    """As a search engine takes it: ``Mercury planet``."""
    return _QUALIFIED.sub(r" \1", name).strip()


def without_qualifier(name: str) -> str:
    """As it is called in a sentence about it: ``Mercury``. A name that is all in brackets stays."""
    bare, bracket, rest = name.rpartition(" (")
    return bare.rstrip() if bracket and bare.strip() and rest.endswith(")") and "(" not in bare else name
