"""Who does what to whom is not swapped, and nobody is given another's part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sapere.research.checking.negation import turns
from sapere.research.checking.pairs import Compared, Pair
from sapere.research.checking.words import Word
from sapere.research.disagreeing.quantities import UNIT_NAMES

_LEFT, _RIGHT = 4, 5  # words to either side that may be its subject and object
_BE = frozenset("is are was were be been being get gets got".split())
_PRONOUNS = frozenset("it they he she this these that those who which its their his her".split())
# Said of two things alike: their order says nothing.
_EVEN = frozenset(
    """similar same equal equals identical different differ differs between near close related together meet meets met marry marries mixes married connect connects connected
    adjacent opposite link links linked compare compared share shares shared and or with mix mixed combine combined consist include such like called
    named known means mean interact interacts touch touches border borders""".split()
)  # fmt: skip
BEFORE_VERBS = _BE | frozenset(
    "has have had can could may might will would shall should must do does did to not also never always".split()
)
_BEFORE_NOUNS = frozenset(
    "a an the this that these those its their his her my our your some many most all each every no both two three".split()
)
_ORDERED = frozenset("en fr es it pt".split())
"""Languages in which the subject stands before its verb."""
_BEFORE_THINGS = frozenset(
    "of by in on at with from for into between through during without within per".split()
)
_PREPOSITIONS = frozenset("from into than of for per".split())
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ne|nt|lt|ught|ung|ade|un|ut|ound|old|ld|et|it|ost|eft|ept)$")


def roles(compared: Compared) -> str:
    """The reason why the parts do not hold, or ""."""
    for pair in compared.pairs:
        if _is_pivot(pair) and not _negated(pair, compared):
            wrong = _wrong(pair, compared)
            if wrong:
                return wrong
    return _about_a_preposition(compared)


def _about_a_preposition(compared: Compared) -> str:
    """ "A key from the number" of "a number from the key"."""
    there = {(form, left, right) for form, left, right in _around_prepositions(compared.found)}
    for form, left, right in _around_prepositions(compared.said):
        if (form, right, left) in there and (form, left, right) not in there:
            return f"What stands before and behind “{form}” is the other way round in the words you quote."
    return ""


def _around_prepositions(words: Sequence[Word]) -> Iterator[tuple[str, str, str]]:
    for word in words:
        if word.form in _PREPOSITIONS:
            left = [w.key for w in words[: word.at] if w.stem and w.clause == word.clause][-1:]
            right = [w.key for w in words[word.at + 1 :] if w.stem and w.clause == word.clause][:1]
            if left and right and left != right:
                yield word.form, left[0], right[0]


def turned_about(pair: Pair, compared: Compared) -> bool:
    """Whether what stands to the left of the word stands to its right in the evidence, and the other way round."""
    left, right = _sides(pair.said, compared.said)
    left_there, right_there = _sides(pair.found, compared.found)
    return bool((left - left_there) & right_there) and bool((right - right_there) & left_there)


def _is_pivot(pair: Pair) -> bool:
    said, found = pair.said, pair.found
    if not said.stem or (said.capital and not said.first) or (found.capital and not found.first):
        return False
    return (
        said.form not in _EVEN
        and said.form not in UNIT_NAMES
        and not said.figure
        and said.sign * found.sign >= 0
    )


def _negated(pair: Pair, compared: Compared) -> bool:
    return any(pair.found in turn.over for turn in turns(compared.found, compared.language) if turn.denies)


def _wrong(pair: Pair, compared: Compared) -> str:
    passive, passive_there = _is_passive(pair.said, compared.said), _is_passive(pair.found, compared.found)
    if passive == passive_there:
        noun = _is_noun(pair.said, compared.said) or _is_noun(pair.found, compared.found)
        if turned_about(pair, compared) and not noun and compared.language in _ORDERED:
            return f"Who or what “{pair.said.form}” whom is the other way round in the words you quote."
        if compared.language == "en" and not noun and not _has_agent(pair.said, compared.said):
            return _mixed(pair, compared)
    return ""


def _is_verb(word: Word, words: Sequence[Word]) -> bool:
    """By its place: behind "can" or "was", before "the" or a name."""
    before = words[word.at - 1].form if word.at else ""
    behind = words[word.at + 1] if word.at + 1 < len(words) else None
    if before in _BEFORE_NOUNS:
        return False
    return before in BEFORE_VERBS or (behind is not None and (behind.form in _BEFORE_NOUNS or behind.capital))


def _is_noun(word: Word, words: Sequence[Word]) -> bool:
    """By its place: behind "the" or "of"."""
    before = words[word.at - 1].form if word.at else ""
    return before in _BEFORE_NOUNS or before in _BEFORE_THINGS


def _sides(word: Word, words: Sequence[Word]) -> tuple[frozenset[str], frozenset[str]]:
    at = word.at
    left = [w.key for w in words[:at] if w.stem and w.clause == word.clause and not w.figure][-_LEFT:]
    right = [w.key for w in words[at + 1 :] if w.stem and w.clause == word.clause and not w.figure][:_RIGHT]
    return frozenset(left), frozenset(right)


def _is_passive(word: Word, words: Sequence[Word]) -> bool:
    at = word.at
    if any(w.form == "by" for w in words[at + 1 : at + 3]):
        return True
    helped = any(w.form in _BE for w in words[max(0, at - 2) : at])
    return helped and bool(_PARTICIPLE.search(word.form))


def _has_agent(word: Word, words: Sequence[Word]) -> bool:
    return any(w.form == "by" for w in words[word.at + 1 : word.at + 3])


def _mixed(pair: Pair, compared: Compared) -> str:
    """A subject that the evidence names too, but elsewhere: "Deimos circles" of "Phobos circles"."""
    said = _subject(pair.said, compared.said)
    found = _subject(pair.found, compared.found) or _antecedents(pair.found, compared)
    if not said or not found:
        return ""
    keys = {w.key for w in found}
    if _is_verb(pair.said, compared.said) and _given_away(said, found, pair, compared):
        return f"In the words you quote it is not {said[0].form} of which “{pair.said.form}” is said."
    names = [w for w in said if w.capital and not (w.first and w.form in _PRONOUNS)]
    wrong = [w for w in names if w.key not in keys]
    named_there = any((w.capital and not w.first) or _is_name(w, compared) for w in found)
    elsewhere = {w.key for w in compared.found} | {w.key for w in compared.earlier}
    if names and len(wrong) == len(names) and named_there and all(w.key in elsewhere for w in wrong):
        return f"In the words you quote it is not {wrong[0].form.capitalize()} of which “{pair.said.form}” is said."
    return ""


def _given_away(said: Sequence[Word], found: Sequence[Word], pair: Pair, compared: Compared) -> bool:
    """Whether a thing that the evidence names elsewhere gets what it says of another."""
    keys = {w.key for w in found}
    here = {w.key for w in compared.said if w.clause == pair.said.clause}
    if (
        keys & (here | {w.key for w in said})
        or len(said) > 2
        or not all(w.start in compared.by_said for w in said)
    ):
        return False
    swapped = keys & {w.key for w in compared.said if w.clause != pair.said.clause}
    objects, objects_there = _sides(pair.said, compared.said)[1], _sides(pair.found, compared.found)[1]
    return bool(swapped or objects & objects_there or not (objects or objects_there))


def _is_name(word: Word, compared: Compared) -> bool:
    return word.capital and not any(w.form == word.form and not w.capital for w in compared.found)


def _subject(word: Word, words: Sequence[Word]) -> list[Word]:
    before = [w for w in words[: word.at] if w.clause == word.clause]
    if before and before[0].form == "and":  # "copper, zinc and tin are": the clause before belongs to it
        whole = [w for w in words[: word.at] if w.clause in (word.clause - 1, word.clause)]
        return [w for w in whole if w.stem and not w.figure]
    return [w for w in before if w.stem and not w.figure][-_LEFT:]


def _antecedents(word: Word, compared: Compared) -> list[Word]:
    """What a pronoun before the word may stand for, or what a clause without a subject goes on about."""
    before = [w for w in compared.found[: word.at] if w.sentence == word.sentence]
    if any(w.form in _PRONOUNS and w.clause == word.clause for w in before):
        return [w for w in before if w.stem and w.clause < word.clause]
    opened = next((w for w in before if w.clause == word.clause), None)
    if opened is None or opened.form not in ("but", "and"):
        return []
    return [w for w in before if w.stem and w.clause == word.clause - 1]
