"""Items out of sentences, without a model: a gap where something worth remembering stands."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sapere.kit.ids import stable_id
from sapere.kit.sentences import sentences
from sapere.kit.text import squeeze
from sapere.research.citing import texts_of
from sapere.research.questioning.distractors import Elsewhere, Found, distractors
from sapere.research.questioning.gate import GAP, flaw
from sapere.research.questioning.keys import Key, KeyKind, keys
from sapere.research.questioning.wording import wording
from sapere.research.replies import Excerpt, Item, ItemKind, Option
from sapere.research.shapes import Citation
from sapere.research.writing.definition import defines
from sapere.research.writing.statements import Statement, statements

_A = re.compile(r"\b(an?)(?= ____)", re.IGNORECASE)
_CHOSEN = (ItemKind.CHOICE, ItemKind.TRUE_FALSE)
_KINDS = (
    (ItemKind.CHOICE, ItemKind.TYPED, ItemKind.CLOZE),
    (ItemKind.TYPED, ItemKind.CHOICE, ItemKind.CLOZE),
    (ItemKind.CHOICE, ItemKind.TYPED, ItemKind.CLOZE),
    (ItemKind.CLOZE, ItemKind.CHOICE),
    (ItemKind.CHOICE, ItemKind.TYPED, ItemKind.CLOZE),
    (ItemKind.TRUE_FALSE, ItemKind.TYPED, ItemKind.CLOZE),
)
_ORDER = (KeyKind.TERM, KeyKind.NAME, KeyKind.CODE, KeyKind.YEAR, KeyKind.NUMBER)


@dataclass(frozen=True, slots=True)
class Askable:
    """A sentence that can be asked about: what can be asked for, all others of its kind to choose wrong options from."""

    found: Found
    citation: Citation
    worth: float


def askable(title: str, excerpts: Sequence[Excerpt], language: str) -> list[Askable]:
    """Every key of every sentence that stands on its own, those that say what the concept is first."""
    texts = texts_of(excerpts)
    titles = _titles(title, excerpts)
    rows = statements([one.passage for one in excerpts], texts, dict.fromkeys(texts, language))
    return [
        Askable(
            Found(key, row.text, row.source, row.path),
            row.sentences[0].citations[0],
            _worth(row, key, title, language),
        )
        for row in rows
        if row.usable and row.size == 1 and not row.text.endswith(("?", "？", "؟"))
        for key in keys(row.text, titles, language)
    ]


def _titles(title: str, excerpts: Sequence[Excerpt]) -> list[str]:
    return [
        one for one in dict.fromkeys([title, *(head for e in excerpts for head in e.passage.path)]) if one
    ]


def _worth(row: Statement, key: Key, title: str, language: str) -> float:
    return (
        2 * defines(row.text, key.text, language)
        + (0.5 if key.text.casefold() in title.casefold() else 0.0)
        - 0.1 * _ORDER.index(key.kind)
        - 2.0 * row.leans
        - 0.001 * len(row.text)
    )


def made(title: str, excerpts: Sequence[Excerpt], language: str, most: int) -> tuple[Item, ...]:
    """At most ``most``, of all kinds in turn, each sentence asked once. The same for the same excerpts."""
    able = [one for one in askable(title, excerpts, language) if one.worth > -1]
    pool = [one.found for one in able]
    elsewhere = Elsewhere([line for one in excerpts for line in _lines(one, language)], language)
    asked: dict[tuple[str, int], list[Askable]] = {}
    for one in sorted(able, key=lambda one: (-one.worth, one.citation.source, one.citation.start)):
        asked.setdefault((one.citation.source, one.citation.start), []).append(one)
    items: list[Item] = []
    for group in asked.values():
        if len(items) < most and (item := _item(group, pool, elsewhere, len(items))):
            items.append(item)
    return tuple(items)


def _lines(excerpt: Excerpt, language: str) -> list[str]:
    text = excerpt.passage.text
    return [squeeze(text[start:end]) for start, end in sentences(text, language)]


def _item(group: Sequence[Askable], pool: Sequence[Found], elsewhere: Elsewhere, turn: int) -> Item | None:
    """Of one sentence: the kind whose turn it is, for the first of its keys that allows it, or else another kind."""
    choosing = random.Random(stable_id(group[0].found.sentence))  # noqa: S311 - the same every time
    wrong = [distractors(one.found, pool, elsewhere, choosing) for one in group]
    for kind in _KINDS[turn % len(_KINDS)]:
        for one, others in zip(group, wrong, strict=True):
            if kind is ItemKind.TYPED and one.worth < 1:  # it has to say what the key is
                continue
            options = tuple(other.key.text for other in others) if kind in _CHOSEN else ()
            fits = bool(options) or kind not in _CHOSEN
            quote, key = one.citation.quote, one.found.key.text
            if fits and not flaw(gapped(one.found), key, options, quote, elsewhere.language):
                return _made(kind, one, others, elsewhere.language, choosing)
    return None


def gapped(found: Found) -> str:
    """The sentence with a gap; "a" or "an" before it gives nothing away."""
    key = found.key
    stem = f"{found.sentence[: key.start]}{GAP}{found.sentence[key.end :]}"
    return _A.sub(lambda article: f"{article[1][0]}(n)", stem)


def _made(
    kind: ItemKind, one: Askable, wrong: Sequence[Found], language: str, choosing: random.Random
) -> Item:
    stem, key = gapped(one.found), one.found.key.text
    if kind is ItemKind.TRUE_FALSE:
        return _true_false(one, wrong[0], language, choosing)
    options = _options(key, wrong, language, choosing) if kind is ItemKind.CHOICE else ()
    accepted = () if options else spellings(key)
    return Item(
        stable_id("item", kind, stem),
        kind,
        stem,
        key,
        one.citation,
        squeeze(one.citation.quote),
        options,
        accepted,
    )


def _options(key: str, wrong: Sequence[Found], language: str, choosing: random.Random) -> tuple[Option, ...]:
    told = wording(language)
    options = [
        Option(key),
        *(Option(other.key.text, told.stands.format(other.key.text, other.sentence)) for other in wrong),
    ]
    choosing.shuffle(options)
    return tuple(options)


def _true_false(one: Askable, wrong: Found, language: str, choosing: random.Random) -> Item:
    """Half of them are true, half have something of the same kind in the key's place."""
    told, key = wording(language), one.found.key
    true = choosing.random() < 0.5
    said = key.text if true else wrong.key.text
    stem = f"{one.found.sentence[: key.start]}{said}{one.found.sentence[key.end :]}"
    against = told.says.format(key.text) if true else told.untrue.format(said, key.text)
    right = told.true if true else told.false
    shown = (Option(told.true, "" if true else against), Option(told.false, against if true else ""))
    return Item(
        stable_id("item", ItemKind.TRUE_FALSE, stem),
        ItemKind.TRUE_FALSE,
        stem,
        right,
        one.citation,
        squeeze(one.citation.quote),
        shown,
    )


def spellings(key: str) -> tuple[str, ...]:
    """Other ways to write it that count as right: without brackets and quotation marks, figures without separators."""
    bare = re.sub(r"[`\"“”'()]", "", key)
    figures = re.sub(r"(?<=\d)[, ](?=\d{3})", "", key)
    singular = key.removesuffix("s") if len(key) > 4 and key.isascii() else key
    return tuple(one for one in dict.fromkeys((bare, figures, singular)) if one and one != key)
