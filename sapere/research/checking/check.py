"""Whether a sentence says what its quotes say. So far only what is a quote itself passes; the rest is being built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sapere.kit.text import matches, squeeze
from sapere.research.shapes import Citation, Sentence, SentenceState


@dataclass(frozen=True, slots=True)
class Verdict:
    sentence: Sentence | None
    reason: str = ""


def check(sentence: Sentence, texts: Mapping[str, str], language: str) -> Verdict:
    del language
    found = []
    for citation in sentence.citations:
        place = matches(citation.quote, texts.get(citation.source, ""))
        if place is None:
            return Verdict(None, "The words it cites do not stand in the source.")
        found.append(Citation(citation.source, texts[citation.source][slice(*place)], *place))
    if any(squeeze(one.quote) == squeeze(sentence.text) for one in found):
        return Verdict(replace(sentence, citations=tuple(found), state=SentenceState.QUOTED))
    return Verdict(None, "It is not in the words of its source.")
