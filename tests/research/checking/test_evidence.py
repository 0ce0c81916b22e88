from __future__ import annotations

from sapere.research.checking.evidence import gathered, located, weak
from sapere.research.shapes import Citation

TEXT = (
    "Heaps\nA heap\u00a0rots – slowly. It needs “air” and water.\nMoss holds water. Ferns do not. Reeds do."
)
TEXTS = {"garden": TEXT}


def _cite(quote: str) -> Citation:
    found = located(Citation("garden", quote, 0, 0), TEXTS)
    assert found is not None
    return found


def test_a_quote_is_found_in_other_marks_and_gets_the_texts_own() -> None:
    for quote in (
        'It needs "air" and water.',
        "“It needs 'air' and water”",
        "it needs “air” and water",
        "...needs “air” and",
    ):
        found = located(Citation("garden", quote.replace("'", '"'), 0, 0), TEXTS)
        assert found is not None
        assert TEXT[found.start : found.end] == found.quote


def test_an_invented_quote_or_source_is_not_found() -> None:
    assert located(Citation("garden", "It rots fast.", 0, 0), TEXTS) is None
    assert located(Citation("elsewhere", "Moss holds water.", 0, 17), TEXTS) is None


def test_a_quote_is_widened_to_its_sentence() -> None:
    (one,) = gathered([_cite("holds water")], TEXTS, "en")
    assert (one.before, one.around, one.after) == ("", "Moss holds water.", "Ferns do not.")


def test_neighbours_speak_together_and_others_apart() -> None:
    together = gathered([_cite("Moss holds water."), _cite("Ferns do not.")], TEXTS, "en")
    assert [one.around for one in together] == ["Moss holds water. Ferns do not."]
    apart = gathered([_cite("Moss holds water."), _cite("Reeds do.")], TEXTS, "en")
    assert [one.around for one in apart] == ["Moss holds water.", "Reeds do."]


def test_too_little_is_no_evidence() -> None:
    assert "too few" in weak(_cite("Ferns do not."), TEXTS, "en")
    title = {"garden": "How old garden heaps rot\nA heap rots slowly."}
    heading = located(Citation("garden", "How old garden heaps rot", 0, 0), title)
    assert heading is not None
    assert "heading" in weak(heading, title, "en")
