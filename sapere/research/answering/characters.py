"""Chinese characters one by one: two words of one meaning often share one of them, and never a pair."""

from __future__ import annotations

import re
from functools import lru_cache

from sapere.kit.language import primary

_HAN = re.compile("[\u3400-\u9fff]")
_LITTLE = frozenset("的了是在有和与及或被由也之其这那哪些个于为何多少什么谁吗呢吧就都而从把对以到并等此该")


def unspaced(language: str) -> bool:
    """Whether it is written in these, without spaces between words."""
    return primary(language) in ("zh", "ja")


@lru_cache(maxsize=4_000)
def telling(text: str) -> frozenset[str]:
    """The characters that say something of what it is about."""
    return frozenset(_HAN.findall(text)) - _LITTLE


def is_seam(pair: str) -> bool:
    """Whether it is no word, but a little word and a piece of its neighbour: the pairs are cut without a dictionary."""
    return len(pair) == 2 and not pair.isascii() and not _LITTLE.isdisjoint(pair)
