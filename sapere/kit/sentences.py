"""Where the sentences of a text are. The finding is done by a library; the repairs here keep names of code,
abbreviations and initials whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import sentencex

Extent = tuple[int, int]

# After these a sentence goes on even before a capital letter: what they announce always follows them.
_ANNOUNCES = re.compile(
    r"(?:^|[\s(\[“\"'])(?:e\.\s?g|i\.\s?e|[Cc]f|vs|viz|resp|approx|incl|esp|[Dd]rs?|[Pp]rof|[Mm]rs?|[Mm]s"
    r"|[A-ZÀ-ÞА-Я]|z\.\s?B|d\.\s?h|u\.\s?a|bzw|vgl|p\.\s?ej|par ex|т\.\s?е|напр)\.$"
)
# And after these when a number follows.
_NUMBERED = re.compile(
    r"(?:^|[\s(\[])(?:[Ff]igs?|[Ee]qs?|[Ss]ecs?|[Cc]h(?:ap)?|[Nn]os?|[Nn]r|[Pp]p?|[Vv]ols?|[Aa]rt|[Tt]ab|[Ss]|[Rr]ef)\.$"
)
_ASIDE = re.compile(r"\([^()]*[.!?]\)(?=\s+[(\[“\"]?[A-ZÀ-ÞА-Я])")
_SPEECH_GOES_ON = ("と", "って", "という", "、")
_PIECE = 20_000  # characters of one line handed over at once


def sentences(text: str, language: str = "") -> list[Extent]:
    """Offsets of the sentences, trimmed of white space, in order, not overlapping.

    A newline always ends a sentence: the readers put every paragraph on one line, so a newline in a text is
    the end of a paragraph, a list item, a table row or a line of code.
    """
    return [extent for line in _lines(text) for extent in _of_line(text, line, language or "en")]


def _lines(text: str) -> Iterator[Extent]:
    """The lines that are not blank; a line longer than any paragraph in pieces, cut at a space."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        while end - start > _PIECE:
            cut = text.rfind(" ", start, start + _PIECE) + 1 or start + _PIECE
            yield start, cut
            start = cut
        if not text[start:end].isspace() and end > start:
            yield start, end
        start = end + 1


def _of_line(text: str, line: Extent, language: str) -> Iterator[Extent]:
    start, end = line
    found = sentencex.get_sentence_boundaries(language, text[start:end])
    extents = ((start + one["start_index"], start + one["end_index"]) for one in found)
    for first, last in _joined(text, extents):
        for extent in _without_aside(text, first, last):
            trimmed = _trimmed(text, *extent)
            if trimmed[0] < trimmed[1]:
                yield trimmed


def _joined(text: str, extents: Iterable[Extent]) -> Iterator[Extent]:
    """Neighbours that were taken apart inside a sentence, put together again."""
    held: Extent | None = None
    for start, end in extents:
        if held is not None and _goes_on(text, held, start, end):
            held = held[0], end
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def _goes_on(text: str, held: Extent, start: int, end: int) -> bool:
    so_far = text[held[0] : held[1]].rstrip()
    if so_far.endswith("」"):
        return text.startswith(_SPEECH_GOES_ON, start, end)
    if so_far.count("`") % 2 and "`" in text[start:end]:
        return True
    last_words = so_far[-12:]
    if _ANNOUNCES.search(last_words):
        return True
    return text[start : start + 1].isdigit() and bool(_NUMBERED.search(last_words))


def _without_aside(text: str, start: int, end: int) -> Iterator[Extent]:
    """A whole sentence in brackets and the one behind it are two."""
    while text.startswith("(", start) and (aside := _ASIDE.match(text, start, end)):
        yield start, aside.end()
        start = _trimmed(text, aside.end(), end)[0]
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Extent:
    piece = text[start:end]
    start = end - len(piece.lstrip())
    return start, max(start, end - len(piece) + len(piece.rstrip()))
