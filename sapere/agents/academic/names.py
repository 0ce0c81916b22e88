"""The authors of a work, by the names they write under."""

from __future__ import annotations

from collections.abc import Iterable

from sapere.kit.plain import plain

MOST = 20
"""Names shown of one work; some have thousands."""
_LONGEST = 100


def author_names(names: Iterable[object]) -> str:
    """Joined by commas, each once and in the order of the work; ``Curie, Marie`` is turned to ``Marie Curie``."""
    clean = [name for name in map(_in_order, names) if name]
    told = list(dict.fromkeys(clean))
    return ", ".join(told[:MOST]) + (" et al." if len(told) > MOST else "")


def full_name(given: object, family: object) -> str:
    """One name of its two parts, of which either may be missing."""
    return f"{plain(given)} {plain(family)}".strip()


def _in_order(name: object) -> str:
    text = plain(name)[:_LONGEST]
    family, comma, given = text.partition(",")
    if comma and "," not in given:
        text = f"{given.strip()} {family.strip()}".strip()
    return text.replace(",", "").strip()
