"""A sentence said otherwise, and still true: shortened, reordered, merged with its neighbour."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from benchmarks.plain_texts import Text

Made: TypeAlias = tuple[str, tuple[str, ...], str] | None
Make = Callable[[Text, int, Text, random.Random], Made]
"""From sentence ``at`` of a text, with another text at hand: what is said, its quotes, the source's text."""


def lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first == "I" or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def upper(text: str) -> str:
    return text[:1].upper() + text[1:]


_LITTLE = "the|a|an|in|on|at|by|for|it|this|these|they|he|she|when|if|as|because|since|while|after|before|all|many|most|some|there"


def _verbatim(text: Text, at: int, _: Text, __: random.Random) -> Made:
    return text.said[at], (text.said[at],), text.body


def _shortened(text: Text, at: int, _: Text, __: random.Random) -> Made:
    found = re.fullmatch(
        r"([^,]{40,}), (?:which|who|where|and|as|with|so|while|including) [^,]+\.", text.said[at]
    )
    return (found[1] + ".", (text.said[at],), text.body) if found else None


def _aside_left_out(text: Text, at: int, _: Text, __: random.Random) -> Made:
    said = re.sub(r" \([^()]+\)|, (?:which|who|also|known|a|the) [^,]{4,60},", "", text.said[at])
    return said, (text.said[at],), text.body


def _reordered(text: Text, at: int, _: Text, __: random.Random) -> Made:
    found = re.fullmatch(
        r"((?:In|On|At|After|Before|When|If|During|Since|While|Because|For|With|By|From) [^,]{5,80}), ([^,]{25,})\.",
        text.said[at],
    )
    if not found or not re.match(rf"(?:{_LITTLE})\b", found[2]):
        return None
    return f"{upper(found[2])} {lower(found[1])}.", (text.said[at],), text.body


_SVO = re.compile(
    r"((?:The |A |An )?(?:[\w’'-]+ ){0,3}?[\w’'-]+) (?:has |had |have )?(discovered|founded|introduced|developed|published|launched|created|released|named|"
    r"announced|used|followed|produced|reported|killed|damaged|defeated|replaced|destroyed|joined|signed|ordered|described|supported|accused|"
    r"condemned|criticized|designed|measured|observed|invaded|raised|called) ((?:the |a |an )?(?:[\w’'-]+ ?){1,5}?)(\.|,| in | on | at | for | after | to )"
)


_AFTER_A_VERB = frozenset("in on at by for from as to with into during after before using".split())


def _passive(text: Text, at: int, _: Text, __: random.Random) -> Made:
    found = _SVO.match(text.said[at])
    if not found or (" of " not in found[3] and len(found[3].split()) > 4):
        return None
    if (
        re.search(r"\b(?:is|are|was|were|be|been|then|also)\b", found[1])
        or found[3].split()[0] in _AFTER_A_VERB
    ):
        return None
    number = "were" if found[3].rstrip().endswith("s") else "was"
    return (
        f"{upper(found[3])} {number} {found[2]} by {_lower_article(found[1])}.",
        (text.said[at],),
        text.body,
    )


def _lower_article(text: str) -> str:
    return re.sub(r"^(The|A|An) ", lambda found: found[0].lower(), text)


def _merged(text: Text, at: int, _: Text, __: random.Random) -> Made:
    if at + 1 >= len(text.said) or f"{text.said[at]} {text.said[at + 1]}" not in text.body:
        return None
    one, other = text.said[at], text.said[at + 1]
    if not re.match(rf"(?:{_LITTLE})\b", other.lower()):
        return None
    return f"{one[:-1]}, and {lower(other)}", (one, other), text.body


_SWAPS = {
    "also ": "", "very ": "", "however, ": "", "in order to": "to", "such as": "like", "however ": "", "is able to": "can", "do not": "don't", "does not": "doesn't",
    "is not": "isn't", "are not": "aren't", "cannot": "can't", "was not": "wasn't", "as well as": "and", "in addition to": "besides",
    "approximately": "about", "but": "yet", "although": "though", "for example": "for instance", "therefore": "thus",
}  # fmt: skip


def _little_words(text: Text, at: int, _: Text, __: random.Random) -> Made:
    said = text.said[at]
    for old, new in _SWAPS.items():
        said = re.sub(rf"\b{old}(?:\b|(?<=\s))", new, said)
    return upper(said), (text.said[at],), text.body


def _only_a_part_quoted(text: Text, at: int, _: Text, __: random.Random) -> Made:
    words = text.said[at].split()
    if len(words) < 14:
        return None
    return text.said[at], (" ".join(words[2:-2]),), text.body


REWORDINGS: Mapping[str, Make] = {
    "verbatim": _verbatim,
    "shortened": _shortened,
    "an aside left out": _aside_left_out,
    "clauses reordered": _reordered,
    "active made passive": _passive,
    "two neighbours merged": _merged,
    "little words changed": _little_words,
    "a part quoted": _only_a_part_quoted,
}
