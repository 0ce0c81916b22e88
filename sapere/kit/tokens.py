"""A text as words: for counting, comparing and finding."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from itertools import pairwise

from Stemmer import Stemmer, algorithms

from sapere.kit.language import primary
from sapere.kit.stop_words import stop_words

__all__ = ["stop_words", "tokens", "unspaced", "words"]

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_ELIDING = frozenset(("fr", "it", "ca", "oc"))
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_HIRAGANA = re.compile("[\u3040-\u309f]+")


def _mark_ranges() -> str:
    """All combining marks of the Basic Multilingual Plane, as the inside of a character class.

    ``\\w`` leaves them out, which would cut words of Hindi, Arabic or Thai at every vowel sign.
    """
    ranges: list[list[int]] = []
    for code in range(0x300, 0xFE30):
        if unicodedata.category(chr(code))[0] != "M":
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_MARKS = _mark_ranges()
_PART = rf"(?:[^\W_]|[{_MARKS}\u200c\u200d])"
# A number with its decimals; C, C++ and C#; a word, which may hold an apostrophe or an underscore.
_WORD = re.compile(rf"\d+(?:[.,]\d+)+(?!\w)|(?<!\w)[a-z](?:\+\+|\#)|{_PART}+(?:['_]{{1,2}}{_PART}+)*")
_ASCII_WORD = re.compile(
    r"\d+(?:[.,]\d+)+(?!\w)|(?<!\w)[a-z](?:\+\+|\#)|[a-z\d]+(?:['_]{1,2}[a-z\d]+)*", re.ASCII
)
"""The same words where all is ASCII, found in half the time."""
_UNSPACED_RUN = re.compile(rf"[{_UNSPACED}](?:[{_UNSPACED}]|[{_MARKS}])*")
_CLUSTER = re.compile(rf".[{_MARKS}]*", re.DOTALL)
_local = threading.local()


def words(text: str, language: str) -> list[str]:
    """The words in order, lower-cased, unstemmed, little words included.

    What is written without spaces (Chinese, Japanese, Thai and others, wherever it stands) comes as overlapping
    pairs of characters. ``it's`` stays whole, ``Python's`` loses its ending, ``l'eau`` is two words; a name such
    as ``run_until_complete`` is one word, ``asyncio.run`` are two.
    """
    code = primary(language)
    if text.isascii():
        return _of_ascii(text, code)
    found: list[str] = []
    for match in _WORD.finditer(text.lower().replace("’", "'")):
        word = match.group()
        if word.isascii() or not _UNSPACED_RUN.search(word):
            found.extend(_plain(word, code))
        else:
            found.extend(_unspaced(word))
    return found


def tokens(text: str, language: str) -> list[str]:
    """What the text is about, word by word: as :func:`words`, little words out, stemmed where we can."""
    code = primary(language)
    little = stop_words(code)
    kept = [word for word in words(text, code) if word not in little]
    if not text.isascii():
        kept = [word for word in kept if not _is_grammar(word)]
    if code not in _STEMMERS:
        return kept
    return [_stem(word, code) for word in kept]


def unspaced(text: str) -> tuple[list[str], str]:
    """The stretches that are written without spaces, and the rest of the text."""
    if text.isascii():
        return [], text
    return _UNSPACED_RUN.findall(text), _UNSPACED_RUN.sub(" ", text)


def _of_ascii(text: str, language: str) -> list[str]:
    found = _ASCII_WORD.findall(text.lower())
    return [part for word in found for part in _plain(word, language)] if "'" in text else found


def _plain(word: str, language: str) -> list[str]:
    if "'" not in word:
        return [word]
    if language in _ELIDING:
        return [part for part in word.split("'") if part]
    return [word.removesuffix("'s")] if word not in ("it's", "that's", "let's") else [word]


def _unspaced(word: str) -> list[str]:
    """The pairs of each stretch without spaces, and what stands between them as it is."""
    found: list[str] = []
    rest = 0
    for run in _UNSPACED_RUN.finditer(word):
        if run.start() > rest:
            found.append(word[rest : run.start()])
        clusters = _CLUSTER.findall(run.group())
        pairs = [first + second for first, second in pairwise(clusters)]
        found.extend(pairs or clusters)
        rest = run.end()
    if rest < len(word):
        found.append(word[rest:])
    return found


def _is_grammar(word: str) -> bool:
    """Pairs of hiragana alone are endings and particles far more often than words."""
    return len(word) <= 2 and _HIRAGANA.fullmatch(word) is not None


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    # A stemmer keeps its word in itself: one for each thread.
    kept = _local.__dict__.setdefault("stemmers", {})
    if language not in kept:
        kept[language] = Stemmer(_STEMMERS[language])
    return str(kept[language].stemWord(word))


assert set(_STEMMERS.values()) <= set(algorithms())  # noqa: S101 - a wrong name would only show much later
