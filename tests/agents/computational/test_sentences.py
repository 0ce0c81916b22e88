from __future__ import annotations

import pytest

from sapere.agents.computational.entities import Item, Value
from sapere.agents.computational.sentences import date, plural, told

LABELS = {
    "P1": "boiling point", "P2": "named after", "P3": "part of", "P4": "has cause", "P5": "area", "P31": "instance of",
    "P571": "inception", "P585": "point in time", "P7": "formula", "Q1": "planet", "Q2": "Sun", "Q3": "square kilometre",
    "Q4": "degree Celsius",
}  # fmt: skip


def moment(time: str, precision: int, *, julian: bool = False) -> Value:
    return Value("time", time, precision=precision, julian=julian)


def said(name: str, *values: Value, language: str = "en") -> str:
    one = Item("Q9", "mercury", "", (), language, "", ((name, values),))
    return " ".join(told(one, LABELS, language))


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("P31", Value("item", "Q1"), "Mercury is an instance of planet."),
        (
            "P1",
            Value("quantity", "356.73", unit="Q4"),
            "Mercury has a boiling point of 356.73 degrees Celsius.",
        ),
        (
            "P5",
            Value("quantity", "74800000", unit="Q3"),
            "Mercury has an area of 74,800,000 square kilometres.",
        ),
        ("P5", Value("quantity", "1", unit="Q3"), "Mercury has an area of 1 square kilometre."),
        ("P1", Value("quantity", "2.5", margin="0.1"), "Mercury has a boiling point of 2.5 ± 0.1."),
        ("P2", Value("item", "Q2"), "Mercury is named after Sun."),
        ("P3", Value("item", "Q2"), "Mercury is part of Sun."),
        ("P4", Value("item", "Q2"), "Mercury has cause Sun."),
        ("P7", Value("math", "a^2"), r"Mercury has the formula \(a^2\)."),
        ("P571", moment("+1998-05-07T00:00:00Z", 11), "Mercury began on 7 May 1998."),
        ("P571", moment("+1998-00-00T00:00:00Z", 9), "Mercury began in 1998."),
        ("P571", moment("+1850-00-00T00:00:00Z", 7), "Mercury began in the 19th century."),
    ],
)
def test_a_statement_is_a_sentence_about_the_item(name: str, value: Value, sentence: str) -> None:
    assert said(name, value) == sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Mercury hat als boiling point 2,5 degree Celsius."),
        ("fr", "Mercury a pour boiling point 2,5 degree Celsius."),
        ("ja", "Mercuryのboiling pointは2.5 degree Celsiusである。"),
        ("sw", "Mercury — boiling point: 2.5 degree Celsius."),
    ],
)
def test_it_is_said_in_the_learners_language(language: str, sentence: str) -> None:
    assert said("P1", Value("quantity", "2.5", unit="Q4"), language=language) == sentence


def test_several_values_are_one_sentence_and_qualifiers_stand_in_brackets() -> None:
    when = (("P585", moment("+2020-00-00T00:00:00Z", 9)), ("P404", Value("item", "Q1")))
    first, second = Value("quantity", "7", qualifiers=when), Value("quantity", "6")
    assert said("P5", first, second) == "Mercury has an area of 7 (point in time: 2020) and 6."


def test_what_has_no_name_that_is_known_is_not_said() -> None:
    assert said("P1", Value("item", "Q404")) == ""
    assert said("P404", Value("item", "Q1")) == ""
    assert said("P1", Value("quantity", "5", unit="Q404")) == ""


def test_what_it_is_and_what_else_it_is_called_comes_first() -> None:
    one = Item("Q9", "mercury", "innermost planet", ("Hermes", "Sun's neighbour"), "en", "", ())
    assert list(told(one, {}, "en")) == [
        "Mercury — innermost planet.",
        "Mercury is also called Hermes and Sun's neighbour.",
    ]


@pytest.mark.parametrize(
    ("time", "precision", "english", "other"),
    [
        ("+1815-12-10T00:00:00Z", 11, "10 December 1815", "1815-12-10"),
        ("+1815-12-00T00:00:00Z", 10, "December 1815", "1815-12"),
        ("+1815-00-00T00:00:00Z", 9, "1815", "1815"),
        ("+1815-00-00T00:00:00Z", 11, "1815", "1815"),
        ("-0044-03-15T00:00:00Z", 11, "15 March 44 BCE", "-0044-03-15"),
        ("+1968-00-00T00:00:00Z", 8, "1960s", "1960–1969"),
        ("+1900-00-00T00:00:00Z", 7, "19th century", "1801–1900"),
        ("+1201-00-00T00:00:00Z", 7, "13th century", "1201–1300"),
        ("-13798000000-00-00T00:00:00Z", 3, "about 13,798,000,000 BCE", "~ -13798000000"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(time: str, precision: int, english: str, other: str) -> None:
    assert date(moment(time, precision), "en") == english
    assert date(moment(time, precision), "de") == other


def test_the_old_calendar_is_named() -> None:
    assert date(moment("+1452-04-15T00:00:00Z", 11, julian=True), "en") == "15 April 1452 (Julian calendar)"


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("metre per second", "metres per second"),
        ("cubic metre", "cubic metres"),
        ("hertz", "hertz"),
        ("percent", "percent"),
        ("foot", "feet"),
    ],
)
def test_units_of_many(one: str, many: str) -> None:
    assert plural(one) == many
