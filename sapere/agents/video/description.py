"""What people write under their videos: sometimes chapters, seldom prose, mostly links."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sapere.kit.moments import seconds_of
from sapere.kit.text import normalise, squeeze

_CHAPTER = re.compile(r"\s*[-•*▶]?\s*[\[(]?(\d{1,3}(?::\d{2}){1,2})[\])]?\s*[-–—:|.]*\s+(\S.*)")
_FEWEST_CHAPTERS = 3  # https://support.google.com/youtube/answer/9884579
_LINK = re.compile(r"https?://|www\.|\S@\S+\.\S|#\w+\s+#\w+")
_SENTENCE_END = re.compile(r"[.!?。！？؟।](?:\s|$|[”\"')\]])|[。！？]")
_ENOUGH = 400  # characters, of which a page can be written
_SENTENCES = 4


def chapters_in(description: str) -> tuple[tuple[int, str], ...]:
    """The chapters that a description lists, as YouTube knows them: three or more, from 0:00 on, in order."""
    found = [
        (second, squeeze(normalise(match.group(2)))[:200])
        for line in description[:20_000].splitlines()
        if (match := _CHAPTER.fullmatch(line[:500])) and (second := seconds_of(match.group(1))) is not None
    ]
    starts = [second for second, _ in found]
    if len(found) < _FEWEST_CHAPTERS or starts[0] != 0 or starts != sorted(set(starts)):
        return ()
    return tuple(found)


def prose_of(description: str) -> str:
    """Its paragraphs as HTML where they are real prose, else "": links, lists and thanks teach nothing."""
    paragraphs = list(_paragraphs(description))
    whole = " ".join(paragraphs)
    if len(whole) < _ENOUGH or len(_SENTENCE_END.findall(whole)) < _SENTENCES:
        return ""
    return "\n".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)


def _paragraphs(description: str) -> Iterator[str]:
    for line in description[:20_000].splitlines():
        words = squeeze(normalise(line))
        if len(words) >= 40 and _SENTENCE_END.search(words) and not _LINK.search(words):
            yield words
