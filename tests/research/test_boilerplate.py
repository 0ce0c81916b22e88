from __future__ import annotations

import pytest

from sapere.research.boilerplate import bare_title, is_boilerplate


@pytest.mark.parametrize(
    "title",
    [
        "References",
        "See also",
        "9.2 Further reading",
        "EXTERNAL LINKS",
        "Einzelnachweise",
        "参考文献",
        "High-level API Index",
        "Competing interests",
        "Data availability",
        "Related questions",
        "3 Answers",
        "1.2k views",
        "Comments (12)",
        "Answer by seaweed42",
        "u/seaweed42",
        "seaweed42 wrote:",
        "Asked on 3 May 2021",
        "12:30",
        "[1:02:33]",
        "EDIT 2:",
        "Figure 3",
    ],
)
def test_furniture_is_known(title: str) -> None:
    assert is_boilerplate(title)


@pytest.mark.parametrize(
    "title",
    [
        "Reference counting",
        "Numeric Types",
        "Search trees",
        "Indexes",
        "Comments",
        "UPDATE",
        "@dataclass",
        "Keywords",
        "Tags",
        "Views",
        "Voting",
        "Answering machines",
        "The 12:30 train",
    ],
)
def test_matter_is_not_furniture(title: str) -> None:
    assert not is_boilerplate(title)


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("8.1. Numeric Types", "Numeric Types"),
        ("Chapter 8. Data Types", "Data Types"),
        ("3.2 Loops", "Loops"),
        ("A.1. Error Codes", "Error Codes"),
        ("3 Laws of Motion", "3 Laws of Motion"),
        ("1984", "1984"),
        ("1:02 Leaves", "Leaves"),
        ("[00:12:30] - Leaves in autumn", "Leaves in autumn"),
        ("A Tour of the Universe", "A Tour of the Universe"),
    ],
)
def test_numbers_of_sections_are_no_part_of_a_name(title: str, bare: str) -> None:
    assert bare_title(title) == bare
