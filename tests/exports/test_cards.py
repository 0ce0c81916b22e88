"""Decks, read by Anki's own library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from sapere.exports.cards import apkg
from tests.exports.material import hostile, tides


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def take(collection: Collection, tmp_path: Path, body: bytes) -> tuple[int, int]:
    """How many notes are new, and how many updated."""
    (tmp_path / "deck.apkg").write_bytes(body)
    asked = ImportAnkiPackageRequest(
        package_path=str(tmp_path / "deck.apkg"), options=ImportAnkiPackageOptions()
    )
    log = collection.import_anki_package(asked).log
    return len(log.new), len(log.updated)


def test_a_card_for_each_concept_that_is_told_of(collection: Collection, tmp_path: Path) -> None:
    assert take(collection, tmp_path, apkg(tides())) == (2, 0)
    (note,) = (collection.get_note(one) for one in collection.find_notes("Concept:*moon*"))
    assert note["Answer"] == "The moon draws the water up."
    assert note["Quote"] == "“The moon pulls the sea.”"
    assert note["Source"] == '<a href="https://example.org/book">The Book of Tides</a>, page 12'
    assert {deck.name for deck in collection.decks.all_names_and_ids()} >= {"Tides"}


def test_a_second_export_updates_the_cards(
    collection: Collection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tides()
    assert take(collection, tmp_path, apkg(told)) == (2, 0)
    told["pages"][1]["sections"][0]["sentences"][0]["text"] = "The moon lifts the water."
    assert take(collection, tmp_path, apkg(told, now=4_000_000_000)) == (0, 2)
    assert collection.card_count() == 2
    assert len(collection.find_notes("Answer:*lifts*")) == 1


def test_hostile_words_neither_sound_nor_run(collection: Collection, tmp_path: Path) -> None:
    take(collection, tmp_path, apkg(hostile()))
    shown = collection.get_card(collection.find_cards("")[0]).render_output()
    assert not shown.question_av_tags and not shown.answer_av_tags
    assert "<script" not in shown.answer_text and "<img" not in shown.answer_text
    assert "\\(" not in shown.answer_text and "[latex]" not in shown.answer_text
    assert "href" not in shown.answer_text.replace("</span>href{", "")


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    apkg(tides())
    assert list(tmp_path.iterdir()) == []
