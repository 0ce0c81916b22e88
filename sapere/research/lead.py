"""What a concept's card says: the sentence that sums it up, and the question that its page answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sapere.kit.language import is_unspaced, primary
from sapere.kit.tex import inline_formulas
from sapere.research.boilerplate import is_boilerplate
from sapere.research.shapes import Passage
from sapere.research.writing.definition import defines, mentions
from sapere.research.writing.headings import clean_heading, same_title
from sapere.research.writing.statements import Statement, statements

_LOOKED_AT = 24  # passages, most central first
_CLEAR = 0.8  # of 1: surely a definition
_LONGEST = 280  # characters a card has room for; half of it where words are not spaced

_QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "en": "{}: what is there to know?",  # a title may be a thing, things, a deed or a saying
        "de": "Was ist „{}“, und wie funktioniert es?",
        "fr": "Qu’est-ce que « {} », et comment cela fonctionne-t-il ?",
        "es": "¿Qué es «{}» y cómo funciona?",
        "it": "Che cos’è «{}» e come funziona?",
        "pt": "O que é “{}” e como funciona?",
        "ru": "Что такое «{}» и как это работает?",
        "zh": "“{}”是什么？它是怎样运作的？",
        "ja": "「{}」とは何ですか。どのような仕組みですか。",
        "ar": "ما هو «{}»، وكيف يعمل؟",
    }
)


def lead_sentence(title: str, passages: Sequence[Passage], texts: Mapping[str, str], language: str) -> str:
    """The best sentence on ``title`` that stands on its own, verbatim but for white space; empty if none does.

    ``passages`` come most central first; ``texts`` maps their sources to the kept texts. A source without its
    text is read from the passages themselves.
    """
    near = [p for p in passages[:_LOOKED_AT] if not any(map(is_boilerplate, p.path))]
    whole = {**{p.source: _spread(near, p.source) for p in near}, **texts}
    longest = _LONGEST // 2 if is_unspaced(language) else _LONGEST
    rows = statements(near, whole, dict.fromkeys(whole, language))
    order = {p.id: at for at, p in enumerate(near)}
    able = [row for row in rows if _fits(row, title, language) and len(row.text) <= longest]
    best = max(
        able,
        key=lambda row: (_score(row, title, language, order[row.passage]), -order[row.passage], -row.start),
        default=None,
    )
    return best.text.rstrip(":：") if best is not None else ""


def _fits(row: Statement, title: str, language: str) -> bool:
    """A definition that leads over to an example is whole without its colon; any other sentence is not."""
    alone = row.size == 1 or defines(row.text, title, language) >= _CLEAR
    return row.usable and not row.leans and alone


def _score(row: Statement, title: str, language: str, rank: int) -> float:
    own = bool(row.path) and same_title(row.path[-1], title)
    place = max(0.0, 1 - row.opens / 4)
    return round(
        2 * defines(row.text, title, language)
        + place * (0.9 if own else 0.5 if len(row.path) < 2 else 0.2)
        + 0.6 * mentions(row.text, title)
        + 0.3 / (1 + rank)
        - 0.2 * ("(see " in row.text)
        - bool(inline_formulas(row.text)),  # a card shows it as it is written
        6,
    )


def _spread(passages: Sequence[Passage], source: str) -> str:
    """The source's passages at their own offsets, blank between: enough of a text to read them in."""
    text = ""
    for passage in sorted((p for p in passages if p.source == source), key=lambda p: p.start):
        text = text[: passage.start].ljust(passage.start, "\n") + passage.text
    return text


def question_for(title: str, language: str) -> str:
    """A plain key question; where we have none in the language, the title with a question mark."""
    shown = clean_heading(title).partition(" — ")[0].rstrip("?？؟. ")
    template = _QUESTIONS.get(primary(language))
    return template.format(shown) if template else f"{shown}?"
