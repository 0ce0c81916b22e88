"""Between merging and growing: the topic's language, once its sources are there.

A short name does not say what language it is in: 光合成 is Japanese and looks Chinese, *Photosynthese* is German in
plain letters. Where the learner did not say, the sources do.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from sapere.kit.language import script_language
from sapere.research.merge import Merged
from sapere.research.shapes import Brief

MOST = 0.6
"""Share of the passages that one language must have."""


def settled(brief: Brief, merged: Merged) -> Brief:
    """The brief in the language of most of its sources, if its language was only guessed from its name."""
    language = _language_of_most(merged)
    if not brief.guessed or not language or language == brief.language or _tells(brief.title):
        return brief
    return replace(brief, language=language)


def _tells(name: str) -> bool:
    """Whether the name's own script belongs to one language: Kana, Hangul, Thai. Han letters belong to several."""
    return script_language(name) not in ("", "zh")


def _language_of_most(merged: Merged) -> str:
    spoken = {source.id: source.language for source in merged.harvest.sources}
    counted = Counter(spoken[passage.source] for passage in merged.passages)
    language, passages = next(iter(counted.most_common(1)), ("", 0))
    return language if passages >= MOST * len(merged.passages) else ""
