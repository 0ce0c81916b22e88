"""Each format opened by an independent reader and found whole, whatever words are in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import pytest

from sapere.exports.formats import FORMATS, file_name
from sapere.exports.reading import flat
from sapere.research.errors import CannotExport
from tests.exports import readers
from tests.exports.material import EVIL, hostile, in_script, texts, tides

READ: dict[str, Callable[[bytes], str]] = {
    "md": partial(readers.pandoc, form="md"),
    "html": readers.page,
    "pdf": readers.pdf,
    "docx": lambda body: readers.pandoc(body, "docx"),
    "epub": partial(readers.pandoc, form="epub"),
    "pptx": partial(readers.parts, under="ppt/"),
    "csv": bytes.decode,
    "json": bytes.decode,
}
BOOKS = [name for name in FORMATS if name != "archive"]
"""All that need no texts of sources; the archive has tests of its own."""
PLAIN = [text for text in texts(tides()) if "\\" not in text and "\n" not in text]
SCRIPTS = [
    ("ar", "المد والجزر", "المد والجزر ارتفاع وانخفاض دوري في مستوى سطح البحر."),
    ("ja", "潮汐", "潮汐は月と太陽の引力によって海面が昇降する現象である。"),
]


@cache
def made(name: str) -> bytes:
    return FORMATS[name].of(tides())


@cache
def made_hostile(name: str) -> bytes:
    return FORMATS[name].of(hostile())


@pytest.mark.parametrize("name", READ)
def test_every_sentence_is_found_whole(name: str) -> None:
    shown = readers.words(READ[name](made(name)))
    assert [text for text in PLAIN if readers.words(text) not in shown] == []


@pytest.mark.parametrize("name", [*READ, "bibtex", "csljson"])
def test_every_source_is_found_whole(name: str) -> None:
    read = READ.get(name, bytes.decode)
    shown = readers.words(read(made(name)))
    cited = tides()["sources"][:2] if name == "csv" else tides()["sources"]
    for source in cited:
        assert readers.words(source["title"]) in shown.replace("\\&", "&"), source["title"]
        assert readers.words(source["url"]) in shown


@pytest.mark.parametrize("name", BOOKS)
def test_what_has_no_evidence_never_leaves(name: str) -> None:
    body = made(name)
    shown = READ[name](body) if name in READ else body.decode("utf-8", "replace")
    assert readers.words("This was made up.") not in readers.words(shown)


@pytest.mark.parametrize("name", BOOKS)
@pytest.mark.parametrize(("language", "title", "sentence"), SCRIPTS)
def test_words_in_other_scripts_are_kept(name: str, language: str, title: str, sentence: str) -> None:
    try:
        body = FORMATS[name].of(in_script(language, title, sentence))
    except CannotExport as error:
        assert name == "pdf" and "No font on this machine" in error.what and "Noto" in error.advice
        return
    if name == "pdf":  # the order of letters that run to the left is the reader's own
        assert set(title) <= set(readers.pdf(body)) | {" "} or language == "ar"
    elif name in READ:
        assert readers.words(title) in readers.words(READ[name](body))


@pytest.mark.parametrize("name", BOOKS)
def test_a_title_of_three_hundred_letters(name: str) -> None:
    title = " ".join(f"word{number:03}" for number in range(43))[:300]
    body = FORMATS[name].of(in_script("en", title, "It is long."))
    if name in READ:
        assert readers.words(title) in readers.words(READ[name](body))


@pytest.mark.parametrize("name", BOOKS)
def test_a_title_without_a_space(name: str) -> None:
    assert FORMATS[name].of(in_script("en", "x" * 300, "It is long."))


@pytest.mark.parametrize("name", ["md", "html", "docx", "epub"])
def test_hostile_words_stay_words(name: str) -> None:
    """No markup, no image, no link out of what strangers wrote; the address of a source is of no scheme that runs."""
    nodes = readers.tree(made_hostile(name), "html" if name == "html" else name)
    kinds = {node["t"] for node in nodes}
    assert not kinds & {"RawInline", "RawBlock", "Image", "Cite"}
    addresses = [node["c"][2][0] for node in nodes if node["t"] == "Link"]
    assert [address for address in addresses if "#" not in address[:40]] == []
    shown = readers.words(READ[name](made_hostile(name)))
    assert readers.words(EVIL.split(" $x$")[0]) in shown


def test_hostile_words_stay_words_on_paper() -> None:
    shown = readers.words(readers.pdf(made_hostile("pdf")))
    assert readers.words('\\input{/etc/passwd}\\write18{id}#read("/etc/passwd")') in shown
    assert "root:" not in shown


@pytest.mark.parametrize("name", BOOKS)
def test_a_topic_that_has_only_a_name(name: str) -> None:
    empty: dict[str, Any] = tides() | {"concepts": [], "pages": [], "sources": []}
    body = FORMATS[name].of(empty)
    assert body or name == "bibtex"


def test_characters_that_no_format_can_hold_are_left_out() -> None:
    told = in_script("en", "Ti\x00de\x1b\ud800\uffff", "A\x07 sea\x0b.")
    for form in (FORMATS[name] for name in BOOKS):
        if form.name != "json":
            assert form.of(told)
    assert flat("A\x07 sea\x0b.") == "A sea."


def test_a_file_is_named_for_its_topic() -> None:
    assert [file_name("tides", form) for form in FORMATS.values()][:3] == [
        "tides.md",
        "tides.html",
        "tides.pdf",
    ]
    assert file_name("", FORMATS["anki"]) == "topic.apkg"
