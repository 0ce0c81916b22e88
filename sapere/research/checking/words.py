"""A text as words with what the rules ask of them: their form, what they are about, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sapere.kit.language import is_unspaced
from sapere.kit.tokens import tokens, words
from sapere.research.checking.cues import CLAUSE_OPENERS
from sapere.research.checking.meanings import meaning

_GAP = re.compile(
    r"(?:\s|[,;:](?=[\u3040-\u9fff])|[,;:.!?]+(?=[\s\"'”’)\]]|$)|[，。；：、！？（）()\[\]«»“”\"—–…|]|\s-\s|-{2,})+"
)
NUMBER_WORDS = frozenset(
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred".split()
)
_SENTENCE_END = re.compile(r"[.!?;。！？；]")
_CLAUSE_END = re.compile(r"[^\s\"“”«»]")
_INITIAL = re.compile(r"[^\W\d_]|(?:e|i)\.[ge]|St|Dr|Mr|Mrs|Ms|No|vs|ca?|Nr|Jr", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    form: str  # lower-cased
    stem: str  # "" for little words
    key: str  # equal for words of one meaning; opposites share it and differ in their sign
    sign: int
    start: int
    at: int  # its place among the words
    clause: int  # counted over the whole text
    sentence: int
    capital: bool
    first: bool  # of its sentence

    @property
    def figure(self) -> bool:
        return any(map(str.isdigit, self.form)) or self.form in NUMBER_WORDS

    @property
    def heavy(self) -> bool:
        """Whether it says what the sentence is about; figures have a rule of their own."""
        return bool(self.stem) and not self.figure


@lru_cache(maxsize=2048)
def read(text: str, language: str) -> tuple[Word, ...]:
    """In order. What is written without spaces comes in pairs of characters."""
    made: list[Word] = []
    clause = sentence = at = 0
    first = True
    while at < len(text):
        gap = _GAP.match(text, at)
        if gap:
            if _ends_sentence(text, gap, at):
                sentence, first = sentence + 1, True
            clause += bool(_CLAUSE_END.search(gap.group()))
            at = gap.end()
            continue
        found = _GAP.search(text, at)
        end = found.start() if found else len(text)
        for form, start in _forms(text, at, end, language):
            if form in CLAUSE_OPENERS.get(language, ()) and made and made[-1].clause == clause:
                clause += 1
            place = (start, len(made), clause, sentence)
            made.append(_word(form, language, place, capital=text[start].isupper(), first=first))
            first = False
        at = end
    return tuple(made)


def _ends_sentence(text: str, gap: re.Match[str], at: int) -> bool:
    mark = _SENTENCE_END.search(gap.group())
    if mark is None:
        return False
    before = re.split(r"[\s(]", text[max(0, at - 12) : at])[-1]
    return not (mark.group() == "." and _INITIAL.fullmatch(before))


def _forms(text: str, start: int, end: int, language: str) -> list[tuple[str, int]]:
    return [(form, start + at) for form, at in _pieces(text[start:end], language)]


@lru_cache(maxsize=20_000)
def _pieces(piece: str, language: str) -> tuple[tuple[str, int], ...]:
    """The words of what stands between two gaps, each with its place."""
    lowered, at, made = piece.lower().replace("’", "'"), 0, []
    for form in words(piece, language):
        found = lowered.find(form, at)
        if found >= 0:
            # Pairs of characters overlap: the next one begins at the second character of this.
            at = found + (1 if is_unspaced(language) else len(form))
        made.append((form, min(max(found, 0), len(piece) - 1)))
    return tuple(made)


def _word(form: str, language: str, place: tuple[int, int, int, int], *, capital: bool, first: bool) -> Word:
    stem, key, sign = _meant(form, language)
    if sign and capital and not first:  # the Little Dipper, the North Sea: a name is its own meaning
        key, sign = stem or form, 0
    return Word(form, stem, key, sign, *place, capital, first)


@lru_cache(maxsize=50_000)
def _meant(form: str, language: str) -> tuple[str, str, int]:
    stem = next(iter(tokens(form, language)), "")
    return stem, *meaning(form, stem, language)
