"""What a model may say before the learner has tried: the words of the question and of the learner, and those of a closed
list for asking and pointing. All else is refused, in whatever writing or language, without a look at the answer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from sapere.kit.language import is_unspaced, primary
from sapere.kit.text import normalise
from sapere.kit.tokens import tokens, unspaced, words
from sapere.research.answering.arabic import fold
from sapere.research.tutoring.leaks import marked_words
from sapere.research.tutoring.pointing import (
    asking_words,
    kinds_of_thing,
    little_numbers,
    little_words,
)

_SIGNS = frozenset(" .,;:?!'\"’‘“”«»()…-–—¿¡、。，？！：；「」『』《》（）،؛؟")
_CODED = re.compile(r"(?:[.…·\-–—]\s*){2,}")  # as Morse does; an ellipsis alone is none
_LETTERS_OF = 4  # of a word that may stand in the first or last letters of a turn's words
_LONGEST = 12  # signs of a piece where words are not spaced
# Arabic words that are written together with the next.
_JOINED = re.compile("(?:[وف]?(?:[بك]?ال|لل|[بلك])|[وف])(?=..)")
_CLAUSE = re.compile(r"[^\w\s]+")


@dataclass(frozen=True)
class Allowed:
    """``known`` is what the question and the learner say, ``found`` all that was found to answer from, ``likely`` the
    sentences of it that most probably do. ``counts``: the answer may be a number."""

    known: str
    found: str
    likely: str
    language: str
    counts: bool = False

    def passes(self, text: str) -> bool:
        """Whether nothing stands in the text that may not be said."""
        plain = normalise(text)
        runs, spaced = unspaced(plain)
        return (
            all(self._is_sign(one) for one in plain)
            and not any(one.strip() not in ("...", "…", ".", "-", "–", "—") for one in _CODED.findall(plain))
            and all(self._is_as_known(one) for one in re.findall(r"\w+", spaced))
            and all(self._may_say(one) for one in words(fold(spaced), self.language))
            and all(self._is_made_of_pieces(one) for one in runs)
            and not self._spells(plain)
        )

    def _is_sign(self, one: str) -> bool:
        """Letters and digits are looked at as words; all else has to be a common sign, or the question's."""
        return one.isalnum() or unicodedata.category(one)[0] == "M" or one in _SIGNS or one in self.known

    def _is_as_known(self, word: str) -> bool:
        """Capitals within a word spell something, unless the question writes it so."""
        return word[1:] == word[1:].lower() or word in self.known

    def _may_say(self, word: str) -> bool:
        if self._is_allowed(word):
            return True
        joined = _JOINED.match(word) if primary(self.language) == "ar" else None
        return joined is not None and self._is_allowed(word[joined.end() :])

    def _is_allowed(self, word: str) -> bool:
        if word in self._known_words:
            return True
        if any(map(str.isnumeric, word)):
            return False
        stem = _stem(word, self.language)
        return (
            word in self._little or stem in self._known_words or not {word, stem}.isdisjoint(self._pointing)
        )

    def _is_made_of_pieces(self, run: str) -> bool:
        """Whether it can be put together of words on the lists and of pairs, or longer pieces, of what is known."""
        whole = [True] + [False] * len(run)
        for end in range(1, len(run) + 1):
            starts = range(max(0, end - _LONGEST), end)
            whole[end] = any(whole[start] and self._is_piece(run[start:end]) for start in starts)
        return whole[-1]

    def _is_piece(self, piece: str) -> bool:
        return piece in self._little or piece in self._pointing or (len(piece) > 1 and piece in self.known)

    def _spells(self, text: str) -> bool:
        """Whether first letters, last letters, capitals, or the signs that begin the clauses make a word of the sources."""
        said = re.findall(r"[^\W_]+", text.casefold())
        capitals = "".join(filter(str.isupper, text)).casefold()
        rows = ("".join(one[0] for one in said), "".join(one[-1] for one in said), capitals)
        heads = "".join(one.strip()[:1] for one in _CLAUSE.split(text))
        return any(
            word in row or word[::-1] in row
            for row in (*rows, heads)
            for word in self._found_words
            if len(word) >= (_LETTERS_OF if word.isascii() or row is not heads else 2)
        )

    @cached_property
    def _known_words(self) -> frozenset[str]:
        return self._said(self.known)

    @cached_property
    def _found_words(self) -> frozenset[str]:
        return self._said(self.found) - self._known_words

    @cached_property
    def _little(self) -> frozenset[str]:
        """But those that a likely sentence puts in quotes: there they are names."""
        said = _folded(little_words(self.language))
        if not self.counts:
            said |= _folded(little_numbers(self.language))
        return said - (marked_words(self.likely) - self._known_words)

    @cached_property
    def _pointing(self) -> frozenset[str]:
        """But those that may be the answer."""
        asking, kinds = asking_words(self.language), kinds_of_thing(self.language)
        if is_unspaced(self.language):
            return self._unwritten(asking, self.likely) | self._unwritten(kinds, self.found)
        likely = self._said(self.likely) - self._known_words
        return self._unsaid(asking, likely) | self._unsaid(kinds, self._found_words)

    def _unwritten(self, listed: frozenset[str], text: str) -> frozenset[str]:
        return frozenset(one for one in listed if one not in text or one in self.known)

    def _unsaid(self, listed: frozenset[str], said: frozenset[str]) -> frozenset[str]:
        forms = (self._with_stems([one]) for one in _folded(listed))
        return frozenset[str]().union(*(form for form in forms if form.isdisjoint(said)))

    def _said(self, text: str) -> frozenset[str]:
        return self._with_stems(words(fold(text), self.language))

    def _with_stems(self, said: Iterable[str]) -> frozenset[str]:
        return frozenset(form for one in set(said) for form in (one, _stem(one, self.language)))


def _folded(said: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(one) for one in said)


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    """The word itself where it is a little one."""
    return next(iter(tokens(word, language)), word)
