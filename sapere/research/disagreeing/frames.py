"""What a sentence is about once its figure, date or negation is taken out: two that differ only in that disagree."""

from __future__ import annotations

import re
from functools import lru_cache

from sapere.kit.language import is_unspaced
from sapere.kit.tokens import tokens

FEWEST = 2
"""Words that carry meaning, of which one may be the measure; fewer name no subject."""

# Words that say the same of a figure: what they stand for is left in the frame, so that a height is compared
# with a height however it is put.
_SAME_EN = {
    "height": "high tall height elevation", "length": "long length", "width": "wide width broad breadth",
    "diameter": "across diameter", "depth": "deep depth", "weight": "weigh weighs weighed weighing mass weight",
    "age": "old age aged", "distance": "away distance far", "boiling": "boil boils boiling", "melting": "melt melts melting",
    "freezing": "freeze freezes freezing", "speed": "fast speed velocity", "temperature": "hot temperature", "found": "found founded founding foundation establish established establishment",
    "discover": "discover discovered discovery", "birth": "born birth", "death": "die died death", "invent": "invent invented invention",
    "publish": "publish published publication", "build": "built build built erected constructed", "complete": "complete completed finished completion",
    "begin": "began begin begins beginning started start starts", "end": "end ended ends ending", "open": "open opened opening",
    "launch": "launch launched", "release": "release released", "land": "land landed landing", "last": "last lasts lasted",
}  # fmt: skip
_LIGHT_EN = """about around approximately roughly nearly almost some exactly precisely just only estimated measures measured measure measuring
    total reaches reach reached stands stand located equals equal amounts amount value figure number currently
    today known officially generally typically usually normally average averages around comprises comprise consists consist
    contains contain includes include takes take took place occurs occur occurred happened happen happens located full
    year years date dated point well also there actually fact more less than over under degrees degree celsius fahrenheit percent circa
    possess possesses orbited""".split()
_POINTS = ("boiling", "melting", "freezing")
_CLAUSE_END = re.compile(
    r"[,;:—–]\s|\s(?:and|but|while|whereas|although|though|which|making|because|so|after|before|when|where|who)\s", re.IGNORECASE
)  # fmt: skip
_ASIDE = re.compile(
    r",\s(?:(?:the|an?|which|who|also|or|located|known)\s[^,]{3,80}),|\s?\([^()]{1,80}\)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def frame(before: str, after: str, language: str) -> frozenset[str]:
    """The meaning-bearing words around a value; empty when they are too few, or none names a subject.

    Of what stands behind the value only its own clause counts; asides between commas or brackets count nowhere.
    """
    behind = after[: found.start()] if (found := _CLAUSE_END.search(after)) else after
    return frozenset(words_of(_ASIDE.sub(" ", before) + " … " + behind, language))


@lru_cache(maxsize=8192)
def words_of(text: str, language: str) -> tuple[str, ...]:
    """The words that carry meaning, in order, those of one meaning in one form."""
    if is_unspaced(language):
        return tuple(tokens(text, language))
    light, same = _light(language), _same(language)
    return tuple(same.get(word, word) for word in tokens(text, language) if word not in light)


@lru_cache(maxsize=8)
def _light(language: str) -> frozenset[str]:
    return (
        frozenset(stem for word in _LIGHT_EN for stem in tokens(word, language))
        if language == "en"
        else frozenset()
    )


@lru_cache(maxsize=8)
def _same(language: str) -> dict[str, str]:
    if language != "en":
        return {}
    return {
        stem: name
        for name, words in _SAME_EN.items()
        for word in words.split()
        for stem in tokens(word, language)
    }


def measures(words: frozenset[str]) -> frozenset[str]:
    """Those of a frame that only say what is measured or what happened."""
    return words & frozenset(_SAME_EN)
