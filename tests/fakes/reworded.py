"""The same said in slightly other words: nothing added, nothing that matters left out."""

from __future__ import annotations

import re

_LINKS = (
    "However Moreover Furthermore In_addition Additionally Thus Therefore Hence Consequently In_fact Similarly Likewise "
    "Finally In_particular In_other_words Note_that"
).split()
_LINK = re.compile(rf"^(?:{'|'.join(_LINKS).replace('_', ' ')}),? (?=\w)")
_ASIDE = re.compile(r" \((?![^)]*\d)[^()]{3,60}\)")
_DOES = {
    "used": "uses",
    "called": "calls",
    "raised": "raises",
    "defined": "defines",
    "supported": "supports",
    "driven": "drives",
}
_PASSIVE = re.compile(
    rf"^([A-Z][\w` -]{{3,50}}) (?:is|are) ({'|'.join(_DOES)}) by ((?:the|an?) [\w` -]{{3,40}}[^s\W])\.$"
)
_CONDITION = re.compile(r"^(If|When|Unless|Because|Although) ([^,.;]{8,80}), (?:then )?([^;.]{12,})\.$")
_SHORTER = {
    "in order to": "to", "is able to": "can", "are able to": "can", "as well as": "and", "such as": "like",
    "is said to be": "is called", "prior to": "before", "a number of": "several", "for instance,": "for example,",
}  # fmt: skip
_SHORT = re.compile(rf"\b(?:{'|'.join(_SHORTER)})")
_OF_THE = re.compile(r"\bthe (\w{4,}) of the (\w{3,}[^s\W])(?=[.,]| (?:is|are|and|to)\b)")
_OPENERS = frozenset(
    "A An All Any Each Every If In It Many Most No On One Some The Then These This To Two When".split()
)


def reworded(sentence: str) -> str:
    """Without what links it to the sentence before, without an aside, in the active voice, the condition behind what
    it is for, a wordy turn made short: whichever fits."""
    bare = _ASIDE.sub("", _LINK.sub("", sentence), count=1)
    bare = _OF_THE.sub(r"the \2's \1", _SHORT.sub(lambda found: _SHORTER[found[0]], bare))
    if bare[:1] != sentence[:1]:
        bare = bare[:1].upper() + bare[1:]
    if passive := _PASSIVE.match(bare):
        what, done, who = passive.groups()
        return f"{who[:1].upper()}{who[1:]} {_DOES[done]} {lowered(what)}."
    if condition := _CONDITION.match(bare):
        word, when, then = condition.groups()
        return f"{then[:1].upper()}{then[1:]} {word.lower()} {when}."
    return bare


def joined(first: str, second: str) -> str:
    """Two sentences as one."""
    return f"{first.rstrip('.')}, and {lowered(second)}"


def lowered(sentence: str) -> str:
    """As it reads inside another sentence."""
    word = sentence.partition(" ")[0]
    return sentence[:1].lower() + sentence[1:] if word in _OPENERS else sentence
