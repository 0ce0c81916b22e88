"""Sentences made from real texts, true ones and false ones, each with the words it claims to rest on.

Made without a look at the checker's own tables: the changes are those that a careless writer makes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.plain_texts import Text
from benchmarks.rewordings import REWORDINGS, Made, Make, lower, upper
from sapere.kit.stop_words import stop_words
from sapere.kit.text import squeeze


@dataclass(frozen=True, slots=True)
class Case:
    """``text`` is what a model says, resting on ``quotes`` that stand (or not) in ``source``."""

    kind: str
    true: bool
    text: str
    quotes: tuple[str, ...]
    source: str


def cases(texts: Sequence[Text], most: int) -> Iterator[Case]:
    """At most so many of each kind, spread over the texts."""
    for kind, (true, make) in KINDS.items():
        chance = random.Random(kind)  # noqa: S311
        places = [(text, at) for text in texts for at in range(len(text.said))]
        chance.shuffle(places)
        made = 0
        for text, at in places:
            other = chance.choice([one for one in texts if one is not text])
            given = make(text, at, other, chance)
            if given is not None and (kind in _AS_IT_STANDS or squeeze(given[0]) != text.said[at]):
                yield Case(kind, true, *given)
                made += 1
                if made == most:
                    break


def _changed(
    pattern: str, change: Callable[[re.Match[str], random.Random], str | None], flags: int = 0
) -> Make:
    def make(text: Text, at: int, _: Text, chance: random.Random) -> Made:
        found = list(re.finditer(pattern, text.said[at][1:], flags))
        if not found:
            return None
        one = chance.choice(found)
        new = change(one, chance)
        if new is None or new == one[0]:
            return None
        said = text.said[at][: one.start() + 1] + new + text.said[at][one.end() + 1 :]
        return said, (text.said[at],), text.body

    return make


_NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty fifty".split()


def _other_number(found: re.Match[str], chance: random.Random) -> str | None:
    figure = found[0]
    if figure.lower() in _NUMBER_WORDS:
        return chance.choice([word for word in _NUMBER_WORDS if word != figure.lower()])
    at = chance.choice([place for place, char in enumerate(figure) if char.isdigit()])
    digit = chance.choice([one for one in "123456789" if one != figure[at]])
    return figure[:at] + digit + figure[at + 1 :]


_UNITS = {
    "kilometers": "meters", "kilometres": "metres", "meters": "kilometers", "metres": "kilometres", "miles": "kilometers", "years": "days", "days": "weeks", "hours": "minutes",
    "minutes": "hours", "million": "billion", "billion": "million", "thousand": "million", "percent": "degrees", "%": " million", "seconds": "minutes", "months": "years",
    "weeks": "months", "km": "m", "kg": "g", "feet": "miles", "centuries": "decades", "tons": "kilograms", "bytes": "bits", "characters": "bytes", "times": "percent",
    "people": "buildings", "dollars": "euros", "light-years": "miles", "acres": "hectares",
}  # fmt: skip
_MONTHS = "January February March April May June July August September October November December".split()


def _other_date(found: re.Match[str], chance: random.Random) -> str:
    if found[0] in _MONTHS:
        return chance.choice(_MONTHS)
    return str(int(found[0]) + chance.choice((-30, -10, -2, -1, 1, 2, 9, 20)))


def _other_name(text: Text, at: int, _: Text, chance: random.Random) -> Made:
    said = text.said[at]
    here = re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*", said)
    names = set(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*", text.body))
    away = sorted(name for name in names if name not in said and not set(name.split()) & set(_MONTHS))
    if not here or not away:
        return None
    old = chance.choice(here)
    new = [name for name in away if len(name.split()) == len(old.split())]
    return (said.replace(old, chance.choice(new)), (said,), text.body) if new else None


def _negated(text: Text, at: int, _: Text, __: random.Random) -> Made:
    said = text.said[at]
    gone, number = re.subn(
        r"\b(is|are|was|were|can|could|will|would|has|have|had|should|does|do|did|must|may) not (?!only)",
        r"\1 ",
        said,
        count=1,
    )
    if not number:
        gone, number = re.subn(r"\bcannot\b", "can", said, count=1)
    if not number:
        gone, number = re.subn(
            r"\b(is|are|was|were|can|could|will|has been|have been|should|must) (?!not\b|no\b)",
            r"\1 not ",
            said,
            count=1,
        )
    return (gone, (said,), text.body) if number else None


_OPPOSITES = {
    one: other
    for pair in (
        "increase decrease", "increases decreases", "increased decreased", "more fewer", "before after", "larger smaller", "largest smallest", "higher lower", "highest lowest",
        "first last", "always never", "better worse", "best worst", "inside outside", "above below", "early late", "north south", "east west", "northern southern",
        "eastern western", "easier harder", "strong weak", "longer shorter", "long short", "old new", "true false", "rises falls", "rose fell", "faster slower", "left right",
        "positive negative", "with without", "start end", "begins ends", "began ended", "accepted rejected", "won lost", "minimum maximum", "upper lower", "hot cold",
        "heavy light", "possible impossible", "legal illegal", "public private", "success failure", "supported opposed", "mutable immutable", "common rare", "near far",
    )
    for one, other in (pair.split(), pair.split()[::-1])
}  # fmt: skip


def _opposite(found: re.Match[str], _: random.Random) -> str | None:
    return _OPPOSITES[found[0]]


def _halves(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


def _joined(*, both: bool) -> Make:
    def make(text: Text, at: int, _: Text, chance: random.Random) -> Made:
        other = chance.choice([one for one in text.said if one != text.said[at]])
        said = f"{_halves(text.said[at])[0]} {_halves(other)[1]}"
        return said, (text.said[at], other) if both else (text.said[at],), text.body

    return make


def _swapped(text: Text, at: int, _: Text, __: random.Random) -> Made:
    name = r"(?:[A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z])*)"
    found = re.fullmatch(
        rf"(?:The )?({name}) ((?:[a-z]+ ){{0,2}}(?:[a-z]+(?:ed|[a-z]s)|met|won|led|made|gave|took|wrote|saw|told|found|was|is|lost) (?:[a-z]+ ){{0,2}})((?:the )?)({name})(.*)",
        text.said[at],
    )
    if (
        not found
        or {found[1].lower(), found[4].lower()} & stop_words("en")
        or re.search(
            r"\b(?:and|or|of|in|on|at|from|while|for|during|as|by|with|near|after|before)\b", found[2]
        )
    ):
        return None
    return f"{upper(found[3])}{found[4]} {found[2]}{found[1]}{found[5]}", (text.said[at],), text.body


_STRONGER = {
    "may": "will", "might": "will", "could": "does", "can": "always", "some": "all", "many": "all", "most": "all", "often": "always", "usually": "always", "sometimes": "always",
    "probably": "certainly", "likely": "certain", "suggested": "proved", "suggest": "prove", "suggests": "proves", "generally": "always", "typically": "always", "perhaps": "certainly",
    "should": "must", "possible": "certain", "helps": "guarantees", "seems": "is known", "believed": "knew", "appears": "is known",
}  # fmt: skip


def _hedge_dropped(text: Text, at: int, _: Text, __: random.Random) -> Made:
    said, number = re.subn(
        r"\b(?:may|might|probably|possibly|perhaps|sometimes|allegedly|reportedly) ",
        "",
        text.said[at],
        count=1,
    )
    return (said, (text.said[at],), text.body) if number else None


def _invented(text: Text, at: int, other: Text, chance: random.Random) -> Made:
    return chance.choice(other.said), (text.said[at],), text.body


def _invented_nearby(text: Text, at: int, _: Text, chance: random.Random) -> Made:
    return chance.choice(text.said), (text.said[at],), text.body


_FRAMES = (
    "It is not true that {}.", "Many people wrongly believe that {}.", "There is no evidence that {}.", "Nobody could show that {}.", "If only the first case is looked at, {}.",
    "Critics claimed that {}.", "It is a myth that {}.", "Earlier authors supposed that {}.",
)  # fmt: skip


def _out_of_context(text: Text, at: int, _: Text, chance: random.Random) -> Made:
    said = text.said[at]
    framed = chance.choice(_FRAMES).format(lower(said[:-1]))
    return said, (lower(said[:-1]),), text.body.replace(said, framed)


def _misquoted(text: Text, at: int, other: Text, chance: random.Random) -> Made:
    words, new = text.said[at].split(), chance.choice(chance.choice(other.said).split()[1:-1])
    place = chance.randrange(1, len(words) - 1)
    said = " ".join([*words[:place], new, *words[place + 1 :]])
    return (said, (said,), text.body) if said not in text.body else None


KINDS: Mapping[str, tuple[bool, Make]] = {
    **{kind: (True, make) for kind, make in REWORDINGS.items()},
    "another number": (False, _changed(rf"\b(?:\d+(?:[.,]\d+)*|{'|'.join(_NUMBER_WORDS)})\b(?!\.\d|-)", _other_number)),
    "another unit": (False, _changed(rf"(?<=\w )(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})\b", lambda found, _: _UNITS[found[0]])),
    "another date": (False, _changed(rf"\b(?:1[0-9]{{3}}|20[0-2][0-9]|{'|'.join(_MONTHS)})\b", _other_date)),
    "another name": (False, _other_name), "negated": (False, _negated),
    "an opposite": (False, _changed(rf"\b(?:{'|'.join(_OPPOSITES)})\b", _opposite)),
    "joined, one quoted": (False, _joined(both=False)), "joined, both quoted": (False, _joined(both=True)), "roles swapped": (False, _swapped),
    "made stronger": (False, _changed(rf"\b(?:{'|'.join(_STRONGER)})\b", lambda found, _: _STRONGER[found[0]])),
    "a hedge dropped": (False, _hedge_dropped),
    "invented": (False, _invented), "invented nearby": (False, _invented_nearby), "out of context": (False, _out_of_context), "not in the text": (False, _misquoted),
}  # fmt: skip
_AS_IT_STANDS = frozenset(("verbatim", "a part quoted", "out of context"))
ALTERED = frozenset(
    ("another number", "another unit", "another date", "another name", "negated", "an opposite")
)
