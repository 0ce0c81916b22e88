"""A question as it is looked for: checked, its terms, its names, and the kind of answer that it wants."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sapere.kit.language import primary
from sapere.kit.quotation import quotations
from sapere.kit.text import normalise, squeeze
from sapere.kit.tokens import stop_words, tokens, words
from sapere.research.answering import arabic
from sapere.research.answering.arabic import fold
from sapere.research.answering.kinds import Wanted, wanted
from sapere.research.asking import language_of
from sapere.research.errors import BadRequest

LONGEST = 2_000
"""Characters of a question."""

_VARIETIES = {"arz": "ar", "ary": "ar", "apc": "ar", "ajp": "ar", "yue": "zh", "wuu": "zh"}
"""Told apart by a guess from a few words, and written alike."""
_LONGEST_NAME = 60  # characters of what is quoted because it is a name
_QUOTED = "\ufffc"  # stands for a sentence that is quoted
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-ÞА-Я][\w’'.-]*|\b\w*\d\w*\b|\b\w+[_.]\w+\b|[Ͱ-߿]*\d+")


@dataclass(frozen=True, slots=True)
class Asked:
    """``terms`` are stems in order, each once; ``names`` those of them that are of a name, a number or quoted."""

    text: str
    language: str
    kind: Wanted
    terms: tuple[str, ...]
    names: frozenset[str]


def asked(question: str, language: str = "") -> Asked:
    """Raises ``BadRequest`` for what is no question: nothing, signs only, or a whole text."""
    text = squeeze(normalise(question))
    if not any(map(str.isalnum, text)):
        raise BadRequest("There is no question in this.", advice="Ask in a few words.")
    if len(text) > LONGEST:
        raise BadRequest(
            f"The question has {len(text):,} characters; at most {LONGEST:,} are read.",
            advice="Ask in a sentence or two. A whole text can be added to the library.",
        )
    code = language or language_of(text)
    code = _VARIETIES.get(code, code)
    kind, rest = _wanted(arabic.unmarked(text), code)
    found = terms(rest, code) or terms(text, code) or words(fold(text), code)
    named = {stem for name in _names(text) for stem in terms(name, code)}
    return Asked(text, code, kind, tuple(dict.fromkeys(found)), frozenset(named & set(found)))


def _wanted(text: str, language: str) -> tuple[Wanted, str]:
    """The kind, and the question without the words that ask; those of a sentence that it quotes ask nothing."""
    said = [one for one in quotations(text) if len(one) > _LONGEST_NAME]
    for one in said:
        text = text.replace(one, _QUOTED, 1)
    kind, rest = wanted(text, language)
    for one in said:
        rest = rest.replace(_QUOTED, one, 1)
    return kind, rest


def terms(text: str, language: str) -> list[str]:
    """What the text is about, as stems that are the same for all ways of writing a word."""
    folded = fold(text)
    if primary(language) == "ar":
        return [arabic.stem(word) for word in words(folded, language) if word not in arabic.little()]
    found = tokens(folded, language)
    if folded is text:
        return found
    little = _folded_little(primary(language))  # which ``tokens`` does not know in this writing
    return [stem for stem in found if stem not in little]


@cache
def _folded_little(language: str) -> frozenset[str]:
    folded = (fold(word) for word in stop_words(language))
    return frozenset(stem for word in folded for stem in tokens(word, language))


def _names(text: str) -> list[str]:
    return [one for one in quotations(text) if len(one) <= _LONGEST_NAME] + _NAME.findall(text)
