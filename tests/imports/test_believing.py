"""What a file says of a text is believed as far as the text bears it out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.imports.believing import document_of
from sapere.imports.incoming import Origin, Structure
from sapere.kit.ids import content_hash
from sapere.research.cut import cut, fits
from sapere.research.index import keep, keep_text, load
from sapere.research.shapes import Document, Heading, Link, Mark, Raw
from tests.doubles.store import MemoryStore

TEXT = "Tides\n\nThe sea rises. It falls.\n\nMills\n\nThey grind."
HONEST = Document(
    TEXT,
    "",
    "en",
    headings=(Heading(1, "Tides", 0, len(TEXT)), Heading(2, "Mills", 33, len(TEXT))),
    marks=(Mark("page", 7, 7),),
    blocks=((7, 31, "quote"),),
)


def _origin(document: Document, passages: Any = None, text: str = TEXT) -> Origin:
    spans = [(one.start, one.end, one.path) for one in cut(replace(document, text=text))]
    told = Structure(replace(document, text=""), tuple(passages if passages is not None else spans))
    return Origin("s", "", "Book", content_hash(text), "web", {}, language="en", text=text, structure=told)


def test_an_honest_structure_stays_as_it_is() -> None:
    kept = document_of(_origin(HONEST))
    assert kept.document == HONEST and kept.spans == cut(HONEST) and len(kept.spans) == 2


def test_what_is_said_freely_stays_with_the_source() -> None:
    link = Link("javascript:alert(1)", "Tides")
    free = replace(HONEST, title="Lies", author="Mallory", licence="None", published="1999", links=(link,))
    assert document_of(_origin(free)).document == HONEST


LIES: dict[str, Document] = {
    "a title that is not there": replace(HONEST, headings=(Heading(1, "Lies", 0, 9),)),
    "titles out of order": replace(HONEST, headings=HONEST.headings[::-1]),
    "a level too deep": replace(HONEST, headings=(Heading(99, "Tides", 0, 9),)),
    "an unknown block": replace(HONEST, blocks=((0, 5, "script"),)),
    "an empty block": replace(HONEST, blocks=((5, 5, "code"),)),
    "an unknown mark": replace(HONEST, marks=(Mark("verse", 7, 0),)),
    "a mark before the first": replace(HONEST, marks=(Mark("page", -7, 0),)),
}


@pytest.mark.parametrize("name", LIES)
def test_a_structure_that_lies_is_made_of_the_text(name: str) -> None:
    bare = Document(TEXT, "", "en")
    kept = document_of(_origin(LIES[name]))
    assert (kept.document, kept.spans) == (bare, cut(bare))


@pytest.mark.parametrize(
    "passages",
    [
        [],
        [(7, 31, ("Tides",))],
        [(40, 51, ("Tides", "Mills")), (7, 31, ("Tides",))],
        [(7, 31, ("Lies",)), (40, 51, ("Tides", "Mills"))],
        [(7, 31, ("Tides",)), (8, 31, ("Tides",)), (40, 51, ("Tides", "Mills"))],
        [(0, len(TEXT), ())],
    ],
)
def test_passages_that_leave_out_repeat_or_rename_are_cut_anew(passages: Any) -> None:
    assert document_of(_origin(HONEST, passages)).spans == cut(HONEST)


@given(st.text(max_size=300), st.text(max_size=5))
def test_what_is_cut_here_fits(text: str, title: str) -> None:
    document = Document(text, "", "en", headings=(Heading(1, title, 0, len(text)),))
    assert fits(document, cut(document))


def test_an_import_never_replaces_a_reading_and_a_reading_replaces_it() -> None:
    store = MemoryStore()
    kept = document_of(_origin(LIES["an unknown mark"]))
    keep_text(store, kept.document, kept.spans)
    read = replace(HONEST, title="The Book of Tides")
    keep(store, Raw(b"%PDF"), read)
    assert load(store, HONEST.sha256) == (read, cut(read))
    keep_text(store, kept.document, kept.spans)
    assert load(store, HONEST.sha256)[0] == read
