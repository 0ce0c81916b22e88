"""Titles in lines of a known width, by an estimate: a server has no fonts, so each kind of character counts as what
it takes at most in the usual ones."""

from __future__ import annotations

import re
import unicodedata

NARROW = frozenset("iljtfrI.,:;'|!()[]{}`\" ")
WIDE = frozenset("mwMWQOGD@%&—…")
CUT = "…"
_WORDS = re.compile(r"\s+")


def em(char: str) -> float:
    """How wide a character is, in its font's size."""
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in NARROW:
        return 0.37
    if char in WIDE:
        return 0.96
    return 0.76 if char.isupper() else 0.62


def width(text: str) -> float:
    return sum(map(em, text))


def wrapped(text: str, room: float, lines: int) -> list[str]:
    """At most so many lines of at most ``room`` ems; what does not fit is cut, and the last line says so."""
    found: list[str] = []
    line = ""
    for word in _pieces(text, room):
        joined = f"{line} {word.text}" if line and word.spaced else line + word.text
        if not line or width(joined) <= room:
            line = joined
            continue
        found.append(line)
        line = word.text
        if len(found) == lines:
            return [*found[:-1], _cut(found[-1], room)]
    return [*found, line] if line else found


class _Piece:
    """What stays on one line; ``spaced``: a space stands before it."""

    __slots__ = ("spaced", "text")

    def __init__(self, text: str, *, spaced: bool) -> None:
        self.text = text
        self.spaced = spaced


def _pieces(text: str, room: float) -> list[_Piece]:
    """Words; where there are no spaces, characters with the marks and the closing signs that follow them."""
    found: list[_Piece] = []
    for word in _WORDS.split(text.strip()):
        parts = _parts(word) if width(word) > room or _unspaced(word) else [word]
        found += [_Piece(part, spaced=place == 0) for place, part in enumerate(parts)]
    return found


def _unspaced(word: str) -> bool:
    return any(unicodedata.east_asian_width(char) in "WF" for char in word)


def _parts(word: str) -> list[str]:
    parts: list[str] = []
    for char in word:
        joins = bool(parts) and (em(char) == 0 or parts[-1].endswith("\u200d"))
        closes = bool(parts) and _closes(char) and len(parts[-1]) < 3
        together = bool(parts) and char.isascii() and parts[-1][-1].isascii() and len(parts[-1]) < 5
        if joins or closes or together:
            parts[-1] += char
        else:
            parts.append(char)
    return parts


def _closes(char: str) -> bool:
    return unicodedata.category(char) in {"Pe", "Pf", "Po"}


def _cut(line: str, room: float) -> str:
    while line and width(line) + em(CUT) > room:
        line = line[:-1]
    return line.rstrip() + CUT
