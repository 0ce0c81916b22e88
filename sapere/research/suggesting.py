"""A question that a learner may ask about a concept: its own where it has one, else one made of its title."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from sapere.kit.language import primary
from sapere.research.answering.kinds import Wanted, wanted
from sapere.research.lead import question_for
from sapere.research.writing.headings import clean_heading

_LONGEST = 70
"""Characters of a title that is asked about."""

# Each reads well whatever the title names: a thing or things, of any gender. Each asks for the meaning.
_ASKED: Mapping[str, str] = MappingProxyType(
    {
        "en": "Explain: {}",
        "de": "Was bedeutet „{}“?",
        "fr": "Qu’est-ce que « {} » ?",
        "es": "¿Qué significa «{}»?",
        "it": "Che cosa significa «{}»?",
        "pt": "O que significa “{}”?",
        "ru": "Что такое «{}»?",
        "zh": "什么是{}？",
        "ja": "{}とは何ですか？",
        "ar": "ما معنى «{}»؟",
    }
)
_A_QUESTION = re.compile(r"[?？؟]\s*$")
_MARKS = {"zh": "？", "ja": "？", "ar": "؟", "fr": " ?"}


def suggested(title: str, question: str, language: str) -> str:
    """Empty where the title is no name of anything. A key question that was only made of the title is worded anew."""
    if question and question != question_for(title, language):
        return question
    shown = clean_heading(title).partition(" — ")[0].strip(" .")
    if not any(map(str.isalnum, shown)) or len(shown) > _LONGEST:
        return ""
    if _A_QUESTION.search(shown):
        return shown
    if _asks(shown, language):
        return f"{shown}{_MARKS.get(primary(language), '?')}"
    template = _ASKED.get(primary(language))
    return template.format(shown) if template else f"{shown}?"


def _asks(title: str, language: str) -> bool:
    """Whether it is a question without its mark: "Why Mars is red", "How to compost"."""
    kind, rest = wanted(title, language)
    return kind not in (Wanted.OTHER, Wanted.MEANING) and not title.startswith(rest.strip()[:4])
