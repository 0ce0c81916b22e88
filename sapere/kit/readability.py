"""How hard a text is to read, as one number that needs no word list: LIX, for languages that put spaces between words and
write them in Latin, Greek or Cyrillic letters.

C. H. Björnsson, Läsbarhet (1968), and in English "Readability of newspapers in 11 languages", Reading Research Quarterly
18 (1983): words per sentence, plus the percentage of words with more than six letters. Below 40 is easy, from 50 on hard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

EASY, HARD = 40.0, 50.0
LEAST = 30
"""Words; of fewer nothing can be said."""
_LONG = 6
_WORD = re.compile("[A-Za-zÀ-ÖØ-öø-ɏͰ-ϿЀ-ӿ]+(?:['’][A-Za-zÀ-ɏ]+)?")


def lix(sentences: Iterable[str]) -> float | None:
    """None where it says nothing: of too few words, or of other scripts."""
    kept = list(sentences)
    counted = [_WORD.findall(sentence) for sentence in kept]
    words = [word for some in counted for word in some]
    letters = sum(map(str.isalpha, "".join(kept)))
    if len(words) < LEAST or sum(map(len, words)) < 0.8 * letters:
        return None
    long = sum(len(word) > _LONG for word in words)
    return len(words) / sum(map(bool, counted)) + 100 * long / len(words)
