from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from sapere.exports.office import docx, epub, written
from sapere.research.errors import CannotExport
from tests.exports import readers
from tests.exports.material import in_script, tides

OPF = "{http://www.idpf.org/2007/opf}"


def test_word_has_real_footnotes_and_formulas() -> None:
    nodes = readers.tree(docx(tides()), "docx")
    kinds = [node["t"] for node in nodes]
    assert (
        kinds.count("Note") == 13 and kinds.count("Math") == 2 and "Table" in kinds and "CodeBlock" in kinds
    )


def test_an_epub_is_packed_as_its_standard_says() -> None:
    with zipfile.ZipFile(io.BytesIO(epub(tides()))) as book:
        first = book.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert book.read("mimetype") == b"application/epub+zip"
        place = etree.fromstring(book.read("META-INF/container.xml")).xpath("string(//@full-path)")
        package = etree.fromstring(book.read(str(place)))
        items = {one.get("id"): one.get("href") for one in package.iter(f"{OPF}item")}
        assert {f"EPUB/{href}" for href in items.values()} <= set(book.namelist())
        assert all(one.get("idref") in items for one in package.iter(f"{OPF}itemref"))
        for href in items.values():
            if str(href).endswith(".xhtml"):
                etree.fromstring(book.read(f"EPUB/{href}"))
        assert "urn:uuid:" in "".join(package.itertext())


def test_an_epub_draws_its_formulas_itself() -> None:
    assert "mfrac" in str(zipfile.ZipFile(io.BytesIO(epub(tides()))).read("EPUB/text/ch002.xhtml"))


def test_arabic_runs_from_the_right() -> None:
    body = docx(in_script("ar", "المد", "المد ارتفاع."))
    assert b"<w:bidi" in zipfile.ZipFile(io.BytesIO(body)).read("word/document.xml")


def test_what_pandoc_does_not_take_is_told() -> None:
    with pytest.raises(CannotExport, match="Pandoc could not write the file"):
        written({"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Nothing"}]}, "docx")
