"""What goes together is not said to cause one another, and a cause is not another's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word

_CAUSES = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|(?:lead|leads|led|leading) to|result(?:s|ed|ing)? in|because|due to|owing to|thanks to|responsible for|triggers?|triggered|"
    r"br(?:ings?|ought) about|produces?|produced)\b",
    re.IGNORECASE,
)
_CORE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|because|due to|leads? to|led to|results? in|resulted in|owing to|thanks to|therefore|so that|produces?|produced)\b",
    re.IGNORECASE,
)
_GOES_WITH = re.compile(
    r"\b(?:correlat\w+|associat\w+|linked|links? between|link|relationships?|related|tend(?:s|ed)? to|coincid\w+|accompan\w+|connection|more often|risk)\b",
    re.IGNORECASE,
)
# Less than a "because", but a writer may make one of it.
_REASONS = frozenset(
    """because since as so therefore thus hence why reason reasons due owing thanks causes cause caused leads led leading make makes made making from if when whenever
    once responsible produce produces create creates gives giving mean means depends given brings consequently consequence accordingly result results resulting after""".split()
)
_NAMED = frozenset(("because", "since", "when", "if", "once", "whenever", "after"))
"""With a clause behind them that names the cause."""
_FAINT = frozenset("make makes made making from give gives giving given mean means as".split())


def causes(compared: Compared) -> str:
    """The reason why a cause does not hold, or ""."""
    said = _CAUSES.search(compared.text)
    if said is None:
        return ""
    core = _CORE.search(compared.around)
    if not core and (
        _GOES_WITH.search(compared.around) or not any(w.form in _REASONS for w in compared.found)
    ):
        return f"The words you quote do not say that one thing causes the other (“{said.group()}”)."
    return _other_cause(compared)


def _other_cause(compared: Compared) -> str:
    """A clause with "because" that the evidence has, but not as the cause."""
    named = [word for word in compared.found if word.form in _NAMED]
    causal = any(word.form in _REASONS - _NAMED - _FAINT for word in compared.found)
    for word in compared.said:
        if word.form != "because" or causal or not named:
            continue
        cause = {w.key for w in _behind(word, compared.said)}
        there = {w.key for reason in named for w in _behind(reason, compared.found)}
        if len(cause & {w.key for w in compared.found}) >= 2 and not cause & there:
            return "The words you quote name another cause, or none."
    return ""


def _behind(word: Word, words: Sequence[Word]) -> list[Word]:
    return [w for w in words[word.at + 1 :] if w.stem and w.clause == word.clause]
