"""Dollars as one says them."""

from __future__ import annotations

from math import floor, log10


def dollars(usd: float | None) -> str:
    """``$0``, ``$0.50``, ``$1,204.30``; small sums with two digits that say something: ``$0.0042``.

    None, where nobody knows the price, is ``unknown``.
    """
    if usd is None:
        return "unknown"
    if usd == 0:
        return "$0"
    places = 2 if abs(usd) >= 0.01 else min(8, 1 - floor(log10(abs(usd))))
    return f"${usd:,.{places}f}"
