"""Somebody else's words within one's own: shortened at a word, between the marks that their language has for it, and found
again."""

from __future__ import annotations

import re
from collections.abc import Callable

from sapere.kit.language import primary

# As Unicode's CLDR has them, save Arabic, which is printed with these. Any other language: “…”.
_LOW = ("„", "“")
_POINTED = ("«", "»")
_SPACED = ("«\u00a0", "\u00a0»")
_MARKS = {
    **dict.fromkeys("de cs sk sl bg is lt et ka sr hr mk".split(), _LOW),
    **dict.fromkeys("pl ro hu".split(), ("„", "”")),
    **dict.fromkeys("ar fa ru uk be es it ca el no nb nn hy".split(), _POINTED),
    **dict.fromkeys("fr br".split(), _SPACED),
    **dict.fromkeys("sv fi he".split(), ("”", "”")),
    **dict.fromkeys("ja yue".split(), ("「", "」")),
}
_WITHIN = re.compile(
    "|".join(
        f"{begins}([^{begins}{ends}]+){ends}" for begins, ends in ("“”", "«»", "「」", "『』", "《》", "‘’")
    )
    + '|"([^"]+)"|`([^`]+)`|„([^„“”]+)[“”]|”([^”]+)”'
)


def quoted(text: str, language: str) -> str:
    """In the quotation marks of the language."""
    begins, ends = _MARKS.get(primary(language), ("“", "”"))
    return f"{begins}{text}{ends}"


def quotations(text: str) -> list[str]:
    """What stands in the text between quotation marks of any language."""
    return [found[found.lastindex or 0].strip() for found in _WITHIN.finditer(text)]


def brief(text: str, fits: Callable[[str], bool]) -> str:
    """The text if it fits, else as many of its whole words from the beginning as do, with … behind them: nothing where not
    even one does. ``fits`` says so of a shorter text whenever it says so of a longer one."""
    if fits(text):
        return text
    most = _most(len(text), lambda n: fits(text[:n] + "…"))
    cut = text[: _whole(text, most)].rstrip(" \n,;:…")
    return f"{cut}…" if cut else ""


def _most(high: int, fits: Callable[[int], bool]) -> int:
    """The highest number that fits, 0 where none does."""
    low = 0
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _whole(text: str, at: int) -> int:
    """Where the last whole word ends that ends not behind ``at``. A word longer than half of all is cut itself."""
    if text[at : at + 1].isspace():
        return at
    space = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at))
    return space if space > at // 2 else at
