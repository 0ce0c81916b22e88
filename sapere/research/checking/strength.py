"""Nothing is said more firmly, more widely or more causally than its evidence says it."""

from __future__ import annotations

from collections.abc import Sequence

from sapere.research.checking.causes import causes
from sapere.research.checking.cues import ALL, CLAIMS, IF, OPINIONS, PARTLY, is_maybe
from sapere.research.checking.negation import turns
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import Word

_ON_CONDITION = frozenset(
    "if unless provided suppose supposing assuming when whenever where once long given case would could without whether until depending".split()
)
_OUGHT = frozenset("should must ought shall".split())
_OUGHT_THERE = frozenset(
    "should must ought shall need needs needed required requires require has have necessary recommended advised recommend recommends mandatory only essential important better best supposed".split()
)
_NONE: frozenset[str] = frozenset()
_STRICT = frozenset("some few sometimes rarely occasionally seldom certain most".split())
"""Left out, they leave a claim about all."""
_TIMES = frozenset("day night week month year decade century hour minute second time".split())
_SOFT = frozenset("can able sometimes allows allow lets often".split())
"""A writer's other words for a "may"."""
_VERBS = frozenset("may might could would can".split())
_SUBJECT, _NEAR = 15, 60
"""Characters from the subject of a "may" to it, and from a hedge to what it is about."""
_NEAR_WORDS = 5  # from an "all" to what it is about


def strength(compared: Compared) -> str:
    """The reason why the sentence says too much, or ""."""
    return (
        _hedge_lost(compared)
        or _claims_more(compared)
        or _part_for_all(compared)
        or (_english(compared) if compared.language == "en" else "")
    )


def _english(compared: Compared) -> str:
    return causes(compared) or _condition_lost(compared) or _ought_made(compared) or _question(compared)


def _forms(words: Sequence[Word]) -> frozenset[str]:
    return frozenset(word.form for word in words)


def _hedge_lost(compared: Compared) -> str:
    """What a "may" is about, or what others are said to think, is said without it."""
    language = compared.language
    said = [w for w in compared.said if is_maybe(w.form, language) or w.form in _SOFT]
    taken = {pair.found.start: pair.said for pair in compared.pairs}
    for at, hedge in enumerate(compared.found):
        if not is_maybe(hedge.form, language) or (hedge.form == "may" and hedge.capital and not hedge.first):
            continue
        behind = [w for w in _behind(compared.found, at) if w.stem]
        used = [taken[w.start] for w in behind if w.start in taken]
        near = behind and behind[0].start in taken and hedge.form not in OPINIONS
        wide = (
            len(used) >= 3 and len(used) * 2 >= len(behind) and compared.rests_on(hedge.sentence, len(used))
        )
        weak = [taken[behind[0].start]] if near else used
        if (near or wide) and not any(_governs(w, weak) for w in said):
            return f"The source says “{hedge.form}”; keep that."
    return ""


def _behind(words: Sequence[Word], at: int) -> list[Word]:
    """What a hedge is about: the rest of its clause; of its sentence where "that" follows."""
    hedge, rest = words[at], words[at + 1 :]
    if any(w.form == "that" for w in rest[:2]):
        return [w for w in rest if w.sentence == hedge.sentence]
    return [w for w in rest if w.clause == hedge.clause]


def _governs(hedge: Word, used: Sequence[Word]) -> bool:
    """Whether a hedge of the sentence is near enough to the words to be about them; a "may" stands before its verb."""
    if any(-_SUBJECT < w.start - hedge.start < _NEAR for w in used):
        return True
    return hedge.form not in _VERBS and any(w.clause == hedge.clause for w in used)


