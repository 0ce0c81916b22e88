"""Sentences made from real texts, true ones and false ones, each with the words it claims to rest on.

Made without a look at the checker's own tables: the changes are those that a careless writer makes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from pydoc_data.topics import topics
from typing import Any, TypeAlias

from benchmarks.textbook import ASTRONOMY
from sapere.kit.sentences import sentences
from sapere.kit.stop_words import stop_words
from sapere.kit.text import normalise, squeeze

GUIDE = Path(__file__).resolve().parents[1] / "docs/guide/learning"
FRESHWIKI = ASTRONOMY.parent / "freshwiki/freshwiki_25.jsonl"
FEWEST, MOST = 7, 40  # words of a sentence that is taken


@dataclass(frozen=True, slots=True)
class Text:
    name: str
    body: str  # a paragraph a line
    said: tuple[str, ...]  # its plain sentences, in order


@dataclass(frozen=True, slots=True)
class Case:
    """``text`` is what a model says, resting on ``quotes`` that stand (or not) in ``source``."""

    kind: str
    true: bool
    text: str
    quotes: tuple[str, ...]
    source: str


Made: TypeAlias = tuple[str, tuple[str, ...], str] | None
Make = Callable[[Text, int, Text, random.Random], Made]
"""From sentence ``at`` of a text, with another text at hand: what is said, its quotes, the source's text."""


def texts() -> list[Text]:
    """In an order that no tuning has a say in: by name."""
    found = [
        *_guide(), *_reference(), *(_wiki() if FRESHWIKI.is_file() else ()), *(_book() if ASTRONOMY.is_dir() else ()),
    ]  # fmt: skip
    made = [_text(name, body) for name, body in found]
    return sorted((text for text in made if len(text.said) >= 8), key=lambda text: text.name)


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


def _guide() -> Iterator[tuple[str, str]]:
    for path in sorted(GUIDE.glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n\n")
        yield f"guide/{path.stem}", "\n".join(squeeze(block.lstrip("# ")) for block in blocks)


def _reference() -> Iterator[tuple[str, str]]:
    for name, body in sorted(topics.items()):
        yield f"python/{name}", "\n".join(squeeze(block) for block in str(body).split("\n\n"))


def _wiki() -> Iterator[tuple[str, str]]:
    for line in FRESHWIKI.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        yield f"wiki/{article['title']}", "\n".join([article["summary"], *_sections(article["content"])])


def _sections(tree: Any) -> Iterator[str]:
    for section in tree if isinstance(tree, list) else [tree]:
        yield str(section["section_title"])
        yield " ".join(one["sentence"] for one in section["section_content"])
        yield from _sections(section["subsections"])


def _book() -> Iterator[tuple[str, str]]:
    for path in sorted(ASTRONOMY.rglob("*.cnxml")):
        raw = path.read_text(encoding="utf-8")
        paragraphs = re.findall(r"<para\b[^>]*>(.*?)</para>", raw, re.DOTALL)
        yield f"book/{path.stem}", "\n".join(squeeze(re.sub(r"<[^>]+>", "", one)) for one in paragraphs)


_PLAIN = re.compile(r"[A-Z][^\n*`_|\[\]{}=<>\\@:;]{30,300}\.")


def _text(name: str, body: str) -> Text:
    body = normalise(body)
    found = (body[start:end] for start, end in sentences(body, "en"))
    said = (one for one in found if _PLAIN.fullmatch(one) and FEWEST <= len(one.split()) <= MOST)
    return Text(name, body, tuple(dict.fromkeys(said)))


# ── true ones ────────────────────────────────────────────────────────────────


def _lower(text: str) -> str:
    first = text.split(" ", 1)[0]
    return text if first == "I" or first[1:] != first[1:].lower() else text[:1].lower() + text[1:]


def _upper(text: str) -> str:
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
    return f"{_upper(found[2])} {_lower(found[1])}.", (text.said[at],), text.body


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
        f"{_upper(found[3])} {number} {found[2]} by {_lower_article(found[1])}.",
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
    return f"{one[:-1]}, and {_lower(other)}", (one, other), text.body


_SWAPS = {
    "also ": "", "very ": "", "however, ": "", "in order to": "to", "such as": "like", "however ": "", "is able to": "can", "do not": "don't", "does not": "doesn't",
    "is not": "isn't", "are not": "aren't", "cannot": "can't", "was not": "wasn't", "as well as": "and", "in addition to": "besides",
    "approximately": "about", "but": "yet", "although": "though", "for example": "for instance", "therefore": "thus",
}  # fmt: skip


def _little_words(text: Text, at: int, _: Text, __: random.Random) -> Made:
    said = text.said[at]
    for old, new in _SWAPS.items():
        said = re.sub(rf"\b{old}(?:\b|(?<=\s))", new, said)
    return _upper(said), (text.said[at],), text.body


def _only_a_part_quoted(text: Text, at: int, _: Text, __: random.Random) -> Made:
    words = text.said[at].split()
    if len(words) < 14:
        return None
    return text.said[at], (" ".join(words[2:-2]),), text.body


# ── false ones ───────────────────────────────────────────────────────────────


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
    return f"{_upper(found[3])}{found[4]} {found[2]}{found[1]}{found[5]}", (text.said[at],), text.body


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
    framed = chance.choice(_FRAMES).format(_lower(said[:-1]))
    return said, (_lower(said[:-1]),), text.body.replace(said, framed)


def _misquoted(text: Text, at: int, other: Text, chance: random.Random) -> Made:
    words, new = text.said[at].split(), chance.choice(chance.choice(other.said).split()[1:-1])
    place = chance.randrange(1, len(words) - 1)
    said = " ".join([*words[:place], new, *words[place + 1 :]])
    return (said, (said,), text.body) if said not in text.body else None


KINDS: Mapping[str, tuple[bool, Make]] = {
    "verbatim": (True, _verbatim), "shortened": (True, _shortened), "an aside left out": (True, _aside_left_out), "clauses reordered": (True, _reordered),
    "active made passive": (True, _passive), "two neighbours merged": (True, _merged), "little words changed": (True, _little_words),
    "a part quoted": (True, _only_a_part_quoted),
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
