"""What the files of other programs become."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from anki.decks import DeckId

from sapere.exports.formats import FORMATS
from sapere.imports.arriving import Arrived, arrived
from sapere.imports.deck import words
from sapere.readers.limits import Limits
from sapere.readers.markdown import read as read_markdown
from sapere.research.shapes import Document, Raw
from tests.exports import material, readers
from tests.exports.material import EVIL
from tests.imports.material import NOW, OPML, as_json, deck, packed, read, refusal, whole


def _markdown(raw: Raw) -> Document:
    return read_markdown(raw.body.decode(), raw.locator, Limits())


def _brought(body: bytes, name: str = "x", reader: Any = read) -> Arrived:
    return arrived(body, name, reader, NOW)


def _tree(found: Arrived) -> list[tuple[int, str]]:
    """Depth and title in reading order."""
    below: dict[str | None, list[Any]] = {}
    for one in sorted(found.topic.concepts, key=lambda concept: concept.position):
        below.setdefault(one.parent, []).append(one)
    told: list[tuple[int, str]] = []

    def walk(parent: str | None) -> None:
        for one in below.get(parent, []):
            told.append((one.depth, one.title))
            walk(one.id)

    walk(None)
    return told


def test_json_and_archive_say_the_same() -> None:
    first, second = _brought(as_json()), _brought(packed())
    assert (len(first.topic.sources), len(first.topic.pages)) == (1, 1)
    assert [one.text for one in first.topic.sources] == [one.text for one in second.topic.sources]
    assert first.topic.topic.id == second.topic.topic.id != ""


def test_the_same_topic_is_the_same_archive_to_the_byte() -> None:
    assert packed() == packed(whole())


def test_an_outline_of_several_stands_below_its_title() -> None:
    found = _brought(OPML, "sea.opml")
    assert _tree(found) == [(0, "Sea"), (1, "Tides"), (2, "Spring & neap"), (2, "المد"), (1, "Waves")]
    assert found.topic.concepts[1].summary == "They rise." and found.topic.pages == ()


def test_a_title_of_very_many_lines_is_cut_and_no_more_of_it_kept() -> None:
    body = (
        b"<opml><head><title>Sea"
        + b"\n" * 900_000
        + b"x</title></head><body><outline text='a'/><outline text='b'/></body></opml>"
    )
    assert _tree(_brought(body))[0] == (0, "Sea")


def test_our_own_outline_comes_back_as_it_was() -> None:
    told = material.tides()
    found = _brought(FORMATS["opml"].of(told))
    assert _tree(found) == [(one["depth"], one["title"]) for one in told["concepts"]]
    assert [one.question for one in found.topic.concepts] == [one["question"] for one in told["concepts"]]


def test_an_outline_of_pandocs_is_read() -> None:
    written = readers.pandoc(b"# Sea\n\n## Tides\n\n## Waves\n", "md", "opml").encode()
    wrapped = b'<?xml version="1.0"?><opml version="2.0"><body>' + written + b"</body></opml>"
    body = written if b"<opml" in written else wrapped
    assert _tree(_brought(body)) == [(0, "Sea"), (1, "Tides"), (1, "Waves")]


def test_what_stands_too_deep_stands_beside_and_is_told() -> None:
    body = (
        "<opml><body>"
        + "".join(f"<outline text='{n}'>" for n in range(6))
        + "</outline>" * 6
        + "</body></opml>"
    )
    found = _brought(body.encode())
    assert _tree(found) == [(0, "0"), (1, "1"), (2, "2"), (3, "3"), (3, "4"), (3, "5")]
    assert "2 titles stood deeper" in found.notices[0]


NOTES = """# Moss

Moss has no roots. It drinks through its leaves.

## Peat

- Old moss
- Wet moss

```
def wet():
    return True
```

### Bogs

Bogs are old. 苔は古い。

## Rain

