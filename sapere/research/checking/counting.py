"""A figure that is in the evidence is said of the same thing there, not of another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from sapere.research.checking.figures import same_quantity
from sapere.research.checking.pairs import Compared
from sapere.research.checking.words import NUMBER_WORDS, Word
from sapere.research.disagreeing.quantities import UNIT_NAMES, quantities

_TIMES_AS = re.compile(
    r"\b(?:\w+ times|twice|half|almost|nearly|not(?: quite)?) as (?P<how>\w+) as\b", re.IGNORECASE
)
_PARTS = (
    frozenset("half halves 50 fifty halved halving".split()),
    frozenset("quarter quarters 25 fourth fourths".split()),
    frozenset("thirds third".split()),
    frozenset("tenth tenths 10 ten".split()),
    frozenset("twice double doubled doubles doubling two 2".split()),
    frozenset("triple tripled triples three 3 thrice threefold".split()),
    frozenset("dozen dozens twelve 12".split()),
)
_CLEARLY = 2  # words more


def counting(compared: Compared) -> str:
    """The reason why a figure is another thing's, or ""."""
    return (
        _unit_made(compared)
        or _part_made(compared)
        or _miscounted(compared)
        or _mixed_up(compared)
        or _of_another(compared)
        or _in_another_clause(compared)
        or _times_lost(compared)
    )


def _unit_made(compared: Compared) -> str:
    """A unit or a scale without a figure that is not in the evidence: "hundreds of miles" for "hundreds of light-years"."""
    there = {word.stem for word in compared.found} | {word.form for word in compared.found}
    read_ = quantities(compared.text, compared.language)
    for word in compared.said:
        measured = any(q.start <= word.start < q.end for q in read_)
        if word.form in UNIT_NAMES and not measured and not {word.stem, word.form} & there:
            return f"The words you quote do not measure in {word.form}."
    return ""


def _mixed_up(compared: Compared) -> str:
    """ "One dose protected 91 percent" of "two doses protected 91 percent"."""
    for said in _clauses(compared.said):
        for there in _clauses(compared.found):
            shared = {w.form for w in said if w.figure} & {w.form for w in there}
            wrong = _other_counts(said, there) if shared else []
            if wrong:
                return f"In the words you quote {min(shared)} is not said of {wrong[0]}."
    return ""


def _clauses(words: Sequence[Word]) -> list[list[Word]]:
    return [list(clause) for _, clause in groupby(words, key=lambda word: word.clause)]


def _other_counts(said: Sequence[Word], there: Sequence[Word]) -> list[str]:
    """What is counted in both clauses, and differently: "one dose" and "two doses"."""
    counts = set(_counted(there))
    things = {thing for thing, _ in counts}
    return [
        f"{count} {thing}"
        for thing, count in _counted(said)
        if thing in things and (thing, count) not in counts
    ]


def _counted(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """What is counted, and how many: "two hearts", and apart from it "two of the hearts"."""
    for one in words:
        tens = _before(words, one) in NUMBER_WORDS
        if tens or not (one.form in NUMBER_WORDS or one.form == "one"):
            continue  # of "twenty-three" the three alone counts nothing
        behind = [w for w in words if w.at > one.at][:3]
        if behind and behind[0].heavy:
            yield behind[0].key.lstrip("="), one.form
        elif len(behind) == 3 and behind[0].form == "of" and behind[2].heavy:
            yield f"of {behind[2].key}", one.form


def _before(words: Sequence[Word], word: Word) -> str:
    return next((w.form for w in words if w.at == word.at - 1), "")


def _miscounted(compared: Compared) -> str:
    """ "Two hearts" of "three hearts"."""
    wrong = _other_counts(compared.said, compared.found)
    return f"The words you quote do not count {wrong[0]}." if wrong else ""


def _part_made(compared: Compared) -> str:
    """A half or a quarter that the evidence has not."""
    there = {word.form for word in compared.found}
    for word in compared.said:
        same = next((group for group in _PARTS if word.form in group), None)
        if same and not same & there:
            return f"The words you quote do not say “{word.form}”."
    return ""


def _times_lost(compared: Compared) -> str:
    """ "As long as" for "three times as long as"."""
    for found in _TIMES_AS.finditer(compared.around):
        if re.search(rf"\bas {found['how']} as\b", compared.text) and not _TIMES_AS.search(compared.text):
            return f"The source says “{found.group()}”; keep that."
    return ""


def _of_another(compared: Compared) -> str:
    """A measure that the evidence gives in another sentence, of something else: there it is "20 minutes" for a nap."""
    all_said = quantities(compared.text, compared.language)
    found = quantities(compared.around, compared.language)
    for said in all_said:
        alike = [q for q in found if q.measure == said.measure]
        same = [_shared(compared, q.start) for q in alike if same_quantity(said, q)]
        others = [
            (_shared(compared, q.start), q)
            for q in alike
            if not any(same_quantity(one, q) for one in all_said)
        ]
        best = max(others, key=lambda other: other[0], default=None)
        if same and best and best[0] >= max(same) + _CLEARLY:
            value = compared.around[best[1].start : best[1].end]
            return f"In the words you quote it is {value} of which that is said."
    return ""


def _shared(compared: Compared, at: int) -> int:
    """How many words of the sentence stand in the sentence of the evidence that holds the place."""
    sentence = next((w.sentence for w in reversed(compared.found) if w.start <= at), 0)
    said = {w.key for w in compared.said if w.heavy}
    return len(said & {w.key for w in compared.found if w.sentence == sentence})


def _in_another_clause(compared: Compared) -> str:
    """ "Described in 1973 and honoured in 1927" of "described in 1927 and honoured in 1973"."""
    clauses_there = _clauses(compared.found)
    for said in _clauses(compared.said):
        words = {w.key for w in said if w.heavy}
        for figure in {w.form for w in said if w.form.isdigit()}:
            same = [_heavy(there, words) for there in clauses_there if figure in {w.form for w in there}]
            others = [_heavy(there, words) for there in clauses_there if _has_other(there, said)]
            if same and others and max(others) >= max(same) + _CLEARLY:
                return f"In the words you quote {figure} is not said of that."
    return ""


def _heavy(there: Sequence[Word], words: set[str]) -> int:
    return len(words & {w.key for w in there})


def _has_other(there: Sequence[Word], said: Sequence[Word]) -> bool:
    figures_there = {w.form for w in there if w.form.isdigit()}
    return bool(figures_there) and figures_there.isdisjoint({w.form for w in said})
