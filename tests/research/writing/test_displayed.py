from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.research.shapes import Page, SentenceState
from sapere.research.verify import verify
from sapere.research.writing import write
from sapere.research.writing.choice import MOST_DISPLAYED
from tests.research.material import material, written

OPENING = "Gravity is the force that pulls any two bodies in the universe toward each other."
LAW = "Newton's law of gravity relates the force to the masses and to their distance:"
FORMULA = r"$$F = G\frac{m_{1} m_{2}}{r^{2}}$$"
TABLE = "Body | Gravity (m/s²)\nEarth | 9.8\nMoon | 1.6\nMars | 3.7"


def page(*paragraphs: str, language: str = "en") -> Page:
    given_ = material("Gravity", written("book", "Gravity", "# Gravity", *paragraphs), language=language)
    made = write(given_)
    assert verify(made, given_.texts) == made
    for sentence in made.sentences:
        (citation,) = sentence.citations
        assert given_.texts["book"][citation.start : citation.end] == citation.quote
        assert sentence.state is SentenceState.QUOTED
    return made


def shown(*paragraphs: str) -> list[tuple[str, str]]:
    return [(sentence.kind, sentence.text) for sentence in page(*paragraphs).sentences]


def test_a_formula_stands_behind_its_sentence_as_it_was_kept() -> None:
    found = shown(OPENING, LAW, FORMULA)
    assert found[1:] == [("prose", LAW), ("formula", FORMULA.strip("$"))]


def test_what_its_letters_stand_for_comes_with_it() -> None:
    legend = "where F is the force, m is a mass and r is the distance between the two."
    assert [kind for kind, _ in shown(OPENING, LAW, FORMULA, legend)][-3:] == ["prose", "formula", "prose"]


@pytest.mark.parametrize(
    "lead",
    [
        "It can be shown from Kepler's work that the force of gravity between two bodies is actually",
        "The force of gravity between two bodies is set out by the following equation.",
        "The force of gravity between two bodies falls with the square of their distance.",
        "Equation 3.1 gives the force of gravity between two bodies in the universe.",
    ],
)
def test_a_sentence_leads_over_without_a_colon(lead: str) -> None:
    found = shown(OPENING, "The force of gravity acts between all the bodies in the universe.", lead, FORMULA)
    assert found[found.index(("prose", lead)) + 1] == ("formula", FORMULA.strip("$"))


@pytest.mark.parametrize(
    "lead",
    [
        "The gravity of some bodies of the solar system, measured at their surface, is this:",
        "The following table compares the gravity at the surface of some bodies.",
        "Table 3.1 lists the pull that some bodies have at their surface.",
        "The gravity of a body is greatest at the surface of it.",
    ],
)
@pytest.mark.parametrize("caption", ["", "Gravity at the surface", "Table 3.1. Gravity of bodies."])
def test_a_table_stands_behind_its_sentence_with_its_name(lead: str, caption: str) -> None:
    found = shown(OPENING, lead, *filter(None, [caption]), TABLE)
    assert found[-2:] == [("prose", lead), ("table", "\n\n".join(filter(None, [caption, TABLE])))]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            OPENING,
            "Cheese is made of the milk of cows, of sheep and of goats.",
            TABLE,
        ),  # nothing to do with it
        (OPENING, LAW, "$$" + "x + " * 80 + "y$$"),  # too long to be read
        (OPENING, LAW, *[FORMULA] * 4),  # a derivation
        (FORMULA, OPENING),  # nothing leads over to it
        (OPENING, "The gravity of some bodies is this:", TABLE + "\nSun | 274" * 12),
    ],
)
def test_what_is_not_shown(paragraphs: tuple[str, ...]) -> None:
    found = shown(*paragraphs)
    assert found[0] == ("prose", OPENING)
    assert {kind for kind, _ in found} == {"prose"}
    assert LAW not in [text for _, text in found]


@pytest.mark.parametrize(
    ("language", "opening", "lead"),
    [
        (
            "de",
            "Die Schwerkraft ist die Kraft, mit der sich zwei Körper anziehen.",
            "Die folgende Tabelle zeigt einige Werte davon.",
        ),
        (
            "ja",
            "重力とは二つの物体が互いに引き合う力のことである。",
            "次の表は天体ごとのその値を示している。",
        ),
    ],
)
def test_in_other_languages_a_sentence_names_the_table_as_well(
    language: str, opening: str, lead: str
) -> None:
    made = page(opening, lead, TABLE, language=language)
    assert [sentence.kind for sentence in made.sentences][-2:] == ["prose", "table"]


def test_a_page_does_not_open_with_one_where_another_sentence_can() -> None:
    lead = "Gravity is the force that is given by Newton's law for any two bodies:"
    assert shown(lead, FORMULA, OPENING)[0] == ("prose", OPENING)
    assert [kind for kind, _ in shown(lead, FORMULA)] == ["prose", "formula"]


def test_there_are_only_so_many_on_a_page() -> None:
    leads = "cheese milk butter cream yoghurt whey curd".split()
    paragraphs = [
        part
        for word in leads
        for part in (
            f"The gravity of {word} in the {word} jar is given by this:",
            rf"$${word[0]} = \frac{{1}}{{2}}$$",
        )
    ]
    kinds = [kind for kind, _ in shown(OPENING, *paragraphs)]
    assert kinds.count("formula") == MOST_DISPLAYED["formula"]


def test_a_sentence_with_a_formula_inside_is_one() -> None:
    inside = r"Gravity at the surface of a body of the mass M_{1} is \frac{G M_{1}}{r^{2}}."
    assert ("prose", inside) in shown(OPENING, inside)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([OPENING, LAW, FORMULA, TABLE, "A caption", "where F is the force of it."])))
def test_none_stands_alone_whatever_the_order(paragraphs: list[str]) -> None:
    for section in page(*paragraphs).sections:
        before = ""
        for sentence in section.sentences:
            assert sentence.kind == "prose" or before
            before = sentence.kind
