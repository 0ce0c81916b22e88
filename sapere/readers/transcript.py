"""Captions and transcripts to a document: paragraphs of whole sentences, each with the second it begins at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sapere.kit.language import primary, script_language
from sapere.readers import timedtext
from sapere.readers.cues import Cue, header, lines_of, stamped_lines, subtitles, timing_of
from sapere.readers.draft import Details, Draft
from sapere.readers.limits import Limits
from sapere.readers.speech import Said, Sentence, apart, joined, paragraphs, said
from sapere.readers.transcript_signs import LOOK, is_json, is_xml
from sapere.research.captions import Recording, unpacked
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Mark

_NONE = "There are no captions in it, or none that can be read."


def read(text: str, limits: Limits, *, partial: bool = False) -> Document:
    """Raises ``Unreadable`` when there is nothing in it that is said."""
    cut = text[: limits.markup]
    about, captions = _opened(cut)
    pieces = said(_cues(captions))
    if not pieces:
        raise Unreadable(_NONE)
    draft = Draft(limits.text)
    laid = _lay(draft, pieces, about)
    details = Details(about.title, about.language, about.author, about.published, about.licence)
    document = draft.document(details, partial=partial or len(cut) < len(text))
    return replace(document, marks=tuple(_marks(document, laid)))


def _cues(captions: str) -> Iterable[Cue]:
    if is_xml(captions):
        return timedtext.from_xml(captions)
    if is_json(captions):
        return timedtext.from_json(captions)
    if captions.startswith("WEBVTT") or any(map(timing_of, lines_of(captions[:LOOK]))):
        return subtitles(captions)
    return stamped_lines(captions)


def _opened(text: str) -> tuple[Recording, str]:
    """What is known of the recording, and its captions: what these say themselves fills in what is not."""
    try:
        about, captions = unpacked(text.removeprefix("\ufeff"))
    except ValueError as error:
        raise Unreadable("What came with the captions is damaged.") from error
    captions = captions.removeprefix("\ufeff")
    own = header(captions) if captions.startswith("WEBVTT") else {}
    language = about.language or primary(own.get("language", ""))
    return replace(about, title=about.title or own.get("title", ""), language=language), captions


def _lay(draft: Draft, pieces: list[Said], about: Recording) -> list[list[Sentence]]:
    """Everything said, under the chapters where there are any; the paragraphs in the order laid down."""
    laid: list[list[Sentence]] = []
    language = about.language or script_language(pieces[0].text)
    parts = apart(pieces, [start for start, _ in about.chapters])
    for title, part in zip(["", *(title for _, title in about.chapters)], parts, strict=True):
        if not part:
            continue
        if title:
            draft.heading(1, title)
        for paragraph in paragraphs(part, language):
            draft.mark("second", paragraph[0].second)
            draft.inline(joined(sentence.text for sentence in paragraph))
            draft.end_paragraph()
            laid.append(paragraph)
    return laid


def _marks(document: Document, laid: list[list[Sentence]]) -> Iterable[Mark]:
    """One for each sentence, where it stands in the finished text."""
    starts = [mark.start for mark in document.marks]
    for start, end, paragraph in zip(starts, [*starts[1:], len(document.text)], laid, strict=True):
        at = start
        for sentence in paragraph:
            found = document.text.find(sentence.text, at, end)
            if found >= 0:
                yield Mark("second", sentence.second, found)
                at = found + len(sentence.text)
