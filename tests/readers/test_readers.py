"""All kinds through the front door, in real children; and the hard cases of the shared test data."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sapere.readers import Limits, Readers
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw
from tests.readers.test_html import check

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "nasty"
NASTY = sorted(path for path in DATA.rglob("*") if path.is_file()) if DATA.is_dir() else []

READABILITY = sorted((DATA / "html-readability").glob("*/")) if DATA.is_dir() else []
needs_nasty = pytest.mark.skipif(not NASTY, reason="the shared test data is not here")


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers() as readers:
        yield readers


def test_many_are_read_and_each_comes_back_with_its_own(readers: Readers) -> None:
    bodies = [f"<html lang=en><p>Page number {number} has words.".encode() for number in range(20)]
    bodies.append(b"\x89PNG\r\n\x1a\n\0\0\0\0")
    outcomes = {raw.body: outcome for raw, outcome in readers.read_many(Raw(body=body) for body in bodies)}
    assert set(outcomes) == set(bodies)
    picture = outcomes.pop(bodies[-1])
    assert isinstance(picture, Unreadable)
    for body, outcome in outcomes.items():
        assert isinstance(outcome, Document)
        assert outcome.text in body.decode()


def test_no_more_is_taken_in_than_is_read(readers: Readers) -> None:
    taken: list[int] = []

    def endless() -> Iterator[Raw]:
        while True:
            taken.append(1)
            yield Raw(body=b"some words")

    outcomes = readers.read_many(endless())
    for _ in range(3):
        next(outcomes)
    outcomes.close()
    assert len(taken) <= 3 + 2 * Limits().children


def test_the_language_is_found_where_none_is_declared(readers: Readers) -> None:
    body = "<p>Der Tee wächst in den Hügeln vieler warmer Länder, wo es oft regnet.".encode()
    assert readers.read(Raw(body=body)).language == "de"


def test_a_document_without_title_is_called_by_its_file(readers: Readers) -> None:
    assert (
        readers.read(Raw(body=b"It is a sentence.", locator="file:///a/green_tea.txt")).title == "green tea"
    )


def test_the_limits_are_those_that_are_promised() -> None:
    assert Limits().seconds <= 20
    assert Limits().memory <= 1_000_000_000


@needs_nasty
@pytest.mark.parametrize("path", NASTY, ids=lambda path: str(path.relative_to(DATA))[-60:])
def test_every_hard_case_is_a_text_or_a_reason(readers: Readers, path: Path) -> None:
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        document = readers.read(Raw(body=body, locator=path.as_uri()))
    except Unreadable as reason:
        for failure in ("failed on it", "broke down", "took too"):
            assert failure not in reason.what
    else:
        assert document.text.strip()
        check(document)


@needs_nasty
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("pdf/aes-256-m.pdf", "locked with a password"),
        ("pdf/libreoffice-writer-password.pdf", "locked with a password"),
        ("pdf/r3-user-password.pdf", "locked with a password"),
        ("pdf/scanned-image-only.pdf", "no text in the PDF"),
        ("pdf/MEDRPT-2024-PAT-3847_medical_report_scan.pdf", "no text in the PDF"),
        ("pdf/pdf-with-jbig2.pdf", "no text in the PDF"),
        ("robots-txt/kb.iu.edu.robots.txt", "nothing in it"),
        ("html-article-extraction/html/0ec95c7261d122f304728e90c983450ef1ce1e0b423546835c397d50aaf0d0f2.html.gz",
         "a compressed file"),
    ],
)  # fmt: skip
def test_the_reason_is_the_right_one(readers: Readers, name: str, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        readers.read(Raw(body=(DATA / name).read_bytes(), locator=name))


@needs_nasty
@pytest.mark.parametrize(
    ("name", "title", "words"),
    [
        ("office/test.docx", "AutoGen: Enabling Next-Gen LLM Applications", "1 | 2 | 3 | 4 | 5 | 6\n7 | 8 | 9"),
        ("office/test.pptx", "AutoGen: Enabling Next-Gen LLM Applications", "ColA | ColB | ColC | ColD | ColE | ColF\n1 | 2"),
        ("office/test.xlsx", "test", "Alpha | Beta | Gamma | Delta\n89 | 82 | 100 | 12"),
        ("office/test.epub", "Test EPUB Document", "Chapter 2: More Content"),
        ("office/test_notebook.ipynb", "Test Notebook", "# comment in code\nprint(42)"),
        ("pdf/r6-empty-password.pdf", "pdf encryption test", "pdf encryption test"),
        ("pdf/Seige_of_Vicksburg_Sample_OCR.pdf", "THE SIEGE OF VICKSBURG", "Vicksburg"),
        ("pdf/zen_of_python_corrupted.pdf", "zen_of_python", "Beautiful is better than ugly."),
        ("html-other/test_wikipedia.html", "Microsoft", "Microsoft Corporation is an American multinational"),
        ("html-readability/mathjax/source.html", "MathJax v3 beta", r"x = \frac{- b \pm \sqrt{b^{2} - 4ac}}{2a}"),
        ("html-readability/qq/source.html", "DeepMind", "最佳路线"),
        ("strings/blns.txt", "blns", "Reserved Strings"),
        ("strings/xss-payloads-A.txt", "xss payloads A", "<script"),
    ],
)  # fmt: skip
def test_the_text_is_the_right_one(readers: Readers, name: str, title: str, words: str) -> None:
    document = readers.read(Raw(body=(DATA / name).read_bytes(), locator=f"file:///{name}"))
    assert document.title.startswith(title)
    assert words in document.text


@needs_nasty
@pytest.mark.parametrize("page", READABILITY, ids=lambda page: page.name)
def test_what_pages_say_of_themselves(readers: Readers, page: Path) -> None:
    """Against what a browser's reading view finds, where it finds anything."""
    said = json.loads((page / "expected-metadata.json").read_text(encoding="utf-8"))
    document = readers.read(Raw(body=(page / "source.html").read_bytes(), locator="http://a.test/"))
    assert document.language == (said.get("lang") or document.language).partition("-")[0].lower()
    assert (said.get("byline") or document.author) == document.author
    assert (said.get("publishedTime") or document.published).startswith(document.published)
