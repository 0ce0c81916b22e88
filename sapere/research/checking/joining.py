"""A sentence that rests on several paragraphs: each of its clauses has to stand in one of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from sapere.research.checking.evidence import Evidence
from sapere.research.checking.words import read

# Behind these a clause with a subject of its own begins; other clauses belong to the one before.
_JOINT = re.compile(
    r"(?:;|,? (?:and|but|while|whereas|although|though|so|yet|because|as|aber|und|während|mais|et|tandis que|pero|y|mientras|а|но|и),?|[，；])\s*"
    r"(?=(?:the|a|an|this|these|that|those|it|its|they|their|he|his|she|her|some|most|many|each|every|all|both|in|on|at|for|one|two|no|der|die|das|ein|eine|es|"
    r"sie|er|le|la|les|l'|il|elle|el|los|las|un|una|[A-ZА-ЯÄÖÜ\d]\w*)(?:\b|\s)|[\u3040-\u9fff])",
)
_SEWN = 1  # words of a clause that may come from another quote
_FEWEST = 3  # words of a clause that says something

Judge = Callable[[str, Evidence], str]
"""Of a clause and what it may rest on: why it does not, or ""."""


def clauses(text: str, language: str) -> list[str]:
    """Those that can be judged alone, in order; together they are the text, joints aside."""
    made: list[str] = []
    for piece in filter(str.strip, _JOINT.split(text)):
        heavy = sum(word.heavy for word in read(piece, language))
        if made and (heavy < _FEWEST or sum(w.heavy for w in read(made[-1], language)) < _FEWEST):
            made[-1] += f", {piece}"
        else:
            made.append(piece)
    return made


def joined(
    text: str, evidence: Sequence[Evidence], language: str, judge: Judge
) -> tuple[list[Evidence], str]:
    """The evidence that bears the clauses, one for each, or the reason why one of them is not borne."""
    bearing: list[Evidence] = []
    for clause in clauses(text, language):
        reasons = []
        for one in evidence:
            reason = judge(clause, one) or seam(clause, one, evidence, language)
            if not reason:
                bearing.append(one)
                break
            reasons.append(reason)
        else:
            return [], reasons[0] if len(
                reasons
            ) == 1 else f"No one quote says “{clause.strip(' ,.')}”. {reasons[0]}"
    return list(dict.fromkeys(bearing)), ""


def seam(text: str, one: Evidence, evidence: Sequence[Evidence], language: str) -> str:
    """The reason why the text is sewn together of two quotes: words of it stand in another quote only; or ""."""
    heavy = {word.stem for word in read(text, language) if word.heavy}
    here = {word.stem for word in read(f"{one.before} {one.around}", language)}
    away = {w.stem for other in evidence if other is not one for w in read(other.around, language)}
    sewn = (heavy - here) & away
    return "It joins what two quotes say in one clause; write two sentences." if len(sewn) > _SEWN else ""


def share_subject(evidence: Sequence[Evidence], language: str) -> bool:
    """Whether all paragraphs name a same thing: a name, else two words that carry meaning."""
    read_ = [read(f"{one.before} {one.around}", language) for one in evidence]
    named = [{w.key for w in words if w.capital and not w.first and w.stem} for words in read_]
    if set.intersection(*named):
        return True
    heavy = [{w.key for w in words if w.heavy} for words in read_]
    return len(set.intersection(*heavy)) >= 2
