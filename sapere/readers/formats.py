"""One door for all kinds: bytes to a document. Runs in a child process; see :mod:`sapere.readers.child`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from sapere.kit.language import script_language
from sapere.kit.text import has_words
from sapere.readers import sniff
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw

Reader = Callable[[Raw, Limits, bool], Document]


def parse(raw: Raw, limits: Limits) -> Document:
    """The document in the bytes. Raises ``Unreadable``. The language is empty when the text does not say it."""
    kind = sniff.kind_of(raw)
    partial = raw.partial or len(raw.body) > limits.body
    # Each reader is imported when its kind turns up, so that a child is ready at once.
    document = (_READERS.get(kind) or _read_text(kind))(raw, limits, partial)
    if not has_words(document.text):
        raise Unreadable("There are no words in it.")
    return replace(
        document,
        title=document.title or _file_name(raw.locator),
        language=document.language or script_language(document.text),
    )


def _pdf(raw: Raw, limits: Limits, partial: bool) -> Document:
    from sapere.readers import pdf

    return pdf.read(raw.body, limits, partial=partial)


def _packed(raw: Raw, limits: Limits, partial: bool) -> Document:
    from sapere.readers import container, epub, office, workbook

    if len(raw.body) > limits.body:
        raise Unreadable(f"It is larger than {limits.body // 1_000_000} MB.")
    found = container.opened(raw.body, limits, partial=partial)
    if found.kind == "xlsx":
        return workbook.read(found, limits, partial=partial)
    if found.kind == "epub":
        return epub.read(found, raw.locator, limits, partial=partial)
    return office.read_packed(found, raw.locator, limits, partial=partial)


def _saved_page(raw: Raw, limits: Limits, partial: bool) -> Document:
    from sapere.readers import mhtml

    return mhtml.read(raw, limits, partial=partial)


def _read_source(form: str) -> Reader:
    def read(raw: Raw, limits: Limits, partial: bool) -> Document:
        from sapere.readers import office

        body = raw.body[: limits.markup]
        return office.read_source(
            body, form, raw.locator, limits, partial=partial or len(body) < len(raw.body)
        )

    return read


def _read_text(kind: str) -> Reader:
    def read(raw: Raw, limits: Limits, partial: bool) -> Document:
        text = sniff.text_of(replace(raw, body=raw.body[: limits.body]))
        return _marked_up(kind, text, raw, limits, partial=partial)

    return read


_READERS: dict[str, Reader] = {
    "pdf": _pdf, "packed": _packed, "mhtml": _saved_page,
    **{form: _read_source(form) for form in ("rtf", "ipynb", "fb2", "latex", "org")},
}  # fmt: skip


def _marked_up(kind: str, text: str, raw: Raw, limits: Limits, *, partial: bool) -> Document:
    if kind == "html":
        from sapere.readers import html

        return html.read(text, raw.locator, limits, partial=partial)
    if kind == "markdown":
        from sapere.readers import markdown

        return markdown.read(text, raw.locator, limits, partial=partial)
    if kind == "transcript":
        from sapere.readers import transcript

        return transcript.read(text, limits, partial=partial)
    if kind == "code":
        from sapere.readers import source_code

        return source_code.read(text, raw.locator, limits, partial=partial)
    from sapere.readers import plain

    return plain.read(text, limits, partial=partial)


def _file_name(locator: str) -> str:
    path = locator.partition("://")[2] or locator.partition(":")[2] or locator
    return (
        PurePosixPath(unquote(path.partition("?")[0].partition("#")[0]))
        .stem.replace("_", " ")
        .replace("-", " ")
    )
