"""Sentences that say of a thing that it is so, and that it is not so: by a negation, or by a word's opposite."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sapere.research.disagreeing.frames import words_of

_NOT = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:has|have|had|is|are|was|were|contains?|produces?|needs?|requires?) (?P<no>no|neither)\b",
    re.IGNORECASE,
)
# A sentence with one of these says when, how often or for whom something is so: its opposite may be true as well.
_HEDGED = re.compile(
    r"\b(?:only|always|necessarily|usually|often|sometimes|generally|typically|normally|mostly|all|every|each|any|some|most|many|"
    r"few|several|may|might|could|can|would|should|must|if|unless|when|whenever|where|except|without|until|before|after|once|longer|yet|still|"
    r"just|merely|simply|alone|entirely|completely|fully|really|directly|both|either|nor|rather|instead|than|because|than|though|"
    r"although|but|while|whereas|despite|however|believed|thought|claimed|said|once|myth|misconception|contrary|supposed|whether|"
    r"exactly|quite|very|too|enough|much|first|originally|formerly|previously|initially|today|now|currently)\b|\?",
    re.IGNORECASE,
)  # fmt: skip
_OPPOSITES = {
    one: (pair[0], sign)
    for pair in (
        ("increase", "decrease"), ("increases", "decreases"), ("increased", "decreased"), ("raises", "lowers"), ("safe", "dangerous"),
        ("safe", "unsafe"), ("safe", "harmful"), ("possible", "impossible"), ("legal", "illegal"), ("visible", "invisible"),
        ("soluble", "insoluble"), ("reversible", "irreversible"), ("stable", "unstable"), ("effective", "ineffective"),
        ("exothermic", "endothermic"), ("mutable", "immutable"), ("renewable", "nonrenewable"), ("toxic", "nontoxic"),
        ("toxic", "harmless"), ("conscious", "unconscious"), ("voluntary", "involuntary"), ("finite", "infinite"),
        ("rational", "irrational"), ("positive", "negative"), ("true", "false"), ("alive", "extinct"), ("strengthens", "weakens"),
        ("reduces", "increases"), ("improves", "worsens"), ("warmer", "colder"), ("heavier", "lighter"), ("faster", "slower"),
        ("larger", "smaller"), ("older", "younger"), ("higher", "lower"), ("clockwise", "counterclockwise"), ("even", "odd"),
    )
    for one, sign in ((pair[0], True), (pair[1], False))
}  # fmt: skip
_OPPOSITES |= {"unsafe": ("safe", False), "dangerous": ("safe", False), "harmful": ("safe", False), "harmless": ("toxic", False),
               "nontoxic": ("toxic", False), "increases": ("increases", True), "decreases": ("increases", False), "reduces": ("increases", False)}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST, _MOST = 4, 30  # words of a plain sentence: "Pluto is a planet."


@dataclass(frozen=True, slots=True)
class Claim:
    """``words`` in their order, without what turns them round; ``text[start:end]`` is what does."""

    words: tuple[str, ...]
    so: bool
    start: int
    end: int


def claim(text: str) -> Claim | None:
    """What an English sentence plainly says; None where it hedges, has conditions, or turns itself round twice."""
    if _HEDGED.search(text) or not _FEWEST <= len(_WORD.findall(text)) <= _MOST:
        return None
    turned = [*_NOT.finditer(text), *_NO.finditer(text)]
    opposed = [found for found in _WORD.finditer(text) if found[0].lower() in _OPPOSITES]
    if len(turned) > 1 or len(opposed) > 1:
        return None
    so = not turned
    start, end = _extent(text, turned)
    words = _WORD.sub(lambda found: _OPPOSITES.get(found[0].lower(), (found[0], True))[0], text)
    if opposed:
        so = so == _OPPOSITES[opposed[0][0].lower()][1]
        start, end = (start, end) if turned else opposed[0].span()
    return Claim(_ordered(words), so, start, end)


def _extent(text: str, turned: list[re.Match[str]]) -> tuple[int, int]:
    """The word that turns the sentence round, whole ("isn't"); for a sentence without one, all of it."""
    if not turned:
        return 0, len(text)
    start, end = turned[0].span("no") if "no" in turned[0].groupdict() else turned[0].span()
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    return start, end


def _ordered(text: str) -> tuple[str, ...]:
    plain = _NOT.sub(" ", re.sub(r"\b(?:no|neither|does|do|did)\b", " ", text, flags=re.IGNORECASE))
    return words_of(plain, "en")
