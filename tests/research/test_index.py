from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.providers.store.folder import FolderStore
from sapere.providers.vectors.edge import EdgeIndex
from sapere.research.cut import cut
from sapere.research.errors import Damaged
from sapere.research.index import (
    blocks_near,
    entries,
    index_source,
    keep,
    load,
    load_text,
    passage_id,
    search_passages,
)
from sapere.research.ports import Index, Scope, Store
from sapere.research.shapes import Document, Heading, Passage, Quality, Raw, Source
from tests.doubles.store import MemoryStore

TEXT = "Intro.\n\nLoops\n\nFor loops repeat.\n\nReferences\n\nSomeone, loops, 1999."
PAGE = Document(
    TEXT,
    "Guide",
    "en",
    (Heading(2, "Loops", 8, 34), Heading(2, "References", 34, len(TEXT))),
    blocks=((0, 6, "quote"),),
    author="Ada",
)
RAW = Raw(b"<p>bytes", "text/html", locator="file:///g")


def _source(name: str, sha: str) -> Source:
    known = ("file:///g", "Guide", "library", ("library",), "manual", "en", "", "", "", "2026-11-22")
    return Source(name, sha, *known, Quality(1.0, 1.0, 1.0, 1.0))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return FolderStore(tmp_path / "store")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = EdgeIndex(tmp_path / "index")
    yield opened
    opened.close()


def test_what_was_kept_is_loaded_whole(store: Store) -> None:
    kept = keep(store, RAW, PAGE)
    assert load(store, kept.sha256) == (PAGE, cut(PAGE))
    assert load_text(store, kept.sha256) == TEXT
    assert store.get(f"raw/{kept.raw_sha256}") == RAW.body
    assert (kept.media_type, kept.author, kept.characters) == ("text/html", "Ada", len(TEXT))


def test_what_is_not_kept_is_a_key_error(store: Store) -> None:
    with pytest.raises(KeyError):
        load(store, "0" * 64)


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"document": {}, "passages": []}'])
def test_damage_is_said(store: Store, body: bytes) -> None:
    sha = keep(store, RAW, PAGE).sha256
    store.put(f"document/{sha}", body)
    with pytest.raises(Damaged, match="damaged"):
        load(store, sha)


def test_a_flipped_letter_in_the_text_is_said(store: Store) -> None:
    sha = keep(store, RAW, PAGE).sha256
    store.put(f"text/{sha}", TEXT.replace("For", "Far").encode())
    with pytest.raises(Damaged):
        load(store, sha)


@given(st.text(alphabet=st.characters(codec="utf-8")), st.text(max_size=20))
def test_any_text_comes_back_as_it_was(text: str, title: str) -> None:
    store = MemoryStore()
    document = Document(text, title, "")
    assert load(store, keep(store, RAW, document).sha256)[0] == document


def test_a_second_reading_with_other_headings_counts(store: Store) -> None:
    keep(store, RAW, Document(TEXT, "Guide", "en"))
    sha = keep(store, RAW, PAGE).sha256
    assert load(store, sha)[0].headings == PAGE.headings
    assert json.loads(store.get(f"document/{sha}"))["document"]["text"] == ""


def test_a_library_document_is_found_by_its_words_and_its_headings(index: Index) -> None:
    scope = Scope("alice")
    index.upsert(scope, entries(PAGE, cut(PAGE), locator="file:///g", root="/g"))
    hit = search_passages(index, scope, "repeats", language="en")[0]
    assert TEXT[hit.start : hit.end] == "For loops repeat."
    assert hit.id == passage_id(PAGE.sha256, hit.start, hit.end)


def test_a_source_is_indexed_in_its_topic_without_its_references(store: Store, index: Index) -> None:
    sha = keep(store, RAW, PAGE).sha256
    source = _source("s", sha)
    topic = Scope("alice", topic="t")
    assert index_source(store, index, topic, source) == 2
    hits = search_passages(index, topic, "loops", language="en")
    assert [hit.id for hit in hits] == [passage_id("s", 15, 32)]
    assert search_passages(index, Scope("alice"), "loops", language="en") == []


def test_a_page_is_given_the_blocks_that_touch_its_passages(store: Store) -> None:
    marked = replace(PAGE, blocks=((0, 6, "quote"), (15, 32, "formula"), (34, 44, "table")))
    sha = keep(store, RAW, marked).sha256
    used = _source("s", sha)
    passages = [Passage("p", "s", 15, 34, ("Loops",), ""), Passage("q", "t", 0, 40, (), "")]
    assert blocks_near(store, [used], passages) == {"s": ((15, 32, "formula"),)}


def test_a_source_of_which_only_the_text_is_kept_has_no_blocks() -> None:
    assert blocks_near(MemoryStore(), [_source("s", "0" * 64)], []) == {"s": ()}


@pytest.mark.parametrize(
    "body", [b"{", b"{}", b'{"document": {"blocks": 3}}', b'{"document": {"blocks": [["x", 1]]}}']
)
def test_damaged_blocks_are_said(body: bytes) -> None:
    kept = MemoryStore()
    kept.put(f"document/{'0' * 64}", body)
    with pytest.raises(Damaged):
        blocks_near(kept, [_source("s", "0" * 64)], [])
