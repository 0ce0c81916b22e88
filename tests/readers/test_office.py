from __future__ import annotations

import json

import pytest

from sapere.readers import formats
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw
from tests.readers.packing import FRACTION, docx, odt, paragraph, slides, table
from tests.readers.test_html import blocks, check

WORD = docx(
    paragraph("Growing", "Heading1")
    + paragraph("It grows in hills.")
    + table(("Name", "Size"), ("small", "2"))
    + paragraph("Drying", "Heading2")
    + f"<w:p><m:oMathPara><m:oMath>{FRACTION}</m:oMath></m:oMathPara></w:p>"
    + f"<w:p><w:r><w:t>Where </w:t></w:r><m:oMath>{FRACTION}</m:oMath><w:r><w:t> is small.</w:t></w:r></w:p>"
)
FICTION_BOOK = (
    b"<?xml version='1.0'?><FictionBook xmlns='http://www.gribuser.ru/xml/fictionbook/2.0'><body><section>"
    b"<p>It grows in hills.</p></section></body></FictionBook>"
)
TEX = r"""\documentclass{article}\title{On tea}\author{Ann Bell}\begin{document}\maketitle
\section{Growing}It grows\footnote{Slowly.} in hills.\[\frac{a}{b}\]\begin{itemize}\item one\item two\end{itemize}
\end{document}"""
NOTEBOOK = {
    "nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Growing\n", "\n", "It grows in hills."]},
        {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "source": ["print(1)"],
         "outputs": [{"output_type": "stream", "name": "stdout", "text": ["1\n"]}]},
    ],
}  # fmt: skip


def read(body: bytes, locator: str = "file:///a/tea", limits: Limits | None = None) -> Document:
    document = formats.parse(Raw(body=body, locator=locator), limits or Limits())
    check(document)
    return document


def test_a_word_document() -> None:
    document = read(WORD)
    assert (document.title, document.author, document.published, document.language) == (
        "On tea",
        "Ann Bell",
        "2024-05-01",
        "en",
    )
    assert [(h.level, h.title) for h in document.headings] == [(1, "Growing"), (2, "Drying")]
    assert blocks(document) == [("table", "Name | Size\nsmall | 2"), ("formula", r"\frac{a}{b}")]
    assert document.text.endswith(r"Where \frac{a}{b} is small.")


def test_every_slide_is_a_page() -> None:
    deck = read(slides(("Growing", "It grows in hills."), ("", "It dries in sheds.")))
    assert [heading.title for heading in deck.headings] == ["Growing"]
    assert [(mark.kind, mark.value, deck.text[mark.start :][:8]) for mark in deck.marks] == [
        ("page", 1, "Growing\n"),
        ("page", 2, "It dries"),
    ]


def test_an_open_document_text() -> None:
    heading = '<text:h text:outline-level="1">Growing</text:h><text:p>It grows in hills.</text:p>'
    document = read(odt(heading))
    assert (document.title, document.author, document.published) == ("On tea", "Ann Bell", "2024-05-01")
    assert document.text == "Growing\n\nIt grows in hills."


def test_a_paper_in_latex_with_its_notes_and_formulas() -> None:
    paper = read(TEX.encode())
    assert (paper.title, paper.author) == ("On tea", "Ann Bell")
    assert paper.text.split("\n\n")[:4] == ["Growing", "It grows in hills.", r"\frac{a}{b}", "Slowly."]
    assert blocks(paper) == [("formula", r"\frac{a}{b}"), ("list", "one\ntwo")]


def test_a_notebook() -> None:
    notebook = read(json.dumps(NOTEBOOK).encode())
    assert notebook.title == "Growing"
    assert blocks(notebook) == [("code", "print(1)"), ("code", "1")]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (rb"{\rtf1\ansi It {\b grows} in hills.\par}", "tea.txt"),
        (b"* Growing\nIt /grows/ in hills.", "tea.org"),
        (FICTION_BOOK, "tea.fb2"),
    ],
)
def test_other_kinds_that_pandoc_reads(body: bytes, name: str) -> None:
    assert "It grows in hills." in read(body, f"file:///a/{name}").text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (docx("<w:p><w:r><w:t>never closed"), "The Word document is damaged"),
        (b'{"cells": 7, "nbformat": "four"}', "The Jupyter notebook is damaged"),
        (docx(""), "no words"),
    ],
)
def test_what_pandoc_cannot_read_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read(body)


def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    many = docx(paragraph("word " * 200) * 4_000)
    with pytest.raises(Unreadable, match="too much memory"):
        read(many, limits=Limits(memory=100_000_000))