def _claims_more(compared: Compared) -> str:
    """An "all", "only" or "must" that the evidence has not, or has of something else."""
    groups, claims = ALL.get(compared.language, {}), CLAIMS.get(compared.language)
    denied = {w.start for turn in turns(compared.said, compared.language) for w in turn.over}
    for at, word in enumerate(compared.said):
        if word.start in denied or (claims is not None and word.form not in claims):
            continue
        wanted = [
            forms
            for name, forms in groups.items()
            if word.form in forms and (word.form != "always" or name != "all")
        ]
        counted = compared.said[at + 1 : at + 2]
        if counted and counted[0].form in _TIMES:
            continue  # "three times each day"
        if wanted and not any(_claimed(at, forms, compared) for forms in wanted):
            return f"The words you quote do not say “{word.form}” of that."
    return ""


def _claimed(at: int, forms: frozenset[str], compared: Compared) -> bool:
    """Whether the evidence has such a word near the neighbours of the one in the sentence."""
    places = [place for place, word in enumerate(compared.found) if word.form in forms]
    word = compared.said[at]
    beside = [
        w
        for w in compared.said[max(0, at - _NEAR_WORDS) : at + _NEAR_WORDS + 1]
        if w.sentence == word.sentence
    ]
    anchors = [compared.by_said[w.start] for w in beside if w.stem and w.start in compared.by_said]
    if not anchors:
        return bool(places)
    near = {
        w.start
        for place in places
        for w in compared.found[max(0, place - _NEAR_WORDS) : place + _NEAR_WORDS + 1]
    }
    return any(anchor.start in near for anchor in anchors)


def _part_for_all(compared: Compared) -> str:
    """An "all" in place of the "some" that stands in the evidence; or a "some" left out."""
    language = compared.language
    partly, everything = PARTLY.get(language, _NONE), ALL.get(language, {}).get("all", _NONE)
    strict = _STRICT if language == "en" else partly
    said = [w for w in compared.said if w.form in partly or is_maybe(w.form, language)]
    taken = {pair.found.start: pair.said for pair in compared.pairs}
    for at, word in enumerate(compared.found):
        behind = [w for w in compared.found[at + 1 :] if w.stem and w.clause == word.clause][:1]
        if word.form not in partly or not behind or behind[0].start not in taken:
            continue
        weak = taken[behind[0].start]
        if any(_governs(w, [weak]) for w in said):
            continue
        if word.form in strict or _quantified(weak, compared.said, everything):
            return f"The source says “{word.form}”; keep that."
    return ""


def _quantified(word: Word, words: Sequence[Word], everything: frozenset[str]) -> bool:
    at = word.at
    return any(w.form in everything for w in words[max(0, at - 3) : at])


def _condition_lost(compared: Compared) -> str:
    """What holds only if something else does is said to hold."""
    if _forms(compared.said) & _ON_CONDITION:
        return ""
    taken = [p.found for p in compared.pairs if p.found.stem]
    for at, word in enumerate(compared.found):
        if word.form in IF and not _mere_aside(compared, at):
            leads = word.first or compared.found[at - 1].first
            main = [w for w in taken if w.sentence == word.sentence and w.clause != word.clause]
            if not leads:
                main = [w for w in main if w.clause == word.clause - 1]
            if len(main) >= (3 if leads else 2) and compared.rests_on(word.sentence, len(main)):
                return f"The source says so only on a condition (“{word.form}”); keep that."
    return ""


def _mere_aside(compared: Compared, at: int) -> bool:
    """ "As if", "if any", and what stands in brackets."""
    word, words = compared.found[at], compared.found
    if at and words[at - 1].form in ("as", "even"):
        return True
    opened = compared.around[: word.start].count("(") > compared.around[: word.start].count(")")
    return opened or sum(w.clause == word.clause for w in words) <= 3


def _ought_made(compared: Compared) -> str:
    said = _forms(compared.said) & _OUGHT
    if said and not _forms(compared.found) & _OUGHT_THERE:
        return f"The words you quote do not say “{min(said)}”."
    return ""


def _question(compared: Compared) -> str:
    if compared.around.rstrip().endswith("?") and not compared.text.rstrip().endswith("?"):
        return "You quote a question; quote what the source says."
    return ""