Rain falls.
"""


def test_headings_become_the_tree_and_what_stands_below_them_the_pages() -> None:
    found = _brought(NOTES.encode(), "moss.md", _markdown)
    assert _tree(found) == [(0, "Moss"), (1, "Peat"), (2, "Bogs"), (1, "Rain")]
    (source,) = found.topic.sources
    said = [[(s.kind, s.text) for s in page.sections[0].sentences] for page in found.topic.pages]
    assert said[0] == [("prose", "Moss has no roots."), ("prose", "It drinks through its leaves.")]
    assert said[1][:2] == [("list", "Old moss"), ("list", "Wet moss")] and said[1][2][0] == "code"
    cited = [one for page in found.topic.pages for one in page.citations()]
    assert source.text and all(source.text[one.start : one.end] == one.quote for one in cited)


def test_our_own_markdown_is_read_as_a_document() -> None:
    found = _brought(FORMATS["md"].of(material.tides()), "tides.md", _markdown)
    assert {"Tides", "The moon's pull", "Tidal mills", "Sources"} <= {title for _, title in _tree(found)}


def test_text_without_a_heading_is_one_page_named_for_its_file() -> None:
    found = _brought(b"The sea is wide. It is salt.", "My notes.md", _markdown)
    assert _tree(found) == [(0, "My notes")] and len(found.topic.pages) == 1


@pytest.mark.parametrize("title", ["x" * 300, "y" * 400, "潮" * 300, "المد " * 60, EVIL])
def test_any_title_is_taken(title: str) -> None:
    (first, *_) = _brought(f"# {title}\n\nWords.".encode(), "a.md", read).topic.concepts
    assert 0 < len(first.title) <= 300


def test_decks_become_the_tree_and_notes_cards() -> None:
    found = _brought(deck(), "sea.apkg")
    assert _tree(found) == [(0, "Sea"), (1, "Tides"), (1, "Waves")]
    assert [(one.front, one.back) for one in found.mine.cards] == [
        ("What pulls?", "The Moon."),
        ("What blows?", "Wind."),
    ]
    tides = next(one.id for one in found.topic.concepts if one.title == "Tides")
    assert found.mine.cards[0].concept == tides


def test_gaps_are_asked_for_and_filled() -> None:
    body = deck(("Sea", "The {{c1::Moon::body}} pulls {{c2::water}}.", "Really."), cloze=True)
    (card,) = _brought(body).mine.cards
    assert (card.front, card.back) == ("The [body] pulls […].", "The Moon pulls water.\n\nReally.")


def test_a_note_without_words_is_left_out_and_counted() -> None:
    found = _brought(deck(("Sea", "What?", '<img src="../../x.png">[sound:a.mp3]'), ("Sea", "a", "b")))
    assert len(found.mine.cards) == 1 and "1 notes had no words" in " ".join(found.notices)


def test_only_words_are_taken_of_markup() -> None:
    hostile = (
        f"<p>A</p><script>alert(1)</script><style>x</style><b onclick=x>B &amp; C</b><br>D<!-- E -->{EVIL}"
    )
    shown = words(hostile)
    assert shown.startswith("A") and "B & C\nD" in shown
    assert (
        "alert" not in shown.partition("D")[0]
        and "<script" not in shown
        and "<b" not in shown
        and "E -->" not in shown
        and "[sound:" not in shown
    )


def test_the_deck_that_we_wrote_comes_back() -> None:
    found = _brought(FORMATS["anki"].of(material.tides()), "tides.apkg")
    assert _tree(found) == [(0, "Tides")]
    assert [one.front for one in found.mine.cards] == ["Tides", "The moon's pull"]


@pytest.mark.parametrize("legacy", [True, False])
def test_what_anki_itself_wrote_is_read_or_refused_by_name(tmp_path: Path, legacy: bool) -> None:
    collection, target = Collection(str(tmp_path / "c.anki2")), tmp_path / "out.apkg"
    model = collection.models.by_name("Basic")
    assert model is not None
    note = collection.new_note(model)
    note["Front"], note["Back"] = "Was zieht?", "Der <i>Mond</i>."
    collection.add_note(note, DeckId(1))
    options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path=str(target), options=options, limit=None)
    collection.close()
    if legacy:
        (card,) = _brought(target.read_bytes()).mine.cards
        assert (card.front, card.back) == ("Was zieht?", "Der Mond.")
    else:
        assert "collection.anki21b, which only Anki itself reads" in refusal(target.read_bytes())
