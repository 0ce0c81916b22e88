"""The words that a sentence quotes, found in the kept text, and what stands around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sapere.kit.sentences import sentences
from sapere.kit.text import matches, normalise, squeeze, stands
from sapere.kit.tokens import tokens
from sapere.research.shapes import Citation

FEWEST = 3
"""Words of a quote that carry meaning; one less for a whole sentence."""
_MOST_BEFORE, _MOST_AFTER = 2, 1  # sentences
_LONGEST_PARAGRAPH = 20_000  # characters that are looked at to either side of a quote
_LONGEST_EVIDENCE, _MARGIN = 4_000, 1_000  # characters of sentences; of what is looked at to either side
_LONGEST_QUOTE = 2_000
_HEADING = 8  # words
_ENDED = re.compile(r"[.!?:;,…。！？：；][\"'”’)\]»」』]*$")
_TRIMMED = re.compile(r"^[\"“”«»'‘’\s…]+|[\"“”«»'‘’\s…]+$|^\.{3}|\.{3}$")
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\t\u00a0\u2007\u2009\u202f\u3000", " "),
    }
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the quotes of one run of sentences give."""

    citations: tuple[Citation, ...]
    around: str  # the quotes, widened to whole sentences
    before: str
    after: str


def located(citation: Citation, texts: Mapping[str, str]) -> Citation | None:
    """The citation with offsets at which its quote really stands, or None: ``text[start:end] == quote``.

    A quote is forgiven other kinds of space, quotation mark and dash, marks around it that are not in the text, and
    a capital that it got or lost by being cut out.
    """
    text = texts.get(citation.source)
    if text is None or not citation.quote.strip():
        return None
    if 0 <= citation.start < citation.end and text[citation.start : citation.end] == citation.quote:
        return citation
    spellings = dict.fromkeys(_spellings(citation.quote))
    found = next((place for quote in spellings if (place := _place(quote, text))), None)
    place = found or (None if _is_plain(text) else matches(citation.quote, text))
    return None if place is None else Citation(citation.source, text[place[0] : place[1]], *place)


def _spellings(quote: str) -> Iterator[str]:
    bare = _TRIMMED.sub("", quote)
    for spelling in (
        quote.strip(),
        bare,
        bare.rstrip("."),
        squeeze(unicodedata.normalize("NFKC", normalise(bare))),
    ):
        if spelling:
            yield spelling
            yield spelling[0].swapcase() + spelling[1:]


def _place(quote: str, text: str) -> tuple[int, int] | None:
    at = text.find(quote)
    return (at, at + len(quote)) if at >= 0 else stands(quote.translate(_SAME), _alike(text))


@lru_cache(maxsize=32)
def _is_plain(text: str) -> bool:
    """Whether nothing is in the text that :func:`matches` would pass over but what :func:`_alike` does: then it need not
    look, which takes long in a long text."""
    return normalise(text) == text and unicodedata.is_normalized("NFKC", _alike(text))


@lru_cache(maxsize=32)
def _alike(text: str) -> str:
    """With one kind of space, quotation mark and dash, every character at its place: most quotes that differ, differ so."""
    return text.translate(_SAME)


def gathered(citations: Sequence[Citation], texts: Mapping[str, str], language: str) -> list[Evidence]:
    """Run by run of neighbouring sentences, in the citations' order. The citations are :func:`located` ones."""
    places: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        text = texts[citation.source]
        places.setdefault((citation.source, _line_start(text, citation.start)), []).append(citation)
    return [one for place, group in places.items() for one in _runs(group, place, texts[place[0]], language)]


def _runs(group: Sequence[Citation], place: tuple[str, int], text: str, language: str) -> Iterator[Evidence]:
    end, begin = max(c.end for c in group), place[1]
    stop = text.find("\n", end)
    stop = min(len(text) if stop < 0 else stop, end + _LONGEST_PARAGRAPH)
    pieces = [(begin + one, begin + other) for one, other in _extents(text[begin:stop], language)]
    touched = [at for at, piece in enumerate(pieces) if any(_overlap(piece, c) for c in group)]
    if not touched:
        yield Evidence(tuple(group), text[group[0].start : group[0].end], "", "")
    for first, last in _neighbours(touched):
        held = tuple(c for c in group if any(_overlap(piece, c) for piece in pieces[first : last + 1]))
        said = [
            text[one:other] for one, other in pieces[max(0, first - _MOST_BEFORE) : last + 1 + _MOST_AFTER]
        ]
        at = min(first, _MOST_BEFORE)
        before, around, after = said[:at], said[at : at + last - first + 1], said[at + last - first + 1 :]
        if sum(map(len, around)) > _LONGEST_EVIDENCE:  # no sentence: a list, a table, a line of code
            around = [text[max(pieces[first][0], held[0].start - _MARGIN) : held[-1].end + _MARGIN]]
        yield Evidence(held, " ".join(around), " ".join(before)[-_MARGIN:], " ".join(after)[:_MARGIN])


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of each run."""
    first = last = -1
    for place in places:
        if first >= 0 and place > last + 1:
            yield first, last
            first = place
        first, last = (place if first < 0 else first), place
    if first >= 0:
        yield first, last


def _overlap(extent: tuple[int, int], citation: Citation) -> bool:
    return extent[0] < citation.end and citation.start < extent[1]


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at) + 1, at - _LONGEST_PARAGRAPH)


@lru_cache(maxsize=256)
def _extents(paragraph: str, language: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentences(paragraph, language))


def weak(citation: Citation, texts: Mapping[str, str], language: str) -> str:
    """Why the quote is too little to rest a sentence on, or ""."""
    whole = _ENDED.search(citation.quote) and citation.quote[:1].isupper()
    if len(set(tokens(citation.quote[:_LONGEST_QUOTE], language))) < (FEWEST - 1 if whole else FEWEST):
        return "The words you quote are too few to say anything; quote the whole sentence."
    if len(citation.quote) > _LONGEST_QUOTE:
        return "You quote too much; quote the sentence that says it."
    text = texts[citation.source]
    stop = text.find("\n", citation.end)
    line = squeeze(text[_line_start(text, citation.start) : len(text) if stop < 0 else stop])
    if len(line.split()) <= _HEADING and not _ENDED.search(line) and len(line) < 80 and text.strip() != line:
        return "You quote a heading; quote a sentence that says it."
    return ""
