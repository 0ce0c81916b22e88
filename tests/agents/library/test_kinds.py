from __future__ import annotations

import io
import zipfile

import pytest

from sapere.agents.library.kinds import media_type, no_reading, no_text


def packed(*names: str) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "<x/>")
    return body.getvalue()


@pytest.mark.parametrize(
    "names",
    [
        ("[Content_Types].xml", "word/document.xml"),
        ("word/document.xml", "[Content_Types].xml"),
        ("_rels/.rels", "ppt/presentation.xml"),
        ("xl/workbook.xml",),
        ("mimetype", "META-INF/container.xml"),
        ("mimetype", "content.xml"),
    ],
)
def test_office_files_and_books_are_taken_by_what_is_in_them(names: tuple[str, ...]) -> None:
    assert no_text(packed(*names)[:8192]) == ""


@pytest.mark.parametrize("names", [("photo.png",), ("META-INF/MANIFEST.MF", "Main.class"), ()])
def test_other_packed_files_are_not(names: tuple[str, ...]) -> None:
    assert no_text(packed(*names)[:8192]) == "It is a packed file, not text."


@pytest.mark.parametrize(
    "name",
    [
        "a.docx",
        "a.pptx",
        "a.xlsx",
        "a.odt",
        "a.epub",
        "a.rtf",
        "a.ipynb",
        "a.mhtml",
        "a.MHT",
        "a.vtt",
        "a.srt",
    ],
)
def test_kinds_that_the_readers_know_are_announced(name: str) -> None:
    assert media_type(name[1:])
    assert no_reading(name) == ""


@pytest.mark.parametrize(
    "name", ["a.py", "a.js", "a.sql", "a.rs", "a.c", "a.java", "a.go", "a.ts", "Makefile"]
)
def test_source_code_is_taken(name: str) -> None:
    assert no_reading(name) == ""


@pytest.mark.parametrize("name", ["a.css", "a.JSON", "jquery.min.js", "searchindex.js", "app.bundle.js"])
def test_what_is_for_machines_is_not(name: str) -> None:
    assert "for machines" in no_reading(name)
