"""Text to sparse vectors for BM25, the same for the embedded and the server index.

The weights are Qdrant's own BM25 (term frequency with k 1.2, b 0.75); inverse document frequency is applied by
the index at the time of the query. Words are split at Unicode boundaries, lower-cased and stemmed by the
document's language. Scripts written without spaces become pairs of neighbouring characters, whatever
language was announced, so that a Chinese name inside an English page is found too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from qdrant_edge import (
    Bm25,
    Bm25Config,
    DisabledStemmer,
    Language,
    SnowballLanguage,
    SnowballParams,
    StopwordsSet,
    TokenizerType,
)

AVERAGE_TOKENS = 160.0
"""Expected length of a passage. BM25 only needs its order of size: from 120 to 256 the ranking hardly moves."""

HEADING_WEIGHT = 0.4
"""What a word in the title or the heading path counts, next to the same word in the passage itself."""

LONGEST_TOKEN = 64

TELLING_WORDS = 3
"""A query with at least this many words that are not stop words is asked without its stop words. A shorter one
keeps them: ``with statement`` and ``is operator`` are about just these words."""

STEMMERS = {
    "ar": SnowballLanguage.Arabic,
    "da": SnowballLanguage.Danish,
    "de": SnowballLanguage.German,
    "el": SnowballLanguage.Greek,
    "en": SnowballLanguage.English,
    "es": SnowballLanguage.Spanish,
    "fi": SnowballLanguage.Finnish,
    "fr": SnowballLanguage.French,
    "hu": SnowballLanguage.Hungarian,
    "hy": SnowballLanguage.Armenian,
    "it": SnowballLanguage.Italian,
    "nb": SnowballLanguage.Norwegian,
    "nl": SnowballLanguage.Dutch,
    "nn": SnowballLanguage.Norwegian,
    "no": SnowballLanguage.Norwegian,
    "pt": SnowballLanguage.Portuguese,
    "ro": SnowballLanguage.Romanian,
    "ru": SnowballLanguage.Russian,
    "sv": SnowballLanguage.Swedish,
    "ta": SnowballLanguage.Tamil,
    "tr": SnowballLanguage.Turkish,
}

STOP_WORDS = {
    "ar": Language.Arabic,
    "az": Language.Azerbaijani,
    "bn": Language.Bengali,
    "ca": Language.Catalan,
    "da": Language.Danish,
    "de": Language.German,
    "el": Language.Greek,
    "en": Language.English,
    "es": Language.Spanish,
    "eu": Language.Basque,
    "fi": Language.Finnish,
    "fr": Language.French,
    "he": Language.Hebrew,
    "hu": Language.Hungarian,
    "id": Language.Indonesian,
    "it": Language.Italian,
    "kk": Language.Kazakh,
    "nb": Language.Norwegian,
    "ne": Language.Nepali,
    "nl": Language.Dutch,
    "nn": Language.Norwegian,
    "no": Language.Norwegian,
    "pt": Language.Portuguese,
    "ro": Language.Romanian,
    "ru": Language.Russian,
    "sl": Language.Slovene,
    "sv": Language.Swedish,
    "tg": Language.Tajik,
    "tr": Language.Turkish,
}

# Thai and Lao, Myanmar, Khmer, kana, Han, Hangul: written without spaces, or with words grown together.
_UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff\uac00-\ud7af"
    "]+"
)
_ARABIC_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Vowel signs and the stretching stroke: written or left out at will."""


@dataclass(frozen=True, slots=True)
class Sparse:
    """Distinct indices with their weights, in no particular order."""

    indices: list[int]
    values: list[float]


def encode_document(text: str, *, headings: Iterable[str] = (), language: str = "") -> Sparse:
    """The vector under which a passage is found, its headings and its document's title included."""
    model = _model(_primary(language))
    body = model.embed_document(fold(text))
    weights = dict(zip(body.indices, body.values, strict=True))
    above = model.embed_document(fold("\n".join(headings)))
    for index, value in zip(above.indices, above.values, strict=True):
        weights[index] = weights.get(index, 0.0) + HEADING_WEIGHT * value
    return Sparse(list(weights), list(weights.values()))


def encode_query(text: str, *, language: str = "") -> Sparse:
    """Each distinct word once, with weight 1; empty when there is no word in it."""
    primary = _primary(language)
    folded = fold(text)
    vector = _model(primary, STOP_WORDS.get(primary)).embed_query(folded)
    if len(vector.indices) < TELLING_WORDS:
        vector = _model(primary).embed_query(folded)
    return Sparse(list(vector.indices), list(vector.values))


def fold(text: str) -> str:
    """The text as it is compared: compatibility forms unified, optional signs gone, unspaced scripts in pairs."""
    if text.isascii():
        return text
    plain = _ARABIC_MARKS.sub("", unicodedata.normalize("NFKC", text))
    return _UNSPACED.sub(_pairs, plain)


def _pairs(run: re.Match[str]) -> str:
    characters = run.group()
    if len(characters) == 1:
        return f" {characters} "
    return " " + " ".join(characters[at : at + 2] for at in range(len(characters) - 1)) + " "


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


@cache
def _model(language: str, stop_words: Language | None = None) -> Bm25:
    stemmer = STEMMERS.get(language)
    return Bm25(
        Bm25Config(
            avg_len=AVERAGE_TOKENS,
            tokenizer=TokenizerType.Word,
            lowercase=True,
            stopwords=stop_words or StopwordsSet(),
            stemmer=SnowballParams(stemmer) if stemmer else DisabledStemmer(),
            max_token_len=LONGEST_TOKEN,
        )
    )
