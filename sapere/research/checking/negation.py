"""What the evidence denies is not said, and what it says is not denied."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sapere.research.checking.cues import DENIED, WRONGLY, cancels, is_not, reaches_back
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word

_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "a")
_LEAST_ROOT = 4
_ANNOUNCING = frozenset("that to belief idea claim notion impression for".split())
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply|necessarily)\b", re.IGNORECASE)
_TAKEN_BACK = re.compile(
    r"^(?:but |yet |however,? |in fact,? |in reality,? |today |later |now )?(?:this|that|it|both|these|the (?:claim|idea|belief|view|story|report|rumou?r))\b[^.;]{0,30}"
    r"\b(?:wrong|false|a myth|not true|not the case|untrue|incorrect|disproved|mistaken|refuted|debunked|a mistake|nonsense|no longer (?:true|held))\b(?! (?:that|to)\b)",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that turns others round: all of them by their place, the nearest one first."""

    word: Word
    over: tuple[Word, ...]
    denies: bool  # "it is a myth that": all that follows, in whatever clause


def negation(compared: Compared) -> str:
    """The reason why a negation does not hold, or ""."""
    said = turns(compared.said, compared.language)
    found = turns(compared.found, compared.language)
    negated = {word.start for turn in found for word in turn.over}
    not_only = _NOT_ONLY.search(compared.text)
    if not_only and not _NOT_ONLY.search(compared.around):
        return f"Your sentence says “{not_only.group()}” where the words you quote do not."
    for turn in said:
        if not turn.denies and not _denied_there(turn, found, negated, compared):
            return (
                f"Your sentence says “{_shown(compared.text, turn.word)}” where the words you quote do not."
            )
    over_said = {word.start for turn in said for word in turn.over}
    for turn in found:
        if _lost(turn, over_said, compared):
            return (
                f"The words you quote say “{_shown(compared.around, turn.word)}”, and your sentence does not."
            )
    if _TAKEN_BACK.match(compared.after) and not said:
        return "The source takes back what you quote in its next sentence."
    return _prefixes(compared, bool(said), bool(found))


@lru_cache(maxsize=1024)
def turns(words: Sequence[Word], language: str) -> tuple[Turn, ...]:
    return tuple(_turns(words, language))


def _turns(words: Sequence[Word], language: str) -> Iterator[Turn]:
    for at, word in enumerate(words):
        following = words[at + 1].form if at + 1 < len(words) else ""
        if word.capital and not word.first:
            continue  # "None" and "False" are names there
        if is_not(word.form, language):
            if not cancels(following):
                yield Turn(word, tuple(_over(words, at, language)), denies=False)
        elif language == "en" and (
            word.form in WRONGLY or (word.form in DENIED and following in _ANNOUNCING)
        ):
            rest = tuple(w for w in words[at + 1 :] if w.key and w.sentence == word.sentence)
            yield Turn(word, rest, denies=True)


def _over(words: Sequence[Word], at: int, language: str) -> Iterator[Word]:
    here = words[at]
    same = (w for w in words[at + 1 :] if w.key and w.clause == here.clause)
    yield from same
    if reaches_back(language):
        yield from (w for w in reversed(words[:at]) if w.key and w.clause == here.clause)


def _denied_there(turn: Turn, found: Sequence[Turn], negated: set[int], compared: Compared) -> bool:
    """Whether the evidence turns round one of the words that the sentence turns round, in its own way or another."""
    matched = [compared.by_said[w.start] for w in turn.over if w.start in compared.by_said]
    turned = [word.start in negated for word in matched]
    if any(turned if turn.word.form in ("neither", "nor") else turned[:2]):
        return True
    if any(_opposed(w, compared.by_said[w.start]) for w in turn.over if w.start in compared.by_said):
        return True
    if any(_prefixed(w.form, other.form) for w in turn.over for other in compared.found):
        return True
    return not matched and bool(found)


def _opposed(said: Word, found: Word) -> bool:
    return said.sign * found.sign < 0


def _lost(turn: Turn, over_said: set[int], compared: Compared) -> bool:
    """Whether words are said plainly that the evidence turns round: the nearest of them, or half of all."""
    over = {word.start: word for word in turn.over}
    taken = [pair for pair in compared.pairs if pair.found.start in over]
    if not taken or any(pair.said.start in over_said for pair in taken):
        return False
    if any(_opposed(pair.said, pair.found) for pair in taken):
        return False
    heavy = [word for word in turn.over if word.stem]
    if not turn.denies and heavy and any(pair.found is heavy[0] for pair in taken):
        return not _prefixed_pair(heavy[0], compared)
    if any(pair.found.sign and pair.found.stem for pair in taken):
        return True  # a direction, a cause: nothing that is taken along by the way
    said = {pair.found.start for pair in taken if pair.found.stem}
    return len(said) >= 2 and len(said) * 2 >= len(heavy) and compared.rests_on(turn.word.sentence, len(said))


def _prefixed_pair(word: Word, compared: Compared) -> bool:
    return any(_prefixed(word.form, other.form) for other in compared.said)


def _prefixed(one: str, other: str) -> bool:
    """Whether one is the other with an "un-" before it."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _LEAST_ROOT and any(long == prefix + short for prefix in _PREFIXES)


def _prefixes(compared: Compared, said_turned: bool, found_turned: bool) -> str:
    """ "Harmful" made of "unharmful", with no negation that would account for it."""
    if said_turned or found_turned or compared.language != "en":
        return ""
    forms = {word.form for word in compared.found}
    for word in compared.said:
        if word.form in forms or len(word.form) < _LEAST_ROOT:
            continue
        if any(_prefixed(word.form, other) for other in forms):
            return f"The words you quote say the opposite of “{word.form}”."
    return ""


def _shown(text: str, word: Word) -> str:
    found = re.compile(r"[^\W_]+(?:['’][^\W_]+)?").match(text, word.start)
    return found.group() if found else word.form
