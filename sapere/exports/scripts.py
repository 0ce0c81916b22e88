"""Which script a letter belongs to, and which font to install for it."""

from __future__ import annotations

import unicodedata

_FONTS = {
    "ARABIC": "Noto Naskh Arabic", "CJK": "Noto Serif CJK", "HIRAGANA": "Noto Serif CJK", "KATAKANA": "Noto Serif CJK",
    "IDEOGRAPHIC": "Noto Serif CJK", "FULLWIDTH": "Noto Serif CJK", "HANGUL": "Noto Serif CJK",
}  # fmt: skip
_NAMES = {"CJK": "Chinese characters", "IDEOGRAPHIC": "Chinese characters", "FULLWIDTH": "Chinese characters"}
_SYMBOLS = ("So", "Sk", "Sm", "Cn", "Co")


def script_of(sign: str) -> str:
    """``Arabic``, as Unicode names its letters; signs that are no letters together."""
    if unicodedata.category(sign) in _SYMBOLS:
        return "symbols"
    first = _first(sign)
    return _NAMES.get(first, first.title())


def font_for(sign: str) -> str:
    if unicodedata.category(sign) in _SYMBOLS:
        return "Noto Emoji and Noto Sans Symbols"
    first = _first(sign)
    return _FONTS.get(first, f"Noto Sans {first.title()}")


def _first(sign: str) -> str:
    return unicodedata.name(sign, "SYMBOLS").split()[0].split("-")[0]
