from __future__ import annotations

import pytest

from tests.research.checking.asked import passes


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Coffee causes headaches in adults.", "Coffee may cause headaches in adults."),
        ("Phobos will break apart soon.", "Phobos might break apart soon."),
        ("All bacteria live in water.", "Some bacteria live in water."),
        ("Bacteria live in hot water.", "Some bacteria live in hot water."),
        ("The drug always lowers fever.", "The drug usually lowers fever."),
        ("The trial proves that the drug works.", "The trial suggests that the drug works."),
        ("Readers must close the page.", "Readers close the page."),
        ("Only birds have feathers today.", "Birds have feathers today."),
        ("The lamp glows when touched by hand.", "Does the lamp glow when touched by hand?"),
        ("The comet came from another galaxy.", "Critics claimed that the comet came from another galaxy."),
        (
            "The wire breaks and the light goes out.",
            "If the voltage doubles, the wire breaks and the light goes out.",
        ),
    ],
)
def test_nothing_is_said_more_firmly_than_in_the_source(said: str, source: str) -> None:
    assert not passes(said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("Coffee might cause headaches in adults.", "Coffee may cause headaches in adults."),
        ("Every bird has feathers on its wings.", "All birds have feathers on their wings."),
        ("The drug lowers fever.", "The drug usually lowers fever."),
        ("Students must not open the book.", "Students must not open the book or the notes."),
        ("In May the rain was heavy there.", "The rain was heavy there in May."),
        ("When the voltage doubles, the wire breaks.", "If the voltage doubles, the wire breaks."),
    ],
)
def test_the_same_firmness_in_other_words_holds(said: str, source: str) -> None:
    assert passes(said, source)
