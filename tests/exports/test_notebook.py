"""What a learner left, as files that programs of others open."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection

from sapere.exports import notebook
from sapere.exports.notebook import Flashcard, Left
from sapere.kit.pandoc import program
from tests.doubles.poisoned import ALL
from tests.exports.test_cards import take

LEFT = (
    Left("bookmark", "Tides"),
    Left("note", "Tides", "**Twice** a day", written="2026-11-26T10:00:00Z"),
    Left("highlight", "Tides", "so?", "The moon pulls the sea."),
    Left("card", "Moon", "The moon.", "What pulls the sea?"),
)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def as_html(markdown: str) -> str:
    command = [program(), "--from=gfm", "--to=html"]
    return subprocess.run(command, input=markdown, capture_output=True, text=True, check=True).stdout


def test_notes_stand_under_what_they_are_about() -> None:
    made = as_html(notebook.markdown("The sea", LEFT))
    assert ">Tides</h2>" in made and ">Moon</h2>" in made
    assert "<strong>Twice</strong> a day" in made
    assert "<blockquote>\n<p>The moon pulls the sea.</p>" in made
    assert "<strong>What pulls the sea?</strong>" in made


def test_hostile_words_are_words_in_markdown() -> None:
    made = as_html(notebook.markdown(ALL, [Left("note", ALL, ALL, ALL), Left("card", ALL, ALL, ALL)]))
    assert not any(
        f"<{tag}" in made for tag in ("img", "script", "iframe", "style", "meta", "svg", "div", "template")
    )


def test_no_cell_becomes_a_formula() -> None:
    rows = list(csv.reader(io.StringIO(notebook.csv([*LEFT, Left("note", "=1+1", "@SUM(A1)", "+2")])[1:])))
    assert rows[0] == list(notebook.HEAD)
    assert rows[2] == ["note", "Tides", "", "**Twice** a day", "2026-11-26T10:00:00Z"]
    assert rows[-1][1:4] == ["'=1+1", "'+2", "'@SUM(A1)"]


def test_anki_takes_the_cards_and_updates_them(collection: Collection, tmp_path: Path) -> None:
    card = Flashcard("1", "Moon", "What pulls\nthe sea?", "The moon.", ("The Book of Tides",))
    assert take(collection, tmp_path, notebook.deck("t", "The sea", [card])) == (1, 0)
    (found,) = (collection.get_note(one) for one in collection.find_notes(""))
    assert found.values() == ["Moon", "What pulls<br>the sea?", "The moon.", "The Book of Tides"]
    again = Flashcard("1", "Moon", "What pulls the sea?", "The moon does.")
    assert take(collection, tmp_path, notebook.deck("t", "The sea", [again], now=4_000_000_000)) == (0, 1)


def test_hostile_cards_neither_sound_nor_run(collection: Collection, tmp_path: Path) -> None:
    words = ALL + " [sound:x.mp3] [latex]x[/latex]"
    take(collection, tmp_path, notebook.deck("t", words, [Flashcard("1", words, words, words, (words,))]))
    shown = collection.get_card(collection.find_cards("")[0]).render_output()
    assert not shown.question_av_tags and not shown.answer_av_tags
    assert "<script" not in shown.answer_text and "<img" not in shown.answer_text
